"""Named queries: each on a small database with the rows it must give; broken files are told whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from store_world import FEED, NOW
from voltwire.errors import InputError, SettingsError
from voltwire.paths import data_folder
from voltwire.records import Candidate, Rejected
from voltwire.store import Store, load_queries

QUERIES = load_queries(data_folder("config") / "queries.toml")
TODAY = date(2026, 11, 20)


def ask(store: Store, query: str, **given: str) -> list[dict[str, Any]]:
    named = QUERIES[query]
    return store.run_sql(named.sql, named.bind(given, TODAY)).as_dicts()


def pick(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_there_are_ten_and_each_says_what_it_leaves_out() -> None:
    assert list(QUERIES) == [
        "movers", "unknown-companies", "mentioned-with", "countries-of", "co-mentions", "timeline", "sources-by-yield",
        "newest-evidence", "chemistries-by-month", "rejected",
    ]  # fmt: skip
    for query in QUERIES.values():
        assert "left out" in query.description.lower() or "come last" in query.description, query.name


@pytest.mark.parametrize("name", QUERIES)
def test_each_runs_on_an_empty_database_with_its_defaults(store: Store, name: str) -> None:
    rows = ask(store, name)
    assert rows == [] or name == "sources-by-yield"


def test_movers(world: Store) -> None:
    rows = ask(world, "movers")
    assert pick(rows, "entity_id", "this_week", "usual_week", "change") == [
        ("company:catl", 3, 0.0, 3.0), ("company:byd", 2, 0.25, 1.75), ("company:brunp", 1, 0.0, 1.0),
    ]  # fmt: skip
    assert pick(ask(world, "movers", label="region", limit="1"), "entity_id") == [("region:asia",)]
    assert ask(world, "movers", today="2020-01-01") == []


def test_unknown_companies(world: Store) -> None:
    (row,) = ask(world, "unknown-companies")
    assert (row["name"], row["articles"], row["sentence"]) == ("Voltaro", 1, "Voltaro sells LFP cells to BYD")
    assert ask(world, "unknown-companies", min_articles="2") == []


def test_mentioned_with(world: Store) -> None:
    assert pick(ask(world, "mentioned-with"), "entity_id", "articles", "newest") == [
        ("company:byd", 1, "2026-11-19"), ("company:catl", 1, "2026-11-19"), ("region:CN", 1, "2026-11-19"),
    ]  # fmt: skip
    regions = ask(world, "mentioned-with", entity="CHEMISTRY:LI-ION", label="region")
    assert pick(regions, "entity_id", "sentences") == [("region:CN-CQ", 1)]


def test_countries_of(world: Store) -> None:
    assert pick(ask(world, "countries-of"), "entity_id", "articles", "newest") == [("region:CN", 2, "2026-11-20")]
    assert pick(ask(world, "countries-of", company="company:byd"), "articles") == [(2,)]


def test_co_mentions(world: Store) -> None:
    rows = ask(world, "co-mentions", entity="company:byd")
    assert pick(rows, "published_date", "with_entity") == [
        ("2026-11-19", "CATL"), ("2026-11-19", "China"), ("2026-11-19", "Sodium-ion"), ("2026-11-18", "LFP"),
        ("2026-11-18", "Voltaro"), ("2026-11-10", "China"),
    ]  # fmt: skip


def test_timeline(world: Store) -> None:
    weeks = ask(world, "timeline")
    assert pick(weeks, "period", "articles", "mentions", "collected") == [
        ("2026-10-05", 1, 1, 1),
        ("2026-11-16", 3, 5, 4),
    ]
    assert pick(ask(world, "timeline", per="day"), "period", "mentions") == [
        ("2026-10-11", 1), ("2026-11-17", 1), ("2026-11-19", 2), ("2026-11-20", 2),
    ]  # fmt: skip


def test_sources_by_yield(world: Store) -> None:
    reject(world)
    rows = ask(world, "sources-by-yield")
    assert pick(rows, "source", "articles", "rejected", "kept_percent") == [
        ("cellwire", 5, 2, 71.4),
        ("dianchi", 1, 0, 100.0),
    ]


def test_newest_evidence(world: Store) -> None:
    rows = ask(world, "newest-evidence")
    assert pick(rows, "published_date", "text")[:2] == [("2026-11-20", "CATL"), ("2026-11-20", "Brunp")]
    assert ask(world, "newest-evidence", entity="company:byd")[-1]["published_date"] is None


def test_chemistries_by_month(world: Store) -> None:
    rows = ask(world, "chemistries-by-month")
    assert pick(rows, "month", "entity_id", "articles") == [
        ("2026-11", "chemistry:lfp", 2), ("2026-11", "chemistry:li-ion", 2), ("2026-11", "chemistry:sodium-ion", 1),
    ]  # fmt: skip
    assert ask(world, "chemistries-by-month", today="2026-10-31") == []


def reject(store: Store) -> None:
    for number, reason in ((91, "robots"), (92, "off_topic")):
        one = Candidate(f"https://cellwire.example/{number}", FEED.id)
        store.record_rejection(one, Rejected("fetch", one.url, reason, "why"), None, NOW)  # type: ignore[arg-type]


def test_rejected(world: Store) -> None:
    reject(world)
    rows = ask(world, "rejected")
    assert pick(rows, "reason", "source", "rejected", "detail") == [
        ("off_topic", "cellwire", 1, "why"), ("robots", "cellwire", 1, "why"),
    ]  # fmt: skip
    assert ask(world, "rejected", source="dianchi") == []


def test_parameters_are_checked() -> None:
    with pytest.raises(InputError, match="no parameter --nonsense; it takes --entity, --label, --limit"):
        QUERIES["mentioned-with"].bind({"nonsense": "1"}, TODAY)
    with pytest.raises(InputError, match="--limit must be a number"):
        QUERIES["movers"].bind({"limit": "many"}, TODAY)
    with pytest.raises(InputError, match="must be a date"):
        QUERIES["movers"].bind({"today": "yesterday"}, TODAY)
    assert QUERIES["movers"].bind({}, TODAY)["today"] == "2026-11-20"


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "queries.toml"
    path.write_text(
        """
        [other]
        [[query]]
        name = "Bad Name"
        title = "t"
        description = "d"
        params = { unused = 1, list = [] }
        sql = "SELECT :missing, ':quoted', x -- :remark"
        [[query]]
        title = 3
        colour = "red"
        """,
        "utf-8",
    )
    with pytest.raises(SettingsError) as caught:
        load_queries(path)
    told = "\n".join(caught.value.problems)
    for part in (
        "[other]",
        "Bad Name",
        ":missing",
        "unused",
        "default of list",
        "name is missing",
        "title must",
        "colour",
    ):
        assert part in told
    assert "quoted" not in told and "remark" not in told


@pytest.mark.parametrize("text", ["query = 1", "query = [1]", "not toml", '[query]\nname = "x"'])
def test_files_of_another_shape_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "queries.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        load_queries(path)
    with pytest.raises(SettingsError, match="nowhere"):
        load_queries(tmp_path / "nowhere.toml")

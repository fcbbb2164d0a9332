"""Named queries: each on a small database with the rows it must give; broken files are told whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from store_world import ENTITIES, FEED, NOW, SITEMAP, article, put
from voltwire.errors import InputError, SettingsError
from voltwire.paths import data_folder
from voltwire.records import Candidate, Parent, Published, Rejected
from voltwire.store import Store, load_queries, told_left_out

QUERIES = load_queries(data_folder("config") / "queries.toml")
TODAY = date(2026, 11, 20)


def ask(store: Store, query: str, **given: str) -> list[dict[str, Any]]:
    named = QUERIES[query]
    return store.run_sql(named.sql, named.bind(given, TODAY)).as_dicts()


def pick(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_each_says_what_it_leaves_out() -> None:
    assert list(QUERIES) == [
        "movers", "unknown-companies", "mentioned-with", "countries-of", "co-mentions", "timeline", "sources-by-yield",
        "newest-evidence", "chemistries-by-month", "rejected", "partners", "makers-by-chemistry", "group-by-month",
        "chemistry-share", "first-reports", "first-languages",
    ]  # fmt: skip
    for query in QUERIES.values():
        assert "left out" in query.description.lower() or "come last" in query.description, query.name


@pytest.mark.parametrize("name", QUERIES)
def test_each_runs_on_an_empty_database_with_its_defaults(store: Store, name: str) -> None:
    rows = ask(store, name)
    assert rows == [] or name == "sources-by-yield"
    assert left_out(store, name) == ""


def left_out(store: Store, query: str, **given: str) -> str:
    named = QUERIES[query]
    if not named.left_out:
        return ""
    return told_left_out(store.run_sql(named.left_out, named.bind(given, TODAY)))


def test_what_was_left_out_is_counted(world: Store) -> None:
    put(world, replace(article(8, "BYD."), published=Published(None, "2026-11", None, "month", "text", "low")))
    assert left_out(world, "movers") == "1 undated, 1 dated to a month"
    assert left_out(world, "movers", today="2020-01-01") == ""
    assert left_out(world, "timeline", entity="company:byd") == "1 undated, 1 dated to a month"
    assert left_out(world, "timeline", entity="company:catl") == ""
    assert left_out(world, "chemistry-share") == "1 undated, 1 dated to a month"
    assert left_out(world, "unknown-companies", min_articles="2") == "1 in fewer articles"
    waiting = Candidate("https://cellwire.example/77", FEED.id)
    world.postpone(waiting, Rejected("fetch", waiting.url, "timeout"), NOW, NOW)
    assert left_out(world, "rejected") == "1 waiting for another try"
    assert left_out(world, "rejected", source="dianchi") == ""


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


def test_partners_include_the_unlisted_and_know_the_owner(store: Store) -> None:
    linked = [
        replace(one, parents=(Parent("company:catl", "owner"),)) if one.id == "company:byd" else one for one in ENTITIES
    ]
    put(store, article(1, "Brunp and Voltaro and BYD. CATL alone."))
    put(store, article(2, "CATL and Voltaro.", days_ago=None))
    assert pick(ask(store, "partners"), "entity_id", "partner", "articles", "newest", "known_link") == [
        (None, "Voltaro", 2, "2026-11-20", None), ("company:byd", "BYD", 1, "2026-11-20", None),
    ]  # fmt: skip
    store.sync_entities(linked, "digest 2")
    assert pick(ask(store, "partners", company="company:byd"), "partner", "known_link") == [
        ("Brunp Recycling", None), ("Voltaro", None),
    ]  # fmt: skip
    put(store, article(3, "BYD belongs to CATL."))
    assert ("CATL", "owner") in pick(ask(store, "partners", company="company:byd"), "partner", "known_link")
    assert pick(ask(store, "partners"), "partner") == [("Voltaro",)]  # BYD is its own now


def test_makers_by_chemistry_roll_up_subsidiaries_and_grades(world: Store) -> None:
    put(world, article(8, "Brunp makes LFP. BYD makes sodium-ion."))
    rows = ask(world, "makers-by-chemistry", country="CN", role="cells")
    assert pick(rows, "entity_id", "chemistry_id", "articles") == [
        ("company:catl", "chemistry:lfp", 2), ("company:catl", "chemistry:li-ion", 2),
        ("company:catl", "chemistry:sodium-ion", 1),
    ]  # fmt: skip
    every = ask(world, "makers-by-chemistry", country="CN", role="")
    assert {row["entity_id"] for row in every} == {"company:catl", "company:brunp", "company:byd"}
    assert ask(world, "makers-by-chemistry", country="CN", role="cell") == []  # a whole role, not a part of one


def test_korean_cathode_makers_are_asked_for_unless_told_otherwise(store: Store) -> None:
    makers = [replace(ENTITIES[2], country="KR", roles=("materials", "cathode")), *ENTITIES[6:8], *ENTITIES[:2]]
    store.sync_entities(makers, "digest 2")
    put(store, article(1, "BYD makes LFP. CATL makes LFP."))
    rows = ask(store, "makers-by-chemistry")
    assert pick(rows, "entity_id", "chemistry_id") == [
        ("company:byd", "chemistry:lfp"),
        ("company:byd", "chemistry:li-ion"),
    ]
    assert left_out(store, "makers-by-chemistry", role="cells") == ""
    store.replace_mentions(1, [], "t")
    assert left_out(store, "makers-by-chemistry") == "1 named by no article"


def test_a_group_and_its_parts_by_month(world: Store) -> None:
    rows = ask(world, "group-by-month", entity="company:catl")
    assert pick(rows, "month", "entity_id", "depth", "articles", "mentions") == [
        ("2026-11", "company:catl", 0, 3, 5), ("2026-11", "company:brunp", 1, 1, 1),
        ("2026-10", "company:catl", 0, 1, 1),
    ]  # fmt: skip
    assert pick(ask(world, "group-by-month", entity="region:asia", months="1"), "entity_id") == [
        ("region:asia",), ("region:CN",), ("region:CN-CQ",)
    ]  # fmt: skip


def share(store: Store, column: str, **given: str) -> dict[str, float]:
    rows = ask(store, "chemistry-share", **given)
    return {row["month"]: row[column] for row in rows if row["entity_id"] == "chemistry:lfp"}


def test_chemistry_share_is_of_what_was_collected(world: Store) -> None:
    assert share(world, "share_percent") == {"2026-11": 40.0}  # two of the five with a day
    assert share(world, "collected") == {"2026-11": 5} and share(world, "sources") == {"2026-11": 2}
    put(world, article(8, "LFP.", days_ago=40))
    assert share(world, "share_percent") == {"2026-11": 40.0, "2026-10": 50.0}
    assert share(world, "share_percent", months="1") == {"2026-11": 40.0}


def test_a_fetcher_that_was_down_is_no_falling_trend(store: Store) -> None:
    """Cell Wire names LFP in every article, Dianchi in none. In October Cell Wire is down for all but one day; a third,
    by hand, came for September alone."""
    number = 0
    for month_days, from_feed in ((75, 4), (40, 1), (3, 4)):
        for _ in range(from_feed):
            number += 1
            put(store, article(number, "LFP.", days_ago=month_days))
        for _ in range(4):
            number += 1
            put(store, article(number, "Nothing.", days_ago=month_days, source=SITEMAP))
    put(store, article(99, "LFP.", days_ago=75, source=None))
    assert share(store, "share_percent") == {"2026-09": 55.6, "2026-10": 20.0, "2026-11": 50.0}
    assert share(store, "steady_percent") == {"2026-09": 42.9, "2026-10": 42.9, "2026-11": 42.9}


def test_a_month_without_a_steady_source_claims_nothing(store: Store) -> None:
    put(store, article(1, "LFP.", days_ago=40))
    put(store, article(2, "LFP.", days_ago=75, source=SITEMAP))
    assert share(store, "steady_percent") == {"2026-10": None, "2026-09": None}


def test_who_reported_first(world: Store) -> None:
    rows = ask(world, "first-reports", entity="company:catl", since="2026-11-01")
    assert pick(rows, "source", "published", "hours_later", "sentence", "articles") == [
        ("dianchi", "2026-11-17T09:00:00Z", 0.0, "宁德时代在重庆", 1),
        ("cellwire", "2026-11-19T09:00:00Z", 48.0, "CATL and BYD show sodium-ion cells in China", 2),
    ]  # fmt: skip
    assert pick(ask(world, "first-reports", entity="company:catl"), "source")[0] == (None,)  # by hand, in October
    both = ask(world, "first-reports", entity="company:catl", **{"with": "company:byd"})
    assert pick(both, "source", "hours_later") == [("cellwire", 0.0)]
    languages = ask(world, "first-reports", entity="company:catl", per="language")
    assert pick(languages, "language", "hours_later", "articles") == [("en", 0.0, 3), ("zh", 37 * 24.0, 1)]


def test_a_day_without_an_hour_is_not_before_its_hours(store: Store) -> None:
    put(store, replace(article(1, "CATL."), published=Published(None, "2026-11-20", None, "day", "text", "low")))
    put(store, article(2, "CATL.", source=SITEMAP))
    rows = ask(store, "first-reports", entity="company:catl")
    assert pick(rows, "source", "published", "published_trust") == [
        ("dianchi", "2026-11-20T09:00:00Z", "high"), ("cellwire", "2026-11-20", "low"),
    ]  # fmt: skip


def test_languages_that_report_first(world: Store) -> None:
    put(world, article(8, "比亚迪 and CATL.", days_ago=4, source=SITEMAP, language="zh"))
    rows = ask(world, "first-languages")
    assert pick(rows, "language", "entities_first", "entities_named", "first_percent") == [
        ("en", 2, 2, 100.0), ("zh", 0, 2, 0.0),
    ]  # fmt: skip
    assert pick(ask(world, "first-languages", days="7"), "language", "entities_first") == [("zh", 2), ("en", 0)]


def test_parameters_are_checked() -> None:
    with pytest.raises(InputError, match="no parameter --nonsense; it takes --entity, --label, --newest, --limit"):
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
        left_out = "SELECT :absent"
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
        "left_out uses :absent",
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

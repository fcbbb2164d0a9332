"""Kept counts follow every way in which rows change: `check` compares them with the mentions afterwards."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_world import ENTITIES, NOW, TAGGER, article, mentions_in, published, put
from voltwire.records import Entity, Mention, Parent, Published
from voltwire.store import Store, counts, schema

Rows = Sequence[tuple[object, ...]]


def days(store: Store, entity_id: str) -> Rows:
    return store.run_sql(
        "SELECT day, articles, mentions, articles_low_trust FROM entity_daily WHERE entity_id = ? ORDER BY day",
        [entity_id],
    ).rows


def named(store: Store, article_id: int) -> Rows:
    return store.run_sql(
        "SELECT entity, mentions, in_title, first_char FROM article_entities WHERE article_id = ? ORDER BY entity",
        [article_id],
    ).rows


def test_an_edited_article_counts_with_its_new_text_and_day(store: Store) -> None:
    one = put(store, article(1, "CATL in Chongqing. CATL and Voltaro.", days_ago=3))
    put(store, article(2, "CATL.", days_ago=3))
    put(store, replace(article(1, "BYD and Brunp in China.", title="BYD moves"), published=published(1)))
    assert named(store, one) == [("BYD", 2, 1, 0), ("Brunp Recycling", 1, 0, 8), ("China", 1, 0, 17)]
    assert days(store, "company:catl") == [("2026-11-17", 1, 1, 0), ("2026-11-19", 1, 1, 0)]  # Brunp is CATL's
    assert days(store, "region:asia") == [("2026-11-19", 1, 1, 0)]
    assert store.run_sql("SELECT * FROM unknown_companies").rows == []
    assert store.check() == []


def test_an_edit_that_takes_the_day_away_or_lowers_its_trust(store: Store) -> None:
    put(store, article(1, "CATL.", days_ago=3))
    put(store, replace(article(1, "CATL again."), published=Published(None, "2026-11", None, "month", "text", "low")))
    assert days(store, "company:catl") == []
    put(store, replace(article(1, "CATL now."), published=Published(None, "2026-11-02", None, "day", "text", "low")))
    assert days(store, "company:catl") == [("2026-11-02", 1, 1, 1)]
    assert store.check() == []


def test_tagging_again_counts_anew(world: Store) -> None:
    before = days(world, "company:byd")
    world.replace_mentions(2, [], "catalogue 2")
    assert named(world, 2) == [] and days(world, "company:byd") != before
    world.replace_mentions(2, mentions_in(article(2, "CATL and BYD show sodium-ion cells in China.")), "catalogue 3")
    assert days(world, "company:byd") == before
    assert world.check() == []


def moved(entity_id: str, *parents: Parent) -> list[Entity]:
    return [replace(one, parents=parents) if one.id == entity_id else one for one in ENTITIES]


def test_spellings_of_an_unknown_name_are_one_row_whatever_their_order(store: Store) -> None:
    for number, text in enumerate(("voltaro. VOLTARO. Voltaro", "Voltaro. voltaro. VOLTARO"), 1):
        places = [match.span() for match in re.finditer(r"\w+", text)]
        found = [
            Mention(start, end, text[start:end], "COMPANY", None, text[start:end], "name", "model", 0.9, start, end)
            for start, end in places
        ]
        store.record_article(None, None, article(number, text, source=None), found, TAGGER, NOW)
    assert named(store, 1) == named(store, 2) == [("VOLTARO", 3, 0, 0)]
    assert store.check() == []


def test_a_company_that_changes_hands_counts_for_its_new_owner(world: Store) -> None:
    assert days(world, "company:catl")[-1] == ("2026-11-20", 1, 2, 0)
    world.sync_entities(moved("company:brunp", Parent("company:byd", "owner")), "digest 2")
    assert days(world, "company:catl")[-1] == ("2026-11-20", 1, 1, 0)
    assert days(world, "company:byd")[-1] == ("2026-11-20", 1, 1, 0)
    assert world.check() == []


def test_an_entity_that_leaves_the_catalogue_takes_its_days_along(world: Store) -> None:
    world.sync_entities([one for one in moved("region:CN") if one.id != "region:asia"], "digest 2")
    assert days(world, "region:asia") == [] and days(world, "region:CN")
    assert world.check() == []


def test_another_name_and_another_spelling_of_an_id_show_at_once(world: Store) -> None:
    world.sync_entities([replace(one, name="BYD Auto") if one.id == "company:byd" else one for one in ENTITIES], "2")
    assert world.run_sql("SELECT DISTINCT entity FROM entity_daily WHERE entity_id = 'company:BYD'").rows == [
        ("BYD Auto",)
    ]
    assert world.check() == []


def test_sources_that_come_and_go_change_no_count(world: Store) -> None:
    before = world.run_sql("SELECT * FROM coverage_daily").rows
    world.sync_sources([], NOW)
    assert world.run_sql("SELECT * FROM coverage_daily").rows == before
    assert world.check() == []


def test_an_older_database_is_counted_when_it_is_brought_up_to_date(world: Store, tmp_path: Path) -> None:
    """As 0002 left it: without the tables, with the views and indexes of then."""
    wanted = days(world, "company:catl"), named(world, 2)
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as target:
        world._connection.backup(target)
        for statement in (
            *(f"DROP VIEW {name}" for name in ("entity_daily", "article_entities", "companies", "unknown_companies")),
            "DROP TABLE article_counts", "DROP TABLE day_counts", "DROP INDEX mentions_by_sentence",
            "DELETE FROM _sqlite_migrations WHERE name = '0004_counts'",
        ):  # fmt: skip
            target.execute(statement)
        target.commit()
    with Store.open(old) as store:
        assert (days(store, "company:catl"), named(store, 2)) == wanted
        assert store.check() == []


def test_the_counting_of_a_migration_is_the_counting_of_an_ingest(world: Store) -> None:
    assert set(counts.FILL) < set(dict(schema.MIGRATIONS)["0004_counts"])


TEXTS = st.lists(st.sampled_from(["CATL", "BYD", "Brunp", "China", "Chongqing", "LFP", "Voltaro"]), max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 3), TEXTS, st.sampled_from([0, 1, 40, None])), max_size=8))
def test_whatever_happens_the_counts_are_those_of_the_mentions(
    tmp_path_factory: object, templates: Path, steps: list[tuple[int, list[str], int | None]]
) -> None:
    import shutil

    path = tmp_path_factory.mktemp("counts") / "voltwire.db"  # type: ignore[attr-defined]
    shutil.copyfile(templates / "store.db", path)
    with Store.open(path) as store:
        for turn, (number, names, days_ago) in enumerate(steps):
            one = article(number, ". ".join(names) or "Nothing.", days_ago=days_ago)
            article_id = put(store, one)
            if turn % 3 == 2:
                store.replace_mentions(article_id, mentions_in(article(number, "BYD.")), TAGGER + str(turn))
                store.replace_mentions(article_id, [], TAGGER)
        if steps:
            parent = Parent(("company:catl", "company:byd")[len(steps) % 2], "owner")
            store.sync_entities(moved("company:brunp", parent), f"digest {len(steps)}")
        assert store.check() == []

"""Views: their columns stay, and their rows say what they promise."""

from __future__ import annotations

import pytest
from store_world import ENTITIES, FEED, NOW, TAGGER, article, candidate_for, page_for, put
from voltwire.records import Candidate, Mention, Parent, Published, Rejected
from voltwire.store import Store, Visit

COLUMNS = {
    "evidence": "published_date source source_name title url language label entity_id entity text sentence part form"
    " found_by score page_kind published_from published_trust article_id mention_id",
    "article_entities": "article_id published_date source title url language label entity_id entity mentions in_title"
    " first_char",
    "co_mentions": "published_date source title url language label entity_id entity with_label with_entity_id"
    " with_entity sentence part article_id",
    "entity_daily": "day label entity_id entity articles mentions articles_low_trust",
    "entity_monthly": "month label entity_id entity articles mentions collected share_percent",
    "coverage_daily": "day source source_name language articles words articles_low_trust",
    "companies": "entity_id name country country_name roles ticker wikidata parent_id parent parent_kind parents"
    " articles mentions last_published",
    "unknown_companies": "name articles sources mentions first_seen sentence title url",
    "off_topic": "decided_at source source_name title url score detail language",
    "source_health": "source name kind url language enabled health health_since failures last_outcome last_reason"
    " last_detail last_elapsed_ms last_visit_at last_success_at next_visit_at last_new_at articles waiting rejected"
    " health_why",
}


@pytest.mark.parametrize("view", COLUMNS)
def test_columns_stay(store: Store, view: str) -> None:
    assert store.run_sql(f"SELECT * FROM {view}").columns == tuple(COLUMNS[view].split())


def test_evidence_has_every_mention_with_its_sentence(world: Store) -> None:
    rows = world.run_sql("SELECT * FROM evidence WHERE article_id = 2 AND label = 'company' ORDER BY part, text")
    assert [(r["part"], r["text"], r["sentence"]) for r in rows.as_dicts()] == [
        ("text", "BYD", "CATL and BYD show sodium-ion cells in China"),
        ("text", "CATL", "CATL and BYD show sodium-ion cells in China"),
        ("title", "CATL", "CATL shows cells"),
    ]
    counts = world.run_sql("SELECT (SELECT count(*) FROM evidence), (SELECT count(*) FROM mentions)").rows[0]
    assert counts[0] == counts[1] > 0
    by_hand = world.run_sql("SELECT source, entity, published_date FROM evidence WHERE article_id = 7").rows
    assert by_hand == [(None, "CATL", "2026-10-11")]


def test_article_entities_counts_and_places(world: Store) -> None:
    rows = world.run_sql(
        "SELECT entity, mentions, in_title, first_char FROM article_entities WHERE article_id = 2 ORDER BY entity"
    ).rows
    assert rows == [("BYD", 1, 0, 9), ("CATL", 2, 1, 0), ("China", 1, 0, 38), ("Sodium-ion", 1, 0, 18)]
    unknown = world.run_sql("SELECT entity, entity_id, mentions FROM article_entities WHERE article_id = 3").rows
    assert ("Voltaro", None, 2) in unknown


def test_co_mentions_pair_both_ways_within_a_sentence(world: Store) -> None:
    rows = world.run_sql("SELECT entity, with_entity FROM co_mentions WHERE article_id = 1 ORDER BY 1, 2").rows
    three = ["CATL", "Chongqing", "LFP"]
    assert rows == [(one, other) for one in three for other in three if one != other]  # Brunp stands apart


def test_co_mentions_has_a_pair_once_per_sentence_and_never_an_entity_with_itself(store: Store) -> None:
    text = "CATL CATL BYD BYD Voltaro VOLTARO"
    places = [
        (0, "company:catl"),
        (5, "company:catl"),
        (10, "company:byd"),
        (14, "company:byd"),
        (18, None),
        (26, None),
    ]
    mentions = [
        Mention(
            start, end, text[start:end], "COMPANY", entity_id, entity_id or text[start:end], "name", "model", 1.0, 0, 33
        )
        for start, entity_id in places
        for end in [text.find(" ", start) if " " in text[start:] else len(text)]
    ]
    store.record_article(None, None, article(1, text, source=None), mentions, TAGGER, NOW)
    rows = store.run_sql("SELECT entity_id, with_entity_id FROM co_mentions ORDER BY 1, 2").rows
    assert rows == [
        (None, "company:byd"), (None, "company:catl"), ("company:byd", None), ("company:byd", "company:catl"),
        ("company:catl", None), ("company:catl", "company:byd"),
    ]  # fmt: skip


def test_entity_daily_counts_ancestors_in_and_leaves_out_undated(world: Store) -> None:
    sql = "SELECT day, articles, mentions FROM entity_daily WHERE entity_id = ? ORDER BY day DESC"
    assert world.run_sql(sql, ["REGION:asia"]).rows == [
        ("2026-11-20", 1, 1),
        ("2026-11-19", 1, 1),
        ("2026-11-10", 1, 1),
    ]
    assert world.run_sql(sql, ["company:catl"]).rows == [  # with Brunp on the 20th
        ("2026-11-20", 1, 2), ("2026-11-19", 1, 2), ("2026-11-17", 1, 1), ("2026-10-11", 1, 1),
    ]  # fmt: skip
    assert [row[0] for row in world.run_sql(sql, ["company:byd"]).rows] == ["2026-11-19", "2026-11-18", "2026-11-10"]


def test_entity_monthly_measures_against_what_was_collected(world: Store) -> None:
    rows = world.run_sql("SELECT * FROM entity_monthly WHERE entity_id = 'company:catl' ORDER BY month").rows
    assert rows == [
        ("2026-10", "COMPANY", "company:catl", "CATL", 1, 1, 1, 100.0),
        ("2026-11", "COMPANY", "company:catl", "CATL", 3, 5, 5, 60.0),
    ]
    daily, monthly = (
        world.run_sql(f"SELECT entity_id, sum(articles), sum(mentions) FROM {view} GROUP BY 1 ORDER BY 1").rows
        for view in ("entity_daily", "entity_monthly")
    )
    assert daily == monthly


def test_months_are_no_days_and_low_trust_is_counted(store: Store) -> None:
    from dataclasses import replace

    month = Published(None, "2026-11", None, "month", "text", "low")
    low = Published(None, "2026-11-03", None, "day", "text", "low")
    put(store, replace(article(1, "CATL."), published=month))
    put(store, replace(article(2, "CATL."), published=low))
    rows = store.run_sql(
        "SELECT day, articles, articles_low_trust FROM entity_daily WHERE entity_id = 'company:catl'"
    ).rows
    assert rows == [("2026-11-03", 1, 1)]
    assert store.run_sql("SELECT day, articles, articles_low_trust FROM coverage_daily").rows == rows


@pytest.mark.parametrize(
    ("view", "index"),
    [
        ("entity_daily", "PRIMARY KEY (entity_id=?)"),
        ("entity_monthly", "PRIMARY KEY (entity_id=? AND day>? AND day<?)"),
        ("article_entities", "article_counts_by_entity (entity_id=?)"),
        ("co_mentions", "mentions_by_entity (entity_id=?)"),
        ("evidence", "mentions_by_entity (entity_id=?)"),
    ],
)
def test_a_condition_on_an_entity_reaches_the_index(world: Store, view: str, index: str) -> None:
    plan = world.run_sql(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE entity_id = 'company:catl'")
    assert index in " ".join(str(row[3]) for row in plan.rows)


def test_coverage_daily_is_what_was_collected(world: Store) -> None:
    rows = world.run_sql("SELECT day, source, language, articles, words FROM coverage_daily ORDER BY day DESC").rows
    assert rows[0] == ("2026-11-20", "cellwire", "en", 1, 10)
    assert rows[3] == ("2026-11-17", "dianchi", "zh", 1, 7)
    assert sum(row[3] for row in rows) == 6


def test_companies_have_country_roles_and_parents_as_columns(store: Store) -> None:
    joint = ENTITIES[1].__class__(
        "company:joint", "COMPANY", "company", "Joint",
        parents=(Parent("company:byd", "joint_venture"), Parent("company:catl", "joint_venture")),
    )  # fmt: skip
    store.sync_entities([*ENTITIES, joint], "digest 2")
    put(store, article(1, "CATL builds. CATL hires."))
    rows = {row["entity_id"]: row for row in store.run_sql("SELECT * FROM companies").as_dicts()}
    assert len(rows) == 4
    catl = rows["company:catl"]
    assert (catl["country"], catl["country_name"], catl["roles"]) == ("CN", "China", "cells, recycling")
    assert (catl["articles"], catl["mentions"], catl["last_published"], catl["parent"]) == (1, 2, "2026-11-20", None)
    made = rows["company:joint"]
    assert (made["parent_id"], made["parent"], made["parent_kind"]) == ("company:byd", "BYD", "joint_venture")
    assert made["parents"] == "BYD; CATL"


def test_unknown_companies_show_the_first_sighting(world: Store) -> None:
    (row,) = world.run_sql("SELECT * FROM unknown_companies").as_dicts()
    assert (row["name"], row["articles"], row["sources"], row["mentions"]) == ("Voltaro", 1, 1, 2)
    assert row["sentence"] == "Voltaro sells LFP cells to BYD" and row["url"].endswith("/3")


def test_off_topic_shows_score_and_title_and_no_other_reason(store: Store) -> None:
    for number, reason in ((1, "off_topic"), (2, "no_text")):
        one = Candidate(f"https://cellwire.example/{number}", FEED.id, "As listed")
        rejected = Rejected("relevance", one.url, reason, "score 0.31", title="As read", relevance=0.31)  # type: ignore[arg-type]
        store.record_rejection(one, rejected, None, NOW)
    (row,) = store.run_sql("SELECT source, title, score, detail FROM off_topic").rows
    assert row == ("cellwire", "As read", 0.31, "score 0.31")


def test_source_health_shows_the_last_visit(world: Store) -> None:
    for outcome, reason in (("ok", None), ("failed", "timeout")):
        seen = Visit(FEED.id, NOW, outcome, reason, "no answer" if reason else None)  # type: ignore[arg-type]
        world.record_visit(seen, next_visit_at=NOW, etag=None, last_modified=None, now=NOW)
    row = world.run_sql("SELECT * FROM source_health WHERE source = 'CELLWIRE'").as_dicts()[0]
    assert (row["last_outcome"], row["last_reason"], row["failures"], row["health"]) == ("failed", "timeout", 1, "ok")
    assert (row["articles"], row["waiting"], row["rejected"]) == (5, 0, 0)
    assert len(world.run_sql("SELECT * FROM source_health").rows) == 2


def test_views_and_tables_agree_with_a_recorded_page(store: Store) -> None:
    one = article(1, "CATL builds.")
    store.record_article(candidate_for(one), page_for(one), one, [], TAGGER, NOW)
    assert store.run_sql("SELECT p.http_status FROM candidates c JOIN pages p ON p.url = c.page_url").rows == [(200,)]

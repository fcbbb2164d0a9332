"""`check` tells every broken promise, and nothing of a database that keeps them."""

from __future__ import annotations

import pytest
from store_world import article, put
from voltwire.store import Store

BROKEN = {
    "holds something else": "UPDATE mentions SET text = 'XXXX' WHERE id = 1",
    "sentence does not hold": "UPDATE mentions SET sentence_end = 100000 WHERE id = 1",
    "overlap": "INSERT INTO mentions (article_id, part, label, name, text, start_char, end_char, sentence_start,"
    " sentence_end, form, found_by, score) VALUES (1, 'text', 'COMPANY', 'x', 'ATL', 1, 4, 0, 36, 'name', 'model', 1)",
    "label is not that": "UPDATE mentions SET label = 'REGION' WHERE id = 1",
    "wait although": "UPDATE candidates SET state = 'waiting' WHERE article_id = 1",
    "without the moment": "UPDATE candidates SET decided_at = NULL WHERE article_id = 1",
    "earlier versions": "UPDATE articles SET version = 3 WHERE id = 1",
    "hash": "UPDATE articles SET text_hash = 'x' WHERE id = 1",
    "precision": "UPDATE articles SET published_date = NULL WHERE id = 1",
    "unpacked": "UPDATE pages SET content = x'28b52ffd0000' WHERE url LIKE '%/1'",
    "entity_ancestors": "DELETE FROM entity_ancestors WHERE depth = 2",
    "article_counts lacks": "DELETE FROM article_counts WHERE article_id = 1",
    "article_counts counts too much": "UPDATE article_counts SET mentions = 9 WHERE article_id = 1",
    "day_counts lacks": "DELETE FROM day_counts WHERE entity_id = 'company:byd'",
    "day_counts counts too much": "UPDATE day_counts SET articles_low_trust = 1",
    "index lacks": "DELETE FROM articles_fts_docsize WHERE id = 1",
    "without an article": "INSERT INTO articles_fts_docsize SELECT 99, sz FROM articles_fts_docsize WHERE id = 1",
    "index holds otherwise": "UPDATE articles SET title = title || ' and more words' WHERE id = 1",
    "points to a row": "UPDATE articles SET source_id = 'nobody' WHERE id = 1",
}


@pytest.mark.parametrize("told", BROKEN)
def test_a_broken_promise_is_told(world: Store, told: str) -> None:
    assert world.check() == []
    world._connection.execute("PRAGMA foreign_keys = OFF")
    world._connection.execute(BROKEN[told])
    problems = world.check()
    assert any(told in problem for problem in problems), problems
    assert not any("\n" in problem for problem in problems)


def test_a_rebuilt_index_is_noticed(world: Store) -> None:
    world._connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    assert any("index holds otherwise" in problem for problem in world.check())


def test_the_index_itself_is_sound_after_edits(world: Store) -> None:
    put(world, article(1, "宁德时代 halts everything."))
    world.replace_mentions(4, [], "catalogue 2")
    assert world.check() == []
    world._connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 0)")


def test_status_counts_what_there_is(world: Store) -> None:
    told = world.status("another").as_json()
    assert told["queue"] == {"waiting": 0, "done": 6, "rejected": 0}
    assert (told["articles"], told["articles_undated"], told["versions"], told["pages"]) == (7, 1, 0, 7)
    assert (told["mentions_unknown"], told["stale"], told["newest_published"]) == (2, 7, "2026-11-20")
    assert told["sources"]["ok"] == ["cellwire", "dianchi"] and told["size_bytes"] > 0
    assert told["growth_bytes"] is None  # too few articles to tell
    assert world.status().stale is None

"""Free SQL: it answers questions, changes nothing, and ends."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from store_world import NOW, article, put
from voltwire.errors import InputError, MissingDatabaseError
from voltwire.store import Store
from voltwire.store.asking import run_sql


def test_rows_come_with_their_columns(world: Store) -> None:
    answer = world.run_sql("SELECT id, name FROM entities WHERE id = :id", {"id": "COMPANY:CATL"})
    assert answer.columns == ("id", "name")
    assert answer.as_dicts() == [{"id": "company:catl", "name": "CATL"}]
    assert world.run_sql("SELECT id FROM entities WHERE id = ?", ["nobody"]).as_dicts() == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '宁德' ORDER BY rank",
        "SELECT value FROM json_each((SELECT authors FROM articles LIMIT 1))",
        "SELECT name FROM pragma_table_info('articles')",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9) SELECT sum(x) FROM n",
        "EXPLAIN QUERY PLAN SELECT * FROM evidence",
        "SELECT snippet(articles_fts, 1, '', '', '', 9) FROM articles_fts WHERE articles_fts MATCH 'plant'",
    ],
)
def test_what_analysts_use_is_allowed(world: Store, sql: str) -> None:
    world.run_sql(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM mentions",
        "UPDATE articles SET title = ''",
        "INSERT INTO meta VALUES ('a', 'b')",
        "DROP VIEW evidence",
        "CREATE TEMP TABLE t (x)",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO 'copy.db'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = ''",
        "BEGIN IMMEDIATE",
        "SELECT load_extension('x')",
        "SELEKT 1",
        "SELECT nothing FROM articles",
        "SELECT 1; SELECT 2",
        "SELECT :missing",
        "SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"'",
        "",
    ],
)
def test_everything_else_is_an_input_error_and_changes_nothing(world: Store, sql: str, path: Path) -> None:
    before = world.run_sql("SELECT count(*), (SELECT count(*) FROM mentions) FROM articles").rows
    with pytest.raises(InputError) as caught:
        world.run_sql(sql)
    assert "\n" not in str(caught.value)
    assert world.run_sql("SELECT count(*), (SELECT count(*) FROM mentions) FROM articles").rows == before
    assert not Path("copy.db").exists()


def test_a_question_without_end_is_stopped(world: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"longer than 0\.2 s"):
        world.run_sql(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n", limit_s=0.2
        )
    assert time.monotonic() - begun < 5


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError):
        run_sql(tmp_path / "none.db", "SELECT 1", (), 1)


def test_asking_does_not_hinder_writing(store: Store) -> None:
    put(store, article(1, "CATL."), NOW)
    assert store.run_sql("SELECT count(*) FROM articles").rows == [(1,)]
    put(store, article(2, "BYD."), NOW)
    assert store.run_sql("SELECT count(*) FROM articles").rows == [(2,)]

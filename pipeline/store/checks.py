"""`voltwire check`: every promise about what is stored, proved row by row. Problems are lines for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from . import counts
from .articles import indexed_columns, names_of
from .entities import closure_of
from .pages import unpack
from .rows import text_hash

_SHOWN = 5  # examples of one problem
_INDEX_SAMPLE = 2000  # articles whose full text entry is compared word for word; of all, that there is one


def check(connection: sqlite3.Connection) -> list[str]:
    """Everything that does not hold, one line each; empty when all is well. Reads every row: minutes when large."""
    return [problem for promise in _PROMISES for problem in promise(connection)]


def _examples(connection: sqlite3.Connection, told: str, sql: str) -> Iterator[str]:
    """One line when `sql` finds rows: how many, and the first of them."""
    rows = connection.execute(sql).fetchall()
    if rows:
        shown = ", ".join(" ".join(str(value) for value in row) for row in rows[:_SHOWN])
        yield f"{told}: {len(rows)} ({shown}{', …' if len(rows) > _SHOWN else ''})"


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield f"a row of {row[0]} (rowid {row[1]}) points to a row of {row[2]} that is missing"


_PART = "CASE m.part WHEN 'title' THEN a.title ELSE a.text END"
_QUESTIONS = (
    (
        "mentions whose place in the text holds something else (id)",
        f"SELECT m.id FROM mentions m JOIN articles a ON a.id = m.article_id"
        f" WHERE substr({_PART}, m.start_char + 1, m.end_char - m.start_char) IS NOT m.text",
    ),
    (
        "mentions that their sentence does not hold (id)",
        f"SELECT m.id FROM mentions m JOIN articles a ON a.id = m.article_id WHERE m.sentence_start > m.start_char"
        f" OR m.sentence_end < m.end_char OR m.sentence_end > length({_PART})",
    ),
    (
        "mentions that overlap another (id)",
        "SELECT id FROM (SELECT id, start_char, max(end_char) OVER (PARTITION BY article_id, part ORDER BY start_char"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM mentions) WHERE start_char < reached",
    ),
    (
        "mentions whose label is not that of their entity (id)",
        "SELECT m.id FROM mentions m JOIN entities e ON e.id = m.entity_id WHERE m.label <> e.label",
    ),
    ("done candidates without an article", "SELECT url FROM candidates WHERE state = 'done' AND article_id IS NULL"),
    (
        "candidates that wait although their article is stored",
        "SELECT url FROM candidates WHERE state = 'waiting' AND article_id IS NOT NULL AND edit_seen_at IS NULL",
    ),
    ("rejected candidates without a reason", "SELECT url FROM candidates WHERE state = 'rejected' AND reason IS NULL"),
    (
        "decided candidates without the moment",
        "SELECT url FROM candidates WHERE state <> 'waiting' AND decided_at IS NULL",
    ),
    (
        "articles whose earlier versions are not complete (id)",
        "SELECT a.id FROM articles a WHERE a.version - 1 <>"
        " (SELECT count(*) FROM article_versions v WHERE v.article_id = a.id AND v.version < a.version)",
    ),
    (
        "articles with a moment but no day, or the reverse of what their precision says (id)",
        "SELECT id FROM articles WHERE (published_precision = 'none') <> (published_date IS NULL)"
        " OR (published_at IS NOT NULL AND published_precision <> 'minute')",
    ),
)


def _rows_agree(connection: sqlite3.Connection) -> Iterator[str]:
    for told, sql in _QUESTIONS:
        yield from _examples(connection, told, sql)


def _hashes(connection: sqlite3.Connection) -> Iterator[str]:
    for table, key in (("articles", "id"), ("article_versions", "article_id")):
        for row in connection.execute(f"SELECT {key}, text, text_hash FROM {table}"):
            if text_hash(row["text"]) != row["text_hash"]:
                yield f"{table}: the text of {row[key]} is not the one its hash was made from"


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    from zstandard import ZstdError

    for row in connection.execute("SELECT url, content FROM pages"):
        try:
            unpack(row["content"])
        except ZstdError as error:
            yield f"the stored page {row['url']} cannot be unpacked ({error})"


def _closure(connection: sqlite3.Connection) -> Iterator[str]:
    stored = {tuple(row) for row in connection.execute("SELECT entity_id, ancestor_id, depth FROM entity_ancestors")}
    right = set(closure_of(connection))
    for entity_id, ancestor_id, _ in sorted(stored ^ right)[:_SHOWN]:
        yield f"entity_ancestors does not follow from entity_parents for {entity_id} and {ancestor_id}"


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the kept counts are those of the mentions, in both directions."""
    for table, columns, right in (
        (
            "article_counts",
            "article_id, label, entity_id, name, published_date, mentions, in_title, first_char",
            counts.BY_ARTICLE.format(condition="true"),
        ),
        (
            "day_counts",
            "entity_id, day, articles, mentions, articles_low_trust",
            counts.BY_DAY.format(sign=1, condition="true"),
        ),
    ):
        stored = f"SELECT {columns} FROM {table}"
        for told, more, less in (("counts too much", stored, right), ("lacks", right, stored)):
            yield from _examples(connection, f"{table} {told}", f"SELECT * FROM ({more}) EXCEPT SELECT * FROM ({less})")


def _full_text(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _examples(
        connection,
        "articles that the full text index lacks (id)",
        "SELECT id FROM articles EXCEPT SELECT id FROM articles_fts_docsize",
    )
    yield from _examples(
        connection,
        "full text entries without an article (id)",
        "SELECT id FROM articles_fts_docsize EXCEPT SELECT id FROM articles",
    )
    count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    every = max(1, count // _INDEX_SAMPLE)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        fresh.execute(
            connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'articles_fts'")
            .fetchone()[0]
            .replace("content='articles_fts_columns', content_rowid='id'", "content=''")
        )
        ids = [row[0] for row in connection.execute("SELECT id FROM articles WHERE id % ? = 0", (every,))]
        wrong = [article_id for article_id in ids if not _indexed_right(connection, fresh, article_id)]
    if wrong:
        shown = ", ".join(map(str, wrong[:_SHOWN]))
        yield f"articles that the full text index holds otherwise than they are (id): {len(wrong)} ({shown})"


def _indexed_right(connection: sqlite3.Connection, fresh: sqlite3.Connection, article_id: int) -> bool:
    """Whether an article's entry has the lengths that a fresh one has, and is found by words from its text."""
    title, text = connection.execute("SELECT title, text FROM articles WHERE id = ?", (article_id,)).fetchone()
    columns = indexed_columns(title, text, names_of(connection, article_id))
    fresh.execute("INSERT INTO articles_fts (rowid, title, text, grams) VALUES (?, ?, ?, ?)", (article_id, *columns))
    sizes = "SELECT sz FROM articles_fts_docsize WHERE id = ?"
    stored, right = (one.execute(sizes, (article_id,)).fetchone() for one in (connection, fresh))
    if stored is None:
        return True  # told already
    return stored[0] == right[0] and all(
        _finds(connection, word, article_id) for word in _sample(columns) if _finds(fresh, word, article_id)
    )


def _sample(columns: tuple[str, str, str]) -> Iterator[str]:
    """A few words of each column, spread over it."""
    for column in columns:
        words = [word.replace('"', "") for word in column.split() if len(word) < 100]
        yield from words[:: max(1, len(words) // 4)]


def _finds(connection: sqlite3.Connection, word: str, article_id: int) -> bool:
    row = connection.execute(
        "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?", (f'"{word}"', article_id)
    )
    return row.fetchone() is not None


_PROMISES: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _integrity,
    _rows_agree,
    _hashes,
    _pages,
    _closure,
    _counts,
    _full_text,
)

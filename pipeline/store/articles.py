"""Articles, their versions and mentions: one transaction takes an article with all that hangs on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from ..records import Article, Candidate, FetchedPage, Mention
from . import queue
from .counts import count_in, take_out
from .pages import put_page
from .rows import MENTION_COLUMNS, json_text, mention_row, moment_text, text_hash
from .same import find_same
from .search import grams, long_names, word_count
from .shapes import Recorded, RecordOutcome
from .sources import note_yield


def record_article(
    connection: sqlite3.Connection,
    candidate: Candidate | None,
    page: FetchedPage | None,
    article: Article,
    mentions: Sequence[Mention],
    tagger: str,
    now: datetime,
) -> Recorded:
    """Store an article unless it is known. See Store.record_article."""
    hashed = text_hash(article.text)
    same = find_same(connection, candidate, article, hashed)
    outcome: RecordOutcome
    if same is None:
        outcome, article_id = "new", _insert(connection, article, hashed, tagger, now)
    elif same.unchanged:
        outcome, article_id = "known", same.article_id
    else:
        outcome, article_id = "changed", same.article_id
        _add_version(connection, article_id, article, hashed, tagger, now)
    if outcome != "known":
        _put_mentions(connection, article_id, mentions)
        count_in(connection, article_id)
        index(connection, article_id, article.title, article.text, mentions)
    page_url = put_page(connection, page, replace=outcome != "known") if page is not None else None
    if candidate is not None:
        _done(connection, candidate, article, article_id, outcome, page_url, now)
        note_yield(connection, candidate.source_id, None)
    return Recorded(outcome, article_id)


def _done(
    connection: sqlite3.Connection,
    candidate: Candidate,
    article: Article,
    article_id: int,
    outcome: RecordOutcome,
    page_url: str | None,
    now: datetime,
) -> None:
    row = connection.execute(
        "SELECT edit_seen_at, idle_checks FROM candidates WHERE url = ?", (candidate.url,)
    ).fetchone()
    idle = 0
    if row is not None and outcome == "known":
        idle = row["idle_checks"] + (row["edit_seen_at"] is not None)
    values: dict[str, Any] = {
        "state": "done",
        "reason": None,
        "detail": None,
        "http_status": None,
        "relevance": article.relevance,
        "page_url": page_url,
        "article_id": article_id,
        "idle_checks": idle,
    }
    queue.decide(connection, candidate, now, values)


def _columns(article: Article, hashed: str, tagger: str, now: datetime) -> dict[str, Any]:
    """What an article's row holds, whatever its version."""
    published = article.published
    return {
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": json_text(list(article.authors)),
        "site_name": article.site_name,
        "language": article.language,
        "page_kind": article.page_kind,
        "published_at": moment_text(published.at),
        "published_date": published.date,
        "published_offset": published.offset,
        "published_precision": published.precision,
        "published_from": published.origin,
        "published_trust": published.trust,
        "fetched_at": moment_text(article.fetched_at or now),
        "text": article.text,
        "text_hash": hashed,
        "word_count": word_count(article.text),
        "relevance": article.relevance,
        "extractor": article.extractor,
        "tagger": tagger,
    }


def _insert(connection: sqlite3.Connection, article: Article, hashed: str, tagger: str, now: datetime) -> int:
    values = {
        "url": article.url,
        "source_id": article.source_id,
        "first_seen_at": moment_text(now),
        **_columns(article, hashed, tagger, now),
    }
    cursor = connection.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _add_version(
    connection: sqlite3.Connection, article_id: int, article: Article, hashed: str, tagger: str, now: datetime
) -> None:
    """Put the present text among the earlier versions and the new one in its place; mentions, counts and index are
    cleared."""
    unindex(connection, article_id)
    take_out(connection, article_id)
    connection.execute("DELETE FROM mentions WHERE article_id = ?", (article_id,))
    connection.execute(
        "INSERT INTO article_versions (article_id, version, fetched_at, title, text, text_hash)"
        " SELECT id, version, fetched_at, title, text, text_hash FROM articles WHERE id = ?",
        (article_id,),
    )
    values = _columns(article, hashed, tagger, now)
    if article.published.date is None:  # an edited page that lost its date was still published when it was
        values = {column: value for column, value in values.items() if not column.startswith("published_")}
    assignments = ", ".join(f"{column} = ?" for column in values)
    connection.execute(
        f"UPDATE articles SET {assignments}, version = version + 1 WHERE id = ?", (*values.values(), article_id)
    )


def _put_mentions(connection: sqlite3.Connection, article_id: int, mentions: Iterable[Mention]) -> None:
    connection.executemany(
        f"INSERT INTO mentions (article_id, {MENTION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article_id, *mention_row(mention)) for mention in mentions],
    )


def replace_mentions(connection: sqlite3.Connection, article_id: int, mentions: Sequence[Mention], tagger: str) -> None:
    """Put other mentions in the place of an article's present ones. An unknown article is a bug (KeyError)."""
    row = connection.execute("SELECT title, text FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise KeyError(f"no article {article_id}")
    before = names_of(connection, article_id)
    reindex = before != long_names(mention.text for mention in mentions)
    if reindex:
        unindex(connection, article_id)
    take_out(connection, article_id)
    connection.execute("DELETE FROM mentions WHERE article_id = ?", (article_id,))
    _put_mentions(connection, article_id, mentions)
    count_in(connection, article_id)
    if reindex:
        index(connection, article_id, row["title"], row["text"], mentions)
    connection.execute("UPDATE articles SET tagger = ? WHERE id = ?", (tagger, article_id))


def names_of(connection: sqlite3.Connection, article_id: int) -> list[str]:
    """The tagged names that stand in the index as a whole."""
    return long_names(
        row[0] for row in connection.execute("SELECT text FROM mentions WHERE article_id = ?", (article_id,))
    )


def indexed_columns(title: str, text: str, names: Iterable[str]) -> tuple[str, str, str]:
    """What the full text index holds of an article."""
    return title, text, grams(f"{title}\n{text}", names)


def index(connection: sqlite3.Connection, article_id: int, title: str, text: str, mentions: Iterable[Mention]) -> None:
    """Enter an article into the full text index."""
    names = long_names(mention.text for mention in mentions)
    connection.execute(
        "INSERT INTO articles_fts (rowid, title, text, grams) VALUES (?, ?, ?, ?)",
        (article_id, *indexed_columns(title, text, names)),
    )


def unindex(connection: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the full text index, before its text or mentions change: FTS5 must be told exactly what
    was entered."""
    title, text = connection.execute("SELECT title, text FROM articles WHERE id = ?", (article_id,)).fetchone()
    connection.execute(
        "INSERT INTO articles_fts (articles_fts, rowid, title, text, grams) VALUES ('delete', ?, ?, ?, ?)",
        (article_id, *indexed_columns(title, text, names_of(connection, article_id))),
    )

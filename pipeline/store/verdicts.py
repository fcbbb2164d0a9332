"""What was decided about relevance and other refusals, and taking refused candidates up again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from ..records import Reason
from .rows import candidate_of, json_text, moment_text
from .shapes import RejectedCandidate, ScoredArticle

_REJECTED = """
    SELECT * FROM candidates
    WHERE state = 'rejected' AND reason = :reason AND article_id IS NULL
        AND (:at IS NULL OR relevance >= :at) AND (:since IS NULL OR decided_at >= :since)
        AND (:ids IS NULL OR source_id IN (SELECT value COLLATE NOCASE FROM json_each(:ids)))
    ORDER BY relevance DESC, decided_at DESC, url
"""


def rejected(
    connection: sqlite3.Connection,
    reason: Reason,
    at: float | None,
    since: datetime | None,
    source_ids: Sequence[str] | None,
) -> list[RejectedCandidate]:
    """Candidates refused for a reason, the highest score first; with `at`, those that scored at least as much."""
    ids = None if source_ids is None else json_text([one.casefold() for one in source_ids])
    values = {"reason": reason, "at": at, "since": moment_text(since), "ids": ids}
    rows = connection.execute(_REJECTED, values)
    return [RejectedCandidate(candidate_of(row), row["relevance"], row["page_url"]) for row in rows]


def requeue(connection: sqlite3.Connection, reason: Reason, urls: Sequence[str]) -> int:
    """Send refused candidates back to waiting; how many were still refused for that reason.

    A candidate that was off topic keeps that word as its last reason and its stored page: it is wanted now, and read
    from there. Whatever else was refused is fetched again, for what was served then is what was wrong.
    """
    stored = "page_url" if reason == "off_topic" else "NULL"
    cursor = connection.execute(
        f"UPDATE candidates SET state = 'waiting', attempts = 0, next_try_at = NULL, decided_at = NULL, detail = NULL,"
        f" http_status = NULL, page_url = {stored}"
        " WHERE state = 'rejected' AND reason = ? AND article_id IS NULL AND url IN (SELECT value FROM json_each(?))",
        (reason, json_text(list(urls))),
    )
    return cursor.rowcount


_SCORED = """
    SELECT id, url, source_id, title, text, relevance FROM articles
    WHERE (:below IS NULL OR relevance < :below) AND (:since IS NULL OR first_seen_at >= :since)
        AND (:id IS NULL OR id = :id)
    ORDER BY relevance, id
"""


def scored_articles(
    connection: sqlite3.Connection, below: float | None, since: datetime | None, article_id: int | None
) -> Iterator[ScoredArticle]:
    """Stored articles with their scores, the lowest first; with `below`, those that scored less."""
    values = {"below": below, "since": moment_text(since), "id": article_id}
    for row in connection.execute(_SCORED, values):
        yield ScoredArticle(**dict(row))

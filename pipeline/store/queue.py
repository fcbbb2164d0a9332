"""The queue of candidates: every address found ends as done or rejected with a reason, exactly once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..records import Candidate, Rejected, Source
from ..urls import host_key
from .rows import candidate_of, json_text, moment_text
from .shapes import AddedCandidates, WaitingCandidate
from .sources import note_yield

IDLE_CHECKS = 3
"""Readings in a row without an edit, after which a newer date alone is not followed: some sitemaps date all "now"."""
_TITLES_REMEMBERED = 16  # per source
_FUTURE = timedelta(days=1)  # a witness from beyond tomorrow is a mistake and would hide real edits


_KNOWN = """
    SELECT c.*, a.fetched_at FROM candidates c LEFT JOIN articles a ON a.id = c.article_id WHERE c.url = ?
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a source's new word on a known candidate comes to."""

    edited: bool
    first_from_source: bool
    witness_at: str | None
    titles_seen: str


def weigh(row: sqlite3.Row | dict[str, Any], candidate: Candidate, now: datetime) -> Weighed:
    """Compare what a source says now with what is remembered. Pure.

    Edited: the candidate is done and this source shows a moment later than any seen (when none was seen: one that is
    not before the page was fetched; the verdict came later, and an edit may lie between), or a title that it has not
    shown before (compared without case, space and punctuation). What another
    source calls the article is no edit. Each value counts once.
    """
    seen: dict[str, list[str]] = json.loads(row["titles_seen"])
    key = candidate.source_id.casefold()
    before = seen.get(key, [])
    digest = _title_digest(candidate.title)
    retitled = digest is not None and bool(before) and digest not in before
    titles = before if digest is None or digest in before else [*before, digest][-_TITLES_REMEMBERED:]
    latest = _witness(candidate, now)
    read = row["fetched_at"] or row["decided_at"]
    if row["witness_at"] is not None:
        newer = latest is not None and latest > row["witness_at"]
    else:
        newer = latest is not None and read is not None and latest >= read
    follows_dates = row["idle_checks"] < IDLE_CHECKS
    return Weighed(
        edited=row["state"] == "done" and (retitled or (newer and follows_dates)),
        first_from_source=key not in seen,
        witness_at=max(filter(None, (row["witness_at"], latest)), default=None),
        titles_seen=json_text({**seen, key: titles}),
    )


def _witness(candidate: Candidate, now: datetime) -> str | None:
    """The latest moment the source gives; None when it gives none that can be."""
    given = [m for m in (candidate.published_at, candidate.modified_at) if m is not None and m <= now + _FUTURE]
    return moment_text(max(given)) if given else None


def _title_digest(title: str | None) -> str | None:
    folded = "".join(c for c in unicodedata.normalize("NFKC", title or "").casefold() if c.isalnum())
    return hashlib.blake2b(folded.encode(), digest_size=6).hexdigest() if folded else None


def add_candidates(
    connection: sqlite3.Connection, source: Source, candidates: Sequence[Candidate], now: datetime
) -> AddedCandidates:
    """Queue what is new; send done ones back to waiting when their source shows an edit. Rejected ones stay so."""
    new = changed = 0
    news = False  # anything this source had not listed before
    for candidate in candidates:
        row = connection.execute(_KNOWN, (candidate.url,)).fetchone()
        if row is None:
            _insert(connection, candidate, now, "waiting")
            new += 1
            news = True
            continue
        weighed = weigh(row, candidate, now)
        news = news or weighed.first_from_source
        changed += weighed.edited
        _update(connection, row, candidate, weighed, now)
    if news:
        connection.execute(
            "UPDATE sources SET first_new_at = coalesce(first_new_at, ?1), last_new_at = ?1, finds = finds + 1"
            " WHERE id = ?2",
            (moment_text(now), source.id),
        )
    return AddedCandidates(new, changed, len(candidates) - new - changed)


def _insert(connection: sqlite3.Connection, candidate: Candidate, now: datetime, state: str, **more: Any) -> None:
    digest = _title_digest(candidate.title)
    values = {
        "url": candidate.url,
        "source_id": candidate.source_id,
        "host": host_key(candidate.url),
        **_told(candidate),
        "found_at": moment_text(now),
        "state": state,
        "witness_at": _witness(candidate, now),
        "titles_seen": json_text({candidate.source_id.casefold(): [digest] if digest else []}),
        **more,
    }
    connection.execute(
        f"INSERT INTO candidates ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    )


def _told(candidate: Candidate) -> dict[str, str | None]:
    return {
        "title": candidate.title,
        "published_at": moment_text(candidate.published_at),
        "published_offset": candidate.published_offset,
        "modified_at": moment_text(candidate.modified_at),
        "language": candidate.language,
    }


def _update(
    connection: sqlite3.Connection, row: sqlite3.Row, candidate: Candidate, weighed: Weighed, now: datetime
) -> None:
    """Remember what was said. An edit replaces the witnesses; else gaps alone are filled, so that two sources that
    call an article differently do not overwrite each other for ever."""
    values: dict[str, Any] = {"witness_at": weighed.witness_at, "titles_seen": weighed.titles_seen}
    for column, told in _told(candidate).items():
        first, second = (told, row[column]) if weighed.edited else (row[column], told)
        values[column] = second if first is None else first
    if weighed.edited:
        values |= {"state": "waiting", "attempts": 0, "next_try_at": None, "reason": None, "detail": None}
        values["edit_seen_at"] = moment_text(now)
    changed = {column: value for column, value in values.items() if row[column] != value}
    if changed:
        set_candidate(connection, candidate.url, changed)


def set_candidate(connection: sqlite3.Connection, url: str, values: dict[str, Any]) -> bool:
    """Set columns of a candidate; False when there is none with this address."""
    assignments = ", ".join(f"{column} = ?" for column in values)
    cursor = connection.execute(f"UPDATE candidates SET {assignments} WHERE url = ?", (*values.values(), url))
    return cursor.rowcount > 0


def decide(connection: sqlite3.Connection, candidate: Candidate, now: datetime, values: dict[str, Any]) -> None:
    """Set what became of a candidate; one that never was queued (recorded directly) is put in as decided."""
    values = {"decided_at": moment_text(now), "next_try_at": None, "edit_seen_at": None, **values}
    if not set_candidate(connection, candidate.url, values):
        state = values.pop("state")
        _insert(connection, candidate, now, state, **values)


def reject(
    connection: sqlite3.Connection, candidate: Candidate, rejected: Rejected, page_url: str | None, now: datetime
) -> None:
    """The candidate's end, with its reason. One whose article was stored before stays done: the edit alone failed."""
    row = connection.execute("SELECT article_id, title FROM candidates WHERE url = ?", (candidate.url,)).fetchone()
    if row is not None and row["article_id"] is not None:
        told = ": ".join(filter(None, ("looked for an edit", rejected.reason, rejected.detail)))
        decide(
            connection,
            candidate,
            now,
            {"state": "done", "detail": told, "reason": None, "http_status": rejected.http_status},
        )
        return
    values = {
        "state": "rejected",
        "reason": rejected.reason,
        "detail": rejected.detail or None,
        "http_status": rejected.http_status,
        "relevance": rejected.relevance,
        "title": rejected.title or (row["title"] if row is not None else candidate.title),
        "page_url": page_url,
    }
    decide(connection, candidate, now, values)
    note_yield(connection, candidate.source_id, rejected.reason)


def postpone(
    connection: sqlite3.Connection, candidate: Candidate, rejected: Rejected, next_try_at: datetime, now: datetime
) -> None:
    """The candidate stays waiting until `next_try_at`; the try is counted (when one was made) and its reason kept."""
    tries = int(rejected.asked)
    values = {
        "reason": rejected.reason,
        "detail": rejected.detail or None,
        "http_status": rejected.http_status,
        "next_try_at": moment_text(next_try_at),
        "attempts": tries,
    }
    row = connection.execute("SELECT attempts FROM candidates WHERE url = ?", (candidate.url,)).fetchone()
    if row is None:
        _insert(connection, candidate, now, "waiting", **values)
    else:
        set_candidate(connection, candidate.url, {**values, "state": "waiting", "attempts": row["attempts"] + tries})


_LONGEST_PAUSE = timedelta(days=2)
"""No try is put off for longer; one that seems to be was dated by a clock that has been set back since."""
# Newest first within a source, then the sources in turn: a source with a long backlog does not keep the others
# waiting. Those of disabled sources are left alone until the source is back.
_WAITING = """
    WITH due AS (
        SELECT c.*, row_number() OVER (
            PARTITION BY c.source_id ORDER BY coalesce(c.published_at, c.modified_at, c.found_at) DESC, c.url
        ) AS turn
        FROM candidates c JOIN sources s ON s.id = c.source_id
        WHERE c.state = 'waiting' AND s.enabled = 1
            AND (c.next_try_at IS NULL OR c.next_try_at <= :now OR c.next_try_at > :never)
            AND (:ids IS NULL OR c.source_id IN (SELECT value FROM json_each(:ids)))
    ), bounded AS (
        SELECT *, row_number() OVER (PARTITION BY host ORDER BY turn, source_id) AS host_turn
        FROM due WHERE turn <= :per_source
    )
    SELECT * FROM bounded WHERE host_turn <= :per_host ORDER BY turn, source_id
"""


def waiting(
    connection: sqlite3.Connection, now: datetime, per_source: int, per_host: int, source_ids: Sequence[str] | None
) -> list[WaitingCandidate]:
    """What to fetch now, in fair order, at most so many of one source and of one host."""
    rows = connection.execute(
        _WAITING,
        {
            "now": moment_text(now),
            "never": moment_text(now + _LONGEST_PAUSE),
            "per_source": per_source,
            "per_host": per_host,
            "ids": None if source_ids is None else json_text(list(source_ids)),
        },
    )
    return [_waiting_candidate(row) for row in rows]


def _waiting_candidate(row: sqlite3.Row) -> WaitingCandidate:
    wanted = row["reason"] == "off_topic"  # only `requeue` leaves a waiting candidate with that reason
    return WaitingCandidate(
        candidate_of(row), row["attempts"], row["host"], wanted, row["page_url"] if wanted else None
    )

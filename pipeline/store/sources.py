"""Sources between visits: what the settings say of them, how each visit went, how well they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from ..records import Health, Source
from .rows import json_text, moment, moment_text
from .shapes import SourceState, Visit

FAILING_AFTER = 3
"""Failed visits in a row after which a source counts as failing."""
SLOW_MS = 20_000
SILENT_AFTER = timedelta(days=14)
SILENT_GAPS = 4
"""A source that usually brings something every ten days is not silent after a fortnight: so many usual gaps are."""


def next_health(state: SourceState, visit: Visit, now: datetime) -> Health:
    """How well a source is after `visit`. Pure.

    `state.failures` counts the failed visits in a row, this one included. A first or second failure changes nothing.
    Silent: it answers, but has listed nothing new for 14 days and for four times its usual gap, although it once did.
    """
    if not state.enabled:
        return "disabled"
    if visit.outcome == "failed":
        if state.failures >= FAILING_AFTER:
            return "failing"
        return "ok" if state.health == "disabled" else state.health
    if is_silent(state, now):
        return "silent"
    return "slow" if visit.elapsed_ms > SLOW_MS else "ok"


def is_silent(state: SourceState, now: datetime) -> bool:
    """Whether a source that used to bring something new has stopped."""
    if state.last_new_at is None or state.first_new_at is None:
        return False
    usual_gap = (state.last_new_at - state.first_new_at) / max(state.finds - 1, 1)
    return now - state.last_new_at > max(SILENT_AFTER, SILENT_GAPS * usual_gap)


_SETTINGS = ("id", "name", "kind", "url", "language", "country", "publisher", "company_id", "every", "enabled")


def sync_sources(connection: sqlite3.Connection, sources: Sequence[Source], now: datetime) -> None:
    """Make `sources` agree with the settings. What is gone from them stays, disabled; validators of a source whose
    url or kind changed are forgotten, for they speak of another document."""
    at = moment_text(now)
    known = {row["id"].casefold(): row for row in connection.execute("SELECT * FROM sources")}
    for source in sources:
        values = (
            source.id, source.name or source.id, source.kind, source.url, source.language, source.country,
            source.publisher, source.company_id, source.every, int(source.enabled),
        )  # fmt: skip
        row = known.pop(source.id.casefold(), None)
        if row is None:
            health = "ok" if source.enabled else "disabled"
            connection.execute(
                f"INSERT INTO sources ({', '.join(_SETTINGS)}, health, health_since) VALUES ({'?, ' * 10}?, ?)",
                (*values, health, at),
            )
        elif tuple(row[column] for column in _SETTINGS) != values:
            connection.execute(
                f"UPDATE sources SET {', '.join(f'{column} = ?' for column in _SETTINGS)} WHERE id = ?",
                (*values, source.id),
            )
            if (row["url"], row["kind"]) != (source.url, source.kind):
                connection.execute(
                    "UPDATE sources SET etag = NULL, last_modified = NULL, next_visit_at = NULL WHERE id = ?",
                    (source.id,),
                )
    gone = [row["id"] for row in known.values()]
    connection.executemany("UPDATE sources SET enabled = 0 WHERE id = ? AND enabled = 1", [(one,) for one in gone])
    _agree_with_enabled(connection, at)


def _agree_with_enabled(connection: sqlite3.Connection, at: str | None) -> None:
    connection.execute(
        "UPDATE sources SET health = 'disabled', health_since = ? WHERE enabled = 0 AND health <> 'disabled'", (at,)
    )
    # A source that is back starts afresh and is asked at once.
    connection.execute(
        "UPDATE sources SET health = 'ok', health_since = ?, failures = 0, next_visit_at = NULL"
        " WHERE enabled = 1 AND health = 'disabled'",
        (at,),
    )


def source_states(connection: sqlite3.Connection, ids: Iterable[str] | None) -> list[SourceState]:
    """The states of the sources named, or of all, by id."""
    chosen = None if ids is None else json_text(list(ids))
    rows = connection.execute(
        "SELECT s.*, (SELECT v.started_at FROM visits v WHERE v.source_id = s.id AND v.outcome = 'ok'"
        " ORDER BY v.started_at DESC LIMIT 1) AS last_full_at"
        " FROM sources s WHERE ?1 IS NULL OR s.id IN (SELECT value FROM json_each(?1)) ORDER BY s.id",
        (chosen,),
    )
    return [state_of(row) for row in rows]


def state_of(row: sqlite3.Row) -> SourceState:
    return SourceState(
        source_id=row["id"],
        name=row["name"],
        enabled=bool(row["enabled"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_visit_at=moment(row["next_visit_at"]),
        last_visit_at=moment(row["last_visit_at"]),
        last_success_at=moment(row["last_success_at"]),
        failures=row["failures"],
        health=row["health"],
        health_since=moment(row["health_since"]),
        first_new_at=moment(row["first_new_at"]),
        last_new_at=moment(row["last_new_at"]),
        finds=row["finds"],
        last_full_at=moment(row["last_full_at"]) if "last_full_at" in row.keys() else None,  # noqa: SIM118  # a Row
    )


def record_visit(
    connection: sqlite3.Connection,
    visit: Visit,
    next_visit_at: datetime | None,
    etag: str | None,
    last_modified: str | None,
    now: datetime,
) -> None:
    """Keep a visit and what follows from it for the source. An unknown source is a bug (KeyError)."""
    row = connection.execute(
        "UPDATE sources SET failures = CASE WHEN ?2 = 'failed' THEN failures + 1 ELSE 0 END,"
        " last_success_at = CASE WHEN ?2 = 'failed' THEN last_success_at ELSE ?3 END,"
        " last_visit_at = ?3, next_visit_at = ?4, etag = ?5, last_modified = ?6 WHERE id = ?1 RETURNING *",
        (visit.source_id, visit.outcome, moment_text(now), moment_text(next_visit_at), etag, last_modified),
    ).fetchone()
    if row is None:
        raise KeyError(f"no source {visit.source_id}")
    connection.execute(
        "INSERT INTO visits (source_id, started_at, outcome, reason, detail, http_status, bytes, candidates,"
        " new_articles, elapsed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            visit.source_id, moment_text(visit.started_at), visit.outcome, visit.reason, visit.detail or None,
            visit.http_status, visit.bytes, visit.candidates, visit.new_articles, visit.elapsed_ms,
        ),
    )  # fmt: skip
    health = next_health(state_of(row), visit, now)
    if health != row["health"]:
        connection.execute(
            "UPDATE sources SET health = ?, health_since = ? WHERE id = ?",
            (health, moment_text(now), visit.source_id),
        )

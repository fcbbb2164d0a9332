"""Sources between visits: what the settings say of them, how each visit went, how well they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..records import Health, Reason, Source
from ..weights import failing_after
from .rows import json_text, moment, moment_text
from .shapes import SourceState, UnwellSource, Visit

SLOW_MS = 20_000
SILENT_AFTER = timedelta(days=14)
EMPTY_FOR = timedelta(days=2)
SILENT_GAPS = 4
"""A source that usually brings something every ten days is not silent after a fortnight: so many usual gaps are."""
EMPTY_VISITS = 5
"""So many visits in a row that list nothing at all: its layout or address has changed."""
BARREN_AFTER = 20
"""So many addresses in a row that could not be read, whatever was on them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well a source is, and why it is not well (None while it is)."""

    health: Health
    why: str | None = None


def judge(state: SourceState, visit: Visit, now: datetime) -> Judgement:
    """How well a source is after `visit`. Pure.

    `state.failures` counts the failed visits in a row, this one included; how many make it failing depends on the
    reason's weight, and fewer change nothing. Silent: it answers, but what it used to give has ended: nothing new
    for 14 days and four times its usual gap; no entry at all five times in a row; or nothing that can be read.
    """
    if not state.enabled:
        return Judgement("disabled")
    if visit.outcome == "failed":
        if state.failures >= failing_after(visit.reason):
            return Judgement("failing", ": ".join(filter(None, (visit.reason, visit.detail))))
        return Judgement("ok") if state.health == "disabled" else Judgement(state.health, state.health_why)
    if (why := silent_because(state, now)) is not None:
        return Judgement("silent", why)
    if visit.elapsed_ms > SLOW_MS:
        return Judgement("slow", f"the last visit took {visit.elapsed_ms / 1000:.0f} s")
    return Judgement("ok")


def silent_because(state: SourceState, now: datetime) -> str | None:
    """Why a source that used to give something gives nothing any more; None when it does, or never did."""
    if state.last_new_at is None or state.first_new_at is None:
        return None
    usual_gap = (state.last_new_at - state.first_new_at) / max(state.finds - 1, 1)
    quiet = now - state.last_new_at
    if quiet > max(SILENT_AFTER, SILENT_GAPS * usual_gap):
        return f"nothing new since {state.last_new_at:%Y-%m-%d}"
    if state.empty_visits >= EMPTY_VISITS and quiet > max(EMPTY_FOR, SILENT_GAPS * usual_gap):
        return f"lists nothing any more, {state.empty_visits} times in a row"
    if state.barren >= BARREN_AFTER and state.has_given:
        return f"none of the last {state.barren} articles could be read"
    return None


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
        "UPDATE sources SET health = 'disabled', health_why = NULL, health_since = ?"
        " WHERE enabled = 0 AND health <> 'disabled'",
        (at,),
    )
    # A source that is back starts afresh and is asked at once.
    connection.execute(
        "UPDATE sources SET health = 'ok', health_why = NULL, health_since = ?, failures = 0, barren = 0,"
        " next_visit_at = NULL WHERE enabled = 1 AND health = 'disabled'",
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


def unwell_sources(connection: sqlite3.Connection) -> list[UnwellSource]:
    """Sources that are slow, failing or silent, the longest unwell first."""
    rows = connection.execute(
        "SELECT * FROM sources WHERE health IN ('slow', 'failing', 'silent') ORDER BY health_since, id"
    )
    return [
        UnwellSource(
            row["id"], row["name"], row["health"], moment(row["health_since"]), row["health_why"], row["failures"],
            moment(row["last_success_at"]), moment(row["next_visit_at"]),
        )
        for row in rows
    ]  # fmt: skip


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
        health_why=row["health_why"],
        barren=row["barren"],
        empty_visits=row["empty_visits"],
    )


def record_visit(
    connection: sqlite3.Connection,
    visit: Visit,
    next_visit_at: datetime | None,
    etag: str | None,
    last_modified: str | None,
    now: datetime,
) -> SourceState:
    """Keep a visit and what follows from it for the source, as it then is. An unknown source is a bug (KeyError)."""
    row = connection.execute(
        "UPDATE sources SET failures = CASE WHEN ?2 = 'failed' THEN failures + 1 ELSE 0 END,"
        " last_success_at = CASE WHEN ?2 = 'failed' THEN last_success_at ELSE ?3 END,"
        " empty_visits = CASE WHEN ?7 IS NULL THEN empty_visits WHEN ?7 = 0 THEN empty_visits + 1 ELSE 0 END,"
        " last_visit_at = ?3, next_visit_at = ?4, etag = ?5, last_modified = ?6 WHERE id = ?1 RETURNING *",
        (visit.source_id, visit.outcome, moment_text(now), moment_text(next_visit_at), etag, last_modified,
         visit.listed),
    ).fetchone()  # fmt: skip
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
    state = state_of(row)
    if state.barren >= BARREN_AFTER:
        state = replace(state, has_given=_has_given(connection, visit.source_id))
    found = judge(state, visit, now)
    since = moment_text(now) if found.health != row["health"] else row["health_since"]
    if (found.health, found.why) != (row["health"], row["health_why"]):
        connection.execute(
            "UPDATE sources SET health = ?, health_why = ?, health_since = ? WHERE id = ?",
            (found.health, found.why, since, visit.source_id),
        )
    return replace(state, health=found.health, health_why=found.why, health_since=moment(since))


def _has_given(connection: sqlite3.Connection, source_id: str) -> bool:
    return connection.execute("SELECT 1 FROM articles WHERE source_id = ? LIMIT 1", (source_id,)).fetchone() is not None


_READ_ALL_THE_SAME = ("off_topic", "too_old")


def note_yield(connection: sqlite3.Connection, source_id: str, reason: Reason | None) -> None:
    """Count addresses of a source that could not be read, in a row; `reason` None: an article came of it."""
    if reason is None or reason in _READ_ALL_THE_SAME:
        connection.execute("UPDATE sources SET barren = 0 WHERE id = ? AND barren > 0", (source_id,))
    else:
        connection.execute("UPDATE sources SET barren = barren + 1 WHERE id = ?", (source_id,))

"""The database at a glance."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from ..records import MOVED
from .connection import free_bytes
from .shapes import Status
from .sources import unwell_sources

_ENOUGH = 100  # articles, below which the catalogue and empty tables outweigh them

_ONCE = """
    SELECT (SELECT count(*) FROM articles) AS articles,
        (SELECT count(*) FROM articles WHERE published_date IS NULL) AS articles_undated,
        (SELECT count(*) FROM article_versions) AS versions,
        (SELECT count(*) FROM mentions) AS mentions,
        (SELECT count(*) FROM mentions WHERE entity_id IS NULL) AS mentions_unknown,
        (SELECT count(*) FROM pages) AS pages,
        (SELECT max(published_date) FROM articles) AS newest_published,
        (SELECT max(first_seen_at) FROM articles) AS newest_seen,
        (SELECT max(last_visit_at) FROM sources) AS last_visit,
        (SELECT count(*) FROM candidates c JOIN sources s ON s.id = c.source_id
            WHERE c.state = 'waiting' AND s.enabled = 0) AS waiting_disabled
"""


def status(connection: sqlite3.Connection, path: Path, tagger: str | None) -> Status:
    """Counts and sizes; `tagger` is the version to compare articles with (None: `stale` stays None)."""
    once: dict[str, Any] = dict(connection.execute(_ONCE).fetchone())
    size = size_bytes(connection)
    articles = once["articles"]
    stale = (
        connection.execute("SELECT count(*) FROM articles WHERE tagger <> ?", (tagger,)).fetchone()[0]
        if tagger is not None
        else None
    )
    return Status(
        queue={"waiting": 0, "done": 0, "rejected": 0}
        | _counts(connection, "SELECT state, count(*) FROM candidates GROUP BY state"),
        rejected=_counts(connection, _BY_REASON, ("rejected",)),
        retrying=_counts(connection, _BY_REASON, ("waiting",)),
        sources=_sources_by_health(connection),
        unwell=unwell_sources(connection),
        size_bytes=size,
        disk_free_bytes=free_bytes(path),
        growth_bytes=round(size / articles * 10_000) if articles >= _ENOUGH else None,
        stale=stale,
        moved=_moved(connection),
        **once,
    )


_BY_REASON = (
    "SELECT reason, count(*) FROM candidates WHERE state = ? AND reason IS NOT NULL GROUP BY reason ORDER BY 2 DESC, 1"
)


def waiting_count(connection: sqlite3.Connection) -> int:
    """Candidates that still wait to be fetched, those of disabled sources left out: nobody asks for them."""
    row = connection.execute(
        "SELECT count(*) FROM candidates c JOIN sources s ON s.id = c.source_id"
        " WHERE c.state = 'waiting' AND s.enabled = 1"
    ).fetchone()
    return int(row[0])


def size_bytes(connection: sqlite3.Connection) -> int:
    """Size of the database file without free pages, in bytes; what stands in the write-ahead log is counted."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _counts(connection: sqlite3.Connection, sql: str, parameters: tuple[str, ...] = ()) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(sql, parameters)}


def _moved(connection: sqlite3.Connection) -> dict[str, str]:
    """Enabled sources whose last visit found that their address has moved for good, and the new address."""
    rows = connection.execute(
        "SELECT source, substr(last_detail, ?) FROM source_health WHERE enabled = 1 AND last_detail LIKE ? || '%'",
        (len(MOVED) + 1, MOVED),
    )
    return {source: detail.partition("; ")[0] for source, detail in rows}


def _sources_by_health(connection: sqlite3.Connection) -> dict[str, list[str]]:
    sources: dict[str, list[str]] = {health: [] for health in ("ok", "slow", "failing", "silent", "disabled")}
    for row in connection.execute("SELECT health, id FROM sources ORDER BY id"):
        sources[row["health"]].append(row["id"])
    return sources

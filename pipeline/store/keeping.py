"""Looking after the file: old pages go and their space is given back; a copy is made while others write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from ..errors import InputError, StoreError
from .checks import check
from .connection import open_to_read, telling, transaction
from .rows import moment_text
from .shapes import Pruned

PAGES_AT_ONCE = 100
_FREE_AT_ONCE = 2000
"""Database pages moved in one write: 8 MB, so that nobody who writes beside has to wait for long."""

_OLD = "SELECT url, length(content) AS size FROM pages WHERE fetched_at < ?"


def old_pages(connection: sqlite3.Connection, before: datetime) -> Pruned:
    """How many stored pages were fetched before that moment, and their size in bytes."""
    row = connection.execute(f"SELECT count(*), total(size) FROM ({_OLD})", (moment_text(before),)).fetchone()
    return Pruned(row[0], int(row[1]))


def prune_some(connection: sqlite3.Connection, before: datetime) -> Pruned:
    """Remove some of the stored pages that were fetched before that moment, oldest first; what was removed."""
    rows = connection.execute(f"{_OLD} ORDER BY fetched_at LIMIT ?", (moment_text(before), PAGES_AT_ONCE)).fetchall()
    urls = [(row[0],) for row in rows]
    connection.executemany("UPDATE candidates SET page_url = NULL WHERE page_url = ?", urls)
    connection.executemany("DELETE FROM pages WHERE url = ?", urls)
    return Pruned(len(rows), sum(row[1] for row in rows))


def give_back_some(connection: sqlite3.Connection, path: Path) -> bool:
    """Give some free space of the file back to the system; False when none is left."""
    with telling(path):
        before = _free(connection)
        if before:
            # Executed whole: each row fetched is one page freed.
            connection.execute(f"PRAGMA incremental_vacuum({_FREE_AT_ONCE})").fetchall()
        if 0 < _free(connection) < before:
            return True
        # The file itself shrinks when the log is written back; a reader in the way leaves that to the next time.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return False


def _free(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def file_bytes(path: Path) -> int:
    """Size of the database on disk, its write-ahead log included."""
    parts = (path, path.with_name(path.name + "-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())


def copy_whole(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy the database as it is at this moment to the new file `copy`; writers go on meanwhile. Raises StoreError."""
    with telling(copy), closing(sqlite3.connect(copy)) as target:
        connection.backup(target)


def back_up(connection: sqlite3.Connection, target: Path) -> list[str]:
    """Copy the database to `target`, which must not exist, and prove that the copy is whole.

    It appears under its name only when `check` finds nothing in it; what it finds is returned. Raises InputError when
    `target` cannot be, StoreError when the disk fails.
    """
    if target.exists():
        raise InputError(f"{target}: exists already; name a new file")
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        copy_whole(connection, partial)
        with closing(open_to_read(partial)) as copied:
            problems = check(copied)
        if not problems:
            _sync(partial)
            partial.rename(target)
            _sync(target.parent)
        return problems
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Have the disk keep a file, or a folder's list of names, for good."""
    if os.name != "posix":  # folders cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def last_pruned(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'pruned_at'").fetchone()
    return None if row is None else str(row[0])


def note_pruned(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    with transaction(connection, path):
        connection.execute(
            "INSERT INTO meta (key, value) VALUES ('pruned_at', ?) ON CONFLICT (key) DO UPDATE SET value = ?1",
            (moment_text(now),),
        )

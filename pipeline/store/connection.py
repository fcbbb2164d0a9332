"""Opening the database, transactions, and what goes wrong with files, told in one line. Imports nothing heavy."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from ..errors import MissingDatabaseError, StoreError, UnwritableError
from .schema import APPLICATION_ID, MIGRATION_SET, MIGRATIONS

BUSY_TIMEOUT_S = 45.0
"""How long a write waits for another one. Writes here take milliseconds; a backup or a VACUUM by another program may
take half a minute."""
LEAST_FREE_BYTES = 16_000_000
"""With less room on the disk nothing is begun: the log of one large cycle alone may need it."""
_FULL_BYTES = 1_000_000
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what sqlite3 says about the file or the disk into a StoreError; errors in our SQL stay as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            raise
        code &= 0xFF
        if code == sqlite3.SQLITE_IOERR and free_bytes(path) < _FULL_BYTES:
            code = sqlite3.SQLITE_FULL  # what SQLite says when not even its shared memory finds room
        if code in _UNWRITABLE:
            trouble, told = _UNWRITABLE[code]
            raise UnwritableError(f"{path}: {told.format(error=error)}", trouble) from error
        if code in _UNUSABLE:
            raise StoreError(f"{path}: {_UNUSABLE[code].format(error=error)}") from error
        raise


_Trouble = Literal["locked", "full", "read_only", "disk_failed"]
_UNWRITABLE: dict[int, tuple[_Trouble, str]] = {
    sqlite3.SQLITE_BUSY: (
        "locked",
        "locked by another process; wait for it to end (another ingest or daemon?) and try again",
    ),
    sqlite3.SQLITE_LOCKED: ("locked", "locked by another connection; try again"),
    sqlite3.SQLITE_FULL: (
        "full",
        "the disk is full, nothing of this step was written; make room and run the command again",
    ),
    sqlite3.SQLITE_READONLY: (
        "read_only",
        "cannot be written; check the rights of file and folder, or choose another --db",
    ),
    sqlite3.SQLITE_IOERR: ("disk_failed", "the disk failed ({error}); check it, then run `voltwire check`"),
}
"""By SQLite's result code: what may be over later."""
_UNUSABLE = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that the folder exists and may be written",
    sqlite3.SQLITE_PERM: "access denied; check the rights of the file and its folder",
    sqlite3.SQLITE_NOTADB: "is no SQLite database; choose another --db",
    sqlite3.SQLITE_CORRUPT: "is damaged ({error}); restore a backup, or try `sqlite3 FILE .recover`",
}


def free_bytes(path: Path) -> int:
    """Room left on the disk of a database that exists, for this user."""
    return shutil.disk_usage(path.parent).free


def prove_writable(connection: sqlite3.Connection, path: Path, now: str) -> None:
    """Write a few bytes, so that trouble shows before anybody is asked for a page. Raises UnwritableError."""
    if (free := free_bytes(path)) < LEAST_FREE_BYTES:
        raise UnwritableError(
            f"{path}: the disk is full ({free / 1e6:.0f} MB left, at least {LEAST_FREE_BYTES / 1e6:.0f} MB are needed);"
            " make room",
            "full",
        )
    with transaction(connection, path):
        connection.execute(
            "INSERT INTO meta (key, value) VALUES ('cycle_begun_at', ?) ON CONFLICT (key) DO UPDATE SET value = ?1",
            (now,),
        )


def open_to_read(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """A read-only connection. Raises MissingDatabaseError, StoreError (not ours, older, newer, unreadable)."""
    _check_sqlite()
    if not path.exists():
        raise MissingDatabaseError(f"{path}: no database here")
    _check_file(path)
    with telling(path):
        connection = _readable(path, busy_timeout_s)
        try:
            applied = check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    if len(applied) < len(MIGRATIONS):
        connection.close()
        raise StoreError(
            f"{path}: was made by an older Voltwire; run `voltwire ingest` once, which brings it up to date"
        )
    return connection


def open_to_write(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """A connection for reading and writing to an existing database of ours, whatever its age (see `check_ours`)."""
    _check_sqlite()
    _check_file(path)
    with telling(path):
        connection = _connect(path, "rw", busy_timeout_s)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # with WAL: safe against crashes, one fsync per checkpoint
            check_ours(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def check_ours(connection: sqlite3.Connection, path: Path) -> list[str]:
    """The names of the migrations applied. Raises StoreError when the file is not ours or newer than this program."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path}: is no Voltwire database; choose another --db")
    applied = applied_migrations(connection)
    unknown = [name for name in applied if name not in {known for known, _ in MIGRATIONS}]
    if unknown:
        raise StoreError(f"{path}: was made by a newer Voltwire (it has {unknown[-1]}); update Voltwire")
    return applied


def applied_migrations(connection: sqlite3.Connection) -> list[str]:
    """Names of the migrations applied, oldest first; read without sqlite-utils, whose import takes 0.2 s."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (MIGRATION_SET,)
    )
    return [row[0] for row in rows]


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of it or nothing. Takes the right to write at once: a read that turns into a write would fail when busy."""
    with telling(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk may have rolled back already
                connection.execute("ROLLBACK")
            raise


def _connect(path: Path, mode: str, busy_timeout_s: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode if '=' in mode else 'mode=' + mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _readable(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    connection = _connect(path, "ro", busy_timeout_s)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        wal = path.with_name(path.name + "-wal")
        roomless = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)
        unwritable = error.sqlite_errorcode & 0xFF in roomless
        if not unwritable or (wal.exists() and wal.stat().st_size):
            raise
        # A folder that may not be written, or a full one, has no room for WAL's shared memory. Without a log, nobody
        # is writing.
        return _connect(path, "mode=ro&immutable=1", busy_timeout_s)
    return connection


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old, 3.37 is needed; use a newer Python or system")


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a file with --db")
    # Never opened and closed here: that would drop every lock this process has on the file (POSIX), and the next
    # writer elsewhere would take away the log that our other connections are reading.
    try:
        path.stat()
        reason = "" if os.access(path, os.R_OK) else "Permission denied"
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:
        raise StoreError(f"{path}: cannot be opened ({reason}); check its rights, or choose another --db")

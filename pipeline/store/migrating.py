"""Making a database and bringing an older one up to date. The one home of sqlite-utils."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from ..errors import StoreError
from .connection import applied_migrations, telling, transaction
from .keeping import copy_whole
from .schema import APPLICATION_ID, MIGRATION_SET, MIGRATIONS


def create(path: Path) -> None:
    """Make an empty database at `path`, whole or not at all; one that appears there meanwhile stays as it is."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(new)
        with telling(path), closing(sqlite3.connect(new, isolation_level=None)) as connection:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before the first table, or never
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _apply(connection, path)
        _put_in_place(new, path)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be made ({error.strerror}); check the rights of its folder, or choose another --db"
        ) from error
    finally:
        with suppress(OSError):  # what could not be written cannot be removed; the error above tells of it
            _remove(new)


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Apply pending migrations, all or none, after a backup beside the file. The backup's path; None: up to date."""
    applied = applied_migrations(connection)
    if len(applied) == len(MIGRATIONS):
        return None
    copy = path.with_name(f"{path.name}.before-{MIGRATIONS[len(applied)][0]}.backup")
    _back_up(connection, path, copy)
    _apply(connection, path)
    return copy


def _apply(connection: sqlite3.Connection, path: Path) -> None:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(MIGRATION_SET)
    for name, statements in MIGRATIONS:

        def apply(db: Database, /, statements: tuple[str, ...] = statements) -> None:
            for statement in statements:
                db.conn.execute(statement)

        migrations(name=name)(apply)
    # Inside our transaction each migration becomes a savepoint: a failing one undoes all, and a second process that
    # comes at the same moment waits here and then finds nothing pending.
    with transaction(connection, path):
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def _back_up(connection: sqlite3.Connection, path: Path, copy: Path) -> None:
    partial = copy.with_name(copy.name + ".partial")
    try:
        copy_whole(connection, partial)
        partial.replace(copy)
    except (OSError, StoreError) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"{path}: is from an older Voltwire, and no backup could be written beside it ({error})"
        ) from error


def _put_in_place(new: Path, path: Path) -> None:
    if path.exists() and path.stat().st_size == 0:
        new.replace(path)
        return
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        new.rename(path)


def _remove(new: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)

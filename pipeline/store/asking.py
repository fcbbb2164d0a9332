"""Free SQL from people: reading only, and no longer than asked for."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ..errors import InputError
from .connection import open_to_read, telling
from .shapes import Rows

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "data_version"}
_STEPS = 10_000  # of SQLite's machine between two looks at the clock: about a millisecond


def run_sql(path: Path, sql: str, parameters: Mapping[str, Any] | Sequence[Any], limit_s: float) -> Rows:
    """The answer to one SELECT. Raises InputError for SQL that is wrong, writes, or takes longer than `limit_s`."""
    with closing(open_to_read(path)) as connection, telling(path):
        connection.set_authorizer(_authorize)
        deadline = time.monotonic() + limit_s
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        connection.row_factory = None
        try:
            cursor = connection.execute(sql, parameters)
            rows = cursor.fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            told = _told(error, limit_s)
            if told is None:
                raise
            raise InputError(told) from error
    if cursor.description is None:
        raise InputError("this is no question: write one SELECT")
    return Rows(tuple(column[0] for column in cursor.description), rows)


def _authorize(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        allowed = first is not None and first.lower() in _PRAGMAS
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = second is not None and second.lower() != "load_extension"
    elif action == sqlite3.SQLITE_UPDATE:
        # What SQLite says when json_each() or a pragma function is first used; the file itself is open to read only.
        allowed = first in ("sqlite_master", "sqlite_schema")
    else:
        allowed = action in _ALLOWED
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _told(error: Exception, limit_s: float) -> str | None:
    """What is wrong with the question; None when it is the file that is at fault."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT:
        return f"the query took longer than {limit_s:g} s and was stopped; narrow it down, e.g. by published_date"
    if code in (sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY):
        return f"only reading is allowed here ({error}); open the file with sqlite3 to change it"
    if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_TOOBIG):
        return f"the query cannot be run: {error}"
    return None

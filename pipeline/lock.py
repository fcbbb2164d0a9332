"""One collector per database: a lock file beside it, which the system releases however the holder ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import StoreError


@contextmanager
def collector_lock(database: Path) -> Iterator[bool]:
    """Hold the right to collect into `database`; yields False when another process has it. Raises StoreError."""
    from filelock import FileLock, Timeout

    # Resolved: a link to the database is the same database.
    lock = FileLock(f"{database.resolve()}.lock", blocking=False)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise StoreError(
            f"{database}: cannot write beside it ({error.strerror or error}); choose another --db"
        ) from error
    try:
        yield True
    finally:
        lock.release()

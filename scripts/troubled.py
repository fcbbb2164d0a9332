"""Real trouble for databases: a disk of a few megabytes, one that turns read-only, a lock held by another process."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


class TinyDisk:
    """A file system of its own in memory, which can be filled to the brim, emptied and made read-only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        with contextlib.suppress(OSError), self._filler.open("ab", buffering=0) as file:
            while file.write(bytes(16_384)):
                pass

    def empty(self) -> None:
        self._filler.unlink()

    @contextlib.contextmanager
    def read_only(self) -> Iterator[None]:
        """What is opened from now on cannot be written; what is open already can."""
        _mount("--bind", str(self.folder), str(self.folder))
        _mount("-o", "remount,bind,ro", str(self.folder))
        try:
            yield
        finally:
            # Lazily: somebody may have a file open there at this very moment.
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


@contextlib.contextmanager
def tiny_disk(folder: Path, megabytes: int) -> Iterator[TinyDisk | None]:
    """A disk at `folder`; None where mounting is not allowed."""
    folder.mkdir(exist_ok=True)
    try:
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield TinyDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*words: str) -> None:
    subprocess.run([shutil.which("mount") or "mount", *words], check=True, capture_output=True)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process in the middle of a write."""
    code = (
        f"import sqlite3, sys; c = sqlite3.connect({os.fspath(path)!r}, isolation_level=None, timeout=60)\n"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait()

"""The compiled catalogue on disk: one file for each list of catalogue files, replaced when they change.

A stamp (path, size, time of change) tells in microseconds whether a file is as it was. Where stamps differ or are too
young to be trusted, the files' bytes decide, so that a mere touch costs no compiling.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import platformdirs

from .. import __version__
from ..garbage import no_collecting
from .compiled import Compiled

FORMAT = 13
"""Raised when what is compiled changes its shape or its rules."""

_CHECK_BYTES = 4
_YOUNG_NS = (
    100_000_000  # clocks of file systems tick coarsely: a file as young as the cache file may have changed since
)

_log = logging.getLogger(__name__)

_Stamp = tuple[str, int, int]


def user_folder() -> Path:
    return Path(platformdirs.user_cache_dir("voltwire", appauthor=False)) / "catalogue"


class Seal(NamedTuple):
    """What files were like before they were read; whoever changes them later breaks it."""

    stamps: tuple[_Stamp, ...]
    content: bytes  # digest; empty when a file cannot be read


def seal(files: Sequence[Path]) -> Seal:
    try:
        stamps = _stamps(files)
    except OSError:
        return Seal((), b"")
    return Seal(stamps, _content_digest(files))


def _content_digest(files: Sequence[Path]) -> bytes:
    """Digest of the files' bytes and of which of them are the user's own; empty when one cannot be read."""
    digest = hashlib.sha256()
    try:
        for path in files:
            digest.update(b"own" if path.parent.resolve() != files[0].parent.resolve() else b"shipped")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError:
        return b""
    return digest.digest()


def read(folder: Path, files: Sequence[Path]) -> Compiled | None:
    """What was compiled from these very files; None when there is nothing (usable) or a file has changed."""
    path = _cache_file(folder, files)
    try:
        data = path.read_bytes()
        written_ns = path.stat().st_mtime_ns
        stamps = _stamps(files)
    except OSError:
        return None
    check, payload = data[:_CHECK_BYTES], data[_CHECK_BYTES:]
    if _check(payload) != check:
        return None
    try:
        with no_collecting():
            old_stamps, content, compiled = marshal.loads(payload)
        fresh = old_stamps == stamps and all(stamp[2] < written_ns - _YOUNG_NS for stamp in stamps)
        if not fresh and content != _content_digest(files):
            return None
        return Compiled(*compiled)
    except (ValueError, EOFError, TypeError) as error:  # whole, yet of another shape
        _log.debug("catalogue cache %s not usable: %s", path, error)
        return None


def write(folder: Path, files: Sequence[Path], sealed: Seal, compiled: Compiled) -> None:
    """Keep what was compiled; a folder that cannot be written is fine, the next start compiles again."""
    temporary = None
    try:
        payload = marshal.dumps((*sealed, tuple(compiled)))
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(_check(payload) + payload)
        Path(temporary).replace(_cache_file(folder, files))
    except OSError as error:
        _log.debug("catalogue cache not written: %s", error)
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _cache_file(folder: Path, files: Sequence[Path]) -> Path:
    """Named by where the files lie and by the program that reads them."""
    parts = [str(FORMAT), __version__, sys.version, *(str(path.resolve()) for path in files)]
    return folder / (hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24] + ".bin")


def _stamps(files: Sequence[Path]) -> tuple[_Stamp, ...]:
    return tuple((str(path), status.st_size, status.st_mtime_ns) for path in files for status in [path.stat()])


def _check(payload: bytes) -> bytes:
    return zlib.crc32(payload).to_bytes(_CHECK_BYTES, "big")  # against damage, not against malice

"""Content as it was before the server packed it, in bounded steps: a kilobyte of gzip can hold a megabyte."""

from __future__ import annotations

import zlib

from .failures import Refused

_STEP_BYTES = 65536
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_START = b"\x1f\x8b"
_PLAIN = ("", "identity", "none")


class Unpacker:
    """Collects the raw chunks of one body and unpacks them, up to `limit` bytes packed as well as unpacked.

    Raises Refused with bad_encoding for an encoding other than gzip, for broken gzip and for gzip that stops in its
    midst: half an article must not pass for a whole one.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in (*_PLAIN, "gzip", "x-gzip"):
            raise Refused("bad_encoding", f"Content-Encoding {name} was not asked for")
        self._limit = limit
        self._packed = name not in _PLAIN
        self._raw_bytes = 0
        self._content = bytearray()
        self._inflater = zlib.decompressobj(_GZIP)
        self._trailing = False

    @property
    def full(self) -> bool:
        """Whether there is more than `limit` bytes."""
        return len(self._content) > self._limit or self._raw_bytes > self._limit

    def feed(self, chunk: bytes) -> None:
        """Takes the next raw chunk; when `full`, the rest of it is left alone."""
        self._raw_bytes += len(chunk)
        if self._packed:
            self._inflate(chunk)
        else:
            self._content += chunk

    def content(self) -> bytes:
        """What is there so far, at most `limit` bytes."""
        return bytes(self._content[: self._limit]) if self.full else bytes(self._content)

    def finish(self) -> bytes:
        """The whole content; the body must have ended."""
        if self._packed and self._raw_bytes and not self._trailing and not self._inflater.eof:
            raise Refused("bad_encoding", "gzip ends before its end mark")
        return self.content()

    def _inflate(self, data: bytes) -> None:
        while not self._trailing and len(self._content) <= self._limit:
            if self._inflater.eof:
                if not data:
                    return
                data = self._next_member(data)
                continue
            try:
                piece = self._inflater.decompress(data, _STEP_BYTES)
            except zlib.error as error:
                raise Refused("bad_encoding", str(error)) from error
            self._content += piece
            data = self._inflater.unconsumed_tail or self._inflater.unused_data
            # a full step may leave output inside zlib although all input is taken
            if not data and len(piece) < _STEP_BYTES:
                return

    def _next_member(self, data: bytes) -> bytes:
        """Starts the next gzip member; whatever else follows the end (padding, garbage) is no part of the document."""
        self._trailing = not _GZIP_START.startswith(data[:2])
        self._inflater = zlib.decompressobj(_GZIP)
        return data

"""Stored documents, compressed. The one home of zstandard."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

from ..records import FetchedPage
from .rows import moment, moment_text

if TYPE_CHECKING:
    from zstandard import ZstdCompressor, ZstdDecompressor

# zstd's own default: about a millisecond for a page of 60 kB, which the one writing process can afford.
_LEVEL = 3


@cache
def _compressor() -> ZstdCompressor:
    from zstandard import ZstdCompressor

    return ZstdCompressor(level=_LEVEL, write_checksum=True)


@cache
def _decompressor() -> ZstdDecompressor:
    from zstandard import ZstdDecompressor

    return ZstdDecompressor()


def unpack(content: bytes) -> bytes:
    """The document of a stored frame; raises zstandard.ZstdError when it is damaged."""
    return _decompressor().decompress(content)


def put_page(connection: sqlite3.Connection, page: FetchedPage, *, replace: bool) -> str:
    """Keep a page under its final address, which is returned. Without `replace` an earlier copy stays."""
    known = connection.execute("SELECT 1 FROM pages WHERE url = ?", (page.final_url,)).fetchone()
    if known and not replace:
        return page.final_url
    connection.execute(
        "INSERT INTO pages (url, requested_url, fetched_at, http_status, content_type, charset, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET requested_url = excluded.requested_url,"
        " fetched_at = excluded.fetched_at, http_status = excluded.http_status,"
        " content_type = excluded.content_type, charset = excluded.charset, content = excluded.content",
        (
            page.final_url, page.requested_url, moment_text(page.fetched_at), page.status, page.content_type,
            page.charset, _compressor().compress(page.content),
        ),
    )  # fmt: skip
    return page.final_url


def stored_page(connection: sqlite3.Connection, url: str) -> FetchedPage | None:
    """The document kept for an address (after redirects), as it was fetched; None when none is kept."""
    row = connection.execute("SELECT * FROM pages WHERE url = ?", (url,)).fetchone()
    if row is None:
        return None
    fetched_at = moment(row["fetched_at"])
    assert fetched_at is not None, "the column is NOT NULL"
    return FetchedPage(
        requested_url=row["requested_url"],
        final_url=row["url"],
        content=unpack(row["content"]),
        fetched_at=fetched_at,
        status=row["http_status"],
        content_type=row["content_type"],
        charset=row["charset"],
    )

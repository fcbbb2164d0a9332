"""The second reader for broken feeds: feedparser, which forgives nearly everything but is eighty times slower."""

from __future__ import annotations

import io
from typing import Any

from .documents import Document
from .findings import Finding

MAX_CHARACTERS = 250_000
"""A fifth of a second of feedparser's time, half a second on the worst nonsense tried; longer feeds are cut."""


def read_forgivingly(document: Document, address: str) -> list[Finding]:
    """What feedparser finds in a broken feed, in its order; empty when it finds nothing or gives up as well.

    A document that declares entities is not handed on: no news feed needs them, and feedparser would expand them.
    """
    if "<!ENTITY" in document.text:
        return []
    import feedparser

    # feedparser must never get a str or bytes: it opens files and fetches addresses that look like one.
    stream = io.BytesIO(document.text[:MAX_CHARACTERS].encode("utf-8"))
    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (
        Exception
    ):  # it promises none, yet raises a dozen kinds on odd bytes: the feed stays as the first reader saw it
        return []
    feed_language = dict.get(parsed.feed, "language")
    return [_finding(entry, address, feed_language) for entry in parsed.entries]


def _finding(entry: Any, address: str, language: str | None) -> Finding:
    # dict.get: the entry's own `get` guesses "updated" from "published" and warns.
    links: list[str] = [dict.get(entry, "link") or ""]
    links += [link.get("href", "") for link in dict.get(entry, "links", []) if link.get("rel") == "alternate"]
    if dict.get(entry, "guidislink"):
        links.append(dict.get(entry, "id", ""))
    detail = dict.get(entry, "title_detail") or {}
    return Finding(
        links=tuple(links),
        base=address,
        title=dict.get(entry, "title"),
        published=dict.get(entry, "published") or dict.get(entry, "created"),
        modified=dict.get(entry, "updated"),
        language=detail.get("language") or language,
    )

"""JSON Feed 1 and 1.1 → findings."""

from __future__ import annotations

import json
from typing import Any

from .findings import Finding

MAX_ITEMS = 5_000


def json_findings(text: str, address: str) -> list[Finding] | None:
    """The items of a JSON Feed in its order; None when the text is none."""
    feed = _feed(text)
    if feed is None:
        return None
    language = _text(feed, "language")
    return [_finding(item, address, language) for item in feed["items"][:MAX_ITEMS] if isinstance(item, dict)]


def feed_title(text: str) -> str | None:
    """The title of a JSON Feed, "" when it has none; None when the text is no JSON Feed."""
    feed = _feed(text)
    return None if feed is None else _text(feed, "title") or ""


def _feed(text: str) -> dict[str, Any] | None:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):  # not JSON, an absurd number, or nested without end
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    return feed if "jsonfeed.org" in str(feed.get("version", "")) else None


def _finding(item: dict[str, Any], address: str, language: str | None) -> Finding:
    links = [_text(item, "url"), _text(item, "id"), _text(item, "external_url")]
    # An id may be anything; it is an address only when it says so itself.
    usable = [link for n, link in enumerate(links) if link and (n != 1 or link.startswith(("http://", "https://")))]
    return Finding(
        links=tuple(usable),
        base=address,
        title=_text(item, "title"),
        published=_text(item, "date_published"),
        modified=_text(item, "date_modified"),
        language=_text(item, "language") or language,
    )


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    return value if isinstance(value, str) else None

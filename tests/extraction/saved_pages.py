"""Helpers of the extraction tests: reading small pages, and the saved pages of tests/pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from voltwire.extraction import extract_article
from voltwire.records import Article, Candidate, FetchedPage, Rejected, Source

PAGES = Path(__file__).parent.parent / "pages"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class SavedPage:
    """A page of tests/pages with what its JSON file says about it."""

    name: str
    content: bytes
    request: dict[str, Any]
    expect: dict[str, Any]

    def read(self) -> Article | Rejected:
        moment = self.request.get("now")
        return read(
            self.content,
            url=self.request["url"],
            charset=self.request.get("charset"),
            source=self.request.get("source"),
            now=datetime.fromisoformat(moment) if moment else NOW,
        )


def read(
    content: bytes | str,
    *,
    url: str = "https://cells.example/news/one",
    charset: str | None = None,
    content_type: str | None = "text/html",
    source: dict[str, Any] | None = None,
    candidate: Candidate | None = None,
    now: datetime = NOW,
) -> Article | Rejected:
    given = content.encode() if isinstance(content, str) else content
    page = FetchedPage(url, url, given, now, content_type=content_type, charset=charset)
    known = Source(**{"id": "cells", "kind": "feed", "url": "https://cells.example/feed", **source}) if source else None
    return extract_article(page, candidate=candidate, source=known, now=now)


def saved(name: str) -> SavedPage:
    told = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    return SavedPage(name, (PAGES / f"{name}.html").read_bytes(), told["request"], told["expect"])


def saved_names() -> list[str]:
    return sorted(path.stem for path in PAGES.glob("*.html"))

"""Small documents as servers send them, and a source to read them with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from voltwire.records import Candidate, FetchedPage, Rejected, Source
from voltwire.sources import SitemapIndex, read_candidates

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Outcome = list[Candidate] | SitemapIndex | Rejected


def make_page(content: bytes | str, url: str = "https://cells.example/feed", **more: Any) -> FetchedPage:
    data = content.encode("utf-8") if isinstance(content, str) else content
    return FetchedPage(requested_url=url, final_url=url, content=data, fetched_at=NOW, **more)


@pytest.fixture
def page() -> Callable[..., FetchedPage]:
    return make_page


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """Reads a document as a source of `kind`; keyword arguments with a leading `source_` go to the source."""

    def read(content: bytes | str, kind: str = "feed", url: str = "https://cells.example/feed", **more: Any) -> Outcome:
        about = {key.removeprefix("source_"): more.pop(key) for key in list(more) if key.startswith("source_")}
        source = Source(id="cells", kind=kind, url=url, **about)  # type: ignore[arg-type]
        return read_candidates(source, make_page(content, url, **more))

    return read


@pytest.fixture
def candidates(outcome: Callable[..., Outcome]) -> Callable[..., list[Candidate]]:
    """The same where candidates are expected."""

    def read(*args: Any, **more: Any) -> list[Candidate]:
        found = outcome(*args, **more)
        assert isinstance(found, list), found
        return found

    return read

"""Fetched documents of sources → candidates; no network, no clock of its own (a page's `fetched_at` is the clock)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..records import Candidate, FetchedPage, Rejected, Source, SourceKind
from .discovery import FoundSource, find_sources, likely_addresses, robots_sitemaps, suggest_source
from .feeds import read_feed
from .listings import read_listing
from .recency import age_known, newest_first, recent_enough, worth_visiting
from .sitemaps import SitemapChild, SitemapIndex, read_sitemap

__all__ = [
    "FoundSource", "SitemapChild", "SitemapIndex", "age_known", "find_sources", "likely_addresses", "newest_first",
    "read_candidates", "recent_enough", "robots_sitemaps", "suggest_source", "worth_visiting",
]  # fmt: skip

Reader = Callable[[Source, FetchedPage], list[Candidate] | SitemapIndex | Rejected]
READERS: Mapping[SourceKind, Reader] = {"feed": read_feed, "sitemap": read_sitemap, "listing": read_listing}


def read_candidates(source: Source, page: FetchedPage) -> list[Candidate] | SitemapIndex | Rejected:
    """The candidates of a source's document: canonical addresses, each once, in document order.

    A sitemap index gives its children, to be fetched and read in their turn with the same source. Rejected
    (`not_a_source`, `bad_encoding`) when the document is none of the source's kind; never raises on any bytes.
    """
    return READERS[source.kind](source, page)

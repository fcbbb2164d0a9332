"""From a bare site address to the feeds and sitemaps worth adding, each with what it would collect now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from . import sources
from .fetching import Fetcher
from .records import Candidate, FetchedPage, Rejected, Source, SourceKind
from .urls import host_key
from .visiting import Asking, Found

MOST_TRIED = 16
"""Addresses asked in one discovery: a polite person would not try more on somebody's site."""
_BETTER_FIRST: dict[SourceKind, int] = {"feed": 0, "sitemap": 1, "listing": 2}


@dataclass(slots=True)
class Discovery:
    """Sources that answered, best first, with their candidates; and what every address tried said."""

    offers: list[tuple[Source, list[Candidate]]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)


async def discover(
    fetcher: Fetcher, address: str, link_pattern: str | None, allow_private: bool, now: datetime
) -> Discovery:
    """Look at the address, what it links to, robots.txt's sitemaps and well-known paths.

    Feeds come before sitemaps (they name titles and dates), those with more candidates first. A page with
    `link_pattern` is offered as a listing. robots.txt and well-known paths are tried for a bare site address alone:
    who names a page means that page.
    """
    look = _Look(fetcher, address, allow_private, now)
    page = await look.page(address)
    if isinstance(page, FetchedPage) and link_pattern:
        await look.offer("listing", page.final_url, link_pattern)
        return look.found
    addresses: dict[str, SourceKind | None] = {}
    if isinstance(page, FetchedPage):
        addresses.update({one.url: one.kind for one in sources.find_sources(page)})
        if not addresses and page.content_type == "text/plain":
            addresses[page.final_url] = "sitemap"
    if not addresses and urlsplit(address).path in ("", "/"):
        addresses.update(dict.fromkeys(await look.robots_sitemaps(), "sitemap"))
        addresses.update({url: addresses.get(url) for url in sources.likely_addresses(address)})
    for url, kind in list(addresses.items())[:MOST_TRIED]:
        await look.offer(kind or _kind_by_name(url), url, None)
        if kind is None and look.found.offers:
            break  # a well-known path answered: the others would say the same
    look.found.offers.sort(key=lambda offer: (_BETTER_FIRST[offer[0].kind], -len(offer[1])))
    return look.found


def _kind_by_name(url: str) -> SourceKind:
    return "sitemap" if "sitemap" in urlsplit(url).path.lower() else "feed"


class _Look:
    def __init__(self, fetcher: Fetcher, address: str, allow_private: bool, now: datetime) -> None:
        self.fetcher = fetcher
        self.address = address
        self.allow_private = allow_private
        self.now = now
        self.found = Discovery()
        self.taken: set[str] = set()

    async def page(self, url: str) -> FetchedPage | None:
        page = await self.fetcher.fetch(url, private_host=self._private_host())
        if isinstance(page, FetchedPage):
            return page
        if isinstance(page, Rejected):
            self.found.tried.append(f"{url}: {page.reason} ({page.detail})")
        return None

    def _private_host(self) -> str | None:
        return host_key(self.address) if self.allow_private else None

    async def robots_sitemaps(self) -> list[str]:
        parts = urlsplit(self.address)
        page = await self.page(f"{parts.scheme}://{parts.netloc}/robots.txt")
        return sources.robots_sitemaps(page.content.decode("utf-8", "replace")) if page else []

    async def offer(self, kind: SourceKind, url: str, link_pattern: str | None) -> None:
        """Ask `url` as a source of this kind; when it answers as one, offer it once."""
        source = replace(
            sources.suggest_source(url, kind, None, self.taken),
            link_pattern=link_pattern,
            allow_private=self.allow_private,
        )
        found = await Asking(self.fetcher, source, self.now - timedelta(days=30), self.now).candidates()
        if isinstance(found, Rejected):
            self.found.tried.append(f"{url}: {found.reason} ({found.detail})")
        elif isinstance(found, Found):
            self.taken.add(source.id)
            self.found.offers.append((source, found.candidates))

"""From an address that a person typed to the sources behind it. Pure: the caller fetches."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .. import urls
from ..records import FetchedPage, Rejected, Source, SourceKind
from ..regex import regex
from .documents import Document, open_document, parse_xml
from .jsonfeeds import feed_title as json_title
from .listings import page_base, parse_html
from .titles import clean_title

MAX_SITEMAP_LINES = 500
_FEED_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml", "application/x-rss+xml",
}  # fmt: skip
_FEED_PATH = regex(
    r"/(feeds?|rss|atom)(/|$)|/(feed|rss|atom|index|news)\.(xml|rdf|rss|atom|json)$|\.(rss|atom|rdf)$|[/_-]rss\.xml$",
    re.IGNORECASE,
)
_COMMENTS = regex(r"/comments?/|/comments?-", re.IGNORECASE)
_FEED_NAMES = ("feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json")
_SITEMAP_NAMES = (
    "news-sitemap.xml", "sitemap_news.xml", "sitemap-news.xml", "sitemap_index.xml", "sitemap-index.xml", "sitemap.xml",
    "sitemap.xml.gz", "sitemap.txt",
)  # fmt: skip
_SITEMAP_LINE = regex(r"\s*sitemap\s*:\s*(\S+)", re.IGNORECASE)
_SERVICE_LABELS = {"www", "www2", "m", "feeds", "feed", "rss", "news", "newsroom", "press", "blog", "en", "web"}
_SECOND_LEVEL = {"co", "com", "net", "org", "ac", "gov", "or", "go", "ne", "edu", "gob", "gouv"}
_TITLE_TAIL = regex(
    r"\s*[-–—|»:›·]*\s*\b(rss|atom|feeds?|rss[- ]feed|news[- ]feed)\s*$|\s*[-–—|»:›·]+\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A place that may serve as a source. `title` is empty when nothing names it."""

    kind: SourceKind
    url: str
    title: str = ""


def find_sources(page: FetchedPage) -> list[FoundSource]:
    """The page itself when it is a feed or sitemap; else what it links to: declared feeds, feed links, sitemaps.

    Feeds of comments are left out. Empty when there is nothing, or the page cannot be read.
    """
    document = open_document(page)
    if isinstance(document, Rejected):
        return []
    if document.form in ("sitemap", "sitemap index"):
        return [FoundSource("sitemap", page.final_url)]
    if document.form == "feed":
        return [FoundSource("feed", page.final_url, _feed_title(document))]
    if document.form == "json" and (title := json_title(document.text)) is not None:
        return [FoundSource("feed", page.final_url, clean_title(title) or "")]
    root = parse_html(document) if document.form == "html" else None
    if root is None:
        return []
    found: dict[str, FoundSource] = {}
    for source in (*_declared(root, page), *_linked(root, page)):
        found.setdefault(source.url, source)
    return list(found.values())


def likely_addresses(site_url: str) -> list[str]:
    """Well-known places of feeds and sitemaps, those below the given path first. Empty for an unusable address."""
    if urls.canonical_url(site_url) is None:
        return []
    folder = urlsplit(site_url).path.rstrip("/")
    below = [f"{folder}/{name}" for name in _FEED_NAMES] if folder and "." not in folder.rpartition("/")[2] else []
    paths = [*below, *(f"/{name}" for name in (*_FEED_NAMES, *_SITEMAP_NAMES))]
    return list(dict.fromkeys(url for path in paths if (url := urls.join(site_url, path))))


def robots_sitemaps(text: str) -> list[str]:
    """The addresses of robots.txt's Sitemap lines, each once, at most 500."""
    found: dict[str, None] = {}
    for line in text.lstrip("\ufeff").splitlines():
        match = _SITEMAP_LINE.match(line)
        if match and len(found) < MAX_SITEMAP_LINES and urls.canonical_url(match[1]):
            found.setdefault(match[1])
    return list(found)


def suggest_source(url: str, kind: SourceKind, title: str | None, taken_ids: Container[str]) -> Source:
    """A source for sources.toml: a short id from the host that is not taken yet, a name from the title or the host.

    A listing still needs its `link_pattern`.
    """
    host = (urlsplit(url).hostname or "source").removeprefix("www.")
    stem = _stem(host)
    source_id, number = stem, 2
    while source_id in taken_ids:
        source_id, number = f"{stem}-{number}", number + 1
    name = _TITLE_TAIL.sub("", clean_title(title) or "").strip() or host
    return Source(id=source_id, kind=kind, url=url, name=name)


def _stem(host: str) -> str:
    """What people call a site: "electrive" of feeds.electrive.com, "battery-news" of battery-news.co.uk."""
    labels = host.casefold().split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return _fit(host)
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    while len(labels) > 1 and labels[0] in _SERVICE_LABELS:
        labels = labels[1:]
    return _fit(labels[-1])


def _fit(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.casefold()).strip("-._") or "source"


def _declared(root: Any, page: FetchedPage) -> Iterator[FoundSource]:
    base = page_base(root, page)
    for link in root.iter("link"):
        relations = (link.get("rel") or "").casefold().split()
        url = urls.join(base, (link.get("href") or "").strip())
        if not url or _COMMENTS.search(url):
            continue
        form = (link.get("type") or "").partition(";")[0].strip().casefold()
        if "alternate" in relations and form in _FEED_TYPES and "/oembed" not in url and "/wp-json/" not in url:
            yield FoundSource("feed", url, clean_title(link.get("title")) or "")
        elif "sitemap" in relations:
            yield FoundSource("sitemap", url, clean_title(link.get("title")) or "")


def _linked(root: Any, page: FetchedPage) -> Iterator[FoundSource]:
    base = page_base(root, page)
    for anchor in root.iter("a"):
        url = urls.join(base, (anchor.get("href") or "").strip())
        if url and _FEED_PATH.search(urlsplit(url).path) and not _COMMENTS.search(url):
            yield FoundSource("feed", url, clean_title(" ".join(anchor.itertext())) or "")


def _feed_title(document: Document) -> str:
    root, _ = parse_xml(document)
    if root is None:
        return ""
    for element in root.iter("{*}title"):
        if element.getparent() is root or str(element.getparent().tag).endswith("channel"):
            return clean_title("".join(element.itertext())) or ""
    return ""

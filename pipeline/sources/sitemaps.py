"""Sitemaps → candidates, or the index of further sitemaps: urlset, news sitemaps, sitemapindex, text lists, gzip."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .. import urls
from ..records import Candidate, FetchedPage, Rejected, Source
from .dates import read_date
from .documents import XML_OPTIONS, Document, mended, not_a_source, open_document
from .feeds import read_feed_document
from .findings import Finding, to_candidates

MAX_ADDRESSES = 50_000
"""The sitemap protocol's own limit for one file."""


@dataclass(frozen=True, slots=True)
class SitemapChild:
    """A sitemap that an index names; `modified_at` is None when the index does not say when it changed."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SitemapIndex:
    """Sitemaps to be fetched and read in their turn, in the index's order."""

    children: tuple[SitemapChild, ...]


def read_sitemap(source: Source, page: FetchedPage) -> list[Candidate] | SitemapIndex | Rejected:
    """The addresses of a sitemap in its order. News entries all count, others only when they look like articles.

    The protocol allows feeds and plain lists as sitemaps, so these are read as well.
    """
    document = open_document(page, language=source.language)
    if isinstance(document, Rejected):
        return document
    if document.form == "feed":
        return read_feed_document(source, page, document)
    if document.form == "sitemap index":
        return _index(document, page)
    if document.form == "sitemap":
        findings = _addresses(document, page.final_url)
    elif document.form == "text" and (lines := _lines(document)):
        findings = (Finding(links=(line,), base=page.final_url) for line in lines if urls.is_article_like(line))
    else:
        return not_a_source(page, "a sitemap", document)
    return to_candidates(findings, source, page, limit=MAX_ADDRESSES)


def _addresses(document: Document, address: str) -> Iterator[Finding]:
    for element in _elements(document, "url"):
        children = _children(element)
        link = _text(children.get("loc"))
        if "news" in children:
            yield _finding(link, address, children, _children(children["news"]))
        elif urls.is_article_like(link if "://" in link else urls.join(address, link) or ""):
            yield _finding(link, address, children, {})


def _finding(link: str, address: str, children: dict[str, Any], news: dict[str, Any]) -> Finding:
    publication = _children(news["publication"]) if "publication" in news else {}
    return Finding(
        links=(link,),
        base=address,
        title=_text(news.get("title")),
        published=_text(news.get("publication_date")),
        modified=_text(children.get("lastmod")),
        language=_text(publication.get("language")),
    )


def _index(document: Document, page: FetchedPage) -> SitemapIndex:
    found: dict[str, SitemapChild] = {}
    for element in _elements(document, "sitemap"):
        children = _children(element)
        url = urls.join(page.final_url, _text(children.get("loc")))
        if url and url not in (page.final_url, page.requested_url):  # an index may name itself, by mistake or malice
            modified = read_date(_text(children.get("lastmod")), now=page.fetched_at)
            found.setdefault(url, SitemapChild(url, modified.at if modified else None))
        if len(found) >= MAX_ADDRESSES:
            break
    return SitemapIndex(tuple(found.values()))


def _elements(document: Document, name: str) -> Iterator[Any]:
    """Elements of that name, each emptied after use: a tree of a whole sitemap takes ten times its size.

    The last element of a document that breaks off is left out: its address may be half of one.
    """
    from lxml import etree

    stream = io.BytesIO(mended(document.text).encode("utf-8"))
    whole = document.text.rstrip().endswith(">")
    waiting = None
    try:
        for _, element in etree.iterparse(stream, events=("end",), tag=f"{{*}}{name}", **XML_OPTIONS):
            if waiting is not None:
                yield waiting
                waiting.clear()
            waiting = element
    except etree.XMLSyntaxError:
        whole = False
    if waiting is not None and whole:
        yield waiting


def _children(element: Any) -> dict[str, Any]:
    """Direct children by local name, so that the `loc` of an image inside stays out of sight."""
    return {child.tag.rpartition("}")[2].rpartition(":")[2]: child for child in element if isinstance(child.tag, str)}


def _text(element: Any) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _lines(document: Document) -> list[str]:
    lines = (line.strip() for line in document.text.splitlines())
    return [line for line in lines if line.startswith(("http://", "https://"))]

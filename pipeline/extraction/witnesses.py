"""What a page, its source and its address say about the date: each statement a witness, none of them judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from lxml import etree, html

from ..records import Candidate, DateOrigin, Published, Source
from ..regex import regex
from . import dates, structured
from .dates import Stamp
from .document import is_large, quick_text
from .markup import Page
from .strings import is_sentence, weight

Role = Literal["published", "modified"]

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_online_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "cxenseparse:recs:publishtime", "article.published", "article_date_original", "og:regdate",
    "regdate", "date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod",
)  # fmt: skip
_MODIFIED_WORDS = regex(
    r"updat|modif|edited|aktualisiert|geändert|zuletzt|mis à jour|actualizado|수정|최종|更新|改訂|最后|修改",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = regex(
    r"publi|posted|veröffentlicht|erstellt|입력|등록|승인|게재|发布|發布|发表|公開|掲載|配信", re.IGNORECASE
)
_URL_DAY = regex(r"(?<!\d)(20[0-3]\d|199\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=\D|\d{4,12}(?:\D|$)|$)")
_URL_MONTH = regex(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])/")
_DROPPED_FOR_GAPS = ("p", "li", "aside", "footer", "nav", "table", "blockquote", "script", "style")


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement about the date."""

    stamp: Stamp
    origin: DateOrigin
    role: Role = "published"


def witnesses(page: Page, candidate: Candidate | None, source: Source | None) -> list[Witness]:
    heard = [*_from_json_ld(page), *_from_meta(page)]
    near = list(_near_headline(page))
    heard += _from_time(page, near)
    heard += _from_candidate(candidate, source)
    heard += _from_text(near)
    heard += _from_url(page.url)
    return heard


def _from_json_ld(page: Page) -> Iterator[Witness]:
    nodes = [page.article] if page.article is not None else []
    nodes += [node for node in page.nodes if "WebPage" in structured.types(node)][:1]
    for node in nodes:
        for name, role in (("datePublished", "published"), ("dateModified", "modified")):
            if (value := structured.text(node, name)) and (stamp := dates.parse(value)):
                yield Witness(stamp, "json-ld", role)  # type: ignore[arg-type]  # the two literals above
    if page.article is not None and not structured.text(page.article, "datePublished"):
        value = structured.text(page.article, "dateCreated", "uploadDate")
        if value and (stamp := dates.parse(value)):
            yield Witness(
                replace(stamp, minute=None, offset=None, second=0), "json-ld"
            )  # when it was made, not when shown


def _from_meta(page: Page) -> Iterator[Witness]:
    for name in _PUBLISHED_META:
        for value in page.meta.get(name, ())[:1]:
            if stamp := dates.parse(value):
                yield Witness(stamp, "meta")
    for name in _MODIFIED_META:
        for value in page.meta.get(name, ())[:1]:
            if stamp := dates.parse(value):
                yield Witness(stamp, "meta", "modified")


def _from_time(page: Page, near: list[html.HtmlElement]) -> Iterator[Witness]:
    """`<time datetime>` near the headline or marked as the date of publication; others belong to other articles."""
    close = set(near)
    for element in list(page.tree.iter("time"))[:60]:
        marks = " ".join(element.get(name) or "" for name in ("itemprop", "class", "pubdate")).lower()
        own = "datepublished" in marks or element.get("pubdate") is not None
        value = element.get("datetime") or element.get("content")
        if not (own or element in close) or not value or (stamp := dates.parse(value)) is None:
            continue
        before = quick_text(element.getparent()).partition(quick_text(element) or "\0")[0][-30:]
        changed = "modif" in marks or "updat" in marks or (_role(before) == "modified" and not own)
        yield Witness(stamp, "time", "modified" if changed else "published")


def _from_candidate(candidate: Candidate | None, source: Source | None) -> Iterator[Witness]:
    origin: DateOrigin = "sitemap" if source is not None and source.kind == "sitemap" else "feed"
    if candidate is not None and candidate.published_at is not None and 1995 <= candidate.published_at.year <= 2099:
        yield Witness(dates.from_moment(candidate.published_at, candidate.published_offset), origin)


def _from_text(near: list[html.HtmlElement]) -> Iterator[Witness]:
    for element in near:
        text = quick_text(element)
        end = 0
        for stamp, start, stop in dates.visible(text):
            yield Witness(stamp, "text", _role(text[end:start]))
            end = stop


def _role(label: str) -> Role:
    return "modified" if _MODIFIED_WORDS.search(label) and not _PUBLISHED_WORDS.search(label) else "published"


def _near_headline(page: Page) -> Iterator[html.HtmlElement]:
    """Small elements around the headline, up to the second paragraph: where a page prints its date."""
    paragraphs = 0
    for element in page.near:
        if element.tag in ("option", "title", "head", "nav") or is_large(element):
            continue
        text = quick_text(element)
        if weight(text) > 160 or (element.tag == "p" and weight(text) > 60 and is_sentence(text)):
            paragraphs += element.tag == "p" or weight(element.text or "") > 100
            if paragraphs == 2:
                return
        elif text and len(text) <= 120 and (element.tag == "time" or any("0" <= c <= "9" for c in text)):
            yield element


def _from_url(url: str) -> Iterator[Witness]:
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    day, month = _URL_DAY.search("/" + path), _URL_MONTH.search("/" + path)
    written = f"{day[1]}-{day[3]}-{day[4]}" if day else f"{month[1]}-{month[2]}" if month else ""
    if stamp := dates.parse(written):
        yield Witness(stamp, "url")


def gap(tree: html.HtmlElement, last: date) -> Published:
    """What htmldate finds in date elements that the readers here do not know; never trusted far.

    Running text is left out first, for a date in it is an event's. Its wide search is off: it makes days up. So are
    first days of a month, which bare years and months become.
    """
    from htmldate import find_date  # needed for few pages, and slow to import

    small = html.document_fromstring(etree.tostring(tree, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(small, *_DROPPED_FOR_GAPS, with_tail=False)
    found = find_date(
        small, extensive_search=False, original_date=True, max_date=last.isoformat(), min_date="1995-01-01"
    )
    if not found or found.endswith("-01"):
        return Published()
    return Published(date=found, precision="day", origin="text", trust="low")

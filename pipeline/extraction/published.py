"""When an article was published: witnesses, the choice among them, and how far it can be trusted.

Structured data with a zone are believed, unless another witness contradicts; the source's own date comes next; what
is read from the address or the text is kept, marked as weak. The day stays as the publisher printed it, although it
may be another one in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from lxml import etree, html

from ..records import Candidate, DateOrigin, Published, Source, Trust
from ..regex import regex
from . import dates, structured
from .dates import Stamp
from .document import is_large, quick_text
from .markup import Page
from .strings import is_sentence, weight

Role = Literal["published", "modified"]

_FUTURE = timedelta(days=2)  # clocks run wrong and Seoul is ahead; what lies further ahead is an event or a mistake
# countries with one zone and no summer time: there alone a country says what a clock means
_COUNTRY_OFFSETS = {"JP": 540, "KR": 540, "CN": 480, "TW": 480, "HK": 480, "SG": 480}
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
_LOWER: dict[Trust, Trust] = {"high": "medium", "medium": "low", "low": "low", "none": "none"}


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement about the date."""

    stamp: Stamp
    origin: DateOrigin
    role: Role = "published"


def published(page: Page, *, candidate: Candidate | None, source: Source | None, now: datetime) -> Published:
    """The date of publication as far as it is known; `Published()` when nothing credible is said."""
    heard = _witnesses(page, candidate, source)
    credible = [one for one in heard if not _future(one.stamp, now)]
    country = source.country if source is not None else None
    # a page whose one date lies in the future is not searched for another: what is found then is a piece of that one
    return decide(credible, country) or (Published() if heard else _gap(page.tree, now))


def decide(heard: list[Witness], country: str | None) -> Published | None:
    """Choose among witnesses; None when there are none."""
    said = [one for one in heard if one.role == "published"]
    structured_ones = [one for one in said if one.origin in ("json-ld", "meta", "time")]
    fed = [one for one in said if one.origin in ("feed", "sitemap")]
    weak = [one for one in said if one.origin in ("text", "url")]
    if structured_ones:
        # a statement of day alone gives way to one that adds the time or zone of the same day
        agreeing = [one for one in structured_ones if one.stamp.days_from(structured_ones[0].stamp) <= 1]
        best = max(agreeing, key=lambda one: _precision(one.stamp))
        trust: Trust = "high" if best.stamp.full else "medium"
    elif fed:
        best, trust = max(fed, key=lambda one: _precision(one.stamp)), "medium"
    elif weak:
        best, trust = max(weak, key=lambda one: _precision(one.stamp)), "low"
    elif heard:
        best, trust = heard[0], "low"  # the day of the last change is all there is
    else:
        return None
    located, by_country = _locate(best, heard, country)
    if by_country and best.origin == "text":
        trust = "medium"  # a printed minute in a country of one zone names a moment
    if _contradicted(located, said) or _after_change(located, heard):
        trust = _LOWER[trust]
    return _record(located, best.origin, trust)


def _precision(stamp: Stamp) -> int:
    return 3 if stamp.full else 2 if stamp.timed else 1 if stamp.day is not None else 0


def _locate(best: Witness, heard: list[Witness], country: str | None) -> tuple[Stamp, bool]:
    """The stamp with its zone as far as it can be known, and whether the country told it.

    A clock without zone and a moment that fit to the minute at whole hours' distance are one event seen twice: their
    distance is the publisher's offset (14:30 printed, 06:30Z in the data).
    """
    stamp = best.stamp
    if not stamp.timed or stamp.day is None:
        return stamp, False
    zone = _COUNTRY_OFFSETS.get(country or "")
    if stamp.offset is not None:
        return (_as_printed(stamp, heard, zone) if stamp.offset == 0 else stamp), False
    moments = [one.stamp.at for one in heard if one.role == "published" and one.stamp.at is not None]
    for moment in moments:
        if (offset := _distance(stamp, moment)) is not None:
            return replace(stamp, offset=offset), False
    return (replace(stamp, offset=zone), True) if zone is not None else (stamp, False)


def _as_printed(stamp: Stamp, heard: list[Witness], zone: int | None) -> Stamp:
    """A moment given in UTC as the publisher printed it, when the page shows a clock or day that tells its zone."""
    shown = [one.stamp for one in heard if one.origin in ("text", "url") and one.role == "published"]
    for other in shown:
        if stamp.at is not None and other.timed and other.offset is None and (offset := _distance(other, stamp.at)):
            return replace(other, offset=offset, second=stamp.second)
    local = dates.from_moment(stamp.wall, dates.offset_text(zone)) if zone else stamp
    return local if any(other.days_from(local) == 0 for other in shown) else stamp


def _distance(local: Stamp, moment: datetime) -> int | None:
    """Minutes by which a clock without zone is ahead of a moment, when that is a whole number of hours on earth."""
    minutes = round((local.wall.replace(second=0) - moment.replace(second=0)).total_seconds() / 60)
    return minutes if minutes % 60 == 0 and -12 * 60 <= minutes <= 14 * 60 else None


def _contradicted(stamp: Stamp, said: list[Witness]) -> bool:
    return any(stamp.days_from(one.stamp) > 1 for one in said)


def _after_change(stamp: Stamp, heard: list[Witness]) -> bool:
    """Whether it would have been published more than a day after its last change."""
    changes = [one.stamp.wall for one in heard if one.role == "modified"]
    return bool(changes) and stamp.wall > max(changes) + timedelta(days=1)


def _record(stamp: Stamp, origin: DateOrigin, trust: Trust) -> Published:
    """Without a zone no moment is known: then the precision is a day, whatever the clock said."""
    if stamp.day is None:
        return Published(date=stamp.printed, precision="month", origin=origin, trust="low")
    if not stamp.full or stamp.offset is None:
        return Published(date=stamp.printed, precision="day", origin=origin, trust=trust)
    return Published(stamp.at, stamp.printed, dates.offset_text(stamp.offset), "minute", origin, trust)


def _future(stamp: Stamp, now: datetime) -> bool:
    moment = stamp.at
    if moment is not None:
        return moment > now + _FUTURE
    return stamp.wall.date() > (now.astimezone(UTC) + _FUTURE).date()


def _witnesses(page: Page, candidate: Candidate | None, source: Source | None) -> list[Witness]:
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


def _gap(tree: html.HtmlElement, now: datetime) -> Published:
    """What htmldate finds in date elements that the readers here do not know; never trusted far.

    Running text is left out first, for a date in it is an event's. Its wide search is off: it makes days up. So are
    first days of a month, which bare years and months become.
    """
    from htmldate import find_date  # needed for few pages, and slow to import

    small = html.document_fromstring(etree.tostring(tree, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(small, *_DROPPED_FOR_GAPS, with_tail=False)
    last = (now.astimezone(UTC) + _FUTURE).strftime("%Y-%m-%d")
    found = find_date(small, extensive_search=False, original_date=True, max_date=last, min_date="1995-01-01")
    if not found or found.endswith("-01"):
        return Published()
    return Published(date=found, precision="day", origin="text", trust="low")

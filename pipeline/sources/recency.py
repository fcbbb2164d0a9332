"""How old a candidate or a sitemap may be judged without fetching it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ..records import Candidate, SourceKind
from ..regex import regex
from .sitemaps import SitemapChild

_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d{2})", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_TWO_MONTH, _TWO_DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_DAY_IN_ADDRESS = (
    regex(rf"(?<!\d){_YEAR}([/-]){_MONTH}\2{_DAY}(?!\d)"),  # /2026/11/20/, 2026-11-20-title
    regex(rf"(?<!\d){_YEAR}[/-]?{_TWO_MONTH}[/-]?{_TWO_DAY}(?!\d)"),  # /20261120/, /2026-11/20/, /2026/1120/
)
_MONTH_IN_ADDRESS = regex(rf"/{_YEAR}[/-]{_TWO_MONTH}(?=[/._-])")
_IN_SITEMAP_NAME = (
    *_DAY_IN_ADDRESS,
    regex(rf"(?<![a-zA-Z\d]){_YEAR}[-_/.]?{_TWO_MONTH}(?!\d)"),
    regex(rf"(?<![a-zA-Z\d]){_YEAR}(?!\d)"),
)


def recent_enough(candidate: Candidate, oldest: datetime, kind: SourceKind = "feed") -> bool:
    """Whether a candidate is worth fetching when articles before `oldest` are not wanted.

    Counts what is known (see `age_known`). When nothing is known, feeds and listings (which show what is new) get the
    benefit of the doubt, sitemaps (which show everything) do not.
    """
    latest = _known(candidate)
    return kind != "sitemap" if latest is None else latest >= oldest


def age_known(candidate: Candidate) -> bool:
    """Whether anything tells how old a candidate is: published, modified or a date in its address."""
    return _known(candidate) is not None


def _known(candidate: Candidate) -> datetime | None:
    known = candidate.published_at or candidate.modified_at
    return _latest(known) if known else _date_in(candidate.url, (*_DAY_IN_ADDRESS, _MONTH_IN_ADDRESS))


def worth_visiting(child: SitemapChild, oldest: datetime) -> bool:
    """Whether a sitemap may hold anything since `oldest`: not when it has not changed since, nor when its name is that
    of an earlier day, month or year. When neither is known, it may.
    """
    if child.modified_at and _latest(child.modified_at) < oldest:
        return False
    named = _named(child)
    return named is None or named >= oldest


def newest_first(children: Iterable[SitemapChild]) -> list[SitemapChild]:
    """News sitemaps, then those with a known date (changed, else in the name) from the newest on, then the rest."""

    def order(child: SitemapChild) -> tuple[bool, float]:
        latest = child.modified_at or _named(child)
        return "news" not in child.url.casefold(), -latest.timestamp() if latest else 0.0

    return sorted(children, key=order)


def _named(child: SitemapChild) -> datetime | None:
    """The end of the day, month or year in a sitemap's name."""
    return _date_in(child.url.partition("://")[2].partition("/")[2], _IN_SITEMAP_NAME)


def _latest(at: datetime) -> datetime:
    """A midnight may stand for the whole day."""
    return at + timedelta(days=1) if at.time() == datetime.min.time() else at


def _date_in(address: str, shapes: tuple[re.Pattern[str], ...]) -> datetime | None:
    """The end of the day, month or year that an address names."""
    for shape in shapes:
        if found := shape.search(address):
            parts = {name: int(value) for name, value in found.groupdict().items()}
            return _end(parts["year"], parts.get("month"), parts.get("day"))
    return None


def _end(year: int, month: int | None, day: int | None) -> datetime:
    month = month or 12
    day = min(day or 31, calendar.monthrange(year, month)[1])
    return datetime(year, month, day, tzinfo=UTC) + timedelta(days=1)

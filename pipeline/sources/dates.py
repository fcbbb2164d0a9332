"""Dates as feeds, sitemaps and listings write them → a moment in UTC that keeps the publisher's offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from ..regex import regex

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Anything before is a default of some software (1970, 1900), never news."""
FUTURE = timedelta(days=2)
"""Tomorrow in Seoul is right seen from UTC; three days ahead is not."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene janv january januar enero janvier jän jänner",
            "feb fév févr february februar febrero février",
            "mar mär mrz march märz marzo mars maerz",
            "apr abr avr april abril avril",
            "may mai mayo",
            "jun june juni junio juin",
            "jul july juli julio juil juillet",
            "aug ago aoû août august agosto aout",
            "sep sept september septiembre septembre",
            "oct okt october oktober octubre octobre",
            "nov november noviembre novembre",
            "dec dez dic déc december dezember diciembre décembre",
        ),
        1,
    )
    for name in names.split()
}
_ZONE_MINUTES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "ist": 330, "hkt": 480, "sgt": 480, "awst": 480, "kst": 540, "jst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"\s?(?P<zone>[a-z]{1,5}|(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?)?"
)
_REST = rf"(?:,?[t\s]\s?{_CLOCK})?"
_SHAPES = tuple(
    regex(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<year>\d{{4}})\s?[-/.年년]\s?(?P<month>\d{{1,2}})\s?[-/.月월]\s?(?P<day>\d{{1,2}})\s?[.日일]?{_REST}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>z|[+-]\d{2}:?\d{2})?)?(?P<half>)",
        rf"(?:[^\W\d]{{2,10}}\.?,?\s)?(?P<day>\d{{1,2}})(?:\.\s?|[\s-])(?P<word>[^\W\d]{{3,10}})\.?[\s-]"
        rf"(?P<year>\d{{4}}|\d{{2}}){_REST}",
        rf"(?:[^\W\d]{{2,10}}\.?,?\s)?(?P<word>[^\W\d]{{3,10}})\.?\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}}){_REST}",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}){_REST}",
    )
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that was read: `at` in UTC, `offset` as written ("+08:00"; None: none was written), and how fine it is.

    Without an offset the clock is taken as UTC, so that the day stays the one that the publisher printed. A day
    alone stands at its midnight.
    """

    at: datetime
    offset: str | None
    precision: Literal["minute", "day"]


def read_date(raw: str | None, *, now: datetime, chinese: bool = False) -> Moment | None:
    """The moment that `raw` names, None when it names none, an ambiguous one (03/04/2026) or an impossible one.

    `chinese`: the source is Chinese, where CST is no American time.
    """
    text = _tidy(raw)
    for shape in _SHAPES:
        if found := shape.fullmatch(text):
            moment = _moment(found.groupdict(), chinese)
            return moment if moment and EARLIEST <= moment.at <= now + FUTURE else None
    return None


def _tidy(raw: str | None) -> str:
    """Folded whitespace, ASCII signs, no remark in brackets ("(CST)", "[Asia/Shanghai]"); empty when absurdly long."""
    text = (raw or "")[: 4 * _LONGEST].replace("\u2212", "-").strip()
    text = " ".join(re.split(r"[(\[]", text, maxsplit=1)[0].split())
    return text if len(text) <= _LONGEST else ""


def _moment(parts: dict[str, str | None], chinese: bool) -> Moment | None:
    day = _day(parts)
    if day is None:
        return None
    if parts["hour"] is None:
        return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), None, "day")
    clock = _clock(parts)
    if clock is None:
        return None
    minutes = _zone_minutes(parts["zone"], chinese)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + clock - timedelta(minutes=minutes or 0)
    return Moment(at, None if minutes is None else _written(minutes), "minute")


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900
    word = parts.get("word")
    month = _MONTHS.get(word.casefold(), 0) if word else int(parts.get("month") or 0)
    try:
        day = date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None
    return day if 1900 < year < 2200 else None  # farther away, arithmetic with zones could leave the calendar


def _clock(parts: dict[str, str | None]) -> timedelta | None:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = min(int(parts["second"] or 0), 59)  # leap seconds
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"].casefold() == "p" else 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _zone_minutes(zone: str | None, chinese: bool) -> int | None:
    """Minutes east of UTC; None when no zone is written, an unknown one, or RFC 5322's "-0000" (zone not known)."""
    name = (zone or "").casefold().replace(" ", "")
    if chinese and name == "cst":
        return 480
    if name in _ZONE_MINUTES:
        return _ZONE_MINUTES[name]
    found = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}?):?(\d{2})?", name)
    if not found or name == "-0000":
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return (minutes if found[1] == "+" else -minutes) if minutes <= 14 * 60 else None


def _written(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"

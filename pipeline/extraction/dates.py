"""Dates as they are written: machine forms and what readers see in five languages → `Stamp`.

Nothing is guessed: a day that could also be a month is no date, a missing zone stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..regex import regex

_FIRST_YEAR, _LAST_YEAR = 1995, 2099  # the web's years; others are product names and statistics


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as printed: `day` is None when only the month is known, `minute` counts from local midnight (None: no
    time of day), `offset` is in minutes east of UTC (None: not said)."""

    year: int
    month: int
    day: int | None = None
    minute: int | None = None
    offset: int | None = None
    second: int = 0

    @property
    def timed(self) -> bool:
        """Whether it says a time of day. Midnight sharp is how systems write a day without one."""
        return self.minute is not None and (self.minute > 0 or self.second > 0)

    @property
    def full(self) -> bool:
        """Whether it names a moment."""
        return self.timed and self.offset is not None

    @property
    def printed(self) -> str:
        """`YYYY-MM-DD`, or `YYYY-MM`."""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day is not None else "")

    @property
    def wall(self) -> datetime:
        """The clock's reading, zone left out (as if it were UTC); a month counts from its first day."""
        start = datetime(self.year, self.month, self.day or 1, tzinfo=UTC)
        return start + timedelta(minutes=self.minute or 0, seconds=self.second)

    @property
    def at(self) -> datetime | None:
        """The moment in UTC, when it names one."""
        return self.wall - timedelta(minutes=self.offset or 0) if self.full else None

    def days_from(self, other: Stamp) -> int:
        """Calendar days between two printed dates; 0 within a month when one of them names no day."""
        if self.day is None or other.day is None:
            return 0 if (self.year, self.month) == (other.year, other.month) else 31
        return abs((date(self.year, self.month, self.day) - date(other.year, other.month, other.day)).days)


def offset_text(minutes: int) -> str:
    """Minutes east of UTC as `+08:00`."""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def from_moment(moment: datetime, offset: str | None) -> Stamp:
    """The stamp of an aware moment as a clock at `offset` shows it; None: UTC's clock, its zone unsaid."""
    minutes = _offset(offset) if offset else None
    local = moment.astimezone(UTC) + timedelta(minutes=minutes or 0)
    return Stamp(local.year, local.month, local.day, local.hour * 60 + local.minute, minutes, local.second)


_ZONE = (
    r"(?P<zone>Z\b|(?:UTC|GMT)?\s?[+\-−]\d{1,2}:?\d{2}\b|(?:UTC|GMT)\s?[+\-−]\d{1,2}\b|"
    r"\b(?:UTC|GMT|CEST|CET|MEZ|MESZ|BST|JST|KST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT)\b)"
)
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "BST": 60, "JST": 540, "KST": 540,
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip  # CST is Chicago's and China's, ET and PT change with summer: such names give no offset
_ISO = regex(
    r"\s*(\d{4})(?P<dash>-?)(\d{2})(?P=dash)(\d{2})(?:(?:T|\s+|"
    r"\s*T\s*)(\d{1,2}):?(\d{2})(?::?([0-5]\d)(?:[.,]\d{1,9})?)?\s*"
    r"(Z|UTC|GMT|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?)?(?![\d])",
    re.IGNORECASE,
)
_MONTH_ONLY = regex(r"\s*(\d{4})[-/](\d{1,2})\s*$")
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene", "february feb februar février févr fev febrero",
            "march mar märz mrz maerz mars marzo", "april apr avril avr abril abr", "may mai mayo",
            "june jun juni juin junio", "july jul juli juillet juil julio", "august aug août aout agosto ago",
            "september sep sept septembre septiembre", "october oct oktober okt octobre octubre",
            "november nov novembre noviembre", "december dec dezember dez décembre déc diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<name>" + "|".join(sorted(_MONTH_NAMES, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FORMS = (
    regex(_YEAR + r"\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"),
    regex(_YEAR + r"\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일"),
    regex(r"(?<!\d)" + _YEAR + r"(?P<s>\s?[./-]\s?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    regex(r"(?<!\d)(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º)?,?\s+(?:de\s+)?" + _MONTH + r",?\s+(?:de\s+)?" + _YEAR, re.I),
    regex(r"\b" + _MONTH + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR, re.I),
    regex(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?" + _YEAR + r"(?!\d)"),
    regex(r"(?<!\d)(?P<a>\d{1,2})/(?P<b>\d{1,2})/" + _YEAR + r"(?!\d)"),
)
_TIME = regex(
    r"(?:\s?[(（][^()（）]{1,6}[)）])?[\s.,，|·T–-]{0,5}(?:\b(?:um|at|à|kl\.|a las)\s+)?"
    r"(?P<half>上午|下午|午前|午後|오전|오후)?\s?"
    r"(?P<h>\d{1,2})\s?(?:[:：]|時|时|点|시|h(?=\d\d))\s?(?P<min>\d{2})(?:\s?[分분])?(?:[:：](?P<sec>[0-5]\d)(?:\.\d{1,6})?)?"
    r"\s?(?P<after>[ap]\.?m\b\.?)?\s?(?:Uhr)?\s?[(（]?" + _ZONE + "?",
    re.IGNORECASE,
)
_YEAR_SEEN = regex(r"(?:19|20)\d\d")


def parse(value: str) -> Stamp | None:
    """The stamp of a metadata value in any machine or readable form; None when it is none or unclear."""
    text = value.strip()[:80]
    if (match := _ISO.match(text)) is not None and match[1]:
        minute = _minute(match[5], match[6])
        offset = _offset(match[8]) if match[8] else None
        return _stamp(match[1], match[3], match[4], minute, offset, int(match[7] or 0))
    if (match := _MONTH_ONLY.match(text)) is not None:
        return _stamp(match[1], match[2], None, None, None)
    if re.fullmatch("[0-9]{10}|[0-9]{13}", text):  # seconds or milliseconds since 1970
        return from_moment(datetime.fromtimestamp(int(text[:10]), UTC), "+00:00")
    return next((stamp for stamp, _, _ in visible(text)), None)


def visible(text: str) -> Iterator[tuple[Stamp, int, int]]:
    """Each date in a text with the place where it stands, first pattern first; times and zones behind it included."""
    if not _YEAR_SEEN.search(text):
        return
    for form in _FORMS:
        for match in form.finditer(text):
            found = match.groupdict()
            month = found.get("m") or _MONTH_NAMES.get((found.get("name") or "").casefold())
            day = found.get("d")
            if "a" in found:
                day, month = _unambiguous(int(found["a"]), int(found["b"]))
            time = _TIME.match(text, match.end())
            minute = _minute(time["h"], time["min"], time["half"] or time["after"]) if time else None
            zone = _offset(time["zone"]) if time and minute is not None and time["zone"] else None
            second = int(time["sec"] or 0) if time else 0
            if month and (stamp := _stamp(found["y"], month, day, minute, zone, second)):
                yield stamp, match.start(), time.end() if time and minute is not None else match.end()


def _unambiguous(a: int, b: int) -> tuple[int | None, int | None]:
    """Day and month of 20/11 or 11/20; (None, None) for 10/11, which Britain and America read differently."""
    if a > 12 >= b:
        return a, b
    if b > 12 >= a:
        return b, a
    return (a, b) if a == b else (None, None)


def _minute(hour: str | None, minute: str | None, half: str | None = None) -> int | None:
    if hour is None or minute is None:
        return None
    h, m = int(hour), int(minute)
    mark = (half or "").lower()
    if mark in ("下午", "午後", "오후") or mark.startswith("p"):
        h = h + 12 if h < 12 else h
    elif mark and h == 12:
        h = 0
    return h * 60 + m if h < 24 and m < 60 else None


def _offset(zone: str) -> int | None:
    name = zone.strip().upper().replace("−", "-")
    if name in _ZONES:
        return _ZONES[name]
    match = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", name)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    minutes = -minutes if match[1] == "-" else minutes
    return minutes if -12 * 60 <= minutes <= 14 * 60 else None


def _stamp(
    year: str | int, month: str | int, day: str | int | None, minute: int | None, offset: int | None, second: int = 0
) -> Stamp | None:
    y, m, d = int(year), int(month), int(day) if day is not None else None
    if not _FIRST_YEAR <= y <= _LAST_YEAR:
        return None
    try:
        date(y, m, d if d is not None else 1)
    except ValueError:
        return None
    return Stamp(y, m, d) if minute is None else Stamp(y, m, d, minute, offset, second)

"""When an article was published: witnesses, the choice among them, and how far it can be trusted.

Structured data with a zone are believed, unless another witness contradicts; the source's own date comes next; what
is read from the address or the text is kept, marked as weak. The day stays as the publisher printed it, although it
may be another one in UTC.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ..records import Candidate, DateOrigin, Published, Source, Trust
from . import dates
from .dates import Stamp
from .markup import Page
from .witnesses import Witness, gap, witnesses

_FUTURE = timedelta(days=2)  # clocks run wrong and Seoul is ahead; what lies further ahead is an event or a mistake
# countries with one zone and no summer time: there alone a country says what a clock means
_COUNTRY_OFFSETS = {"JP": 540, "KR": 540, "CN": 480, "TW": 480, "HK": 480, "SG": 480}
_EASTERN = ("zh", "ja", "ko")  # languages of readers eight or nine hours ahead of UTC
_LOWER: dict[Trust, Trust] = {"high": "medium", "medium": "low", "low": "low", "none": "none"}


def published(page: Page, *, candidate: Candidate | None, source: Source | None, now: datetime) -> Published:
    """The date of publication as far as it is known; `Published()` when nothing credible is said."""
    heard = witnesses(page, candidate, source)
    credible = [one for one in heard if not _future(one.stamp, now)]
    country = source.country if source is not None else None
    if found := decide(credible, country, _language(page)):
        return found
    # a page whose one date lies in the future is not searched for another: what is found then is a piece of that one
    return Published() if heard else gap(page.tree, (now.astimezone(UTC) + _FUTURE).date())


def _language(page: Page) -> str:
    """What the page declares, as two letters; empty when it declares nothing."""
    root = page.tree.getroottree().getroot()
    return (root.get("lang") or page.first_meta("og:locale", "content-language") or "")[:2].lower()


def decide(heard: list[Witness], country: str | None, language: str = "") -> Published | None:
    """Choose among witnesses; None when there are none."""
    chosen = _chosen(heard)
    if chosen is None:
        return None
    best, trust = chosen
    located, by_country = _locate(best, heard, country)
    if by_country and best.origin == "text":
        trust = "medium"  # a printed minute in a country of one zone names a moment
    said = [one for one in heard if one.role == "published"]
    printed = _day_shown(located, said)
    doubtful = trust == "high" and printed is None and not _one_day_for_all(located, language)
    if doubtful or _contradicted(located, printed, said) or _after_change(located, heard):
        trust = _LOWER[trust]
    return _record(located, best.origin, trust, printed)


def _chosen(heard: list[Witness]) -> tuple[Witness, Trust] | None:
    """The best witness and how far its kind is trusted: the page's data, the source, what is printed, a change."""
    said = [one for one in heard if one.role == "published"]
    data = [one for one in said if one.origin in ("json-ld", "meta", "time")]
    fed = [one for one in said if one.origin in ("feed", "sitemap")]
    if data:
        # a statement of day alone gives way to one that adds the time or zone of the same day
        first = data[0].stamp
        agreeing = [one for one in data if one.stamp.days_from(first) <= 1]
        best = max(agreeing, key=lambda one: (_precision(one.stamp), one.stamp.printed == first.printed))
        return best, "high" if best.stamp.full else "medium"
    if fed or said:
        return max(fed or said, key=lambda one: _precision(one.stamp)), "medium" if fed else "low"
    return (heard[0], "low") if heard else None


def _day_shown(stamp: Stamp, said: list[Witness]) -> str | None:
    """The day that readers see beside a moment in UTC: the same, or the next one where a zone on earth makes it so.

    Site software writes UTC into its data and prints another day below the headline or in the address.
    """
    if stamp.offset != 0 or stamp.minute is None:
        return None
    shown = [one.stamp for one in said if one.origin in ("text", "url") and one.stamp.day is not None]
    if any(one.days_from(stamp) == 0 for one in shown):
        return stamp.printed
    for one in shown:
        later = one.wall.date() > stamp.wall.date()
        if one.days_from(stamp) == 1 and (stamp.minute >= 10 * 60 if later else stamp.minute < 12 * 60):
            return one.printed
    return None


def _one_day_for_all(stamp: Stamp, language: str) -> bool:
    """Whether a moment falls on the same day wherever the page's readers are likely to be; one with a zone does."""
    if stamp.offset != 0:
        return True
    first, last = (0, 15) if language in _EASTERN else (6, 22)
    return stamp.minute is not None and first * 60 <= stamp.minute < last * 60


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


def _contradicted(stamp: Stamp, printed: str | None, said: list[Witness]) -> bool:
    """Whether somebody names another day; one moment has two days on two sides of the earth, and that is no other."""
    return any(
        stamp.days_from(one.stamp) > 1
        or (stamp.days_from(one.stamp) == 1 and one.stamp.printed != printed and not _same_moment(stamp, one))
        for one in said
    )


def _same_moment(stamp: Stamp, other: Witness) -> bool:
    """Whether a stamp and a witness of a neighbouring day may speak of one moment."""
    if stamp.at is None or other.stamp.at is None:
        # software writes the day in UTC beside the publisher's; what readers see is the publisher's
        return 0 in (stamp.offset, other.stamp.offset) and other.origin not in ("text", "url")
    return abs(stamp.at - other.stamp.at) < timedelta(hours=1)


def _after_change(stamp: Stamp, heard: list[Witness]) -> bool:
    """Whether it would have been published more than a day after its last change."""
    changes = [one.stamp.wall for one in heard if one.role == "modified"]
    return bool(changes) and stamp.wall > max(changes) + timedelta(days=1)


def _record(stamp: Stamp, origin: DateOrigin, trust: Trust, printed: str | None = None) -> Published:
    """Without a zone no moment is known: then the precision is a day, whatever the clock said.

    `printed` is the day that readers see, where it is known to be another than the moment's in UTC; their zone is not.
    """
    if stamp.day is None:
        return Published(date=stamp.printed, precision="month", origin=origin, trust="low")
    if not stamp.full or stamp.offset is None:
        return Published(date=stamp.printed, precision="day", origin=origin, trust=trust)
    if printed is not None and printed != stamp.printed:
        return Published(stamp.at, printed, None, "minute", origin, trust)
    return Published(stamp.at, stamp.printed, dates.offset_text(stamp.offset), "minute", origin, trust)


def _future(stamp: Stamp, now: datetime) -> bool:
    moment = stamp.at
    if moment is not None:
        return moment > now + _FUTURE
    return stamp.wall.date() > (now.astimezone(UTC) + _FUTURE).date()

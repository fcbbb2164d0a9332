"""When a source is due: `every = "30m"` or a cron line, read once and turned into the next moment. Pure.

A cron line means what cron means (0 and 7 are Sunday, a restricted day of month OR day of week matches, @daily
works), so the field's own parser is used: APScheduler numbers week days from Monday and knows no nicknames.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

_UNIT_S = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_NICKNAMES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
SHORTEST_S = 60.0


def interval_s(every: str) -> float | None:
    """Seconds of `"30m"`, `"6h"`, `"1d"`, `"90s"`, `"2w"`; None when `every` is no duration."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhdw])\s*", every)
    return float(match[1]) * _UNIT_S[match[2]] if match else None


def cron_fields(every: str) -> str:
    """The five fields of a cron line, nicknames spelt out."""
    return _NICKNAMES.get(every.strip().lower(), every.strip())


def problem_with(every: str) -> str | None:
    """What is wrong with an `every` value, in words for a settings error; None when it is fine."""
    seconds = interval_s(every)
    if seconds is not None:
        return None if seconds >= SHORTEST_S else 'every must be at least "1m"'
    try:
        next(CronSim(cron_fields(every), datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration) as error:
        return f'every must be a duration such as "30m" or a cron line, got {every!r} ({error or "never fires"})'
    return None


def next_due(every: str, after: datetime, timezone: str = "UTC") -> datetime:
    """The first moment after `after` (aware) when a source with this `every` is due, in UTC.

    A duration counts from `after`; a cron line is read in `timezone`, with cron's own rules on days when clocks
    change. `every` must have passed `problem_with`.
    """
    seconds = interval_s(every)
    if seconds is not None:
        return after + timedelta(seconds=seconds)
    local = after.astimezone(ZoneInfo(timezone))
    return next(CronSim(cron_fields(every), local)).astimezone(UTC)

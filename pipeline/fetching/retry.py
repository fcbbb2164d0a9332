"""When to try again. Pure: values in, values out."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ..records import Rejected

FIRST_S = 300.0
LONGEST_S = 12 * 3600.0
LONGEST_RETRY_AFTER_S = 24 * 3600.0
JITTER = 0.2


def retry_delay_s(attempt: int, failure: Rejected, rng: random.Random) -> float:
    """Seconds to wait after the failed try number `attempt` (1 is the first) before the next one.

    About 5, 10, 20 … minutes, at most 12 hours, each ±20 % so that what failed together does not return together.
    What the server asked for (`failure.retry_after_s`) wins when it is longer, up to 24 hours.
    """
    doublings = min(max(attempt, 1) - 1, 30)
    delay_s = min(FIRST_S * 2.0**doublings, LONGEST_S) * rng.uniform(1 - JITTER, 1 + JITTER)
    return max(delay_s, capped_retry_after_s(failure.retry_after_s) or 0.0)


def capped_retry_after_s(seconds: float | None) -> float | None:
    """`seconds` within 0 … 24 hours; None for None and for what is no number."""
    if seconds is None or math.isnan(seconds):
        return None
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER_S)


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, given as a number or as an HTTP date, within 0 … 24 hours.

    None when the header is missing or neither of the two.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return capped_retry_after_s(float(text[:10]))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return capped_retry_after_s((moment - now).total_seconds())

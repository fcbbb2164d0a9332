"""How much a failed visit of a source weighs: how long it is left alone, and when it counts as failing. Pure."""

from __future__ import annotations

from typing import Literal

from .records import TEMPORARY_REASONS, Reason

Weight = Literal["soft", "temporary", "hard"]

DAY_S = 86_400.0
_FIRST_S: dict[Weight, float] = {"soft": 300.0, "temporary": 300.0, "hard": 3600.0}
_LONGEST_S: dict[Weight, float] = {"soft": DAY_S / 4, "temporary": DAY_S, "hard": 3 * DAY_S}
_FAILING_AFTER: dict[Weight, int] = {"soft": 5, "temporary": 3, "hard": 2}


def weight_of(reason: Reason | None) -> Weight:
    """soft: the host is well and asks for patience; temporary: may be gone in an hour; hard: somebody has to mend it
    (gone, forbidden, no feed any more). None, a failure without a reason, is temporary."""
    if reason == "rate_limited":
        return "soft"
    return "temporary" if reason is None or reason in TEMPORARY_REASONS else "hard"


def backoff_s(reason: Reason | None, failures: int) -> float:
    """Seconds a source is left alone at least after `failures` failed visits in a row, the last for this reason.

    Doubled with each: from 5 minutes up to 6 hours (soft) or a day (temporary), from an hour up to 3 days (hard).
    """
    weight = weight_of(reason)
    return min(_FIRST_S[weight] * 2.0 ** min(max(failures, 1) - 1, 20), _LONGEST_S[weight])


def failing_after(reason: Reason | None) -> int:
    """Failed visits in a row after which a source counts as failing."""
    return _FAILING_AFTER[weight_of(reason)]

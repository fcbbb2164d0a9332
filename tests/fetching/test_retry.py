"""When what failed is tried again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.fetching import retry_delay_s
from voltwire.fetching.retry import read_retry_after
from voltwire.records import Rejected

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def failure(retry_after_s: float | None = None) -> Rejected:
    return Rejected("fetch", "https://example.org/", "timeout", retry_after_s=retry_after_s)


@pytest.mark.parametrize(("attempt", "middle_s"), [(1, 300), (2, 600), (3, 1200), (8, 38400), (9, 43200), (99, 43200)])
def test_delays_double_up_to_half_a_day(attempt: int, middle_s: float) -> None:
    delays = [retry_delay_s(attempt, failure(), random.Random(seed)) for seed in range(200)]
    assert 0.8 * middle_s <= min(delays) < 0.85 * middle_s
    assert 1.15 * middle_s < max(delays) <= 1.2 * middle_s


@given(st.integers(), st.none() | st.floats(), st.integers())
def test_delays_stay_within_bounds(attempt: int, retry_after_s: float | None, seed: int) -> None:
    delay_s = retry_delay_s(attempt, failure(retry_after_s), random.Random(seed))
    assert 240 <= delay_s <= 86400
    if retry_after_s is not None and retry_after_s > 0:
        assert delay_s >= min(retry_after_s, 86400)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None), ("0", 0.0),
        (" 120 ", 120.0), ("9" * 400, 86400.0), ("Fri, 20 Nov 2026 12:02:00 GMT", 120.0),
        ("Fri, 20 Nov 2026 21:02:00 +0900", 120.0),
        ("Friday, 20-Nov-26 12:02:00 GMT", 120.0), ("Thu, 19 Nov 2026 12:00:00 GMT", 0.0),
        ("Sun, 20 Nov 2099 12:00:00 GMT", 86400.0), ("Fri, 99 Nov 2026 12:02:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOW) == seconds


@given(st.text())
def test_no_header_breaks_it(header: str) -> None:
    seconds = read_retry_after(header, NOW)
    assert seconds is None or timedelta(0) <= timedelta(seconds=seconds) <= timedelta(days=1)

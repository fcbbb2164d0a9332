"""When a source is due: durations, and cron lines as cron means them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.records import Reason, Source
from voltwire.schedule import interval_s, next_due, problem_with
from voltwire.visiting import due_tolerance, is_due, next_visit

FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("30m", "2026-11-20T12:30"),
        ("6h", "2026-11-20T18:00"),
        ("1d", "2026-11-21T12:00"),
        ("0 6 * * 1", "2026-11-23T06:00"),  # 1 is Monday
        ("0 6 * * 0", "2026-11-22T06:00"),  # 0 and 7 are Sunday
        ("0 6 * * 7", "2026-11-22T06:00"),
        ("@daily", "2026-11-21T00:00"),
        ("@hourly", "2026-11-20T13:00"),
        ("0 0 13 * 5", "2026-11-27T00:00"),  # day of month OR day of week, as in cron
        ("*/15 * * * *", "2026-11-20T12:15"),
    ],
)
def test_next_due(every: str, due: str) -> None:
    assert problem_with(every) is None
    assert next_due(every, FRIDAY) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_a_cron_line_is_read_in_its_time_zone() -> None:
    assert next_due("0 6 * * *", FRIDAY, "Asia/Seoul") == datetime(2026, 11, 20, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize("every", ["", "soon", "10s", "0m", "61 * * * *", "* * *", "0 6 * * 8", "-5m", "@reboot"])
def test_bad_values_are_told(every: str) -> None:
    assert problem_with(every)


@given(st.text(max_size=30))
def test_any_text_is_judged_without_raising(every: str) -> None:
    assert problem_with(every) is None or isinstance(problem_with(every), str)


@given(st.integers(1, 10_000), st.sampled_from("mhd"))
def test_a_duration_is_due_after_exactly_that_time(number: int, unit: str) -> None:
    seconds = interval_s(f"{number}{unit}")
    assert seconds is not None
    assert next_due(f"{number}{unit}", FRIDAY) - FRIDAY == timedelta(seconds=seconds)


def test_cron_every_30_minutes_and_every_30m_do_not_skip_each_other() -> None:
    source = Source("s", "feed", "https://s.example", every="30m")
    started = FRIDAY + timedelta(seconds=4)  # the visit took four seconds after cron's minute
    due = next_visit(source, 0, None, started, "UTC")
    assert is_due(source, due, FRIDAY + timedelta(minutes=30))


def test_a_cron_line_has_no_tolerance_so_that_it_fires_once() -> None:
    assert due_tolerance("0 6 * * *") == timedelta(0)


def test_a_disabled_source_is_never_due() -> None:
    assert not is_due(Source("s", "feed", "https://s.example", enabled=False), None, FRIDAY)


@given(st.integers(1, 1000), st.one_of(st.none(), st.floats(0, 1e9)))
def test_failures_push_the_next_visit_back_within_bounds(failures: int, retry_after_s: float | None) -> None:
    source = Source("s", "feed", "https://s.example", every="10m")
    pause = next_visit(source, failures, retry_after_s, FRIDAY, "UTC") - FRIDAY
    assert timedelta(minutes=10) <= pause <= timedelta(days=1)
    if retry_after_s is not None and retry_after_s <= 86400:
        assert pause.total_seconds() >= retry_after_s - 1e-3


def test_a_clock_that_was_set_back_does_not_put_a_source_off_for_years() -> None:
    source = Source("s", "feed", "https://s.example", every="1h")
    ahead = FRIDAY + timedelta(days=3650)
    assert is_due(source, ahead + timedelta(hours=1), FRIDAY, ahead)
    assert not is_due(source, FRIDAY + timedelta(hours=1), FRIDAY, FRIDAY + timedelta(minutes=9)), "a small correction"


@pytest.mark.parametrize("every", ["30 2 * * *", "0 3 * * *", "@daily"])
@pytest.mark.parametrize("timezone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_clocks_that_change_for_summer_skip_no_day_and_double_none(every: str, timezone: str) -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    days = []
    while moment.year == 2026:
        moment = next_due(every, moment, timezone)
        days.append(moment.astimezone(ZoneInfo(timezone)).date())
    assert len(days) == len(set(days)) == (days[-1] - days[0]).days + 1


@given(st.integers(0, 400_000), st.sampled_from(["5m", "1h", "*/5 * * * *"]))
def test_the_next_moment_always_lies_ahead_and_not_far(minutes: int, every: str) -> None:
    after = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    assert timedelta(0) < next_due(every, after, "Europe/Berlin") - after <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("reason", "first", "longest"), [("rate_limited", 300, 6), ("timeout", 300, 24), ("not_found", 3600, 72)]
)
def test_what_may_pass_is_asked_again_sooner_than_what_somebody_must_mend(
    reason: Reason, first: int, longest: int
) -> None:
    source = Source("s", "feed", "https://s.example", every="1m")
    pauses = [next_visit(source, failures, None, FRIDAY, "UTC", reason) - FRIDAY for failures in range(1, 30)]
    assert pauses[0].total_seconds() == first
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=longest)

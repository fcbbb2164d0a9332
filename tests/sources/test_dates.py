"""Dates as they are written in the wild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from voltwire.sources.dates import EARLIEST, FUTURE, read_date

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLD, RECENT = datetime.fromisoformat("1991-01-01"), datetime.fromisoformat("2026-11-20")


@pytest.mark.parametrize(
    ("raw", "utc", "offset"),
    [
        ("Fri, 20 Nov 2026 09:00:00 +0800", "2026-11-20T01:00", "+08:00"),
        ("Fri, 20 Nov 2026 09:00 +0800", "2026-11-20T01:00", "+08:00"),
        ("20 Nov 26 09:00:00 GMT", "2026-11-20T09:00", "+00:00"),
        ("Fri, 20 Nov 2026 09:00:00 -0000", "2026-11-20T09:00", None),
        ("Fri, 20 Nov 2026 09:00:00", "2026-11-20T09:00", None),
        ("Fri, 20 Nov 2026 09:00:00 EST", "2026-11-20T14:00", "-05:00"),
        ("Fri, 20 Nov 2026 09:00:00 XYZ", "2026-11-20T09:00", None),
        ("Fri, 20 Nov 2026 09:00:00 +0800 (CST)", "2026-11-20T01:00", "+08:00"),
        ("Fri, 20 Nov 2026 09:00:00 GMT+8", "2026-11-20T01:00", "+08:00"),
        ("Fri, 20 Nov 2026 24:00:00 GMT", "2026-11-21T00:00", "+00:00"),
        ("Friday, 20-Nov-2026 09:00:00 UTC", "2026-11-20T09:00", "+00:00"),
        ("Fr, 20 Nov 2026 09:00:00 +0100", "2026-11-20T08:00", "+01:00"),
        ("20. März 2026 09:00 MEZ", "2026-03-20T08:00", "+01:00"),
        ("Nov 20, 2026 9:05 PM EST", "2026-11-21T02:05", "-05:00"),
        ("Friday, November 20, 2026 12:05 am", "2026-11-20T00:05", None),
        ("2026-11-20T09:00+09:00", "2026-11-20T00:00", "+09:00"),
        ("2026-11-20T09:00:00.123456Z", "2026-11-20T09:00", "+00:00"),
        ("2026-11-20 09:00:00 +0900", "2026-11-20T00:00", "+09:00"),
        ("2026-11-20T09:00:00\u221205:30", "2026-11-20T14:30", "-05:30"),
        ("2026-11-20T09:00:00+08:00[Asia/Shanghai]", "2026-11-20T01:00", "+08:00"),
        ("2026-11-20T09:00:00+99:00", "2026-11-20T09:00", None),
        ("20261120T090000Z", "2026-11-20T09:00", "+00:00"),
        ("2026/11/20 09:00", "2026-11-20T09:00", None),
        ("2026.11.20 18:30", "2026-11-20T18:30", None),
        ("2026年11月20日 09:00", "2026-11-20T09:00", None),
        ("2026년 11월 20일 09:00", "2026-11-20T09:00", None),
        ("20.11.2026 09:00", "2026-11-20T09:00", None),
        (" \n 2026-11-20T09:00:00Z \t", "2026-11-20T09:00", "+00:00"),
    ],
)
def test_moments(raw, utc, offset):
    moment = read_date(raw, now=NOW)
    assert moment is not None
    assert (moment.at.strftime("%Y-%m-%dT%H:%M"), moment.offset, moment.precision) == (utc, offset, "minute")


@pytest.mark.parametrize(
    "raw", ["2026-11-20", "20261120", "20 Nov 2026", "Nov 20, 2026", "2026. 11. 20.", "20.11.2026", "2026年11月20日"]
)
def test_days(raw):
    moment = read_date(raw, now=NOW)
    assert moment is not None
    assert (moment.at, moment.offset, moment.precision) == (datetime(2026, 11, 20, tzinfo=UTC), None, "day")


@pytest.mark.parametrize(
    "raw",
    ["", None, "yesterday", "03/04/2026", "2026", "2026-11", "2026-13-01", "2026-02-30", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-14:00", "1970-01-01T00:00:00Z", "1899-12-31", "2026-11-26T12:00:01Z", "Fri, 99 Nov 2026",
     "2026-11-20T99:00", "12:00", "x" * 10_000, "\u0662\u0660\u0662\u0666-11-20T25:00"],
)  # fmt: skip
def test_no_dates(raw):
    assert read_date(raw, now=NOW) is None


def test_tomorrow_in_seoul_is_fine():
    moment = read_date("2026-11-24T08:00:00+09:00", now=NOW)
    assert moment is not None
    assert moment.at == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}[T ]?[0-9:]{0,8} ?[-+A-Z0-9:]{0,6}"))
@example("2026-11-20T09:00:00+14:01")
def test_never_raises_and_stays_in_bounds(raw):
    moment = read_date(raw, now=NOW)
    assert moment is None or EARLIEST <= moment.at <= NOW + FUTURE


@given(st.datetimes(OLD, RECENT), st.integers(-14 * 60, 14 * 60))
def test_iso_dates_survive(naive, minutes):
    at = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    local = at + timedelta(minutes=minutes)
    moment = read_date(f"{local:%Y-%m-%dT%H:%M}{sign}{hours:02}:{rest:02}", now=NOW)
    assert moment is not None
    assert (moment.at, moment.offset) == (at, f"{sign}{hours:02}:{rest:02}")

"""Where a date is found, what is kept of it, and how far it is trusted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from saved_pages import NOW, read
from voltwire.extraction.dates import parse
from voltwire.records import Article, Candidate, Published

BODY = "<p>The plant in Gävle makes cathode material for cells, the company said.</p>" * 1 + (
    "<p>It is to reach eight thousand tonnes a year, roughly half of what the cell factory next door needs.</p>"
)


def published(head: str = "", near: str = "", *, url: str = "https://cells.example/news/one", **more: Any) -> Published:
    html = (
        f"<html><head>{head}</head><body><article><h1>Norrvind starts output</h1>{near}{BODY}</article></body></html>"
    )
    result = read(html, url=url, **more)
    assert isinstance(result, Article), result
    return result.published


def json_ld(**properties: str) -> str:
    inner = ",".join(f'"{name}":"{value}"' for name, value in properties.items())
    node = f'{{"@type":"NewsArticle","headline":"Norrvind starts output",{inner}}}'
    return f'<script type="application/ld+json">{node}</script>'


def meta(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


def fed(moment: str, offset: str | None = "+00:00") -> Candidate:
    return Candidate(
        "https://cells.example/news/one", "cells", published_at=datetime.fromisoformat(moment), published_offset=offset
    )


@pytest.mark.parametrize(
    ("written", "printed", "offset", "minute"),
    [
        ("2026-11-20T14:30:00+08:00", "2026-11-20", 480, 870),
        ("2026-11-20T14:30:00.123+0900", "2026-11-20", 540, 870),
        ("20261120T143000Z", "2026-11-20", 0, 870),
        ("2026-11-20 14:30", "2026-11-20", None, 870),
        ("Fri, 20 Nov 2026 14:30:00 +0100", "2026-11-20", 60, 870),
        ("Fri Nov 20 2026 14:30:00 GMT+0800 (CST)", "2026-11-20", 480, 870),
        ("2026年11月20日 14:30", "2026-11-20", None, 870),
        ("2026年11月20日（金）午後2時30分", "2026-11-20", None, 870),
        ("입력 2026.11.20 10:12", "2026-11-20", None, 612),
        ("2026.11.20. 오후 2:30", "2026-11-20", None, 870),
        ("2026년 11월 20일", "2026-11-20", None, None),
        ("20. November 2026, 14:30 Uhr", "2026-11-20", None, 870),
        ("Nov. 20, 2026 10:00 a.m. EST", "2026-11-20", -300, 600),
        ("November 20th, 2026 at 12:05 AM", "2026-11-20", None, 5),
        ("20 de noviembre de 2026", "2026-11-20", None, None),
        ("20 novembre 2026", "2026-11-20", None, None),
        ("20.11.2026", "2026-11-20", None, None),
        ("20/11/2026", "2026-11-20", None, None),
        ("2026-11", "2026-11", None, None),
        ("1795100000", "2026-11-19", 0, 893),
    ],
)
def test_dates_as_they_are_written(written: str, printed: str, offset: int | None, minute: int | None) -> None:
    stamp = parse(written)
    assert stamp is not None
    assert (stamp.printed, stamp.offset, stamp.minute) == (printed, offset, minute)


@pytest.mark.parametrize(
    "written", ["10/11/2026", "2026", "11/2026", "2026-02-30", "2026-13-01", "soon", "", "1889-01-01", "²²²²²²²²²²"]
)
def test_what_is_no_date_or_unclear_is_none(written: str) -> None:
    assert parse(written) is None


def test_json_ld_with_offset_is_trusted_and_keeps_the_printed_day() -> None:
    found = published(
        json_ld(datePublished="2026-11-21T01:10:00+09:00"), now=datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    )
    assert found == Published(
        datetime(2026, 11, 20, 16, 10, tzinfo=UTC), "2026-11-21", "+09:00", "minute", "json-ld", "high"
    )


def test_seconds_are_kept() -> None:
    assert published(meta("2026-11-20T14:30:39+01:00")).at == datetime(2026, 11, 20, 13, 30, 39, tzinfo=UTC)
    assert published(candidate=fed("2026-11-20T06:30:07+00:00")).at == datetime(2026, 11, 20, 6, 30, 7, tzinfo=UTC)


def test_a_time_element_near_the_headline_counts_and_one_far_off_does_not() -> None:
    near = published(near='<time datetime="2026-11-20T14:30:00+01:00">Friday</time>')
    assert (near.date, near.origin, near.trust) == ("2026-11-20", "time", "high")
    far = '<aside><time datetime="2026-11-01T08:00:00+01:00">1 Nov</time></aside>'
    html = f"<html><body><article><h1>Norrvind starts output</h1>{BODY * 3}</article>{far}</body></html>"
    result = read(html)
    assert isinstance(result, Article)
    assert result.published.origin != "time"


@pytest.mark.parametrize("value", ["2026-11-20", "2026-11-20T14:30:00", "2026-11-20T00:00:00+01:00"])
def test_a_day_or_a_clock_without_zone_is_a_day_of_medium_trust(value: str) -> None:
    assert published(meta(value)) == Published(None, "2026-11-20", None, "day", "meta", "medium")


@pytest.mark.parametrize(("country", "offset", "hour"), [("JP", "+09:00", 5), ("KR", "+09:00", 5), ("CN", "+08:00", 6)])
def test_a_country_of_one_zone_says_what_a_clock_means(country: str, offset: str, hour: int) -> None:
    found = published(meta("2026-11-20 14:30:00"), source={"country": country})
    assert found == Published(
        datetime(2026, 11, 20, hour, 30, tzinfo=UTC), "2026-11-20", offset, "minute", "meta", "medium"
    )


@pytest.mark.parametrize("country", ["US", "DE", None])
def test_other_countries_do_not(country: str | None) -> None:
    assert published(meta("2026-11-20 14:30:00"), source={"country": country}).at is None


def test_a_clock_and_the_feeds_moment_tell_the_offset_together() -> None:
    found = published(meta("2026-11-20T14:30:00"), candidate=fed("2026-11-20T06:30:00+00:00"))
    assert (found.at, found.offset, found.trust) == (datetime(2026, 11, 20, 6, 30, tzinfo=UTC), "+08:00", "medium")


def test_data_in_utc_and_a_printed_clock_give_the_printed_day() -> None:
    found = published(json_ld(datePublished="2026-11-19T17:10:00Z"), "<p class=d>2026年11月20日 01:10</p>")
    assert (found.at, found.date, found.offset) == (datetime(2026, 11, 19, 17, 10, tzinfo=UTC), "2026-11-20", "+08:00")


def test_the_more_precise_of_two_agreeing_statements_is_taken() -> None:
    found = published(json_ld(datePublished="2026-11-20") + meta("2026-11-20T09:15:00+01:00"))
    assert (found.origin, found.precision, found.trust) == ("meta", "minute", "high")


def test_the_feed_alone_is_of_medium_trust() -> None:
    found = published(candidate=fed("2026-11-20T06:30:00+00:00", "+08:00"))
    assert found == Published(
        datetime(2026, 11, 20, 6, 30, tzinfo=UTC), "2026-11-20", "+08:00", "minute", "feed", "medium"
    )


def test_a_sitemaps_date_is_named_so() -> None:
    assert published(candidate=fed("2026-11-20T06:30:00+00:00"), source={"kind": "sitemap"}).origin == "sitemap"


def test_a_feed_without_zone_names_no_moment() -> None:
    found = published(candidate=fed("2026-11-20T06:30:00+00:00", None))
    assert (found.at, found.date, found.precision) == (None, "2026-11-20", "day")


def test_a_witness_that_contradicts_lowers_trust() -> None:
    found = published(json_ld(datePublished="2026-11-20T14:30:00+01:00"), candidate=fed("2026-11-02T06:30:00+00:00"))
    assert (found.date, found.trust) == ("2026-11-20", "medium")
    assert published(meta("2026-11-20"), url="https://cells.example/2026/10/02/x").trust == "low"


def test_a_day_apart_is_no_contradiction() -> None:
    found = published(json_ld(datePublished="2026-11-20T23:30:00-08:00"), candidate=fed("2026-11-21T07:30:00+00:00"))
    assert found.trust == "high"


def test_neighbouring_days_of_two_moments_are_a_contradiction() -> None:
    morning = published(json_ld(datePublished="2026-11-19T18:19:00+01:00") + meta("2026-11-20T07:30:00+01:00"))
    assert (morning.date, morning.trust) == ("2026-11-19", "medium")


def test_of_two_moments_the_one_on_the_stated_day_is_taken() -> None:
    times = '<time datetime="2026-11-20T10:27:00+02:00">1</time> <time datetime="2026-11-19T20:10:00+02:00">2</time>'
    found = published(json_ld(datePublished="2026-11-19"), times)
    assert (found.date, found.at, found.trust) == (
        "2026-11-19", datetime(2026, 11, 19, 18, 10, tzinfo=UTC), "medium",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "shown", "day"),
    [
        ("2026-11-19T23:00:00Z", "<p>20 November 2026</p>", "2026-11-20"),
        ("2026-11-20T02:18:00Z", "<p>November 19, 2026</p>", "2026-11-19"),
        ("2026-11-20T23:40:00Z", "<p>20 November 2026</p>", "2026-11-20"),
    ],
)
def test_a_moment_in_utc_keeps_the_day_that_readers_see(moment: str, shown: str, day: str) -> None:
    found = published(json_ld(datePublished=moment), shown)
    assert (found.at, found.date, found.trust) == (datetime.fromisoformat(moment), day, "high")
    assert (found.offset is None) == (day != moment[:10])


def test_a_printed_day_that_no_zone_explains_is_a_contradiction() -> None:
    found = published(json_ld(datePublished="2026-11-20T08:00:00Z"), "<p>21 November 2026</p>")
    assert (found.date, found.trust) == ("2026-11-20", "medium")


@pytest.mark.parametrize(
    ("moment", "language", "trust"),
    [
        ("2026-11-20T12:00:00Z", "en", "high"),
        ("2026-11-20T21:30:00Z", "en", "high"),
        ("2026-11-20T23:30:00Z", "en", "medium"),
        ("2026-11-20T02:30:00Z", "en", "medium"),
        ("2026-11-20T02:30:00Z", "zh", "high"),
        ("2026-11-20T17:30:00Z", "zh", "medium"),
    ],
)
def test_a_moment_in_utc_whose_day_nobody_shows_is_trusted_where_it_has_one_day(
    moment: str, language: str, trust: str
) -> None:
    head = json_ld(datePublished=moment)
    html = f'<html lang="{language}"><head>{head}</head><body><h1>Norrvind starts output</h1>{BODY}</body></html>'
    result = read(html)
    assert isinstance(result, Article)
    assert result.published.trust == trust


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00+00:00", "0001-01-01", "1994-12-31", "0", "9999-12-31"])
def test_days_before_the_web_are_no_dates(value: str) -> None:
    assert published(meta(value)) == Published()


def test_the_day_of_change_is_weak_and_never_preferred() -> None:
    assert published(json_ld(dateModified="2026-11-20T14:30:00+01:00")).trust == "low"
    both = published(json_ld(datePublished="2026-11-18T08:00:00+01:00", dateModified="2026-11-20T14:30:00+01:00"))
    assert (both.date, both.trust) == ("2026-11-18", "high")
    assert (
        published(near="<p>Updated: 20 November 2026</p>", url="https://cells.example/2026/11/18/x").date
        == "2026-11-18"
    )


def test_published_after_its_last_change_is_doubtful() -> None:
    assert (
        published(json_ld(datePublished="2026-11-20T08:00:00+01:00", dateModified="2026-11-10T08:00:00+01:00")).trust
        == "medium"
    )


@pytest.mark.parametrize("value", ["2026-11-26T00:10:00+00:00", "2027-01-01", "2126-11-20T14:30:00+01:00"])
def test_the_future_is_dropped(value: str) -> None:
    assert published(meta(value)) == Published()
    assert published(meta(value), url="https://cells.example/2026/11/19/x").date == "2026-11-19"


@pytest.mark.parametrize(
    ("path", "date", "precision"),
    [
        ("2026/11/20/cells", "2026-11-20", "day"),
        ("20261120/cells", "2026-11-20", "day"),
        ("cells-2026-11-20", "2026-11-20", "day"),
        ("202611201430123456", "2026-11-20", "day"),
        ("2026/11/cells", "2026-11", "month"),
        ("article/20269999", None, "none"),
    ],
)
def test_the_address_is_a_weak_witness(path: str, date: str | None, precision: str) -> None:
    found = published(url=f"https://cells.example/{path}")
    assert (found.date, found.precision, found.at) == (date, precision, None)
    assert found.trust == ("low" if date else "none")


@pytest.mark.parametrize(
    "line",
    [
        "Published on November 20, 2026",
        "20. November 2026",
        "2026年11月20日",
        "입력 2026.11.20 10:12",
        "2026-11-20 | News",
        "Stand: 20.11.2026",
    ],
)
def test_a_line_near_the_headline_is_weak(line: str) -> None:
    assert published(near=f"<div class=info>{line}</div>") == Published(None, "2026-11-20", None, "day", "text", "low")


def test_nothing_is_invented() -> None:
    for near in ("<p>© 2026</p>", "<p>10/11/2026</p>", "<p>In 2025 the firm sold 2,026 tonnes.</p>"):
        assert published(near=near) == Published()
    assert published(near="<p>Today is Monday</p>", now=NOW) == Published()

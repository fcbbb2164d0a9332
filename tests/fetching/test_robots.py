"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
from faultserver import FaultServer, Route, bomb, hang, page, raw, redirect, reset, status, zipped
from fetching_helpers import QUICK, fetch_one, quick, reason, with_server
from voltwire.fetching import Fetcher
from voltwire.fetching.robots import read_rules
from voltwire.records import Rejected

FORBID = b"User-agent: *\nDisallow: /a\n"


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        (page(FORBID, content_type="text/plain"), "robots"),
        (page(b"User-agent: *\nDisallow: /b\n"), "FetchedPage"),
        (page(b"\xef\xbb\xbf" + FORBID), "robots"),
        (zipped(FORBID), "robots"),
        (page(b""), "FetchedPage"),
        (page(b"<html><h1>Not here</h1></html>"), "FetchedPage"),
        (page(b"\xff\xfe\x00binary\x80\n" * 1000), "FetchedPage"),
        (page(FORBID + b"# padding\n" * 100_000), "robots"),  # cut after 500 KiB, not refused
        (page(b"# padding\n" * 60_000 + FORBID), "FetchedPage"),
        (bomb(), "FetchedPage"),
        (redirect("/robots2.txt", 301), "robots"),
        (redirect("/robots.txt"), "FetchedPage"),  # round and round counts as no file
        (status(401), "FetchedPage"),
        (status(403), "FetchedPage"),
        (status(404), "FetchedPage"),
        (status(410), "FetchedPage"),
        (status(500), "robots_unreachable"),
        (status(503), "robots_unreachable"),
        (reset(), "robots_unreachable"),
        (raw(b"nonsense"), "robots_unreachable"),
        (redirect("file:///etc/hosts"), "robots_unreachable"),
        (redirect("http://10.0.0.1/robots.txt"), "private_address"),
    ],
)
def test_what_the_file_says(robots: Route, expected: str) -> None:
    assert reason(fetch_one({"/robots.txt": robots, "/robots2.txt": page(FORBID), "/a": page()})) == expected


def test_a_file_that_never_comes_forbids_everything_for_now() -> None:
    started = time.monotonic()
    answer = fetch_one({"/robots.txt": hang(), "/a": page()}, settings=quick(timeout_s=0.4))
    assert isinstance(answer, Rejected)
    assert (answer.reason, answer.temporary) == ("robots_unreachable", True)
    assert time.monotonic() - started < 10


def test_every_hop_is_asked_for() -> None:
    routes = {"/start": redirect("/a"), "/a": page(), "/robots.txt": page(FORBID)}
    assert reason(fetch_one(routes, "/start")) == "robots"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: voltwire\nDisallow: /\nUser-agent: *\nAllow: /", False),
        ("User-agent: VoltWire/2.0 (bot)\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Voltwire\nAllow: /", True),
        ("User-agent: volt\nDisallow: /", True),
        ("User-agent: voltwire-extra\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: voltwire\nDisallow: /news", False),
        ("User-agent: otherbot\nDisallow: /\n", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /*?id=", True),
        ("Disallow: /", True),
    ],
)
def test_whose_rules_count(text: str, allowed: bool) -> None:
    assert read_rules(text.encode()).allow("https://example.org/news/x.html") is allowed


def test_a_file_made_to_eat_memory_is_read_quickly() -> None:
    names = b"".join(b"User-agent: a%d\n" % n for n in range(14_000))
    rules = b"".join(b"Disallow: /%d\n" % n for n in range(18_000))
    started = time.process_time()
    assert read_rules(names + rules).allow("https://example.org/news")
    wild = read_rules(b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"*b")
    assert wild.allow("https://example.org/" + "a" * 4000)
    assert time.process_time() - started < 10


def test_the_file_is_asked_for_once_a_day() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    async def do(fetcher: Fetcher, server: FaultServer) -> list[int]:
        nonlocal moment
        counts = []
        for hours in (0, 1, 22, 2):
            moment += timedelta(hours=hours)
            pages = (fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key) for n in range(3))
            await asyncio.gather(*pages)
            counts.append(sum(request.path == "/robots.txt" for request in server.requests))
        return counts

    counts, _ = with_server({"/a": page()}, do, now=lambda: moment)
    assert counts == [1, 1, 1, 2]


def test_an_unreachable_file_is_not_asked_for_again_at_once() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    routes = {"/a": page(), "/robots.txt": status(500)}

    async def do(fetcher: Fetcher, server: FaultServer) -> list[str]:
        nonlocal moment
        found = [reason(await fetcher.fetch(server.url("/a"), private_host=server.key)) for _ in range(3)]
        server.routes["/robots.txt"] = status(404)
        moment += timedelta(minutes=3)
        return [*found, reason(await fetcher.fetch(server.url("/a"), private_host=server.key))]

    found, server = with_server(routes, do, now=lambda: moment)
    assert found == ["robots_unreachable"] * 3 + ["FetchedPage"]
    assert sum(request.path == "/robots.txt" for request in server.requests) == 2


def test_crawl_delay_is_kept_up_to_a_minute() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async def do(fetcher: Fetcher, server: FaultServer) -> None:
        for _ in range(2):
            await fetcher.fetch(server.url("/a"), private_host=server.key)

    with_server({"/a": page(), "/robots.txt": page(b"User-agent: *\nCrawl-delay: 3\n")}, do, QUICK, sleep=sleep)
    assert 2.9 < waited[-1] < 3.31
    with_server({"/a": page(), "/robots.txt": page(b"User-agent: *\nCrawl-delay: 9999\n")}, do, QUICK, sleep=sleep)
    assert 59.9 < waited[-1] < 66.1

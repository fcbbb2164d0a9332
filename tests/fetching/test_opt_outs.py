"""What publishers reserve is left alone, counted, and asked for once a day."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from faultserver import TDMREP, FaultServer, bomb, hang, page, redirect, reset, status
from fetching_helpers import QUICK, fetch_one, quick, reason, with_server
from hypothesis import given
from hypothesis import strategies as st
from voltwire.fetching import Fetcher
from voltwire.fetching.opt_outs import Places, read_places
from voltwire.records import Rejected

ALL_RESERVED = page(b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/policy"}]')


def test_the_file_of_a_host_reserves_its_documents() -> None:
    answer = fetch_one({"/a": page(), TDMREP: ALL_RESERVED})
    assert isinstance(answer, Rejected)
    assert (answer.reason, answer.temporary) == ("opted_out", False)
    assert "tdmrep.json" in answer.detail


def test_it_is_not_asked_for_where_the_operator_says_so() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> str:
        return reason(await fetcher.fetch(server.url("/a"), private_host=server.key))

    found, server = with_server({"/a": page(), TDMREP: ALL_RESERVED}, do, quick(respect_opt_outs=False))
    assert found == "FetchedPage"
    assert TDMREP not in [request.path for request in server.requests]


@pytest.mark.parametrize(
    "route",
    [status(404), status(403), status(500), page(b"<html>not found</html>"), page(b"[" * 100_000), bomb(), reset(),
     redirect("/elsewhere"), redirect("http://10.0.0.1/"), page(b"\xff\xfe"), page(b'{"location": "/"}'), hang()],
)  # fmt: skip
def test_a_file_that_says_nothing_reserves_nothing(route: object) -> None:
    assert reason(fetch_one({"/a": page(), TDMREP: route}, settings=quick(timeout_s=1.0))) == "FetchedPage"  # type: ignore[dict-item]


def test_it_is_asked_for_once_a_day_and_after_a_failure_in_an_hour() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    async def do(fetcher: Fetcher, server: FaultServer) -> list[int]:
        nonlocal moment
        counts = []
        for hours, route in (
            (0, status(500)),
            (0.5, status(500)),
            (1, status(404)),
            (23, status(404)),
            (2, status(404)),
        ):
            moment += timedelta(hours=hours)
            server.routes[TDMREP] = route
            await fetcher.fetch(server.url("/a"), private_host=server.key)
            counts.append(sum(request.path == TDMREP for request in server.requests))
        return counts

    assert with_server({"/a": page()}, do, QUICK, now=lambda: moment)[0] == [1, 1, 2, 2, 3]


def rules(*places: tuple[str, object]) -> Places:
    return read_places(json.dumps([{"location": path, "tdm-reservation": said} for path, said in places]).encode())


@pytest.mark.parametrize(
    ("places", "path", "reserved"),
    [
        ([("/", 1)], "/news/a", True),
        ([("/", 0)], "/news/a", False),
        ([("/", "1")], "/news/a", True),
        ([("/", 2)], "/news/a", False),
        ([("/", True)], "/news/a", False),
        ([("/news/", 1)], "/blog/a", False),
        ([("/news/free/", 0), ("/news/", 1)], "/news/free/a", False),
        ([("/news/", 1), ("/news/free/", 0)], "/news/free/a", True),
        ([("/*.pdf$", 1)], "/a/b.pdf", True),
        ([("/*.pdf$", 1)], "/a/b.pdf?x=1", False),
        ([("/*.pdf", 1)], "/a/b.pdf?x=1", True),
        ([("/a$", 1)], "/a", True),
        ([("/a$", 1)], "/ab", False),
        ([("/*/b*d$", 1)], "/a/bcd", True),
        ([("/*b*b$", 1)], "/ab", False),
        ([("*", 1)], "/", True),
        ([("/search?q=", 1)], "/search?q=x", True),
        ([("", 1)], "/a", True),
    ],
)
def test_the_first_place_that_fits_decides(places: list[tuple[str, object]], path: str, reserved: bool) -> None:
    assert rules(*places).reserve(f"https://example.org{path}") is reserved


def test_patterns_made_to_eat_time_do_not() -> None:
    assert not rules(("/" + "*a" * 50_000 + "$", 1)).reserve("https://example.org/" + "a" * 4000 + "b")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert isinstance(read_places(content).reserve("https://example.org/a"), bool)

"""Servers that never finish, send too much, too little or nonsense: each fetch ends in time, with its reason."""

from __future__ import annotations

import asyncio
import time

import pytest
from faultserver import (
    FaultServer,
    Route,
    bomb,
    chunked,
    drip_body,
    drip_head,
    endless,
    hang,
    in_thread,
    lying_length,
    once,
    page,
    raw,
    redirect,
    reset,
    zipped,
)
from fetching_helpers import QUICK, fetch_one, quick, reason, with_server
from voltwire.fetching import Fetcher
from voltwire.records import FetchedPage, Rejected

SHORT = quick(timeout_s=0.6)


@pytest.mark.parametrize("route", [drip_head(0.2), drip_body(0.2), hang()])
def test_the_wall_clock_ends_what_drips(route: Route) -> None:
    started = time.monotonic()
    answer = fetch_one({"/a": route}, settings=SHORT)
    assert reason(answer) == "timeout"
    assert 0.5 < time.monotonic() - started < 10


def test_redirects_share_one_time_limit() -> None:
    async def slowly(request: object, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.25)
        await redirect(f"/a?{time.monotonic_ns()}")(request, writer)  # type: ignore[arg-type]

    started = time.monotonic()
    assert reason(fetch_one({"/a": slowly}, settings=SHORT)) == "timeout"
    assert time.monotonic() - started < 10


def test_waiting_for_the_turn_is_not_counted() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        fetches = (fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key) for n in range(4))
        return list(await asyncio.gather(*fetches))

    answers, _ = with_server({"/a": page(delay_s=0.3)}, do, SHORT)
    assert all(isinstance(answer, FetchedPage) for answer in answers)


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (bomb(), "too_large"),
        (endless(), "too_large"),
        (page(b"x" * 1_000_001), "too_large"),
        (lying_length(10**15, b"x"), "too_large"),
        (lying_length(100, b"x" * 99), "connection"),
        (zipped(b"text " * 1000, cut=10), "bad_encoding"),
        (page(b"no gzip at all", Content_Encoding="gzip"), "bad_encoding"),
        (page(b"\x0b\x02\x80text\x03", Content_Encoding="br"), "bad_encoding"),
        (reset(), "connection"),
        (raw(b""), "connection"),
        (raw(b"220 mail.example ESMTP\r\n"), "connection"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n"), "connection"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "connection"),
    ],
)
def test_each_fault_has_its_reason(route: Route, expected: str) -> None:
    answer = fetch_one({"/a": route})
    assert reason(answer) == expected
    assert isinstance(answer, Rejected)
    assert answer.detail.isprintable()
    assert 0 < len(answer.detail) <= 200


def test_chunks_without_the_last_one_are_a_broken_connection() -> None:
    async def chunks():  # type: ignore[no-untyped-def]
        yield b"half an article"

    assert reason(fetch_one({"/a": chunked(chunks, end=False)})) == "connection"


def test_a_page_of_just_the_limit_is_whole() -> None:
    answer = fetch_one({"/a": zipped(b"x" * QUICK.max_bytes)})
    assert isinstance(answer, FetchedPage)
    assert len(answer.content) == QUICK.max_bytes


def test_a_bomb_costs_neither_time_nor_memory() -> None:
    started = time.process_time()
    assert reason(fetch_one({"/a": bomb(50_000_000)}, settings=quick(max_bytes=20_000_000))) == "too_large"
    assert time.process_time() - started < 10


def test_more_body_than_announced_is_cut_and_does_not_spoil_the_next_page() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        return [await fetcher.fetch(server.url(path), private_host=server.key) for path in ("/a", "/b")]

    more = lying_length(4, b"text and more of it", close=False)
    answers, _ = with_server({"/a": more, "/b": page(b"right")}, do)
    assert [answer.content for answer in answers if isinstance(answer, FetchedPage)] == [b"text", b"right"]


def test_a_kept_connection_that_died_is_replaced() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        return [await fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key) for n in range(2)]

    answers, server = with_server({"/a": once(page(b"1"), once(reset(), page(b"2")))}, do)
    assert [answer.content for answer in answers if isinstance(answer, FetchedPage)] == [b"1", b"2"]
    assert server.paths() == ["/a?0", "/a?1", "/a?1"]


def test_nobody_listening_is_a_failed_connection() -> None:
    async def main() -> object:
        async with FaultServer() as server:
            key = server.key
        async with Fetcher(QUICK) as fetcher:
            return await fetcher.fetch(f"{key}/a", private_host=key)

    answer = asyncio.run(main())
    assert isinstance(answer, Rejected)
    assert (answer.reason, answer.temporary) == ("connection", True)


def test_connections_are_kept_alive() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> None:
        for n in range(20):
            await fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key)

    _, server = with_server({"/a": page(), "/robots.txt": page(b"")}, do)
    assert server.connections == 1


def test_a_cancelled_fetch_frees_the_host() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> object:
        hanging = asyncio.create_task(fetcher.fetch(server.url("/hang"), private_host=server.key))
        await asyncio.sleep(0.1)
        assert server.paths() == ["/hang"]
        hanging.cancel()
        return await fetcher.fetch(server.url("/a"), private_host=server.key)

    answer, _ = with_server({"/hang": hang(), "/a": page()}, do)
    assert isinstance(answer, FetchedPage)


def test_the_fault_server_also_serves_from_a_thread() -> None:
    async def main(server: FaultServer) -> object:
        async with Fetcher(QUICK) as fetcher:
            return await fetcher.fetch(server.url("/a"), private_host=server.key)

    with in_thread({"/a": page(b"text"), "/hang": hang()}) as server:
        answer = asyncio.run(main(server))
    assert isinstance(answer, FetchedPage)
    assert answer.content == b"text"


def test_a_fetcher_outside_its_block_is_a_bug() -> None:
    with pytest.raises(RuntimeError):
        asyncio.run(Fetcher(QUICK).fetch("http://127.0.0.1/"))

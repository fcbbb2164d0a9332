"""One request at a time per host, pauses between them, many hosts at once, state that does not grow."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from faultserver import FaultServer, hang, page, status
from fetching_helpers import QUICK, quick, reason, with_server
from voltwire.fetching import Fetcher
from voltwire.fetching.failures import Refused
from voltwire.fetching.pacing import Lane, Pacing
from voltwire.fetching.recent import Recent


def test_one_request_at_a_time_per_host() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> None:
        await asyncio.gather(
            *(fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key) for n in range(10)),
        )

    _, server = with_server({"/a": page(delay_s=0.02)}, do)
    assert server.most_at_once == 1
    assert server.paths() == [f"/a?{n}" for n in range(10)]


@asynccontextmanager
async def servers(count: int, fetcher: Fetcher) -> AsyncIterator[list[FaultServer]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(FaultServer({"/a": page(delay_s=0.3)})) for _ in range(count)]


@pytest.mark.parametrize(("connections", "least_s", "most_s"), [(16, 0.3, 1.4), (2, 0.9, 1.75)])
def test_hosts_are_asked_in_parallel_up_to_the_limit(connections: int, least_s: float, most_s: float) -> None:
    async def main() -> float:
        async with Fetcher(quick(connections=connections)) as fetcher, servers(6, fetcher) as hosts:
            started = time.monotonic()
            answers = await asyncio.gather(
                *(fetcher.fetch(host.url("/a"), private_host=host.key) for host in hosts),
            )
            assert {reason(answer) for answer in answers} == {"FetchedPage"}
            return time.monotonic() - started

    assert least_s <= asyncio.run(main()) < most_s


def test_the_pause_counts_from_the_end_of_one_request_to_the_start_of_the_next() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> None:
        for n in range(3):
            await fetcher.fetch(server.url(f"/a?{n}"), private_host=server.key)

    _, server = with_server({"/a": page(delay_s=0.1)}, do, quick(delay_s=0.2))
    pauses = [after.at - end for end, after in zip(server.ended, server.requests[1:], strict=False)]
    assert len(pauses) == 4, "robots.txt, tdmrep.json, three pages"
    assert all(0.18 < pause < 1.0 for pause in pauses)


def test_retry_after_is_waited_for_when_short_and_refused_when_long() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        return [await fetcher.fetch(server.url(path), private_host=server.key) for path in ("/1", "/2", "/3", "/4")]

    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    routes = {"/1": status(503, Retry_After="5"), "/2": page(), "/3": status(429, Retry_After="600"), "/4": page()}
    answers, server = with_server(routes, do, sleep=sleep)
    assert [reason(a) for a in answers] == ["server_error", "FetchedPage", "rate_limited", "rate_limited"]  # type: ignore[arg-type]
    assert 4.5 < waited[0] <= 5
    assert "/4" not in server.paths()
    assert 590 < answers[3].retry_after_s <= 600  # type: ignore[attr-defined]


def test_a_silent_host_is_left_alone_after_some_tries() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[object]:
        return [await fetcher.fetch(server.url(f"/hang?{n}"), private_host=server.key) for n in range(7)]

    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(round(seconds / 1.05))  # up to a tenth is left to chance

    routes = {"/hang": hang(), "/robots.txt": page(b"")}
    answers, server = with_server(routes, do, quick(timeout_s=0.05), sleep=sleep)
    assert {reason(a) for a in answers} == {"timeout"}  # type: ignore[arg-type]
    assert waited == [1, 2, 4, 8]
    assert len(server.paths()) == 5
    assert answers[6].retry_after_s > 60  # type: ignore[attr-defined]


def test_pauses_grow_with_refusals_and_slowness_and_shrink_again() -> None:
    lane = Lane()
    assert lane.pause_s(0.0) == 0.0
    for _ in range(3):
        lane.asked(0.0)
        lane.answered(0.1, 429, None)
    assert lane.pause_s(1.0) == 4.0
    for _ in range(20):
        lane.answered(0.1, 503, None)
    assert lane.pause_s(1.0) == 60.0
    for _ in range(10):
        lane.answered(0.1, 200, None)
    assert lane.pause_s(0.0) == 0.0
    for _ in range(2):
        lane.answered(0.1, 500, None)
    assert lane.pause_s(0.0) == 2.0
    for _ in range(10):
        lane.answered(0.1, 404, None)
    assert lane.pause_s(0.0) == 0.0
    for _ in range(9):
        lane.answered(5.0, 200, None)
    assert 4.5 < lane.pause_s(1.0) <= 5.0


def test_lanes_are_forgotten_unless_in_use_or_closed() -> None:
    moment = 0.0

    async def no_sleep(seconds: float) -> None:
        return None

    async def main() -> tuple[int, int]:
        nonlocal moment
        pacing = Pacing(0.0, clock=lambda: moment, sleep=no_sleep, rng=random.Random(1))
        for n in range(1000):
            async with pacing.turn(f"http://{n}:80") as lane:
                if n == 0:
                    lane.asked(moment)
                    lane.answered(moment, 503, 86400.0)
        before = len(pacing._lanes)
        moment = 4000.0
        async with pacing.turn("http://held:80"):
            moment = 8000.0
            with pytest.raises(Refused):
                async with pacing.turn("http://0:80"):
                    pass
            return before, len(pacing._lanes)

    assert asyncio.run(main()) == (1000, 2)


def test_recent_drops_what_is_not_asked_for() -> None:
    moment = 0.0
    kept: Recent[list[int]] = Recent(list, keep_s=10.0, clock=lambda: moment, busy=lambda item: item == [1])
    kept.get("a").append(1)
    kept.get("b")
    moment = 5.0
    kept.get("c").append(3)
    moment = 12.0
    assert kept.drop_unused() == [[]]
    assert kept.get("a") == [1]
    moment = 50.0
    assert kept.drop_unused() == [[3]]
    assert len(kept) == 1
    assert kept.drop_all() == [[1]]


def test_many_hosts_leave_little_behind() -> None:
    async def main() -> tuple[int, ...]:
        async with Fetcher(QUICK) as fetcher:
            await asyncio.gather(*(fetcher.fetch(f"http://10.0.{n // 250}.{n % 250}/") for n in range(500)))
            tools = fetcher._tools
            assert tools is not None
            lanes, transport = tools.pacing._lanes, tools.asker._transport
            before = len(lanes)
            tools.pacing._lanes._clock = lambda: asyncio.get_running_loop().time() + 7200
            lanes.drop_unused()
            return before, len(lanes), len(transport._lines)  # type: ignore[attr-defined]

    assert asyncio.run(main()) == (500, 0, 0)

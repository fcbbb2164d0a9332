"""Whose turn it is: one request at a time per host, with pauses that grow when the host is slow or asks for it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from .failures import Refused
from .recent import Recent

LONGEST_CRAWL_DELAY_S = 60.0
LONGEST_WAIT_S = 60.0
"""A host that wants to be left alone for longer is not waited for: what is asked of it is refused until then."""
SLOW_ANSWER_S = 1.0
LONGEST_SLOWNESS_S = 30.0
FIRST_PENALTY_S = 1.0
LONGEST_PENALTY_S = 60.0
MOST_SILENCES = 5
"""So many requests in a row without any answer, and the host is left alone for a while: a dead host with hundreds of
candidates must not cost a time-out each."""
FIRST_SILENCE_S = 120.0
LONGEST_SILENCE_S = 3600.0
_JITTER = 0.1
_KEEP_S = 3600.0
_ASKS_FOR_PAUSE = (429, 503)


@dataclass(slots=True)
class Lane:
    """What is known of one host's patience. Moments are on the clock of `Pacing`."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0  # who has the turn or waits for it
    free_at: float = 0.0
    closed_until: float = 0.0
    closed_by: Refused | None = None  # why it is closed: the host's own Retry-After, or its silence
    crawl_delay_s: float = 0.0
    latency_s: float = 0.0  # smoothed time to an answer
    penalty_s: float = 0.0  # grows with every 429, server error and silence, shrinks with every other answer
    asked_at: float = 0.0
    waiting: bool = False  # a request is out and no answer came yet
    silences: int = 0  # requests in a row without an answer

    def asked(self, clock_s: float) -> None:
        """A request is being sent."""
        self.asked_at = clock_s
        self.waiting = True

    def answered(self, clock_s: float, status: int, retry_after_s: float | None) -> None:
        """Learns from the headers of an answer."""
        latency_s = clock_s - self.asked_at
        self.waiting = False
        self.silences = 0
        self.latency_s = (self.latency_s + latency_s) / 2 if self.latency_s else latency_s
        if status in _ASKS_FOR_PAUSE:
            self.closed_until = clock_s + (retry_after_s or 0.0)
            self.closed_by = Refused("rate_limited", "the host asked for a pause", status=status)
        if status in _ASKS_FOR_PAUSE or status >= 500:
            self._suffer()
        else:
            self.penalty_s = self.penalty_s / 2 if self.penalty_s > FIRST_PENALTY_S / 2 else 0.0

    def _suffer(self) -> None:
        self.penalty_s = min(max(2 * self.penalty_s, FIRST_PENALTY_S), LONGEST_PENALTY_S)

    def failed(self, clock_s: float, refused: Refused) -> None:
        """Learns from a request that ended badly; only one without any answer says something about the host."""
        if not self.waiting or refused.reason in ("private_address", "bad_address"):
            return
        self.silences += 1
        self._suffer()
        if self.silences >= MOST_SILENCES:
            doublings = min(self.silences - MOST_SILENCES, 10)
            self.closed_until = clock_s + min(FIRST_SILENCE_S * 2.0**doublings, LONGEST_SILENCE_S)
            detail = f"no answer {self.silences} times in a row, the last: {refused.detail}"
            self.closed_by = Refused(refused.reason, detail)

    def pause_s(self, delay_s: float) -> float:
        """Seconds between the end of one request and the start of the next, `delay_s` being the least."""
        slowness_s = min(self.latency_s, LONGEST_SLOWNESS_S) if self.latency_s >= SLOW_ANSWER_S else 0.0
        return max(delay_s, self.crawl_delay_s, slowness_s, self.penalty_s)


class Pacing:
    """Hands out turns by host key. `clock` gives monotonic seconds, `rng` up to 10 % more pause."""

    def __init__(
        self,
        delay_s: float,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
        rng: random.Random,
    ) -> None:
        self._delay_s = delay_s
        self._clock = clock
        self._sleep = sleep
        self._rng = rng
        self._lanes: Recent[Lane] = Recent(
            Lane, keep_s=_KEEP_S, clock=clock, busy=lambda lane: lane.users > 0 or lane.closed_until > clock()
        )

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Lane]:
        """Waits until `host` may be asked and keeps everybody else from it meanwhile; callers come in order.

        Raises Refused when the host is to be left alone for longer than one waits: it asked for that, or is silent.
        """
        self._lanes.drop_unused()
        lane = self._lanes.get(host)
        lane.users += 1
        try:
            async with lane.lock:
                await self._wait(lane)
                try:
                    yield lane
                finally:
                    pause_s = lane.pause_s(self._delay_s) * (1 + _JITTER * self._rng.random())
                    lane.free_at = self._clock() + pause_s
        finally:
            lane.users -= 1

    def slow_down(self, host: str, crawl_delay_s: float | None) -> None:
        """Sets the pause that robots.txt asks for; None: it asks for none."""
        self._lanes.get(host).crawl_delay_s = min(crawl_delay_s or 0.0, LONGEST_CRAWL_DELAY_S)

    async def _wait(self, lane: Lane) -> None:
        now_s = self._clock()
        closed_s = lane.closed_until - now_s
        if closed_s > LONGEST_WAIT_S and lane.closed_by is not None:
            why = lane.closed_by
            detail = f"{why.detail}; left alone for {closed_s:.0f} s more"
            raise Refused(why.reason, detail, status=why.status, retry_after_s=closed_s, asked=False)
        wait_s = max(closed_s, lane.free_at - now_s)
        if wait_s > 0:
            await self._sleep(wait_s)


class Place:
    """One document's place among those held at once (`room` None: there is no bound)."""

    def __init__(self, room: asyncio.Semaphore | None) -> None:
        self._room = room
        self._taken = False

    async def take(self) -> None:
        """Waits for a place, unless it has one."""
        if self._room is not None and not self._taken:
            await self._room.acquire()
            self._taken = True

    def free(self) -> None:
        """Gives the place back, if it has one."""
        if self._room is not None and self._taken:
            self._room.release()
            self._taken = False


class Allowance:
    """The seconds one document may take on the network; waiting for a host's turn is not spent from it."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.whole_s = seconds
        self.left_s = seconds
        self._clock = clock

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Spends while inside; raises Refused with timeout when nothing is left."""
        started = self._clock()
        try:
            async with asyncio.timeout(self.left_s):
                yield
        except TimeoutError as error:
            raise Refused("timeout", f"not complete within {self.whole_s:g} s") from error
        finally:
            self.left_s = max(0.0, self.left_s - (self._clock() - started))

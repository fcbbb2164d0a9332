"""The door of this room: what is shared by all fetches, and how one is asked for."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from ..records import FetchedPage, NotModified, Rejected
from ..settings import FetchingSettings
from .addresses import Resolver
from .asking import Asker
from .connections import CheckedTransport
from .failures import Refused
from .journey import Journey, Tools
from .opt_outs import keep_places
from .pacing import Pacing, Place
from .recent import Asked
from .robots import Robots


def utc_now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


class Fetcher:
    """Fetches documents over http and https; an async context manager, used within one event loop.

    Parallel over hosts (`settings.connections` at once), one request at a time per host. What it learns of hosts
    (pauses, robots rules, connections) lives as long as the fetcher, and is forgotten when a host is not met again.
    `now` dates pages, robots rules and Retry-After; `sleep` waits between requests; `rng` varies those waits.
    """

    def __init__(
        self,
        settings: FetchingSettings,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        rng: random.Random | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._rng = rng or random.Random()
        self._tools: Tools | None = None

    async def __aenter__(self) -> Self:
        settings, clock = self._settings, asyncio.get_running_loop().time
        transport = CheckedTransport(Resolver(clock), longest_use_s=settings.timeout_s, clock=clock)
        self._tools = Tools(
            settings=settings,
            now=self._now,
            clock=clock,
            asker=Asker(transport, settings.user_agent, settings.timeout_s),
            pacing=Pacing(settings.delay_s, clock=clock, sleep=self._sleep, rng=self._rng),
            robots=Robots(now=self._now, clock=clock),
            places=Asked(keep_places, now=self._now, clock=clock),
            slots=asyncio.Semaphore(settings.connections),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tools, self._tools = self._tools, None
        if tools is not None:
            await tools.asker.close()

    async def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        private_host: str | None = None,
        room: asyncio.Semaphore | None = None,
    ) -> FetchedPage | NotModified | Rejected:
        """The document at `url`, or why there is none; expected failures are never raised.

        `etag` and `last_modified` are validators of an earlier answer: NotModified is possible only with them.
        `private_host` (as `urls.host_key` writes it) may have a non-public address; every other host of every hop
        must not. The network gets `timeout_s` for everything from names to the last byte, robots.txt and redirects
        included, and once a day five seconds for a host's tdmrep.json; waiting for the host's turn comes on top of it.

        `room` bounds how many documents are held at once: a place is taken when the host's turn has come, not while
        it is waited for, and is the caller's to give back when a FetchedPage comes out.
        """
        if self._tools is None:
            raise RuntimeError("a Fetcher fetches only inside `async with`")
        validators = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
        sent = {name: value for name, value in validators.items() if value}
        place, document = Place(room), None
        try:
            document = await Journey(self._tools, url, sent, private_host, place).document()
            return document
        except Refused as refused:
            return refused.as_rejected(url)
        finally:
            if not isinstance(document, FetchedPage):
                place.free()

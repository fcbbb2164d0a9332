"""How the tests of this folder fetch."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from faultserver import FaultServer, Route
from voltwire.fetching import Fetcher
from voltwire.records import FetchedPage, NotModified, Rejected
from voltwire.settings import FetchingSettings

QUICK = FetchingSettings(delay_s=0.0, timeout_s=2.0, max_bytes=1_000_000)
T = TypeVar("T")
Answer = FetchedPage | NotModified | Rejected


def quick(**changes: Any) -> FetchingSettings:
    return dataclasses.replace(QUICK, **changes)


def with_server(
    routes: dict[str, Route],
    do: Callable[[Fetcher, FaultServer], Awaitable[T]],
    settings: FetchingSettings = QUICK,
    **options: Any,
) -> tuple[T, FaultServer]:
    """Runs `do` with a fetcher and a server; returns its result and the server, whose notes can be read."""

    async def main() -> tuple[T, FaultServer]:
        async with FaultServer(routes) as server, Fetcher(settings, **options) as fetcher:
            return await do(fetcher, server), server

    return asyncio.run(main())


def fetch_one(routes: dict[str, Route], path: str = "/a", settings: FetchingSettings = QUICK, **asked: Any) -> Answer:
    """What one fetch of `path` brings, the server's address being allowed."""

    async def do(fetcher: Fetcher, server: FaultServer) -> Answer:
        return await fetcher.fetch(server.url(path), private_host=server.key, **asked)

    return with_server(routes, do, settings)[0]


def reason(answer: Answer) -> str:
    """The reason of a rejection; for anything else its kind, so that a failing test shows it."""
    return answer.reason if isinstance(answer, Rejected) else type(answer).__name__

"""One request to one address: nothing is followed, nothing is remembered, everything is bounded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import cast

import httpx

from .failures import Refused, refusing
from .unpacking import Unpacker

ACCEPT = (
    b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,"
    b"application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
)


_SHORT_BYTES = 16_384
_SHORT_S = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and, for status 200 alone, the unpacked content."""

    status: int
    headers: httpx.Headers
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much content is taken. Beyond it the request is refused, or the content cut when `cut` says so."""

    max_bytes: int
    cut: bool = False


class Asker:
    """Sends requests through `transport`, each of whose operations may take `timeout_s`.

    The transport is used without a client around it: a client keeps cookies, and builds the next request from a
    stranger's Location header even when told not to follow it.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport, user_agent: str, timeout_s: float) -> None:
        self._transport = transport
        self._timeout = httpx.Timeout(timeout_s).as_dict()
        self._headers = {
            b"User-Agent": " ".join(user_agent.split()).encode(),
            b"Accept": ACCEPT,
            b"Accept-Encoding": b"gzip",
        }

    async def ask(
        self,
        address: str,
        headers: Mapping[str, str],
        bounds: Bounds,
        *,
        private: bool,
        heard: Callable[[Answer], None],
    ) -> Answer:
        """Asks for `address`; tells `heard` of the answer as soon as status and headers are there, without content.

        `private` allows a non-public address. Raises Refused for whatever goes wrong before the content is complete.
        """
        with refusing():
            extensions = {"timeout": self._timeout, "private": private}
            request = httpx.Request("GET", address, headers=self._headers | sendable(headers), extensions=extensions)
            response = await self._transport.handle_async_request(request)
            try:
                heard(Answer(response.status_code, response.headers))
                if response.status_code == 200:
                    return Answer(200, response.headers, await _content(response, bounds))
                await _pass_over(response)
                return Answer(response.status_code, response.headers)
            finally:
                await response.aclose()

    async def close(self) -> None:
        """Closes all connections."""
        await self._transport.aclose()


def sendable(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    """Headers without those that cannot be sent: what a server once gave as its ETag is a stranger's text."""
    return {
        name.encode("ascii"): value.encode("ascii")
        for name, value in headers.items()
        if value and value.isascii() and value.isprintable()
    }


async def _content(response: httpx.Response, bounds: Bounds) -> bytes:
    unpacker = Unpacker(response.headers.get("content-encoding", ""), bounds.max_bytes)
    announced = response.headers.get("content-length", "")
    if not bounds.cut and announced.isdigit() and int(announced[:20]) > bounds.max_bytes:
        raise _too_large(bounds)
    chunks = cast(AsyncGenerator[bytes, None], response.aiter_raw())
    async with aclosing(chunks):
        async for chunk in chunks:
            unpacker.feed(chunk)
            if unpacker.full:
                if bounds.cut:
                    return unpacker.content()
                raise _too_large(bounds)
    return unpacker.finish()


async def _pass_over(response: httpx.Response) -> None:
    """Reads a short body to its end, so that the connection can be used again; leaves any other."""
    if int(response.headers.get("content-length", "")[:20] or _SHORT_BYTES) < _SHORT_BYTES:
        with suppress(TimeoutError, httpx.HTTPError):
            async with asyncio.timeout(_SHORT_S):
                async for _ in response.aiter_raw():
                    pass


def _too_large(bounds: Bounds) -> Refused:
    return Refused("too_large", f"more than {bounds.max_bytes:,} bytes")

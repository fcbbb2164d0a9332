"""A small HTTP server on loopback that misbehaves on purpose, on real sockets.

    async with FaultServer({"/a": page(b"text"), "/slow": drip_body(0.2)}) as server:
        ... server.url("/a"), server.key, server.requests ...

    with in_thread({"/a": page(b"text")}) as server:      # for tests that have no event loop
        ...

A route is an async function of the request and the writer; what it does to the socket is up to it. `/robots.txt` is
404 unless a route says otherwise.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
import threading
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # with its query
    headers: Mapping[str, str]  # lower-case names
    at: float  # time.monotonic()
    connection: int  # number of the connection it came over, from 1


TDMREP = "/.well-known/tdmrep.json"
Route = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class FaultServer:
    """Serves `routes` (path without query → route) at 127.0.0.1; another `host` of loopback may be given."""

    routes: dict[str, Route] = field(default_factory=dict)
    host: str = "127.0.0.1"
    port: int = 0  # 0: a free one
    tls: ssl.SSLContext | None = None
    slams: bool = False  # hangs up on whoever connects, before a word is said
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0  # requests under way at the same time
    ended: list[float] = field(default_factory=list)  # when answers were complete, time.monotonic()
    _at_once: int = 0

    @property
    def key(self) -> str:
        """The host key of `voltwire.urls.host_key`."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def url(self, path: str) -> str:
        return self.key + path

    def paths(self) -> list[str]:
        """Paths asked for, in order, without robots.txt and tdmrep.json."""
        return [request.path for request in self.requests if request.path not in ("/robots.txt", TDMREP)]

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._accept, self.host, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def stop_listening(self) -> None:
        """From now on connections are refused; the port stays what it was."""
        self._server.close()

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            if self.slams:
                writer.transport.abort()
            await self._serve(reader, writer, self.connections)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            return  # the client left, or the test is over
        finally:
            self._tasks.discard(task)
            writer.transport.abort() if writer.is_closing() else writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        while not writer.is_closing():
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.strip().split("\r\n")
            method, path, _ = first.split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            request = Request(method, path, headers, time.monotonic(), number)
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            try:
                await self.routes.get(path.partition("?")[0], status(404))(request, writer)
                if not writer.is_closing():
                    await writer.drain()
            finally:
                self._at_once -= 1
                self.ended.append(time.monotonic())


@contextlib.contextmanager
def in_thread(routes: dict[str, Route], **options: object) -> Iterator[FaultServer]:
    """The server in a thread with a loop of its own."""
    server = FaultServer(routes, **options)  # type: ignore[arg-type]  # options are its fields
    started, loop = threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        async with server:
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    started.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def head(status_code: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status_code} Word", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def page(
    content: bytes = b"<html><p>text</p></html>",
    *,
    status_code: int = 200,
    content_type: str = "text/html; charset=utf-8",
    delay_s: float = 0.0,
    **headers: str,
) -> Route:
    """A well-behaved answer; header names are given with underscores."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(delay_s)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        length = {"Content-Length": str(len(content))}
        writer.write(head(status_code, {"Content-Type": content_type, **length, **named}) + content)

    return route


def status(code: int, **headers: str) -> Route:
    return page(b"", status_code=code, **headers)


def redirect(to: str, code: int = 302, content: bytes = b"moved") -> Route:
    return page(content, status_code=code, Location=to)


def zipped(content: bytes, *, cut: int = 0, more: bytes = b"") -> Route:
    """gzip; without its last `cut` bytes, or with `more` behind it."""
    packed = gzip.compress(content)
    return page(packed[: len(packed) - cut] + more, Content_Encoding="gzip")


def drip_head(pause_s: float) -> Route:
    """One byte of the headers at a time, for ever."""
    return repeated(b"HTTP/1.1 200 OK\r\nX-Drip: ", b"x", pause_s)


def drip_body(pause_s: float) -> Route:
    """One byte of the body at a time, for ever."""
    return repeated(head(200, {"Content-Type": "text/html", "Content-Length": "100000"}), b"x", pause_s)


def hang() -> Route:
    """Takes the request and never says a word."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3600)

    return route


def endless() -> Route:
    """A body in chunks as fast as it is taken, without an end."""

    async def chunks() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65536

    return chunked(chunks)


def bomb(unpacked_bytes: int = 50_000_000) -> Route:
    """Zeros, packed a thousand to one."""

    async def chunks() -> AsyncIterator[bytes]:
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        for _ in range(unpacked_bytes // 1_000_000):
            if packed := packer.compress(bytes(1_000_000)):
                yield packed
        yield packer.flush()

    return chunked(chunks, Content_Encoding="gzip")


def chunked(chunks: Callable[[], AsyncIterator[bytes]], *, end: bool = True, **headers: str) -> Route:
    """A chunked body; without `end` the connection closes before the last chunk."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        writer.write(head(200, {"Content-Type": "text/html", "Transfer-Encoding": "chunked", **named}))
        async for chunk in chunks():
            writer.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            await writer.drain()
        if end:
            writer.write(b"0\r\n\r\n")
        else:
            writer.close()

    return route


def lying_length(announced: int, content: bytes, *, close: bool = True) -> Route:
    """A body that is longer or shorter than its Content-Length."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {"Content-Type": "text/html", "Content-Length": str(announced)}) + content)
        await writer.drain()
        if close:
            writer.close()

    return route


def raw(answer: bytes) -> Route:
    """These bytes, whatever they are, and the end of the connection."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        writer.close()

    return route


def repeated(start: bytes, piece: bytes, pause_s: float = 0.0) -> Route:
    """`start`, then `piece` again and again, for ever."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return route


def reset(after: bytes = b"") -> Route:
    """Hangs up without an answer, or after a part of one; the bytes get time to arrive, which a reset would undo."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(after)
        await writer.drain()
        await asyncio.sleep(0.05 if after else 0)
        writer.transport.abort()

    return route


def once(first: Route, then: Route) -> Route:
    """`first` for the first request, `then` for all others."""
    routes = iter([first])

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        await next(routes, then)(request, writer)

    return route


def validated(etag: str, modified: str, content: bytes) -> Route:
    """304 when asked with either validator, the content otherwise."""

    async def route(request: Request, writer: asyncio.StreamWriter) -> None:
        asked = (request.headers.get("if-none-match"), request.headers.get("if-modified-since"))
        same = etag == asked[0] or modified == asked[1]
        answer = status(304) if same else page(content, ETag=etag, Last_Modified=modified)
        await answer(request, writer)

    return route

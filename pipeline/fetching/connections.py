"""Connections to checked addresses, kept alive per host."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from .addresses import Resolver
from .failures import reason_of
from .recent import Recent

_KEEPALIVE_S = 20.0
_LIMITS = httpx.Limits(max_connections=4, max_keepalive_connections=1, keepalive_expiry=_KEEPALIVE_S)
_BROKEN = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)


@dataclass(slots=True)
class _Line:
    """The connections to one host."""

    transport: httpx.AsyncHTTPTransport | None = None
    address: str = ""  # the last one that answered
    used: bool = False  # an answer came through this transport, so a kept connection may be in it


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends each request to an address of its host that was checked just before.

    The host name stays in the Host header and is what the certificate is verified for. Connections belong to one
    scheme, name and port: sharing them by address would show one site's certificate for another. The extension
    `private` of a request allows non-public addresses. `longest_use_s` bounds one request; connections unused for
    longer are closed.
    """

    def __init__(self, resolver: Resolver, *, longest_use_s: float, clock: Callable[[], float]) -> None:
        self._resolver = resolver
        self._lines: Recent[_Line] = Recent(_Line, keep_s=longest_use_s + _KEEPALIVE_S, clock=clock)
        self._certificates: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._close(self._lines.drop_unused())
        host = request.url.raw_host.decode("ascii")
        addresses = await self._resolver.addresses(host, private=bool(request.extensions.get("private")))
        line = self._lines.get(f"{request.url.scheme}://{host}:{request.url.port}")
        if line.address in addresses:
            addresses = [line.address, *(address for address in addresses if address != line.address)]
        for address in addresses[:-1]:
            try:
                return await self._send(request, host, address, line, share=len(addresses))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if reason_of(error) == "tls":
                    raise
        return await self._send(request, host, addresses[-1], line, share=len(addresses))

    async def aclose(self) -> None:
        await self._close(self._lines.drop_all())
        self._resolver.close()

    async def _send(self, request: httpx.Request, host: str, address: str, line: _Line, share: int) -> httpx.Response:
        """One try; one more on a fresh connection when a kept one turns out to be dead."""
        pinned = _pinned(request, host, address, share)
        try:
            response = await self._transport(line, request.url.scheme).handle_async_request(pinned)
        except _BROKEN:
            if not line.used:
                raise
            await self._close([line])
            response = await self._transport(line, request.url.scheme).handle_async_request(pinned)
        line.address, line.used = address, True
        return response

    def _transport(self, line: _Line, scheme: str) -> httpx.AsyncHTTPTransport:
        if line.transport is None:
            verify = self._verification() if scheme == "https" else _NO_CERTIFICATES
            line.transport = httpx.AsyncHTTPTransport(verify=verify, trust_env=False, limits=_LIMITS)
            line.used = False
        return line.transport

    def _verification(self) -> ssl.SSLContext:
        """The certificates to trust: SSL_CERT_FILE and SSL_CERT_DIR where the operator sets them, else certifi's.

        Made at the first https address: it costs some 20 ms.
        """
        if self._certificates is None:
            self._certificates = httpx.create_ssl_context()
        return self._certificates

    async def _close(self, lines: list[_Line]) -> None:
        for line in lines:
            if line.transport is not None:
                await line.transport.aclose()
                line.transport = None


# http needs no certificates; this context trusts none, so it could not connect by mistake either
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _pinned(request: httpx.Request, host: str, address: str, share: int) -> httpx.Request:
    """The request to `address` instead of its host; connecting may take its share of the time."""
    timeout = dict(request.extensions.get("timeout", {}))
    if timeout.get("connect") is not None:
        timeout["connect"] /= share
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "timeout": timeout, "sni_hostname": host},
    )

"""A certificate is verified for the name that was asked for, although the connection goes to an address."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest
from faultserver import FaultServer, page
from fetching_helpers import QUICK, reason
from voltwire.fetching import Fetcher
from voltwire.fetching.addresses import Resolver
from voltwire.records import FetchedPage, Rejected

CERTIFICATES = Path(__file__).parent / "certificates"


@pytest.fixture(autouse=True)
def own_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))


def server_with(certificate: str) -> FaultServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    return FaultServer({"/a": page()}, tls=context)


def fetch_from(certificate: str, *hosts: str) -> tuple[list[object], FaultServer]:
    async def main() -> tuple[list[object], FaultServer]:
        async with server_with(certificate) as server, Fetcher(QUICK) as fetcher:
            keys = [f"https://{host}:{server.port}" for host in hosts]
            return [await fetcher.fetch(f"{key}/a", private_host=key) for key in keys], server

    return asyncio.run(main())


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_good_certificate(host: str) -> None:
    answers, _ = fetch_from("good", host)
    assert isinstance(answers[0], FetchedPage)


@pytest.mark.parametrize(
    ("certificate", "said"), [("selfsigned", "self"), ("expired", "expired"), ("elsewhere", "mismatch")]
)
def test_a_bad_certificate_fails(certificate: str, said: str) -> None:
    answers, server = fetch_from(certificate, "localhost")
    assert isinstance(answers[0], Rejected)
    assert answers[0].reason == "tls"
    assert not answers[0].temporary
    assert said in answers[0].detail
    assert server.requests == []


def test_a_connection_is_not_shared_with_another_name_at_the_same_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Resolver, "_look_up", lambda self, host: ["127.0.0.1"])
    answers, _ = fetch_from("good", "localhost", "bank.example", "localhost")
    assert [reason(answer) for answer in answers] == ["FetchedPage", "tls", "FetchedPage"]  # type: ignore[arg-type]


def test_plain_http_where_tls_is_expected() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async def main() -> object:
        server = await asyncio.start_server(refuse, "127.0.0.1", 0)
        async with server, Fetcher(QUICK) as fetcher:
            key = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            return await fetcher.fetch(f"{key}/a", private_host=key)

    assert reason(asyncio.run(main())) == "tls"  # type: ignore[arg-type]

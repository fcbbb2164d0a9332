"""Only public addresses are connected to, except at the one host that may be private."""

from __future__ import annotations

import asyncio
import socket

import pytest
from faultserver import FaultServer, page, redirect
from fetching_helpers import QUICK, reason, with_server
from voltwire.fetching import Fetcher, addresses
from voltwire.fetching.addresses import Resolver, is_public
from voltwire.fetching.failures import Refused
from voltwire.records import FetchedPage


def words(text: str) -> list[str]:
    return text.split()


CLOSED = words("""0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:10::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1
    5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost 127.1""")
OPEN = words("""1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 100.63.0.1 192.167.1.1 223.255.255.255
    2606:4700::1111 2a00:1450:4001::1 2400:cb00::1 ::ffff:8.8.8.8 64:ff9b::808:808""")


@pytest.mark.parametrize("address", CLOSED)
def test_these_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_these_are_public(address: str) -> None:
    assert is_public(address)


SPELLINGS = words("""127.0.0.1 127.0.0.1. 127.1 127.0.1 127.255.255.254 0 0.0.0.0 2130706433 017700000001 0x7f000001
    0x7f.1 0x7F.0x0.0x0.0x1 0177.0.0.1 0177.0.0.01 127.000.000.001 localhost LOCALHOST localhost. １２７.０.０.１
    ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 ｌｏｃａｌｈｏｓｔ %31%32%37.0.0.1 %6cocalhost user@127.0.0.1
    example.org:80@127.0.0.1 example.org%40@127.0.0.1 [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
    [::127.0.0.1] [::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::]
    [2001:0:7f00:1::] [fe80::1] [fe80::1%25lo] [fe80::1%lo] [::1%lo] [fd00::1] [fec0::1] [ff02::1] [::]
    10.0.0.1 167772161 0xa000001 012.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 3232235521 0xc0.0xa8.0.1
    100.64.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 [::ffff:169.254.169.254]
    [fd00:ec2::254] 169.254.170.2 100.100.100.200 192.0.0.192 198.18.0.1 224.0.0.1 255.255.255.255""")


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> str:
        user, at, name = host.rpartition("@")
        return reason(await fetcher.fetch(f"http://{user}{at}{name}:{server.port}/a"))

    found, server = with_server({"/a": page()}, do)
    assert found in ("private_address", "bad_address")
    assert server.connections == 0


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_leads_there_either(host: str) -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> str:
        location = f"http://{host}:{server.port + 1}/b".encode().decode("latin-1")
        server.routes["/a"] = redirect(location)
        return reason(await fetcher.fetch(server.url("/a"), private_host=server.key))

    found, server = with_server({}, do)
    assert found in ("private_address", "bad_address", "redirects")
    assert server.paths() == ["/a"]


def test_what_is_connected_to_is_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is checked and this machine a moment later: nothing of this machine is reached.

    127.0.0.2 stands for the public address; each asking of the resolver gives the next answer.
    """
    answers = iter(["127.0.0.2", "127.0.0.1"])
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.2")
    monkeypatch.setattr(Resolver, "_look_up", lambda self, host: [next(answers)])

    async def do(fetcher: Fetcher, server: FaultServer) -> tuple[object, FaultServer]:
        async with FaultServer({"/a": page(b"public")}, host="127.0.0.2", port=server.port) as public:
            return await fetcher.fetch(f"http://rebind.example:{server.port}/a"), public

    (answer, public), inside = with_server({"/a": page(b"private")}, do)
    assert isinstance(answer, FetchedPage)
    assert answer.content == b"public"
    assert public.paths() == ["/a"]
    assert inside.connections == 0
    assert list(answers) == ["127.0.0.1"], "the name was asked for once"


def test_permission_is_for_one_host_alone() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[str]:
        url, by_name = server.url("/a"), f"http://localhost:{server.port}"
        return [
            reason(await fetcher.fetch(url, private_host=server.key)),
            reason(await fetcher.fetch(url)),  # although a connection is open and the rules are known
            reason(await fetcher.fetch(url, private_host=by_name)),
            reason(await fetcher.fetch(f"{by_name}/a", private_host=by_name)),
        ]

    found, _ = with_server({"/a": page()}, do)
    assert found == ["FetchedPage", "private_address", "private_address", "FetchedPage"]


def test_a_refusal_is_no_memory_for_those_who_may() -> None:
    async def do(fetcher: Fetcher, server: FaultServer) -> list[str]:
        hosts = [None] * 7 + [server.key]
        return [reason(await fetcher.fetch(server.url("/a"), private_host=host)) for host in hosts]

    found, _ = with_server({"/a": page()}, do)
    assert found == ["private_address"] * 7 + ["FetchedPage"]


def test_a_redirect_to_another_private_host_is_refused() -> None:
    async def main() -> tuple[str, list[str]]:
        async with FaultServer({"/b": page()}) as other, Fetcher(QUICK) as fetcher:
            async with FaultServer({"/a": redirect(other.url("/b"))}) as server:
                answer = await fetcher.fetch(server.url("/a"), private_host=server.key)
            return reason(answer), [request.path for request in other.requests]

    assert asyncio.run(main()) == ("private_address", [])


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "/a", "ftp://example.org/", "file:///etc/passwd", "javascript:1", "http://", "http:///a", "http://[::1",
        "http://]/", "http://a..b/", f"http://{'a' * 64}.example/", f"http://{'a.' * 130}example/", "http://a b/",
        "http://a:99999/", "http://a:0/", "http://a:x/", "http://999.1.1.1/", "http://0177.0.0.1/",
        "http://\x00/", "http://%00/", "http://-a/",
        "http://xn--/", "http://☃.example/", "http://a\ud800/", "http://a@/", "http://[fe80::1%25eth0]/",
        "http://example.org/" + "a" * 5000,
    ],
)  # fmt: skip
def test_bad_addresses_are_told_so(url: str) -> None:
    async def main() -> object:
        async with Fetcher(QUICK) as fetcher:
            return await fetcher.fetch(url)

    assert reason(asyncio.run(main())) == "bad_address"  # type: ignore[arg-type]


def test_an_unknown_name_is_a_failure_of_dns() -> None:
    async def main() -> object:
        async with Fetcher(QUICK) as fetcher:
            return await fetcher.fetch("http://no-such-host.invalid/")

    assert reason(asyncio.run(main())) == "dns"  # type: ignore[arg-type]


def answers(*addresses: str) -> list[tuple[object, ...]]:
    families = {True: socket.AF_INET6, False: socket.AF_INET}
    return [(families[":" in a], socket.SOCK_STREAM, 6, "", (a, 0)) for a in addresses]


def resolve(*addresses: str, private: bool = False) -> list[str]:
    async def main() -> list[str]:
        resolver = Resolver(asyncio.get_running_loop().time, lambda *_, **__: answers(*addresses))
        try:
            return await resolver.addresses("example.org", private=private)
        finally:
            resolver.close()

    return asyncio.run(main())


def test_of_mixed_answers_only_public_ones_are_tried() -> None:
    assert resolve("10.0.0.1", "8.8.8.8", "::1") == ["8.8.8.8"]
    assert resolve("10.0.0.1", private=True) == ["10.0.0.1"]
    with pytest.raises(Refused, match="private_address"):
        resolve("10.0.0.1", "fe80::1")
    with pytest.raises(Refused, match="dns"):
        resolve()


def test_both_families_are_tried_early_and_not_for_ever() -> None:
    six = [f"2606:4700::{n}" for n in range(1, 9)]
    assert resolve(*six, "8.8.8.8") == [six[0], "8.8.8.8", six[1], six[2]]


def test_names_are_remembered_for_a_while() -> None:
    asked: list[str] = []

    def lookup(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return answers("8.8.8.8")

    async def main() -> None:
        moment = 0.0
        resolver = Resolver(lambda: moment, lookup)
        for moment in (0.0, 59.0, 61.0, 70.0, 1000.0):  # noqa: B007  # read by the clock
            await resolver.addresses("example.org", private=False)
        resolver.close()

    asyncio.run(main())
    assert len(asked) == 3


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Resolver, "_look_up", lambda self, host: ["127.0.0.99", "127.0.0.1"])

    async def do(fetcher: Fetcher, server: FaultServer) -> object:
        key = f"http://two.example:{server.port}"
        return await fetcher.fetch(f"{key}/a", private_host=key)

    answer, server = with_server({"/a": page()}, do)
    assert isinstance(answer, FetchedPage)
    assert {request.headers["host"] for request in server.requests} == {f"two.example:{server.port}"}

"""From a host name to addresses that may be connected to.

What is checked is the very address that is then connected to, so a name cannot answer differently the second time,
and every spelling of an address (decimal, octal, hexadecimal) ends in the same check.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, zip_longest
from typing import Any

from .failures import Refused
from .recent import Recent

MOST_TRIED = 4
"""Addresses of one host that are tried for one request."""
_KEEP_S = 60.0
_THREADS = 16

# is_global alone is not enough: it differs between Python versions and lets multicast and embedded addresses pass
_CLOSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            "224.0.0.0/3",
        ),
    )
)
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_6 = [
    ipaddress.IPv6Network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")  # the first holds Teredo
]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Lookup = Callable[..., Sequence[tuple[Any, ...]]]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; False for what is no address.

    Addresses that carry an IPv4 address (mapped, NAT64) are judged by it; 6to4 and Teredo, which may lead anywhere,
    are not public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is None:
            return ip in _OPEN_6 and not any(ip in network for network in _CLOSED_6)
        ip = inner
    return not any(ip in network for network in _CLOSED_4)


class Resolver:
    """Looks names up in threads of its own, so that a hanging name server holds up nothing else; keeps answers 60 s."""

    def __init__(self, clock: Callable[[], float], lookup: Lookup = socket.getaddrinfo) -> None:
        self._clock = clock
        self._lookup = lookup
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="voltwire-dns")
        self._known: Recent[tuple[float, list[str]]] = Recent(lambda: (0.0, []), keep_s=_KEEP_S, clock=clock)

    async def addresses(self, host: str, *, private: bool) -> list[str]:
        """The addresses of `host` to try, in order: at most four, both families early.

        `private` allows non-public ones. Raises Refused with private_address when nothing public is left, and what
        the resolver raises.
        """
        found = await self._all(host)
        allowed = found if private else [address for address in found if is_public(address)]
        if not found:
            raise Refused("dns", f"{host} has no address", unsent=True)
        if not allowed:
            where = host if host == str(found[0]) else f"{host} is {found[0]}, which"
            raise Refused("private_address", f"{where} is not a public address", unsent=True)
        return _both_families_early(allowed)[:MOST_TRIED]

    def close(self) -> None:
        """Lets the threads go; a lookup under way ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _all(self, host: str) -> list[str]:
        if _is_ip(host):
            return [host]
        self._known.drop_unused()
        asked_at, known = self._known.get(host)
        if known and self._clock() - asked_at < _KEEP_S:
            return known
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, self._look_up, host)
        self._known.put(host, (self._clock(), found))
        return found

    def _look_up(self, host: str) -> list[str]:
        answers = self._lookup(host, None, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _both_families_early(addresses: Iterable[str]) -> list[str]:
    """Alternates between families, keeping the resolver's order: when one is broken here, the other comes soon."""
    first: list[str] = []
    other: list[str] = []
    for address in addresses:
        same = not first or (":" in address) == (":" in first[0])
        (first if same else other).append(address)
    return [a for a in chain.from_iterable(zip_longest(first, other)) if a is not None]

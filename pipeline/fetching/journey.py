"""The way of one document: hop by hop, asking at each host's robots.txt first; the order of a fetch is written here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ..records import FetchedPage, NotModified
from ..regex import regex
from ..settings import FetchingSettings
from ..urls import host_key, request_url, resolve
from .asking import Answer, Asker, Bounds
from .failures import Refused, reason_of_status
from .opt_outs import (
    TDMREP_BYTES,
    TDMREP_PATH,
    TDMREP_S,
    Places,
    read_places,
    reservation,
)
from .pacing import Allowance, Lane, Pacing, Place
from .recent import Asked
from .retry import read_retry_after
from .robots import AGENT, LARGEST_BYTES, MOST_REDIRECTS, Robots, Rules, read_rules

_GONE = 410
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_CHARSET = regex(r"""charset\s*=\s*["']?([^\s;"',]+)""", re.IGNORECASE)
_ROBOTS_BOUNDS = Bounds(LARGEST_BYTES, cut=True)


@dataclass(frozen=True, slots=True)
class Tools:
    """What all journeys share."""

    settings: FetchingSettings
    now: Callable[[], datetime]
    clock: Callable[[], float]
    asker: Asker
    pacing: Pacing
    robots: Robots
    places: Asked[Places]
    slots: asyncio.Semaphore


class Journey:
    """From one address to its document. Everything it does ends in a record or in `Refused`."""

    def __init__(
        self,
        tools: Tools,
        url: str,
        validators: Mapping[str, str],
        private_host: str | None,
        place: Place,
    ) -> None:
        self._tools = tools
        self._url = url
        self._validators = validators
        self._private_host = private_host
        self._place = place
        self._allowance = Allowance(tools.settings.timeout_s, tools.clock)

    async def document(self) -> FetchedPage | NotModified:
        """Follows redirects to the document."""
        address = request_url(self._url)
        if address is None:
            raise Refused("bad_address", "no usable http or https address")
        bounds = Bounds(self._tools.settings.max_bytes)
        passed = [address]
        permanent = True
        while True:
            await self._check_robots(address)
            await self._check_places(address)
            answer = await self._ask(address, self._validators, bounds, self._place)
            target = _target(address, answer)
            if target is None:
                return self._document(address, answer, moved=permanent and len(passed) > 1)
            self._place.free()
            permanent = permanent and answer.status in _PERMANENT
            if target in passed:
                raise Refused("redirects", f"leads back to {target}", status=answer.status)
            if len(passed) > self._tools.settings.max_redirects:
                raise Refused("redirects", f"more than {len(passed) - 1} redirects", status=answer.status)
            passed.append(target)
            address = target

    def _document(self, address: str, answer: Answer, *, moved: bool) -> FetchedPage | NotModified:
        if answer.status == 304 and self._validators:
            return NotModified(self._url, moved_to=address if moved else None)
        if answer.status != 200:
            raise Refused(
                reason_of_status(answer.status),
                "HTTP 410: gone for good" if answer.status == _GONE else f"HTTP {answer.status}",
                status=answer.status,
                retry_after_s=self._retry_after(answer),
            )
        self._check_reservation(answer)
        headers = answer.headers
        content_type, charset = _content_type(headers.get("content-type", ""))
        return FetchedPage(
            requested_url=self._url,
            final_url=address,
            content=answer.content,
            fetched_at=self._tools.now(),
            status=answer.status,
            content_type=content_type,
            charset=charset,
            etag=headers.get("etag") or None,
            last_modified=headers.get("last-modified") or None,
            moved_to=address if moved else None,
        )

    def _check_reservation(self, answer: Answer) -> None:
        if not self._tools.settings.respect_opt_outs:
            return
        headers = answer.headers
        reserved = reservation(
            headers.get_list("tdm-reservation"), headers.get_list("x-robots-tag"), answer.content, AGENT
        )
        if reserved:
            raise Refused("opted_out", reserved, status=answer.status)

    async def _check_places(self, address: str) -> None:
        """Raises Refused when the host's tdmrep.json reserves the address."""
        if self._tools.settings.respect_opt_outs:
            host = host_key(address)
            places = await self._tools.places.get(host, partial(self._load_places, host))
            if places.reserve(address):
                raise Refused("opted_out", f"{TDMREP_PATH} reserves it")

    async def _load_places(self, host: str) -> Places:
        """What the host reserves; one that gives no answer, or another than 200, reserves nothing there."""
        patience = Allowance(min(TDMREP_S, self._allowance.whole_s), self._tools.clock)
        bounds = Bounds(TDMREP_BYTES)
        try:
            answer = await self._ask(host + TDMREP_PATH, {}, bounds, Place(None), patience)
        except Refused:
            return Places(answered=False)
        return read_places(answer.content) if answer.status == 200 else Places(answered=answer.status < 500)

    async def _check_robots(self, address: str) -> None:
        """Raises Refused unless the robots.txt of the address's host allows it."""
        host = host_key(address)
        rules = await self._tools.robots.rules(host, partial(self._load_rules, host))
        self._tools.pacing.slow_down(host, rules.crawl_delay_s)
        if not rules.allow(address):
            raise Refused("robots", "robots.txt forbids it")

    async def _load_rules(self, host: str) -> Rules | Refused:
        """The host's rules, or the refusal to remember; raises one that says little about the host itself."""
        generous = self._allowance.left_s >= self._allowance.whole_s / 2
        try:
            return await self._ask_rules(host)
        except Refused as refused:
            left_alone = refused.retry_after_s is not None
            if left_alone or refused.reason == "private_address" or (refused.reason == "timeout" and not generous):
                raise
            if refused.unsent:  # no name, no connection: the page itself would fail in the same way
                return refused
            return Refused("robots_unreachable", f"robots.txt: {refused.detail}")

    async def _ask_rules(self, host: str) -> Rules | Refused:
        address = f"{host}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._ask(address, {}, _ROBOTS_BOUNDS, Place(None))
            target = _target(address, answer)
            if target is None:
                return self._rules_of(answer)
            address = target
        return Rules()  # RFC 9309, 2.3.1.2: too many redirects count as no file

    def _rules_of(self, answer: Answer) -> Rules | Refused:
        if 500 <= answer.status <= 599:
            detail = f"robots.txt: HTTP {answer.status}"
            wait_s = self._retry_after(answer)
            return Refused("robots_unreachable", detail, status=answer.status, retry_after_s=wait_s)
        return read_rules(answer.content) if answer.status == 200 else Rules()

    async def _ask(
        self,
        address: str,
        headers: Mapping[str, str],
        bounds: Bounds,
        place: Place,
        allowance: Allowance | None = None,
    ) -> Answer:
        """One request, when it is the host's turn, the document has a place and a slot is free."""
        tools, host = self._tools, host_key(address)
        async with tools.pacing.turn(host) as lane:
            await place.take()
            async with tools.slots:
                lane.asked(tools.clock())
                try:
                    async with (allowance or self._allowance).running():
                        private = host == self._private_host
                        heard = partial(self._heard, lane)
                        return await tools.asker.ask(address, headers, bounds, private=private, heard=heard)
                except Refused as refused:
                    lane.failed(tools.clock(), refused)
                    raise

    def _heard(self, lane: Lane, answer: Answer) -> None:
        lane.answered(self._tools.clock(), answer.status, self._retry_after(answer))

    def _retry_after(self, answer: Answer) -> float | None:
        return read_retry_after(answer.headers.get("retry-after"), self._tools.now())


def _target(address: str, answer: Answer) -> str | None:
    """Where the answer leads; None when it does not. Raises Refused when that is no http(s) address."""
    location = answer.headers.get("location") if answer.status in _REDIRECTS else None
    if not location:
        return None
    target = request_url(resolve(address, location))
    if target is None:
        raise Refused("redirects", f"leads to {location}, which is no http address", status=answer.status)
    return target


def _content_type(header: str) -> tuple[str | None, str | None]:
    """Media type in lower case without parameters, and the charset as named; None for what is missing."""
    charset = _CHARSET.search(header)
    return header.partition(";")[0].strip().lower() or None, charset[1] if charset else None

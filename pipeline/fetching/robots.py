"""What robots.txt allows (RFC 9309), and for how long that is remembered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

from ..regex import regex
from .failures import Refused
from .recent import Recent

AGENT = "voltwire"
LARGEST_BYTES = 500 * 1024
MOST_REDIRECTS = 5
_KEEP = timedelta(hours=24)
_KEEP_FAILURE = timedelta(minutes=2)
_KEEP_UNUSED_S = 6 * 3600.0

_AGENT_LINE = regex(r"(\s*user[ -]?agent\s*[:\s]\s*)([^#]*)", re.IGNORECASE)
_TOKEN = regex(r"[a-z_-]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host for us. Without a file everything is allowed."""

    file: Protego | None = None
    crawl_delay_s: float | None = None

    def allow(self, url: str) -> bool:
        return self.file is None or bool(self.file.can_fetch(url, AGENT))


def read_rules(content: bytes) -> Rules:
    """The rules in a robots.txt; never raises, nonsense allows everything."""
    text = content[:LARGEST_BYTES].decode("utf-8-sig", "replace")
    file = Protego.parse("\n".join(map(_for_us_or_others, text.splitlines())))
    return Rules(file, file.crawl_delay(AGENT))


def _for_us_or_others(line: str) -> str:
    """A User-agent line with the name made `voltwire`, `*` or `other`; any other line as it is.

    The parser keeps a copy of each rule for each name of a group: thousands of names and thousands of rules would
    fill the memory. It also takes a name for ours that ours merely begins with.
    """
    found = _AGENT_LINE.match(line)
    if found is None:
        return line
    name = found[2].strip().lower()
    token = _TOKEN.match(name)
    ours = token is not None and token[0] == AGENT
    return f"User-agent: {AGENT if ours else '*' if name == '*' else 'other'}"


@dataclass(slots=True)
class _Known:
    """What is known of one host; `lock` is held while it is being asked."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    verdict: Rules | Refused = Rules()
    stale_at: datetime | None = None  # None: not asked yet


class Robots:
    """The rules by host, read once in 24 hours; that a host could not be asked is remembered for two minutes."""

    def __init__(self, *, now: Callable[[], datetime], clock: Callable[[], float]) -> None:
        self._now = now
        self._known: Recent[_Known] = Recent(
            _Known, keep_s=_KEEP_UNUSED_S, clock=clock, busy=lambda known: known.lock.locked()
        )

    async def rules(self, host: str, load: Callable[[], Awaitable[Rules | Refused]]) -> Rules:
        """The rules of `host`, from memory or by `load`, which one caller at a time runs.

        A Refused that `load` returns is remembered and raised, now and from memory; one that it raises is not kept.
        """
        self._known.drop_unused()
        known = self._known.get(host)
        async with known.lock:
            if known.stale_at is None or self._now() >= known.stale_at:
                known.verdict = await load()
                known.stale_at = self._now() + (_KEEP if isinstance(known.verdict, Rules) else _KEEP_FAILURE)
            verdict = known.verdict
        if isinstance(verdict, Refused):
            raise verdict.again()
        return verdict

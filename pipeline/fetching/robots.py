"""What robots.txt allows (RFC 9309), and for how long that is remembered."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from ..regex import regex
from .failures import Refused
from .recent import Asked

AGENT = "voltwire"
LARGEST_BYTES = 500 * 1024
MOST_REDIRECTS = 5
_KEEP = timedelta(hours=24)
_KEEP_FAILURE = timedelta(minutes=2)

_AGENT_LINE = regex(r"(\s*user[ -]?agent\s*[:\s]\s*)([^#]*)", re.IGNORECASE)
_TOKEN = regex(r"[a-z_-]+")
_MARK = regex(rb"\A\xef(?:\xbb\xbf?)?")  # UTF-8's byte order mark, or half of it
_RULE = regex(r"\s*(?:user|allow|di|crawl)", re.IGNORECASE)  # "di": misspelt Disallows, which the parser knows


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host for us. Without a file everything is allowed."""

    file: Protego | None = None
    crawl_delay_s: float | None = None

    def allow(self, url: str) -> bool:
        return self.file is None or bool(self.file.can_fetch(url, AGENT))


def read_rules(content: bytes) -> Rules:
    """The rules in a robots.txt; never raises, nonsense allows everything."""
    text = _MARK.sub(b"", content[:LARGEST_BYTES], count=1).decode("utf-8", "replace")
    # The parser lets a line that it does not know close the list of agents; RFC 9309, 2.2.4, does not.
    lines = [line for line in text.splitlines() if _RULE.match(line)]
    file = Protego.parse("\n".join(map(_for_us_or_others, lines)))
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


class Robots:
    """The rules by host, read once in 24 hours; that a host could not be asked is remembered for two minutes."""

    def __init__(self, *, now: Callable[[], datetime], clock: Callable[[], float]) -> None:
        self._asked: Asked[Rules | Refused] = Asked(
            lambda verdict: _KEEP if isinstance(verdict, Rules) else _KEEP_FAILURE, now=now, clock=clock
        )

    async def rules(self, host: str, load: Callable[[], Awaitable[Rules | Refused]]) -> Rules:
        """The rules of `host`, from memory or by `load`, which one caller at a time runs.

        A Refused that `load` returns is remembered and raised, now and from memory; one that it raises is not kept.
        """
        verdict = await self._asked.get(host, load)
        if isinstance(verdict, Refused):
            raise verdict.again()
        return verdict

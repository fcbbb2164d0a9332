"""Reservations of text and data mining: a host's file, a document's headers, meta elements in its head.

Known: the TDM Reservation Protocol (`/.well-known/tdmrep.json`; `tdm-reservation: 1`, as header or meta) and `noai` in
X-Robots-Tag or in the robots meta element. `noindex` speaks of search engines and is no reservation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from ..regex import regex

_HEAD_BYTES = 65536
_META = regex(rb"<meta\b([^>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = regex(rb"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG_AGENT = regex(r"\s*([a-z0-9_-]+)\s*:(.*)", re.IGNORECASE)

TDMREP_PATH = "/.well-known/tdmrep.json"
TDMREP_BYTES = 200_000
TDMREP_S = 5.0
"""A host that does not say in this time what it reserves is taken at its documents' word."""
TDMREP_KEEP = timedelta(hours=24)
TDMREP_KEEP_FAILURE = timedelta(hours=1)
_MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Places:
    """What a host's tdmrep.json says: patterns of paths in its order, and whether each is reserved."""

    rules: tuple[tuple[str, bool], ...] = ()
    answered: bool = True  # False: the host could not be asked, and will be soon again

    def reserve(self, url: str) -> bool:
        """Whether the first pattern that fits the address reserves it."""
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return next((reserved for pattern, reserved in self.rules if _fits(pattern, path)), False)


def keep_places(places: Places) -> timedelta:
    """How long they are remembered."""
    return TDMREP_KEEP if places.answered else TDMREP_KEEP_FAILURE


def read_places(content: bytes) -> Places:
    """The places in a tdmrep.json; never raises, nonsense reserves nothing."""
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        return Places()
    rules = (given if isinstance(given, list) else [])[:_MOST_PLACES]
    return Places(tuple(
        (rule["location"], str(rule["tdm-reservation"]) == "1")
        for rule in rules
        if isinstance(rule, dict) and isinstance(rule.get("location"), str) and "tdm-reservation" in rule
    ))  # fmt: skip


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says: `*` is any run of characters, `$` at its end the end of the path."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(others, 1):
        last = whole and number == len(others)
        found = path.rfind(piece) if last else path.find(piece, at)
        if found < at or (last and found + len(piece) < len(path)):
            return False
        at = found + len(piece)
    return bool(others) or not whole or at == len(path)


def reservation(tdm_headers: Iterable[str], robots_headers: Iterable[str], content: bytes, agent: str) -> str | None:
    """What reserves the document's rights, in words; None when nothing does.

    `tdm_headers` and `robots_headers` are the values of `tdm-reservation` and `X-Robots-Tag`; rules there that name
    another agent than `agent` are not for us.
    """
    if any(value.strip() == "1" for value in tdm_headers):
        return "header tdm-reservation: 1"
    if any(_says_noai(value, agent) for value in robots_headers):
        return "header X-Robots-Tag: noai"
    return _in_meta(content[:_HEAD_BYTES], agent.encode("ascii"))


def _says_noai(header: str, agent: str) -> bool:
    """A name followed by a colon says whom the rules after it are for, until the next such name."""
    ours = True
    for rule in header.split(","):
        named = _TAG_AGENT.fullmatch(rule)
        if named and named[1].lower() not in ("unavailable_after", "max-snippet", "max-image-preview"):
            ours = named[1].lower() == agent
            rule = named[2]
        if ours and rule.strip().lower() == "noai":
            return True
    return False


def _in_meta(head: bytes, agent: bytes) -> str | None:
    lower = head.lower()
    if b"tdm-reservation" not in lower and b"noai" not in lower:
        return None
    for found in _META.finditer(head):
        attributes = {
            m[1].lower(): (m[2] or m[3] or m[4] or b"").strip().lower() for m in _ATTRIBUTE.finditer(found[1])
        }
        name, said = attributes.get(b"name"), attributes.get(b"content", b"")
        if name == b"tdm-reservation" and said == b"1":
            return 'meta tdm-reservation "1"'
        if name in (b"robots", agent) and b"noai" in [word.strip() for word in said.split(b",")]:
            return 'meta robots "noai"'
    return None

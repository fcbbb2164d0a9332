"""Reservations of text and data mining that come with a document: headers, and meta elements in its head.

Known: the TDM Reservation Protocol (`tdm-reservation: 1`, as header or meta) and `noai` in X-Robots-Tag or in the
robots meta element. `noindex` speaks of search engines and is no reservation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..regex import regex

_HEAD_BYTES = 65536
_META = regex(rb"<meta\b([^>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = regex(rb"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG_AGENT = regex(r"\s*([a-z0-9_-]+)\s*:(.*)", re.IGNORECASE)


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

"""Addresses that pages lead to. What strangers wrote becomes a link only when it is http or https. Pure."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from ..regex import regex

_WHOLE = 90
"""A sentence up to this many characters stands in a text fragment as a whole; of a longer one, both ends."""
_WORDS = 5
_CHARACTERS = 12
_UNSPACED = regex(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def href(url: str | None) -> str | None:
    """The address when a browser may be sent there, else None."""
    if url is None or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
        reachable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if reachable else None


def at_sentence(url: str | None, sentence: str) -> str | None:
    """The publisher's page, opened at the sentence by browsers that know text fragments; None for no such address."""
    address = href(url)
    told = " ".join(sentence.split())
    if address is None or not told:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:text={_fragment(told)}"


def _fragment(sentence: str) -> str:
    if len(sentence) <= _WHOLE:
        return _quoted(sentence)
    if _UNSPACED.search(sentence):
        return f"{_quoted(sentence[:_CHARACTERS])},{_quoted(sentence[-_CHARACTERS:])}"
    words = [word[:_WHOLE] for word in sentence.split()]
    return f"{_quoted(' '.join(words[:_WORDS]))},{_quoted(' '.join(words[-_WORDS:]))}"


def _quoted(text: str) -> str:
    """Percent-encoded; a hyphen means something in a fragment, too."""
    return quote(text, safe="", errors="replace").replace("-", "%2D")


def entity_path(entity_id: str) -> str:
    return f"/entity/{quote(entity_id, safe=':')}"


def host_of(url: str | None) -> str:
    """The host of an address, for people; nothing when it has none."""
    address = href(url)
    return (urlsplit(address).hostname or "") if address else ""

"""What an edit changed in a text, sentence by sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ..regex import regex

_ENDS = regex(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_MOST = 2_000
"""More sentences than this are not compared: the time would grow with the square of their number."""


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that came, went, or (kept) stand around them; `kept` runs hold their ends alone."""

    kind: Literal["kept", "removed", "added"]
    text: str


def changes(before: str, after: str) -> list[Change] | None:
    """What turned one text into the other; None when they are too long to be compared."""
    old, new = _sentences(before), _sentences(after)
    if max(len(old), len(new)) > _MOST:
        return None
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change("kept", _edges(old[a:b])))
            continue
        if a < b:
            found.append(Change("removed", " ".join(old[a:b])))
        if c < d:
            found.append(Change("added", " ".join(new[c:d])))
    return found


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _ENDS.split(text) if sentence.strip()]


def _edges(sentences: list[str]) -> str:
    return " ".join(sentences) if len(sentences) <= 2 else f"{sentences[0]} … {sentences[-1]}"

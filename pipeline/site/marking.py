"""Texts cut into pieces where names stand, and made fit to be shown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from ..regex import regex

_CJK = regex(r"[\u3040-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
# Control characters, half of a surrogate pair, and marks that would turn the direction of what follows.
_UNSHOWABLE = regex(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: plain (label None) or a mention. `gloss` is the usual English name of a linked name that is
    written in Chinese, Japanese or Korean; "" otherwise."""

    text: str
    label: str | None = None
    entity_id: str | None = None
    name: str = ""
    gloss: str = ""


def shown(text: object, most: int = 0) -> str:
    """A text without characters that no page may carry; cut to `most` characters when that is above 0."""
    plain = _UNSHOWABLE.sub("\ufffd", "" if text is None else str(text))
    return plain if not most or len(plain) <= most else plain[:most].rstrip() + " …"


def pieces(text: str, mentions: Iterable[Mapping[str, Any]], offset: int = 0, most: int = 0) -> list[Piece]:
    """`text` as a chain of pieces.

    Mentions carry start_char and end_char in the coordinates of a larger text in which `text` begins at `offset`;
    those outside are left alone. `most` above 0 cuts long texts.
    """
    end = min(len(text), most) if most else len(text)
    found = list(_cut(text, mentions, offset, end))
    if end < len(text):
        found.append(Piece(" …"))
    return found


def _cut(text: str, mentions: Iterable[Mapping[str, Any]], offset: int, end: int) -> Iterator[Piece]:
    at = 0
    for mention in sorted(mentions, key=lambda one: int(one["start_char"])):
        first, last = mention["start_char"] - offset, mention["end_char"] - offset
        if first < at or last > end:
            continue
        if first > at:
            yield Piece(shown(text[at:first]))
        yield _marked(text[first:last], mention)
        at = last
    if at < end:
        yield Piece(shown(text[at:end]))


def _marked(written: str, mention: Mapping[str, Any]) -> Piece:
    name = mention["name"]
    foreign = mention["entity_id"] is not None and cjk(written) and not cjk(name)
    return Piece(
        shown(written, 200),
        mention["label"],
        mention["entity_id"],
        shown(name, 200),
        shown(name, 80) if foreign else "",
    )


def emphasised(text: str, words: str) -> str | Markup:
    """A text with the words that were searched for in <mark>; everything else is escaped."""
    looked_for = sorted(set(re.findall(r"[^\W_]+", words)), key=len, reverse=True)
    if not looked_for:
        return text
    parts = re.split(f"({'|'.join(map(re.escape, looked_for))})", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts)
    )


def cjk(text: str) -> bool:
    """Whether a text holds Chinese, Japanese or Korean letters."""
    return _CJK.search(text) is not None


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a stored text with the place where each begins."""
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield at, paragraph
        at += len(paragraph) + 2

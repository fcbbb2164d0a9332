"""The text reader's tree as a list of blocks: paragraphs, headings, list items, table rows.

trafilatura does the hard part, telling the text from the page. Its own plain text joins everything by one newline;
blocks keep apart what was apart, so that rules can look at a line and know what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document

from ..regex import regex
from . import strings
from .strings import is_sentence, squeeze, weight, words

Kind = Literal["paragraph", "heading", "item", "row"]


@dataclass(frozen=True)
class Block:
    """A piece of text on one line. `level` is "h2" … for headings when known.

    What rules ask again and again is computed once.
    """

    kind: Kind
    text: str
    level: str = ""

    @cached_property
    def key(self) -> str:
        return strings.key(self.text)

    @cached_property
    def weight(self) -> int:
        return strings.weight(self.text)

    @cached_property
    def is_sentence(self) -> bool:
        return strings.is_sentence(self.text)


_BREAK = "\x1f"  # a line break inside running text; decoding has removed every such character of the page's own
_INLINE = frozenset(
    words(
        """hi ref del span a b i em strong sub sup u s tt q abbr cite mark small font ins time label graphic img
        code"""
    )
)
_KINDS: dict[str, Kind] = {"head": "heading", "item": "item", "li": "item", "dd": "item", "dt": "item"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
_CELLS = frozenset({"cell", "td", "th"})
_IN_LAYOUT = ("p", "head", "list", "lb", "table", "quote")
_WIDE_END = regex("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]$")
_BULLET = regex(r"^(?:[-–—•·*▲△■□◆◇▶●○※]|\d{1,2}[.)、]\s|[①-⑳])")
_ODD_WHITE = regex(r"[^\S\x1f]+")


def read_blocks(tree: html.HtmlElement, url: str) -> list[Block]:
    """The blocks of the text that trafilatura finds on a page; [] when it finds none.

    Its full cascade runs, without comments, metadata and deduplication: the last returns nothing from about the
    fourth identical page on (adbar/trafilatura#778).
    """
    document = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, with_metadata=False, deduplicate=False, include_tables=True
    )
    return list(blocks(document.body)) if isinstance(document, Document) else []


def blocks(body: etree._Element) -> Iterator[Block]:
    """Cut an element tree into blocks, in document order."""
    pieces: list[str] = []
    for kind, level, piece in _walk(body, "paragraph", ""):
        if piece is not None:
            pieces.append(piece)
        else:
            yield from _flush(pieces, kind, level)
            pieces.clear()
    yield from _flush(pieces, "paragraph", "")


def _walk(element: etree._Element, kind: Kind, level: str) -> Iterator[tuple[Kind, str, str | None]]:
    """Pieces of text in reading order; None marks the end of a block of the given kind."""
    if element.text:
        yield kind, level, element.text
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("lb", "br"):
            yield kind, level, _BREAK
        elif tag in ("row", "tr") and not _is_layout(child):
            yield kind, level, None
            yield "row", "", " | ".join(filter(None, (squeeze("".join(cell.itertext())) for cell in child)))
            yield "row", "", None
        elif tag in _INLINE:
            yield from _walk(child, kind, level)
        elif tag:
            yield kind, level, None
            inner = _KINDS.get(tag, "paragraph" if tag in _CELLS or kind == "heading" else kind)
            inner_level = (child.get("rend") or (tag if tag[0] == "h" else "")) if inner == "heading" else ""
            yield from _walk(child, inner, inner_level)
            yield inner, inner_level, None
        if child.tail:
            yield kind, level, child.tail


def _is_layout(row: etree._Element) -> bool:
    """Whether a table row holds running text in its cells (old pages) and not values."""
    if len(row) == 1:
        return True
    return any(cell.find(f".//{tag}") is not None for cell in row for tag in _IN_LAYOUT) or any(
        weight("".join(cell.itertext())) > 250 for cell in row
    )


def _flush(pieces: list[str], kind: Kind, level: str) -> Iterator[Block]:
    joined = _ODD_WHITE.sub(" ", "".join(pieces))
    for line in _lines(joined) if _BREAK in joined else [joined]:
        if text := squeeze(line):
            yield Block(kind, text, level)


def _lines(joined: str) -> Iterator[str]:
    """Cut at line breaks, unless one stands in the midst of a sentence.

    Two breaks always part paragraphs. One does so after a finished sentence, after a line too short to have been
    broken for its length, and before a list mark.
    """
    line = ""
    for paragraph in re.split(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*", joined):
        for piece in paragraph.split(_BREAK):
            piece = piece.strip()
            short = weight(line) < 60 and not piece[:1].islower()
            ended = is_sentence(line) or line.endswith((":", "：", "…")) or short or _BULLET.match(piece)
            if line and ended:
                yield line
                line = piece
            else:
                line += ("" if _WIDE_END.search(line) or not line else " ") + piece
        yield line
        line = ""

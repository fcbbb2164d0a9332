"""The inline annotation of articles and templates: `[[C:Northline Cells]] opens a plant in [[R:Nevada]].`

A text is a list of pieces, each a run of characters with its label or None. `?` marks a name whose kind is unknown:
training neither rewards nor punishes what the model says there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

LABELS = {"C": "COMPANY", "R": "REGION", "O": "ORG_OTHER", "P": "PERSON", "G": "PRODUCT"}
UNKNOWN = "?"
MARK = re.compile(r"\[\[([A-Z?]):(.+?)\]\]", re.DOTALL)


class AnnotationError(ValueError):
    """An article or template is annotated wrongly; the message says where."""


class Piece(NamedTuple):
    text: str
    kind: str | None = None  # C, R, O, P, G, ? or None: no name


def read_pieces(text: str, place: str = "text") -> list[Piece]:
    pieces: list[Piece] = []
    last = 0
    for found in MARK.finditer(text):
        kind, name = found.groups()
        if kind not in LABELS and kind != UNKNOWN:
            raise AnnotationError(f"{place}: unknown mark [[{kind}:{name}]]")
        if name != name.strip():
            raise AnnotationError(f"{place}: space at the border of [[{kind}:{name}]]")
        pieces += [Piece(text[last : found.start()]), Piece(name, kind)]
        last = found.end()
    pieces.append(Piece(text[last:]))
    loose = "".join(piece.text for piece in pieces)
    if "[[" in loose or "]]" in loose:
        raise AnnotationError(f"{place}: a mark is not closed")
    return [piece for piece in pieces if piece.text]


def plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def spans(pieces: Iterable[Piece]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of every annotated piece."""
    found, at = [], 0
    for piece in pieces:
        if piece.kind is not None:
            found.append((at, at + len(piece.text), piece.kind))
        at += len(piece.text)
    return found


def read_article(path: Path) -> list[list[Piece]]:
    """The article's blocks: its headline, then its paragraphs. Blocks stand apart by blank lines."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    return [read_pieces(block, f"{path.name}, block {number}") for number, block in enumerate(blocks)]


def read_articles(folder: Path) -> dict[str, list[list[Piece]]]:
    return {path.stem: read_article(path) for path in sorted(folder.glob("*.txt"))}

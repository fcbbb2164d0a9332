"""Training examples: pieces of text, varied in names, capitals, quotes and spaces, as spaCy documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from annotations import LABELS, UNKNOWN, Piece, plain, spans
from inventions import Inventor, short_form
from spacy.language import Language
from spacy.tokens import Doc, Span

SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "via", "vs", "with"]
)


class Renamer:
    """Gives an article other names, the same name everywhere: the text stays, what is learned by heart does not."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.inventor = Inventor(rng)
        self.place_lists = [frozenset(values) for values in self.inventor.places.values()]
        self.new: dict[tuple[str, str], str] = {}

    def rename(self, blocks: Sequence[Sequence[Piece]], share: float) -> list[list[Piece]]:
        """The blocks with about `share` of their names replaced."""
        self.new = {}
        names = {(piece.kind, piece.text) for block in blocks for piece in block if piece.kind}
        for kind, name in sorted(names, key=lambda pair: (-len(pair[1]), pair)):
            if kind in ("C", "P", "R", "O", "G"):
                self.new[kind, name] = self.other(kind, name, share)
        return [
            [Piece(self.new.get((piece.kind or "", piece.text), piece.text), piece.kind) for piece in block]
            for block in blocks
        ]

    def other(self, kind: str, name: str, share: float) -> str:
        longer = self.longer_form(kind, name)
        if longer is not None:
            return self.shortened(kind, name, *longer)
        if self.rng.random() > share:
            return name
        if kind == "C":
            return self.inventor.company()
        if kind == "P":
            full, family = self.inventor.person()
            return full if " " in name else family
        if kind == "O":
            return self.inventor.organisation() if self.rng.random() < 0.5 else name
        if kind == "G":
            return self.inventor.product() if self.rng.random() < 0.4 else name
        return self.other_place(name)

    def longer_form(self, kind: str, name: str) -> tuple[str, str] | None:
        """(old, new) of a longer name of the same kind that this one abbreviates."""
        for (other_kind, old), new in self.new.items():
            part = old.startswith(name + " ") if kind == "C" else old.endswith(" " + name) or old.startswith(name + " ")
            if other_kind == kind and kind in ("C", "P") and part:
                return old, new
        return None

    def shortened(self, kind: str, name: str, old: str, new: str) -> str:
        if new == old:
            return name
        if kind == "C":
            return short_form(new)
        return new.split(" ")[0] if old.startswith(name + " ") else new.split(" ", 1)[-1]

    def other_place(self, name: str) -> str:
        for values in self.place_lists:
            if name in values:
                return self.rng.choice(sorted(values))
        return name


def vary(pieces: Sequence[Piece], rng: Random, *, headline: bool = False) -> list[Piece]:
    """The text as careless or differently set sources would write it; most texts stay as they are."""
    varied = list(pieces)
    draw = rng.random()
    if draw < (0.06 if headline else 0.012):
        varied = [Piece(piece.text.upper(), piece.kind) for piece in varied]
    elif draw < (0.08 if headline else 0.025):
        varied = [Piece(piece.text.lower(), piece.kind) for piece in varied]
    elif draw < (0.45 if headline else 0.08):
        varied = [piece if piece.kind else Piece(title_case(piece.text), None) for piece in varied]
    if rng.random() < 0.35:
        varied = [Piece(curly(piece.text), piece.kind) for piece in varied]
    if rng.random() < 0.06:
        varied = [piece if piece.kind else Piece(spoilt(piece.text, rng), None) for piece in varied]
    return varied


def title_case(text: str) -> str:
    return re.sub(r"[A-Za-z’']+", lambda found: found[0] if found[0] in SMALL_WORDS else capital(found[0]), text)


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def curly(text: str) -> str:
    text = re.sub(r"(?<=\w)'", "’", text)
    return re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”")


def spoilt(text: str, rng: Random) -> str:
    """Lost and doubled spaces, cut apostrophes, stray line ends."""
    changes = [
        (r"(?<=[a-z])([.,;:]) (?=\S)", r"\1"),
        (r" ", "  "),
        (r"(?<=[a-z])['’](?=[a-z])", "’ "),
        (r"\. ", ".\n"),
        (r", ", " , "),
        (r" ", "\u00a0"),
    ]
    pattern, replacement = rng.choice(changes)
    return re.sub(pattern, lambda found: found.expand(replacement) if rng.random() < 0.4 else found[0], text)


def to_doc(nlp: Language, pieces: Sequence[Piece]) -> Doc:
    """A document with its entities; unknown names, and those that no token border fits, count as missing."""
    doc = nlp.make_doc(plain(pieces))
    entities: list[Span] = []
    missing: list[Span] = []
    for start, end, kind in spans(pieces):
        exact = None if kind == UNKNOWN else doc.char_span(start, end, label=LABELS[kind])
        loose = doc.char_span(start, end, alignment_mode="expand")
        if exact is not None:
            entities.append(exact)
        elif loose is not None:
            missing.append(loose)
    taken = {token.i for span in entities for token in span}
    missing = [span for span in missing if not any(token.i in taken for token in span)]
    doc.set_ents(entities, missing=without_overlap(missing), default="outside")
    return doc


def without_overlap(found: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept

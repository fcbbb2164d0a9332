"""Character folding for matching: what looks the same to a reader becomes the same text, with a way back.

Case, full-width forms, accents, curly quotes, and the many dashes and blanks fold to one character each; a blank
and a hyphen
fold to the same one, so `lithium-ion` is `lithium ion`. Only what a reader cannot see (zero-width characters, runs of
blanks, a decomposed accent) changes the length, and only then a map of positions is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..regex import regex


def _without_accents() -> dict[int, str]:
    """Accented Latin letters as their plain ones (San José, San Jose); the German umlauts are letters of their own."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))
        base = plain[0]
        if len(plain) > 1 and base.isascii() and base.isalpha() and chr(code) not in "äöüÄÖÜ":
            table[code] = base
    return table


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # lone surrogates break the automaton
    table |= {ord(c): " " for c in "\t\r\v\f\x85\u00a0\u1680\u202f\u205f\u3000\u2028"}
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"}
    table |= {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\uff07"}
    table |= {ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"}
    table |= _without_accents()
    table |= {0x2029: "\n", 0x2015: "\u2014", 0x0130: "I", 0xFF65: "\u30fb", 0x2027: "\u00b7"}
    return table


_FOLD = _table()
_ZERO_WIDTH = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_LIGATURE = regex("[\ufb00-\ufb04]")
_CLUSTER = regex(
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+"
    "|[\u2126\u212a\u212b\uf900-\ufaff]"
)
_RUN = regex(r"[ \n-]{2,}")
_ODD = regex(r"  |\n|- | -|--")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made ready for matching; `lower` and `cased` have the same length."""

    cased: str
    lower: str
    starts: list[int] | None = None  # where each character begins in the text as given; None: at the same place
    ends: list[int] | None = None
    given: str = ""  # the text before it was folded

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A non-empty span of the folded text as a span of the text as given."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. Never raises, whatever the characters."""
    pieces, moved = _visible(text)
    cased = pieces.translate(_FOLD)
    if _ODD.search(cased):
        cased, moved = _blanks(cased, moved)
    cased = cased.replace("-", " ")
    starts, ends = moved if moved else (None, None)
    return Folded(cased, cased.lower(), starts, ends, text)


def fold_name(name: str) -> str:
    """A name as it must stand in `Folded.cased`; empty when nothing visible is left."""
    return fold(" ".join(name.split())).cased.strip()


_Moved = tuple[list[int], list[int]]


def _visible(text: str) -> tuple[str, _Moved | None]:
    """Without zero-width characters, accents composed; the map is None when nothing had to change."""
    hidden = _ZERO_WIDTH.search(text) is not None if not text.isascii() else False
    decomposed = not unicodedata.is_normalized("NFC", text)
    ligatures = not text.isascii() and _LIGATURE.search(text) is not None
    if not (hidden or decomposed or ligatures):
        return text, None
    edits = [(m.start(), m.end(), "") for m in _ZERO_WIDTH.finditer(text)]
    edits += [(m.start(), m.end(), _LIGATURES[m[0]]) for m in _LIGATURE.finditer(text)] if ligatures else []
    if decomposed:
        composed = ((m.start(), m.end(), unicodedata.normalize("NFC", m[0])) for m in _CLUSTER.finditer(text))
        edits += [edit for edit in composed if len(edit[2]) <= 1]
    return _edited(text, None, sorted(edits))


def _blanks(text: str, moved: _Moved | None) -> tuple[str, _Moved | None]:
    """Runs of blanks become one; a line break is a blank, an empty line and a dash between blanks part words."""
    edits: list[tuple[int, int, str]] = []
    swaps: list[tuple[int, int, str]] = []
    for match in _RUN.finditer(text):
        run = match[0]
        if run.count("\n") > 1:
            swaps.append((match.start(), match.end(), "\n"))
        elif _parting_dash(run):
            swaps.append((match.start(), match.end(), "\u2014"))
        else:
            edits.append((match.start(), match.end(), " "))
    if swaps:
        text = _filled(text, swaps)
    if edits:
        text, moved = _edited(text, moved, edits)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text), moved


def _parting_dash(run: str) -> bool:
    return run.count("-") > 1 or ("-" in run and not run.startswith("-"))


def _filled(text: str, swaps: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, char in swaps:
        parts += [text[at:start], char * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _edited(text: str, moved: _Moved | None, edits: list[tuple[int, int, str]]) -> tuple[str, _Moved]:
    """Replace spans by other characters and carry the map of positions along."""
    old_starts, old_ends = moved or (list(range(len(text))), list(range(1, len(text) + 1)))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in edits:
        if start < at:
            continue
        parts += [text[at:start], new]
        starts += old_starts[at:start]
        ends += old_ends[at:start]
        starts += [old_starts[start]] * len(new)
        ends += [old_ends[end - 1]] * len(new)
        at = end
    parts.append(text[at:])
    return "".join(parts), (starts + old_starts[at:], ends + old_ends[at:])

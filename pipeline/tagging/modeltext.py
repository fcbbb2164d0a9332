"""A text as the model of many languages reads it: tokens, and beside each what is known of it before any training.

A token is a character of the Chinese, Japanese and Korean scripts, a word of the others, a sign, or a break between
paragraphs. What is known goes into attributes that spaCy embeds like any other:

    NORM    the character, or the word in lower case
    LEMMA   the word around a character (dictionary word, run of one script, Korean word without its particles);
            of a German noun that it is one; else the beginning of the word
    TAG     where in that word the character stands, or the end of a word in other scripts; and what the catalogue
            sees there: label and place in the name

A small network cannot learn a dictionary from a few hundred articles. Told where the words of the dictionary lie, it
sees that 焱擎 is none, and told which names are known it learns how the unknown ones stand among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..regex import regex
from .findings import Finding
from .scripts import CJK, HAN, HANGUL, SCRIPT

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

BREAK = "¶"
"""The token of a break between lines."""
_CHARACTERS = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_TOKEN = regex(f"[{_CHARACTERS}]|[^\\W_{_CHARACTERS}]+|\n\\s*|[^\\w\\s]|_")
_PARTICLES = regex("(?:에서는|에서|으로|에게|까지|부터|이라고|라고|이며|은|는|이|가|을|를|의|와|과|도|로|에)$")
_LEAST_SUFFIX = 4  # letters of a noun at the end of a German compound


class Aids(NamedTuple):
    """What is known of a text before the model reads it."""

    language: str
    catalogue: Sequence[Finding] = ()
    nouns: frozenset[str] = frozenset()  # ordinary German nouns, lower case


def read_nouns(path: Path) -> frozenset[str]:
    """Words of a list, one a line; empty when there is none."""
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text("utf-8").lower().split("\n")) - {""}


def document(vocab: Vocab, text: str, aids: Aids) -> tuple[Doc, list[tuple[int, int]]]:
    """The spaCy document of a text with all that is known, and where each of its tokens stands in the text."""
    from spacy.tokens import Doc

    places = [match.span() for match in _TOKEN.finditer(text)]
    around = _words_around(text, aids.language)
    marks = _catalogue_marks(aids.catalogue)
    words, lemmas, tags = [], [], []
    for start, end in places:
        lemma, tag = _known_of(text, start, end, around, aids)
        words.append(BREAK if text[start] == "\n" else text[start:end])
        lemmas.append(lemma)
        tags.append(tag + marks.get(start, ""))
    return Doc(vocab, words=words, spaces=[False] * len(words), lemmas=lemmas, tags=tags), places


def _known_of(text: str, start: int, end: int, around: Sequence[tuple[int, int]], aids: Aids) -> tuple[str, str]:
    if SCRIPT[text[start]] in CJK:
        return _place_in_word(text, start, around)
    if text[start] == "\n":
        return BREAK, BREAK
    word = text[start:end].lower()
    noun = aids.nouns and text[start].isupper() and noun_mark(word, aids.nouns)
    return noun or "^" + word[:3], word[-3:] + "$"


def noun_mark(word: str, nouns: frozenset[str]) -> str:
    """Whether a German word is an ordinary noun (N) or ends with one (n): Fertigung, Batteriefertigung."""
    for form in (word, *(word[: -len(end)] for end in ("s", "n", "en", "es", "e", "er") if word.endswith(end))):
        if form in nouns:
            return "N"
        if any(form[cut:] in nouns for cut in range(3, len(form) - _LEAST_SUFFIX + 1)):
            return "n"
    return ""


def _catalogue_marks(known: Iterable[Finding]) -> dict[int, str]:
    """What the catalogue sees at each character: C for a company's first, c for the others."""
    marks: dict[int, str] = {}
    for one in known:
        letter = "H" if one.label == "CHEMISTRY" else one.label[0]
        marks[one.start] = letter
        marks.update(dict.fromkeys(range(one.start + 1, one.end), letter.lower()))
    return marks


def _words_around(text: str, language: str) -> Sequence[tuple[int, int]]:
    """For each character the word that it lies in."""
    around: list[tuple[int, int]] = []
    if language == "zh":
        import rjieba

        for word in rjieba.cut(text, False):
            around += [(len(around), len(around) + len(word))] * len(word)
        return around
    start = 0
    while start < len(text):
        end = start + 1
        script = SCRIPT[text[start]]
        while end < len(text) and SCRIPT[text[end]] == script:
            end += 1
        around += [(start, end)] * (end - start)
        start = end
    return around


def _place_in_word(text: str, at: int, around: Sequence[tuple[int, int]]) -> tuple[str, str]:
    start, end = around[at]
    script = SCRIPT[text[at]]
    word = text[start:end]
    if script == HANGUL:
        stem = _PARTICLES.sub("", word) if len(word) > 2 else word
        return stem, f"{script}{min(at - start, 4)}{min(end - at, 4)}{'p' if at - start >= len(stem) else ''}"
    if len(word) == 1 and script == HAN:
        return text[max(0, at - 1) : at + 1], f"{script}1"
    return word, f"{script}{min(at - start, 3)}{min(end - at, 3)}"

"""What a line of a page says: a small linear model over words and their pieces, in the languages of our sources.

Pages that stand in an article's place say the same few things in ever new words: that something is gone or broken, that
somebody may be a robot, should agree, log in or pay. No list of phrases holds them, but their words do: each word and
each piece of one has a weight for each thing that may be said, learnt by `models/training/sayings.py` from lines
written for it and kept in `sayings.tsv`, where they can be read.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from ..regex import regex

OTHER = "other"
SAYINGS = ("bot", "consent", "down", "gone", "login", "release", "wall", OTHER)
"""What a line may say; `other` is everything that an article, its headline and its surroundings say."""

MOST = 240  # characters of a line that are read: who asks or excuses says so at once
_WORDS = regex(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힣]")
_PIECE = 4  # characters, the edges of the word among them


def features(line: str) -> Iterator[str]:
    """The marks of a line: words, their pieces and pairs of neighbours; of scripts without blanks characters and pairs
    of them. Numbers are told by their length, but for those of errors."""
    before = "^"
    for word in _WORDS.findall(unicodedata.normalize("NFKC", line[:MOST]).casefold()):
        if word.isdigit():
            word = word if word in _TELLING else "0" * min(len(word), 4)
            yield word
        elif _CJK.match(word):
            yield from _pieces(word, (1, 2))
        else:
            yield word
            yield from _pieces(f"_{word}_", (_PIECE,))
        yield f"{before} {word[:8]}"
        before = word[:8]


_NOTHING = (0,) * len(SAYINGS)
_TELLING = ("404", "410", "403", "500", "502", "503", "504")


def _pieces(word: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        yield from (word[start : start + length] for start in range(len(word) - length + 1))


@cache
def _rows() -> dict[str, str]:
    """Feature → a weight for each of `SAYINGS`, in hundredths; as they are written, for few of them are ever asked."""
    lines = (Path(__file__).parent / "sayings.tsv").read_text("utf-8").splitlines()
    return {feature: row for feature, _, row in (line.partition("\t") for line in lines)}


@cache
def _weights(feature: str) -> tuple[int, ...] | None:
    row = _rows().get(feature)
    return tuple(map(int, row.split("\t"))) if row is not None else None


@lru_cache(maxsize=512)
def said(line: str) -> dict[str, float]:
    """How likely a line says each thing; the sum is 1."""
    rows, marks = _rows(), set(features(line))
    known = [_weights(mark) or _NOTHING for mark in marks if mark in rows]
    sums = [sum(values) for values in zip(*known, strict=True)] or _NOTHING
    scale = 100 * math.sqrt(len(marks) + 1)
    bias = _weights("") or _NOTHING
    scores = [one / scale + other / 100 for one, other in zip(sums, bias, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return {name: power / total for name, power in zip(SAYINGS, powers, strict=True)}

"""How much a text is about batteries and their industry: a cheap score from a weighted vocabulary people can edit.

Each distinct term of the vocabulary gives its group's points, more when it stands in the title; terms of other trades
(artillery batteries, phone reviews, stock-market wrap-ups) take points away. The words that made the score come with
it, so that a wrong verdict can be understood and mended in `config/relevance.toml`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import SettingsError
from .regex import regex
from .settings import read_toml

LANGUAGES = ("en", "zh", "ko", "ja", "de", "fr", "es")
MAX_CHARACTERS = 200_000
"""Of a text; no article is longer, and what a longer document is about stands before."""

_LETTER = "0-9a-z\u00df-\u024f"  # what continues a word of the Latin script, lower case
_WIDE = regex("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLANKS = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u00ad_"), " ")
_MOST_REPEATED = 2.0  # however often a term stands there, it counts at most double


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase with its points; `name` is its first way of writing, as in the file."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A compiled vocabulary: one pattern for all ways of writing, and the term that each belongs to."""

    pattern: re.Pattern[str]
    terms: Mapping[str, Term]
    half: float  # points that make a score of 0.5
    title: float  # what a term in the title counts, beside 1 for one in the text
    length: float  # characters from which on points shrink, with the square root of the length


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` from 0 (nothing of ours) to 1; `words` are those that made it, one of each term, the weightiest first,
    and with a minus sign those that spoke against it."""

    score: float
    words: tuple[str, ...]


def score(vocabulary: Vocabulary, title: str, text: str) -> Relevance:
    """How much an article is about batteries and their industry. Deterministic; empty texts score 0."""
    head, body = _plain(title[:MAX_CHARACTERS]), _plain(text[:MAX_CHARACTERS])
    points: dict[Term, float] = {}
    seen: dict[Term, str] = {}
    for part, factor in ((head, vocabulary.title), (body, 1 / _shrinking(body, vocabulary))):
        for term, words in _found(vocabulary, part).items():
            repeated = min(1 + math.log2(len(words)) / 4, _MOST_REPEATED)
            points[term] = points.get(term, 0.0) + term.weight * factor * repeated
            seen.setdefault(term, words[0])
    total = max(0.0, math.fsum(points.values()))
    order = sorted(points, key=lambda term: (-abs(points[term]), seen[term]))
    reasons = tuple(seen[term] if term.weight > 0 else f"-{seen[term]}" for term in order)
    return Relevance(round(total / (total + vocabulary.half), 4), reasons)


def _found(vocabulary: Vocabulary, text: str) -> dict[Term, list[str]]:
    """The words of each term in a text, in text order."""
    found: dict[Term, list[str]] = {}
    for word in vocabulary.pattern.findall(text):
        found.setdefault(vocabulary.terms[word], []).append(word)
    return found


def _shrinking(text: str, vocabulary: Vocabulary) -> float:
    """What the points of a text are divided by: a long text mentions more by the way."""
    length = len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))
    return max(1.0, math.sqrt(length / vocabulary.length))


def _plain(text: str) -> str:
    """Lower case, compatibility forms folded, hyphens and line ends as blanks: as terms are compiled."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.lower().translate(_BLANKS).split())


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and compile a vocabulary. Raises SettingsError with every problem and its place."""
    if not path.is_file():
        raise SettingsError(f"{path}: no such file")
    problems: list[str] = []
    tables = read_toml(path, problems)
    if problems:
        raise SettingsError(problems)
    _check_keys(tables, {"score", "group"}, f"{path}", problems)
    numbers = _numbers(tables.get("score"), f"{path}: [score]", problems)
    ways = _ways(tables.get("group"), f"{path}", problems)
    if not ways and not problems:
        problems.append(f"{path}: there are no terms; write [[group]] tables with lists of them")
    if problems:
        raise SettingsError(problems)
    pattern = re.compile(_alternatives(ways))
    return Vocabulary(pattern, _by_word(ways), **numbers)


def _check_keys(table: Mapping[str, Any], known: set[str], place: str, problems: list[str]) -> None:
    problems.extend(
        f"{place}: unknown key {key}; known are {', '.join(sorted(known))}" for key in sorted(table.keys() - known)
    )


def _numbers(section: object, place: str, problems: list[str]) -> dict[str, float]:
    section = section if isinstance(section, dict) else {}
    _check_keys(section, {"half", "title", "length"}, place, problems)
    numbers: dict[str, float] = {}
    for key in ("half", "title", "length"):
        if _is_number(section.get(key)) and section[key] > 0:
            numbers[key] = float(section[key])
        else:
            problems.append(f"{place}: {key} must be a number above 0, got {section.get(key)!r}")
    return numbers


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _ways(groups: object, path: str, problems: list[str]) -> dict[str, Term]:
    """Every way of writing, stars included, with its term. A way that stands twice must weigh the same."""
    ways: dict[str, Term] = {}
    seen: dict[str, tuple[float, str]] = {}
    for number, group in enumerate(groups if isinstance(groups, list) else [], 1):
        place = f"{path}: group {number}"
        if not isinstance(group, dict):
            problems.append(f"{place}: must be a [[group]] table, got {group!r}")
            continue
        place = f"{place} ({group.get('name', 'no name')})"
        for language, term, way in _terms(group, place, problems):
            weight, elsewhere = seen.setdefault(_bare(way), (term.weight, f"{place}: {language}"))
            if weight != term.weight:
                problems.append(f'{place}: {language}: "{_bare(way)}" already stands in {elsewhere}')
            else:
                ways.setdefault(way, term)
    return ways


def _terms(group: Mapping[str, Any], place: str, problems: list[str]) -> Iterator[tuple[str, Term, str]]:
    """Language, term and way of writing of everything in a group."""
    _check_keys(group, {"name", "weight", *LANGUAGES}, place, problems)
    weight = group.get("weight")
    if not _is_number(weight) or not weight:
        problems.append(f"{place}: weight must be a number other than 0, got {weight!r}")
        return
    for language in LANGUAGES:
        for written in _list(group.get(language, []), f"{place}: {language}", problems):
            ways = [
                f"{'*' * way.startswith('*')}{_plain(_bare(way))}{'*' * way.endswith('*')}"
                for way in written.split("|")
            ]
            if not all(map(_bare, ways)):
                problems.append(f'{place}: {language}: "{written}" has an empty way of writing')
                continue
            yield from ((language, Term(_bare(ways[0]), float(weight)), way) for way in ways)


def _list(value: object, place: str, problems: list[str]) -> list[str]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    problems.append(f"{place}: must be a list of texts in quotes, got {value!r}")
    return []


def _by_word(ways: Mapping[str, Term]) -> dict[str, Term]:
    """The term of each word that the pattern can match; the first one of words that stand there twice."""
    words: dict[str, Term] = {}
    for way, term in ways.items():
        words.setdefault(_bare(way), term)
    return words


def _bare(way: str) -> str:
    return way.strip("*").strip()


_Trie = dict[str, Any]  # character → what may follow; "" → the border after a word that ends here


def _alternatives(ways: Iterable[str]) -> str:
    """One regular expression for all ways, their common beginnings shared; where several fit, the longest wins."""
    bound: _Trie = {}
    free: _Trie = {}
    for way in ways:
        word = _bare(way)
        trie = bound if _continues(word[0]) and not way.startswith("*") else free
        for character in word:
            trie = trie.setdefault(character, {})
        ends_anywhere = way.endswith("*") or not _continues(word[-1])
        trie[""] = "" if ends_anywhere or trie.get("") == "" else f"(?![{_LETTER}])"
    parts = [f"(?<![{_LETTER}]){_regex(bound)}"] if bound else []
    return "|".join([*parts, *([_regex(free)] if free else [])])


def _continues(character: str) -> bool:
    return re.match(f"[{_LETTER}]", character) is not None


def _regex(trie: _Trie) -> str:
    branches = [re.escape(character) + _regex(after) for character, after in sorted(trie.items()) if character]
    if "" in trie:
        branches.append(trie[""])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"

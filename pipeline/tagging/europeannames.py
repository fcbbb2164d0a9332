"""Companies that nobody listed and no model saw, in German, French and Spanish texts.

A noun that only companies bear as a title leads to them (`la gestora australiana Boralis`), `chez` does, or they stand
in a row of which two others are known (`Renault, Boralis et Nissan`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from .carmodels import is_car_model
from .europeanbodies import is_body
from .europeanroles import is_led
from .findings import Finding, ModelSpan
from .germannouns import is_noun
from .patterns import ENDING_SCORE
from .persons import GIVEN_NAMES
from .romancewords import is_word
from .towns import is_town
from .words import GOODS_WORDS, MONTHS_DE, NO_COMPANY, TRADE_WORDS

_WORD = r"[A-ZÀ-Þ][\w&’'+-]*[\w+]"


_GAPS = (", ", " et ", " y ", " und ")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?<=[ «“„\"'‘’])(?P<name>{_WORD}(?: {_WORD}){{0,2}})(?![\w-]|\.\w)"),
        re.compile(
            r"(?P<gap>, | (?:et|y|e|o|ou|u|und|oder|sowie) (?:(?:de|à|chez|bei) |d['’])?)"
            rf"(?P<name>{_WORD}(?: {_WORD})?)(?![\w-])"
        ),
    )


def more_companies(
    text: str, language: str, known: Sequence[Finding], spans: Sequence[ModelSpan], nouns: Callable[[str], bool]
) -> list[Finding]:
    """What roles and rows tell, apart from all that is known. `nouns`: whether a German word is an ordinary noun."""
    taken = {at for one in known for at in range(one.start, one.end)}
    taken |= {at for span in spans if span.label == "COMPANY" for at in range(span.start, span.end)}
    companies = [(one.start, one.end) for one in known if one.label == "COMPANY"]
    companies += [(span.start, span.end) for span in spans if span.label == "COMPANY"]
    found = []
    for start, end in [*_by_role(text, language), *_in_rows(text, sorted(companies))]:
        if taken.isdisjoint(range(start, end)) and _may_be(text, start, end, language, nouns):
            found.append(Finding(start, end, "COMPANY", None, text[start:end], "name", "pattern", ENDING_SCORE))
            taken.update(range(start, end))
    return found


@cache
def _german_name() -> re.Pattern[str]:
    """One word, as the nouns around it have capitals, too, and words of the trade behind it."""
    trade = "|".join(sorted(TRADE_WORDS | GOODS_WORDS | {"Group", "Capital", "Mobility", "Automotive", "Partners"}))
    return re.compile(rf"(?<= )(?P<name>{_WORD}(?: (?:{trade})(?!\w))*)(?![\w-]|\.\w)")


def _by_role(text: str, language: str) -> Iterator[tuple[int, int]]:
    for match in (_german_name() if language == "de" else _patterns()[0]).finditer(text):
        start = match.start("name")
        if text[start - 1 : start] == " " and text[start - 2 : start - 1] in ".!?:;\n":
            continue
        if (language == "fr" and text.endswith(("chez ", "Chez "), 0, start)) or is_led(text, start, language):
            yield match.span("name")


def _in_rows(text: str, companies: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands in a row with two known companies, between or behind them."""
    ends = {end: start for start, end in companies}
    starts = {start for start, _ in companies}
    row = _patterns()[1]
    for end, start in ends.items():
        joined = row.match(text, end)
        if joined is None or joined.start("name") in starts:
            continue
        before = any(text[at:start] in _GAPS for at in range(max(0, start - 5), start) if at in ends)
        behind = row.match(text, joined.end())
        after = behind is not None and behind.start("name") in starts
        last = not joined["gap"].startswith(",")
        if after or (last and before):
            yield joined.span("name")


def _may_be(text: str, start: int, end: int, language: str, nouns: Callable[[str], bool]) -> bool:
    name = text[start:end]
    words = name.split()
    if words[0] in GIVEN_NAMES or is_car_model(name) or is_body(name) or is_town(name) or name.lower() in NO_COMPANY:
        return False
    if language == "de":
        plain = words[0] in MONTHS_DE or is_noun(text, start, end) or nouns(words[0].lower())
        return not plain and (words[0].isupper() or not words[0].endswith(("er", "en", "ung", "s")))
    return not is_word(words[0], language) and len(name) > 2

"""Companies that a person's office gives away in English: `Lunavolt CEO Ada Berg`, `the president of Lunavolt`.

A model sees each sentence anew and misses short, odd names; an office beside a capitalised name is a witness that does
not depend on how the name looks. What another label or the catalogue holds is left to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..regex import regex
from .findings import ModelSpan
from .persons import GIVEN_NAMES
from .words import FIRST_STOPS, INSTITUTION_HEADS, PRODUCT_WORDS, ROLE_WORDS, SENTENCE_STARTERS

SCORE = 0.6
_NAME = r"[A-Z][\w&]*(?:[-'][A-Z]\w*)?(?: (?:[A-Z][\w&]*|One|&)){0,2}"
_OFFICE = r"(?:CEO|CFO|COO|CTO|[Cc]hief [Ee]xecutive|[Mm]anaging [Dd]irector|[Cc]hair(?:man|woman)|[Cc]o-?founder)"
_BEFORE = regex(
    rf"(?<![\w.’'-])(?P<name>{_NAME})(?:’s?|'s?)?"
    rf" (?:[Ff]ounder and |[Ee]xecutive |[Pp]resident and |[Gg]roup )?{_OFFICE}(?!\w)"
)
_BEHIND = regex(
    rf"(?:(?:{_OFFICE}|[Pp]resident|[Ff]ounder) (?:of|at)"
    r"|(?:[Vv]ice [Pp]resident|[Cc]hief [A-Z]\w+ [Oo]fficer|[Dd]irector|[Hh]ead|[Mm]anager)"
    r"(?: of [A-Z]\w+(?: (?:[A-Z]\w+|and|&)){0,4})? (?:at|for))"
    rf" (?P<name>{_NAME})(?![\w&]| of )"
)
_NONE = FIRST_STOPS | SENTENCE_STARTERS | ROLE_WORDS | INSTITUTION_HEADS
_OTHERS = frozenset(
    "Former Interim Acting Deputy Senior Board Our Current Longtime Then Incoming Outgoing Global Regional Operations "
    "Sales Marketing Finance Commercial Technology Strategy Development Engineering Research Investor Corporate Public "
    "Media Human Legal Product Business International North South East West Nobel".split()
)


def beside_offices(text: str, spans: Sequence[ModelSpan]) -> Iterator[ModelSpan]:
    """Names beside an office that no span of the model touches."""
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            words = match["name"].split()
            if any(word in _NONE or word in _OTHERS or word in GIVEN_NAMES for word in words):
                continue
            if all(word in PRODUCT_WORDS for word in words):
                continue
            if len(match["name"]) > 2 and not any(span.start < end and start < span.end for span in spans):
                yield ModelSpan(start, end, "COMPANY", SCORE)

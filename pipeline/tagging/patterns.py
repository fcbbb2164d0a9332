"""Companies that nobody listed, found by their legal form: Acme Cells Inc. (asianforms.py: …有限公司 and the like)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..regex import regex
from .findings import Finding
from .scripts import WITHOUT_BLANKS
from .wordnames import ACTS, AUXILIARIES
from .words import (
    FIRST_STOPS,
    INSTITUTION_HEADS,
    INSTITUTION_OF,
    PRODUCT_WORDS,
    ROLE_ENDINGS,
    SENTENCE_STARTERS,
    is_role,
)

SCORE = 0.9
ENDING_SCORE = 0.8
"""Of a name without a legal form; it stands only where nothing else does."""

_FORM = regex(
    r"(?<=[\w.)&'’]),?[ \u00a0]"
    r"(?:Co\.?,? ?Ltd\.?|Co\.?,? Inc\.?|Co\.?,? Limited|Pty\.? Ltd\.?|Pte\.? Ltd\.?|Pvt\.? Ltd\.?|Pvt\.?"
    r"|GmbH(?: & Co\. KG(?:aA)?)?|SE & Co\. KGaA|AG & Co\. KG(?:aA)?|Incorporated|Inc\.?|Corporation|Corp\.?|Limited"
    r"|Ltd\.?|L\.L\.C\.?|LLC|L\.L\.P\.?|L\.P\.?|LLP|PLC|plc|N\.A\.|N\.V\."
    r"|B\.V\.|S\.A\.(?:P\.I\.)?,? (?:de|DE) C\.V\.|S\. (?:de|DE) R\.L\. (?:de|DE) C\.V\."
    r"|S\.A\.S\.|S\.A\.|S\.p\.A\.|SpA|S\.r\.l\."
    r"|Oyj|Oy|ASA|A/S|Sdn\.? Bhd\.?|Tbk|KGaA|Ltda\.?)(?![^\W\u3041-\u9fff\uac00-\ud7a3])"
    r"|(?<=\w)[ \u00a0](?:AG|SE|AB|BV|KG|KK)(?!-|[^\W\u3041-\u9fff\uac00-\ud7a3])"
)
_UTILITY = regex(r"(?<!\w)Stadtwerken? [A-ZÄÖÜ][\wäöüß]{2,}(?:-[A-ZÄÖÜ]\w+)*(?: \(\w+\))?(?! GmbH| AG)")
"""German municipal utilities bear their town's name: Stadtwerke Münster."""
_TOKEN = r"(?:[A-ZÀ-ÞĀ-Ž0-9](?:[^\W\u3041-\u9fff\uac00-\ud7a3]|['’+/-])*(?:&[\w]+)?|(?:[A-Z]\.){1,3})"
_BEFORE = regex(rf"{_TOKEN}(?:(?: & |(?<=Bank) of | ){_TOKEN}){{0,6}}$")
_LEFT_CHARS = 90


def find(text: str, language: str = "") -> list[Finding]:
    """Companies with a legal form, or with a trade's word at the end where the language (ISO 639-1) has such names, as
    spans of the text as given; they may overlap with what else is found.
    """
    spans = [*_latin(text), *(match.span() for match in _UTILITY.finditer(text))]
    by_initials = set(_initialisms(text)) if language == "en" else set()
    if not text.isascii() and WITHOUT_BLANKS.search(text) is not None:
        from . import asianforms  # its expressions take a while to compile, for nothing in an English text

        spans += asianforms.find(text)
    by_ending: set[tuple[int, int]] = set()
    if language in ("zh", "ko", "ja"):
        from . import endings  # likewise

        by_ending = set(endings.find(text, language)) - set(spans)
    found = [_finding(text, start, end, SCORE) for start, end in sorted(set(spans))]
    unsure = (by_ending | by_initials) - set(spans)
    return found + [_finding(text, start, end, ENDING_SCORE) for start, end in sorted(unsure)]


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r"((?:[A-Z][\w'’-]+ ){2,5})\(([A-Z]{2,6})\) ([a-z]+)")


def _initialisms(text: str) -> Iterator[tuple[int, int]]:
    """Names whose initials stand in brackets behind them, before what companies do: Bristol Myers Squibb (BMS) said."""
    if " (" not in text:
        return
    for match in _initials().finditer(text):
        words = match[1].split()
        initials = "".join(word[0] for word in words)
        acts = match[3] in ACTS or match[3] in AUXILIARIES
        if initials == match[2] and acts and not _NO_INITIALS.intersection(words):
            yield match.start(), match.end(1) - 1


_NO_INITIALS = (
    INSTITUTION_HEADS
    | INSTITUTION_OF
    | frozenset(
        "Act System Systems Program Programme Organization Organisation Initiative Fund Project Plan "
        "Agreement Zone Index Report Standard League Committee Coalition Campaign Party Front Movement "
        "Service Services Force Iron Phosphate Manganese Cobalt Oxide Nickel Lithium Storage Vehicle Vehicles "
        "Law Review Survey Trust Conference Games Court Police Mission Framework Directive Regulation "
        "Strategy Task Team of and for".split()
    )
)
"""Words of names that are no company's."""


def _finding(text: str, start: int, end: int, score: float) -> Finding:
    return Finding(start, end, "COMPANY", None, text[start:end], "name", "pattern", score)


def _latin(text: str) -> Iterator[tuple[int, int]]:
    """Capitalised words up to a legal form."""
    for match in _FORM.finditer(text):
        at = match.start()
        begin = max(0, at - _LEFT_CHARS)
        before = _BEFORE.search(text[begin:at])
        if before is None:
            continue
        start = _name_start(text, begin + before.start(), at)
        if start is not None:
            yield start, match.end()


def _name_start(text: str, start: int, end: int) -> int | None:
    """Where the name begins after words that only lead to it; None when nothing is left."""
    words = list(re.finditer(r"\S+", text[start:end]))
    cut = 0
    for number, word in enumerate(words):
        plain = word[0].rstrip(",")
        leads = number == cut and (plain in FIRST_STOPS or plain in SENTENCE_STARTERS or plain == "&")
        if leads or is_role(plain) or plain.lower().endswith(ROLE_ENDINGS) or word[0].endswith(("'s", "’s")):
            cut = number + 1
    rest = words[cut:]
    if not rest or all(word[0] in PRODUCT_WORDS or not any(c.isalpha() for c in word[0]) for word in rest):
        return None
    return start + rest[0].start()

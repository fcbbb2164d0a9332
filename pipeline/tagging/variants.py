"""Forms of a name that grammar makes and no file should have to list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Alias, Label
from .peoples import people
from .romance import forms
from .scripts import CJK, SCRIPT
from .words import ORDINARY_WORDS

SHORT_CAPS = 5
"""Names of so many capitals or fewer count only in capitals; with so many, written as a word, too."""

_ADJECTIVE_ENDINGS = ("e", "en", "em", "er", "es")
_NUMBER = {
    "battery": "batteries", "cell": "cells", "anode": "anodes", "cathode": "cathodes", "electrolyte": "electrolytes",
    "accumulator": "accumulators", "concentrate": "concentrates", "precursor": "precursors",
}  # fmt: skip
_COMPANY_NUMBER = {
    "solution": "solutions", "enterprise": "enterprises", "motor": "motors", "technology": "technologies",
    "material": "materials", "resource": "resources", "industry": "industries", "mineral": "minerals",
    "chemical": "chemicals", "metal": "metals",
}  # fmt: skip
_SPELLINGS = (("sulfide", "sulphide"), ("sulfate", "sulphate"), ("sulfur", "sulphur"), ("aluminum", "aluminium"))


def variants(alias: Alias, label: Label) -> Iterator[str]:
    """Further ways of writing an alias, without the alias itself."""
    if label == "CHEMISTRY" and alias.form == "abbreviation" and alias.text.isascii() and alias.text.isupper():
        yield alias.text + "s"  # LFPs
    if not alias.exact_case:
        if alias.form == "demonym":
            yield from _demonyms(alias)
        elif label == "COMPANY":
            yield from _company_names(alias)
        elif label in ("CHEMISTRY", "MATERIAL"):
            yield from _terms(alias)


def _demonyms(alias: Alias) -> Iterator[str]:
    if alias.language == "de" and alias.text[0].islower():
        yield from (alias.text + ending for ending in _ADJECTIVE_ENDINGS)
        yield from people(alias.text)
    elif alias.language == "en" and alias.text.endswith(("an", "ani", "i")):
        yield alias.text + "s"
    elif alias.language in ("fr", "es"):
        yield from forms(alias.text, alias.language)


def _company_names(alias: Alias) -> Iterator[str]:
    """`LG Energy Solutions` and `Hyundai Motors` are common misspellings, `Svolt` is written as often as `SVOLT`."""
    capitals = alias.text.isascii() and alias.text.isalpha() and alias.text.isupper()
    if len(alias.text) == SHORT_CAPS and capitals and alias.text.lower() not in ORDINARY_WORDS:
        yield alias.text.capitalize()
    head, _, last = alias.text.rpartition(" ")
    if head and alias.language in (None, "en", "de"):
        yield from _inflected(alias.text)
    if head and alias.language in (None, "en"):
        yield from (f"{head} {other.title()}" for other in _other_number(last, _COMPANY_NUMBER) if last[0].isupper())


_INFLECTED = frozenset(
    "Deutsche Norddeutsche Süddeutsche Westdeutsche Ostdeutsche Bayerische Sächsische Hessische Rheinische Badische "
    "Württembergische Thüringische Mitteldeutsche Österreichische Schweizerische Hannoversche Schwäbische Märkische "
    "Neue Erste Allgemeine Hamburgische Berlinische Vereinigte Kölnische".split()
)
"""Adjectives of German companies' names, which change with their case: von der Deutschen Bank."""


def _inflected(text: str) -> Iterator[str]:
    words = text.split(" ")
    if any(word in _INFLECTED for word in words[:-1]) or words[-1] == "Allgemeine":
        yield " ".join(word + "n" if word in _INFLECTED else word for word in words)


def _terms(alias: Alias) -> Iterator[str]:
    text = alias.text.lower()
    if alias.language in (None, "en") and not alias.text.isupper() and not any(SCRIPT[char] in CJK for char in text):
        forms = {text}
        for one, other in _SPELLINGS:
            forms |= {_swapped(form, one, other) for form in list(forms)}
        for form in list(forms):
            head, gap, last = re.fullmatch(r"(.*?)([\s-]?)([^\s-]*)", form, re.S).groups()  # type: ignore[union-attr]
            forms |= {head + gap + other for other in _other_number(last, _NUMBER)}
        yield from sorted(forms - {text})
    elif alias.language == "ko" and " " in text and any(SCRIPT[char] in CJK for char in text):
        yield text.replace(" ", "")


def _swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, other) if one in text else text.replace(other, one)


def _other_number(word: str, table: dict[str, str]) -> Iterator[str]:
    lowered = word.lower()
    for singular, plural in table.items():
        if lowered == singular:
            yield plural
        elif lowered == plural:
            yield singular

"""French and Spanish adjectives of origin: the feminine and the plurals of a masculine singular.

The rules cover the words for peoples (chinois, coréen; alemán, chino); an irregular one is written out in its file.
"""

from __future__ import annotations

from collections.abc import Iterator

_FRENCH = (("ien", "ienne"), ("éen", "éenne"), ("e", "e"), ("i", "ie"))
_SPANISH = (("o", "a"), ("és", "esa"), ("án", "ana"), ("ón", "ona"), ("ol", "ola"), ("uz", "uza"))


def forms(adjective: str, language: str) -> Iterator[str]:
    """The other forms of a French or Spanish adjective; nothing in another language."""
    if language == "fr":
        yield from _french(adjective)
    elif language == "es":
        yield from _spanish(adjective)


def _french(adjective: str) -> Iterator[str]:
    feminine = next((adjective.removesuffix(end) + other for end, other in _FRENCH if adjective.endswith(end)), "")
    feminine = feminine or adjective + "e"
    plural = adjective if adjective.endswith("s") else adjective + "s"
    yield from dict.fromkeys(form for form in (feminine, plural, feminine + "s") if form != adjective)


def _spanish(adjective: str) -> Iterator[str]:
    feminine = next((adjective.removesuffix(end) + other for end, other in _SPANISH if adjective.endswith(end)), "")
    if adjective.endswith("o"):
        plural = adjective + "s"
    elif adjective[-1] in "aeéí":
        plural = adjective + ("s" if adjective[-1] in "ae" else "es")
    else:
        plural = (feminine.removesuffix("a") if feminine else adjective) + "es"  # franceses, alemanes
        plural = plural.replace("zes", "ces")
    yield from dict.fromkeys(form for form in (feminine, plural, feminine and feminine + "s") if form)

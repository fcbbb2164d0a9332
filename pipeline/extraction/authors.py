"""Who wrote it: names alone, without "By", roles and mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ..regex import regex
from . import dates, structured
from .document import squeeze_text
from .markup import Page
from .strings import key, squeeze

_BYLINES = etree.XPath(
    './/*[@rel="author" or @itemprop="author" or contains(concat(" ", normalize-space(@class), " "), " byline ") or '
    'contains(concat(" ", normalize-space(@class), " "), " author ") or contains(@class, "author-name") or '
    'contains(@class, "author_name") or contains(@class, "byline__name")]'
)
_MAIL = regex(r"[(<\[]?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}[)>\]]?")
_LEAD = regex(
    r"^(?:(?:written|posted|published|reported|reporting|story|text|edited)\s+by|by|von|from|par|por|di|"
    r"autor(?:in)?|author|"
    r"reporter|文|撰文|作者|记者|記者|编辑|編集|来源|執筆|글)(?:\s*[:：/／]\s*|\s+)",
    re.IGNORECASE,
)
_TRAIL = regex(
    r"(?:\s*(?:기자|특파원|논설위원|記者|记者|编辑)|[,|–-]?\s+(?:(?:senior|chief|staff|managing|associate|deputy|"
    r"contributing|energy|"
    r"news|business|technology)\s+){0,3}(?:reporter|editor|correspondent|writer|journalist|redakteur(?:in)?|"
    r"redaktion|"
    r"contributor|editor-in-chief))\s*$",
    re.IGNORECASE,
)
_SPLIT = regex(
    r"\s*(?:;|、|，|·|\||\s/\s|\n)\s*|\s+(?:and|und|et|y|&)\s+|,\s+(?!(?:inc|ltd|llc|co|corp|gmbh|jr|sr|phd|md)\b)",
    re.I,
)
_NO_NAME = regex(
    r"https?:|www\.|^\W*$|\d{4}|^@|^(?:admin|administrator|staff|editor|redaktion|editorial staff|guest|user|"
    r"author|by|none|null|unknown)$",
    re.I,
)
_MAX_NAME = 80
_MAX_AUTHORS = 12


def authors(page: Page) -> tuple[str, ...]:
    """Names of the authors in the order printed; a newsroom or agency given as author is one. () when none is
    said."""
    given: list[str] = []
    if page.article is not None:
        given = structured.names(page.article, "author") or structured.names(page.article, "creator")
    if not _names(given):
        for name in (
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "byl",
        ):
            given = list(page.meta.get(name, ()))
            if _names(given):
                break
    if not _names(given):
        given = [squeeze_text(element) for element in _BYLINES(page.tree)[:3]]
        given = [one for one in given if len(one) <= 120][:1]
    return _names(given)


def _names(given: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in given:
        for piece in _SPLIT.split(_without_dates(_MAIL.sub(" ", squeeze(value)[:500]))):
            name = _bare(piece or "")
            if name and len(name) <= _MAX_NAME and not _NO_NAME.search(name):
                found.setdefault(key(name), name)
    return tuple(found.values())[:_MAX_AUTHORS]


def _bare(piece: str) -> str:
    name = _LEAD.sub("", piece.strip(" ,:：-–|/"))
    if _ROLE.fullmatch(name):
        return ""
    for _ in range(3):  # "By Senior Reporter Jane Doe, Editor" needs more than one pass
        name = _TRAIL.sub("", _LEAD.sub("", name)).strip(" ,:：-–|/")
    return name


def _without_dates(text: str) -> str:
    for _, start, stop in sorted(dates.visible(text), key=lambda found: -found[1]):
        text = text[:start] + ";" + text[stop:]
    return text


_ROLE = regex(
    r"(?:(?:senior|chief|staff|managing|associate|deputy|contributing|energy|news|business|technology)\s+){0,3}"
    r"(?:reporter|editor|correspondent|writer|journalist|contributor|editor-in-chief|기자|記者|记者)",
    re.IGNORECASE,
)

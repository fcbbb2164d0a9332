"""German nouns that a model takes for companies, as every noun has a capital there.

A name seldom has an article, an adjective or a contracted preposition before it (der, dortige, im), and few names end
as nouns are made (-ung, -schaft, -hersteller). What the text has elsewhere with an article is a noun, too. Neither is
a phrase that a preposition opens (Beim Elektrolyt) or a participle before its auxiliary (Erprobt werden) a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..regex import regex

_MADE = regex(
    r".+(?:ungs?|ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|ität(?:en)?|enz|anz|nis|tum|ismus|ling"
    r"|jahre?s?|tage?s?|speichern?|werke?n?|fabrik(?:en)?|herstellern?s?|träger|bewerb|wehr|eure?s?|isten?|kosten|preise?n?"
    r"|märkten?|markte?s?|kraft|kräfte|plan|pläne|zahl|zahlen|rate|raten|quote|anlagen?|zellen?|batterien?|akkus?|linien?"
    r"|gebühr|leistung|menge|mengen|kunden?|partnern?|anbietern?|betreibern?|experten?|chefs?|sprechern?s?|konzerns?|firmen"
    r"|unternehmen|projekte?n?s?|stoffe?n?|autos?|fahrzeuge?n?|busse?n?|netze?n?s?|stroms?|energie|technik|industrie"
    r"|fehler|physik|chemie|flow|zeit(?:en)?|schutz|ziele?|verbrauch|bedarf|handel|verkehr|umsatz|gewinne?|verluste?|zuschüsse?"
    r"|steuern?|berichte?|zölle?|engpässe?|schulden|systeme?|modelle?|materiali?e?n?|pulver|säuren?|unfälle?|brände?|schäden|risiken"
    r"|pullovern?|menü|lager|lücken?|ketten?|debatte|krise|wende|welle|strategie|phase|reihe|branche|seite|woche|monate?|quartale?"
    r"|politik|minister|gesetze?s?|verträge?n?|vertrags?|aufträge?n?|probleme?n?|chancen?|gründe?n?|folgen?|nahmen?|zylindern?|sitzern?|türern?|antriebe?n?|motoren?|betriebs?"
    r"|(?:frei|fähig|lich|isch|bar|haltig|basiert)e[nmrs]?)",
    re.IGNORECASE,
)
_OPENING = regex(
    r"(?:Im|Am|Zum|Zur|Beim|Vom|Ins|Ans|Aufs|Bei|In|An|Auf|Aus|Für|Mit|Nach|Von|Über|Unter|Vor|Durch|Um|Gegen|Ohne|Pro|Seit"
    r"|Laut|Wegen|Trotz|Während|Zwischen|Neben|Statt|K?[Ee]ine?[nmrs]?|Die(?:se[nmrs]?)?|D(?:er|as|en|em|es))\s"
)
_PARTICIPLE = regex(r"(?:Ge|Er|Be|Ver|Ent|Zer|Ab|An|Auf|Aus|Ein|Vor|Nach|Zu)[a-zäöüß]{3,}(?:t|en)")
_AUXILIARY = regex(r"\s(?:w(?:ird|erden|urden?)|sind|waren|ist|war|h(?:at|aben|atten?)|soll(?:en|te|ten)?)(?!\w)")
_GOODS = regex(
    r"\s(?:[A-ZÄÖÜ][a-zäöüß]*)?(?:materiali?e?n?s?|zellen?|batterien?|akkus?|speichern?s?|werke?n?s?|fabrik(?:en)?|aktien?"
    r"|autos?|fahrzeuge?n?|modelle?n?)",
    re.IGNORECASE,
)
_COMPOUND = regex(r"[^\W\d_]+-[A-ZÄÖÜ][a-zäöüß]+")
_COURT = regex(r"(?:LG|OLG|AG|VG|OVG) [A-ZÄÖÜ][a-zäöüß]+")
_BEFORE_COURT = regex(r"(?:[Dd]as|[Dd]em|[Vv]om|[Aa]m|[Bb]eim|[Vv]orm) $")
_ARTICLE = regex(r"(?<!\w)(?:der|die|das|dem|den|des|eine?[nmr]?)(?= (\w+))")
_BEFORE = regex(r"([^\W\d_]+)[ \u00a0]$")
_DETERMINER = regex(
    r"(?:d(?:er|ie|as|en|em|es)|k?eine?[nmrs]?|(?:ihr|sein|unser|mein|dies|jed|jen|welch|manch|solch|all)e?[nmrs]?|im|am"
    r"|zum|zur|beim|vom|ins|ans|aufs|ohne|pro|beide[nr]?|mehr|viel|wenig|kaum|statt|gegen|per|als)",
    re.IGNORECASE,
)
_ADJECTIVE = regex(r"[a-zäöüß]{3,}(?:e|en|er|es|em)")
_NO_ADJECTIVE = frozenset(
    "unter über hinter neben zwischen wegen aber oder eben gegen seinen haben wollen sollen werden waren wurden seien "
    "liefern bauen kommen sehen setzen stellen übernehmen kaufte wollte sollte hatte wurde konnte musste baute "
    "lieferte heute gerade indes dabei sowie unterdessen".split()
)


def is_noun(text: str, start: int, end: int) -> bool:
    """Whether a single word that is taken for a name in a German text is rather a noun."""
    word = text[start:end]
    word = word.rpartition("-")[2] if _COMPOUND.fullmatch(word) else word
    if not word.isalpha() or word.isupper() or not word[1:].islower():
        return False
    if _MADE.fullmatch(word):
        return True
    if end - start > len(word):
        return False  # a name may stand before the hyphen
    before = _BEFORE.search(text, max(0, start - 30), start)
    if before is not None and _leads_to_noun(before[1]):
        return True
    return word in _with_article(text)


@lru_cache(maxsize=2)
def _with_article(text: str) -> frozenset[str]:
    """The words that stand behind an article anywhere in a text: one reading of it serves all its names."""
    return frozenset(_ARTICLE.findall(text))


def is_phrase(text: str, start: int, end: int) -> bool:
    """Whether what a model alone calls a company is a phrase or a participle that begins its sentence."""
    if _OPENING.match(text, start, end):
        return True
    if _COURT.fullmatch(text, start, end) and _BEFORE_COURT.search(text, max(0, start - 5), start):
        return True
    return _PARTICIPLE.fullmatch(text, start, end) is not None and _AUXILIARY.match(text, end) is not None


def is_goods(text: str, start: int, end: int) -> bool:
    """Whether what goes on behind a known company's name is only what it makes or owns (BASF Kathodenmaterial)."""
    return _GOODS.fullmatch(text, start, end) is not None


def _leads_to_noun(word: str) -> bool:
    return _DETERMINER.fullmatch(word) is not None or (
        _ADJECTIVE.fullmatch(word) is not None and word not in _NO_ADJECTIVE
    )

"""What speaks for a company that only a model sees in a German text, where every noun has a capital.

Somebody: a noun that says what it is (`Firma Moll`, `Hersteller Lyten`), a verb of business behind it (`Kestrel baut`),
a legal form or a word of the trade inside it, letters that no German noun has (`EnBW`, `24M`), a bracket. Without any
of these, on real pages four of five such names were nouns.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..regex import regex
from .findings import ModelSpan
from .words import CORPORATE_WORDS, GOODS_WORDS, TRADE_WORDS, is_role

_BEFORE = regex(r"(?P<noun>[^\W\d_][\w-]*)[ \u00a0][„\"“»‚']?$")
_MORE_NOUNS = frozenset(
    "Firma Firmen Gruppe Marke Mutter Tochter Start-up Startup Start-ups Startups Kanzlei Bank Händler Agentur Verlag "
    "Zeitung Magazin Portal Investor Investoren Kunde Kunden Partner Wettbewerber Konkurrent Rivale Rivalen "
    "Holding".split()
)
_LAST = frozenset(
    "Works Labs Lab Partners Capital Ventures Components Automotive Mobility Logistics Electronics Semiconductor "
    "Semiconductors Pharma Bank Digital Networks Trucks Cars Aerospace Robotics Engineering Consulting Services".split()
)
_MARKED = regex(r"\w*(?:[a-zäöüß][A-ZÄÖÜ]|[A-Za-z]\d|\d[A-Za-z]|&)\w*")
_FOREIGN = regex(r"(?:[A-Z][\w'’]+ )+(?:of|&|and) [A-Z]\w+")
_AT_WORK = regex(
    r"[\"“»”']?(?:\s\([A-Z]{2,6}\))?\s(?:baut|bauen|plant|will|hat|hatte|habe|ist|liefert|produziert|investiert|eröffnet|übernimmt|kauft|verkauft"
    r"|meldet|teilt|kündigt|kooperiert|arbeitet|entwickelt|fertigt|stellt|setzt|erhält|bekommt|betreibt|bietet|beliefert"
    r"|startet|steigt|beteiligt|gehört|gründet|wächst|sucht|nutzt|rechnet|erwartet|senkt|erhöht|streicht|schließt|zieht"
    r"|gibt|gab|wird|wurde|soll|sieht|verhandelt|erwirbt|zahlt|verliert|gewinnt|könnte|möchte|verspricht|beginnt|nimmt)(?!\w)"
)
_WITH = regex(
    r"(?<!\w)(?:[Aa]uch|darunter|etwa|beispielsweise|[Ss]owohl|[Nn]eben|gegenüber|[Ll]aut|namens|wie|wie etwa|bei)"
    r" [„\"“»]?$"
)
_GROUP = regex(r"-(?:Gruppe|Konzern|Chef|Werk|Tochter|Aktie|Sprecher|Manager|Vorstand|Fabrik|Angaben|Zellen|Anteile)")
_STARTS = regex(r"(?:^|[.!?:;][\"“”»]?\s+|\n)[„\"“»]?$|,\s$")


def witnessed(text: str, spans: Sequence[ModelSpan]) -> list[ModelSpan]:
    """The spans without companies for which nothing speaks anywhere in the text."""
    spoken_for = {_name(text, span) for span in spans if span.label == "COMPANY" and _is_spoken_for(text, span)}
    return [span for span in spans if span.label != "COMPANY" or _name(text, span) in spoken_for]


def _name(text: str, span: ModelSpan) -> str:
    return text[span.start : span.end].strip()


def _is_spoken_for(text: str, span: ModelSpan) -> bool:
    name = _name(text, span)
    words = name.split()
    if _MARKED.fullmatch(words[0]) or _FOREIGN.fullmatch(name) or _is_of_business(words):
        return True
    before = _BEFORE.search(text, max(0, span.start - 40), span.start)
    if before is not None and (before["noun"] in _MORE_NOUNS or is_role(before["noun"])):
        return True
    if _GROUP.match(text, span.end) or _WITH.search(text, max(0, span.start - 24), span.start):
        return True
    starts = _STARTS.search(text[max(0, span.start - 6) : span.start]) is not None
    return starts and _AT_WORK.match(text, span.end) is not None


def _is_of_business(words: Sequence[str]) -> bool:
    """Whether a name of several words ends in a legal form or a word of the trade: Kestrel Energy, Moll GmbH."""
    last = words[-1].strip(".,")
    return len(words) > 1 and (last.lower() in CORPORATE_WORDS or last in _LAST | TRADE_WORDS | GOODS_WORDS)

"""What speaks for a company that only a model sees in a German text, where every noun has a capital.

Somebody: a noun that says what it is (`Firma Moll`, `Hersteller Lyten`), a verb of business behind it (`Kestrel baut`),
a legal form or a word of the trade inside it, letters that no German noun has (`EnBW`, `24M`), a bracket. Without any
of these, on real pages four of five such names were nouns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


_TRADES_FIRST = frozenset(
    "Stadtwerke Kreissparkasse Sparkasse Volksbank Raiffeisenbank Gießerei Schreinerei Tischlerei Blechnerei "
    "Schlosserei Brauerei Molkerei Druckerei Bauunternehmen Autohaus Elektro Modehaus Möbelhaus Bankhaus Verlagsgruppe "
    "Weingut".split()
)
_TRADES_LAST = frozenset(
    "Energie Energien Energiespeicher Tiefbau Hochbau Holzbau Metallbau Stahlbau Anlagenbau Maschinenbau Fahrzeugbau "
    "Ingenieure Wertstoff Recycling Logistik Securities Fund Funds Machinery Aufbaubank Versicherung Versicherungen "
    "Bau Technik Elektronik Elektrotechnik Kunststoffe Umwelttechnik Immobilien Wohnen Medien OHG eGbR Bus Rail "
    "Networks".split()
)
_ORIGIN = regex(r" aus (?:dem |der )?[A-ZÄÖÜ]")
_FROM = regex(r"(?<!\w)(?:von|Von|mit|Mit|an) [„\"“»]?$")
_JOINT = regex(r",? (?:und|sowie|oder) |, |/| & ")


def witnessed(
    text: str,
    spans: Sequence[ModelSpan],
    known: Sequence[tuple[int, int]] = (),
    is_noun: Callable[[str], bool] | None = None,
) -> list[ModelSpan]:
    """The spans without companies for which nothing speaks anywhere in the text.

    `known`: where listed companies stand, in order; `is_noun`: whether a word (lower case) is an ordinary noun. With
    such a list less has to speak for a name that is none: a company beside it, its town behind it, `von` before it.
    """
    ends, starts = {end for _, end in known}, {start for start, _ in known}

    def is_named(span: ModelSpan) -> bool:
        words = _name(text, span).split()
        if not words or is_noun is None or any(is_noun(word.lower().strip("-,.")) for word in words):
            return False
        if _ORIGIN.match(text, span.end) or _stands_in_row(text, span, starts, ends):
            return True
        return _FROM.search(text, max(0, span.start - 6), span.start) is not None and len(words) < 3

    spoken_for = {
        _name(text, span)
        for span in spans
        if span.label == "COMPANY" and (_is_spoken_for(text, span) or is_named(span))
    }
    return [span for span in spans if span.label != "COMPANY" or _name(text, span) in spoken_for]


def _stands_in_row(text: str, span: ModelSpan, starts: set[int], ends: set[int]) -> bool:
    """Whether a listed company is joined to the span: Axpo und Primelo."""
    behind = _JOINT.match(text, span.end)
    if behind is not None and behind.end() in starts:
        return True
    return any(end in ends and _JOINT.fullmatch(text, end, span.start) for end in range(span.start - 7, span.start))


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
    if len(words) < 2:
        return False
    if words[0] in _TRADES_FIRST or last in _TRADES_LAST:
        return True
    return last.lower() in CORPORATE_WORDS or last in _LAST | TRADE_WORDS | GOODS_WORDS

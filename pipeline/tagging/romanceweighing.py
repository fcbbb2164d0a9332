"""French and Spanish: is a name that is also a word the name here?

Nouns have no capital there, so that a capital in the middle of a sentence, without an article before it, is nearly
always a name's (chez Orange, de Meta). At a sentence's start every word has one (`Para el presidente`, `Normal, les
…`), and behind an article stands a common noun.
"""

from __future__ import annotations

import re
from functools import cache

from .europeanroles import is_explained, is_led
from .findings import Finding, Findings
from .institutions import in_headline
from .neighbours import Around, around
from .romancewords import DETERMINERS
from .wordnames import COMPANY_WORDS
from .words import CORPORATE_WORDS

_PLACES = {
    "fr": frozenset(
        """
        acre balsas baise bath boise brusque cabanas canton cascade cascades creuse cuvette derby erode halle lac
        lacs lagunes liberty lime mobile mono montagnes moka normal oral oriental palis para percut plaisance
        plateau pelotas pole principe providence quiche redonda ruse salé savane savanes serra store sucre surprise
        tempe timon van vas marches mesa metro gales glacis grenadines capas assis breves cave cantal metairie
        oxford phoenix victoria sari mati nui muta medina mures lori gap lot cher manche somme aube nord var eure
        ain orne bar die sens nancy corona mans landes frise ponce talas limon barrie charlotte lima split pool
        concord union summit
        """.split()
    ),
    "es": frozenset(
        """
        para aurora amarillo atlantico bello chico colonia concepcion concepción cuenca diadema divo escondido
        fortaleza fresno ensenada gabela guarda isla laguna lagarto libia milagro montana palma plano pueblo
        portuguesa principe redonda resistencia rocha salto sano seto singa sonora tanta torreón vallejo calabozo
        ejido iguala mansa sacramento virar normal corona victoria libertad progreso pilar rosario unión esperanza
        mesa metro van sal mar sol parral reunión lima mobile split pool santa santo cruz rio campo flores paz sucre
        colón salta granada union summit agra
        """.split()
    ),
}
"""Places (lower case) whose name is a word of the language."""
_PLACE_BEFORE = frozenset("à en de depuis vers entre près d' a desde hacia hasta por cerca y et".split())


def settled(text: str, findings: Findings) -> Findings:
    """The findings without words, and with the doubtful companies that what stands around makes sure of."""
    language = findings.language
    kept = []
    refused = list(findings.refused)
    for one in findings.catalogue:
        if one.label == "REGION" and _is_word(text, one, language):
            refused.append((one.start, one.end))
        else:
            kept.append(one)
    doubtful = []
    for one in findings.doubtful:
        free = not any(other.start < one.end and one.start < other.end for other in kept)
        if one.label == "COMPANY" and free and _is_company(text, one, language):
            kept.append(one)
        elif one.label == "REGION" and _is_word(text, one, language):
            refused.append((one.start, one.end))
        else:
            doubtful.append(one)
    return Findings(kept, findings.patterns, refused, doubtful, language)


def _is_word(text: str, place: Finding, language: str) -> bool:
    """Whether a place's name is rather the word that begins its sentence or that an article leads to."""
    surface = text[place.start : place.end]
    if place.form == "demonym" and surface[:1].isupper():
        return _is_in_name(around(text, place.start, place.end), language)
    if place.form == "demonym" and text.endswith(("(en ", " en ", "idioma ", "langue "), 0, place.start):
        return True  # the language
    if surface.lower() not in _PLACES[language] or surface.isupper():
        return False
    beside = around(text, place.start, place.end)
    before = beside.before.lower()
    if beside.sign_before == " " and before in _PLACE_BEFORE:
        return False
    if beside.sign_after in (", ", " (") and beside.after[:1].isupper() and not beside.begins:
        return False
    return beside.begins or before in DETERMINERS[language] or in_headline(text, place.start) or place.score < 1


def _is_in_name(beside: Around, language: str) -> bool:
    """Whether an adjective owes its capital to the name that it is part of: Generalitat Valenciana, Crédit Lyonnais."""
    before = beside.before
    return (
        beside.sign_before == " "
        and before[:1].isupper()
        and before[1:].islower()
        and before.lower() not in DETERMINERS[language]
        and not beside.headline
    )


def _is_company(text: str, one: Finding, language: str) -> bool:
    if is_led(text, one.start, language) or is_explained(text, one.end, language):
        return True
    beside = around(text, one.start, one.end)
    if beside.sign_before == " " and beside.before.lower() == "chez":
        return True
    surface = text[one.start : one.end]
    if surface.lower() not in COMPANY_WORDS or surface.isupper() or " " in surface:
        return False
    return _stands_as_name(beside, language)


def _stands_as_name(beside: Around, language: str) -> bool:
    """Whether a capital can only be a name's: in the middle of a sentence, with nothing that makes it part of a longer
    name, or at its start before a verb."""
    before = beside.before
    if beside.headline or before.lower() in DETERMINERS[language] or before[:1].isupper():
        return False
    if beside.sign_after == " " and beside.after[:1].isupper() and beside.after.lower() not in CORPORATE_WORDS:
        return False
    if beside.begins:
        return beside.sign_after == " " and _verb().fullmatch(beside.after) is not None
    return beside.sign_before in (" ", "’", "'", " (", ", ") and not beside.sign_after.startswith("-")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        r"a|va|vend|veut|vise|prévoit|compte|annonce|lance|produit|investit|ouvre|ferme|doit|devrait|pourrait|reste|rachète"
        r"|signe|construit|développe|affirme|explique|indique|espère|emploie|fabrique|propose|fournit|supprime|confirme"
        r"|ha|quiere|prevé|anuncia|vende|produce|invierte|abre|cierra|debe|tiene|sigue|fue|cuenta|ganó|perdió|reduce"
        r"|compra|fabrica|suministra|desarrolla|construye|anunció|lanzó|firmó|invertirá|espera|planea|lanza|presenta|elige"
    )

"""German, French and Spanish institutions that bear the name of their place: Ayuntamiento de Barcelona.

What a company or an exchange owes its place to is another matter (Bourse de Paris, port de Dunkerque).
"""

from __future__ import annotations

import re
from functools import cache

_HEADS = (
    # French, Spanish, Portuguese: `of` between head and place
    r"(?:[Mm]airie|(?:[Ss]ous[- ])?[Pp]réfecture|[Pp]réfet|[Cc]onseil (?:régional|départemental"
    r"|général|municipal)|[Rr]ectorat"
    r"|Banque(?: centrale| nationale)?|[Uu]niversité|[Aa]cadémie|École(?: [^\W\d_]+){0,4}|Institut(?: [^\W\d_]+){0,3}"
    r"|Chambre de commerce(?: et d['’]industrie)?|CCI|CHU|CHRU|Agence (?:régionale|de développement)|Opéra|Olympique"
    r"|[Cc]our d['’]appel|[Tt]ribunal(?: [^\W\d_]+| de (?:commerce|grande instance)){0,2}|[Pp]arquet"
    r"|[Aa]yuntamiento|Junta|[Dd]iputación(?: [Ff]oral| [Pp]rovincial)?|[Gg]eneralitat|Xunta"
    r"|Cabildo|Consell|Alcaldía|Gobernación"
    r"|[Uu]niversidad(?: [^\W\d_]+){0,2}|Universitat(?: [^\W\d_]+)?|Universidade|Banco(?: [Cc]entral)?"
    r"|Cámara de Comercio(?: e Industria)?|Consejería(?: [a-z]+){0,3}|Audiencia(?: [Pp]rovincial)?"
    r"|Tribunal(?: [A-Z][a-z]+){0,2}"
    r"|Instituto(?: [^\W\d_]+){0,3}|Escuela(?: [A-Z][a-z]+)*|Politécnica|Hospital|Arzobispado|Catedral|Real)"
    r" (?:de (?:la |l['’]|las |los )?|d['’]|du |des |del )$"
    # German: the place follows at once or behind an article or a genitive
    r"|(?:[\w-]*(?:[Ii]nstitut(?:e?s)?|[Mm]inisterium|[Mm]inisteriums|[Bb]ehörde)|(?:Land|Amts|Arbeits|Verwaltungs"
    r"|Sozial|Oberlandes|Oberverwaltungs)gerichts?"
    r"|Landeskriminalamt|LKA|Polizeipräsidium|(?:General)?[Ss]taatsanwaltschaft|Regierungspräsidium|Bezirksregierung"
    r"|Landesregierung|Staatskanzlei|Landtag|Handwerkskammer|Industrie- und Handelskammer"
    r"|Arbeitsagentur|Uniklinik(?:um)?"
    r"|Universitätsklinik|Verbraucherzentrale|Landesbank|Kreissparkasse|Sparkasse|Volksbank|Technischen? Universität"
    r"|Technischen? Hochschule|Berufsakademie|Bistum|Erzbistum|IG Metall|IG[- ]Metall[- ]Bezirk"
    r"|Verdi|Unternehmerverband|Südwestmetall"
    r"|Arbeitgeberverband|Umweltamt|Landesamt|Landesanstalt|Wirtschaftsförderung|DGB|SC|FC|VfB"
    r"|Eintracht|Hertha|Borussia)"
    r" (?:von |der |des |für )?$"
    r"|(?:[Ll]andesverband|[Ll]andesverbands|[Ll]andesverbandes|[Bb]ezirksverband|Kreisverband|Landesgruppe)"
    r"(?: (?:der |des |für |von )?[A-ZÄÖÜ][\w.-]+){0,3} $"
)


_PLAIN = dict(zip("áéèíóúôÉ", "aeeiouoE", strict=True))


@cache
def _before() -> re.Pattern[str]:
    """Texts come with and without their accents (folding.py)."""
    heads = re.sub("[áéèíóúôÉ]", lambda found: f"[{found[0]}{_PLAIN[found[0]]}]", _HEADS)
    return re.compile(rf"(?<![\w-])(?:{heads})")


def holds_place(cased: str, start: int) -> bool:
    """Whether an institution's head noun leads to the place that begins here."""
    words = cased[max(0, start - 24) : start].split(" ")
    last = (words[-2] if words[-1] == "" else words[-1]) if len(words) > 1 else words[-1]
    if last.islower() and last not in _SMALL and last[-1:] not in "'’":
        return False
    return _before().search(cased, max(0, start - _LEFT), start) is not None


_LEFT = 60
_SMALL = frozenset("de du des del la las los der für von".split())

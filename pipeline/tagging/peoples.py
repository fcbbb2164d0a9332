"""German nouns for the people (and companies) of a country, from its adjective: chinesisch → Chinese, Chinesen."""

from __future__ import annotations

from collections.abc import Iterator

_NOUNS = dict(
    pair.split(":")
    for pair in (
        "österreichisch:Österreicher indisch:Inder australisch:Australier kanadisch:Kanadier spanisch:Spanier "
        "belgisch:Belgier norwegisch:Norweger italienisch:Italiener britisch:Brite französisch:Franzose "
        "schwedisch:Schwede finnisch:Finne dänisch:Däne polnisch:Pole tschechisch:Tscheche türkisch:Türke "
        "russisch:Russe "
        "griechisch:Grieche kroatisch:Kroate serbisch:Serbe bulgarisch:Bulgare rumänisch:Rumäne slowakisch:Slowake "
        "slowenisch:Slowene niederländisch:Niederländer holländisch:Holländer thailändisch:Thailänder "
        "isländisch:Isländer neuseeländisch:Neuseeländer europäisch:Europäer argentinisch:Argentinier "
        "indonesisch:Indonesier tunesisch:Tunesier malaysisch:Malaysier kalifornisch:Kalifornier schottisch:Schotte "
        "ukrainisch:Ukrainer lettisch:Lette litauisch:Litauer luxemburgisch:Luxemburger chilenisch:Chilene "
        "ägyptisch:Ägypter tansanisch:Tansanier iranisch:Iraner ungarisch:Ungar asiatisch:Asiat "
        "skandinavisch:Skandinavier"
    ).split()
)
_BY_ENDING = (("anisch", "aner"), ("esisch", "ese"))
_AREAS = ("nord", "süd", "ost", "west", "südost", "zentral", "mittel", "latein")


def people(adjective: str) -> Iterator[str]:
    """The nouns in all their cases, singular and plural; nothing for an adjective that no rule covers."""
    noun = _noun(adjective)
    if noun is None:
        return
    yield noun
    if noun.endswith("e"):
        yield noun + "n"
        return
    yield from (noun + ending for ending in (("en",) if noun[-1] == "t" else ("n", "s")))


def _noun(adjective: str) -> str | None:
    for area in ("", *_AREAS):
        known = _NOUNS.get(adjective.removeprefix(area)) if adjective.startswith(area) else None
        if known is not None:
            return (area + known.lower()).capitalize() if area else known
    for ending, of_people in _BY_ENDING:
        if adjective.endswith(ending) and adjective[0].islower():
            noun = adjective.removesuffix(ending) + of_people
            return noun[0].upper() + noun[1:]
    return None

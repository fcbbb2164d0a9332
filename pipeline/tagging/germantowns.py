"""German adjectives of towns: Aachener, Leipziger, Münchner. They never change their ending and keep their capital."""

from __future__ import annotations

import re
from functools import cache

from ..regex import regex
from .institutions import in_headline

COUNTRIES = frozenset({"DE", "AT", "CH"})
_IRREGULAR = {
    "Bremen": "Bremer", "Bremerhaven": "Bremerhavener", "Dresden": "Dresdner", "München": "Münchner",
    "Zürich": "Zürcher", "Basel": "Basler", "Hannover": "Hannoveraner", "Münster": "Münsteraner", "Halle": "Hallenser",
    "Salzgitter": "Salzgitteraner", "Emden": "Emder", "Minden": "Mindener", "Verden": "Verdener", "Genf": "Genfer",
    "Kassel": "Kasseler", "Wien": "Wiener", "Köln": "Kölner", "Nürnberg": "Nürnberger", "Frankfurt": "Frankfurter",
}  # fmt: skip
_NAME = regex(r"[A-ZÄÖÜ][a-zäöüß]{3,}")
_STATES = frozenset({"Bayern", "Hessen", "Sachsen", "Thüringen", "Brandenburg", "Saarland", "Steiermark", "Bavaria"})


def adjective(town: str) -> str | None:
    """The adjective of a town by its German name; None where no rule fits (two words, a state)."""
    if town in _IRREGULAR:
        return _IRREGULAR[town]
    if not _NAME.fullmatch(town) or town in _STATES:
        return None
    if town.endswith(("ingen", "ungen")):
        return town[:-2] + "er"
    return town + ("r" if town.endswith("e") else "er")


@cache
def _adjective_use() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a town's adjective, and what stands before a town's people."""
    return (
        re.compile(
            r" (?:(?:und|oder|bis|sowie) )?(?:[a-zäöüß]+(?:e|en|er|es|em) ){0,2}[„\"“»]?[A-ZÄÖÜ0-9]"
            r"|-? (?:und|oder) [A-ZÄÖÜ]\w+er "
        ),
        re.compile(
            r"(?:[Dd]ie|[Dd]en|[Vv]iele[nr]?|[Aa]lle[nr]?|[Gg]ebürtige[nr]?|[Tt]ausende[nr]?|"
            r"[Mm]eisten|[Jj]unge[nr]?) $"
        ),
    )


def is_adjective(text: str, start: int, end: int) -> bool:
    """Whether a town's adjective at this span is one, or means its people: a noun follows it (Berliner Start-up).

    Alone it is a pastry, a horse, a dish or somebody's name: 9.000 Berliner, ein Hamburger, Bremer zog sich …
    """
    noun, people = _adjective_use()
    if noun.match(text, end):
        return True
    return people.search(text, max(0, start - 12), start) is not None and text[end : end + 1] != "-"


@cache
def _in_name() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An adjective of origin with a capital in the middle of a sentence, where it has none unless it is in a name."""
    return (
        re.compile(r"[A-ZÄÖÜ][a-zäöüß-]*(?:isch|deutsch|Deutsch)(?:e[nmrs]?)? [A-ZÄÖÜ]|Deutsche[nmrs]? [A-ZÄÖÜ]"),
        re.compile(r"[a-zäöüß,] $"),
    )


def is_in_name(text: str, start: int, end: int) -> bool:
    """Whether such an adjective at this span is part of a name: der Deutschen Umwelthilfe, Sächsische Zeitung."""
    name, before = _in_name()
    return (
        text[start].isupper()
        and name.match(text, start) is not None
        and text[end : end + 1] == " "
        and before.search(text, max(0, start - 2), start) is not None
        and not in_headline(text, start)
    )


NOUNS = frozenset(
    "heide kiel essen halle hof regen siegen laufen wallbox rock form total saturn eon seat smart mini "
    "kehl worms celle lage emden wagen weiden lohne haan moers minden".split()
)
"""Names (lower case) that are German nouns or verbs as well: behind an article they are that."""
_DETERMINER = regex(
    r"(?<!\w)(?:der|die|das|den|dem|des|eine?[nmrs]?|kein\w*|ihre?[nmrs]?|seine?[nmrs]?|diese[nmrs]?|jede[nmrs]?|beiden"
    r"|zwei|drei|vier|zum|zur|beim|vom|ins|im|welche[nmrs]?|neue[nmrs]?|grüne[nmrs]?|alte[nmrs]?|[\d,.]+) $",
    re.IGNORECASE,
)
_GENITIVE = regex(r"(?<!\w)(?:des|[a-zäöüß]{2,}es)(?: [a-zäöüß]+en){0,2} $", re.IGNORECASE)
"""Before the genitive of a common noun: des ganzen Landes, jedes Landes; the Landes in France are a plural."""


@cache
def _poles() -> re.Pattern[str]:
    return re.compile(r" (?:der|des|eine[rs]|von|und) ")


def is_noun(cased: str, start: int, end: int) -> bool:
    """Whether such a word at this span of a German text is a noun: die Heide, den Polen der Zelle, drei Tesla."""
    word = cased[start:end].lower()
    if word == "polen" and cased.endswith(("den ", "iden "), 0, start):
        return _poles().match(cased, end) is not None
    if word == "landes":
        return _GENITIVE.search(cased, max(0, start - 40), start) is not None
    return word in NOUNS and _DETERMINER.search(cased, max(0, start - 14), start) is not None

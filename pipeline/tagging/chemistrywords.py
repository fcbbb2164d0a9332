"""Words that name a battery technology only beside the right noun: solid-state cells, but solid-state physics."""

from __future__ import annotations

from ..regex import regex

_LOOSE = frozenset(
    {
        "silicon", "sulfide", "sulphide", "oxide", "halide", "polymer", "garnet", "ternary", "solid state",
        "all solid state", "semi solid", "high nickel", "manganese rich", "nickel rich", "hard carbon", "zinc based",
        "oxide based", "polymer based", "iron air",
    }
)  # fmt: skip
_NEXT = regex(r" ([a-z][a-z-]*)")
_BATTERY_NOUN = regex(
    r"(?:batter|cell|anode|cathode|electrolyte|electrode|separator|lithium|pack|technolog|chemistr|material|prototype"
    r"|pilot|sample|design|development|research|production|manufactur|plant|line|start|develop|maker|compan|firm|race"
    r"|project|program|system|storage|long|energy|version|option|solution|variant|platform|patent|breakthrough|ev"
    r"|vehicle|car|solid|semi|all|rich|dominant|composite|powder|product|approach|route|path|supply|commerciali|ssb"
    r"|assb|nmc|ncm|nca|lfp|graphite|carbon|silicon|formul|mass|market|sector|industr|player|rival|alternative|type|based)"
)
_AMOUNT = regex(r"\b(?:tonnes|tons|kilograms|kg|tpa|t|pounds|price) (?:of |for )?(?:refined |pure )?$")
"""Before `lithium metal`: goods that are weighed and sold, no anode."""
_SMALL = frozenset(
    "and or is are was were in on for at by to with will would could can may from of has have had as that than while "
    "but which its their it the a an into over through since until after before because if when where so rather "
    "instead not also still already remains offers promises uses made using und oder ist".split()
)


def is_loose_word(lower: str, start: int, end: int) -> bool:
    """Whether such a word at this span of the folded text is followed by a noun from elsewhere (silicon chip)."""
    if lower[start:end] == "lithium metal":
        return _AMOUNT.search(lower, max(0, start - 24), start) is not None
    if lower[start:end] not in _LOOSE:
        return False
    following = _NEXT.match(lower, end)
    return following is not None and following[1] not in _SMALL and not _BATTERY_NOUN.match(following[1])

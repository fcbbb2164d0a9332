"""Short company names in Japanese: 射|出光 holds no Idemitsu, 日産500個 is a daily output, 本田圭佑 a person.

Japanese writes no blanks either, but a company of two characters seldom touches another Han character, except for words
that lead to it (大手日産, 仏…) or follow from it (日産製, 日立側).
"""

from __future__ import annotations

from .scripts import DIGIT, HAN, SCRIPT

LONGEST = 2
_LEADS = frozenset("米独仏英韓中日伊豪印加欧亜新旧前元現同各対他全手社業者先敵方側")
_FOLLOWS = frozenset("製社株系車側向等会幹首陣本工傘子関両各他勢連")
_OUTPUT = frozenset({"日産", "月産", "年産"})


def is_other_word(text: str, start: int, end: int) -> bool:
    """Whether the characters around a company's name of at most two Han characters make it another word."""
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if before and SCRIPT[before] == HAN and before not in _LEADS:
        return True
    if after and text[start:end] in _OUTPUT and (SCRIPT[after] == DIGIT or after in "約数 "):
        return True
    return bool(after) and SCRIPT[after] == HAN and after not in _FOLLOWS

"""Chinese words around a short name: 隆|重庆|祝 holds no Chongqing, 引|起亚|洲 no Kia.

Chinese sets no blanks, so two or three characters of a name turn up across two other words. A dictionary's words tell;
names of four characters and more need none. The dictionary (33 MB of memory, 0.1 s) is loaded when first asked.
"""

from __future__ import annotations

from .hannames import words_of

_SAME_COMPANY = frozenset("车 車 系 版 厂 廠 方 们 汽车 汽車 公司 集团 集團 电池 電池 股份".split())
"""What a dictionary's word may hold behind a company's name that leaves it that company."""


_LEADS = "和与與在由从從到及赴对對等"
"""A small word before a place, which the dictionary may take for the first character of a name: 和|桐城."""


class HanWords:
    """The words of one Chinese text."""

    def __init__(self, text: str, given: str = "") -> None:
        """`given`: the text before it was folded; what its words are is asked elsewhere, too (hannames.py)."""
        self._text = text
        self._borders = words_of(given if len(given) == len(text) else text).borders

    def run_across(self, start: int, end: int, *, place: bool) -> bool:
        """Whether words begin or end inside the name at this span.

        A longer word that begins with a place's name speaks of the place (中国人); with a company's it is another word.
        """
        if start not in self._borders:  # 辽宁大连 is one word of the dictionary and two places
            led = self._text[start - 1] in _LEADS and end in self._borders
            return not (place and end in self._borders and (led or start - 1 not in self._borders))
        if end in self._borders:
            return False
        last = stop = end
        while last not in self._borders:
            last -= 1
        while stop not in self._borders:
            stop += 1
        return last > start or not (place or self._text[end:stop] in _SAME_COMPANY)

"""Scripts of characters, and which neighbours a name may have: the border rules."""

from __future__ import annotations

import unicodedata

from ..regex import regex

LATIN, DIGIT, HANGUL, KATAKANA, HIRAGANA, HAN, OTHER = "L", "D", "H", "K", "R", "C", "-"

_RANGES = (
    (0x1100, 0x11FF, HANGUL), (0x3131, 0x318E, HANGUL), (0xAC00, 0xD7A3, HANGUL),
    (0x30A1, 0x30FA, KATAKANA), (0x30FC, 0x30FE, KATAKANA), (0x31F0, 0x31FF, KATAKANA), (0xFF66, 0xFF9F, KATAKANA),
    (0x3041, 0x309F, HIRAGANA),
    (0x2E80, 0x2FDF, HAN), (0x3005, 0x3007, HAN), (0x3400, 0x4DBF, HAN), (0x4E00, 0x9FFF, HAN), (0xF900, 0xFAFF, HAN),
    (0x20000, 0x3FFFF, HAN),
)  # fmt: skip


class _Scripts(dict[str, str]):
    """Script of a character, remembered once asked."""

    def __missing__(self, char: str) -> str:
        value = self[char] = _script(char)
        return value


def _script(char: str) -> str:
    code = ord(char)
    for low, high, script in _RANGES:
        if low <= code <= high:
            return script
    category = unicodedata.category(char)
    if category[0] in "LM" or char == "_":
        return LATIN
    return DIGIT if category[0] == "N" and code < 0x2000 else OTHER


SCRIPT: dict[str, str] = _Scripts()

GLUED = frozenset({LATIN + LATIN, LATIN + DIGIT, DIGIT + LATIN, DIGIT + DIGIT, HANGUL + HANGUL, KATAKANA + KATAKANA})
"""Pairs of neighbours between which no name begins or ends."""

WITHOUT_BLANKS = regex("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
"""A character of the Chinese, Japanese or Korean scripts."""

CJK = frozenset({HANGUL, KATAKANA, HIRAGANA, HAN})

_HANGUL = regex("[\uac00-\ud7a3]")
_KANA = regex("[\u3041-\u30fa]")
_HAN = regex("[\u4e00-\u9fff]")
_LETTER = regex(r"[^\W\d_]")
_FREQUENT = {  # words that nearly every paragraph of a language has, and that the others do not have
    "en": regex(r"\b(?:the|of|and|to|is|for|with|that|its|has|will|by)\b"),
    "de": regex(r"\b(?:der|die|das|und|von|mit|für|ist|ein|eine|dem|im|auf|nicht|werden|soll)\b"),
    "fr": regex(r"\b(?:le|les|des|du|et|une|dans|pour|est|sur|qui|par|au|aux|avec)\b"),
    "es": regex(r"\b(?:el|los|las|del|y|una|para|por|con|que|se|su|al|ha|como)\b"),
}


def language_of(lowered: str) -> str:
    """A guess for a text that came without its language: "ko", "ja", "zh", "de", "fr", "es" or "en" (all others)."""
    sample = lowered[:3000]
    letters = len(_LETTER.findall(sample)) or 1
    hangul, kana, han = (len(p.findall(sample)) for p in (_HANGUL, _KANA, _HAN))
    if hangul + kana + han > 0.15 * letters:
        if hangul >= max(kana, han / 4):
            return "ko"
        return "ja" if kana > 0.08 * (han + kana) else "zh"
    return max(_FREQUENT, key=lambda language: len(_FREQUENT[language].findall(sample)))

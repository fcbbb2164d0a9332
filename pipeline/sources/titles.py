"""Headlines and language codes as strangers write them → plain ones."""

from __future__ import annotations

import html
import re
import unicodedata

from ..regex import regex

LONGEST_TITLE = 500
_LONGEST_RAW = 20_000

_BREAK = regex(r"</?(?:br|p|div|li|h[1-6]|td)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = regex(r"<[a-zA-Z/!][^<>]{0,2000}>")
# Misused country codes and the three-letter codes of our languages.
_LANGUAGES = {
    "kr": "ko", "jp": "ja", "cn": "zh", "tw": "zh", "eng": "en", "zho": "zh", "chi": "zh", "kor": "ko", "jpn": "ja",
    "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
}  # fmt: skip


def clean_title(raw: str | None) -> str | None:
    """A headline without tags, entities, control or invisible characters, whitespace folded, at most 500 characters.

    None when nothing is left.
    """
    text = (raw or "")[:_LONGEST_RAW]
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    # Most feeds escape HTML once more inside XML; some ("&amp;amp;#8217;") do it twice.
    text = html.unescape(html.unescape(text))
    text = "".join(map(_visible, text)) if not text.isascii() or not text.isprintable() else text
    return " ".join(text.split())[:LONGEST_TITLE].rstrip() or None


def _visible(character: str) -> str:
    """The character; a blank for a control character that parts words; nothing for an invisible one."""
    category = unicodedata.category(character)
    if category == "Cc":
        return " " if character.isspace() else ""
    return "" if category in ("Cf", "Cs", "Co", "Cn") else character


def language_code(raw: str | None) -> str | None:
    """ISO 639-1 of a language tag ("zh-Hans-CN" → "zh"); None when it names none that can be used."""
    primary = re.split(r"[-_]", (raw or "").strip()[:40], maxsplit=1)[0].casefold()
    code = _LANGUAGES.get(primary, primary)
    return code if re.fullmatch(r"[a-z]{2}", code) else None

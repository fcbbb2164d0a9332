"""Small questions asked of strings in every language: is it clean, is it a sentence, is it the same line."""

from __future__ import annotations

import html
import unicodedata

from ..regex import regex

# C0 controls but tab and newline, DEL, and lone surrogates: SQLite cuts strings at NUL and refuses surrogates
_UNWANTED = regex(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# soft hyphens and zero-width marks stand inside names ("Sam\u00adsung") and hide them from the tagger
_INVISIBLE = regex("[\u00ad\u200b\u2060\ufeff]")
_ODD = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # either of the two
_C1 = regex(r"[\x80-\x9f]")
_WIDE = regex("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_TAG = regex(r"</?[a-zA-Z][^<>]{0,500}>")
_DASHES = regex(r"[\u2010-\u2015\u2212]")
_NOT_KEY = regex(r"[\W_]+")
_CLOSERS = "\"'”’»›)]）」』】〉》*†"
_FINALS = ".!?。！？｡…‥।؟"
_CUT_OFF = regex(r"(\.{3,}|…|\[…\]|\[\.\.\.\]|\(more\))\W{0,3}$")


def clean(text: str) -> str:
    """`text` without NUL, other control characters and lone surrogates; line ends become newlines.

    Characters of the C1 block are what windows-1252 bytes become when a page names the wrong charset: they are read
    as windows-1252 and dropped where that has no character.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = _C1.sub(lambda m: bytes([ord(m[0])]).decode("cp1252", "ignore"), _UNWANTED.sub("", text))
    return text


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as running text."""
    return tuple(text.split())


def squeeze(text: str) -> str:
    """One line: clean, without invisible marks, every run of white space one blank, no blanks at the ends."""
    return " ".join(_INVISIBLE.sub("", clean(text)).split())


def plain(value: str) -> str:
    """A metadata value as a reader would see it: entities resolved (twice, as sites escape twice), tags dropped."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub("", value)
    return squeeze(value)


def key(text: str) -> str:
    """What two printings of one line share: letters and digits alone, without case and width."""
    return _NOT_KEY.sub(" ", unicodedata.normalize("NFKC", _DASHES.sub("-", text)).casefold()).strip()


def weight(text: str) -> int:
    """Length in about Latin letters: a Chinese, Japanese or Korean character says as much as two or three."""
    return len(text) + (3 * len(_WIDE.findall(text))) // 2


def cut_off(text: str) -> bool:
    """Whether a line ends in an ellipsis, as a teaser does."""
    return _CUT_OFF.search(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does (closing quotes and brackets may follow); an ellipsis is no such end."""
    bare = text.rstrip().rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] in _FINALS and not cut_off(bare)

"""Bytes of a strange document → text, when headers and declarations may be missing or wrong."""

from __future__ import annotations

import codecs
import re

from ..regex import regex

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = regex(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 2048

# Names that the web uses for the smaller ancestor of what is really sent.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
# Python also knows codecs that are no charsets of documents, and some (punycode) take quadratic time.
_KNOWN = regex(r"utf-(8|16|32)|iso8859|iso2022|cp\d|koi8|gb18030|big5|euc_|shift_jis|hz$|mac-|tis-620")
_BY_LANGUAGE = {"zh": ("gb18030", "big5"), "ko": ("cp949",), "ja": ("cp932", "euc_jp")}


def decode(content: bytes, *, charset: str | None = None, language: str | None = None) -> str:
    """The text of a document; never raises. What cannot be read becomes U+FFFD.

    `charset` is what the Content-Type header says, `language` (ISO 639-1) what is known of the source. Bytes that
    are valid UTF-8 are UTF-8 whatever is declared: other charsets hardly ever look like it by accident.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if wide := _wide_without_mark(content):
        return content.decode(wide, "replace")
    declared = _declared(content)
    if declared and declared.startswith(("iso2022", "hz")) and (text := _strictly(content, declared)) is not None:
        return text  # seven-bit charsets would pass as UTF-8, too
    if (text := _strictly(content, "utf-8")) is not None:
        return text
    for name in _guesses(declared, _codec(charset), language):
        if name == "utf-8":
            text = content.decode("utf-8", "replace")
            if _mostly_whole(text):
                return text
        elif (text := _strictly(content, name)) is not None:
            return text
    return content.decode("utf-8", "replace")


def _guesses(declared: str | None, header: str | None, language: str | None) -> list[str]:
    """Codecs to try, best first; UTF-8 stands for "UTF-8 with a few broken characters"."""
    native = list(_BY_LANGUAGE.get(language or "", ()))
    named = [name for name in (declared, header) if name and not name.startswith("utf-8")]
    if native and all(name == "cp1252" for name in named):  # latin-1 is what servers say when nobody told them
        named = [*native, *named]
    return ["utf-8", *named, *native, "cp1252"]


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the zero byte beside the first `<`."""
    if content.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if content.startswith(b"\0<") else None


def _declared(content: bytes) -> str | None:
    """The codec that an XML declaration or a meta element names."""
    found = _DECLARATION.search(content[:_HEAD_BYTES])
    return _codec(found[1].decode("ascii", "replace")) if found else None


def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup(name or "").name
    except (LookupError, ValueError):  # ValueError: a NUL inside the name
        return None
    known = _WIDER.get(known, known)
    return known if _KNOWN.match(known) else None


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeError:
        return None


def _mostly_whole(text: str) -> bool:
    """Whether few characters are broken beside those that are whole: cut in two, not of another charset."""
    strange = sum(1 for character in text if character > "\x7f")
    return text.count("\ufffd") * 4 <= strange

"""Bytes → text, once: everything behind this module sees clean strings.

Order: byte order mark, UTF-8 when the bytes are valid UTF-8 (other encodings practically never are), what the page
says about itself, and last the encoding whose everyday characters show up. Labels are read as browsers read them
(https://encoding.spec.whatwg.org/#names-and-labels): sites write gb2312 and mean GB18030.
"""

from __future__ import annotations

import codecs
import re

from ..regex import regex
from .strings import clean

_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "l1": "cp1252", "windows-1252": "cp1252", "x-cp1252": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "euc-kr": "cp949", "euckr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "windows-949": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "tis-620": "cp874",
    "iso-8859-11": "cp874", "x-euc-jp": "euc_jp", "utf8": "utf-8", "unicode": "utf-16", "utf-16": "utf-16-le",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = regex(rb"<meta[^>]{0,300}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w:.-]{2,40})", re.IGNORECASE)
_XML = regex(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([\w:.-]{2,40})", re.IGNORECASE)
_ISO_2022_JP = regex(rb"\x1b(?:\$[@B]|\([BJ])")
# characters that fill running text of each language: decoded with a wrong table, other ones come out
_EVERYDAY = {
    "gb18030": regex("[的一是了在和有人这中大为上个国到以说时要就出会可也发电池年月日新能源，。、]"),
    "big5hkscs": regex("[的一是了在和有人這中大為上個國到以說時要就出會可也發電池年月日新能源，。、]"),
    "cp932": regex("[ぁ-んァ-ヶー、。]"),
    "euc_jp": regex("[ぁ-んァ-ヶー、。]"),
    "cp949": regex("[이다의는에을를가고한지도로서은하기사자인대전시일정부있나라과그와수보해아어년월배터리]"),
}
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_C1 = regex(rb"\xc2[\x80-\x9f]")
_HIGH_RUNS = regex(rb"[\x80-\xff]{4,}")
_CHARACTER_SETS = regex(r"(utf-(8|16|32)|iso-?8859|windows-|cp\d|koi8|gb|big5|euc|shift|mac|tis|hz|johab|viscii)")
_MULTI_BYTE = frozenset(_EVERYDAY)
_SAMPLE_BYTES = 60_000
_HEAD_BYTES = 8_192
_BROKEN_SHARE = 0.01  # of all characters: a page with more of them was decoded with the wrong table


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a document; `charset` is what the Content-Type header names. Never raises.

    Undecodable bytes become U+FFFD. The result holds no NUL, no lone surrogates and no control characters but
    newline and tab.
    """
    # bytes are asked for control characters ten times faster than a text is (those of the C1 block stand behind C2)
    spotless = len(content.translate(None, _CONTROLS)) == len(content) and not _C1.search(content)
    if spotless and (text := _utf8(content)) is not None:
        return text.removeprefix("\ufeff")
    return clean(_decode(content, charset))


def _decode(content: bytes, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if _ISO_2022_JP.search(content, 0, _SAMPLE_BYTES):
        return content.decode("iso2022_jp", "replace")
    if wide := _utf16_without_mark(content):
        return content.decode(wide, "replace")
    if (strict := _utf8(content)) is not None:
        return strict
    labels = [name for label in _declared(content, charset) if (name := _known(label)) is not None]
    # a server's default label (latin1 fits all bytes) must not hide what the page itself says
    for name in sorted(labels, key=lambda name: name not in _MULTI_BYTE):
        text = content.decode(_guess(content) if name == "cp1252" else name, "replace")
        if text.count("\ufffd") <= _BROKEN_SHARE * len(text):
            return text
    return content.decode(_guess(content), "replace")


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(content: bytes) -> str | None:
    if content.startswith((b"<\0", b"\0<")):  # markup begins so, whatever script follows
        return "utf-16-le" if content[0] else "utf-16-be"
    head = content[:400]
    if head.count(0) < len(head) // 4 or len(head) < 8:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _declared(content: bytes, charset: str | None) -> list[str]:
    head = content[:_HEAD_BYTES]
    found = [m[1].decode("ascii", "ignore") for pattern in (_META, _XML) if (m := pattern.search(head))]
    return ([charset] if charset else []) + found


def _known(label: str) -> str | None:
    """The codec of a label; None for unknown ones and for codecs that are no character sets (hex, unicode_escape)."""
    name = label.strip().strip("\"'").lower()
    name = _LABELS.get(name, name)
    if not _CHARACTER_SETS.match(name):
        return None
    try:
        return codecs.lookup(name) and name
    except (LookupError, ValueError):
        return None


def _guess(content: bytes) -> str:
    """The encoding in which a sample shows most everyday characters; UTF-8 or windows-1252 when none does."""
    sample = content[:_SAMPLE_BYTES]
    high = sum(byte > 127 for byte in sample)
    # two-byte text has high bytes side by side; Latin text has single ones (a curly quote before a letter would
    # read as Hangul)
    if sum(map(len, _HIGH_RUNS.findall(sample))) > 0.3 * high:
        shares = {name: len(common.findall(sample.decode(name, "ignore"))) for name, common in _EVERYDAY.items()}
        best = max(shares, key=lambda name: shares[name])
        if shares[best] > 0.06 * high and sample.decode(best, "replace").count("\ufffd") < 0.05 * high:
            return best
    broken = sample.decode("utf-8", "replace").count("\ufffd")
    return "utf-8" if broken < 0.1 * high else "cp1252"

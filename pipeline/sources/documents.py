"""Opening a fetched document: unpacked within bounds, decoded once, and told what it is before anyone parses it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any, Literal

from ..records import FetchedPage, Rejected
from ..regex import regex
from .charsets import decode
from .titles import clean_title

Form = Literal["feed", "sitemap", "sitemap index", "html", "json", "text", "xml", "binary", "empty"]

MAX_UNPACKED_BYTES = 20_000_000
"""Fifty thousand addresses of 400 bytes; a small server must hold the text in memory several times."""

_BINARY_MARKS = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x7fELF", b"OggS", b"ID3")
_SAYS = {
    "feed": "a feed",
    "sitemap": "a sitemap",
    "sitemap index": "a sitemap index",
    "html": "an HTML page",
    "json": "JSON that is no JSON Feed",
    "text": "plain text",
    "xml": "XML of another kind",
    "binary": "a binary file",
    "empty": "nothing",
}
_ROOTS: dict[str, Form] = {"rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "urlset": "sitemap"}
_ROOTS["sitemapindex"] = "sitemap index"
_HTML_ROOTS = {"html", "head", "body", "div", "p", "meta", "title", "script", "link", "table", "center", "frameset"}
_ELEMENT = regex(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z][\w-]{0,60})(?=[\s/>])")
_HTML_TITLE = regex(r"<title[^<>]{0,200}>([^<]{1,300})", re.IGNORECASE)
_HEAD_CHARACTERS = 65_536
# What XML forbids, and U+FFFE/U+FFFF that the parser stops at; tab, line feed and carriage return stay.
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BARE_AMPERSAND = regex(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][\w.-]{0,30};)")
_REFERENCE = regex(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_BARE_BRACKET = regex(r"<(?=[\s\d=<])")
# A root that stands behind something a server printed before it (a PHP warning, a blank prologue).
_LATE_ROOT = regex(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)(?=[\s>])")
_LATE_CHARACTERS = 8_192


@dataclass(frozen=True, slots=True)
class Document:
    """A readable document. `text` has no byte order mark and nothing that XML forbids; `form`: what it seems to be."""

    form: Form
    text: str

    @property
    def says(self) -> str:
        """What it is, in words for a person: "an HTML page titled …"."""
        if self.form == "html" and (found := _HTML_TITLE.search(self.text[:_HEAD_CHARACTERS])):
            return f'an HTML page titled "{(clean_title(found[1]) or "")[:80]}"'
        return _SAYS[self.form]


def open_document(page: FetchedPage, *, language: str | None = None) -> Document | Rejected:
    """The document of a page; Rejected (`bad_encoding`) when its gzip is broken or unpacks beyond the limit."""
    content = page.content
    if content.startswith(b"\x1f\x8b"):
        unpacked = _gunzip(content)
        if unpacked is None:
            detail = f"gzip that is broken or unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB"
            return Rejected("source", page.final_url, "bad_encoding", detail)
        content = unpacked
    if content.startswith(_BINARY_MARKS):
        return Document("binary", "")
    text = decode(content, charset=page.charset, language=language)
    form = _form(text)
    if form == "binary":
        return Document(form, "")
    text = _FORBIDDEN.sub("", text).lstrip("\ufeff \t\r\n")
    if form in ("text", "xml", "html") and (late := _LATE_ROOT.search(text, 0, _LATE_CHARACTERS)):
        before = text[: late.start()].casefold()
        if "<html" not in before and "<!doctype html" not in before:
            text = text[late.start() :]
    return Document(_form(text), text)


def not_a_source(page: FetchedPage, expected: str, document: Document, hint: str = "") -> Rejected:
    """The rejection that says what stands at the address instead of what was expected."""
    detail = f"expected {expected}, found {document.says}{f'; {hint}' if hint else ''}"
    return Rejected("source", page.final_url, "not_a_source", detail, http_status=page.status)


def parse_xml(document: Document) -> tuple[Any, bool]:
    """The root element (None when there is none) and whether the parser met no fatal mistake."""
    from lxml import etree

    parser = etree.XMLParser(**XML_OPTIONS)
    try:
        root = etree.fromstring(mended(document.text).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not any(mistake.level_name == "FATAL" for mistake in parser.error_log)


XML_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""Forgive mistakes, expand no entity, load nothing from disk or network (`etree.XMLParser`, `etree.iterparse`)."""


def mended(text: str) -> str:
    """XML whose commonest mistakes would cost an address or a title: bare ampersands and angle brackets become
    references (the parser would drop `&b` from `?a=1&b=2`), references to characters that do not exist vanish.
    """
    first, *others = text.split("<![CDATA[")
    parts = [_mended_markup(first)]
    for part in others:
        inside, end, after = part.partition("]]>")
        parts.append(f"<![CDATA[{inside}{end}{_mended_markup(after)}")
    return "".join(parts)


def _mended_markup(text: str) -> str:
    text = _BARE_AMPERSAND.sub("&amp;", text)
    text = _REFERENCE.sub(_existing, text) if "&#" in text else text
    return _BARE_BRACKET.sub("&lt;", text)


def _existing(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if code < 0x110000 and not _FORBIDDEN.match(chr(code)) else ""


def _gunzip(content: bytes) -> bytes | None:
    """All members of a gzip file; None when it is broken or too large. What follows the last member is ignored."""
    parts: list[bytes] = []
    room = MAX_UNPACKED_BYTES
    while content.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(content, room + 1)
        except zlib.error:
            return None
        room -= len(part)
        if room < 0 or not unpacker.eof:
            return None
        parts.append(part)
        content = unpacker.unused_data
    return b"".join(parts)


def _form(text: str) -> Form:
    head = text[:_HEAD_CHARACTERS].lstrip("\ufeff \t\r\n\0")
    if not head:
        return "empty"
    if head.count("\0") + head.count("\ufffd") > len(head) // 5:
        return "binary"
    if head[0] in "{[":
        return "json"
    if "<" not in head:
        return "text"
    return _markup_form(head)


def _markup_form(head: str) -> Form:
    head = _without_comments(head)
    found = _ELEMENT.search(head)
    root = found[1].casefold() if found else ""
    if root in _ROOTS:
        return _ROOTS[root]
    if root in _HTML_ROOTS or "<!doctype html" in head[:2000].casefold():
        return "html"
    return "xml" if head.startswith("<") and root else "text"


def _without_comments(head: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := head.find("<!--", at)) >= 0:
        parts.append(head[at:start])
        end = head.find("-->", start)
        if end < 0:
            return "".join(parts)
        at = end + 3
    return "".join([*parts, head[at:]])

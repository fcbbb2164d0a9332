"""A page as a bounded tree, and the check that it is a web page at all."""

from __future__ import annotations

import json
import re
from itertools import islice

from lxml import etree, html

from ..regex import regex
from .strings import weight, words

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"PK\x03\x04", "zip or office file"),
    (b"PK\x05\x06", "zip or office file"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xd0\xcf\x11\xe0", "office file"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"wOF2", "font"),
)
_TYPES = regex(r"(image|audio|video|font)/|application/(pdf|zip|json|ld\+json|feed\+json|rss|atom|msword|vnd\.)")
_XML_ROOT = regex(r"<(?:\w{1,20}:)?(rss|feed|rdf|urlset|sitemapindex|opml|svg|package)[\s>:]", re.IGNORECASE)
_MARKUP = regex(r"<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|article|main|table|span|br|a|ul|section)\b", re.I)
_PROLOGUE = regex(r"^(?:\s|<\?[^>]{0,500}>|<!--(?:(?!-->).){0,2000}-->|<!doctype[^>]{0,500}>)+", re.I | re.S)
_REFERENCE = regex(r"&#(?:x0*([0-9a-f]{1,8})|0*([0-9]{1,10}));?", re.IGNORECASE)
_XML_DECLARATION = regex(r"<\?xml[^>]{0,200}\?>", re.IGNORECASE)

MAX_CHARACTERS = 4_000_000  # an article's own text stands long before that; ten times the largest news page seen
MAX_ELEMENTS = 40_000
MAX_DEPTH = 120  # the readers behind recurse; lxml itself stops at 255
_DEEP = etree.XPath("/" + "/".join("*" * (MAX_DEPTH + 1)))
# lxml.html asks Python for the class of each element; one class for all does, and saves a fifth of the time
_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)
_CHALLENGE_MARKS = (
    "_cf_chl_opt", "cf-challenge", "challenge-platform", "challenge-form", "captcha-delivery", "px-captcha",
    "g-recaptcha", "h-captcha", "captcha-container", "_Incapsula_Resource", "ddos-guard", "KPSDK",
    "awsWafCookie", "TCaptcha", "geetest",
)  # fmt: skip
_MAX_CHALLENGE = 150_000  # characters
_COUNT = etree.XPath("count(//*)")
_NOT_TEXT = ("script", "style", "svg", "iframe", "embed", "input", "textarea")
_AROUND = ("nav", "footer", "select", "button", "template", "object", "canvas", "map")
_SPANS = etree.XPath(".//*[@colspan or @rowspan]")


def not_html(content: bytes, text: str, content_type: str | None) -> str | None:
    """What a document is when it is no web page ("PDF", "feed" …), else None. `text` is `content` decoded."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[4:8] == b"ftyp" or (content.startswith(b"RIFF") and content[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        return "image, audio or video"
    head = _PROLOGUE.sub("", text[:20_000])
    if content_type and _TYPES.match(content_type) and not head.lower().startswith("<html"):
        return content_type
    if root := _XML_ROOT.match(head):
        return "SVG" if root[1].lower() == "svg" else "feed or sitemap"
    if head[:1] in ("{", "[") and _is_json(text):
        return "JSON"
    if not _MARKUP.search(text[:200_000]):
        return "no markup"
    if text.count("\ufffd", 0, 20_000) > 0.2 * min(len(text), 20_000):
        return "binary"
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text[:MAX_CHARACTERS])
    except RecursionError:
        return True  # so many brackets are no page
    except ValueError:
        return _MARKUP.search(text[:20_000]) is None
    return True


def is_challenge(text: str) -> bool:
    """Whether the source of a page loads a bot check; ordinary pages load some too (comment forms)."""
    return len(text) <= _MAX_CHALLENGE and any(mark in text for mark in _CHALLENGE_MARKS)


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, bounded in size and depth; None when nothing at all can be read.

    What stands beyond the bounds is left out: a page that large holds other things than one article. Column and row
    spans go, because absurd ones make the text reader allocate a cell for each.
    """
    text = _XML_DECLARATION.sub("", text[:MAX_CHARACTERS], count=1)
    if "&#" in text:
        text = _REFERENCE.sub(_allowed, text)
    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None  # nothing but comments or white space
    if tree is None:
        return None
    for deep in _DEEP(tree):
        inner = squeeze_text(deep)
        tail = deep.tail
        deep.clear()
        deep.text, deep.tail = inner, tail
    for cell in _SPANS(tree):
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    if _COUNT(tree) > MAX_ELEMENTS:
        for element in list(tree.iter())[MAX_ELEMENTS:]:
            if (parent := element.getparent()) is not None:
                parent.remove(element)
    return tree


def _allowed(reference: re.Match[str]) -> str:
    """A reference to a character, unless that is one which the tree may hold but not take (control characters)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF
    return reference[0] if allowed else ""


def without_scripts(tree: html.HtmlElement) -> None:
    """Take out what holds no text and what leads through the site (in place).

    The text reader copies the tree several times, and this is a quarter of it. A `nav` or `object` that was never
    closed may hold the whole page: one with a headline or an article in it stays.
    """
    etree.strip_elements(tree, *_NOT_TEXT, etree.Comment, with_tail=False)
    for element in list(tree.iter(*_AROUND)):
        if element.getparent() is not None and next(element.iter("h1", "article", "main"), None) is None:
            element.drop_tree()


def quick_text(element: etree._Element) -> str:
    """The text of an element for comparing and measuring; unlike `squeeze_text` it may part a word at inline tags.

    Scripts must be out of the tree.
    """
    return " ".join(" ".join(element.itertext()).split())


def squeeze_text(element: etree._Element) -> str:
    """The running text of an element, scripts and comments left out, white space squeezed."""
    pieces: list[str] = []
    _collect(element, pieces)
    return " ".join("".join(pieces).split())


def _collect(element: etree._Element, pieces: list[str]) -> None:
    if isinstance(element.tag, str) and element.tag not in ("script", "style", "template", "svg"):
        edge = " " if element.tag in _BLOCKS else ""
        pieces += (edge, element.text or "")
        for child in element:
            _collect(child, pieces)
            pieces.append(child.tail or "")
        pieces.append(edge)


def runs(tree: etree._Element) -> dict[etree._Element, int]:
    """Weight of running text by the element that holds it, in paragraphs or in lines of its own.

    An article's paragraphs stand in one element, a listing's teasers in one each.
    """
    found: dict[etree._Element, int] = {}
    for element in tree.iter(etree.Element):
        if element.tag == "p" and (parent := element.getparent()) is not None:
            holder, text = parent, quick_text(element)
        else:
            holder = element
            text = " ".join(filter(None, (element.text, *(child.tail for child in element if child.tag == "br"))))
        if len(text) >= 25 and (size := weight(" ".join(text.split()))) >= 60:
            found[holder] = found.get(holder, 0) + size
    return found


def is_large(element: etree._Element) -> bool:
    """Whether an element holds so many others that it is no single line of a page."""
    return next(islice(element.iterdescendants(), 12, None), None) is not None


_BLOCKS = frozenset(
    words(
        """address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
        header hr li main nav ol p pre section table td th tr ul"""
    )
)

"""How a page begins: its titles, and the lines a reader meets before the first headline that leads elsewhere.

An article tells its story there; a page that stands in an article's place says there why it does, whatever teasers it
shows below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..regex import regex
from .document import quick_text
from .markup import Page
from .strings import weight

_HEADS = ("h1", "h2", "h3", "h4")
_LINES = frozenset((*_HEADS, "p", "li", "td", "th", "dt", "dd", "label", "legend", "summary", "blockquote"))
_BOXES = frozenset(("div", "section", "main", "article", "form", "body", "center", "dialog", "header"))
_ASIDE = frozenset(("nav", "footer", "aside", "figure"))
_MOST_LINES = 14
_MOST_TEXT = 1_600  # weight
_LEAST = 8  # weight of a line
_HEADLINE = 30  # weight of a link that is one
_PART = regex(r"\s+[|\-–—·»‹›<>:]+\s+|\s*[|_｜]\s*")


@dataclass(frozen=True, slots=True)
class Lead:
    """`titles`: what the page is called, in parts; `lines`: its first lines, headings among them; `marks`: classes and
    names of the boxes around them."""

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    marks: str


def lead(page: Page) -> Lead:
    """The beginning of a page."""
    boxes: list[etree._Element] = []
    told: list[str] = []
    room = _MOST_TEXT
    for element, text in lines(page.tree):
        if text not in told:
            told.append(text)
            boxes.append(element)
            room -= weight(text)
        if room <= 0 or len(told) == _MOST_LINES:
            break
    heads = [text for level, text in page.heads[:4] if level in _HEADS[:2] and text in told]
    titles = [part.strip() for part in _PART.split(page.document_title) if part.strip()] + heads
    return Lead(tuple(dict.fromkeys(titles)), tuple(told), _marks(boxes))


def lines(tree: etree._Element, whole: bool = False) -> Iterator[tuple[etree._Element, str]]:
    """Lines of text in reading order; unless the whole is wanted, they end at the first headline that is a link, once
    some text was met."""
    body = tree.find("body")
    met = 0
    skipped: set[etree._Element] = set()
    for element in (body if body is not None else tree).iter(etree.Element):
        if element.getparent() in skipped or element.tag in _ASIDE:
            skipped.add(element)
        elif element.tag == "a":
            if not whole and met >= 60 and _is_headline(element):
                return
        elif text := _text(element, skipped):
            met += weight(text)
            yield element, text


def _text(element: etree._Element, skipped: set[etree._Element]) -> str:
    """The text of an element that is a line, "" of any other; what lies in a line is no line of its own."""
    if element.tag in _LINES and next(element.iterdescendants(*_LINES, *_BOXES), None) is None:
        skipped.add(element)
        text = quick_text(element)
        linked = sum(len(quick_text(link)) for link in element.iter("a"))
        return "" if 2 * linked > len(text) or weight(text) < _LEAST else text
    if element.tag in _BOXES or element.tag in _LINES:
        pieces = [element.text, *(child.tail for child in element)]
        pieces += [quick_text(child) for child in element if child.tag in ("b", "strong", "em", "i", "span")]
        text = " ".join(" ".join(filter(None, pieces)).split())
        return text if weight(text) >= 20 else ""
    return ""


def _is_headline(link: etree._Element) -> bool:
    text = quick_text(link)
    return weight(text) >= _HEADLINE and (len(text.split()) >= 4 or weight(text) > len(text) + 6)


def _marks(boxes: list[etree._Element]) -> str:
    around = {one for box in boxes[:6] for one in (box, *box.iterancestors())}
    return " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around).lower()

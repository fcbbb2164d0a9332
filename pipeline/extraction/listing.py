"""Pages that lead to articles and are none: sections, tags, authors, archives, searches, home pages.

Between two headlines that are links a listing holds an excerpt at most; an article has its text in one stretch, however
many links stand around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from . import structured
from .document import quick_text
from .markup import Page
from .strings import is_sentence, weight

_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})
_FEW, _MANY = 5, 10  # headlines as links: on a home page or where structured data says so, and elsewhere
_LONG_EXCERPT, _EXCERPT = 1_500, 700  # weight of a stretch of text, likewise
_STORY = 200  # weight of two paragraphs below a headline that make a short article; of one, twice that
_ENTRIES = 3
_INLINE = ("span", "b", "strong", "em", "i", "font", "u", "small")
_OWN_LINE = 40  # characters that may stand beside a headline in its line: a date, a section


@dataclass(slots=True)
class Stretch:
    """Running text without a headline link within; `headed`: whether it follows a headline of the first rank."""

    headed: bool = False
    weight: int = 0
    paragraphs: int = 0

    @property
    def is_story(self) -> bool:
        return self.headed and self.weight >= (_STORY if self.paragraphs >= 2 else 2 * _STORY)


def listing(page: Page) -> str | None:
    """What makes a page a listing, for a person; None when it is none."""
    if page.declares_article:
        return None
    marked = _is_home(page.url) or any(_TYPES & structured.types(node) for node in page.nodes)
    few, excerpt = (_FEW, _LONG_EXCERPT) if marked else (_MANY, _EXCERPT)
    links = _headlines(page)
    entries = _entries(page) if len(links) < few and not page.headings else 0
    if len(links) < few and entries < _ENTRIES:
        return None
    stretches = list(_stretches(page.tree, links))
    longest = max((one.weight for one in stretches), default=0)
    if longest >= excerpt or (not marked and any(one.is_story for one in stretches)):
        return None
    return f"{max(len(links), entries)} headlines as links, longest stretch of text {longest}"


def _is_home(url: str) -> bool:
    parts = urlsplit(url) if url.startswith("http") else None
    return parts is not None and parts.path in ("", "/") and not parts.query


def _headlines(page: Page) -> dict[str, etree._Element]:
    """Links that look like headlines, one of each text, navigation left out."""
    found: dict[str, etree._Element] = {}
    for link in page.tree.iter("a"):
        text = quick_text(link) if link.get("href") else ""
        long = weight(text) >= 30 and (len(text.split()) >= 4 or weight(text) > len(text) + 6)
        if long and not any(one.tag in ("nav", "footer") for one in link.iterancestors()):
            found.setdefault(text, link)
    return found


def _entries(page: Page) -> int:
    """`article` elements whose headline is a link: what blogs list, one after another."""
    return sum(
        any(heading.find(".//a[@href]") is not None for heading in element.iter("h2", "h3"))
        for element in page.tree.iter("article")
    )


def _stretches(tree: etree._Element, links: dict[str, etree._Element]) -> Iterator[Stretch]:
    """The running text of a page in reading order, cut at the links that stand in lines of their own."""
    cuts = {link for link in links.values() if _is_own_line(link)}
    stretch = Stretch()
    for element in tree.iter(etree.Element):
        if element in cuts or element.tag == "h1":
            yield stretch
            stretch = Stretch(headed=element.tag == "h1")
        text = _own_text(element)
        if len(text) >= 25 and (size := weight(text)) >= 60:
            stretch.weight += size
            stretch.paragraphs += is_sentence(text)
    yield stretch


def _is_own_line(link: etree._Element) -> bool:
    """Whether a link stands alone in its line and not within a sentence."""
    holder = link.getparent()
    while holder is not None and holder.tag in _INLINE:
        holder = holder.getparent()
    return holder is None or len(_direct_text(holder)) <= _OWN_LINE


def _own_text(element: etree._Element) -> str:
    """The text of a paragraph, and of other elements what stands in them directly."""
    if element.tag == "p":
        return quick_text(element)
    if element.tag == "a" or next(element.iterancestors("p", "a"), None) is not None:
        return ""
    return _direct_text(element)


def _direct_text(element: etree._Element) -> str:
    pieces = (element.text, *(child.tail for child in element))
    return " ".join(" ".join(filter(None, pieces)).split())

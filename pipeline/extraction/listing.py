"""Pages that lead to articles and are none: sections, tags, authors, archives, searches, home pages.

Between two headlines that are links a listing holds an excerpt at most; an article has its text in one stretch, however
many links stand around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from ..regex import regex
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
_LONE = 25  # weight of a link that is a headline without being marked as one
_SERIES = 4  # boxes
_HEADINGS = ("h2", "h3", "h4", "dt")
_APART = ("nav", "footer", "aside")
_PLACE = regex(
    r"/(?:tags?|topics?|themen?|thema|temas?|themes?|sujets?|argomenti|tagi|authors?|autor(?:en|es|i|zy)?|auteurs?|"
    r"autore|"
    r"categor(?:y|ies|ia|ie|ía)|kategorien?|rubri(?:k|que|ek|ca)s?|sections?|channel|archi(?:v|ve|ves|vo|vio|ef|wum)|"
    r"events?|eventos?|evenements?|veranstaltungen|termine|agenda|calend[ao]r(?:io)?|kalender|search|suche|recherche|"
    r"buscar|zoeken|szukaj|page|pagina|seite|zhuanti|zt|special|reporters?|people|team|staff|journalists?|redaktion|redactie|profiles?|writers?|contributors?|dossiers?|listing|"
    r"list)(?:/|$|[_-]\d)"
)
_PAGED = regex(r"(?:^|&)(?:page|p|paged|seite|pagina|pg|offset|month|q|query|s|search|keyword|tag|sort)=")
_LISTING_BODY = regex(
    r"(?:^|\s)(?:archive|tag|category|author|search|search-results|blog|paged|tax-\S+|path-events?|listing)(?:\s|$)"
)
_SINGLE_BODY = regex(r"(?:^|\s)(?:single|postid-\d+|page-id-\d+)(?:\s|$)")
_NEIGHBOUR_PAGES = './/link[@rel="next" or @rel="prev"][contains(@href, "page") or contains(@href, "pagina")]'
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
    links = _headlines(page)
    few, excerpt = (_FEW, _LONG_EXCERPT) if marked else (_MANY, _EXCERPT)
    if (marked or lies_at_place(page)) and len(series := _series(page)) >= _SERIES:
        few, marked = _SERIES, True
        links |= {quick_text(link): link for link in series}
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


def lies_at_place(page: Page) -> bool:
    """Whether the address or the page's own names say that it lists: a tag, an author, events, a second page."""
    parts = urlsplit(page.url.lower()) if page.url.startswith("http") else None
    if parts is not None and (_PLACE.search(parts.path) or _PAGED.search(parts.query)):
        return True
    body = page.tree.find("body")
    named = f"{body.get('class') or ''} {body.get('id') or ''}".lower() if body is not None else ""
    if _SINGLE_BODY.search(named):
        return False
    return _LISTING_BODY.search(named) is not None or bool(page.tree.xpath(_NEIGHBOUR_PAGES))


def _series(page: Page) -> list[etree._Element]:
    """The headlines of the boxes of one make that follow one another, each leading elsewhere."""
    boxes: dict[tuple[object, ...], list[etree._Element]] = {}
    for link in page.tree.iter("a"):
        heading = _heading(link)
        if heading is None and weight(quick_text(link)) >= _LONE and _is_own_line(link):
            heading = link
        if heading is not None and link.get("href") and not any(one.tag in _APART for one in link.iterancestors()):
            make = tuple(
                (one.tag, one.get("class", "").partition(" ")[0]) for one in islice(heading.iterancestors(), 2)
            )
            boxes.setdefault(make, []).append(link)
    return max(boxes.values(), key=len, default=[])


def _heading(link: etree._Element) -> etree._Element | None:
    """The heading around or within a link."""
    around = (one for one in islice(link.iterancestors(), 2) if one.tag in _HEADINGS)
    return next(around, next(link.iter(*_HEADINGS), None))


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
    after = link.getnext()
    if after is not None and after.tag == "br" and not (link.tail or "").strip() and link.getprevious() is None:
        return True
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

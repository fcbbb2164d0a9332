"""What the HTML around the text says: meta elements, headings, bylines, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from ..regex import regex
from . import controls, structured
from .controls import Controls
from .document import quick_text, runs, squeeze_text, without_scripts
from .strings import key, plain, squeeze, weight
from .structured import Node

_NEAR = 250  # elements
_HEADS = 8
_BESIDE = 300  # weight
_NOT_CONTENT = frozenset({"nav", "footer", "aside", "noscript", "template", "dialog"})
_TITLE = etree.XPath("string(.//head/title[1])")
_ARTICLES = etree.XPath(".//article[not(ancestor::article)]")
_MICRODATA = etree.XPath(
    './/*[contains(@itemtype, "schema.org/")][contains(@itemtype, "Article") or contains(@itemtype, "BlogPosting")]'
)
_HIDDEN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with what it says about itself, read once. `url` is the address it was fetched from."""

    url: str
    tree: html.HtmlElement
    meta: Mapping[str, tuple[str, ...]]
    nodes: tuple[Node, ...]
    article: Node | None  # the JSON-LD object of this very page
    headings: tuple[html.HtmlElement, ...]  # h1 in document order, hidden and navigational ones left out
    document_title: str
    challenge: bool  # whether scripts or forms of a bot check are on the page
    controls: Controls
    heads: tuple[tuple[str, str], ...]  # level and text of the first headings, whatever their rank
    near: tuple[html.HtmlElement, ...]  # elements around the headline in document order: sub-headline, byline, date

    def first_meta(self, *names: str) -> str | None:
        """The first value that one of the meta elements gives, in the order of `names`."""
        return next((value for name in names for value in self.meta.get(name, ())), None)

    @property
    def declares_article(self) -> bool:
        """Whether the page says in structured data that it is an article."""
        # og:type is no sign: common site software says "article" on tag and category pages too
        return (
            self.article is not None
            or self.first_meta("article:published_time", "citation_publication_date") is not None
            or len(_MICRODATA(self.tree)) == 1
        )


def read(tree: html.HtmlElement, url: str, challenge: bool = False) -> Page:
    """Collect what a page says about itself; scripts are then taken out of the tree."""
    meta = _meta(tree)
    nodes = structured.json_ld(tree)
    asked = controls.read(tree)
    without_scripts(tree)
    if asked.consent:
        _without_consent(tree)
    headings = [element for element in tree.iter("h1") if _shown(element) and squeeze_text(element)]
    document_title = plain(_TITLE(tree))
    headlines = {key(squeeze_text(heading)) for heading in headings[:5]}
    headlines |= {key(value) for name in ("og:title", "twitter:title") for value in meta.get(name, ())}
    addresses = {address.rstrip("/") for address in (url, *_canonicals(tree, url, meta))}
    article = structured.main_article(nodes, addresses, headlines - {""})
    near = tuple(_near(tree, headings[0] if headings else None))
    heads = tuple(_heads(tree))
    return Page(url, tree, meta, tuple(nodes), article, tuple(headings), document_title, challenge, asked, heads, near)


def _without_consent(tree: html.HtmlElement) -> None:
    """Take consent forms out (in place) of a page that has running text beside them; alone, they are the page."""
    boxes = controls.consent_boxes(tree)
    inside = {element for box in boxes for element in box.iter(etree.Element)}
    beside = sum(size for holder, size in runs(tree).items() if holder not in inside)
    if beside >= _BESIDE:
        for box in boxes:
            if box.getparent() is not None and next(box.iter("h1", "article", "main"), None) is None:
                box.drop_tree()


def _heads(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in islice(tree.iter("h1", "h2", "h3", "h4"), _HEADS):
        if text := quick_text(element):
            yield element.tag, text


def _meta(tree: html.HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        value = plain((element.get("content") or "")[:5_000])
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and value and value not in found.get(name, ()):
                found[name] = (*found.get(name, ()), value)
    return found


def _shown(element: html.HtmlElement) -> bool:
    for one in (element, *element.iterancestors()):
        if one.tag in _NOT_CONTENT or one.get("hidden") is not None or _HIDDEN.search(one.get("style") or ""):
            return False
    return True


def _near(tree: html.HtmlElement, heading: html.HtmlElement | None) -> list[html.HtmlElement]:
    """Above the headline its close relatives alone: the head of a page shows the day of today and other labels."""
    elements = list(tree.iter(etree.Element))
    if heading is None:
        return elements[:_NEAR]
    start = elements.index(heading)
    around = set(heading.iterancestors()) - {tree, tree.find("body")}
    above = [one for one in elements[max(0, start - 15) : start] if around.intersection(islice(one.iterancestors(), 3))]
    return above + elements[start : start + _NEAR]


def _canonicals(tree: html.HtmlElement, url: str, meta: Mapping[str, tuple[str, ...]]) -> list[str]:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = [link for link in links if link] + list(meta.get("og:url", ()))
    found = []
    for one in given:
        try:
            found.append(urljoin(url, one.strip()))
        except ValueError:
            continue  # an address that cannot be parsed names nothing
    return found


def canonical_address(page: Page) -> str | None:
    """The address the page calls its own, when it lies on the same site; else None.

    A home page given as canonical of another page is a mistake of the site's templates, and ignored.
    """
    named = _canonicals(page.tree, page.url, page.meta)
    if page.article is not None:
        named += structured.node_addresses(page.article)
    for address in named:
        if _same_site(page.url, address) and not (_path(address) in ("", "/") and _path(page.url) not in ("", "/")):
            return squeeze(address)
    return None


def _host(address: str) -> str:
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp|mobile|wap)\.", "", host)


def _path(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path + ("?" + parts.query if parts.query else "")


def _same_site(one: str, other: str) -> bool:
    a, b = _host(one), _host(other)
    return (
        bool(a and b) and (a == b or a.endswith("." + b) or b.endswith("." + a)) and min(a.count("."), b.count(".")) > 0
    )


def site_name(page: Page) -> str | None:
    """The publisher's name as the page gives it: og:site_name, JSON-LD publisher, application-name."""
    given = page.first_meta("og:site_name")
    if given is None and page.article is not None:
        given = structured.text(page.article, "publisher", "sourceOrganization")
    given = given or page.first_meta("application-name", "dc.publisher", "citation_journal_title", "publisher")
    return given if given and len(given) <= 120 and not given.startswith("http") else None


def main_container(page: Page, headline: str) -> html.HtmlElement | None:
    """The `article` element that holds the headline, or the only one with running text; None when that is unclear."""
    wanted = key(headline)
    for heading in page.tree.iter("h1", "h2"):
        if key(squeeze_text(heading)) == wanted:
            outer = list(heading.iterancestors("article"))
            if outer:
                return outer[-1]
    articles = [one for one in _ARTICLES(page.tree) if weight(quick_text(one)) > 300]
    return articles[0] if len(articles) == 1 else None


def link_texts(page: Page) -> frozenset[str]:
    """Comparison keys of the texts of links that lead away and are long enough to be headlines."""
    return frozenset(
        key(text)
        for link in page.tree.iter("a")
        if not (link.get("href") or "#").startswith("#") and weight(text := quick_text(link)) >= 20
    )

"""A page that lists articles → candidates: links that match the source's pattern, with text and date beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .. import urls
from ..records import Candidate, FetchedPage, Rejected, Source
from ..regex import regex
from .documents import Document, not_a_source, open_document
from .findings import Finding, to_candidates
from .titles import clean_title

MAX_LINKS = 20_000
MAX_ADDRESSES = 2_000
MAX_ATTRIBUTES = 5_000  # of one tag
_TAG_START = regex("<[a-zA-Z]")
_ATTRIBUTE = regex(r"""[\s/]*(?:(>)|[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"?|'[^']*'?|[^\s>"'][^\s>]*)?)?)""")
_LEVELS = 8  # how far above a link its item may begin
_HEADINGS = "h1|h2|h3|h4|h5|h6"
_HEADLINE_CLASS = regex(r"title|headline|heading|subject", re.IGNORECASE)
_INVITATION = regex(
    r"(read|learn|view|see|find out)?\s?(more|full story|details|article|all)|continue reading|here"
    r"|(mehr|weiter)(\s?(lesen|erfahren|dazu))?|zum artikel|details|artikel lesen|lire (la suite|plus)|en savoir plus"
    r"|leer más|ver más|查看(更多|详情|全文)|阅读(更多|全文)|了解(更多|详情)|更多|详情|详细|全文"
    r"|더\s?보기|자세히(\s?보기)?|바로가기|続きを(読|よ)む|詳細(を見る|はこちら)?|詳しく(見る|はこちら)?|もっと見る",
    re.IGNORECASE,
)
_ARROWS = " \u00bb\u203a\u2192>+.\u2026[]"


def read_listing(source: Source, page: FetchedPage) -> list[Candidate] | Rejected:
    """Links whose absolute address matches `source.link_pattern`, in document order.

    A page without any is Rejected: a listing that lists nothing has changed its layout.
    """
    document = open_document(page, language=source.language)
    if isinstance(document, Rejected):
        return document
    if document.form != "html":
        hint = f'set kind = "{document.form}"' if document.form in ("feed", "sitemap") else ""
        return not_a_source(page, "a page with links", document, hint)
    root = parse_html(document)
    anchors = _matching(root, source, page) if root is not None else {}
    candidates = to_candidates(_findings(anchors, page), source, page, limit=MAX_ADDRESSES)
    if not candidates:
        return not_a_source(page, "links that match link_pattern", document, f'none matches "{source.link_pattern}"')
    return candidates


def parse_html(document: Document) -> Any:
    """The root element of an HTML page, None when it has none or is absurd. Nothing is loaded from disk or network."""
    from lxml import etree, html

    if _too_many_attributes(document.text):
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(document.text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments, for instance
        return None


def _too_many_attributes(text: str) -> bool:
    """Whether some tag has so many attributes that the parser, quadratic in them, would be busy for minutes."""
    at = 0
    while start := _TAG_START.search(text, at):
        at = start.end()
        for _ in range(MAX_ATTRIBUTES):
            attribute = _ATTRIBUTE.match(text, at)
            if attribute is None:
                return False  # the end of the text
            at = attribute.end()
            if attribute[1]:
                break
        else:
            return True
    return False


def page_base(root: Any, page: FetchedPage) -> str:
    """What relative links of the page count from."""
    for element in root.iter("base"):
        if target := element.get("href"):
            return urls.join(page.final_url, target.strip()) or page.final_url
    return page.final_url


def _matching(root: Any, source: Source, page: FetchedPage) -> dict[str, list[Any]]:
    """Anchors by canonical address, both in document order. The listing itself is none of its articles."""
    pattern = re.compile(source.link_pattern or "")
    base = page_base(root, page)
    own = {urls.canonical_url(page.final_url), urls.canonical_url(page.requested_url)}
    found: dict[str, list[Any]] = {}
    for number, anchor in enumerate(root.iter("a")):
        if number >= MAX_LINKS:
            break
        url = urls.join(base, anchor.get("href") or "")
        if url and url not in own and pattern.search(url):
            found.setdefault(url, []).append(anchor)
    return found


def _findings(anchors: dict[str, list[Any]], page: FetchedPage) -> Iterator[Finding]:
    items = _items(anchors)
    for url, links in anchors.items():
        item = [items[url, number] for number in range(len(links))]
        title = _best_title(links) or _heading(item)
        yield Finding(links=(url,), base=page.final_url, title=title, published=_date(item))


def _items(anchors: dict[str, list[Any]]) -> dict[tuple[str, int], Any]:
    """For each anchor the largest element around it that holds no other article's link: the article's list item."""
    inside: dict[Any, str | None] = {}  # element → the one address in it, None when there are several
    for url, links in anchors.items():
        for link in links:
            for above in _ancestors(link):
                inside[above] = url if inside.get(above, url) == url else None
    return {
        (url, number): next((above for above in reversed(_ancestors(link)) if inside[above] == url), link)
        for url, links in anchors.items()
        for number, link in enumerate(links)
    }


def _ancestors(element: Any) -> list[Any]:
    found: list[Any] = []
    while (element := element.getparent()) is not None and len(found) < _LEVELS and element.tag not in ("body", "html"):
        found.append(element)
    return found


def _best_title(links: Iterable[Any]) -> str | None:
    """The longest heading inside the anchors, else the longest text of one; a text cut by "…" gives way to `title`."""
    headings = [text for link in links if (text := _heading([link]))]
    texts = [text for link in links for text in _texts(link)]
    return max(headings, key=len, default=None) or max(texts, key=len, default=None)


def _texts(link: Any) -> Iterator[str]:
    text, attribute = _plain(link), clean_title(link.get("title") or link.get("aria-label"))
    if text and not (attribute and text.endswith(("…", "...")) and len(attribute) > len(text) // 2):
        yield text
    elif attribute and not _invites(attribute):
        yield attribute


def _heading(elements: Iterable[Any]) -> str | None:
    """The longest heading, or text marked as headline, inside these elements."""
    found = []
    for element in elements:
        for inner in element.iter():
            if isinstance(inner.tag, str) and (
                re.fullmatch(_HEADINGS, inner.tag) or _HEADLINE_CLASS.search(inner.get("class") or "")
            ):
                found.append(_plain(inner))
    return max((text for text in found if text), key=len, default=None)


def _plain(element: Any) -> str | None:
    """The element's text as a title; None when it has none or merely invites to read on."""
    text = clean_title(" ".join(element.itertext()))
    return None if text is None or _invites(text) else text


def _invites(text: str) -> bool:
    words = text.strip(_ARROWS)
    return not words or _INVITATION.fullmatch(words) is not None


def _date(item: Iterable[Any]) -> str | None:
    for element in item:
        for time in element.iter("time"):
            if stamp := (time.get("datetime") or "").strip():
                return str(stamp)
    return None

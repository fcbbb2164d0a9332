"""What stands around the body on a page, told by markup: headlines, sub-headlines, other articles, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html

from ..regex import regex
from . import structured
from .document import is_large, quick_text
from .furniture import is_credit_line
from .markup import Page, link_texts
from .strings import key, weight

_DEK_CLASS = regex(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?head(?:line|ing)?|sub-?title|sub-?line|teaser|kicker|overline|"
    r"strapline|"
    r"excerpt|untertitel|dachzeile|unterzeile|subtit|sub_tit|article-?(?:summary|description|lead-in)|entry-summary|"
    r"post-excerpt)(?:$|[\s_-])|(?:headline|title)-?sub",
    re.IGNORECASE,
)
_DEK_TAGS = frozenset({"h2", "h3", "h4", "h5", "p", "div", "span", "strong", "em"})
_MAX_DEK = 700
_MIN_FOREIGN = 30  # weight; shorter headings of the first rank are sections that somebody marked up as h1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Comparison keys (`strings.key`) of lines that are no body."""

    headlines: frozenset[str]
    deks: frozenset[str]  # sub-headlines and teaser lines
    above_credit: frozenset[str]  # lines between the headline and a byline or date: teasers, as a rule
    foreign: frozenset[str]  # headlines of other articles on the page
    links: frozenset[str]  # whole texts of links that lead away


def read(page: Page, headlines: frozenset[str], main: html.HtmlElement | None) -> Surroundings:
    """Collect them. `headlines` are the forms of the headline, `main` the element that holds the article."""
    deks = frozenset(_deks(page)) - {""}
    above = frozenset(_above_credit(page, headlines))
    return Surroundings(headlines, deks, above, frozenset(_foreign(page, headlines, main)) - {""}, link_texts(page))


def _deks(page: Page) -> Iterator[str]:
    summaries = {key(value) for value in _summaries(page)} - {""}
    for element in page.near:
        if element.tag not in _DEK_TAGS or is_large(element):
            continue
        marks = (element.get("class") or "") + " " + (element.get("id") or "")
        named = len(marks) > 1 and _DEK_CLASS.search(marks) is not None
        if not named and not summaries:
            continue
        text = quick_text(element)
        if weight(text) <= _MAX_DEK and (named or (key(text) in summaries and _stands_apart(element))):
            yield key(text)


def _above_credit(page: Page, headlines: frozenset[str]) -> list[str]:
    """Lines that stand between the headline and the byline or date; none when the article has begun before that."""
    found: list[str] = []
    begun = False
    for element in page.near:
        if is_large(element) or not (text := quick_text(element)):
            continue
        if key(text) in headlines:
            begun = True
        elif begun and (element.tag == "time" or is_credit_line(text)):
            return found
        elif begun and element.tag in ("p", "div") and weight(text) >= 40:
            found.append(key(text))
            if len(found) > 3:
                return []
    return []


def _summaries(page: Page) -> Iterator[str]:
    for name in ("og:description", "description", "twitter:description"):
        yield from page.meta.get(name, ())
    if page.article is not None:
        yield structured.text(page.article, "description") or ""
        yield structured.text(page.article, "alternativeHeadline") or ""


def _stands_apart(element: html.HtmlElement) -> bool:
    """Whether a line that repeats the page's summary is set apart from the body.

    Many sites take their first paragraph as summary: one followed by another paragraph of the same make is that, and
    stays.
    """
    if element.tag in ("h2", "h3", "h4", "h5"):
        return True
    while element.tag in ("span", "strong", "em") and element.getparent() is not None:
        element = element.getparent()
    return not any(
        follower.tag == element.tag
        and follower.get("class") == element.get("class")
        and weight(quick_text(follower)) >= 60
        for follower in islice(element.itersiblings(), 8)
    )


def _foreign(page: Page, headlines: frozenset[str], main: html.HtmlElement | None) -> Iterator[str]:
    for heading in page.headings:
        text = quick_text(heading)
        if key(text) not in headlines and weight(text) >= _MIN_FOREIGN and len(page.headings) > 1:
            yield key(text)
    if main is not None:
        inside = set(main.iter("h1", "h2", "h3"))
        for article in page.tree.iter("article"):
            for heading in article.iter("h1", "h2", "h3"):
                if heading not in inside and (found := key(quick_text(heading))) not in headlines:
                    yield found
                    break
    for node in page.nodes:
        if node is not page.article and structured.is_article(node):
            found = key(structured.text(node, "headline") or "")
            if found not in headlines:
                yield found

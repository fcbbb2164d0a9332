"""RSS and Atom elements → findings, with the dates, bases and permalink marks as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .. import urls
from ..regex import regex
from .documents import Document, parse_xml
from .findings import Finding

MAX_ENTRIES = 5_000
_LONGEST_TEXT = 20_000

_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_ATOM = "http://www.w3.org/2005/Atom"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_PREFIXES = {"dc": _DC, "dcterms": _DCTERMS, "atom": _ATOM, "feedburner": _FEEDBURNER}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

Name = tuple[str, str]  # namespace and local name; "" is the entry's own namespace

# Which child says what, best witness first.
_TITLE: tuple[Name, ...] = (("", "title"), (_ATOM, "title"), (_DC, "title"))
_PUBLISHED: tuple[Name, ...] = (
    ("", "pubDate"), ("", "published"), (_ATOM, "published"), ("", "issued"), (_DC, "date"), (_DCTERMS, "issued"),
    (_DCTERMS, "created"), ("", "created"), ("", "date"),
)  # fmt: skip
_MODIFIED: tuple[Name, ...] = (("", "updated"), (_ATOM, "updated"), (_DCTERMS, "modified"), ("", "modified"))
_LANGUAGE: tuple[Name, ...] = (("", "language"), (_DC, "language"))

_CLOSING = regex(r"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\s{0,20}>", re.IGNORECASE)


def xml_findings(document: Document, address: str) -> tuple[list[Finding], bool]:
    """The entries of a feed in its order (at most 5,000), and whether the document was whole.

    Of a document that breaks off, the last entry is left out: its address may be half of one.
    """
    root, flawless = parse_xml(document)
    if root is None:
        return [], False
    base, language = _base(root, address), None
    channel = root if _name(root)[1] == "feed" else _child(root, (("", "channel"),))
    if channel is not None:
        base = base if channel is root else _base(channel, base)
        language = _text(_child(channel, _LANGUAGE)) or channel.get(_XML + "lang") or root.get(_XML + "lang")
    entries = list(islice(_entries(root), MAX_ENTRIES + 1))
    whole = _CLOSING.search(document.text, max(0, len(document.text) - 4_096)) is not None
    if not whole:
        entries = entries[:-1]
    return [_finding(entry, base, language) for entry in entries[:MAX_ENTRIES]], whole and flawless


def _entries(root: Any) -> Iterator[Any]:
    """Items wherever they stand: inside the channel (RSS 2.0) or beside it (RSS 0.9, 1.0)."""
    yield from root.iter("{*}item", "{*}entry")


def _finding(entry: Any, base: str, language: str | None) -> Finding:
    children: dict[Name, Any] = {}
    links: list[Any] = []
    own = _name(entry)[0]
    for child in entry:
        if not isinstance(child.tag, str):
            continue
        space, local = _name(child)
        name = ("" if space in (own, "") else space, local)
        children.setdefault(name, child)
        if local == "link" and name[0] in ("", _ATOM):
            links.append(child)
    base = _base(entry, base)
    return Finding(
        links=tuple(_links(entry, children, links, base)),
        base=base,
        title=_first(children, _TITLE),
        published=_first(children, _PUBLISHED),
        modified=_first(children, _MODIFIED),
        language=entry.get(_XML + "lang") or _first(children, _LANGUAGE) or language,
    )


def _links(entry: Any, children: dict[Name, Any], links: list[Any], base: str) -> Iterator[str]:
    """Addresses of an entry, best first: the original behind a counting service, links, then identifiers."""
    yield _text(children.get((_FEEDBURNER, "origLink")))
    for link in sorted(links, key=_link_rank):
        if _link_rank(link) < _NO_ARTICLE:
            target = _text(link) or link.get("href") or ""
            yield urls.join(_base(link, base), target.strip()) or ""
    guid = children.get(("", "guid"))
    if guid is not None and guid.get("isPermaLink", "true").strip().casefold() != "false":
        yield _absolute(_text(guid))
    yield _absolute(_text(children.get(("", "id"))))
    yield entry.get(_RDF_ABOUT) or ""


_NO_ARTICLE = 9


def _link_rank(link: Any) -> int:
    """0 for the article as HTML, 1 for it in an unknown form, 9 for what is no article (self, enclosure, replies)."""
    if link.get("href") is None:
        return 0  # RSS: the address is the text
    if (link.get("rel") or "alternate").strip().casefold() not in (
        "alternate",
        "http://www.iana.org/assignments/relation/alternate",
    ):
        return _NO_ARTICLE
    return 0 if "html" in (link.get("type") or "html") else 1


def _absolute(identifier: str) -> str:
    """An identifier when it is an address itself; relative ones name nothing."""
    return identifier if identifier.strip().casefold().startswith(("http://", "https://")) else ""


def _base(element: Any, base: str) -> str:
    """What relative links inside `element` count from."""
    own = element.get(_XML + "base")
    return (urls.join(base, own.strip()) or base) if own else base


def _first(children: dict[Name, Any], names: tuple[Name, ...]) -> str | None:
    for name in names:
        if text := _text(children.get(name)):
            return text
    return None


def _child(element: Any, names: tuple[Name, ...]) -> Any:
    """The first child with one of these names, whatever namespace the feed's own is; None when there is none."""
    wanted = {local for space, local in names if not space}
    qualified = set(names)
    for child in element:
        if isinstance(child.tag, str):
            space, local = _name(child)
            if (space, local) in qualified or (local in wanted and space not in (_DC, _DCTERMS)):
                return child
    return None


def _name(element: Any) -> Name:
    """Namespace and local name; a well-known prefix that nobody declared counts as if it were declared."""
    tag: str = element.tag
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        return space, local
    prefix, colon, local = tag.partition(":")
    return (_PREFIXES.get(prefix, prefix), local) if colon else ("", tag)


def _text(element: Any) -> str:
    """All text inside, about as much of it as a title or an address may need."""
    parts: list[str] = []
    length = 0
    for part in () if element is None else element.itertext():
        parts.append(part)
        length += len(part)
        if length > _LONGEST_TEXT:
            break
    return "".join(parts)[:_LONGEST_TEXT].strip()

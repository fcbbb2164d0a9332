"""JSON-LD: what a page says about itself in schema.org terms, read tolerantly and within bounds.

Invalid JSON-LD is common (raw newlines, trailing commas, comments around): it is mended by cheap, linear steps. What
cannot be mended still gives its dates and headline, if they stand there in plain form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from ..regex import regex
from .strings import key, plain

Node = Mapping[str, Any]

_SCRIPTS = etree.XPath('.//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')
_MAX_SCRIPT = 600_000  # characters; larger ones list products, not an article
_MAX_NODES = 3_000
_WRAPPERS = regex(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+|(?://\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|"
    r"-->)+\s*;?\s*$"
)
_TRAILING_COMMA = regex(r",(\s{0,200}[}\]])")
_PAIR = regex(
    r'"(@type|headline|datePublished|dateModified|inLanguage|isAccessibleForFree)"\s{0,20}:\s{0,20}'
    r'(?:"((?:[^"\\\n]|\\.){1,300})"|(true|false))'
)
_ARTICLE_TYPES = frozenset(
    ["BlogPosting", "LiveBlogPosting", "PressRelease", "Report", "SocialMediaPosting", "DiscussionForumPosting"]
)
_BETTER_TYPES = ("NewsArticle", "PressRelease", "BlogPosting")


def json_ld(tree: etree._Element) -> list[Node]:
    """Every object of every JSON-LD script in document order, those inside `@graph`, lists and properties too."""
    found: list[Node] = []
    for script in _SCRIPTS(tree):
        raw = script.text or ""
        if 2 < len(raw) <= _MAX_SCRIPT:
            for value in _values(raw):
                found.extend(_nodes(value, _MAX_NODES - len(found)))
    return found


def _values(raw: str) -> list[Any]:
    text = _WRAPPERS.sub("", raw).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return [json.loads(attempt, strict=False)]
        except RecursionError:
            return []
        except ValueError:
            continue
    return _several(text) or _salvage(text)


def _several(text: str) -> list[Any]:
    """Objects that stand one after another without a list around them; what follows a broken one is left alone."""
    found: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text) and len(found) < 50:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while at < len(text) and text[at] in " \t\n,;":
            at += 1
    return found


def _salvage(text: str) -> list[Any]:
    """The first plain `"name": "value"` pairs of JSON that cannot be mended."""
    node: dict[str, Any] = {}
    for name, value, flag in _PAIR.findall(text):
        node.setdefault(name, value.replace('\\"', '"').replace("\\/", "/") if value else flag == "true")
    return [node] if "datePublished" in node or "headline" in node else []


def _nodes(value: Any, room: int) -> Iterator[Node]:
    """All objects inside `value`, outermost first, siblings in order; at most `room`, at most 12 deep."""
    waiting = [(value, 0)]
    while waiting and room > 0:
        item, depth = waiting.pop(0)
        if isinstance(item, dict):
            room -= 1
            yield item
            children = [child for child in item.values() if isinstance(child, dict | list)]
        else:
            children = item if isinstance(item, list) else []
        if depth < 12:
            waiting[:0] = [(child, depth + 1) for child in children[:_MAX_NODES]]


def types(node: Node) -> frozenset[str]:
    """The schema.org types of an object, without the address in front."""
    given = node.get("@type") or node.get("type")
    return frozenset(
        one.strip().rstrip("/").rpartition("/")[2].rpartition(":")[2]
        for one in (given if isinstance(given, list) else [given])
        if isinstance(one, str)
    )


def is_article(node: Node) -> bool:
    return any(one.endswith("Article") or one in _ARTICLE_TYPES for one in types(node))


def main_article(nodes: list[Node], addresses: set[str], headlines: set[str]) -> Node | None:
    """The object that speaks of this very page.

    Related articles are described beside it; so the one with the page's address or its headline wins, then the more
    telling type, then the first. An object whose headline fits nothing is taken only when it has no rival.
    """
    articles = [node for node in nodes if is_article(node)]
    if not articles:
        return None

    def rank(node: Node) -> tuple[bool, bool, int, bool]:
        return (
            not any(address.rstrip("/") in addresses for address in node_addresses(node)),
            key(text(node, "headline", "name") or "") not in headlines,
            min((i for i, name in enumerate(_BETTER_TYPES) if name in types(node)), default=len(_BETTER_TYPES)),
            not text(node, "datePublished"),
        )

    best = min(articles, key=rank)
    rivals = {key(text(node, "headline", "name") or "") for node in articles}
    return None if len(rivals) > 1 and rank(best)[0] and rank(best)[1] else best


def node_addresses(node: Node) -> list[str]:
    """The addresses by which an object names its page (`url`, `mainEntityOfPage`, `@id`), fragments dropped."""
    entity = node.get("mainEntityOfPage")
    given = [node.get("url"), entity, node.get("@id")]
    if isinstance(entity, dict):
        given += [entity.get("@id"), entity.get("url")]
    return [one.partition("#")[0] for one in given if isinstance(one, str) and one.startswith("http")]


def text(node: Node, *names: str) -> str | None:
    """The first of the properties that holds a text, as a reader would see it; lists give their first text."""
    for name in names:
        for value in as_list(node.get(name)):
            if isinstance(value, dict):
                value = value.get("name") or value.get("@value") or value.get("@id")
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str) and (shown := plain(value)):
                return shown
    return None


def names(node: Node, name: str) -> list[str]:
    """All names in a property that holds texts, objects with a `name`, or lists of them."""
    found = [value.get("name") if isinstance(value, dict) else value for value in as_list(node.get(name))]
    flat = [one for value in found for one in as_list(value)]
    return [shown for one in flat if isinstance(one, str) and (shown := plain(one))]


def free_to_read(node: Node) -> bool | None:
    """`isAccessibleForFree` of an article or of one of its parts; None when nothing is said."""
    said = [
        _flag(part.get("isAccessibleForFree"))
        for part in [node, *as_list(node.get("hasPart"))]
        if isinstance(part, dict)
    ]
    known = [one for one in said if one is not None]
    return all(known) if known else None


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = value.rpartition("/")[2].strip().lower() if isinstance(value, str) else ""
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

"""An entity's newest evidence as an Atom feed. Pure."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from typing import Any

from .links import at_sentence, entity_path
from .marking import shown

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"


def atom(base: str, entity: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]], updated: str) -> str:
    """The feed of an entity. `base` is the site's address without a slash at its end; `updated` is used when there is
    no evidence. Rows: article_id, title, url, sentence, first_seen_at, source_name."""
    ElementTree.register_namespace("", _ATOM)
    rows = list(evidence)
    page = base + entity_path(entity["id"])
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", f"{shown(entity['name'], 200)} · Voltwire")
    _add(root, "id", page)
    _add(root, "updated", max((row["first_seen_at"] for row in rows), default=updated))
    _add(root, "link", href=page)
    _add(root, "link", href=f"{page}.atom", rel="self")
    for row in rows:
        _entry(root, base, row)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _entry(root: ElementTree.Element, base: str, row: Mapping[str, Any]) -> None:
    entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
    here = f"{base}/article/{row['article_id']}"
    _add(entry, "title", shown(row["title"], 300) or "Untitled")
    _add(entry, "id", here)
    _add(entry, "updated", row["first_seen_at"])
    _add(entry, "link", href=at_sentence(row["url"], row["sentence"]) or here)
    _add(_add(entry, "author"), "name", shown(row["source_name"], 200) or "Unknown source")
    _add(entry, "summary", shown(row["sentence"], 1000))


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element

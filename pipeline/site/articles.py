"""The page of one article: the text with its mentions, where it came from, what an edit changed."""

from __future__ import annotations

import asyncio
import json
from itertools import pairwise
from typing import Any

from datasette.app import Datasette

from . import sql
from .asking import Row, ask, listed, mentions_by_article
from .changes import changes
from .marking import Piece, paragraphs, pieces

_LABELS = (("COMPANY", "Companies"), ("REGION", "Regions"), ("CHEMISTRY", "Chemistries"), ("MATERIAL", "Materials"))
_LONGEST = 400_000
"""Characters of a text that a page shows."""


async def article(datasette: Datasette, article_id: int, full_text: bool) -> dict[str, Any] | None:
    """What the page's template needs; None when there is no such article."""
    rows, versions, addresses, mentions = await asyncio.gather(
        ask(datasette, sql.ARTICLE, {"id": article_id}),
        ask(datasette, sql.VERSIONS, {"id": article_id}),
        ask(datasette, sql.ADDRESSES, {"id": article_id}),
        mentions_by_article(datasette, [article_id]),
    )
    if not rows:
        return None
    row, own = rows[0], mentions.get(article_id, {})
    return {
        "article": row,
        "authors": [str(name) for name in json.loads(row["authors"])],
        "title_pieces": pieces(row["title"], own.get("title", []), most=1000),
        "paragraphs": _paragraphs(row["text"], own.get("text", [])) if full_text else None,
        "sentences": _sentences(row["text"], own.get("text", [])),
        "named": await _named(datasette, [*own.get("title", []), *own.get("text", [])]),
        "versions": _versions([*versions, row]) if full_text else [],
        "edits": len(versions),
        "addresses": [one for one in addresses if one["url"] != row["url"]],
        "full_text": full_text,
    }


def _paragraphs(text: str, mentions: list[Row]) -> list[list[Piece]]:
    cut = []
    for at, paragraph in paragraphs(text[:_LONGEST]):
        inside = [one for one in mentions if at <= one["start_char"] and one["end_char"] <= at + len(paragraph)]
        cut.append(pieces(paragraph, inside, at))
    if len(text) > _LONGEST:
        cut.append([Piece(" …")])
    return cut


def _sentences(text: str, mentions: list[Row], most: int = 60) -> list[dict[str, Any]]:
    """The sentences that name something, each with what stands in it, for the links to the publisher's page."""
    places: dict[tuple[int, int], list[Row]] = {}
    for mention in mentions:
        places.setdefault((mention["sentence_start"], mention["sentence_end"]), []).append(mention)
    return [
        {"sentence": text[start:end], "pieces": pieces(text[start:end], inside, start, 600)}
        for (start, end), inside in sorted(places.items())[:most]
    ]


async def _named(datasette: Datasette, mentions: list[Row]) -> list[tuple[str, list[Row]]]:
    """By label, each entity (or unknown name) once, with how often and how it is written."""
    by_key: dict[tuple[str, str], Row] = {}
    for one in mentions:
        key = (one["label"], one["entity_id"] or one["name"].casefold())
        entry = by_key.setdefault(key, {**one, "count": 0, "written": []})
        entry["count"] += 1
        if one["text"] not in entry["written"]:
            entry["written"].append(one["text"])
    known = await ask(datasette, sql.NAMES, {"entities": listed({one["entity_id"] for one in mentions} - {None})})
    names = {row["id"]: row["name"] for row in known}
    groups = []
    for label, title in _LABELS:
        entries = sorted((one for one in by_key.values() if one["label"] == label), key=lambda one: -one["count"])
        for entry in entries:
            entry["name"] = names.get(entry["entity_id"], entry["name"])
        if entries:
            groups.append((title, entries))
    return groups


def _versions(texts: list[Row]) -> list[dict[str, Any]]:
    """Each step from one version to the next, newest first."""
    steps = [
        {"version": new["version"], "fetched_at": new["fetched_at"], "changes": changes(old["text"], new["text"]),
         "titles": (old["title"], new["title"]) if old["title"] != new["title"] else None}
        for old, new in pairwise(texts)
    ]  # fmt: skip
    return steps[::-1]

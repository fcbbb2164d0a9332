"""The search page: articles by words in any language and by what they name, with facets."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette

from ..store.search import query_for
from . import sql
from .asking import Row, ask, ask_in_time, listed, mentions_by_article, page_number
from .entities import found
from .languages import language_name
from .marking import cjk, pieces

PAGE = 20
_BEFORE, _AFTER = 90, 210
"""Characters of an excerpt on either side of the first word found; half as many where letters are words."""
_MOST_WORDS = 400
_LABELS = {"COMPANY": "Companies", "REGION": "Regions", "CHEMISTRY": "Chemistries", "MATERIAL": "Materials"}
_SINGLE = ("label", "source", "language", "month")


class Wanted:
    """What a search address asks for. `single` holds label, source, language and month, "" when not asked for."""

    def __init__(self, arguments: Mapping[str, Sequence[str]]) -> None:
        self.q = _first(arguments, "q")[:_MOST_WORDS].strip()
        self.entities = [one[:200] for one in arguments.get("entity", []) if one][:4]
        self.single = {key: _first(arguments, key)[:200] for key in _SINGLE}
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", self.single["month"]):
            self.single["month"] = ""
        self.page = page_number(_first(arguments, "page"))

    def address(self, **changed: str) -> str:
        """The search with other values; "" takes one out. A change goes back to the first page."""
        pairs = [("q", changed.get("q", self.q))]
        pairs += [("entity", one) for one in self.entities if one != changed.get("without")]
        if changed.get("entity") and changed["entity"] not in self.entities:
            pairs.append(("entity", changed["entity"]))
        pairs += [(key, changed.get(key, self.single[key])) for key in _SINGLE]
        pairs.append(("page", changed.get("page", "")))
        return "/search?" + urlencode([(key, value) for key, value in pairs if value])


def _first(arguments: Mapping[str, Sequence[str]], key: str) -> str:
    values = arguments.get(key) or [""]
    return values[0]


async def search(datasette: Datasette, wanted: Wanted) -> dict[str, Any]:
    """What the page's template needs."""
    words = query_for(wanted.q)
    entities = [rows[0] for one in wanted.entities if (rows := await found(datasette, one))]
    wanted.entities = [row["id"] for row in entities]
    context: dict[str, Any] = {"wanted": wanted, "chosen": _chosen(wanted, entities), "most": sql.NEWEST}
    if wanted.q and not words:
        return {**context, "unusable": True, "total": 0, "rows": [], "facets": [], "suggested": [], "pages": 0}
    ids = await _ids(datasette, wanted, words)
    chosen = listed(ids[: sql.NEWEST])
    facts, labels, named, suggested = await asyncio.gather(
        ask(datasette, sql.HIT_FACTS, {"ids": chosen}),
        ask_in_time(datasette, sql.HIT_LABELS, {"ids": chosen}),
        ask_in_time(datasette, sql.HIT_ENTITIES, {"ids": chosen}),
        found(datasette, wanted.q) if wanted.q else _nothing(),
    )
    pages = -(-len(facts) // PAGE)
    wanted.page = min(wanted.page, max(pages, 1))
    shown = [row["id"] for row in facts[(wanted.page - 1) * PAGE : wanted.page * PAGE]]
    return {
        **context,
        "total": len(facts),
        "capped": len(ids) > sql.NEWEST,
        "rows": await _rows(datasette, shown, wanted.q),
        "facets": _facets(wanted, facts, labels or [], named or []),
        "suggested": suggested,
        "pages": pages,
    }


async def _nothing() -> list[Row]:
    return []


async def _ids(datasette: Datasette, wanted: Wanted, words: str) -> list[int]:
    statement = sql.hits(
        words=bool(words), entities=len(wanted.entities), **{key: bool(wanted.single[key]) for key in _SINGLE}
    )
    parameters = {**wanted.single, **{f"entity{n}": one for n, one in enumerate(wanted.entities)}, "words": words}
    return [row["id"] for row in await ask(datasette, statement, parameters)]


async def _rows(datasette: Datasette, ids: list[int], words: str) -> list[Row]:
    """Articles to be shown, each with title and excerpt cut into pieces."""
    rows, mentions = await asyncio.gather(
        ask(datasette, sql.HIT_ROWS, {"ids": listed(ids)}), mentions_by_article(datasette, ids)
    )
    for row in rows:
        own = mentions.get(row["article_id"], {})
        length = len(row["text"])
        start, excerpt = excerpt_of(row.pop("text"), words)
        row["title_pieces"] = pieces(row["title"], own.get("title", []), most=300)
        row["pieces"] = pieces(excerpt, own.get("text", []), start)
        row["cut_before"], row["cut_after"] = start > 0, start + len(excerpt) < length
    return rows


def excerpt_of(text: str, words: str) -> tuple[int, str]:
    """Where an excerpt begins and what it says: around the first of the words, else the text's beginning."""
    places = [re.search(re.escape(word), text, re.IGNORECASE) for word in re.findall(r"[^\W_]+", words)]
    at = min((place.start() for place in places if place), default=0)
    wide = 2 if cjk(text[at : at + _AFTER]) else 1
    start = max(0, at - _BEFORE // wide)
    if start:  # not in the middle of a word, where there are blanks to go by
        blank = text.find(" ", start, at)
        start = blank + 1 if 0 <= blank < start + 20 else start
    excerpt = text[start : at + _AFTER // wide]
    last = excerpt.rfind(" ")
    if start + len(excerpt) < len(text) and last > len(excerpt) - 20 and start + last > at:
        excerpt = excerpt[:last]
    return start, excerpt


def _chosen(wanted: Wanted, entities: list[Row]) -> list[tuple[str, str, str]]:
    """(what, value as shown, address without it) of every filter in force."""
    chosen = [("entity", row["name"], wanted.address(without=row["id"])) for row in entities]
    for key in _SINGLE:
        if value := wanted.single[key]:
            told = language_name(value) if key == "language" else _LABELS.get(value, value)
            chosen.append((key, told, wanted.address(**{key: ""})))
    return chosen


def _facets(wanted: Wanted, facts: list[Row], labels: list[Row], named: list[Row]) -> list[dict[str, Any]]:
    """Facets with values, most first (months newest first), each value with its address. One in force is left out."""
    source_names = {row["source"]: row["source_name"] for row in facts}
    months = sorted(Counter((row["published_date"] or "")[:7] for row in facts).items(), reverse=True)
    counted: dict[str, list[tuple[str | None, str, int]]] = {
        "label": [(row["label"], _LABELS[row["label"]], row["articles"]) for row in labels],
        "source": [
            (one, source_names[one] or "", n) for one, n in Counter(row["source"] for row in facts).most_common()
        ],
        "language": [
            (one, language_name(one), n) for one, n in Counter(row["language"] for row in facts).most_common()
        ],
        "month": [(month, month, n) for month, n in months],
    }
    facets = [
        {"title": title, "values": [
            {"name": row["name"], "count": row["articles"], "href": wanted.address(entity=row["entity_id"]),
             "label": row["label"]}
            for row in named if row["label"] == label and row["entity_id"] not in wanted.entities][:6]}
        for label, title in _LABELS.items()
    ]  # fmt: skip
    for key, title in (("source", "Source"), ("language", "Language"), ("month", "Month"), ("label", "Names any of")):
        values = [
            {"name": name, "count": number, "href": wanted.address(**{key: value}), "label": None}
            for value, name, number in counted[key]
            if value and not wanted.single[key]
        ]
        facets.append({"title": title, "values": values[:12]})
    return [facet for facet in facets if facet["values"]]

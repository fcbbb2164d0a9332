"""Rows for pages: Datasette's connections, its time limit, our SQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from datasette.app import Datasette
from datasette.database import QueryInterrupted

from ..store import Rows, told_left_out
from . import sql
from .marking import Piece, pieces

Row = dict[str, Any]
DATABASE = "voltwire"
"""The name in addresses, whatever the file is called."""
_LONGEST_SENTENCE = 600


async def ask(datasette: Datasette, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """The rows of one question (QueryInterrupted when it takes longer than a question may)."""
    found = await datasette.get_database(DATABASE).execute(statement, dict(parameters or {}))
    return [dict(row) for row in found.rows]


async def ask_in_time(datasette: Datasette, statement: str, parameters: Mapping[str, Any]) -> list[Row] | None:
    """The same for a part of a page that the rest can do without; None when it took too long."""
    try:
        return await ask(datasette, statement, parameters)
    except QueryInterrupted:
        return None


def today() -> date:
    return datetime.now(UTC).date()


async def left_out(datasette: Datasette, statement: str, given: Mapping[str, str]) -> str:
    """What a named query leaves out, in words; "" for nothing, or when it cannot be counted in time."""
    rows = await ask_in_time(datasette, statement, given) if statement else None
    return told_left_out(Rows(tuple(rows[0]), [tuple(rows[0].values())])) if rows else ""


def page_number(text: str) -> int:
    """The page an address asks for; 1 for whatever is none."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,3}", text) else 1


def listed(values: Iterable[object]) -> str:
    """Values as a JSON list, for json_each."""
    return json.dumps(list(values))


async def with_pieces(datasette: Datasette, rows: list[Row]) -> list[Row]:
    """Rows that hold a sentence with its place, each with that sentence in `pieces` and its title in `title_pieces`."""
    mentions = await mentions_by_article(datasette, {row["article_id"] for row in rows})
    for row in rows:
        own = mentions.get(row["article_id"], {})
        row["pieces"] = _sentence(row, own.get(row["part"], []))
        row["title_pieces"] = pieces(row.get("title") or "", own.get("title", []), most=300)
    return rows


async def mentions_by_article(datasette: Datasette, ids: Iterable[int]) -> dict[int, dict[str, list[Row]]]:
    """The mentions of articles, by article and part."""
    found: dict[int, dict[str, list[Row]]] = {}
    for mention in await ask(datasette, sql.MENTIONS_OF, {"ids": listed(sorted(ids))}):
        found.setdefault(mention["article_id"], {}).setdefault(mention["part"], []).append(mention)
    return found


def _sentence(row: Row, mentions: list[Row]) -> list[Piece]:
    start = row["sentence_start"]
    inside = [one for one in mentions if one["start_char"] >= start and one["end_char"] <= row["sentence_end"]]
    return pieces(row["sentence"], inside, start, _LONGEST_SENTENCE)

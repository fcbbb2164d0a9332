"""The page of one entity, and its feed."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

from datasette.app import Datasette

from . import sql
from .asking import Row, ask, ask_in_time, listed, with_pieces
from .languages import language_name

PAGE = 20
_FEED = 40
_TOGETHER = (("COMPANY", "Companies"), ("REGION", "Regions"), ("CHEMISTRY", "Chemistries"), ("MATERIAL", "Materials"))
_PARENT_WORDS = {
    "owner": ("Owned by", "Subsidiaries"), "joint_venture": ("Joint venture of", "Joint ventures"),
    "part_of": ("Part of", "Parts"), "type_of": ("Kind of", "Kinds"),
}  # fmt: skip


async def found(datasette: Datasette, name: str) -> list[Row]:
    """Entities with this id, or with this way of writing."""
    return await ask(datasette, sql.FOUND_BY_NAME, {"name": name})


async def entity_row(datasette: Datasette, entity_id: str) -> Row | None:
    rows = await ask(datasette, sql.ENTITY, {"id": entity_id})
    return rows[0] if rows else None


async def entity(datasette: Datasette, row: Row, page: int, beside: Row | None) -> dict[str, Any]:
    """What the page's template needs. `beside`: another entity that must stand in the same sentence."""
    one = {"id": row["id"]}
    own, aliases, parents, children, daily = await asyncio.gather(
        ask(datasette, sql.OWN_ARTICLES, one),
        ask(datasette, sql.ALIASES, one),
        ask(datasette, sql.PARENTS, one),
        ask(datasette, sql.CHILDREN, one),
        ask_in_time(datasette, sql.DAILY, one),
    )
    newest = listed(row["article_id"] for row in own[: sql.NEWEST])
    together, evidence, timeline = await asyncio.gather(
        ask_in_time(datasette, sql.TOGETHER, {**one, "ids": newest}),
        _evidence(datasette, row["id"], newest, page, beside["id"] if beside else ""),
        _timeline(datasette, daily or []),
    )
    return {
        "entity": row,
        "facts": _facts(row),
        "aliases": _aliases(aliases),
        "family": _family(parents, 0) + _family(children, 1),
        "articles": sum(day["articles"] for day in daily or []),
        "mentions": sum(day["mentions"] for day in daily or []),
        "first_day": daily[0]["day"] if daily else None,
        "last_day": daily[-1]["day"] if daily else None,
        "capped": len(own) > sql.NEWEST,
        "newest_articles": sql.NEWEST,
        "timeline": timeline,
        "together": _together(together or []),
        "beside": beside,
        **evidence,
    }


async def newest_evidence(datasette: Datasette, entity_id: str) -> list[Row]:
    """Rows for the feed, newest first."""
    own = await ask(datasette, sql.OWN_ARTICLES, {"id": entity_id})
    ids = [row["article_id"] for row in own[:_FEED]]
    places = await ask(datasette, sql.EVIDENCE_PLACES, {"id": entity_id, "ids": listed(ids), "with": ""})
    return await ask(datasette, sql.EVIDENCE, {"mentions": listed(place["mention_id"] for place in places)})


async def _evidence(datasette: Datasette, entity_id: str, ids: str, page: int, beside: str) -> dict[str, Any]:
    places = await ask(datasette, sql.EVIDENCE_PLACES, {"id": entity_id, "ids": ids, "with": beside})
    pages = -(-len(places) // PAGE)
    page = min(page, max(pages, 1))
    chosen = [place["mention_id"] for place in places[(page - 1) * PAGE : page * PAGE]]
    rows = await ask(datasette, sql.EVIDENCE, {"mentions": listed(chosen)})
    return {
        "evidence": await with_pieces(datasette, rows),
        "evidence_articles": len(places),
        "page": page,
        "pages": pages,
    }


async def _timeline(datasette: Datasette, daily: list[Row]) -> dict[str, Any] | None:
    """Articles by week (from two years on by month), beside all that was collected; None for fewer than three."""
    if not daily:
        return None
    collected = await ask_in_time(datasette, sql.COLLECTED, {"first": daily[0]["day"][:8] + "01"}) or []
    first, last = (date.fromisoformat(daily[at]["day"]) for at in (0, -1))
    by_month = (last - first).days > 2 * 366
    own, everything = _summed(daily, by_month), _summed(collected, by_month)
    periods = _every_period(first, last, by_month)
    if len(periods) < 3:
        return None
    rows: list[list[Any]] = [[period, own[period], everything[period]] for period in periods]
    return {"per": "month" if by_month else "week", "rows": rows, "busiest": max(rows, key=_own)}


def _own(row: list[Any]) -> int:
    articles: int = row[1]
    return articles


def _summed(rows: list[Row], by_month: bool) -> Counter[str]:
    counted: Counter[str] = Counter()
    for row in rows:
        counted[_period(date.fromisoformat(row["day"]), by_month)] += row["articles"]
    return counted


def _period(day: date, by_month: bool) -> str:
    """The first day of the month, or the Monday of the week."""
    return (day.replace(day=1) if by_month else day - timedelta(days=day.weekday())).isoformat()


def _every_period(first: date, last: date, by_month: bool) -> list[str]:
    days = range((last - first).days + 1)
    return list(dict.fromkeys(_period(first + timedelta(days=number), by_month) for number in days))


def _together(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """By label, the most frequent first; bars compare within a label."""
    groups = []
    for label, title in _TOGETHER:
        chosen = [row for row in rows if row["label"] == label and row["kind"] not in ("area", "group")][:8]
        for row in chosen:
            row["percent"] = round(100 * row["articles"] / chosen[0]["articles"])
        if chosen:
            groups.append((title, chosen))
    return groups


def _aliases(rows: list[Row]) -> list[tuple[str, str, list[str]]]:
    """(language code, its name, ways of writing), languages without a name of their own last."""
    by_language: dict[str, list[str]] = {}
    for row in rows:
        names = by_language.setdefault(row["language"] or "any", [])
        if row["alias"] not in names:
            names.append(row["alias"])
    return [
        (code, language_name(code), by_language[code]) for code in sorted(by_language, key=lambda one: one == "any")
    ]


def _family(rows: list[Row], side: int) -> list[tuple[str, list[Row]]]:
    """Parents (side 0) or children (side 1) by kind of link, under a title."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_PARENT_WORDS[row["kind"]][side], []).append(row)
    return list(groups.items())


def _facts(row: Row) -> list[tuple[str, Any]]:
    """What the catalogue says, as pairs for people; the country and Wikidata are linked by the template."""
    facts = [("Roles", row["roles"].replace(",", ", ").replace("  ", " ")), ("Ticker", row["ticker"])]
    for key, value in json.loads(row["attributes"]).items():
        told = ", ".join(str(one) for one in value) if isinstance(value, list) else value
        facts.append((str(key).replace("_", " ").capitalize(), told))
    return [(name, value) for name, value in facts if value not in (None, "", {})]

"""The home page: what came in, what moved, what is new, what the catalogue lacks, how the sources are."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from datasette.app import Datasette

from . import sql
from .asking import Row, ask, ask_in_time, listed, today, with_pieces
from .languages import language_name

_DAYS = 56
_LEAST_SPAN = 14
_LEAST_BEFORE = 12
"""Dated articles that the four weeks before must hold, so that a week can be compared with them."""
_LABELS = (("COMPANY", "Companies"), ("REGION", "Regions"), ("CHEMISTRY", "Chemistries"))
_MOVERS = 7
_COMPANIES, _CHEMISTRIES = 12, 9


async def home(datasette: Datasette) -> dict[str, Any]:
    """What the page's template needs."""
    totals = (await ask(datasette, sql.TOTALS, {"today": today().isoformat()}))[0]
    as_of = _as_of(totals["last_day"])
    parameters = {"today": as_of.isoformat(), "days": _DAYS}
    coverage, movers, matrix, newest, unknown, health = await asyncio.gather(
        ask_in_time(datasette, sql.COVERAGE, parameters),
        ask_in_time(datasette, sql.MOVERS, {**parameters, "most": _MOVERS}),
        ask_in_time(datasette, sql.MATRIX, parameters),
        ask_in_time(datasette, sql.NEWEST_EVIDENCE, {**parameters, "limit": 11}),
        ask_in_time(datasette, sql.UNKNOWN_COMPANIES, {"limit": 8}),
        ask_in_time(datasette, sql.HEALTH, {}),
    )
    comparable = _comparable(coverage or [], as_of)
    return {
        "totals": totals,
        "as_of": as_of,
        "is_today": as_of == today(),
        "days": by_day(coverage or [], as_of),
        "sources": _by_source(coverage or [], as_of),
        "movers": await _movers(datasette, movers, as_of) if comparable else None,
        "most_named": [] if comparable else await _most_named(datasette),
        "matrix": await _matrix(datasette, matrix or []),
        "newest": await with_pieces(datasette, newest or []),
        "unknown": await with_pieces(datasette, unknown or []),
        "health": health or [],
        "unwell": [row for row in health or [] if row["health"] != "ok"],
        "late": [
            name
            for name, rows in (("coverage", coverage), ("movers", movers), ("matrix", matrix), ("newest", newest),
                               ("unknown", unknown), ("health", health))
            if rows is None
        ],
    }  # fmt: skip


def _as_of(last_day: str | None) -> date:
    """The day up to which weeks are counted: today, or the newest day when nothing came in for a week."""
    if last_day is None or len(last_day) != len("2026-11-20"):
        return today()
    newest = date.fromisoformat(last_day)
    return today() if today() - newest < timedelta(days=7) else newest


def by_day(coverage: list[Row], as_of: date) -> dict[str, Any] | None:
    """Articles by day and language, days without any included; None when fewer than three days have some."""
    counted: Counter[tuple[str, str]] = Counter()
    languages: Counter[str] = Counter()
    for row in coverage:
        counted[row["day"], row["language"]] += row["articles"]
        languages[row["language"]] += row["articles"]
    days = sorted({day for day, _ in counted})
    if len(days) < 3:
        return None
    span = max(_LEAST_SPAN, (as_of - date.fromisoformat(days[0])).days + 1)
    every = [(as_of - timedelta(days=ago)).isoformat() for ago in range(span - 1, -1, -1)]
    order = [language for language, _ in languages.most_common(6)]
    rest = [language for language in languages if language not in order]
    rows: list[list[Any]] = [[day, *(counted[day, one] for one in order)] for day in every]
    if rest:
        for numbers in rows:
            numbers.append(sum(counted[str(numbers[0]), one] for one in rest))
    names = [language_name(one) for one in order] + (["Other"] if rest else [])
    return {"columns": names, "rows": rows, "total": sum(languages.values()), "busiest": _busiest(rows)}


def _busiest(rows: list[list[Any]]) -> tuple[str, int]:
    day, *numbers = max(rows, key=lambda row: sum(row[1:]))
    return day, sum(numbers)


def _by_source(coverage: list[Row], as_of: date) -> list[Row]:
    """Sources by articles of the last four weeks, with their languages."""
    first = (as_of - timedelta(days=27)).isoformat()
    articles: Counter[str | None] = Counter()
    languages: dict[str | None, set[str]] = defaultdict(set)
    names: dict[str | None, str] = {}
    for row in coverage:
        if row["day"] >= first:
            articles[row["source"]] += row["articles"]
            languages[row["source"]].add(row["language"])
            names[row["source"]] = row["source_name"] or row["source"] or "stored by hand"
    most = max(articles.values(), default=1)
    return [
        {"id": one, "name": names[one], "articles": number, "percent": round(100 * number / most),
         "languages": sorted(filter(None, languages[one]))}
        for one, number in articles.most_common(10)
    ]  # fmt: skip


def _comparable(coverage: list[Row], as_of: date) -> bool:
    week = (as_of - timedelta(days=7)).isoformat()
    first = (as_of - timedelta(days=35)).isoformat()
    before = [row for row in coverage if first < row["day"] <= week]
    return sum(row["articles"] for row in before) >= _LEAST_BEFORE and len({row["day"] for row in before}) >= 7


async def _movers(datasette: Datasette, rows: list[Row] | None, as_of: date) -> list[tuple[str, str, list[Row]]]:
    """By label, with the numbers of ten weeks."""
    await _add_weeks(datasette, rows or [], as_of)
    return [(label, title, [row for row in rows or [] if row["label"] == label]) for label, title in _LABELS]


async def _add_weeks(datasette: Datasette, rows: list[Row], as_of: date) -> None:
    """Ten weekly numbers per row, oldest first, and the largest of them."""
    parameters = {"today": as_of.isoformat(), "entities": listed(row["entity_id"] for row in rows)}
    found = await ask_in_time(datasette, sql.WEEKS, parameters) or []
    weeks = {(row["entity_id"], row["weeks_ago"]): row["articles"] for row in found}
    for row in rows:
        row["weeks"] = [weeks.get((row["entity_id"], ago), 0) for ago in range(9, -1, -1)]
        row["most"] = max(*row["weeks"], 1)


async def _most_named(datasette: Datasette) -> list[tuple[str, str, list[Row]]]:
    rows = await ask_in_time(datasette, sql.MOST_NAMED, {}) or []
    return [(label, title, [row for row in rows if row["label"] == label][:_MOVERS]) for label, title in _LABELS]


async def _matrix(datasette: Datasette, rows: list[Row]) -> dict[str, Any] | None:
    """The companies and chemistries that share most sentences, as a table; None when there is too little for one."""
    companies: Counter[str] = Counter()
    chemistries: Counter[str] = Counter()
    for row in rows:
        companies[row["company_id"]] += row["articles"]
        chemistries[row["chemistry_id"]] += row["articles"]
    if len(companies) < 3 or len(chemistries) < 3:
        return None
    down = [one for one, _ in companies.most_common(_COMPANIES)]
    across = [one for one, _ in chemistries.most_common(_CHEMISTRIES)]
    named = await ask(datasette, sql.NAMES, {"entities": listed([*down, *across])})
    names = {row["id"]: row["name"] for row in named}
    cells = {(row["company_id"], row["chemistry_id"]): row["articles"] for row in rows}
    return {
        "columns": [(one, names[one]) for one in across],
        "rows": [((one, names[one]), [cells.get((one, other), 0) for other in across]) for one in down],
    }

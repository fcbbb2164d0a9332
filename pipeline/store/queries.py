"""Named queries: questions worth asking again, kept in config/queries.toml. Pure but for reading the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import InputError, SettingsError
from ..regex import regex
from .shapes import Rows

_NAME = regex(r"[a-z][a-z0-9-]*")
# Text in quotes and remarks hold no parameters.
_PARAMETER = regex(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|:([A-Za-z_]\w*)")
_KEYS = {"name": str, "title": str, "description": str, "sql": str, "params": dict, "left_out": str}
_OPTIONAL = {"params", "left_out"}
TODAY = "today"
"""The one parameter that is filled in when not given: the day of asking."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with parameters. `description` says what the answer leaves out; `left_out`, a second question with the
    same parameters, counts it (see `told_left_out`; "" when it cannot be counted). `params` holds the defaults; one
    called `today` with an empty default means the day of asking."""

    name: str
    title: str
    description: str
    sql: str
    params: Mapping[str, str | int | float]
    left_out: str = ""

    def bind(self, given: Mapping[str, str], today: date) -> dict[str, Any]:
        """Values for every parameter: as given, else the default. Raises InputError for one it does not have."""
        unknown = [key for key in given if key not in self.params]
        if unknown:
            known = ", ".join(f"--{key}" for key in self.params) or "none"
            raise InputError(f"query {self.name} has no parameter --{unknown[0]}; it takes {known}")
        values: dict[str, Any] = dict(self.params)
        if values.get(TODAY) == "":
            values[TODAY] = today.isoformat()
        for key, value in given.items():
            values[key] = self._converted(key, value)
        return values

    def _converted(self, key: str, value: str) -> str | int | float:
        kind = type(self.params[key])
        try:
            if key == TODAY:
                return date.fromisoformat(value).isoformat()
            return kind(value)
        except ValueError as error:
            wanted = "a date like 2026-11-20" if key == TODAY else "a number"
            raise InputError(f'query {self.name}: --{key} must be {wanted}, got "{value}"') from error


def told_left_out(answer: Rows) -> str:
    """`37 undated, 12 dated to a month` from the one row of a `left_out`; "" when nothing was left out."""
    row = answer.rows[0] if answer.rows else ()
    return ", ".join(f"{number:,} {what}" for what, number in zip(answer.columns, row, strict=False) if number)


def load_queries(path: Path) -> dict[str, NamedQuery]:
    """The queries of a file by name, in its order. Raises SettingsError that lists every problem found."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    problems = [f"{path}: unknown table [{key}]; queries are [[query]] tables" for key in tables if key != "query"]
    queries: dict[str, NamedQuery] = {}
    given = tables.get("query", [])
    if not isinstance(given, list):
        raise SettingsError([*problems, f"{path}: write [[query]] with two brackets"])
    for number, table in enumerate(given, 1):
        place = f"{path}: query {number}"
        found = _problems(table)
        if not found and table["name"] in queries:
            found = [f'the name "{table["name"]}" stands twice']
        problems += [f"{place}: {problem}" for problem in found]
        if not found:
            queries[table["name"]] = NamedQuery(**{"params": {}, **table})
    if problems:
        raise SettingsError(problems)
    return queries


def _problems(table: object) -> list[str]:
    if not isinstance(table, dict):
        return ["write [[query]] with two brackets"]
    problems = [f"unknown key {key}; known are {', '.join(_KEYS)}" for key in table.keys() - _KEYS.keys()]
    for key, kind in _KEYS.items():
        if key not in table and key not in _OPTIONAL:
            problems.append(f"{key} is missing")
        elif key in table and not isinstance(table[key], kind):
            problems.append(f"{key} must be {'a text in quotes' if kind is str else 'a table {name = default}'}")
    if problems:
        return problems
    if not _NAME.fullmatch(table["name"]):
        problems.append(f'name "{table["name"]}" may hold lower-case letters, digits and hyphens alone')
    params = table.get("params", {})
    for key, value in params.items():
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            problems.append(f"the default of {key} must be a text or a number")
    used = _parameters(table["sql"])
    for name in ("sql", "left_out"):
        unnamed = sorted(_parameters(table.get(name, "")) - params.keys())
        problems += [f"{name} uses :{key}, which params does not name" for key in unnamed]
    problems += [f"params names {key}, which sql does not use" for key in sorted(params.keys() - used)]
    return problems


def _parameters(sql: str) -> set[str]:
    return {match[1] for match in _PARAMETER.finditer(sql) if match[1]}

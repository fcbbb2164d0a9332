"""What Datasette is told: descriptions of config/datasette.yaml, named queries of config/queries.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette.utils import BadMetadataError, parse_metadata

from ..errors import SettingsError
from ..regex import regex
from ..store import NamedQuery, load_queries
from .asking import DATABASE

_PARAMETER = regex(r"('(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*)|:([A-Za-z_]\w*)")
_ENTITIES = {"entity", "company", "with"}
"""Parameters that take an entity by its id or by any of its names."""
_INNER = ("_sqlite_migrations", "meta")
_WITH_TEXTS = ("articles", "article_versions", "articles_fts", "articles_fts_columns", "pages")


def load_metadata(descriptions: Path, queries: Path, *, full_text: bool) -> dict[str, Any]:
    """Datasette's metadata. Raises SettingsError for a file that cannot be read.

    Without `full_text`, tables that hold whole texts and SQL of the reader's own, which could read them, are closed.
    """
    try:
        metadata: dict[str, Any] = parse_metadata(descriptions.read_text("utf-8"))
        database = metadata["databases"][DATABASE]
    except (OSError, UnicodeDecodeError, BadMetadataError, KeyError, TypeError) as error:
        raise SettingsError(f"{descriptions}: cannot be read ({error})") from error
    database["queries"] = {query.name: _canned(query) for query in load_queries(queries).values()}
    for table in _INNER:
        database["tables"].setdefault(table, {})["hidden"] = True
    if not full_text:
        database["allow_sql"] = False
        for table in _WITH_TEXTS:
            database["tables"].setdefault(table, {})["allow"] = False
    return metadata


def _canned(query: NamedQuery) -> dict[str, Any]:
    left_out = ", ".join(f"{key} = {_told(key, value)}" for key, value in query.params.items())
    description = " ".join(query.description.split())
    return {
        "title": query.title,
        "description": f"{description} What is left empty: {left_out}." if left_out else description,
        "sql": with_defaults(query.sql, query.params).strip(),
        "params": list(query.params),
        "left_out": with_defaults(query.left_out, query.params),
    }


def _told(key: str, value: object) -> str:
    if value == "":
        return "the day of asking" if key == "today" else "all"
    return str(value)


def with_defaults(sql: str, params: Mapping[str, str | int | float]) -> str:
    """SQL whose parameters, which a web form sends as text and empty when untouched, have their type and default."""

    def written(match: re.Match[str]) -> str:
        name = match[2]
        return match[1] or _value(name, params[name])

    return _PARAMETER.sub(written, sql)


def _value(name: str, default: str | int | float) -> str:
    if name == "today":
        return f"iif(:{name} = '', date('now'), :{name})"
    if isinstance(default, str):
        quoted = default.replace("'", "''")
        value = f"iif(:{name} = '', '{quoted}', :{name})" if default else f":{name}"
        by_name = f"coalesce((SELECT entity_id FROM aliases WHERE alias = :{name} LIMIT 1), {value})"
        return by_name if name in _ENTITIES else value
    return f"iif(:{name} = '', {default}, cast(:{name} AS {'INTEGER' if isinstance(default, int) else 'REAL'}))"

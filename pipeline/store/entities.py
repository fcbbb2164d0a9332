"""The catalogue's entities in the database: written when the catalogue changed, with the closure of parent links."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..records import Entity
from .counts import recount_days
from .rows import json_text

_DIGEST = "catalogue_digest"


def sync_entities(connection: sqlite3.Connection, entities: Iterable[Entity], digest: str) -> bool:
    """Replace entities, aliases and links by the catalogue's; False when `digest` says that they are the same already.

    An entity gone from the catalogue that mentions still use stays (listed = 0) with the parents it had.
    Days are counted anew for every entity that something else lies below now.
    """
    stored = connection.execute("SELECT value FROM meta WHERE key = ?", (_DIGEST,)).fetchone()
    if stored is not None and stored[0] == digest:
        return False
    listed = list(entities)
    before = _links(connection)
    for table in ("aliases", "entity_ancestors"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE entities SET listed = 0")
    _put_entities(connection, listed)
    _forget_unused(connection)
    _put_parents(connection, listed)
    _put_aliases(connection, listed)
    _put_ancestors(connection)
    recount_days(connection, {ancestor for _, ancestor in before ^ _links(connection)})
    connection.execute(
        "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (_DIGEST, digest)
    )
    return True


def _put_entities(connection: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    connection.executemany(
        "INSERT INTO entities (id, label, kind, name, country, wikidata, roles, ticker, attributes, replaced_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET id = excluded.id, label = excluded.label, kind = excluded.kind,"
        " name = excluded.name, country = excluded.country, wikidata = excluded.wikidata, roles = excluded.roles,"
        " ticker = excluded.ticker, attributes = excluded.attributes, replaced_by = excluded.replaced_by, listed = 1",
        [
            (
                entity.id, entity.label, entity.kind, entity.name, entity.country, entity.wikidata,
                ", ".join(entity.roles), entity.ticker, json_text(entity.attributes), entity.replaced_by,
            )
            for entity in entities
        ],
    )  # fmt: skip


def _forget_unused(connection: sqlite3.Connection) -> None:
    """Remove what left the catalogue, except what mentions use and what those were replaced by."""
    connection.execute(
        "DELETE FROM entities WHERE listed = 0"
        " AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.entity_id = entities.id)"
        " AND NOT EXISTS (SELECT 1 FROM entities e WHERE e.replaced_by = entities.id)"
    )


def _put_parents(connection: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    connection.execute("DELETE FROM entity_parents WHERE entity_id IN (SELECT id FROM entities WHERE listed = 1)")
    connection.executemany(
        # The same parent named twice counts once, with the kind named first.
        "INSERT INTO entity_parents (entity_id, parent_id, kind, position) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (entity.id, parent.id, parent.kind, position)
            for entity in entities
            for position, parent in enumerate(entity.parents)
        ],
    )


def _put_aliases(connection: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    connection.executemany(
        "INSERT INTO aliases (entity_id, alias, language, form) VALUES (?, ?, ?, ?)",
        [(entity.id, alias.text, alias.language, alias.form) for entity in entities for alias in entity.aliases],
    )


def _links(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in connection.execute("SELECT entity_id, ancestor_id FROM entity_ancestors")}


def _put_ancestors(connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT INTO entity_ancestors VALUES (?, ?, ?)", closure_of(connection))


def closure_of(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Every (entity, ancestor, depth) that the stored parent links give, each entity itself included at depth 0."""
    parents: dict[str, list[str]] = {row[0]: [] for row in connection.execute("SELECT id FROM entities")}
    spelling = {entity_id.casefold(): entity_id for entity_id in parents}
    for entity_id, parent_id in connection.execute("SELECT entity_id, parent_id FROM entity_parents"):
        parents[spelling[entity_id.casefold()]].append(spelling[parent_id.casefold()])
    return list(_closure(parents))


def _closure(parents: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, int]]:
    for entity_id in parents:
        depths = {entity_id: 0}
        level = [entity_id]
        while level:
            above = [parent for one in level for parent in parents[one]]
            depth = depths[level[0]] + 1
            level = [parent for parent in dict.fromkeys(above) if parent not in depths]  # a ring of owners ends here
            depths.update(dict.fromkeys(level, depth))
        yield from ((entity_id, ancestor, depth) for ancestor, depth in depths.items())

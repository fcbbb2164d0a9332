"""The catalogue: what is known, by id and by every way of writing it. Needs neither spaCy nor the automaton."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..records import Alias, Entity, Parent
from . import cache as cache_files
from .compiled import NO_ENTITY, Compiled
from .folding import fold_name


class _Entities(Mapping[str, Entity]):
    """Entities by id, without regard to case; each record is made when it is first asked for."""

    def __init__(self, rows: Sequence[tuple[object, ...]], packed: bytes) -> None:
        self._rows = rows
        self._packed = packed
        self._details: Sequence[tuple[object, ...]] | None = None
        self._numbers = {str(row[0]).lower(): number for number, row in enumerate(rows)}
        self._made: dict[int, Entity] = {}

    def __getitem__(self, entity_id: str) -> Entity:
        return self.at(self._numbers[entity_id.lower()])

    def __iter__(self) -> Iterator[str]:
        return (str(row[0]) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, number: int) -> Entity:
        """The entity of a row number."""
        entity = self._made.get(number)
        if entity is None:
            if self._details is None:
                self._details = marshal.loads(self._packed)
            entity = self._made[number] = _entity(self._rows[number], self._details[number])
        return entity


def _entity(row: Sequence[object], details: Sequence[object]) -> Entity:
    entity_id, label, kind, name, parents, country, roles = row
    aliases, wikidata, ticker, attributes, replaced_by = details
    return Entity(
        id=entity_id,  # type: ignore[arg-type]  # rows were checked when they were compiled
        label=label,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        name=name,  # type: ignore[arg-type]
        aliases=tuple(Alias(*alias) for alias in aliases),  # type: ignore[attr-defined]
        parents=tuple(Parent(*parent) for parent in parents),  # type: ignore[attr-defined]
        country=country,  # type: ignore[arg-type]
        wikidata=wikidata,  # type: ignore[arg-type]
        ticker=ticker,  # type: ignore[arg-type]
        roles=roles,  # type: ignore[arg-type]
        attributes=attributes or {},  # type: ignore[arg-type]
        replaced_by=replaced_by,  # type: ignore[arg-type]
    )


class Catalogue:
    """Known companies, regions, chemistries and materials.

    `digest` speaks of the content alone: the same entries give the same digest wherever the files lie, and a remark
    in a file does not change it.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.digest = compiled.digest
        self._entities = _Entities(compiled.entities, compiled.details)
        self._names: dict[str, list[int]] | None = None

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its id, in the order of the files; ids are found in any case."""
        return self._entities

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id (in any case); None when there is none."""
        return self._entities.get(entity_id)

    def find(self, name: str) -> list[Entity]:
        """The entities with this id or this alias in any language, whatever the case; empty when unknown."""
        by_id = self.get(name.strip())
        if by_id is not None:
            return [by_id]
        return [self._entities.at(number) for number in self._by_name().get(fold_name(name).lower(), ())]

    def ancestors(self, entity_id: str) -> dict[str, int]:
        """Ids above an entity with their smallest distance; itself is there with 0. Raises KeyError when unknown."""
        depths = {self._entities[entity_id].id: 0}
        level = list(depths)
        while level:
            above = [parent.id for one in level for parent in self._entities[one].parents]
            level = [one for one in dict.fromkeys(above) if one not in depths]
            depth = max(depths.values()) + 1
            depths |= dict.fromkeys(level, depth)
        return depths

    def _by_name(self) -> dict[str, list[int]]:
        """Entity numbers by folded name; made at the first question."""
        if self._names is None:
            names: dict[str, list[int]] = {}
            texts = (self.compiled.loose_texts, self.compiled.strict_texts)
            for group, targets in zip(texts, (self.compiled.loose_targets, self.compiled.strict_targets), strict=True):
                for text, owners in zip(group, targets, strict=True):
                    known = names.setdefault(text.lower(), [])
                    known += [one[0] for one in owners if one[0] != NO_ENTITY and one[0] not in known]
            self._names = names
        return self._names


def load_catalogue(files: Sequence[Path], *, cache: Path | Literal["user"] | None = "user") -> Catalogue:
    """Read, check and compile the catalogue's files, in this order.

    Entries of files that lie in another folder than the first file extend entries of the same id. The compiled form
    is kept in the folder `cache` ("user": the user's cache folder; None: nowhere) and used until a file changes; a
    folder that cannot be written and a damaged cache file cost time, nothing else. Raises SettingsError that lists
    every problem with file and place.
    """
    paths = [Path(file) for file in files]
    folder = cache_files.user_folder() if cache == "user" else cache
    compiled = cache_files.read(folder, paths) if folder is not None else None
    if compiled is not None:
        return Catalogue(compiled)
    from .compiling import compile_files  # reads and checks the files: not needed while the cache is good

    if folder is None:
        compiled = compile_files(paths)
    else:
        sealed = cache_files.seal(paths)
        compiled = compile_files(paths)
        cache_files.write(folder, paths, sealed, compiled)
    return Catalogue(compiled)

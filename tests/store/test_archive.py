"""The generated archive that benchmarks ask keeps every promise of a collected one, and is the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import archive
from voltwire.store import Store


def test_a_small_archive_is_sound_and_repeatable(tmp_path: Path) -> None:
    made, digest = archive.open_archive(80, until=date(2026, 11, 20))
    small = replace(made, sources=made.sources[:3], entities=[one for one in made.entities if one.id.count(":") == 1])
    known = {one.id for one in small.entities}
    small = replace(
        small,
        entities=[replace(one, parents=tuple(p for p in one.parents if p.id in known)) for one in small.entities],
    )
    path = tmp_path / "archive.db"
    archive.write(path, small, digest)
    with Store.open(path, read_only=True) as store:
        told = store.status()
        assert store.check() == []
        assert (told.articles, told.versions) == (80, 2)
        assert told.mentions > 400 and told.mentions_unknown and told.queue["rejected"] == 60
        stored = store.run_sql("SELECT title, text FROM articles ORDER BY id").rows
    assert [row[0] for row in stored] == [small.piece(number).article.title for number in range(80)]

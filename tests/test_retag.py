"""Replay: a catalogue change is shown, then applied, then nothing is left to do; no network."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Voltwire = Callable[..., Any]


def add_alias(folder: Path) -> None:
    """The three lines of config/README.md: "gigafactory" becomes a way of writing CATL."""
    (folder / "catalogue").mkdir(exist_ok=True)
    (folder / "catalogue" / "mine.toml").write_text(
        '[[company]]\nid = "company:catl"\nen = ["gigafactory near the port"]\n', "utf-8"
    )


def mentions(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "bench.db") as connection:
        return connection.execute(
            "select article_id, part, start_char, end_char, label, entity_id, name, text, found_by, score "
            "from mentions order by 1, 2, 3"
        ).fetchall()


def test_a_new_alias_is_listed_then_applied_then_nothing(voltwire: Voltwire, folder: Path) -> None:
    voltwire("--config", folder, "ingest")
    before = mentions(folder)
    texts = voltwire("--config", folder, "sql", "select text from articles", "--json").json
    wanted = sum(row["text"].count("gigafactory near the port") for row in texts)
    assert wanted > 0
    add_alias(folder)
    assert voltwire("--config", folder, "status", "--json").json["stale"] == 12
    dry = voltwire("--config", folder, "retag", "--dry-run", "--json").json
    assert dry["gained"] == {"company:catl": wanted}
    assert mentions(folder) == before
    done = voltwire("--config", folder, "retag", "--json").json
    assert done["gained"] == dry["gained"]
    assert len(mentions(folder)) == len(before) + wanted - sum(done["lost"].values())
    again = voltwire("--config", folder, "retag", "--json").json
    assert (again["articles"], again["changed"], again["gained"], again["lost"]) == (0, 0, {}, {})
    assert voltwire("--config", folder, "status", "--json").json["stale"] == 0
    assert voltwire("--config", folder, "check").code == 0


def test_tagging_again_with_nothing_changed_finds_the_same(voltwire: Voltwire, folder: Path) -> None:
    voltwire("--config", folder, "ingest")
    before = mentions(folder)
    with sqlite3.connect(folder / "bench.db") as connection:
        connection.execute("update articles set tagger = 'an older one'")
    connection.close()
    report = voltwire("--config", folder, "retag", "--json").json
    assert (report["articles"], report["changed"]) == (12, 0)
    assert mentions(folder) == before

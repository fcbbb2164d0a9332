"""Opening: what is made, what is refused, what happens to older and newer databases."""

from __future__ import annotations

import importlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from store_world import ENTITIES, FEED, NOW, article, put
from voltwire.errors import MissingDatabaseError, StoreError
from voltwire.store import Store, schema
from voltwire.store.connection import open_to_read


def pragma(path: Path, name: str) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "voltwire.db"
    with Store.open(path, create=True) as store:
        assert store.check() == []
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "auto_vacuum") == 2
    assert pragma(path, "application_id") == schema.APPLICATION_ID
    assert [child.name for child in path.parent.iterdir()] == ["voltwire.db"]


def test_all_tables_are_strict_and_foreign_keys_hold(store: Store) -> None:
    loose = store.run_sql(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE '\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'sqlite_%'"
    )
    assert list(loose.rows) == []
    with pytest.raises(sqlite3.IntegrityError):
        store.record_article(None, None, article(1, "x", source=replace(FEED, id="nobody")), [], "t", NOW)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_missing_database_is_told_and_not_made(path: Path, read_only: bool) -> None:
    with pytest.raises(MissingDatabaseError, match="no database here"):
        Store.open(path, read_only=read_only)
    assert not path.exists()


def test_an_empty_file_becomes_a_database_only_when_asked(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="no Voltwire database"):
        Store.open(path, read_only=True)
    with Store.open(path, create=True) as store:
        assert store.status().articles == 0


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_database_is_refused_and_left_alone(path: Path, read_only: bool) -> None:
    path.write_bytes(b"These are my notes about cathodes.\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is no SQLite database"):
        Store.open(path, create=not read_only, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_another_program_is_refused(path: Path, read_only: bool) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="is no Voltwire database"):
        Store.open(path, create=not read_only, read_only=read_only)
    assert pragma(path, "application_id") == 0


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path, create=True)


@pytest.fixture
def with_step_three(monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The migrations of a later Voltwire."""
    return (*schema.MIGRATIONS, ("0003_notes", ("CREATE TABLE notes (text TEXT) STRICT",)))


def patch_migrations(monkeypatch: pytest.MonkeyPatch, steps: object) -> None:
    for module in ("connection", "migrating", "store"):
        monkeypatch.setattr(importlib.import_module(f"voltwire.store.{module}"), "MIGRATIONS", steps)


def test_an_older_database_is_backed_up_then_brought_up_to_date(
    path: Path, with_step_three: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path, create=True) as store:
        store.sync_entities(ENTITIES, "d")
    patch_migrations(monkeypatch, with_step_three)
    with pytest.raises(StoreError, match="older Voltwire"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert store.run_sql("SELECT count(*) FROM notes").rows == [(0,)]
        assert store.entity_facts("company:catl") is not None
    copies = [child for child in path.parent.iterdir() if child.name.endswith(".backup")]
    assert [copy.name for copy in copies] == ["voltwire.db.before-0003_notes.backup"]
    monkeypatch.undo()
    with Store.open(copies[0], read_only=True) as copy:
        assert copy.entity_facts("company:catl") is not None


def test_a_failing_migration_changes_nothing(
    path: Path, with_step_three: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path, create=True):
        pass
    patch_migrations(monkeypatch, (*with_step_three, ("0004_broken", ("CREATE TABLE meta (x TEXT) STRICT",))))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Store.open(path)
    monkeypatch.undo()
    with Store.open(path) as store:
        assert list(store.run_sql("SELECT name FROM sqlite_schema WHERE name = 'notes'").rows) == []


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_database_is_refused(
    path: Path, with_step_three: object, monkeypatch: pytest.MonkeyPatch, read_only: bool
) -> None:
    patch_migrations(monkeypatch, with_step_three)
    with Store.open(path, create=True):
        pass
    monkeypatch.undo()
    with pytest.raises(StoreError, match="newer Voltwire"):
        Store.open(path, read_only=read_only)


def test_reading_writes_nothing_and_sees_what_a_writer_commits(store: Store) -> None:
    with Store.open(store.path, read_only=True) as reader:
        put(store, article(1, "CATL."))
        assert reader.status().articles == 1
        with pytest.raises(StoreError, match="cannot be written"):
            reader.sync_entities([], "other")


def test_opening_to_read_imports_nothing_heavy(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from voltwire.store import Store\n"
        f"with Store.open(Path({str(store.path)!r}), read_only=True) as s: s.status('x')\n"
        "heavy = ('sqlite_utils', 'zstandard', 'numpy', 'spacy', 'trafilatura', 'httpx')\n"
        "print([module for module in heavy if module in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root to become somebody without rights")
def test_a_folder_that_may_not_be_written_can_still_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voltwire.db"
        with Store.open(path, create=True):
            pass
        Path(folder).chmod(0o555)
        path.chmod(0o444)
        code = (
            "import os, sys; from pathlib import Path; from voltwire.store import Store\n"
            "from voltwire.errors import StoreError\n"
            f"os.setuid(65534); path = Path({str(path)!r})\n"
            "with Store.open(path, read_only=True) as s: print(s.status().articles)\n"
            "for wanted in (path, path.with_name('other.db')):\n"
            "    try: Store.open(wanted, create=True).sync_sources([], None)\n"
            "    except StoreError as error: print(error)\n"
        )
        answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert answer.stderr == ""
        lines = answer.stdout.splitlines()
        assert lines[0] == "0"
        assert len(lines) == 3 and all(str(path.parent) in line for line in lines[1:])


def test_opening_again_leaves_the_locks_of_what_is_open(tmp_path: Path) -> None:
    """Else another program that writes and ends takes itself for the last, and removes the log we are reading."""
    path = tmp_path / "v.db"
    Store.open(path, create=True).close()
    reading = open_to_read(path)
    reading.execute("SELECT count(*) FROM meta").fetchone()
    open_to_read(path).close()
    write = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('DELETE FROM meta'); c.commit(); c.close()"
    )
    subprocess.run([sys.executable, "-c", write, str(path)], check=True)
    assert path.with_name("v.db-wal").exists()
    reading.close()

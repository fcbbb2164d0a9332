"""A kill, a lock or a full disk at any moment leaves all of a step or nothing of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_world import FEED, NOW, TAGGER, article, candidate_for, mentions_in, page_for, put
from voltwire.errors import StoreError
from voltwire.store import Store

HERE = Path(__file__).parent
FIRST = article(1, "CATL builds an LFP plant in Chongqing.")
EDITED = article(1, "CATL halts its LFP plant in Chongqing. 宁德时代新能源科技 is silent.")


def everything(path: Path) -> list[tuple[object, ...]]:
    with Store.open(path, read_only=True) as store:
        assert store.check() == []
        return [
            *store.run_sql("SELECT id, version, text FROM articles").rows,
            *store.run_sql("SELECT article_id, start_char, text FROM mentions ORDER BY 1, part, 2").rows,
            *store.run_sql("SELECT url, state, article_id FROM candidates ORDER BY 1").rows,
            *store.run_sql("SELECT url, length(content) FROM pages").rows,
            *store.run_sql("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'halts OR 宁德'").rows,
        ]


KILLED = """
    import os, sys
    sys.path.insert(0, {here!r})
    from pathlib import Path
    from store_world import FEED, NOW, TAGGER, candidate_for, mentions_in, page_for
    from test_faults import EDITED
    from voltwire.store import Store

    store = Store.open(Path({path!r}))
    steps = 0
    def count(statement):
        global steps
        if steps == {at}:
            os._exit(9)
        steps += 1
    store._connection.set_trace_callback(count)
    store.record_article(candidate_for(EDITED), page_for(EDITED), EDITED, mentions_in(EDITED), TAGGER, NOW)
    print(steps)
"""


def record_and_die(path: Path, at: int) -> subprocess.CompletedProcess[str]:
    code = textwrap.dedent(KILLED.format(here=str(HERE), path=str(path), at=at))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_a_kill_between_any_two_statements_leaves_all_or_nothing(store: Store, tmp_path: Path) -> None:
    put(store, FIRST)
    before = everything(store.path)
    ends = []
    for at in (1, 2, 4, 7, 10, 14, 19, 10_000):
        copy = tmp_path / f"{at}.db"
        with sqlite3.connect(copy) as target, sqlite3.connect(store.path) as origin:
            origin.backup(target)
        target.close()
        origin.close()
        answer = record_and_die(copy, at)
        assert answer.returncode in (0, 9), answer.stderr
        ends.append((answer.returncode, everything(copy)))
    complete = ends[-1][1]
    assert ends[-1][0] == 0 and complete != before
    assert {code for code, _ in ends[:-1]} == {9}
    assert all(state in (before, complete) for _, state in ends)
    assert ends[0][1] == before


def test_a_killed_creation_leaves_no_half_database(path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from voltwire.store import Store, migrating\n"
        "migrating._put_in_place = lambda *_: os._exit(9)\n"
        f"Store.open(Path({str(path)!r}), create=True)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    assert not path.exists()
    with Store.open(path, create=True) as store:
        assert store.check() == []


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process in the middle of a write."""
    code = (
        f"import sqlite3, sys; c = sqlite3.connect({str(path)!r}, isolation_level=None); c.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.stdin.close()
            holder.wait()


def test_a_locked_database_is_told_after_the_time_out_and_loses_nothing(store: Store) -> None:
    candidate = candidate_for(FIRST)
    store.add_candidates(FEED, [candidate], NOW)
    with Store.open(store.path, busy_timeout_s=0.2) as second, locked(store.path):
        begun = time.monotonic()
        with pytest.raises(StoreError, match="locked by another process"):
            second.record_article(candidate, page_for(FIRST), FIRST, mentions_in(FIRST), TAGGER, NOW)
        assert 0.1 < time.monotonic() - begun < 10
        assert second.status().queue["waiting"] == 1  # readers never wait
    assert put(store, FIRST) == 1
    assert store.check() == []


def test_a_short_lock_is_waited_for(store: Store) -> None:
    with locked(store.path):
        pass
    with Store.open(store.path, busy_timeout_s=20) as second:
        assert put(second, FIRST) == 1


def test_a_full_disk_writes_nothing_of_the_step_and_goes_on_when_there_is_room(store: Store) -> None:
    put(store, FIRST)
    before = everything(store.path)
    connection = store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    long = article(2, " ".join(f"CATL word{number}" for number in range(20_000)))
    store_full = pytest.raises(StoreError, match="the disk is full")
    with store_full:
        put(store, long)
    with store_full:
        store.record_article(candidate_for(FIRST), page_for(long), long, [], TAGGER, NOW)
    connection.execute("PRAGMA max_page_count = 1000000")
    assert [row for row in everything(store.path) if "cellwire.example/2" not in str(row[0])] == before
    assert put(store, long) == 2
    assert store.check() == []

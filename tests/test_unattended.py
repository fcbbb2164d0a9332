"""Left alone: disks that fill, locks of others, clocks that jump, servers that hang. Nothing is lost, nothing asked
twice, and the log says what is going on."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import newsroom
import pytest
from troubled import TinyDisk, locked, tiny_disk
from voltwire import daemon as daemon_module
from voltwire import settings as settings_module
from voltwire.daemon import Daemon
from voltwire.run import CycleReport

PROGRAM = [sys.executable, "-m", "voltwire"]


class Running(NamedTuple):
    """A daemon under test; `told` gives everything it has logged so far."""

    process: subprocess.Popen[str]
    told: Callable[[], str]

    def stop(self) -> str:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)
        return self.told()


@contextmanager
def running_daemon(folder: Path, *words: object) -> Iterator[Running]:
    log = folder / "daemon.log"
    with log.open("w") as stderr:
        process = subprocess.Popen([*PROGRAM, "--config", folder, "daemon", *map(str, words)], stderr=stderr, text=True)
    try:
        yield Running(process, lambda: log.read_text("utf-8"))
    finally:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], object], within_s: float = 90) -> bool:
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def ask(database: Path, sql: str) -> Any:
    """The first value of an answer; 0 as long as there is no database."""
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute(sql).fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def articles(database: Path) -> int:
    return int(ask(database, "select count(*) from articles"))


def configure(folder: Path, base: str, *, workers: int = 1, more: str = "", db: Path | None = None) -> Path:
    """Settings for the loopback site; the path of the database."""
    for name, text in newsroom.settings_files(base, workers=workers).items():
        (folder / name).write_text(text, "utf-8")
    settings = folder / "voltwire.toml"
    database = db or folder / "bench.db"
    settings.write_text(settings.read_text().replace('"bench.db"', f'"{database}"') + more, "utf-8")
    return database


@pytest.fixture
def room() -> Iterator[newsroom.Newsroom]:
    with newsroom.Newsroom(16).serving() as room:
        yield room


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[TinyDisk]:
    with tiny_disk(tmp_path / "disk", 64) as disk:
        if disk is None:
            pytest.skip("mounting is not allowed here")
        yield disk


def with_catalogue_only(folder: Path) -> None:
    """Make the database without asking anybody: what follows is written to a log that begins small."""
    sources = folder / "sources.toml"
    wanted = sources.read_text("utf-8")
    sources.write_text(wanted + "enabled = false\n", "utf-8")
    subprocess.run([*PROGRAM, "--config", folder, "ingest"], check=True, capture_output=True)
    sources.write_text(wanted, "utf-8")


def each_article_was_asked_for_once(room: newsroom.Newsroom, number: int) -> bool:
    asked = {path: times for path, times in room.requests.items() if path.startswith("/news/")}
    return asked == {f"/news/{n}": 1 for n in range(number)}


def test_a_lock_in_the_middle_of_a_cycle_is_waited_out(tmp_path: Path, room: newsroom.Newsroom) -> None:
    database = configure(tmp_path, room.base)
    with running_daemon(tmp_path) as daemon:
        assert wait_until(lambda: articles(database) >= 3)
        with locked(database):
            before = articles(database)
            assert wait_until(lambda: "database cannot be written, waiting" in daemon.told())
            assert articles(database) == before
        assert wait_until(lambda: articles(database) == 16)
        told = daemon.stop()
    assert "database can be written again" in told
    assert "cycle done sources=1 failed=0 new=16" in told
    assert each_article_was_asked_for_once(room, 16)


def test_ingest_waits_for_a_lock_for_a_while_then_ends_with_one_line(
    voltwire: Callable[..., Any], tmp_path: Path, room: newsroom.Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = configure(tmp_path, room.base, workers=0)
    monkeypatch.setattr("voltwire.run.BUSY_TIMEOUT_S", 1.0)
    voltwire("--config", tmp_path, "ingest", "--source", "bench")
    asked = room.requests["/feed.xml"]
    with locked(database):
        answer = voltwire("--config", tmp_path, "ingest", "--source", "bench")
    assert answer.code == 1
    assert "locked by another process" in answer.error_line
    assert room.requests["/feed.xml"] == asked, "a site is not asked for what cannot be kept"
    assert voltwire("--config", tmp_path, "ingest", "--source", "bench").code == 0


def test_a_disk_that_fills_in_the_middle_of_a_cycle_is_waited_out(
    tmp_path: Path, room: newsroom.Newsroom, disk: TinyDisk
) -> None:
    database = configure(tmp_path, room.base, db=disk.folder / "full.db")
    with_catalogue_only(tmp_path)
    with running_daemon(tmp_path) as daemon:
        assert wait_until(lambda: articles(database) >= 3)
        disk.fill()
        assert wait_until(lambda: "the disk is full" in daemon.told())
        assert daemon.process.poll() is None
        disk.empty()
        assert wait_until(lambda: articles(database) == 16)
        told = daemon.stop()
    assert "database can be written again" in told
    assert each_article_was_asked_for_once(room, 16)
    assert subprocess.run([*PROGRAM, "--db", database, "check"], capture_output=True).returncode == 0


def test_ingest_on_a_full_disk_ends_with_one_line_before_it_asks_anybody(
    voltwire: Callable[..., Any], tmp_path: Path, room: newsroom.Newsroom, disk: TinyDisk
) -> None:
    database = configure(tmp_path, room.base, workers=0, db=disk.folder / "full.db")
    assert voltwire("--config", tmp_path, "ingest").code == 0
    disk.fill()
    asked = room.requests["/feed.xml"]
    answer = voltwire("--config", tmp_path, "ingest", "--source", "bench")
    assert answer.code == 1
    assert "the disk is full" in answer.error_line
    assert room.requests["/feed.xml"] == asked
    assert voltwire("--db", database, "check").code == 0, "what is there can still be asked for"
    disk.empty()
    assert voltwire("--config", tmp_path, "ingest", "--source", "bench").code == 0


def test_a_read_only_disk_is_told_once_and_the_daemon_goes_on_when_it_is_over(
    tmp_path: Path, room: newsroom.Newsroom, disk: TinyDisk
) -> None:
    database = configure(tmp_path, room.base, more="[daemon]\ntick_s = 0.3\n", db=disk.folder / "ro.db")
    with_catalogue_only(tmp_path)
    sources = tmp_path / "sources.toml"
    wanted = sources.read_text("utf-8")
    sources.write_text(wanted + "enabled = false\n", "utf-8")
    with running_daemon(tmp_path) as daemon:
        assert wait_until(lambda: "daemon started" in daemon.told())
        time.sleep(1)
        with disk.read_only():
            sources.write_text(wanted, "utf-8")
            assert wait_until(lambda: "cycle failed" in daemon.told())
            time.sleep(1.5)
            assert daemon.told().count("cycle failed") == 1
            assert not room.requests["/feed.xml"]
        assert wait_until(lambda: articles(database) == 16)
        assert 'trouble is over what="cycle failed"' in daemon.stop()


def test_ingest_on_a_read_only_disk_ends_with_one_line(
    voltwire: Callable[..., Any], tmp_path: Path, room: newsroom.Newsroom, disk: TinyDisk
) -> None:
    configure(tmp_path, room.base, workers=0, db=disk.folder / "ro.db")
    assert voltwire("--config", tmp_path, "ingest").code == 0
    with disk.read_only():
        answer = voltwire("--config", tmp_path, "ingest", "--source", "bench")
        assert answer.code == 1
        assert str(disk.folder) in answer.error_line


def test_a_stop_does_not_wait_for_a_server_that_hangs(tmp_path: Path, room: newsroom.Newsroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        configure(tmp_path, room.base)
        with (tmp_path / "sources.toml").open("a") as file:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}/feed"
            file.write(f'[[source]]\nid = "hangs"\nkind = "feed"\nurl = "{url}"\nallow_private = true\n')
        with running_daemon(tmp_path) as daemon:
            assert wait_until(lambda: articles(tmp_path / "bench.db") == 16)
            told = daemon.stop()
    assert daemon.process.returncode == 0
    assert "daemon stopped" in told
    assert "stopped before the cycle was over" not in told
    assert ask(tmp_path / "bench.db", "select count(*) from visits where source_id = 'hangs'") == 0


def test_the_same_database_under_another_name_is_locked_too(
    voltwire: Callable[..., Any], tmp_path: Path, room: newsroom.Newsroom
) -> None:
    from voltwire.lock import collector_lock

    database = configure(tmp_path, room.base, workers=0)
    voltwire("--config", tmp_path, "ingest")
    (tmp_path / "alias.db").symlink_to(database)
    with collector_lock(database) as held:
        assert held
        beside = subprocess.run(
            [*PROGRAM, "--config", tmp_path, "--db", tmp_path / "alias.db", "ingest"], capture_output=True, text=True
        )
    assert "another ingest or daemon is at work" in beside.stderr


@pytest.mark.parametrize("jump", [timedelta(days=-3650), timedelta(hours=-1), timedelta(days=40)])
def test_a_clock_that_is_set_does_not_stop_the_ticks(
    jump: timedelta, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """APScheduler plans by the clock on the wall: set back by ten years, it would tick again in ten years."""
    from apscheduler.schedulers import base
    from voltwire import logs

    offset = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + offset

    monkeypatch.setattr(base, "datetime", Clock)
    monkeypatch.setattr(daemon_module, "LOOK_AT_CLOCK_S", 0.1)
    ticks = 0

    async def run() -> None:
        nonlocal offset
        begun, enough = asyncio.Event(), asyncio.Event()

        async def collect(*_: object) -> CycleReport:
            nonlocal ticks
            ticks += 1
            if ticks >= 2:
                begun.set()
            if ticks >= 4:
                enough.set()
            return CycleReport()

        daemon = Daemon(settings_module.load, collect, now=lambda: Clock.now(UTC))
        settings = daemon._settings
        daemon._settings = settings.__class__(settings.folders, daemon=settings_module.DaemonSettings(tick_s=0.5))
        going = asyncio.create_task(daemon.run())
        await asyncio.wait_for(begun.wait(), 20)
        offset = jump
        await asyncio.wait_for(enough.wait(), 20)
        os.kill(os.getpid(), signal.SIGTERM)
        await going

    logs.set_up()
    asyncio.run(run())
    assert f"clock jumped by_s={round(jump.total_seconds())}" in capfd.readouterr().err


def test_status_names_a_failing_source_with_since_when_and_why(
    voltwire: Callable[..., Any], tmp_path: Path, room: newsroom.Newsroom
) -> None:
    configure(tmp_path, room.base, workers=0)
    (tmp_path / "sources.toml").write_text(
        f'[[source]]\nid = "gone"\nkind = "feed"\nurl = "{room.base}/gone.xml"\nallow_private = true\n', "utf-8"
    )
    for _ in range(2):
        voltwire("--config", tmp_path, "ingest", "--source", "gone")
    assert re.search(
        r"^  gone: failing since \d{4}-\d\d-\d\d \d\d:\d\d UTC: not_found: ",
        voltwire("--config", tmp_path, "status").out,
        re.M,
    )
    (unwell,) = voltwire("--config", tmp_path, "status", "--json").json["unwell"]
    assert (unwell["id"], unwell["health"], unwell["failures"]) == ("gone", "failing", 2)
    assert unwell["why"].startswith("not_found")

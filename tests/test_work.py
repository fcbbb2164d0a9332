"""Reading in processes that can be killed: what happens to a page is its own fate, what happens to us is told."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import newsroom
import pytest
from voltwire import settings as settings_module
from voltwire.errors import ModelError
from voltwire.records import FetchedPage, Rejected
from voltwire.settings import Settings
from voltwire.tagging.catalogue import load_catalogue
from voltwire.work import Reading, ReadingPool, ReadingTask

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def settings(**cycle: Any) -> Settings:
    shipped = settings_module.load()
    return replace(shipped, cycle=replace(shipped.cycle, **{"workers": 1, **cycle}))


def task(number: int, content: bytes | None = None) -> ReadingTask:
    url = f"https://bench.example/news/{number}"
    page = content if content is not None else newsroom.article_page(number, "https://bench.example")
    return ReadingTask(FetchedPage(url, url, page, NOW, content_type="text/html"), NOW, keep=True)


def read(configured: Settings, *tasks: ReadingTask) -> list[Reading | Rejected]:
    async def run() -> list[Reading | Rejected]:
        async with ReadingPool(configured) as pool:
            return [await pool.read(one) for one in tasks]

    return asyncio.run(run())


def reasons(outcomes: list[Reading | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "read" for one in outcomes]


def test_a_page_that_takes_too_long_is_killed_and_the_next_is_read() -> None:
    endless = b"<html><body>" + b"<p>battery <b>cell</b> plant in China.</p>" * 150_000 + b"</body></html>"
    outcomes = read(settings(reading_timeout_s=2.0), task(1), task(2, endless), task(3))
    assert reasons(outcomes) == ["read", "reading_timeout", "read"]


def test_a_page_that_wants_too_much_memory_is_rejected() -> None:
    load_catalogue(
        settings().catalogue_files()
    )  # compiled here, as a cycle does: compiling leaves a worker free memory
    huge = b"<html><body>" + b"<div><p>battery cell plant in China, said CATL.</p>" * 230_000 + b"</body></html>"
    (outcome,) = read(settings(worker_memory_mb=30), task(1, huge))
    assert reasons([outcome]) == ["reading_crash"]


def test_a_worker_that_is_killed_costs_its_page_alone() -> None:
    async def run() -> list[Reading | Rejected]:
        async with ReadingPool(settings()) as pool:
            first = await pool.read(task(1))
            slow = b"<html><body>" + b"<p>battery <b>cell</b> plant in China.</p>" * 150_000 + b"</body></html>"
            reading = asyncio.create_task(pool.read(task(2, slow)))
            await asyncio.sleep(1.0)
            for worker in workers_of(os.getpid()):
                os.kill(worker, signal.SIGKILL)
            return [first, await reading, await pool.read(task(3))]

    outcomes = asyncio.run(run())
    assert reasons(outcomes) == ["read", "reading_crash", "read"]


def workers_of(root: int) -> list[int]:
    """Children of our fork server: the reading processes."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    servers = {pid for pid, parent in parents.items() if parent == root}
    return [pid for pid, parent in parents.items() if parent in servers]


def test_a_model_that_cannot_be_loaded_stops_the_run_and_blames_no_page(
    voltwire: Callable[..., Any], folder: Path
) -> None:
    broken = folder / "broken_model"
    broken.mkdir()
    (broken / "meta.json").write_text('{"lang": "en", "name": "broken", "version": "1"}')
    (broken / "config.cfg").write_text("[nlp]\nlang = 3\n")
    with (folder / "voltwire.toml").open("a") as file:
        file.write('[tagging]\nmodel = "broken_model"\n')
    answer = voltwire("--config", folder, "ingest", "--workers", "1")
    assert answer.code == 2
    assert "broken_model" in answer.error_line
    assert voltwire("--config", folder, "status", "--json").json["queue"]["waiting"] == 12
    with pytest.raises(ModelError):
        read(replace(settings(), models=(broken,)), task(1))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes have to notice by themselves")
def test_processes_that_cannot_notice_that_the_program_is_gone_end_all_the_same(tmp_path: Path) -> None:
    """The server that forks the workers may be busy tidying up, a worker with a page: here both are stopped."""
    code = (
        "import asyncio, sys, time; sys.path[:0] = sys.argv[1:]\n"
        "import test_work\n"
        "async def run():\n"
        "    async with test_work.ReadingPool(test_work.settings()) as pool:\n"
        "        await pool.read(test_work.task(1)); print('read', flush=True); time.sleep(600)\n"
        "asyncio.run(run())"
    )
    paths = [str(Path(__file__).parent), str(Path(newsroom.__file__).parent)]
    with subprocess.Popen([sys.executable, "-c", code, *paths], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stdout.readline() == "read\n"
        (worker,) = workers_of(program.pid)
        server = int(Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[1])
        for pid in (server, worker):
            os.kill(pid, signal.SIGSTOP)
        program.kill()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in (server, worker)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in (server, worker) if Path(f"/proc/{pid}").exists()]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []

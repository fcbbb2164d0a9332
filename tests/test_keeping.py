"""Looking after what is kept: old documents go and the file shrinks, a copy is whole, the log and the metrics tell."""

from __future__ import annotations

import ast
import asyncio
import io
import json
import logging
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import newsroom
import pytest
from troubled import locked
from voltwire import logs
from voltwire import settings as settings_module
from voltwire.cli.main import _run
from voltwire.errors import StoreError
from voltwire.housekeeping import keep_house
from voltwire.monitoring import METRICS, Monitor
from voltwire.patience import Patience
from voltwire.records import FetchedPage, Rejected
from voltwire.run import CycleReport
from voltwire.settings import StoreSettings
from voltwire.store import Store

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def one_cycle(site: newsroom.Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database after a cycle over 12 articles."""
    folder = tmp_path_factory.mktemp("one_cycle")
    for name, text in newsroom.settings_files(site.base, workers=0).items():
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        assert _run(["--config", str(folder), "ingest", "--json"]) == 0
    return folder / "bench.db"


@pytest.fixture
def collected(folder: Path, one_cycle: Path) -> Path:
    return Path(shutil.copyfile(one_cycle, folder / "bench.db"))


def age_pages(database: Path, days: int, copies: int = 0) -> None:
    """Make every stored document so old; `copies` of each more, as a year would bring them."""
    with sqlite3.connect(database) as connection:
        at = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        connection.execute("UPDATE pages SET fetched_at = ?", (at,))
        for number in range(copies):
            connection.execute(
                "INSERT INTO pages SELECT url || ?, requested_url, fetched_at, http_status, content_type, charset,"
                " content FROM pages WHERE url NOT LIKE '%#%'", (f"#{number}",),
            )  # fmt: skip
    connection.close()


def test_old_documents_go_and_the_file_shrinks(voltwire: Callable[..., Any], folder: Path, collected: Path) -> None:
    age_pages(collected, 200, copies=60)
    before = collected.stat().st_size
    would = voltwire("--config", folder, "prune", "--dry-run", "--json").json
    assert (would["pages"], would["freed_bytes"], would["dry_run"]) == (12 * 61, 0, True)
    assert collected.stat().st_size == before
    done = voltwire("--config", folder, "prune", "--json").json
    assert done["pages"] == 12 * 61 and done["bytes"] == would["bytes"]
    after = collected.stat().st_size
    assert before - after >= done["bytes"]
    assert before - after == done["freed_bytes"]
    assert voltwire("--config", folder, "check").code == 0
    with Store.open(collected, read_only=True) as store:
        told = store.status()
        assert (told.articles, told.pages, told.queue["done"]) == (12, 0, 12)


def test_young_documents_stay(voltwire: Callable[..., Any], folder: Path, collected: Path) -> None:
    age_pages(collected, 100)
    assert "0 documents" in voltwire("--config", folder, "prune").out
    assert "12 documents" in voltwire("--config", folder, "prune", "--pages-older-than", "90d").out
    for wrong in ("90", "soon", "-1d", "99999999999d"):
        answer = voltwire("--config", folder, "prune", "--pages-older-than", wrong)
        assert answer.code == 2 and "is no age" in answer.err


def test_the_daemon_keeps_house_once_a_day(collected: Path) -> None:
    age_pages(collected, 200)
    shipped = settings_module.load()
    for_ever = replace(shipped, store=StoreSettings(keep_pages_days=0))
    now = datetime.now(UTC)

    def keep(settings: settings_module.Settings, at: datetime) -> int | None:
        with Store.open(collected) as store:
            gone = asyncio.run(keep_house(settings, store, Patience(None), at))
        return None if gone is None else gone.pages

    assert keep(for_ever, now) is None
    assert keep(shipped, now) == 12
    assert keep(shipped, now + timedelta(hours=23)) is None
    assert keep(shipped, now + timedelta(hours=25)) == 0
    assert keep(shipped, now - timedelta(days=3650)) == 0, "a clock that was set back"


def test_a_backup_made_while_another_writes_is_whole(
    voltwire: Callable[..., Any], folder: Path, collected: Path, tmp_path: Path
) -> None:
    over = threading.Event()

    def write() -> None:
        number = 0
        with Store.open(collected) as store:
            while not over.is_set():
                url = f"https://bench.example/extra/{number}"
                page = FetchedPage(url, url, b"x" * 5000, NOW)
                candidate = newsroom_candidate(url)
                store.record_rejection(candidate, Rejected("extract", url, "no_text"), page, NOW)
                number += 1
                over.wait(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copy = tmp_path / "copy.db"
        answer = voltwire("--config", folder, "backup", copy, "--json")
    finally:
        over.set()
        writer.join()
    assert answer.json["ok"] and answer.json["bytes"] == copy.stat().st_size
    assert voltwire("--db", copy, "check").code == 0
    with Store.open(copy, read_only=True) as store:
        assert store.status().articles == 12
    assert not list(tmp_path.glob(".*partial*"))
    for old in folder.glob("bench.db*"):
        old.unlink()
    copy.rename(collected)
    restored = voltwire("--config", folder, "ingest", "--source", "bench", "--json").json
    assert restored["articles"] == {"new": 0, "changed": 0, "known": 0}


def newsroom_candidate(url: str) -> Any:
    from voltwire.records import Candidate

    return Candidate(url, "bench")


def test_a_backup_never_replaces_a_file_and_a_lock_does_not_hinder_it(
    voltwire: Callable[..., Any], folder: Path, collected: Path, tmp_path: Path
) -> None:
    with locked(collected):
        assert voltwire("--config", folder, "backup", tmp_path / "copy.db").code == 0
    answer = voltwire("--config", folder, "backup", tmp_path / "copy.db")
    assert answer.code == 2 and "exists already" in answer.error_line
    answer = voltwire("--config", folder, "backup", tmp_path / "nowhere" / "copy.db")
    assert answer.code == 2 and "no such folder" in answer.error_line


def test_a_database_that_breaks_its_promises_gives_no_backup(
    voltwire: Callable[..., Any], folder: Path, collected: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(collected) as connection:
        connection.execute("UPDATE mentions SET text = 'nothing of the kind' WHERE id = 1")
    connection.close()
    answer = voltwire("--config", folder, "backup", tmp_path / "copy.db")
    assert answer.code == 1 and "no backup was kept" in answer.err
    assert not (tmp_path / "copy.db").exists()


def test_status_tells_room_and_growth(voltwire: Callable[..., Any], folder: Path, collected: Path) -> None:
    told = voltwire("--config", folder, "status", "--json").json
    assert told["disk_free_bytes"] > 0
    assert told["room_articles"] is None, "too few articles to say"
    assert "GB left" in voltwire("--config", folder, "status").out


# -- the log ----------------------------------------------------------------------------------------------------


def logged(form: logs.LogFormat, tell: Callable[[], None]) -> str:
    stream = io.StringIO()
    logs.set_up(logging.DEBUG, stream, form)
    tell()
    logs.set_up()
    return stream.getvalue()


def test_a_line_is_text_or_json() -> None:
    tell = lambda: logs.event("source failed", source="a b", reason="timeout", detail="\x1b[31mline\nbreak")  # noqa: E731
    text = logged("text", tell)
    assert re.fullmatch(
        r'\S+Z INFO source failed source="a b" reason=timeout detail=�\[31mline�break\n', text
    ), text  # fmt: skip
    told = json.loads(logged("json", tell))
    assert (told["event"], told["level"], told["source"]) == ("source failed", "info", "a b")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["at"])


def test_what_libraries_say_is_told_without_their_words() -> None:
    text = logged("json", lambda: logging.getLogger("somebody").error("secret %s", "page text"))
    assert json.loads(text) == {"at": json.loads(text)["at"], "level": "error", "event": "library message",
                                "logger": "somebody"}  # fmt: skip


def test_only_listed_events_are_logged_and_every_listed_one_is() -> None:
    used = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
                first, name = node.args[0], ast.unparse(node.func)
                if name in ("logs.event", "self._complaints.tell"):
                    if isinstance(first, ast.Constant):
                        used.add(first.value)
                    else:
                        assert path.name == "daemon.py", f"{path}: an event must be a literal"
    assert used == set(logs.EVENTS) - {"library message"}


@pytest.mark.parametrize("name", [*logs.EVENTS, *METRICS])
def test_events_and_metrics_are_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "config" / "README.md").read_text("utf-8")


# -- metrics ----------------------------------------------------------------------------------------------------


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def served(monitor: Monitor) -> str:
    stream = io.StringIO()
    logs.set_up(stream=stream, form="json")
    monitor.serve(0)
    logs.set_up()
    return str(json.loads(stream.getvalue())["url"].removesuffix("/metrics"))


def test_metrics_count_what_cycles_do_and_health_turns_bad_when_none_ends() -> None:
    patience = Patience(None)
    monitor = Monitor(3600.0, patience)
    base = served(monitor)
    report = CycleReport(sources=2, mentions=5, waiting=3, elapsed_s=1.5)
    report.visits.update(ok=1, failed=1)
    report.articles.update(new=4)
    report.rejected.update(off_topic=2)
    monitor.cycle_done(report)
    monitor.cycle_failed(StoreError("the disk is full"))
    status, text = get(f"{base}/metrics")
    assert status == 200
    for line in ('voltwire_cycles_total{outcome="done"} 1.0', 'voltwire_cycles_total{outcome="failed"} 1.0',
                 'voltwire_articles_total{outcome="new"} 4.0', 'voltwire_rejected_total{reason="off_topic"} 2.0',
                 'voltwire_visits_total{outcome="failed"} 1.0', "voltwire_candidates_waiting 3.0",
                 "voltwire_mentions_total 5.0", "voltwire_database_trouble 0.0"):  # fmt: skip
        assert line in text.splitlines()
    helped = {line.split()[2] for line in text.splitlines() if line.startswith("# HELP voltwire_")}
    assert {name.removesuffix("_created").removesuffix("_total") for name in helped} == {
        name.removesuffix("_total") for name in METRICS
    }
    assert get(f"{base}/healthz") == (200, '{"ok": true, "seconds_since_cycle": 0, "problem": null}\n')
    monitor._unhealthy_after_s = -1.0
    status, text = get(f"{base}/healthz")
    assert status == 503 and "no cycle ended well" in text and "the disk is full" in text
    assert get(f"{base}/else")[0] == 404


def test_help_and_a_daemon_without_a_port_do_not_import_the_metrics_library() -> None:
    code = (
        "import sys; from voltwire.cli.main import _run; _run(['daemon', '--help']); import voltwire.cli.collecting\n"
        "print([name for name in ('prometheus_client', 'apscheduler') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[-1] == "[]"

"""The main job end to end: a cycle over a loopback site, again, after an edit, beside another, and cut off."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import newsroom
import pytest

PROGRAM = [sys.executable, "-m", "voltwire"]


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "bench.db") as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def room() -> Iterator[newsroom.Newsroom]:
    """A site of its own, whose requests can be counted."""
    with newsroom.Newsroom(12).serving() as room:
        yield room


@pytest.fixture
def own_folder(tmp_path: Path, room: newsroom.Newsroom) -> Path:
    for name, text in newsroom.settings_files(room.base, workers=0).items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_cycle_stores_every_article_and_a_second_adds_nothing(
    voltwire: Callable[..., Any], own_folder: Path, room: newsroom.Newsroom
) -> None:
    report = voltwire("--config", own_folder, "ingest", "--json").json
    assert report["articles"] == {"new": 12, "changed": 0, "known": 0}
    assert report["visits"] == {"ok": 1}
    assert report["waiting"] == 0
    assert report["mentions"] == rows(own_folder, "select count(*) from mentions")[0][0] > 100
    again = voltwire("--config", own_folder, "ingest", "--source", "BENCH", "--json").json
    assert again["sources"] == 1
    assert sum(again["articles"].values()) == 0
    asked = {path: times for path, times in room.requests.items() if path.startswith("/news/")}
    assert asked == {f"/news/{n}": 1 for n in range(12)}
    assert voltwire("--config", own_folder, "check", "--json").json == {"ok": True, "problems": []}
    assert voltwire("--config", own_folder, "ingest", "--json").json["sources"] == 0, "it was not due"


def test_text_title_and_date_are_those_of_the_site(voltwire: Callable[..., Any], own_folder: Path) -> None:
    voltwire("--config", own_folder, "ingest")
    for url, title, text, published in rows(own_folder, "select url, title, text, published_at from articles"):
        number = int(url.rpartition("/")[2])
        assert title == newsroom.title(number)
        assert text == "\n\n".join(newsroom.paragraphs(number))
        assert published == newsroom.published(number).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_every_mention_stands_in_its_article(voltwire: Callable[..., Any], own_folder: Path) -> None:
    voltwire("--config", own_folder, "ingest")
    assert not rows(
        own_folder,
        "select m.id from mentions m join articles a on a.id = m.article_id where "
        "substr(case part when 'title' then title else a.text end, start_char + 1, end_char - start_char) <> m.text",
    )
    linked = {name for (name,) in rows(own_folder, "select distinct entity_id from mentions")}
    assert {"company:catl", "region:CN", "chemistry:lfp"} <= linked


def test_workers_find_what_one_process_finds(voltwire: Callable[..., Any], own_folder: Path) -> None:
    voltwire("--config", own_folder, "ingest")
    query = (
        "select url, part, start_char, end_char, label, entity_id, m.text "
        "from mentions m join articles a on a.id = m.article_id"
    )
    alone = sorted(rows(own_folder, query), key=str)
    (own_folder / "bench.db").unlink()
    assert voltwire("--config", own_folder, "ingest", "--workers", "2").code == 0
    assert sorted(rows(own_folder, query), key=str) == alone


def test_a_budget_leaves_the_rest_waiting_and_the_next_cycle_takes_it_up(
    voltwire: Callable[..., Any], own_folder: Path
) -> None:
    settings = own_folder / "voltwire.toml"
    settings.write_text(settings.read_text().replace("candidates_per_source = 100000", "candidates_per_source = 5"))
    first = voltwire("--config", own_folder, "ingest", "--json").json
    assert (first["articles"]["new"], first["waiting"]) == (5, 7)
    second = voltwire("--config", own_folder, "ingest", "--json").json
    assert (second["sources"], second["articles"]["new"], second["waiting"]) == (0, 5, 2)


def test_a_source_that_fails_is_recorded_and_the_others_go_on(
    voltwire: Callable[..., Any], own_folder: Path, room: newsroom.Newsroom
) -> None:
    with (own_folder / "sources.toml").open("a") as file:
        file.write(f'[[source]]\nid = "gone"\nkind = "feed"\nurl = "{room.base}/gone.xml"\nallow_private = true\n')
        file.write(f'[[source]]\nid = "page"\nkind = "feed"\nurl = "{room.base}/news/1"\nallow_private = true\n')
    answer = voltwire("--config", own_folder, "ingest", "--json")
    assert answer.code == 0
    assert answer.json["visits"] == {"ok": 1, "failed": 2}
    assert answer.json["articles"]["new"] == 12
    found = dict(rows(own_folder, "select source_id, reason from visits where outcome = 'failed'"))
    assert found == {"gone": "not_found", "page": "not_a_source"}
    assert voltwire("--config", own_folder, "ingest", "--source", "gone").code == 1, "every source failed"


def test_a_sitemap_keeps_its_archive_until_since_asks_for_it(
    voltwire: Callable[..., Any], own_folder: Path, room: newsroom.Newsroom
) -> None:
    (own_folder / "sources.toml").write_text(
        f'[[source]]\nid = "map"\nkind = "sitemap"\nurl = "{room.base}/sitemap.xml"\n'
        "allow_private = true\nmax_age_days = 0\n",
        "utf-8",
    )
    first = voltwire("--config", own_folder, "ingest", "--json").json
    assert first["articles"]["new"] == 0
    since = voltwire("--config", own_folder, "ingest", "--source", "map", "--since", "2020-01-01", "--json").json
    assert since["articles"]["new"] == 12


def environment(mark: str) -> dict[str, str]:
    return {**os.environ, "VOLTWIRE_MARK": mark}


def alive(mark: str) -> list[int]:
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"VOLTWIRE_MARK={mark}".encode() in environ.read_bytes():
                found.append(int(environ.parent.name))
        except OSError:
            continue
    return found


def wait_until(condition: Callable[[], object], within_s: float) -> bool:
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def stored(folder: Path) -> int:
    try:
        return int(rows(folder, "select count(*) from articles")[0][0])
    except sqlite3.OperationalError:
        return 0


def test_a_second_ingest_beside_a_running_one_says_so_and_ends_well(own_folder: Path) -> None:
    from voltwire.lock import collector_lock

    with collector_lock(own_folder / "bench.db") as held:
        assert held
        beside = subprocess.run(
            [*PROGRAM, "--config", own_folder, "ingest"], capture_output=True, text=True, check=False
        )
    assert beside.returncode == 0
    assert "at work" in beside.stderr


def test_the_daemon_collects_and_stops_cleanly(own_folder: Path) -> None:
    mark = f"daemon-{os.getpid()}"
    process = subprocess.Popen(
        [*PROGRAM, "--config", own_folder, "daemon"], env=environment(mark), stderr=subprocess.PIPE, text=True
    )
    assert wait_until(lambda: stored(own_folder) == 12, 60)
    beside = subprocess.run([*PROGRAM, "--config", own_folder, "daemon"], capture_output=True, text=True, check=False)
    assert beside.returncode == 1
    assert "at work" in beside.stderr
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=35)
    assert process.returncode == 0, told
    assert "cycle done sources=1 failed=0 new=12" in told
    assert "daemon stopped" in told
    assert wait_until(lambda: not alive(mark), 5)


def test_the_daemon_keeps_the_last_good_settings(own_folder: Path) -> None:
    settings = own_folder / "voltwire.toml"
    settings.write_text(settings.read_text() + "[daemon]\ntick_s = 0.5\n")
    process = subprocess.Popen([*PROGRAM, "--config", own_folder, "daemon"], stderr=subprocess.PIPE, text=True)
    assert wait_until(lambda: stored(own_folder) == 12, 60)
    good = settings.read_text()
    settings.write_text("[fetching\n")
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    assert any("settings are broken, the last good ones stay" in line for line in lines)
    settings.write_text(good)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=35)
    assert process.returncode == 0


@contextmanager
def site_of(documents: dict[str, tuple[int, dict[str, str], str]]) -> Iterator[tuple[str, list[str]]]:
    """A site of the given path → (status, headers, body): its address, and what is asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = documents.get(self.path, (404, {}, ""))
            base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            content = body.replace("BASE", base).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with newsroom.QuietServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def configured(folder: Path, *sources: str) -> Path:
    for name, text in newsroom.settings_files("http://127.0.0.1:9", workers=0).items():
        (folder / name).write_text(text, "utf-8")
    tables = [f"[[source]]\nallow_private = true\n{source}\n" for source in sources]
    (folder / "sources.toml").write_text("".join(tables), "utf-8")
    return folder


ARTICLE = newsroom.article_page(1, "https://bench.example").decode()


def test_a_host_that_wants_a_pause_costs_its_articles_no_try(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    items = "".join(f"<item><title>t{n}</title><link>BASE/news/{n}</link></item>" for n in range(5))
    documents = {
        "/busy.xml": (429, {"Retry-After": "7200"}, ""),
        "/feed.xml": (200, {"Content-Type": "application/rss+xml"}, f"<rss><channel>{items}</channel></rss>"),
    }
    with site_of(documents) as (base, asked):
        feed, busy = (f'id = "{name}"\nkind = "feed"\nurl = "{base}/{name}.xml"' for name in ("feed", "busy"))
        configured(tmp_path, feed, busy)
        report = voltwire("--config", tmp_path, "ingest", "--json").json
    assert report["waiting"] == 5
    tried = dict(rows(tmp_path, "select attempts, count(*) from candidates group by 1"))
    articles = [path for path in asked if path.startswith("/news/")]
    assert tried.get(0, 0) == 5 - len(articles), "only what was asked counts as a try"


@pytest.mark.parametrize("form", ["xml", "text"])
def test_a_small_sitemap_without_dates_is_news_and_a_large_one_an_archive(
    voltwire: Callable[..., Any], tmp_path: Path, form: str
) -> None:
    def sitemap(number: int) -> str:
        links = [f"BASE/a/battery-{n}" for n in range(number)]
        if form == "text":
            return "\n".join(links)
        return "<urlset>" + "".join(f"<url><loc>{link}</loc></url>" for link in links) + "</urlset>"

    kind = {"Content-Type": "text/plain" if form == "text" else "application/xml"}
    pages = {f"/a/battery-{n}": (200, {}, ARTICLE.replace("report 1", f"report {n}")) for n in range(3)}
    with site_of({"/small": (200, kind, sitemap(3)), "/large": (200, kind, sitemap(150)), **pages}) as (base, _):
        small, large = (f'id = "{name}"\nkind = "sitemap"\nurl = "{base}/{name}"' for name in ("small", "large"))
        configured(tmp_path, small, large)
        voltwire("--config", tmp_path, "ingest", "--source", "small")
        assert rows(tmp_path, "select count(*) from candidates") == [(3,)]
        voltwire("--config", tmp_path, "ingest", "--source", "large")
        assert rows(tmp_path, "select count(*) from candidates") == [(3,)]
        assert rows(tmp_path, "select detail from visits where source_id = 'large'") == [
            ("150 entries left out as too old or undated",)
        ]
        voltwire("--config", tmp_path, "ingest", "--source", "large", "--since", "2020-01-01")
    assert rows(tmp_path, "select count(*) from candidates") == [(150,)]


def test_a_model_that_is_missing_is_told_before_anything_is_asked_or_written(
    voltwire: Callable[..., Any], own_folder: Path, room: newsroom.Newsroom
) -> None:
    with (own_folder / "voltwire.toml").open("a") as file:
        file.write('[tagging]\nmodel = "no_such_package"\n')
    answer = voltwire("--config", own_folder, "ingest")
    assert answer.code == 2
    assert "no_such_package: no such model" in answer.error_line
    assert not (own_folder / "bench.db").exists()
    assert not room.requests


def test_an_ingest_that_is_asked_to_stop_ends_in_order(tmp_path: Path) -> None:
    with newsroom.Newsroom(200).serving() as room:
        for name, text in newsroom.settings_files(room.base, workers=1).items():
            (tmp_path / name).write_text(text, "utf-8")
        process = subprocess.Popen(
            [*PROGRAM, "--config", tmp_path, "ingest", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert wait_until(lambda: stored(tmp_path) > 3, 60)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    report = json.loads(out)
    told = [line for line in err.splitlines() if "user_agent names no contact" not in line]
    assert (process.returncode, told) == (0, [])
    assert report["waiting"] == 200 - report["articles"]["new"] > 0

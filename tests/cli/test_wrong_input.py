"""Whatever is wrong with the input: one clear line, the right exit code, nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import newsroom
import pytest

Voltwire = Callable[..., "Answer"]  # noqa: F821  # tests/conftest.py


@pytest.fixture
def collected(voltwire: Voltwire, folder: Path) -> Path:
    """The folder after one ingest."""
    assert voltwire("--config", folder, "ingest").code == 0
    return folder


def count(folder: Path) -> int:
    with sqlite3.connect(folder / "bench.db") as connection:
        return int(connection.execute("select count(*) from articles").fetchone()[0])


@pytest.mark.parametrize("command", ["extract", "tag", "evaluate"])
def test_no_such_file(voltwire: Voltwire, command: str) -> None:
    answer = voltwire(command, "nowhere.html")
    assert answer.code == 2
    assert "nowhere.html: no such file" in answer.error_line


def test_a_missing_file_among_others_stops_before_anything_is_done(voltwire: Voltwire, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("CATL opens a plant in Debrecen, the company said on Friday.", "utf-8")
    answer = voltwire("extract", good, tmp_path / "nowhere.html", "--json")
    assert (answer.code, answer.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "no_text"),
        ("blank.txt", b"  \n\n ", "no_text"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "not_html"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "not_html"),
        ("archive.zip", b"PK\x03\x04" + bytes(200), "not_html"),
        ("data.json", b'{"a": [1, 2, 3]}', "not_html"),
        ("nothing.html", b"<html><head><title>x</title></head><body></body></html>", "no_text"),
    ],
)
def test_files_that_hold_no_article(voltwire: Voltwire, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = voltwire("extract", path)
    assert answer.code == 1
    assert f"{name}: {reason}" in answer.error_line
    (told,) = voltwire("extract", path, "--json").json
    assert (told["ok"], told["reason"]) == (False, reason)


def test_one_bad_input_does_not_lose_the_others(voltwire: Voltwire, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "b.txt").write_text("CATL opens a plant in Debrecen, the company said on Friday.", "utf-8")
    answer = voltwire("extract", tmp_path / "a.pdf", tmp_path / "b.txt", "--json")
    assert answer.code == 1
    assert [one["ok"] for one in answer.json] == [False, True]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_addresses_that_give_no_page(voltwire: Voltwire, site: newsroom.Newsroom) -> None:
    cases = {
        f"http://127.0.0.1:{free_port()}/": "connection",
        f"{site.base}/nowhere": "not_found",
        "http://no-such-host.invalid/": "dns",
        "ftp://127.0.0.1/file": "bad_address",
        "http://[::1": "bad_address",
    }
    for address, reason in cases.items():
        answer = voltwire("extract", address, "--allow-private")
        assert answer.code == 1, address
        assert f": {reason}" in answer.error_line, address


def test_private_addresses_are_refused_unless_asked_for(voltwire: Voltwire, site: newsroom.Newsroom) -> None:
    answer = voltwire("extract", f"{site.base}/news/1")
    assert answer.code == 1
    assert "private_address" in answer.error_line
    assert voltwire("extract", f"{site.base}/news/1", "--allow-private").code == 0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("voltwire.toml", "[fetching\n", "voltwire.toml"),
        ("voltwire.toml", "[fetching]\nspeed = 3\n", "unknown key speed"),
        ("sources.toml", '[[source]]\nid = "x"\n', "source 1 (x): kind is missing"),
        ("sources.toml", "[source]\n", "[[source]]"),
        ("catalogue/mine.toml", '[[company]]\nid = "company:x"\nnmae = "X"\n', "nmae"),
        ("catalogue/mine.toml", "[[company\n", "mine.toml"),
        ("relevance.toml", "strong = [", "relevance.toml"),
    ],
)
def test_broken_configuration(voltwire: Voltwire, folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    answer = voltwire("--config", folder, "ingest")
    assert answer.code == 2
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert not (folder / "bench.db").exists() or count(folder) == 0


def test_a_model_that_is_not_there(voltwire: Voltwire, folder: Path) -> None:
    with (folder / "voltwire.toml").open("a") as file:
        file.write('[tagging]\nmodel = "no_such_package"\n')
    for words in (("ingest",), ("tag", folder / "voltwire.toml")):
        answer = voltwire("--config", folder, *words)
        assert answer.code == 2
        assert "no_such_package" in answer.error_line


@pytest.mark.parametrize("words", [("status",), ("check",), ("retag",), ("sql", "select 1"), ("search", "x")])
def test_asking_a_missing_database(voltwire: Voltwire, tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = voltwire("--db", tmp_path / "none.db", *words)
    assert answer.code == 2
    assert "none.db" in answer.error_line
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("words", [("status",), ("ingest",)])
def test_a_database_that_is_not_ours(voltwire: Voltwire, folder: Path, words: tuple[str, ...]) -> None:
    path = folder / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (a)")
    connection.close()
    before = path.read_bytes()
    answer = voltwire("--config", folder, "--db", path, *words)
    assert answer.code == 1
    assert "other.db" in answer.error_line
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(voltwire: Voltwire, folder: Path) -> None:
    path = folder / "letter.db"
    path.write_text("Dear reader, " * 100)
    answer = voltwire("--config", folder, "--db", path, "status")
    assert answer.code == 1
    assert "letter.db" in answer.error_line


def test_a_newer_database_is_refused_untouched(voltwire: Voltwire, collected: Path) -> None:
    with sqlite3.connect(collected / "bench.db") as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "select migration_set, '9999_from_the_future', applied_at from _sqlite_migrations limit 1"
        )
    connection.close()
    for words in (("status",), ("ingest",)):
        answer = voltwire("--config", collected, *words)
        assert answer.code == 1
        assert "newer" in answer.error_line
    assert count(collected) == 12


def test_a_read_only_folder(tmp_path: Path, folder: Path) -> None:
    """As another user, since root may write anywhere."""
    if os.geteuid() == 0:
        runner = [shutil.which("setpriv") or "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    else:
        runner = []
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.geteuid() and "pytest-" in str(path):
            path.chmod(path.stat().st_mode | 0o055)
    answer = subprocess.run(
        [*runner, sys.executable, "-m", "voltwire", "--config", str(folder), "--db", str(closed / "x.db"), "ingest"],
        capture_output=True, text=True, env={**os.environ, "HOME": "/nonexistent"}, check=False,
    )  # fmt: skip
    assert answer.returncode == 1, answer.stderr
    assert "cannot" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_disk_that_takes_no_more(folder: Path) -> None:
    """The system refuses to let any file grow beyond 1 MB, in the middle of an ingest; afterwards all goes on."""
    command = [sys.executable, "-m", "voltwire", "--config", str(folder)]
    full = subprocess.run(
        [*command, "ingest"], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )  # fmt: skip
    assert full.returncode == 1
    (line,) = full.stderr.strip().splitlines()
    assert "the disk failed" in line or "the disk is full" in line
    again = subprocess.run([*command, "ingest", "--source", "bench"], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert count(folder) == 12
    assert subprocess.run([*command, "check"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "--source", "nobody"),
        ("ingest", "--since", "yesterday"),
        ("ingest", "--workers", "-3"),
        ("nonsense",),
        ("extract",),
        ("query", "nonsense"),
        ("query", "mentioned-with", "--entty", "x"),
        ("query", "movers", "stray"),
        ("show", "no such entity at all"),
        ("why", "not an address"),
        ("--config", "/nowhere/at/all", "ingest"),
        ("sources", "test", "nobody"),
    ],
)
def test_wrong_command_lines(voltwire: Voltwire, tmp_path: Path, words: tuple[str, ...]) -> None:
    answer = voltwire("--db", tmp_path / "none.db", *words)
    assert answer.code == 2
    assert answer.error_line
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "statement", ["selec 1", "drop table articles", "insert into meta values (1, 2)", "select * from nowhere", ""]
)
def test_sql_that_is_wrong_or_writes(voltwire: Voltwire, collected: Path, statement: str) -> None:
    answer = voltwire("--config", collected, "sql", statement)
    assert answer.code in (1, 2)
    assert answer.error_line
    assert count(collected) == 12


def test_lines_that_are_no_json(voltwire: Voltwire, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_bytes(b'{"id": 1, "text": "CATL and BYD"}\nnonsense\n{"id": 3}\n\xff\xfe\n{"id": 4, "text": "Tesla"}\n')
    answer = voltwire("tag", "--jsonl", path)
    assert answer.code == 1
    lines = [__import__("json").loads(line) for line in answer.out.splitlines()]
    assert [line["id"] for line in lines] == [1, None, 3, None, 4]
    assert ["error" in line for line in lines] == [False, True, True, True, False]
    assert lines[1]["line"] == 2

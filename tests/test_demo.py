"""The demo: the ordinary code on the sample site; what it prints is what it found, and its hints work as printed."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tomllib
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).parent.parent / "config" / "demo" / "site.toml"


@pytest.fixture
def demo(voltwire: Callable[..., Any]) -> Any:
    answer = voltwire("demo")
    assert answer.code == 0, answer.err
    return answer


def test_every_document_ends_as_its_file_says(demo: Any, voltwire: Callable[..., Any]) -> None:
    documents = tomllib.loads(SITE.read_text("utf-8"))["document"]
    database = demo.out.partition("kept in ")[2].splitlines()[0]
    found = voltwire("--db", database, "sql", "select url, state, reason from candidates", "--json").json
    fates = {"/" + row["url"].split("/", 3)[3]: row["reason"] or row["state"] for row in found}
    wanted = {one["path"]: one.get("expect", "done") for one in documents if "listed_in" in one}
    assert fates == wanted
    kinds = voltwire("--db", database, "sql", "select page_kind from articles", "--json").json
    counted = Counter(row["page_kind"] for row in kinds)
    assert (counted["teaser"], counted["press_release"]) == (1, 1)
    assert "1 edited" in demo.out
    assert voltwire("--db", database, "check").code == 0


def test_its_hints_work_as_printed(demo: Any, voltwire: Callable[..., Any]) -> None:
    hints = [line.strip() for line in demo.out.partition("Try next")[2].splitlines() if line.strip()]
    assert len(hints) == 4
    for hint in hints:
        program, *words = shlex.split(hint)
        assert program == "voltwire"
        if "serve" in words:
            assert_serves([*words[: words.index("--open")], "--port", "0"])
            continue
        answer = voltwire(*words)
        assert answer.code == 0
        assert len(answer.out.splitlines()) > 1


def assert_serves(words: list[str]) -> None:
    """The command shows the demo's articles on a page."""
    command = [sys.executable, "-m", "voltwire", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().partition(": ")[2].split()[0]
        page = urllib.request.urlopen(address, timeout=30).read().decode()
        process.terminate()
    assert "宁德时代" in page
    assert "Most named so far" in page


def test_it_never_empties_a_database_that_is_there(voltwire: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "precious.db"
    path.write_bytes(b"years of work")
    assert voltwire("--db", path, "demo").code == 2
    assert path.read_bytes() == b"years of work"

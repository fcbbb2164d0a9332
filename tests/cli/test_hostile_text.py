"""No feed and no page puts control characters on a terminal, whatever command shows them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import newsroom
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fetching"))
from faultserver import FaultServer, in_thread, page, redirect

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x08\u202eevil\u2066"
"""Sets the window's title, clears the screen, colours, steps back, turns the direction of writing."""
FORBIDDEN = ("\x1b]", "\x1b[2J", "\x07", "\x08", "\x9b", "\u202e", "\u2066")
ENTITIES = "".join(f"&#{ord(character)};" for character in EVIL)


COMMANDS = [
    ["ingest", "-v"], ["status"], ["status", "--json"], ["sources", "list"], ["sources", "test", "feed"],
    ["sources", "test", "page"], ["search", "battery"], ["show", "CATL"], ["show", "company:catl", "--json"],
    ["why", "/a"], ["why", "/away"], ["query", "rejected"], ["query", "newest-evidence"],
    ["sql", "select * from articles"], ["sql", "select * from candidates", "--json"],
    ["sql", "select title, authors from articles", "--csv"], ["sql", "select * from visits"],
    ["extract", "/a", "--allow-private"], ["extract", "/a", "--json", "--allow-private"],
    ["extract", "/page", "--allow-private"], ["check"], ["retag", "--dry-run"],
]  # fmt: skip
_RUN = """
import json, sys
from voltwire.cli.main import _run
for words in json.loads(sys.argv[1]):
    print("=====", flush=True)
    _run(words)
"""


def on_a_terminal(commands: list[list[str]]) -> list[str]:
    """What each command writes to a terminal, all run by one process."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, json.dumps(commands)], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    written = bytearray()
    try:
        while piece := os.read(ours, 65536):
            written += piece
    except OSError:  # the other end is closed: how Linux tells the end of a terminal
        pass
    finally:
        os.close(ours)
        process.wait()
    return written.decode("utf-8", "replace").split("=====")[1:]


def hostile_site(server: FaultServer) -> None:
    article = newsroom.article_page(1, server.key).decode()
    for place in ("</h1>", "</title>", '"Robin Sample"', "per cent", '"Bench Battery News"'):
        quoted = place.startswith('"')
        article = article.replace(place, f'"{ENTITIES}{place[1:]}' if quoted else f"{EVIL}{ENTITIES}{place}")
    items = "".join(
        f"<item><title>{ENTITIES}{EVIL} Battery</title><link>{server.key}/{path}</link></item>"
        for path in ("a", f"gone{EVIL}", "away")
    )
    server.routes = {
        "/feed": page(f"<rss><channel>{items}</channel></rss>".encode()),
        "/a": page(article.encode()),
        "/away": redirect(f"gopher://{EVIL}".encode().decode("latin-1")),
        "/page": page(f"<html><title>{ENTITIES}{EVIL}</title></html>".encode(), content_type=f"text/{EVIL[:3]}html"),
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command tells of the hostile site."""
    folder = tmp_path_factory.mktemp("hostile")
    with in_thread({}) as server:
        hostile_site(server)
        (folder / "voltwire.toml").write_text(newsroom.settings_files("", workers=0)["voltwire.toml"], "utf-8")
        (folder / "sources.toml").write_text(
            "".join(
                f'[[source]]\nid = "{name}"\nkind = "feed"\nurl = "{server.url(f"/{name}")}"\nallow_private = true\n'
                for name in ("feed", "page")
            ),
            "utf-8",
        )
        typed = [
            ["--config", str(folder), *(server.key + word if word.startswith("/") else word for word in words)]
            for words in COMMANDS
        ]
        return dict(zip(map(" ".join, COMMANDS), on_a_terminal(typed), strict=True))


def test_the_site_was_collected(told: dict[str, str]) -> None:
    assert "new 1" in told["ingest -v"]
    assert "not_a_source" in told["ingest -v"]
    assert "owned" in told["sql select * from articles"]


@pytest.mark.parametrize("command", [" ".join(words) for words in COMMANDS])
def test_no_command_shows_control_characters(told: dict[str, str], command: str) -> None:
    assert len(told[command]) > 20
    assert [bad for bad in FORBIDDEN if bad in told[command]] == []

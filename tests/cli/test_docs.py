"""Docs that cannot lie: every command explains itself and stands in the README; help stays cheap."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from voltwire.cli.main import cli

ROOT = Path(__file__).parent.parent.parent


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_command_has_help_with_an_example(name: str, command: click.Command) -> None:
    assert command.help
    assert f"voltwire {name}" in command.help or f"{name.split()[0]}" in command.help
    assert "Example" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.name == "label", f"{name} {parameter.opts} has no help"


def test_no_line_of_the_overview_is_cut() -> None:
    answer = subprocess.run([sys.executable, "-m", "voltwire", "--help"], capture_output=True, text=True, check=True)
    overview = answer.stdout.partition("Commands:")[2]
    assert overview
    assert "..." not in overview


def test_each_command_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name, _ in commands() if f"voltwire {name}" not in readme]
    assert not missing


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["ingest", "--help"], ["serve", "--help"], ["status"], ["query"]]
)
def test_cheap_commands_import_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    program = (
        "import sys; from voltwire.cli.main import _run; _run(sys.argv[1:]);"
        "heavy = {'spacy', 'trafilatura', 'httpx', 'numpy', 'lxml', 'sqlite_utils', 'courlan', 'datasette', 'jinja2'};"
        "heavy &= set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, "--db", str(tmp_path / "none.db"), *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "imported" not in answer.stderr
    assert answer.returncode == 0, answer.stderr


def test_the_version_is_said_plainly() -> None:
    answer = subprocess.run([sys.executable, "-m", "voltwire", "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout.startswith("voltwire 0.")

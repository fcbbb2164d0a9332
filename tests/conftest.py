"""What many tests share: the command line in this process, a configuration folder, a loopback news site."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import newsroom
import pytest
from voltwire.cli.main import _run

# Time is measured by benchmarks, never asserted: the first text of a language may load a dictionary.
hypothesis.settings.register_profile("voltwire", deadline=None)
hypothesis.settings.load_profile("voltwire")


@dataclass(frozen=True)
class Answer:
    """What one command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error_line(self) -> str:
        """The one line that a person reads; fails when there are several, or a traceback."""
        lines = [line for line in self.err.splitlines() if not line.startswith("Try: ")]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("voltwire: ")
        return lines[0]


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's data, settings or environment; the compiled catalogue is shared."""
    for name in list(os.environ):
        if name.startswith("VOLTWIRE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def voltwire(capfd: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a command line and give its exit code and output."""

    def run(*words: object) -> Answer:
        capfd.readouterr()
        code = _run([str(word) for word in words])
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture(scope="session")
def site() -> Iterator[newsroom.Newsroom]:
    """A loopback site of 12 generated articles."""
    with newsroom.Newsroom(12).serving() as room:
        yield room


@pytest.fixture
def folder(tmp_path: Path, site: newsroom.Newsroom) -> Path:
    """A configuration folder that collects the loopback site into its own database, in one process."""
    for name, text in newsroom.settings_files(site.base, workers=0).items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path

"""Databases to show, and the site served by the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from voltwire.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # import mode importlib puts no folder there

import site_world


@dataclass(frozen=True)
class Site:
    """A running site: its address without a slash, its database, and what it wrote on standard error."""

    base: str
    database: Path
    errors: Path


@contextmanager
def serving(database: Path, *options: str) -> Iterator[Site]:
    """`voltwire serve` on a free port."""
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors.txt"
        environment = {key: value for key, value in os.environ.items() if not key.startswith("VOLTWIRE_")}
        command = [sys.executable, "-m", "voltwire", "--db", str(database), "serve", "--port", "0", *options]
        with errors.open("wb") as written:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=written, text=True, env=environment)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, errors.read_text("utf-8")
            address = line.split("http://", 1)[1].split("/", 1)[0]
            yield Site(f"http://{address.replace('0.0.0.0', '127.0.0.1')}", database, errors)
        finally:
            process.terminate()
            process.wait(10)
            assert process.stdout is not None
            process.stdout.close()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rich.db (ten weeks), hostile.db, young.db (two days) and empty.db."""
    folder = tmp_path_factory.mktemp("site")
    site_world.fill(folder / "rich.db")
    site_world.fill_hostile(folder / "hostile.db")
    site_world.fill(folder / "young.db", days=1)
    with Store.open(folder / "empty.db", create=True):
        pass
    return folder


@pytest.fixture(scope="session")
def sites(databases: Path) -> Iterator[Callable[[str], Site]]:
    """The site of one of `databases`, started when first asked for."""
    running: dict[str, Site] = {}
    opened = []

    def site(name: str) -> Site:
        if name not in running:
            manager = serving(databases / f"{name}.db")
            running[name] = manager.__enter__()
            opened.append(manager)
        return running[name]

    yield site
    for manager in opened:
        manager.__exit__(None, None, None)

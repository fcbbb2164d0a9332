"""Databases to show and their sites; what they are made of stands in site_world.py and site_serving.py."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from voltwire.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # import mode importlib puts no folder there

import site_world
from site_serving import Site, serving


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

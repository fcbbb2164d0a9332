"""Fixtures of the store's tests; what they are made of stands in store_world.py."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from voltwire.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # import mode importlib puts no folder there

from store_world import ENTITIES, FEED, NOW, SITEMAP, article, put


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "voltwire.db"


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Databases to copy: `store.db` with sources and entities, `world.db` with articles as well."""
    folder = tmp_path_factory.mktemp("templates")
    for name in ("store.db", "world.db"):
        with Store.open(folder / name, create=True) as opened:
            opened.sync_sources([FEED, SITEMAP], NOW)
            opened.sync_entities(ENTITIES, "digest 1")
            if name == "world.db":
                put_world(opened)
    return folder


def opened_copy(template: Path, path: Path) -> Iterator[Store]:
    shutil.copyfile(template, path)
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def store(templates: Path, path: Path) -> Iterator[Store]:
    yield from opened_copy(templates / "store.db", path)


@pytest.fixture
def world(templates: Path, path: Path) -> Iterator[Store]:
    """A few weeks of news about CATL, BYD and a company nobody listed."""
    yield from opened_copy(templates / "world.db", path)


def put_world(store: Store) -> None:
    put(store, article(1, "CATL builds an LFP plant in Chongqing. Brunp recycles it."))
    put(store, article(2, "CATL and BYD show sodium-ion cells in China.", title="CATL shows cells", days_ago=1))
    put(store, article(3, "Voltaro sells LFP cells to BYD. Voltaro is new.", days_ago=2))
    put(store, article(4, "宁德时代在重庆。", days_ago=3, source=SITEMAP, language="zh"))
    put(store, article(5, "BYD grows in China.", days_ago=10))
    put(store, article(6, "BYD is undated.", days_ago=None))
    put(store, article(7, "CATL by hand.", days_ago=40, source=None))

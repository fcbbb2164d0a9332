"""`voltwire query`: names become ids, and what was left out stands below the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from voltwire.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

from store_world import ENTITIES, FEED, NOW, SITEMAP, article, put

Voltwire = Callable[..., "Answer"]  # noqa: F821  # tests/conftest.py


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "voltwire.db"
    with Store.open(path, create=True) as store:
        store.sync_sources([FEED, SITEMAP], NOW)
        store.sync_entities(ENTITIES, "digest")
        put(store, article(1, "CATL and BYD in China."))
        put(store, article(2, "CATL.", days_ago=None))
        put(store, article(3, "CATL.", days_ago=3, source=SITEMAP))
    return path


@pytest.mark.parametrize(("name", "given"), [("宁德时代", "比亚迪"), ("company:catl", "BYD"), ("CATL", "region:CN")])
def test_names_in_any_language_become_ids(voltwire: Voltwire, database: Path, name: str, given: str) -> None:
    answer = voltwire("--db", database, "query", "first-reports", "--entity", name, "--with", given, "--json")
    assert [row["source"] for row in answer.json] == ["cellwire"]


def test_what_was_left_out_stands_below_the_table_alone(voltwire: Voltwire, database: Path) -> None:
    table = voltwire("--db", database, "query", "timeline", "--entity", "CATL")
    assert table.err.rstrip().endswith("Left out here: 1 undated.")
    for form in ("--json", "--csv"):
        assert voltwire("--db", database, "query", "timeline", "--entity", "CATL", form).err == ""
    assert "Left out here" not in voltwire("--db", database, "query", "timeline", "--entity", "BYD").err

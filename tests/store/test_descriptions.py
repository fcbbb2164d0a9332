"""config/datasette.yaml says what every table, view, column and reason means: no more and no less than there is."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, get_args

import pytest
import srsly
from voltwire.paths import data_folder
from voltwire.records import Health, Reason
from voltwire.store import Store


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    text = (data_folder("config") / "datasette.yaml").read_text("utf-8")
    return dict(srsly.yaml_loads(text)["databases"]["voltwire"]["tables"])


@pytest.fixture
def real(store: Store) -> dict[str, list[str]]:
    with sqlite3.connect(f"file:{store.path}?mode=ro", uri=True) as connection:
        names = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'articles_fts_%' OR name = 'articles_fts_columns'"
        ).fetchall()
        columns = {
            name: [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
            for (name,) in names
        }
    connection.close()
    return columns


def test_every_table_and_view_is_described_and_nothing_else(
    described: dict[str, Any], real: dict[str, list[str]]
) -> None:
    assert sorted(described) == sorted(real)
    assert all(table["description"].strip() for table in described.values())


def test_every_column_is_described_in_the_order_of_the_schema(
    described: dict[str, Any], real: dict[str, list[str]]
) -> None:
    assert {name: list(table["columns"]) for name, table in described.items()} == real
    assert all(text.strip() for table in described.values() for text in table["columns"].values())


def test_every_reason_is_explained(described: dict[str, Any]) -> None:
    told = described["candidates"]["columns"]["reason"]
    assert [reason for reason in get_args(Reason) if f"{reason} (" not in told] == []
    assert [health for health in get_args(Health) if health not in described["sources"]["columns"]["health"]] == []


def test_views_that_group_say_what_they_leave_out(described: dict[str, Any]) -> None:
    for view in ("entity_daily", "coverage_daily"):
        assert "without a day of publication" in described[view]["description"].replace("\n", " ")


def test_the_index_comments_name_what_they_serve() -> None:
    from voltwire.store import schema

    lines = Path(schema.__file__).read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if "INDEX" in line and line.strip().startswith('"CREATE'):
            assert lines[number - 1].strip().startswith("#"), line

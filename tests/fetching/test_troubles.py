"""Every trouble goes through the whole flow: it ends with its reason, and nobody else suffers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import faultrun
import pytest
from faultrun import ALL, Run
from faultserver import FaultServer
from troubles import Trouble

TIMEOUT_S = 6.0


@dataclass(frozen=True)
class Everything:
    """All troubles after their cycles, run together in one database."""

    servers: dict[str, FaultServer]
    database: sqlite3.Connection
    runs: list[Run]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    folder = tmp_path_factory.mktemp("troubles")
    with faultrun.newsroom.Newsroom(faultrun.HEALTHY).serving() as good, faultrun.serving(ALL) as servers:
        faultrun.configure(folder, ALL, servers, good.base, timeout_s=TIMEOUT_S, workers=2)
        runs = faultrun.run(folder, ALL, servers)
        with faultrun.looking(folder) as database:
            yield Everything(servers, database, runs)


@pytest.mark.parametrize("trouble", ALL, ids=lambda trouble: trouble.name)
def test_it_ends_with_its_reason(trouble: Trouble, everything: Everything) -> None:
    assert trouble.problem(faultrun.seen(trouble, everything.servers[trouble.name], everything.database)) == ""


def test_no_other_source_suffers(everything: Everything) -> None:
    assert faultrun.good_problem(everything.database) == ""


def test_nothing_is_told_as_a_bug(everything: Everything) -> None:
    for run in everything.runs:
        assert run.code == 0, run.said
        assert "Traceback" not in run.said, run.said
        assert all(character.isprintable() or character == "\n" for character in run.said)


def test_there_are_many_kinds() -> None:
    assert len({trouble.name for trouble in ALL}) == len(ALL) >= 100

"""Every trouble goes through the whole flow: it ends with its reason, and nobody else suffers."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import faultrun
import pytest
from faultrun import ALL, Run
from faultserver import FaultServer
from troubles import Trouble

LIMITS_S = {True: 6.0, False: 60.0}
"""[fetching] timeout_s by whether a trouble waits for it: the others get more than a busy machine takes."""


@dataclass(frozen=True)
class Together:
    """Troubles after the cycles that they had together, beside a good source."""

    folder: Path
    servers: dict[str, FaultServer]
    database: sqlite3.Connection
    runs: list[Run]


@contextmanager
def run_together(troubles: Sequence[Trouble], folder: Path, timeout_s: float) -> Iterator[Together]:
    with faultrun.newsroom.Newsroom(faultrun.HEALTHY).serving() as good, faultrun.serving(troubles) as servers:
        faultrun.configure(folder, troubles, servers, good.base, timeout_s=timeout_s, workers=2)
        runs = faultrun.run(folder, troubles, servers)
        with faultrun.looking(folder) as database:
            yield Together(folder, servers, database, runs)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Together]]:
    with ExitStack() as stack:
        yield {
            waits: stack.enter_context(
                run_together([t for t in ALL if t.waits == waits], tmp_path_factory.mktemp("troubles"), limit_s)
            )
            for waits, limit_s in LIMITS_S.items()
        }


@pytest.mark.parametrize("trouble", ALL, ids=lambda trouble: trouble.name)
def test_it_ends_with_its_reason(trouble: Trouble, together: dict[bool, Together]) -> None:
    found = together[trouble.waits]
    assert trouble.problem(faultrun.seen(trouble, found.servers[trouble.name], found.database)) == ""


@pytest.mark.parametrize("waits", [True, False])
def test_no_other_source_suffers(waits: bool, together: dict[bool, Together]) -> None:
    assert faultrun.good_problem(together[waits].database) == ""


@pytest.mark.parametrize("waits", [True, False])
def test_nothing_is_told_as_a_bug(waits: bool, together: dict[bool, Together]) -> None:
    for run in together[waits].runs:
        assert run.code == 0, run.said
        assert "Traceback" not in run.said, run.said
        assert all(character.isprintable() or character == "\n" for character in run.said)


@pytest.mark.parametrize("waits", [True, False])
def test_a_feed_writes_nothing_but_the_database(waits: bool, together: dict[bool, Together]) -> None:
    written = {path.name for path in together[waits].folder.iterdir()}
    assert written - {"sources.toml", "voltwire.toml", "said"} <= {
        f"faults.db{end}" for end in ("", "-wal", "-shm", ".lock")
    }


def test_the_page_of_threats_names_tests_and_troubles_that_exist() -> None:
    root = Path(__file__).parents[2]
    told = (root / "pipeline" / "fetching" / "README.md").read_text("utf-8")
    tests = "".join(path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", told)
    assert len(named) > 10
    assert [name for name in named if f"def {name}(" not in tests] == []
    kinds = [kind for group in re.findall(r"\[([^\]]+)\]", told) for kind in group.split(", ")]
    assert len(kinds) > 25
    names = [trouble.name for trouble in ALL]
    assert [kind for kind in kinds if not any(name.startswith(kind.rstrip("…")) for name in names)] == []


def test_there_are_many_kinds() -> None:
    assert len({trouble.name for trouble in ALL}) == len(ALL) >= 100

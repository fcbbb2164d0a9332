"""A short run of scripts/fuzz.py's readers: by hypothesis, which finds the smallest input that shows a fault."""

from __future__ import annotations

import random
import sys

import fuzz
import py3langid
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.addaudithook(fuzz._audit)
py3langid.classify("x")  # unpacks its model by way of a temporary file


def inputs(name: str) -> st.SearchStrategy[str]:
    target = fuzz.TARGETS[name]
    piece = st.one_of(st.sampled_from(target.pieces), st.sampled_from(target.values), st.text(max_size=12))
    return st.lists(piece, min_size=1, max_size=target.longest).map("".join)


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_strangers_input_is_read_or_refused(name: str) -> None:
    @given(inputs(name))
    @settings(max_examples=40 if name == "documents" else 150, suppress_health_check=[HealthCheck.too_slow])
    def one(text: str) -> None:
        fuzz.read_one(name, text)

    one()


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_what_the_script_reads_is_read_or_refused(name: str) -> None:
    read, _, _ = fuzz.run(name, 40, seed=7)
    assert read == 40


def test_the_same_seed_makes_the_same_inputs() -> None:
    made = [[fuzz.document_of(random.Random(3), target) for target in fuzz.TARGETS.values()] for _ in range(2)]
    assert made[0] == made[1]


def test_a_local_file_opened_or_an_exception_is_a_fault(tmp_path, monkeypatch) -> None:
    (tmp_path / "secret").write_text("x")
    monkeypatch.setitem(
        fuzz.TARGETS, "opens", fuzz.Target(("a",), lambda _: (tmp_path / "secret").read_text() and None, ("b",))
    )
    with pytest.raises(AssertionError, match="secret"):
        fuzz.read_one("opens", "x")
    monkeypatch.setitem(fuzz.TARGETS, "raises", fuzz.Target(("a",), lambda text: [][1], ("b",)))
    with pytest.raises(IndexError):
        fuzz.read_one("raises", "x")

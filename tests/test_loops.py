"""The long scripts, short: trouble at random moments, and weeks of collecting in seconds."""

from __future__ import annotations

from pathlib import Path

import killloop
import pytest
import soak


@pytest.mark.parametrize(("under", "seed"), [("ingest", 1), ("daemon", 2)])
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, under: str, seed: int) -> None:
    assert killloop.run(tmp_path, articles=40, times=3, under=under, trouble="kill", seed=seed) == []


@pytest.mark.parametrize("under", ["ingest", "daemon"])
def test_a_disk_that_fills_at_any_moment_loses_nothing(tmp_path: Path, under: str) -> None:
    problems = killloop.run(tmp_path, articles=40, times=3, under=under, trouble="full", seed=3)
    if problems and "cannot be mounted" in problems[0]:
        pytest.skip(problems[0])
    assert problems == []


def test_weeks_of_publishing_failing_and_recovering_end_with_everything_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soak, "TIMEOUT_S", 4.0)
    problems, figures = soak.run(
        tmp_path, sources=5, days=18, real_s=6.0, seed=5, per_source=6, workers=0
    )  # fmt: skip
    assert problems == []
    assert figures["articles"]

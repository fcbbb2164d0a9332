"""The tagger's figures on the gold texts stay above the floors that `tests/gold/floors.json` pins.

A floor is lowered only with a reason in CHANGELOG.md. The texts judge; see tests/gold/README.md before touching them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ambiguity
import pytest
from voltwire import settings
from voltwire.evaluation import read_corpus, score
from voltwire.tagging.tagger import Tagger, load_tagger

GOLD = Path(__file__).parents[1] / "gold"
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "floors.json").read_text("utf-8"))
FIRST_AS_PRINTED = 301  # passages from this number on read as newspapers print them


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return load_tagger(settings.load())


@pytest.mark.parametrize("name", ["news.jsonl", "unlisted.jsonl"])
def test_news(shipped: Tagger, name: str) -> None:
    texts = read_corpus(GOLD / name)
    report = score(texts, {one.id: shipped.tag(one.text, one.lang) for one in texts})
    found = {label: report.tally(label) for label in ("COMPANY", "REGION", "CHEMISTRY")}
    figures: dict[str, Any] = {label: tally.exact.f1 for label, tally in found.items()}
    figures["CHEMISTRY"] = found["CHEMISTRY"].overlap.f1  # its head noun may be in or out
    figures["linking"] = min(tally.linking.precision or 0 for tally in found.values())
    floors = FLOORS[name]
    assert {key: value for key, value in figures.items() if value < floors[key]} == {}


def test_ambiguity(shipped: Tagger) -> None:
    items = [item for item in ambiguity.read_items(GOLD / "ambiguity.txt") if not item.arguable]
    wrong = ambiguity.judge(items, shipped.tag)
    as_printed = [item for item in items if int(item.id[3:]) >= FIRST_AS_PRINTED]
    for name, group in (("all", items), ("as printed", as_printed)):
        right = sum(item.id not in wrong for item in group)
        assert right / len(group) >= FLOORS["ambiguity.txt"][name], f"{name}: {right} of {len(group)}"


def test_traps(shipped: Tagger) -> None:
    """The passages on which the points of weighing were set: not a judge, but what worked must go on working."""
    items = list(ambiguity.read_items(Path(__file__).parent / "traps.txt"))
    wrong = ambiguity.judge(items, shipped.tag)
    for language in ("en", "de", "zh", "ko", "ja"):
        group = [item for item in items if item.language == language]
        right = sum(item.id not in wrong for item in group)
        assert right / len(group) >= FLOORS["traps.txt"][language], f"{language}: {right} of {len(group)}"


def test_ambiguity_as_printed(shipped: Tagger) -> None:
    items = [item for item in ambiguity.read_items(GOLD / "ambiguity-printed.txt") if not item.arguable]
    right = len(items) - len(ambiguity.judge(items, shipped.tag))
    assert right / len(items) >= FLOORS["ambiguity-printed.txt"]["all"], f"{right} of {len(items)}"


@pytest.mark.parametrize("body", ["[[CATL|COMPANY|company:catl", "{{CATL", "CATL]]"])
def test_a_mark_that_is_not_closed_is_named(tmp_path: Path, body: str) -> None:
    path = tmp_path / "items.txt"
    path.write_text(f"# en-001 | trap\n{body}\n", "utf-8")
    with pytest.raises(ValueError, match="en-001"):
        list(ambiguity.read_items(path))

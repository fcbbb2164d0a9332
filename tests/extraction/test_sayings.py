"""What lines say: the weighing of words that nobody has written down as a phrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from voltwire.extraction import sayings


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The article you are looking for has been taken off our site", "gone"),
        ("Wegen Arbeiten an unseren Servern ist die Seite nicht erreichbar", "down"),
        ("Confirmez que vous n'êtes pas un robot", "bot"),
        ("我们与合作伙伴使用Cookie", "consent"),
        ("비밀번호를 잊으셨나요", "login"),
        ("Abbonati per leggere l'articolo completo", "wall"),
        ("The mine will stay closed until investigators know what caused the fire", "other"),
    ],
)
def test_a_line_says_what_its_words_do(line: str, expected: str) -> None:
    told = sayings.said(line)
    assert max(told, key=told.__getitem__) == expected
    assert sum(told.values()) == pytest.approx(1)


def test_a_line_without_a_known_word_says_nothing_in_particular() -> None:
    assert sayings.said("")["other"] == max(sayings.said("").values())


def test_every_feature_has_a_weight_for_everything_that_may_be_said() -> None:
    table = Path(sayings.__file__).with_name("sayings.tsv").read_text("utf-8")
    assert {line.count("\t") for line in table.splitlines()} == {len(sayings.SAYINGS)}

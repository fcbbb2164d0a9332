"""What is on topic: the shipped vocabulary on short articles in seven languages, and how scores are made."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.errors import SettingsError
from voltwire.paths import data_folder
from voltwire.relevance import Vocabulary, load_vocabulary, score

CASES = tomllib.loads((Path(__file__).parent / "relevance_cases.toml").read_text("utf-8"))["case"]
FIRST = [case for case in CASES if not case.get("fresh") and not case.get("held_back")]
SHIPPED = load_vocabulary(data_folder("config") / "relevance.toml")

SMALL = """
[score]
half = 4.0
title = 2.0
length = 100
[[group]]
name = "ours"
weight = 2.0
en = ["battery|batteries", "li-ion", "LFP"]
de = ["*batterie*", "zellfertigung*"]
zh = ["电池|電池", "锂"]
[[group]]
name = "not ours"
weight = -3.0
en = ["assault and battery"]
"""


@pytest.fixture
def load(tmp_path):
    def from_text(text: str) -> Vocabulary:
        path = tmp_path / "relevance.toml"
        path.write_text(text, "utf-8")
        return load_vocabulary(path)

    return from_text


@pytest.mark.parametrize("case", FIRST, ids=lambda case: f"{case['lang']}: {case['title']}")
def test_the_articles_it_was_made_with(case):
    found = score(SHIPPED, case["title"], case["text"])
    assert (found.score >= 0.5) is case["topic"], found


@pytest.mark.parametrize("kind", ["fresh", "held_back"])
def test_articles_it_was_not_made_with(kind):
    cases = [case for case in CASES if case.get(kind)]
    wrong = [c["title"] for c in cases if (score(SHIPPED, c["title"], c["text"]).score >= 0.5) is not c["topic"]]
    assert len(cases) >= 20
    assert len(wrong) <= len(cases) / 10, wrong


def test_one_mention_in_a_long_text_is_not_enough():
    filler = "The council met on Tuesday and discussed the school, the bridge and the new library. " * 40
    mention = "Lithium producer Albemarle rose 4%. "
    assert score(SHIPPED, "Council meets", filler + mention + filler).score < 0.4
    assert score(SHIPPED, "Council meets", mention).score > score(SHIPPED, "Council meets", mention + filler).score


def test_nothing_scores_nothing():
    assert score(SHIPPED, "", "") == score(SHIPPED, "Weather", "Rain in the north.")
    assert (score(SHIPPED, "", "").score, score(SHIPPED, "", "").words) == (0.0, ())


def test_the_words_say_why(load):
    found = score(load(SMALL), "LFP Battery", "Charged with assault and battery.")
    assert found.words == ("battery", "lfp", "-assault and battery")
    assert found.score == round((4 + 4 - 3) / (4 + 4 - 3 + 4), 4)


def test_the_title_counts_more_and_distinct_terms_more_than_repetitions(load):
    small = load(SMALL)
    assert score(small, "battery", "").score > score(small, "", "battery").score
    assert score(small, "", "battery, LFP").score > score(small, "", "battery battery battery").score
    assert score(small, "", "battery, batteries").score < score(small, "", "battery, LFP").score


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Li-Ion, li ion, LI\u2011ION", ("li ion",)),
        ("LFP电池", ("lfp", "电池")),  # an abbreviation glued to Chinese
        ("LFPs, xlfp, 2lfp", ()),
        ("Feststoffbatterien", ("batterie",)),
        ("Zellfertigungslinie, Einzellfertigung", ("zellfertigung",)),
        ("ＬＦＰ", ("lfp",)),  # full width
        ("battery\nbatteries", ("battery",)),
        ("assault\nand battery", ("-assault and battery",)),
        ("a battery-like thing", ("battery",)),
    ],
)
def test_how_words_are_found(load, text, words):
    assert score(load(SMALL), "", text).words == words


@given(st.text(), st.text())
def test_scores_stay_in_bounds_and_are_the_same_twice(title, text):
    found = score(SHIPPED, title, text)
    assert 0 <= found.score < 1
    assert found == score(SHIPPED, title, text)


@pytest.mark.parametrize("lang", ["en", "zh", "ko", "ja", "de"])
def test_a_megabyte_takes_less_than_a_second(lang):
    text = " ".join(case["text"] for case in CASES if case["lang"] == lang)
    text = (text * 30)[:5_000]
    rounds = 200_000 // len(text.encode()) + 1
    best = min(_cpu_seconds(text, rounds) / rounds for _ in range(3))
    assert len(text.encode()) / best > 1_000_000


def _cpu_seconds(text: str, rounds: int) -> float:
    start = time.process_time()
    for _ in range(rounds):
        score(SHIPPED, "", text)
    return time.process_time() - start


@pytest.mark.parametrize("text", ["电" * 2_000_000, "battery " * 200_000, "-" * 2_000_000, "lithium-" * 100_000])
def test_absurd_texts_take_no_absurd_time(text):
    assert _cpu_seconds(text, 1) < 5


def test_every_problem_of_a_vocabulary_is_named_with_its_place(load):
    broken = """
    [score]
    half = 0
    title = "much"
    colour = "blue"
    [[group]]
    name = "ours"
    weight = true
    [[group]]
    name = "theirs"
    weight = 2
    xx = ["a"]
    en = "battery"
    de = ["*", "a||b"]
    zh = ["电池"]
    [[group]]
    weight = -1
    ja = ["电池"]
    """
    with pytest.raises(SettingsError) as caught:
        load(broken)
    told = "\n".join(caught.value.problems)
    for words in (
        "[score]: unknown key colour", "[score]: half must be a number above 0, got 0", "title must be",
        "length must be",
        "group 1 (ours): weight must be", "group 2 (theirs): unknown key xx", "group 2 (theirs): en: must be a list",
        'group 2 (theirs): de: "*" has an empty', 'de: "a||b" has an empty',
        'group 3 (no name): ja: "电池" already stands in', "relevance.toml",
    ):  # fmt: skip
        assert words in told, words


@pytest.mark.parametrize(
    "text", ["[[group", "group = 3", "", "[score]\nhalf = 1\ntitle = 1\nlength = 1", "group = [3]", "score = 1"]
)
def test_what_is_no_vocabulary(load, text):
    with pytest.raises(SettingsError, match=r"relevance\.toml"):
        load(text)


def test_a_missing_file(tmp_path):
    with pytest.raises(SettingsError, match="no such file"):
        load_vocabulary(tmp_path / "relevance.toml")

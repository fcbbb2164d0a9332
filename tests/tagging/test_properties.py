"""What holds for every text, whoever wrote it."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger

PIECES = st.sampled_from(
    [
        "CATL", "Tesla", "LG Energy Solution", "Form Energy", "China", "chinesische", "solid-state", "battery", "LFP",
        "宁德时代", "比亚迪", "LG에너지솔루션", "인도", "トヨタ", "有限公司", "株式会社", "(주)", "은", "は", "的",
        "中", "美", "(", ")", " ", "  ", "\n", "\n\n", "-", "’s", ", Inc.", " GmbH", "s", "e", "2", ".", "。", "Acme",
        "of", "The ", "University", "\u200b", "\u0308", "İ", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))
LANGUAGES = st.sampled_from([None, "en", "zh", "ko", "ja", "de", "xx"])
LETTERS = st.text(st.characters(categories=("Ll", "Lu"), max_codepoint=0x24F), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def larger(catalogue_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    """A tagger whose catalogue holds an entry more, of a name that no test text has."""
    path = tmp_path_factory.mktemp("larger") / "all.toml"
    more = '\n[[company]]\nid = "company:qq"\nname = "Qqzzy Xwv"\nzh = ["饕餮魑魅"]\n'
    path.write_text(catalogue_file.read_text("utf-8") + more, "utf-8")
    return Tagger(load_catalogue([path], cache=None))


@given(TEXTS, LANGUAGES)
def test_offsets_order_sentences(tagger: Tagger, text: str, lang: str | None) -> None:
    mentions = tagger.tag(text, lang)
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(0 <= m.sentence_start <= m.start and m.end <= m.sentence_end <= len(text) for m in mentions)
    assert mentions == tagger.tag(text, lang)


@given(TEXTS, TEXTS)
def test_offsets_of_title_and_text(tagger: Tagger, title: str, text: str) -> None:
    for m in tagger.tag_article(title, text):
        assert (title if m.part == "title" else text)[m.start : m.end] == m.text


@given(st.sampled_from(["CATL", "Tesla", "China", "LFP", "Form Energy", "Chinese", "NMC811"]), LETTERS, LETTERS)
def test_a_name_inside_a_word_is_none(tagger: Tagger, name: str, before: str, after: str) -> None:
    assert tagger.tag(before + name + after, "en") == []


@given(TEXTS, LANGUAGES)
def test_an_unrelated_entry_changes_nothing(tagger: Tagger, larger: Tagger, text: str, lang: str | None) -> None:
    assert tagger.tag(text, lang) == larger.tag(text, lang)


def test_long_texts_are_tagged_to_the_end(tagger: Tagger) -> None:
    text = "CATL said Acme Cells Inc. of Georgia. " * 5000
    assert len(tagger.tag(text, "en")) == 15000


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "中美",
        "테슬라에서",
        "公司",
        "有限公司",
        "A ",
        "China ",
        "(",
        "China University ",
        "\n",
        "- ",
        "トヨタ",
        "中",
    ],
)
def test_no_text_takes_for_ever(tagger: Tagger, piece: str) -> None:
    start = time.process_time()
    tagger.tag(piece * (100_000 // len(piece)) + "x")
    assert time.process_time() - start < 5


Told = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "\u0308", "\x00", "CATL" * 1000, "(" * 500, "A. " * 500])
def test_odd_texts(told: Told, text: str) -> None:
    assert told(text) == []

"""What the model of many languages is told beside the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab
from voltwire.tagging.findings import Finding
from voltwire.tagging.modeltext import BREAK, Aids, document, noun_mark

NOUNS = frozenset({"fertigung", "batterie", "argument"})


def read(text: str, language: str, *known: Finding, nouns: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    doc, _ = document(Vocab(), text, Aids(language, known, nouns))
    return [(token.text, token.lemma_, token.tag_) for token in doc]


def test_a_chinese_character_knows_the_word_of_the_dictionary_around_it() -> None:
    assert read("公司与焱擎", "zh") == [
        ("公", "公司", "C02"), ("司", "公司", "C11"), ("与", "司与", "C1"), ("焱", "与焱", "C1"), ("擎", "焱擎", "C1"),
    ]  # fmt: skip


def test_korean_particles_are_no_part_of_the_word() -> None:
    assert [lemma for _, lemma, _ in read("도담셀은", "ko")] == ["도담셀"] * 4
    assert read("도담셀은", "ko")[-1][2].endswith("p")


def test_a_run_of_katakana_is_a_word() -> None:
    assert {lemma for _, lemma, _ in read("グラフィノア", "ja")} == {"グラフィノア"}


def test_german_nouns_are_told_and_names_keep_their_letters() -> None:
    told = read("Unser Argument: Halligkraft, Zellfertigung", "de", nouns=NOUNS)
    assert [lemma for _, lemma, _ in told] == ["^uns", "N", "^:", "^hal", "^,", "n"]
    assert noun_mark("argumente", NOUNS) == "N"
    assert noun_mark("argumentierte", NOUNS) == ""


def test_what_the_catalogue_sees_is_told_letter_by_letter() -> None:
    known = Finding(0, 2, "COMPANY", "company:byd", "BYD", "name", "catalogue", 1.0)
    assert [tag[-1] for _, _, tag in read("亚迪和", "zh", known)] == ["C", "c", "1"]


def test_breaks_stand_alone() -> None:
    assert [word for word, _, _ in read("電池\n\n工場", "ja")] == ["電", "池", BREAK, "工", "場"]


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80), st.sampled_from(["zh", "ko", "ja", "de"])
)
def test_any_text_is_read_and_every_token_stands_where_it_is_said_to(text: str, language: str) -> None:
    doc, places = document(Vocab(), text, Aids(language, (), NOUNS))
    assert len(doc) == len(places)
    for token, (start, end) in zip(doc, places, strict=True):
        assert token.text == (BREAK if text[start] == "\n" else text[start:end])
    read_to = 0
    for start, end in places:
        assert text[read_to:start].strip() == ""
        read_to = end
    assert text[read_to:].strip() == ""

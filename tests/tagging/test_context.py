"""What stands around a name: people, states behind a town, short forms that a text defines, words across names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.tagging import states
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.chemistrywords import is_loose_word
from voltwire.tagging.germantowns import adjective
from voltwire.tagging.marks import hangul_marks
from voltwire.tagging.persons import is_given_name, is_person, is_surname
from voltwire.tagging.romance import forms
from voltwire.tagging.tagger import Tagger

Write = Callable[..., Path]
Told = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("text", "name", "surname"),
    [
        ("Kapitänin Laura Kiel soll sie fahren", "Kiel", True),
        ("President Ford pardoned him", "Ford", True),
        ("Gerald R. Ford signed", "Ford", True),
        ("Adam Opel made sewing machines", "Opel", True),
        ("shares of Ford fell", "Ford", False),
        ("Rivian and Ford agreed", "Ford", False),
        ("In Kiel läuft die Fähre", "Kiel", False),
        ("Mr Ford Motor", "Ford Motor", False),
    ],
)
def test_surnames(text: str, name: str, surname: bool) -> None:
    start = text.index(name)
    assert is_surname(text, start, start + len(name)) is surname


@pytest.mark.parametrize(
    ("text", "name", "given_name"),
    [
        ("Georgia Whitlock won", "Georgia", True),
        ("Cuba Gooding smiles", "Cuba", True),
        ("Georgia Power built", "Georgia", False),
        ("Georgia lured", "Georgia", False),
        ("Georgia Tech in Atlanta", "Georgia", False),
    ],
)
def test_given_names(text: str, name: str, given_name: bool) -> None:
    assert is_given_name(text, 0, len(name)) is given_name


def test_a_person_begins_with_a_given_name() -> None:
    assert is_person("Denzel Washington")
    assert not is_person("Zephyr Works")
    assert not is_person("Laura")


def test_states_behind_a_town() -> None:
    text = "EDISON, N.J. (AP) - Offices in Reno, NV 89501, Westborough, Mass., and Saskatoon, SK, not Ford, OK we go."
    found = [(text[start:end], tail) for start, end, tail in states.find(text)]
    assert found == [("N.J.", "US-NJ"), ("NV", "US-NV"), ("Mass.", "US-MA"), ("SK", "CA-SK")]


@given(st.text(alphabet="ABab, .N.J.NVSK\n", max_size=60))
def test_states_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    spans = [(start, end) for start, end, _ in states.find(text)]
    assert all(0 < start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("한미 정상회담", "한미"),
        ("미·중 갈등", "미중"),
        ("한중일 배터리 삼국지", "한중일"),
        ("한미약품 주가", ""),
        ("한 업체는 미완", ""),
        ("대한미국", ""),
    ],
)
def test_countries_in_one_syllable(text: str, wanted: str) -> None:
    assert "".join(text[start:end] for start, end, _ in hangul_marks(text)) == wanted


@pytest.mark.parametrize(
    ("phrase", "name", "loose"),
    [
        ("solid state physics", "solid state", True),
        ("silicon chip", "silicon", True),
        ("solid state batteries", "solid state", False),
        ("silicon in the anode", "silicon", False),
        ("polymer.", "polymer", False),
        ("lfp officials", "lfp", False),
    ],
)
def test_words_that_need_the_right_noun(phrase: str, name: str, loose: bool) -> None:
    assert is_loose_word(phrase, 0, len(name)) is loose


@pytest.mark.parametrize(
    ("town", "wanted"),
    [
        ("Aachen", "Aachener"),
        ("Karlsruhe", "Karlsruher"),
        ("Göttingen", "Göttinger"),
        ("München", "Münchner"),
        ("Hessen", None),
        ("Bad Soden", None),
    ],
)
def test_adjectives_of_german_towns(town: str, wanted: str | None) -> None:
    assert adjective(town) == wanted


@pytest.mark.parametrize(
    ("adjective", "language", "wanted"),
    [
        ("chinois", "fr", {"chinoise", "chinoises"}),
        ("coréen", "fr", {"coréenne", "coréens", "coréennes"}),
        ("belge", "fr", {"belges"}),
        ("alemán", "es", {"alemana", "alemanes", "alemanas"}),
        ("chino", "es", {"china", "chinos", "chinas"}),
        ("israelí", "es", {"israelíes"}),
        ("chinesisch", "de", set()),
    ],
)
def test_romance_adjectives(adjective: str, language: str, wanted: set[str]) -> None:
    assert set(forms(adjective, language)) == wanted


def test_a_word_of_another_language_is_no_adjective(write_catalogue: Write) -> None:
    path = write_catalogue(
        '[[region]]\nid = "region:CN"\nname = "China"\nkind = "country"\ndemonyms = { es = ["chino"] }\n',
        "regions.toml",
    )
    tagger = Tagger(load_catalogue([path], cache=None))
    assert [m.text for m in tagger.tag("La empresa china crece en China.", "es")] == ["china", "China"]
    assert [m.text for m in tagger.tag("Fine china was shipped from China.", "en")] == ["China"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("引起亚洲关注", "zh", []),
        ("韩国起亚汽车", "zh", ["起亚"]),
        ("隆重庆祝", "zh", []),
        ("重庆人在重庆", "zh", ["重庆", "重庆"]),
        ("精华为上，华为为下", "zh", ["华为"]),
    ],
)
def test_short_chinese_names_end_where_words_end(
    write_catalogue: Write, text: str, language: str, wanted: list[str]
) -> None:
    path = write_catalogue(
        '[[company]]\nid = "company:kia"\nname = "Kia"\nzh = ["起亚"]\n'
        '[[company]]\nid = "company:huawei"\nname = "Huawei"\nzh = ["华为"]\n'
        '[[region]]\nid = "region:CN-CQ"\nname = "Chongqing"\nkind = "subdivision"\nzh = ["重庆"]\n'
    )
    tagger = Tagger(load_catalogue([path], cache=None))
    assert [m.text for m in tagger.tag(text, language)] == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("海川新能源科技有限公司（以下简称“海川”）投产。海川表示满意。", "zh", "海川"),
        ("鋰昇能源科技股份有限公司（下稱鋰昇）登錄興櫃，鋰昇總經理表示", "zh", "鋰昇"),
        ("주식회사 한빛셀테크놀로지(이하 ‘한빛셀’)가 청구했다. 한빛셀은 올랐다.", "ko", "한빛셀"),
        ("株式会社みなも蓄電（以下「みなも」）は決議しました。みなもは黒字です。", "ja", "みなも"),
        ('Kestrel Ridge Lithium Limited ("Kestrel Ridge" or "the Company") hit ore. Kestrel Ridge is glad.', "en",
         "Kestrel Ridge"),
    ],
)  # fmt: skip
def test_short_forms_that_a_text_defines(told: Told, text: str, language: str, wanted: str) -> None:
    found = [surface for surface, _ in told(text, language)]
    assert found.count(wanted) == 2


def test_ligatures_are_read(write_catalogue: Write) -> None:
    path = write_catalogue('[[company]]\nid = "company:redflow"\nname = "Redflow"\n')
    tagger = Tagger(load_catalogue([path], cache=None))
    text = "Zinc veteran Red\ufb02ow of Brisbane"
    (mention,) = tagger.tag(text, "en")
    assert (mention.text, mention.entity_id) == ("Red\ufb02ow", "company:redflow")

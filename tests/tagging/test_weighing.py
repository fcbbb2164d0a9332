"""Names that are words: the same word with the witnesses of a name around it, and with those of the word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.findings import Finding, Findings, ModelSpan
from voltwire.tagging.germantowns import is_adjective
from voltwire.tagging.institutions import is_no_place
from voltwire.tagging.neighbours import around
from voltwire.tagging.tagger import Tagger
from voltwire.tagging.weighing import settled

Write = Callable[..., Path]

CATALOGUE = """
[[company]]
id = "company:bolt"
name = "Bolt Mobility"
en = [{ text = "Bolt", case = true, cue = ["Tallinn"] }]
[[company]]
id = "company:atlas"
name = "Atlas Lithium"
en = ["Target", { text = "Lincoln", case = true, cue = ["Dearborn"] }]
[[company]]
id = "company:lges"
name = "LG Energy Solution"
ko = ["LG에너지솔루션"]
[[company]]
id = "company:tianqi"
name = "Tianqi"
zh = ["天齐"]
[[company]]
id = "company:changan"
name = "Changan"
zh = [{ text = "长安", cue = ["朱华荣"] }]
[[company]]
id = "company:vale"
name = "Kaldera"
de = ["Seat"]
[[region]]
id = "region:GB"
name = "United Kingdom"
kind = "country"
country = "GB"
[[region]]
id = "region:GB-LND"
name = "London"
kind = "subdivision"
country = "GB"
parents = [{ id = "region:GB", kind = "part_of" }]
[[region]]
id = "region:CA"
name = "Canada"
kind = "country"
country = "CA"
[[region]]
id = "region:CA-ON"
name = "Ontario"
kind = "subdivision"
country = "CA"
parents = [{ id = "region:CA", kind = "part_of" }]
[[region]]
id = "region:CA-ON:london"
name = "London, Ontario"
kind = "city"
country = "CA"
en = [{ text = "London", case = true, cue = ["London, Ont."] }]
parents = [{ id = "region:CA-ON", kind = "part_of" }]
[[region]]
id = "region:US-TX:orange"
name = "Reading"
kind = "city"
country = "US"
en = [{ text = "Reading", case = true, cue = ["Berkshire"] }]
[[region]]
id = "region:SA"
name = "Saudi Arabia"
kind = "country"
country = "SA"
zh = ["沙特阿拉伯"]
ko = ["사우디아라비아"]
de = ["Saudi-Arabien"]
[[region]]
id = "region:KR-48"
name = "South Gyeongsang"
kind = "subdivision"
country = "KR"
ko = ["경남"]
[[region]]
id = "region:KR-48:yangsan"
name = "Yangsan"
kind = "city"
country = "KR"
ko = ["양산시", { text = "양산", cue = ["양산시"] }]
parents = [{ id = "region:KR-48", kind = "part_of" }]
"""


@pytest.fixture
def told(write_catalogue: Write) -> Callable[[str, str], list[tuple[str, str | None]]]:
    tagger = Tagger(load_catalogue([write_catalogue(CATALOGUE)], cache=None))
    return lambda text, lang: [(m.text, m.entity_id) for m in tagger.tag(text, lang)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Riders must wear a helmet. Bolt cut its fares in three cities.", [("Bolt", "company:bolt")]),
        ("Investors must wait. Bolt shreds the scooters.", [("Bolt", "company:bolt")]),
        ("The scooter firm Bolt has a new chief.", [("Bolt", "company:bolt")]),
        ("Inspectors came at once. Bolt heads had sheared off.", []),
        ("He lost a bolt. Every Bolt on the rack was loose.", []),
        ("Shares rose. Target reported falling sales.", [("Target", "company:atlas")]),
        ("Shares rose. Target prices for miners fell.", []),
        ("The bill is old. Lincoln and his cabinet wrote it.", []),
        ("A fire broke out between Slough and Reading.", [("Slough", None)]),
        ("The signals near Reading failed.", [("Reading", "region:US-TX:orange")]),
        ("Schools are worried. Reading scores fell.", []),
    ],
)
def test_english(told: Callable[[str, str], object], text: str, wanted: object) -> None:
    assert told(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Homes near the plant in St. Thomas, Ontario, are dear. Workers commute from London.", "region:CA-ON:london"),
        ("Workers commute from London.", "region:GB-LND"),
        ("The fund of Ontario has an office in London, United Kingdom.", "region:GB-LND"),
    ],
)
def test_the_nearest_of_two_places(told: Callable[[str, str], list[tuple[str, str]]], text: str, wanted: str) -> None:
    assert ("London", wanted) in told(text, "en")


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("程序员刘天齐辞职了。", "zh", []),
        ("天齐的锂盐厂停产。", "zh", [("天齐", "company:tianqi")]),
        ("工厂今年扩产。长安计划明年推出新车。", "zh", [("长安", "company:changan")]),
        ("唐代的长安城有百万人口。", "zh", []),
        ("门店开到长安东路。", "zh", []),
        ("阿根廷被称为锂业的“沙特阿拉伯”。", "zh", []),
        ("沙特阿拉伯的锂矿投产。", "zh", [("沙特阿拉伯", "region:SA")]),
        ("볼리비아는 리튬의 사우디아라비아로 불린다.", "ko", []),
        ("경남 양산의 업체에서 불이 났다.", "ko", [("경남", "region:KR-48"), ("양산", "region:KR-48:yangsan")]),
        ("배터리 양산을 준비한다.", "ko", []),
        (
            "LG에너지솔루션은 공장을 지었다. LG는 말을 아꼈다.",
            "ko",
            [("LG에너지솔루션", "company:lges"), ("LG", "company:lges")],
        ),
    ],
)
def test_chinese_and_korean(told: Callable[[str, str], object], text: str, lang: str, wanted: object) -> None:
    assert told(text, lang) == wanted


@pytest.mark.parametrize(
    ("text", "adjective"),
    [
        ("Das Berliner Start-up", True),
        ("Berliner und Hamburger Firmen", True),
        ("die Berliner fahren Bus", True),
        ("9.000 Berliner, die meisten mit Marmelade", False),
        ("Ein Berliner mit Pflaumenmus", False),
        ("das Berliner-Rezept", False),
    ],
)
def test_german_adjectives_of_towns(text: str, adjective: bool) -> None:
    start = text.index("Berliner")
    assert is_adjective(text, start, start + len("Berliner")) is adjective


def test_a_cue_word_does_not_take_a_towns_adjective_away(write_catalogue: Write) -> None:
    file = write_catalogue("""
[[region]]
id = "region:DE-SN:leipzig"
name = "Leipzig"
kind = "city"
country = "DE"
[[company]]
id = "company:x"
name = "Verbio"
en = [{ text = "Zink", cue = ["Leipziger"] }]
""")
    tagged = Tagger(load_catalogue([file], cache=None)).tag("Der Leipziger Anbieter warnt.", "de")
    assert [(m.text, m.entity_id) for m in tagged] == [("Leipziger", "region:DE-SN:leipzig")]


@pytest.mark.parametrize(
    ("text", "name", "refused"),
    [
        ("Chile ist das Saudi Arabien des Lithiums", "Saudi Arabien", True),
        ('"PAY US FAIRLY", they wrote', "US", True),
        ("WHAT IT MEANS FOR US ALL", "US", True),
        ("FIRES HIT US PLANTS", "US", False),
        ("TARIFFS IN THE US RISE", "US", False),
    ],
)
def test_places_that_are_none(text: str, name: str, refused: bool) -> None:
    start = text.index(name)
    assert is_no_place(text, start, start + len(name)) is refused


def test_lost_blanks(told: Callable[[str, str], object]) -> None:
    assert told("On Monday Targetsaid sales fell.", "en") == [("Target", "company:atlas")]
    assert told("Shares ofTarget fell, investors of the company said.", "en") == [("Target", "company:atlas")]
    assert told("Targetmen and Untarget.", "en") == []


def test_a_role_noun_makes_a_company_of_what_a_model_calls_a_person() -> None:
    text = "The start-up Gravity has opened a hub."
    findings, model = settled(text, Findings(language="en"), [ModelSpan(13, 20, "PERSON", 0.8)])
    assert [span.label for span in model] == ["COMPANY"]
    assert findings == Findings(language="en")


@given(st.text(), st.integers(0, 30), st.integers(1, 10), st.sampled_from(["en", "de", "zh", "ko", "ja", "fr", ""]))
def test_nothing_is_lost_or_made_up(text: str, start: int, length: int, language: str) -> None:
    end = start + length
    if end > len(text):
        return
    around(text, start, end)
    one = Finding(start, end, "COMPANY", "company:x", "X", "name", "catalogue", 0.95)
    after, _ = settled(text, Findings(catalogue=[one], language=language), [])
    assert bool(after.catalogue) is not bool(after.refused)


def test_a_name_with_signs_of_a_pattern_is_weighed_as_any_other() -> None:
    one = Finding(0, 8, "COMPANY", "company:x", "X", "name", "catalogue", 0.95)
    after, _ = settled("(株)アスクルへ発注した。", Findings(catalogue=[one], language="ja"), [])
    assert after.catalogue == [one]

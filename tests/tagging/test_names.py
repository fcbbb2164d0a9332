"""Catalogue names in text: borders, capitals, cue words and reach, each with what is and what is not a mention."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger

Told = Callable[..., list[tuple[str, str | None]]]
CATL, BYD, TESLA, VW = "company:catl", "company:byd", "company:tesla", "company:volkswagen"
LFP, SOLID = "chemistry:lfp", "chemistry:solid-state"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fordham, Affords, catalysts and CATLs", []),
        ("Ford and CATL.", [("Ford", "company:ford"), ("CATL", CATL)]),
        ("Ford-CATL plant", [("Ford", "company:ford"), ("CATL", CATL)]),
        ("LFP2 and 4LFP", []),
        ("NMC811 and nmc811 cells", [("NMC811", "chemistry:nmc-811")]),
        ("24M raised money", [("24M", "company:24m")]),
        ("$24M, 1.24M, 24Ms and 124M", []),
        ("Tesla's plant, Tesla’s cars", [("Tesla", TESLA), ("Tesla", TESLA)]),
        ("see tesla.com, Tesla.com and @Tesla", []),
        ("LG\u00a0Energy\nSolution", [("LG\u00a0Energy\nSolution", "company:lg-energy-solution")]),
        ("LG Energy Solutions", [("LG Energy Solutions", "company:lg-energy-solution")]),
        ("Solid\n\nPower", []),
        ("Solid – Power", []),
    ],
)
def test_latin_borders(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("turkey for dinner in Turkey", [("Turkey", "region:TR")]),
        ("join us in the US", [("US", "region:US")]),
        ("TESLA BEATS FORD", [("TESLA", TESLA), ("FORD", "company:ford")]),
        ("tesla and ford and catl", []),
        ("Solid power supply; Solid Power cells", [("Solid Power", "company:solid-power")]),
        ("Catl and Vw", []),
        (
            "Lithium Iron Phosphate, LITHIUM BATTERY, lfp",
            [("Lithium Iron Phosphate", LFP), ("LITHIUM BATTERY", "chemistry:li-ion")],
        ),
        ("US$5 billion", []),
    ],
)
def test_capitals(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Georgia grows wine.", [("Georgia", "region:GE")]),
        ("Georgia, near Savannah.", [("Georgia", "region:US-GA")]),
        ("ONE is a number.", []),
        ("ONE of Michigan.", [("ONE", "company:our-next-energy"), ("Michigan", "region:US-MI")]),
        (
            "Our Next Energy grows. Then ONE said so.",
            [("Our Next Energy", "company:our-next-energy"), ("ONE", "company:our-next-energy")],
        ),
        ("LG sells televisions.", []),
        ("LG sells batteries, one battery a second.", [("LG", "company:lg")]),
        ("Then LG Innotek and the battery of LG CEO Kim.", [("LG", "company:lg")]),
        ("宁德是一个城市。", []),
        ("宁德的动力电池。", [("宁德", CATL)]),
    ],
)
def test_cue_words(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("比亚迪BYD公司与宁德时代", [("比亚迪", BYD), ("BYD", BYD), ("宁德时代", CATL)]),
        ("上海南部", [("上海", "region:CN-SH")]),
        ("今日本公司在日本公告", [("日本", "region:JP")]),
        (
            "中国和美国，中美关系",
            [("中国", "region:CN"), ("美国", "region:US"), ("中", "region:CN"), ("美", "region:US")],
        ),
        ("其中最美的", []),
        ("中国汽车工业协会、中国银行、美国的银行", [("美国", "region:US")]),
        ("全固态电池和磷酸铁锂电池", [("全固态电池", SOLID), ("磷酸铁锂电池", LFP)]),
        ("ＣＡＴＬ，特斯拉", [("ＣＡＴＬ", CATL), ("特斯拉", TESLA)]),
    ],
)
def test_chinese(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "zh") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "LG에너지솔루션이 삼성SDI와",
            [("LG에너지솔루션", "company:lg-energy-solution"), ("삼성SDI", "company:samsung-sdi")],
        ),
        ("닝더스다이는 중국에서, 테슬라측은", [("닝더스다이", CATL), ("중국", "region:CN"), ("테슬라", TESLA)]),
        ("차량을 인도했다. 인도량이 늘었다.", []),
        ("인도에서, 인도네시아의", [("인도", "region:IN"), ("인도네시아", "region:ID")]),
        ("현대적인 공장", []),
        ("현대가, 현대는", [("현대", "company:hyundai"), ("현대", "company:hyundai")]),
        ("중국산 배터리와 한국기업", [("중국", "region:CN"), ("한국", "region:KR")]),
        ("한국은행과 한국자동차연구원", []),
        ("반전고체", []),
        ("전고체배터리 양산", [("전고체배터리", SOLID)]),
        ("리튬이온 배터리", [("리튬이온 배터리", "chemistry:li-ion")]),
        ("美·中 갈등", [("美", "region:US"), ("中", "region:CN")]),
        ("LFP배터리를", [("LFP배터리", LFP)]),
    ],
)
def test_korean(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "ko") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("トヨタ自動車はテスラと", [("トヨタ自動車", "company:toyota"), ("テスラ", TESLA)]),
        ("テスラモデル、アメリカン", []),
        ("アメリカの工場、アメリカ製", [("アメリカ", "region:US"), ("アメリカ", "region:US")]),
        ("リチウムイオンバッテリーを", [("リチウムイオンバッテリー", "chemistry:li-ion")]),
        ("リチウムイオンバッテリーズ", []),
        ("リチウムイオン電池", [("リチウムイオン電池", "chemistry:li-ion")]),
    ],
)
def test_japanese(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "ja") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("chinesische und deutschen, Chinesische", ["chinesische", "deutschen", "Chinesische"]),
        ("LFP-Zellen der VW-Tochter", ["LFP-Zellen", "VW"]),
        ("Feststoffbatterien und die Feststoffbatterieproduktion", ["Feststoffbatterien", "Feststoffbatterie"]),
        ("die Vorfeststoffbatterie", []),
        ("Chinas Werk, Teslas Pläne, VWs Aktie", ["Chinas", "Tesla", "VW"]),
        ("Bundesverband Deutschland, Universität Thüringen", []),
    ],
)
def test_german(told: Told, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, "de")] == wanted


def test_a_german_genitive_is_no_english_plural(told: Told) -> None:
    assert told("The Teslas of Chinas", "en") == []
    assert [m[0] for m in told("Die Pläne der Firma und Teslas Werk in der Stadt.")] == ["Tesla"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "sulfide-based solid-state battery cells",
            [("sulfide-based", "chemistry:sulfide-electrolyte"), ("solid-state battery cells", SOLID)],
        ),
        ("lithium iron phosphate (LFP) batteries", [("lithium iron phosphate", LFP), ("LFP", LFP)]),
        ("all-solid-state technologies", [("all-solid-state", SOLID)]),
        ("lithium batteries", [("lithium batteries", "chemistry:li-ion")]),
        ("a lithium–ion cell", [("lithium–ion cell", "chemistry:li-ion")]),
        ("sulphide-based", [("sulphide-based", "chemistry:sulfide-electrolyte")]),
        ("LFP cellular, solid-state batteriesX", [("LFP", LFP), ("solid-state", SOLID)]),
        ("lithium prices", [("lithium", "material:lithium")]),
    ],
)  # fmt: skip
def test_chemistries_with_head_nouns(told: Told, text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bank of America and the University of Michigan", []),
        ("China Association of Automobile Manufacturers", []),
        ("Korea Zinc of Korea", ["Korea Zinc", "Korea"]),
        ("the U.S. Department of Energy in the U.S. today", ["U.S."]),
        ("U.S. officials and Chinese buyers", ["U.S.", "Chinese"]),
        ("the European Commission and European makers", ["European"]),
        ("Georgia Institute of Technology", []),
        ("the Saudi Arabia of lithium", ["lithium"]),
        ("exports to the US of lithium", ["US", "lithium"]),
        ("South Koreans in South Korea", ["South Koreans", "South Korea"]),
        ("He parked a Tesla in Michigan.", ["Michigan"]),
        ("She runs a Tesla factory.", ["Tesla"]),
        ("China and Korea agreed with the Council", ["China", "Korea"]),
        ("Universities in Michigan", ["Michigan"]),
    ],
)
def test_places_and_cars_that_are_none(told: Told, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, "en")] == wanted


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Yesterday Tesla, Inc. said", "Tesla, Inc."),
        ("by Volkswagen AG and", "Volkswagen AG"),
        ("at Farasis Energy Co., Ltd. in", "Farasis Energy Co., Ltd."),
        ("Toyota Group plans", "Toyota Group"),
        ("宁德时代股份有限公司公告", "宁德时代股份有限公司"),
        ("㈜삼성SDI", "㈜삼성SDI"),
        ("株式会社トヨタは", "株式会社トヨタ"),
    ],
)
def test_the_legal_form_belongs_to_the_name(told: Told, text: str, surface: str) -> None:
    ((found, entity),) = told(text)
    assert found == surface
    assert entity is not None


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "TESLA&Ev, CATL&E and CATL & E of CATL's", ["CATL", "CATL"]),
        ("ko", "테슬라필바라리튬솔루션", []),
        ("ko", "테슬라코리아, 테슬라향, 테슬라그룹주, 테슬라에서는", ["테슬라코리아", *["테슬라"] * 3]),
        ("ja", "BYDジャパンとBYDの", ["BYDジャパン", "BYD"]),
        ("ja", "テスラコリア、オールジャパン", ["テスラコリア"]),
    ],
)
def test_a_name_inside_anothers_name(told: Told, language: str, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, language)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Die Chinesen und ein Chinese, die Koreaner", ["Chinesen", "Chinese", "Koreaner"]),
        ("de", "Viele Kalifornier; des Österreichers", ["Kalifornier", "Österreichers"]),
        ("de", "Die Polen und der Pole sehen", ["Polen", "Pole"]),
        ("en", "The Pole and a pole position of Koreaner", []),
        ("en", "Posco and POSCO, not posco; Smart and SMART", ["Posco", "POSCO", "SMART"]),
        ("en", "San Jose, San José, SAN JOSÉ, Québec", ["San Jose", "San José", "SAN JOSÉ", "Québec"]),
        ("de", "Der Autokonzern BYD AG und die Konzernmutter Tesla SE", ["BYD AG", "Tesla SE"]),
        ("de", "Der Stromversorger Acme Ionwerk GmbH", ["Acme Ionwerk GmbH"]),
        ("de", "Die Bauer AG wächst", ["Bauer AG"]),
    ],
)  # fmt: skip
def test_forms_of_a_name(write_catalogue: Callable[..., Path], language: str, text: str, wanted: list[str]) -> None:
    file = write_catalogue(FORMS)
    tagger = Tagger(load_catalogue([file], cache=None))
    assert [m.text for m in tagger.tag(text, language)] == wanted


FORMS = """
[[company]]
id = "company:posco"
name = "POSCO"
[[company]]
id = "company:smart"
name = "SMART"
[[company]]
id = "company:byd"
name = "BYD"
[[company]]
id = "company:tesla"
name = "Tesla"
[[region]]
id = "region:CN"
name = "China"
kind = "country"
demonyms = { de = ["chinesisch"] }
[[region]]
id = "region:KR"
name = "South Korea"
kind = "country"
demonyms = { de = ["koreanisch"] }
[[region]]
id = "region:PL"
name = "Poland"
kind = "country"
demonyms = { de = ["polnisch"] }
[[region]]
id = "region:AT"
name = "Austria"
kind = "country"
demonyms = { de = ["österreichisch"] }
[[region]]
id = "region:US-CA"
name = "California"
kind = "subdivision"
en = ["San José"]
demonyms = { de = ["kalifornisch"] }
[[region]]
id = "region:CA-QC"
name = "Quebec"
kind = "subdivision"
"""


CUES = """
[[company]]
id = "company:saft-like"
name = "Kraft Cells"
any = [{ text = "KRC", case = true, cue = ["Kuusi Energy"] }]
roles = ["cells"]
[[company]]
id = "company:seat-like"
name = "Seat Cells"
any = [{ text = "SEAT", case = true, cue = ["Kuusi Energy"] }]
roles = ["cells"]
[[company]]
id = "company:kuusi"
name = "Kuusi Energy"
zh = ["库西"]
[[company]]
id = "company:nordo"
name = "Nordo"
roles = ["cells"]
[[chemistry]]
id = "chemistry:lfp"
name = "LFP"
kind = "cathode"
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("KRC and SEAT grow.", []),
        ("KRC, SEAT与库西", ["KRC", "SEAT", "库西"]),
        ("KRC, SEAT and Nordo grow.", ["Nordo"]),
        ("Today KRC, SEAT and Nordo make some more LFP.", ["KRC", "Nordo", "LFP"]),
    ],
)
def test_what_speaks_as_a_cue_word(write_catalogue: Callable[..., Path], text: str, wanted: list[str]) -> None:
    tagger = Tagger(load_catalogue([write_catalogue(CUES)], cache=None))
    assert [m.text for m in tagger.tag(text, "en")] == wanted

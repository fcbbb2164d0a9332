"""A small catalogue of the room's own, so that its rules are tested whatever the shipped one says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from voltwire.records import Mention
from voltwire.tagging.catalogue import Catalogue, load_catalogue
from voltwire.tagging.tagger import Tagger

CATALOGUE = """
[[company]]
id = "company:catl"
name = "CATL"
en = ["Contemporary Amperex Technology"]
zh = ["宁德时代", { text = "宁德", cue = ["动力电池"] }]
ko = ["닝더스다이"]

[[company]]
id = "company:byd"
name = "BYD"
zh = ["比亚迪"]
ko = ["비야디"]

[[company]]
id = "company:tesla"
name = "Tesla"
zh = ["特斯拉"]
ko = ["테슬라"]
ja = ["テスラ"]
roles = ["cars"]

[[company]]
id = "company:volkswagen"
name = "Volkswagen"
any = ["VW"]

[[company]]
id = "company:ford"
name = "Ford"
roles = ["cars"]

[[company]]
id = "company:toyota"
name = "Toyota"
ja = ["トヨタ", "トヨタ自動車"]

[[company]]
id = "company:samsung-sdi"
name = "Samsung SDI"
ko = ["삼성SDI"]

[[company]]
id = "company:lg"
name = "LG Group"
any = [{ text = "LG", case = true, cue = ["battery", "배터리"] }]

[[company]]
id = "company:lg-energy-solution"
name = "LG Energy Solution"
ko = ["LG에너지솔루션"]

[[company]]
id = "company:hyundai"
name = "Hyundai Motor"
ko = ["현대"]

[[company]]
id = "company:our-next-energy"
name = "Our Next Energy"
en = [{ text = "ONE", case = true, cue = ["Michigan"] }]

[[company]]
id = "company:form-energy"
name = "Form Energy"

[[company]]
id = "company:solid-power"
name = "Solid Power"

[[company]]
id = "company:24m"
name = "24M"

[[company]]
id = "company:korea-zinc"
name = "Korea Zinc"

[[company]]
id = "company:farasis"
name = "Farasis Energy"

[[region]]
id = "region:CN"
name = "China"
kind = "country"
zh = ["中国", "中", "华"]
ko = ["중국"]
ja = ["中国", "中"]
demonyms = { en = ["Chinese"], de = ["chinesisch"] }

[[region]]
id = "region:US"
name = "United States"
kind = "country"
en = ["U.S.", "US", "America"]
zh = ["美国", "美"]
ko = ["미국"]
ja = ["アメリカ", "米"]
demonyms = { en = ["American"] }

[[region]]
id = "region:KR"
name = "South Korea"
kind = "country"
en = ["Korea"]
zh = ["韩国", "韩", "韓"]
ko = ["한국"]
ja = ["韓国"]
demonyms = { en = ["South Korean", "Korean"] }

[[region]]
id = "region:JP"
name = "Japan"
kind = "country"
zh = ["日本", "日"]
ja = ["日本", "日"]

[[region]]
id = "region:IN"
name = "India"
kind = "country"
ko = ["인도"]

[[region]]
id = "region:ID"
name = "Indonesia"
kind = "country"
ko = ["인도네시아"]

[[region]]
id = "region:SA"
name = "Saudi Arabia"
kind = "country"
en = ["Saudi"]

[[region]]
id = "region:europe"
name = "Europe"
kind = "area"
demonyms = { en = ["European"] }

[[region]]
id = "region:DE"
name = "Germany"
kind = "country"
de = ["Deutschland"]
zh = ["德"]
demonyms = { en = ["German"], de = ["deutsch"] }

[[region]]
id = "region:DE-TH"
name = "Thuringia"
kind = "subdivision"
de = ["Thüringen"]
parents = [{ id = "region:DE", kind = "part_of" }]

[[region]]
id = "region:US-MI"
name = "Michigan"
kind = "subdivision"
ko = ["미시간"]
parents = [{ id = "region:US", kind = "part_of" }]

[[region]]
id = "region:GE"
name = "Georgia"
kind = "country"

[[region]]
id = "region:US-GA"
name = "Georgia (US)"
kind = "subdivision"
en = [{ text = "Georgia", cue = ["Atlanta", "Savannah"] }]

[[region]]
id = "region:TR"
name = "Turkey"
kind = "country"

[[region]]
id = "region:CN-SH"
name = "Shanghai"
kind = "subdivision"
zh = ["上海"]

[[region]]
id = "region:CN-HI"
name = "Hainan"
kind = "subdivision"
zh = ["海南"]

[[chemistry]]
id = "chemistry:lfp"
name = "LFP"
kind = "cathode"
en = ["lithium iron phosphate"]
zh = ["磷酸铁锂"]

[[chemistry]]
id = "chemistry:nmc-811"
name = "NMC811"
kind = "cathode"

[[chemistry]]
id = "chemistry:li-ion"
name = "Lithium-ion"
kind = "cell"
en = ["lithium battery"]
ko = ["리튬 이온"]
ja = ["リチウムイオン"]

[[chemistry]]
id = "chemistry:solid-state"
name = "Solid-state"
kind = "cell"
en = ["all-solid-state"]
zh = ["全固态电池", "固态电池"]
ko = ["전고체"]
de = ["Feststoffbatterie", "Festkörper"]

[[chemistry]]
id = "chemistry:sulfide-electrolyte"
name = "Sulfide-based"
kind = "electrolyte"

[[material]]
id = "material:lithium"
name = "lithium"
ko = ["리튬"]
"""


@pytest.fixture(scope="session")
def catalogue_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("catalogue") / "all.toml"
    path.write_text(CATALOGUE, "utf-8")
    return path


@pytest.fixture(scope="session")
def catalogue(catalogue_file: Path) -> Catalogue:
    return load_catalogue([catalogue_file], cache=None)


@pytest.fixture(scope="session")
def tagger(catalogue: Catalogue) -> Tagger:
    return Tagger(catalogue)


Told = list[tuple[str, str | None]]


@pytest.fixture(scope="session")
def told(tagger: Tagger) -> Callable[..., Told]:
    """What a text mentions, as (text, entity id)."""

    def told(text: str, lang: str | None = None) -> Told:
        mentions: list[Mention] = tagger.tag(text, lang)
        return [(m.text, m.entity_id) for m in mentions]

    return told


@pytest.fixture
def write_catalogue(tmp_path: Path) -> Callable[..., Path]:
    """Write a catalogue file of one's own and return its path."""

    def write(content: str, name: str = "companies.toml", folder: str = "catalogue") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
        return path

    return write

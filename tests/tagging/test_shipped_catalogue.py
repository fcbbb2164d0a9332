"""The catalogue that comes with Voltwire: sourced facts, parents up to a continent, no name that stands for two."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from catalogue_report import catalogue_facts
from voltwire import settings
from voltwire.tagging.catalogue import Catalogue, load_catalogue
from voltwire.tagging.tagger import Tagger

CATALOGUE = Path(__file__).parents[2] / "config" / "catalogue"
CONTINENTS = {"europe", "asia", "africa", "north-america", "south-america", "oceania", "antarctica"}


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(settings.load().catalogue_files(), cache=None)


def test_every_place_lies_on_a_continent(shipped: Catalogue) -> None:
    def top(entity_id: str) -> bool:
        if entity_id.removeprefix("region:") in CONTINENTS:
            return True
        return any(top(parent.id) for parent in shipped.entities[entity_id].parents)

    places = [e for e in shipped.entities.values() if e.kind in ("country", "subdivision", "city")]
    assert [place.id for place in places if not top(place.id)] == []


def test_every_owner_ticker_and_wikidata_id_has_a_source() -> None:
    assert [fact for fact in catalogue_facts() if not fact.source] == []


def test_a_wikidata_id_belongs_to_one_entity() -> None:
    ids = [fact.value for fact in catalogue_facts() if fact.kind == "wikidata"]
    assert sorted(set(ids)) == sorted(ids)


def test_companies_have_a_country(shipped: Catalogue) -> None:
    assert [e.id for e in shipped.entities.values() if e.label == "COMPANY" and not e.country] == []


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("宁德时代", "company:catl"),
        ("寧德時代", "company:catl"),
        ("닝더스다이", "company:catl"),
        ("LG엔솔", "company:lg-energy-solution"),
        ("磷酸铁锂", "chemistry:lfp"),
        ("리튬인산철", "chemistry:lfp"),
        ("リン酸鉄リチウム", "chemistry:lfp"),
        ("phosphate de fer lithié", "chemistry:lfp"),
        ("Sajonia", "region:DE-SN"),
        ("佐治亚州", "region:US-GA"),
    ],
)
def test_every_script_leads_to_one_id(shipped: Catalogue, name: str, entity_id: str) -> None:
    assert [entity.id for entity in shipped.find(name)] == [entity_id]


def test_joint_ventures_have_their_partners(shipped: Catalogue) -> None:
    parents = {parent.id for parent in shipped.entities["company:acc"].parents}
    assert parents == {"company:stellantis", "company:mercedes-benz", "company:saft"}
    assert shipped.entities["company:lg-energy-solution"].parents[0].id == "company:lg-chem"


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("Tehran", "region:IR-23"),
        ("Nairobi", "region:KE-30"),
        ("Doha", "region:QA-DA"),
        ("Lagos", "region:NG-LA"),
        ("Athens", "region:GR:athens"),
    ],
)
def test_a_city_that_all_the_world_knows_needs_no_country_beside_it(
    shipped: Catalogue, name: str, entity_id: str
) -> None:
    found = Tagger(shipped).tag(f"A shipment of cells left {name} on Friday.", "en")
    assert [(one.text, one.entity_id) for one in found] == [(name, entity_id)]


@pytest.mark.parametrize(
    ("entity_id", "neighbour"),
    [("region:IR-04", "Isfahan"), ("region:IR-15", "Kerman"), ("region:MA-08", "Casablanca")],
)
def test_a_code_that_was_given_to_another_place_has_not_its_old_name(entity_id: str, neighbour: str) -> None:
    rows = tomllib.loads((CATALOGUE / "regions-subdivisions.toml").read_text("utf-8"))["region"]
    row = next(one for one in rows if one["id"] == entity_id)
    assert neighbour not in str(row)


@pytest.mark.parametrize(
    ("language", "text", "towns"),
    [
        ("ja", "愛知県豊田市の本社", ["愛知県", "豊田市"]),
        ("ko", "경북 구미에 있는 공장", ["경북", "구미"]),
        ("zh", "江西新余的工厂", ["江西", "新余"]),
        ("zh", "墨西哥城的车展", ["墨西哥城"]),
        ("ja", "オーストラリア首都特別地域", ["オーストラリア首都特別地域"]),
    ],
)
def test_a_province_and_its_town_are_two_places(shipped: Catalogue, language: str, text: str, towns: list[str]) -> None:
    assert [one.text for one in Tagger(shipped).tag(text, language)] == towns


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "La mine se trouve au Chili.", "Chili"),
        ("en", "The Chili was hot.", None),
        ("de", "Die Hütte steht auf Island.", "Island"),
        ("en", "They own an Island.", None),
    ],
)
def test_a_name_may_count_in_its_own_language_alone(
    shipped: Catalogue, language: str, text: str, name: str | None
) -> None:
    assert [one.text for one in Tagger(shipped).tag(text, language)] == [name] * (name is not None)


def test_a_british_town_that_is_an_authority_of_its_own_has_its_code(shipped: Catalogue) -> None:
    assert {e.id for e in shipped.find("Peterborough")} >= {"region:GB-PTE"}
    assert {e.id for e in shipped.find("Vilnius")} == {"region:LT-57"}

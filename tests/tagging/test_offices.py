"""Companies that a person's office beside them gives away, and names that a text repeats."""

from __future__ import annotations

from pathlib import Path

import pytest
from voltwire.tagging.catalogue import Catalogue, load_catalogue
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.offices import beside_offices
from voltwire.tagging.resolver import resolve
from voltwire.tagging.tagger import Finder, Tagger

SHIPPED = Path(__file__).parents[2] / "config" / "catalogue"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“We grow,” said Kestrova Chairman and CEO Ada Berg.", ["Kestrova"]),
        ("Kestrova Cells’ founder and CEO left.", ["Kestrova Cells"]),
        ("the vice president of market development for Kestrova, who", []),
        ("She is Vice President of Market Development for Kestrova, who", ["Kestrova"]),
        ("Ada Berg, Chief Revenue Officer at Ohm & Sons, who", ["Ohm & Sons"]),
        ("the president of Kestrova resigned", ["Kestrova"]),
        ("the president of University of Ohio", []),
        ("Former CEO Ada Berg, Executive Chairman and Interim CEO", []),
        ("the Board Chairman met Elon Chairman", []),
    ],
)
def test_an_office_gives_a_company_away(text: str, names: list[str]) -> None:
    assert [text[s.start : s.end] for s in beside_offices(text, [])] == names


def test_what_the_model_has_a_word_for_is_left_to_it() -> None:
    text = "Ada Berg CEO"
    assert list(beside_offices(text, [ModelSpan(0, 8, "PERSON", 0.9)])) == []


def decide(catalogue: Catalogue, text: str, *spans: tuple[str, str, float]) -> list[tuple[int, str, str]]:
    findings, _ = Finder(catalogue).find(text, "en")
    model = [ModelSpan(text.index(s), text.index(s) + len(s), label, score) for s, label, score in spans]
    return [(one.start, text[one.start : one.end], one.label) for one in resolve(text, findings, model)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Today Kestrova grows. Analysts like Kestrova. Kestrova says it will go on.", 3),
        ("Today Kestrova grows. They met at Kestrova Arena and in Kestrova's hall.", 2),
    ],
)
def test_a_company_is_one_wherever_its_name_stands_again(catalogue: Catalogue, text: str, count: int) -> None:
    assert [surface for _, surface, _ in decide(catalogue, text, ("Kestrova", "COMPANY", 0.8))] == ["Kestrova"] * count


def test_a_doubtful_find_is_not_multiplied(catalogue: Catalogue) -> None:
    text = "Today Kestrova grows. Analysts like Kestrova."
    assert len(decide(catalogue, text, ("Kestrova", "COMPANY", 0.3))) == 1


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("graphite from Westwater's Kellyton graphite plant", "Kellyton"),
        ("under its “Ambition 2030” plan, it grows", "Ambition"),
        ("the EV Charging Infrastructure was built", "EV Charging Infrastructure"),
        ("it is listed (Cboe CA: SUNN) there", "SUNN"),
        ("the CEC aims to help", "CEC"),
    ],
)
def test_what_is_no_company(catalogue: Catalogue, text: str, span: str) -> None:
    assert [
        surface for _, surface, label in decide(catalogue, text, (span, "COMPANY", 0.9)) if label == "COMPANY"
    ] == []


def test_a_company_may_be_called_by_its_ticker(catalogue: Catalogue) -> None:
    text = "Kestrova Ltd (ASX:KV7) will grow. KV7 plans a mine, and KV7’s geologists agree. A KV7 drill hole."
    found = [surface for _, surface, _ in decide(catalogue, text, ("Kestrova Ltd", "COMPANY", 0.9))]
    assert found == ["Kestrova Ltd", "KV7", "KV7", "KV7"]


def test_letters_behind_a_hyphen_are_the_end_of_another_name() -> None:
    tagger = Tagger(load_catalogue(sorted(SHIPPED.glob("*.toml"))))
    assert [one.text for one in tagger.tag("Li-FT is a miner, the FT wrote in London.", "en")][-1] == "London"
    assert "FT" not in [one.text for one in tagger.tag("The Li-FT drill programme began.", "en")]
    assert "lithium metal" in next(one.text for one in tagger.tag("A lithium metal battery was shown.", "en"))
    assert all(one.label != "CHEMISTRY" for one in tagger.tag("They sold 86,000 tonnes of lithium metal.", "en"))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("“We’ve built it,” she said", "We’ve"),
        ("at Westwater's Ewoyan property and again at Ewoyan, they drill", "Ewoyan"),
        ("the Mt Kestrel and Burke deposits", "Mt Kestrel"),
        ("an AC Sine Wave Inverter was shown", "AC Sine Wave"),
    ],
)
def test_what_is_no_company_either(catalogue: Catalogue, text: str, span: str) -> None:
    found = decide(catalogue, text, (span, "COMPANY", 0.9))
    assert [surface for _, surface, label in found if label == "COMPANY"] == []


def test_a_size_behind_a_name_makes_it_a_product(catalogue: Catalogue) -> None:
    text = "The Samsung SDI Context 4 kW inverter hums."
    found = decide(catalogue, text, ("Samsung SDI Context", "COMPANY", 0.9))
    assert [surface for _, surface, _ in found] == ["Samsung SDI"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Houston Graphite Ltd digs in India. Analysts say Houston places a special emphasis on it.", "COMPANY"),
        ("Houston Graphite Ltd digs in India. Houston’s shares fell.", "COMPANY"),
        ("Houston Graphite Ltd digs in India. They met in Houston on Friday.", "REGION"),
        ("Houston Graphite Ltd digs in India. Flights to Houston and Dallas are full.", "REGION"),
        ("Texas Graphite Ltd digs in India. Texas plans a tax.", "REGION"),
    ],
)
def test_a_town_may_be_a_company_that_is_named_in_full(text: str, last: str) -> None:
    tagger = Tagger(load_catalogue(sorted(SHIPPED.glob("*.toml"))))
    found = {one.text: one.label for one in tagger.tag(text, "en")}
    assert found["Texas" if "Texas plans" in text else "Houston"] == last

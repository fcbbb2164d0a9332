"""A model's spans before they meet the catalogue."""

from __future__ import annotations

import pytest
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.judging import judged


def judge(text: str, *spans: tuple[str, str], gazetteer: bool = True) -> list[tuple[str, str]]:
    model = [ModelSpan(text.index(s), text.index(s) + len(s), label, 0.5) for s, label in spans]
    return [(text[s.start : s.end], s.label) for s in judged(text, model, gazetteer=gazetteer)]


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("made by Zephyr and Kostrel today", ("Zephyr and Kostrel", "COMPANY"), ["Zephyr", "Kostrel"]),
        ("with Zephyr, Kostrel Works", ("Zephyr, Kostrel Works", "COMPANY"), ["Zephyr", "Kostrel Works"]),
        ("with Zephyr Works, Inc. today", ("Zephyr Works, Inc.", "COMPANY"), ["Zephyr Works, Inc."]),
        ("the Bank of Atlantis", ("Bank of Atlantis", "COMPANY"), ["Bank of Atlantis"]),
        ("on the Gulf of Kostrel", ("Gulf of Kostrel", "REGION"), ["Gulf of Kostrel"]),
    ],
)
def test_spans_of_several_names_are_split(text: str, span: tuple[str, str], wanted: list[str]) -> None:
    assert [surface for surface, _ in judge(text, span, gazetteer=False)] == wanted


def test_a_company_of_a_place(text: str = "by Zephyr of Kostrel") -> None:
    assert judge(text, ("Zephyr of Kostrel", "COMPANY")) == [("Zephyr", "COMPANY"), ("Kostrel", "REGION")]


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        ("a plant in Kostrel opens", "REGION", "REGION"),
        ("a plant near Kostrel opens", "COMPANY", "REGION"),
        ("a stake in Kostrel grows", "COMPANY", "COMPANY"),
        ("Today Kostrel said it grows", "REGION", "COMPANY"),
        ("Kostrel grows fast", "REGION", "COMPANY"),
        ("from Kostrel, Nevada", "REGION", "REGION"),
        ("we thank Kostrel for it", "REGION", None),
        ("KOSTREL, Mich. – The plant", "COMPANY", "REGION"),
    ],
)
def test_an_unknown_place_needs_a_witness(text: str, label: str, wanted: str | None) -> None:
    surface = "KOSTREL" if "KOSTREL" in text else "Kostrel"
    assert judge(text, (surface, label)) == ([(surface, wanted)] if wanted else [])


def test_without_a_gazetteer_places_are_left_alone() -> None:
    assert judge("we thank Kostrel for it", ("Kostrel", "REGION"), gazetteer=False) == [("Kostrel", "REGION")]


def test_a_capital_at_a_sentences_start_proves_nothing() -> None:
    assert judge("Kostrels rise. Many kostrels fall.", ("Kostrels", "COMPANY")) == []
    assert judge("Kostrel rises. Many others fall.", ("Kostrel", "COMPANY")) == [("Kostrel", "COMPANY")]


def test_a_persons_surname_is_no_company() -> None:
    text = "Ada Kostrel spoke. Then Kostrel left."
    spans = [ModelSpan(0, 11, "PERSON", 0.5), ModelSpan(24, 31, "COMPANY", 0.5)]
    assert [s.label for s in judged(text, spans, gazetteer=True)] == ["PERSON"]


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("a visit at Kostrel, Nevada today", ("Kostrel", "COMPANY"), [("Kostrel", "REGION")]),
        ("bought from Kostrel, Zephyr and Nordo today", ("Kostrel", "COMPANY"), [("Kostrel", "COMPANY")]),
        ("bought from Kostrel today", ("Kostrel", "COMPANY"), [("Kostrel", "COMPANY")]),
        ("then Sen. Kostrel spoke", ("Kostrel", "COMPANY"), []),
        ("then Ms. Kostrel spoke", ("Kostrel", "REGION"), []),
        ("made by Zephyr) today", ("Zephyr)", "COMPANY"), [("Zephyr", "COMPANY")]),
        ("made by Zephyr (UK) today", ("Zephyr (UK)", "COMPANY"), [("Zephyr (UK)", "COMPANY")]),
        ("the Zephyr Works plant today", ("Zephyr Works plant", "COMPANY"), [("Zephyr Works", "COMPANY")]),
    ],
)
def test_what_belongs_to_no_name(text: str, span: tuple[str, str], wanted: list[tuple[str, str]]) -> None:
    assert judge(text, span) == wanted


@pytest.mark.parametrize(
    "text, name",
    [
        ("(TSX-V: FMS; OTCQX: FCSMF)", "OTCQX"),
        ("junto a Planta Solar Coya", "Planta Solar Coya"),
        ("below Poplar Mountain", "Poplar Mountain"),
        ("shares of Kestrol (KST +1.3%) rose", "KST"),
        ("by City Councilors Anthony Russo", "City Councilors Anthony Russo"),
        ("By KIM-LEIGH HARPER and me", "LEIGH HARPER"),
    ],
)
def test_an_exchange_a_plant_a_mountain_or_a_person_is_no_company(text: str, name: str) -> None:
    span = ModelSpan(text.index(name), text.index(name) + len(name), "COMPANY", 0.9)
    assert judged(text, [span], gazetteer=True) == []


def test_initials_in_a_bracket_stay_a_company() -> None:
    text = "It met Kestrol Energy Supply (KES) there."
    span = ModelSpan(text.index("KES)"), text.index("KES)") + 3, "COMPANY", 0.9)
    assert judged(text, [span], gazetteer=True) == [span]

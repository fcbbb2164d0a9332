"""Towns below the catalogue count where the text speaks of a place, and nowhere else."""

from __future__ import annotations

import pytest
from voltwire.tagging.findings import Finding, Findings, ModelSpan
from voltwire.tagging.resolver import resolve


def _regions(text: str, *known: str) -> list[str]:
    listed = [
        Finding(text.index(k), text.index(k) + len(k), "REGION", "region:X", k, "name", "catalogue", 1.0) for k in known
    ]
    return [text[f.start : f.end] for f in resolve(text, Findings(catalogue=listed)) if f.label == "REGION"]


@pytest.mark.parametrize(
    "text, known, wanted",
    [
        ("A plant in Selby was approved.", (), ["Selby"]),
        ("The site at Seagoville, Texas, opens.", ("Texas",), ["Seagoville", "Texas"]),
        ("It lies between Inverness and Kilmarnock.", (), ["Inverness", "Kilmarnock"]),
        ("A house in East Elmhurst, Queens, burned.", ("East Elmhurst",), ["East Elmhurst", "Queens"]),
        ("The town of Keith is near.", (), ["Keith"]),
        ("The facility in Dickens County is new.", (), ["Dickens County"]),
        ("Das Werk entsteht bei Heusweiler.", (), ["Heusweiler"]),
        ("L'usine de Lacq, à Harnes, ferme.", (), ["Harnes"]),
        ("AGAWAM — The council approved it.", (), ["AGAWAM"]),
        ("BELLEVUE (dpa-AFX) - A joint venture was formed.", (), ["BELLEVUE"]),
        ("WATCH — The council approved it.", (), []),
        ("Selby said so.", (), []),
        ("Hosts Derby County lost again.", (), []),
        ("The stake in Selby was sold.", (), []),
        ("Battery storage in Selby Energy Park was approved.", (), []),
        ("Officers of Allen County Commissioners met.", (), []),
    ],
)
def test_a_town_needs_a_place_word(text: str, known: tuple[str, ...], wanted: list[str]) -> None:
    assert _regions(text, *known) == wanted


def test_without_a_catalogue_the_list_is_not_asked() -> None:
    assert resolve("A plant in Selby was approved.", Findings(), gazetteer=False) == []


def test_a_town_where_power_is_counted_is_no_company() -> None:
    text = "The council backed the 100 MW Selby scheme."
    span = ModelSpan(text.index("Selby"), text.index("Selby") + 5, "COMPANY", 0.9)
    assert [one.label for one in resolve(text, Findings(), [span])] == ["REGION"]


def test_a_company_in_a_row_of_companies_stays_one() -> None:
    text = "Its backers are Equator, Acumen and a fund."
    span = ModelSpan(text.index("Equator"), text.index("Equator") + 7, "COMPANY", 0.9)
    assert [one.label for one in resolve(text, Findings(), [span])] == ["COMPANY"]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Byhalia, Mississippi – July 1 – It began.", "Byhalia"),
        ("In Patchogue it burned. Patchogue people met.", "Patchogue"),
    ],
)
def test_the_town_of_a_dateline_or_of_an_earlier_place_is_no_company(text: str, name: str) -> None:
    at = text.rindex(name)
    spans = [ModelSpan(at, at + len(name), "COMPANY", 0.9)]
    if at:
        spans.insert(0, ModelSpan(text.index(name), text.index(name) + len(name), "REGION", 0.9))
    assert {one.label for one in resolve(text, Findings(), spans) if one.start == at} == {"REGION"}

"""A company that only a model sees in a German text needs something that speaks for it."""

from __future__ import annotations

import pytest
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.germanwitness import witnessed


def _kept(text: str, *names: str) -> list[str]:
    spans = [ModelSpan(text.index(name), text.index(name) + len(name), "COMPANY", 0.5) for name in names]
    return [text[span.start : span.end] for span in witnessed(text, spans)]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Die Firma Kestrol investiert in Bremen.", "Kestrol"),
        ("Batteriehersteller Kestrol senkt die Preise.", "Kestrol"),
        ("Kestrol baut ein zweites Werk.", "Kestrol"),
        ("Den Auftrag bekam Kestrol Energy.", "Kestrol Energy"),
        ("Den Auftrag bekam EnerKes.", "EnerKes"),
        ("Zu den Käufern gehörten andere, darunter Kestrol.", "Kestrol"),
        ("Die Kestrol-Gruppe wuchs.", "Kestrol"),
    ],
)
def test_a_witness_keeps_the_name(text: str, name: str) -> None:
    assert _kept(text, name) == [name]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Notstrom in Datenzentren, Krankenhäusern und Schulen.", "Krankenhäusern"),
        ("Läuft alles nach Plan, wächst die Belegschaft.", "Plan"),
        ("Die Umwelt- und Baugenehmigung liegt vor.", "Umwelt- und Baugenehmigung"),
        ("In der zweiten Hälfte des Jahrzehnts fällt die Entscheidung.", "Hälfte des Jahrzehnts"),
        ("Entscheidend seien Erfahrungen und Ergebnisse aus der Anlage.", "Ergebnisse"),
    ],
)
def test_a_noun_has_none(text: str, name: str) -> None:
    assert _kept(text, name) == []


def test_one_witness_is_enough_for_the_whole_text() -> None:
    text = "Den Zuschlag bekam Kestrol. Später teilte der Hersteller Kestrol mit, dass er baut."
    first, second = text.index("Kestrol"), text.rindex("Kestrol")
    spans = [ModelSpan(at, at + 7, "COMPANY", 0.5) for at in (first, second)]
    assert witnessed(text, spans) == spans


def test_other_labels_need_none() -> None:
    span = ModelSpan(0, 6, "REGION", 0.5)
    assert witnessed("Bremen wächst.", [span]) == [span]


def _with_nouns(text: str, name: str, *companies: str) -> list[str]:
    span = ModelSpan(text.index(name), text.index(name) + len(name), "COMPANY", 0.5)
    known = sorted((text.index(one), text.index(one) + len(one)) for one in companies)
    found = witnessed(text, [span], known, {"lager", "schulen", "brand"}.__contains__)
    return [text[one.start : one.end] for one in found]


def test_with_a_list_of_nouns_less_has_to_speak_for_a_name() -> None:
    assert _with_nouns("Den Zuschlag bekam Kestrol aus Aalen.", "Kestrol") == ["Kestrol"]
    assert _with_nouns("Der Speicher von Axpo und Kestrol läuft.", "Kestrol", "Axpo") == ["Kestrol"]
    assert _with_nouns("Der Speicher von Kestrol, Axpo und anderen läuft.", "Kestrol", "Axpo") == ["Kestrol"]
    assert _with_nouns("Die Steuerung stammt von Kestrol.", "Kestrol") == ["Kestrol"]
    assert _with_nouns("Das Fundament goss Bauunternehmen Kestrol im Mai.", "Bauunternehmen Kestrol")
    assert _with_nouns("Den Strom liefern Lager aus Aalen.", "Lager") == []
    assert _with_nouns("Der Speicher von Axpo und Schulen läuft.", "Schulen", "Axpo") == []
    assert _with_nouns("Man sah Kestrol im Regen.", "Kestrol") == []

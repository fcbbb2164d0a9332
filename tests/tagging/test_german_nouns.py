"""What a model proposes in a German text and is no name there: every noun has a capital in German."""

from __future__ import annotations

import pytest
from voltwire.tagging.germannouns import is_goods, is_noun, is_phrase
from voltwire.tagging.germantowns import is_noun as is_town_noun


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Beim Elektrolyt gehen sie verschiedene Wege.", "Beim Elektrolyt", True),
        ("Eine Anlage entsteht.", "Eine Anlage", True),
        ("Erprobt werden Zellen aus Ulm.", "Erprobt", True),
        ("Geplant ist ein zweiter Bau.", "Geplant", True),
        ("Bertrandt entwickelt Fahrzeuge.", "Bertrandt", False),
        ("Lindwerk liefert Muster.", "Lindwerk", False),
    ],
)
def test_phrases(text: str, name: str, wanted: bool) -> None:
    start = text.index(name)
    assert is_phrase(text, start, start + len(name)) is wanted


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Die Beschichtung dauert.", "Beschichtung", True),
        ("Kobaltfreie Kathoden sind gefragt.", "Kobaltfreie", True),
        ("Recycelbare Gehäuse kosten mehr.", "Recycelbare", True),
        ("Von Lindfrei kommt die Folie.", "Lindfrei", False),
        ("Sie mag die der Quarzum ähnliche Folie. Quarzum zahlt.", "Quarzum zahlt", False),
        ("Bei Taktura lief die der Taktura gelieferte Uhr.", "Taktura", True),
        ("Der dortige Lindwerk-Bau", "Lindwerk-Bau", False),
        ("Sie kauft bei Quarzum ein.", "Quarzum", False),
        ("Nun ist das Quarzum da. Quarzum ist teuer.", "Quarzum", True),
    ],
)
def test_nouns(text: str, name: str, wanted: bool) -> None:
    start = text.rindex(name)
    assert is_noun(text, start, start + len(name)) is wanted


@pytest.mark.parametrize(
    ("name", "known", "wanted"),
    [("BASF Kathodenmaterial", "BASF", True), ("BASF Werke", "BASF", True), ("BASF Coatings", "BASF", False)],
)
def test_goods_behind_a_known_name(name: str, known: str, wanted: bool) -> None:
    assert is_goods(name, len(known), len(name)) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Die Regierung des Landes hilft.", True),
        ("Im Süden des ganzen Landes entsteht ein Lager.", True),
        ("Die Industrie jedes Landes setzt darauf.", True),
        ("In den Landes brennt der Wald.", False),
        ("Das Département Landes hilft.", False),
    ],
)
def test_the_genitive_of_a_country_is_no_french_department(text: str, wanted: bool) -> None:
    start = text.index("Landes")
    assert is_town_noun(text, start, start + len("Landes")) is wanted

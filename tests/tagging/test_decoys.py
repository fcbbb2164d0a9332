"""Phrases that are no mention although a name stands in them, as the files write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from voltwire.errors import SettingsError
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.model import ModelSpan
from voltwire.tagging.resolver import resolve
from voltwire.tagging.tagger import Finder, Tagger

Write = Callable[..., Path]

NAMES = """
[[company]]
id = "company:tesla"
name = "Tesla"
zh = ["特斯拉"]

[[chemistry]]
id = "chemistry:nca"
name = "NCA"
kind = "cathode"

[[region]]
id = "region:CH"
name = "Switzerland"
kind = "country"
demonyms = { en = ["Swiss"] }
"""
DECOYS = """
[[decoy]]
en = ["Swiss army knife", "Nikola Tesla", { text = "NCA", case = true, cue = ["crime agency"] }]
zh = ["特斯拉线圈"]
"""


@pytest.fixture
def tagger(write_catalogue: Write) -> Tagger:
    return Tagger(load_catalogue([write_catalogue(NAMES), write_catalogue(DECOYS, "decoys.toml")], cache=None))


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("A Swiss army knife of a cell, says a Swiss banker.", "en", ["Swiss"]),
        ("Tesla hangs a portrait of Nikola Tesla.", "en", ["Tesla"]),
        ("NCA cells caught fire.", "en", ["NCA cells"]),
        ("The NCA, Britain's crime agency, seized them.", "en", []),
        ("特斯拉线圈与特斯拉。", "zh", ["特斯拉"]),
    ],
)
def test_a_name_inside_a_decoy_is_none(tagger: Tagger, text: str, lang: str, wanted: list[str]) -> None:
    assert [mention.text for mention in tagger.tag(text, lang)] == wanted


def test_no_model_puts_a_decoy_back(write_catalogue: Write) -> None:
    files = [write_catalogue(NAMES), write_catalogue(DECOYS, "decoys.toml")]
    text = "A bust of Nikola Tesla."
    findings, _ = Finder(load_catalogue(files, cache=None)).find(text, "en")
    assert resolve(text, findings, [ModelSpan(17, 22, "COMPANY", 0.8)]) == []


def test_a_decoy_is_no_entity(write_catalogue: Write) -> None:
    catalogue = load_catalogue([write_catalogue(NAMES), write_catalogue(DECOYS, "decoys.toml")], cache=None)
    assert len(catalogue.entities) == 3
    assert catalogue.find("Nikola Tesla") == []
    assert [entity.id for entity in catalogue.find("NCA")] == ["chemistry:nca"]


def test_a_decoy_of_ones_own_changes_the_digest(write_catalogue: Write) -> None:
    names = write_catalogue(NAMES)
    with_decoys = load_catalogue([names, write_catalogue(DECOYS, "decoys.toml")], cache=None)
    assert with_decoys.digest != load_catalogue([names], cache=None).digest


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('[decoy]\nen = ["x"]', "unknown table"),
        ('[[decoy]]\nid = "x"', "decoys.toml: decoy 1: unknown key id"),
        ("[[decoy]]\nen = [5]", "decoys.toml: decoy 1: en: an alias is a text"),
        ("decoy = [5]", "decoys.toml: decoy 1: write [[decoy]] with two brackets"),
    ],
)
def test_a_wrong_decoy_is_named_with_its_place(write_catalogue: Write, entry: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem.replace("[", r"\[").replace("]", r"\]")):
        load_catalogue([write_catalogue(entry, "decoys.toml")], cache=None)

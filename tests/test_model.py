"""The shipped model: loads with plain spaCy, says what it was measured at, and reads fresh sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from voltwire.paths import data_folder
from voltwire.tagging.model import load_model

FOLDER = data_folder("models") / "voltwire_en_news"
LABELS = {"COMPANY", "REGION", "ORG_OTHER", "PERSON", "PRODUCT"}


@pytest.fixture(scope="module")
def nlp() -> Iterator[Language]:
    yield spacy.load(FOLDER)


def names(nlp: Language, text: str, label: str) -> list[str]:
    return [entity.text for entity in nlp(text).ents if entity.label_ == label]


def test_it_needs_nothing_but_spacy(nlp: Language) -> None:
    assert nlp.pipe_names == ["tok2vec", "ner"]
    assert set(nlp.get_pipe("ner").labels) == LABELS


def test_its_meta_says_how_good_it_is() -> None:
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert (meta["name"], meta["version"], meta["license"]) == ("voltwire_en_news", "0.1.0", "MIT")
    assert meta["description"]
    told = meta["voltwire"]
    assert set(told["dev"]) == LABELS
    for label in ("COMPANY", "REGION"):
        assert told["precision"][label] == told["dev"][label]["precision"]
        assert 0.7 < told["precision"][label] <= 1
        assert told["dev"][label]["recall"] > 0.7


def test_it_is_small_and_carries_no_place_of_its_training() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 12_000_000
    config = spacy.util.load_config(FOLDER / "config.cfg")
    assert not any(config["paths"].values())


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("Lunavolt Energy said on Monday it will build a battery plant in Ohio.", ["Lunavolt Energy"]),
        ("Shares of Brackwater Minerals Ltd fell 4% in Sydney.", ["Brackwater Minerals Ltd"]),
        ("Morvane and Haesol Chemical signed a supply agreement for cathode material.", ["Morvane", "Haesol Chemical"]),
        ("The cells are made by Kjelvik Batteri AS, a Norwegian start-up.", ["Kjelvik Batteri AS"]),
        ("A van with cells by Tianrui New Energy Co., Ltd. was shown.", ["Tianrui New Energy Co., Ltd."]),
    ],
)
def test_it_finds_companies_nobody_listed(nlp: Language, text: str, companies: list[str]) -> None:
    assert names(nlp, text, "COMPANY") == companies


@pytest.mark.parametrize(
    "text",
    [
        "EV makers want LFP cells because they cost less than NMC.",
        "A BESS needs a BMS, and the price per kWh keeps falling.",
        "Solid-state batteries with sulfide electrolytes are still expensive.",
        "The company said that production would start in the second quarter.",
    ],
)
def test_it_is_silent_where_no_name_stands(nlp: Language, text: str) -> None:
    assert not nlp(text).ents


def test_ministries_and_persons_are_no_companies(nlp: Language) -> None:
    text = "The Department of Energy offered a loan, Elon Musk told reporters in Nevada."
    assert names(nlp, text, "COMPANY") == []
    assert names(nlp, text, "ORG_OTHER") == ["Department of Energy"]
    assert names(nlp, text, "PERSON") == ["Elon Musk"]
    assert names(nlp, text, "REGION") == ["Nevada"]


def test_places_and_adjectives_are_regions(nlp: Language) -> None:
    text = "The South Korean group will build in Reno, Nevada, and in Hungary."
    assert names(nlp, text, "REGION") == ["South Korean", "Reno", "Nevada", "Hungary"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "宁德时代在匈牙利建厂。", "\u200b", "a" * 5000, "https://example.org/?q=CATL"]
)
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_the_same_text_gives_the_same_answer(nlp: Language, tmp_path: Path) -> None:
    text = "Lunavolt Energy and Morvane sued Tesla in Delaware, the U.S. Department of Energy said."
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    assert [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents] == [
        (e.start_char, e.end_char, e.label_) for e in again(text).ents
    ]


def test_the_quick_tokenizer_changes_no_name() -> None:
    """The tagger loads the model with fewer tokenizer exceptions; over all training articles the names are the same."""
    whole, quick = spacy.load(FOLDER), load_model(FOLDER)
    mark = re.compile(r"\[\[\w:(.*?)\]\]")
    for path in sorted((FOLDER.parent / "training" / "articles").glob("*.txt"))[::5]:
        text = mark.sub(r"\1", path.read_text("utf-8"))
        names = [(ent.start_char, ent.end_char, ent.label_) for ent in whole(text).ents]
        assert [(span.start, span.end, span.label) for span in quick.find(text)] == names, path.name

"""The reference article: every mention that must be found, and no other company, place or chemistry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from voltwire.paths import data_folder
from voltwire.tagging.catalogue import load_catalogue
from voltwire.tagging.tagger import Tagger

FOLDER = Path(__file__).parents[1] / "fixtures" / "reference"


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    return Tagger(load_catalogue(sorted((data_folder("config") / "catalogue").glob("*.toml"))))


def test_the_reference_article(shipped: Tagger) -> None:
    expected = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    first, last = expected["body_paragraphs"]
    blocks = (FOLDER / "article.txt").read_text("utf-8").split("\n\n")
    body = expected["joined_with"].join(blocks[first : last + 1])
    found = [m for m in shipped.tag_article(expected["title"], body, "en") if m.label != "MATERIAL"]
    in_text = {m.end: m for m in found if m.part == "text"}
    for wanted in expected["mentions"]:
        mention = in_text.pop(wanted["end"])
        assert body[wanted["start"] : wanted["end"]] == wanted["surface"]
        assert mention.start <= wanted["start"]
        assert (mention.label, mention.entity_id) == (wanted["label"], wanted["entity_id"])
        assert mention.form == wanted.get("form", mention.form)
    assert in_text == {}
    assert [(m.text, m.entity_id) for m in found if m.part == "title"] == [
        ("solid-state batteries", "chemistry:solid-state"),
        ("China", "region:CN"),
    ]

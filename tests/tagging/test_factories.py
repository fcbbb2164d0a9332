"""The tagger inside other people's spaCy pipelines, and models loaded from folders."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from voltwire.errors import ModelError
from voltwire.settings import Settings
from voltwire.tagging.catalogue import Catalogue
from voltwire.tagging.model import LateModel, blocks, load_model
from voltwire.tagging.tagger import Tagger, load_tagger
from voltwire.tagging.version import tagger_version

TEXT = "Zephyr Works and CATL sell LFP-Zellen in Michigan. 宁德时代在德国。"


def pipeline(catalogue_file: Path, **resolver: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("voltwire_catalogue", config={"files": [str(catalogue_file)]})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Zephyr Works"}, {"label": "DATE", "pattern": "in"}])  # type: ignore[attr-defined]
    nlp.add_pipe("voltwire_resolver", config=resolver)
    return nlp


def spans(doc: spacy.tokens.Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["voltwire"]]


def test_the_catalogue_alone_in_a_blank_pipeline(catalogue_file: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("voltwire_catalogue", config={"files": [str(catalogue_file.parent)]})
    doc = nlp(TEXT)
    assert ("CATL", "COMPANY", "company:catl") in spans(doc)
    assert [m.text for m in doc._.voltwire] == ["CATL", "LFP-Zellen", "Michigan", "宁德时代"]
    assert doc.ents == ()


def test_the_shipped_catalogue_is_the_default() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("voltwire_catalogue")
    assert ("CATL", "COMPANY", "company:catl") in spans(nlp("Today CATL grew."))


def test_beside_a_pipelines_own_entities(catalogue_file: Path) -> None:
    doc = pipeline(catalogue_file)(TEXT)
    assert spans(doc)[:2] == [("Zephyr Works", "COMPANY", ""), ("CATL", "COMPANY", "company:catl")]
    assert doc._.voltwire[0].found_by == "model"
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Zephyr Works", "ORG"), ("in", "DATE")]


def test_entities_on_request(catalogue_file: Path) -> None:
    doc = pipeline(catalogue_file, ents={"COMPANY": "ORG", "REGION": "GPE"})(TEXT)
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents][:4] == [
        ("Zephyr Works", "ORG", ""),
        ("CATL", "ORG", "company:catl"),
        ("in", "DATE", ""),
        ("Michigan", "GPE", "region:US-MI"),
    ]


def test_a_pipeline_goes_to_disk_and_back(catalogue_file: Path, tmp_path: Path) -> None:
    nlp = pipeline(catalogue_file)
    nlp.to_disk(tmp_path / "nlp")
    copy = tmp_path / "catalogue"
    catalogue_file.rename(copy)  # the saved pipeline carries its catalogue with it
    try:
        again = spacy.load(tmp_path / "nlp", config={"components": {"voltwire_catalogue": {"files": []}}})
        assert again(TEXT)._.voltwire == nlp(TEXT)._.voltwire
        assert spacy.blank("en").from_bytes(spacy.blank("en").to_bytes())
    finally:
        copy.rename(catalogue_file)


def test_documents_keep_their_records_as_bytes(catalogue_file: Path) -> None:
    nlp = pipeline(catalogue_file)
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.voltwire == doc._.voltwire
    assert spans(again) == spans(doc)


def test_several_processes(catalogue_file: Path) -> None:
    nlp = pipeline(catalogue_file)
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [doc._.voltwire for doc in docs] == [nlp(TEXT)._.voltwire] * 4


def saved_model(folder: Path, label: str = "ORG", **meta: object) -> Path:
    """A pipeline with an entity ruler in place of a trained component, beside one that nobody needs."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [(label, "Zephyr Works"), ("PERSON", "Zoltan Ford"), ("GPE", "Kokomo"), ("NORP", "Lutheran")]
    ruler.add_patterns([{"label": one, "pattern": pattern} for one, pattern in patterns])  # type: ignore[attr-defined]
    nlp.meta.update(meta)
    nlp.to_disk(folder)
    return folder


def test_any_pipeline_serves_as_model(catalogue: Catalogue, tmp_path: Path) -> None:
    tagger = Tagger(catalogue, load_model(saved_model(tmp_path / "model")))
    text = "Zephyr Works of Kokomo met Zoltan Ford and Lutheran CATL."
    found = [(m.text, m.label, m.entity_id, m.score) for m in tagger.tag(text, "en")]
    assert found == [
        ("Zephyr Works", "COMPANY", None, 0.5),
        ("Kokomo", "REGION", None, 0.5),
        ("Ford", "COMPANY", "company:ford", 1.0),
        ("CATL", "COMPANY", "company:catl", 1.0),
    ]
    assert [m.found_by for m in tagger.tag("Zephyr Works在中国", "zh")] == ["catalogue"]


def test_our_own_model_tells_its_precision_and_helps(catalogue: Catalogue, tmp_path: Path) -> None:
    told = {"precision": {"COMPANY": 0.83}}
    tagger = Tagger(catalogue, load_model(saved_model(tmp_path / "model", "COMPANY", voltwire=told)))
    found = [(m.text, m.score) for m in tagger.tag("Zephyr Works met Zoltan Ford.", "en")]
    assert found == [("Zephyr Works", 0.83)]


def test_long_texts_are_cut_into_blocks(catalogue: Catalogue, tmp_path: Path) -> None:
    tagger = Tagger(catalogue, load_model(saved_model(tmp_path / "model")))
    text = ("word " * 300 + "\n\n") * 80 + "Today Zephyr Works grew."
    (mention,) = tagger.tag(text, "en")
    assert text[mention.start : mention.end] == "Zephyr Works"


@pytest.mark.parametrize("text", ["", "a" * 25, "ab cd\n\nef gh ij", "x" * 9 + "\n\n" + "y" * 30])
def test_blocks_join_to_the_text(text: str) -> None:
    pieces = list(blocks(text, 10))
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= 10 and text.startswith(piece, offset) for offset, piece in pieces)


@pytest.mark.parametrize("name", ["no_such_model", "models/none"])
def test_a_missing_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path)
    assert "\n" not in str(caught.value)


def test_load_tagger_follows_the_settings(catalogue_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "all.toml").write_bytes(catalogue_file.read_bytes())
    rules = load_tagger(Settings(folders=(tmp_path,)))
    assert [m.text for m in rules.tag("CATL grew")] == ["CATL"]
    model = saved_model(tmp_path / "model")
    alone = load_tagger(Settings(folders=(tmp_path,), models=(model,)), use_catalogue=False)
    assert [m.text for m in alone.tag("CATL and Zephyr Works grew")] == ["Zephyr Works"]
    assert rules.version != alone.version


def test_the_version_names_rules_catalogue_and_model(tmp_path: Path) -> None:
    assert tagger_version("abc", ()) == tagger_version("abc", ())
    assert "catalogue abc / model none" in tagger_version("abc", ())
    assert "catalogue none" in tagger_version(None, ())
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en", "name": "news", "version": "1.2"}))
    one = tagger_version("abc", [tmp_path])
    assert "model en_news 1.2" in one
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en", "name": "news", "version": "1.2", "performance": 1}))
    assert tagger_version("abc", [tmp_path]) != one
    (tmp_path / "meta.json").write_text("[]")
    assert tmp_path.name in tagger_version("abc", [tmp_path])
    assert "spacy " in tagger_version("abc", ["spacy"])
    assert "missing" in tagger_version("abc", ["no_such_model"])
    assert re.search(r"model spacy [\d.]+ \+ no_such_model missing$", tagger_version("abc", ["spacy", "no_such_model"]))


def test_a_model_for_other_languages_is_loaded_when_one_comes(catalogue: Catalogue, tmp_path: Path) -> None:
    english = load_model(saved_model(tmp_path / "en"))
    late = LateModel(saved_model(tmp_path / "xx", "COMPANY", voltwire={"languages": ["de"]}))
    tagger = Tagger(catalogue, english, late)
    assert [m.text for m in tagger.tag("Zephyr Works met CATL.", "en")] == ["Zephyr Works", "CATL"]
    assert [m.text for m in tagger.tag("CATL et Zephyr Works.", "fr")] == ["CATL"]
    assert late._model is None
    assert [m.text for m in tagger.tag("CATL traf Zephyr Works.", "de")] == ["CATL", "Zephyr Works"]


def test_a_late_model_that_is_missing_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        LateModel("no_such_model").find("text")


def test_importing_the_room_is_cheap() -> None:
    code = (
        "import sys, voltwire.tagging as t; t.load_catalogue; t.tagger_version;"
        "assert not {'spacy', 'ahocorasick_rs'} & set(sys.modules); t.load_tagger; assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError):
        __import__("voltwire.tagging").tagging.nonsense  # noqa: B018


def test_spacy_imported_without_its_command_line_is_still_whole() -> None:
    program = (
        "import sys; from voltwire.tagging.spacy_alone import spacy; assert 'typer' not in sys.modules;"
        "assert 'spacy.cli' not in sys.modules; assert spacy.info(silent=True, exclude=['plac'])['spacy_version'];"
        "import spacy.cli; assert spacy.cli.train"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)

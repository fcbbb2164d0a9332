from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.errors import InputError
from voltwire.evaluation import Counts, GoldMention, GoldText, Report, read_corpus, score
from voltwire.records import FoundBy, Label, Mention

TEXT = "CATL and Northline Cells build a plant in Nevada."


def mention(
    start: int, end: int, label: Label = "COMPANY", entity: str | None = None, by: FoundBy = "model"
) -> Mention:
    text = TEXT[start:end]
    return Mention(start, end, text, label, entity, text, "name", by, 0.9, 0, len(TEXT))


def gold(*mentions: GoldMention, id: str = "a", lang: str | None = "en") -> GoldText:
    return GoldText(id, TEXT, lang, mentions)


CATL, NORTHLINE, NEVADA = (
    GoldMention(0, 4, "COMPANY", "company:catl"),
    GoldMention(9, 24, "COMPANY"),
    GoldMention(42, 48, "REGION"),
)


def test_exact_scores_count_border_and_label() -> None:
    found = [mention(0, 4, entity="company:catl"), mention(9, 18), mention(42, 48, "REGION"), mention(33, 38)]
    report = score([gold(CATL, NORTHLINE, NEVADA)], {"a": found})
    company = report.tally("COMPANY")
    assert company.exact == Counts(right=1, found=3, wanted=2)
    assert company.exact.precision == pytest.approx(1 / 3)
    assert company.exact.recall == 0.5
    assert company.exact.f1 == pytest.approx(0.4)
    assert report.tally("REGION").exact == Counts(1, 1, 1)
    assert report.tally().exact == Counts(2, 4, 3)


def test_overlap_forgives_borders_but_pairs_one_to_one() -> None:
    report = score([gold(NORTHLINE)], {"a": [mention(9, 18), mention(19, 24)]})
    assert report.tally("COMPANY").overlap == Counts(right=1, found=2, wanted=1)


def test_a_wrong_label_is_a_miss_and_a_false_one() -> None:
    report = score([gold(NEVADA), gold(CATL, id="b")], {"a": [mention(42, 48, "COMPANY")], "b": [mention(0, 4)]})
    assert report.tally("REGION").overlap == Counts(0, 0, 1)
    assert report.tally("COMPANY").overlap == Counts(1, 2, 1)


def test_a_label_that_the_corpus_never_marks_is_not_judged() -> None:
    report = score([gold(NEVADA)], {"a": [mention(0, 4), mention(42, 48, "REGION")]})
    assert report.tally().exact == Counts(1, 1, 1)
    assert report.as_json()["not_judged"] == ["COMPANY", "CHEMISTRY", "MATERIAL"]
    nothing_marked = score([gold()], {"a": [mention(0, 4)]})
    assert nothing_marked.tally("COMPANY").exact == Counts(0, 1, 0)
    assert nothing_marked.as_json()["not_judged"] == []


@pytest.mark.parametrize("found", [[], [mention(9, 24)], [mention(9, 18)]])
def test_an_optional_mention_counts_neither_as_miss_nor_as_false(found: list[Mention]) -> None:
    optional = GoldMention(9, 24, "COMPANY", "company:northline", optional=True)
    tally = score([gold(optional)], {"a": found}).tally("COMPANY")
    assert tally.exact == tally.overlap == tally.entities == tally.linking == Counts(0, 0, 0)


def test_linking_judges_found_mentions_whose_entity_is_known() -> None:
    named = GoldMention(9, 24, "COMPANY", "company:northline")
    found = [mention(0, 4, entity="company:catl", by="catalogue"), mention(9, 18, entity=None)]
    tally = score([gold(CATL, named)], {"a": found}).tally("COMPANY")
    assert tally.linking == Counts(right=1, found=1, wanted=2)
    assert tally.as_json()["linking"]["accuracy"] == 0.5
    assert tally.as_json()["with_entity"] == 0.5
    assert tally.as_json()["found_by"] == {"catalogue": 0.5, "pattern": 0.0, "model": 0.5}


def test_entities_count_once_per_text() -> None:
    twice = GoldMention(42, 48, "COMPANY", "company:catl")
    found = [
        mention(0, 4, entity="company:catl"),
        mention(42, 48, entity="company:catl"),
        mention(9, 24, entity="company:x"),
    ]
    assert score([gold(CATL, twice)], {"a": found}).tally("COMPANY").entities == Counts(right=1, found=2, wanted=1)


def test_languages_stand_apart_and_add_up() -> None:
    texts = [gold(CATL), gold(CATL, id="b", lang="de"), gold(NEVADA, id="c", lang=None)]
    report = score(texts, {"a": [mention(0, 4)]})
    assert report.tally("COMPANY", "en").exact == Counts(1, 1, 1)
    assert report.tally("COMPANY", "de").exact == Counts(0, 0, 1)
    assert report.tally("COMPANY").exact.recall == 0.5
    labels = report.as_json()["labels"]
    assert list(labels) == ["COMPANY", "REGION", "all"]
    assert list(labels["COMPANY"]) == ["de", "en", "all"]
    assert list(labels["REGION"]) == ["und", "all"]
    assert labels["COMPANY"]["de"]["exact"]["precision"] is None
    rows = report.as_json()["by_label"]
    assert [(row["label"], row["lang"], row["gold"]) for row in rows][:3] == [
        ("COMPANY", "de", 1),
        ("COMPANY", "en", 1),
        ("COMPANY", "all", 2),
    ]
    json.dumps(report.as_json())


def test_nothing_to_score_is_null_not_zero() -> None:
    figures = score([], {}).as_json()
    assert figures["texts"] == 0
    assert figures["labels"]["all"]["all"]["exact"]["f1"] is None


spans = st.builds(
    lambda start, length, optional: GoldMention(start, min(start + length, len(TEXT)), "COMPANY", None, optional),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 12),
    st.booleans(),
)


@given(st.lists(spans, max_size=6, unique_by=lambda span: (span.start, span.end)))
def test_finding_exactly_the_gold_is_perfect(marks: list[GoldMention]) -> None:
    tally = score([gold(*marks)], {"a": [mention(mark.start, mark.end) for mark in marks]}).tally("COMPANY")
    wanted = sum(not mark.optional for mark in marks)
    assert tally.exact == tally.overlap == Counts(wanted, wanted, wanted)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_counts_stay_within_bounds(marks: list[GoldMention], found: list[GoldMention]) -> None:
    report: Report = score([gold(*marks)], {"a": [mention(mark.start, mark.end) for mark in found]})
    tally = report.tally()
    for counts in (tally.exact, tally.overlap, tally.entities):
        assert 0 <= counts.right <= min(counts.found, counts.wanted)


# ---- the corpus file


def write(path: Path, *records: Any) -> Path:
    path.write_text(
        "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records), encoding="utf-8"
    )
    return path


def test_reads_a_corpus(tmp_path: Path) -> None:
    marks = [
        {"start": 0, "end": 4, "label": "COMPANY", "entity_id": "company:catl"},
        {"start": 42, "end": 48, "label": "REGION", "optional": True},
    ]
    path = write(
        tmp_path / "corpus.jsonl",
        {"id": "a", "text": TEXT, "lang": "en", "mentions": marks},
        "",
        {"id": "b", "text": "宁德时代"},
    )
    first, second = read_corpus(path)
    assert first.mentions == (CATL, GoldMention(42, 48, "REGION", None, optional=True))
    assert second == GoldText("b", "宁德时代", None, ())


def record(**changes: Any) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, "lang": "en", "mentions": [{"start": 0, "end": 4, "label": "COMPANY"}]} | changes


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "line 2"),
        ("[]", "must be an object"),
        (record(id=None), "id must be a string or a number"),
        (record(text=None), "id must be a string or a number"),
        (record(lang=3), "lang"),
        (record(mentions={}), "array"),
        (record(mentions=["CATL"]), "mention 1"),
        (record(mentions=[{"start": 0, "end": 400, "label": "COMPANY"}]), "offsets"),
        (record(mentions=[{"start": 4, "end": 4, "label": "COMPANY"}]), "offsets"),
        (record(mentions=[{"start": True, "end": 4, "label": "COMPANY"}]), "offsets"),
        (record(mentions=[{"start": 0, "end": 4, "label": "ORG"}]), "label"),
        (record(mentions=[{"start": 0, "end": 4, "label": []}]), "label"),
        (record(mentions=[{"start": 0, "end": 4, "label": "COMPANY", "optional": "yes"}]), "optional"),
        (record(id="first"), "comes twice"),
        ("[" * 100_000, "line 2"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: Any, says: str) -> None:
    path = write(tmp_path / "corpus.jsonl", record(id="first"), bad)
    with pytest.raises(InputError, match="line 2") as failure:
        read_corpus(path)
    assert says in str(failure.value)
    assert "corpus.jsonl" in str(failure.value)


def test_a_missing_or_binary_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_corpus(tmp_path / "none.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_corpus(tmp_path / "binary.jsonl")

"""The score of a company that a model alone has found, and the threshold that is set in the settings."""

from __future__ import annotations

import dataclasses

import pytest
from voltwire import settings
from voltwire.tagging.confidence import FEATURES, facts_of, probability, weighed
from voltwire.tagging.findings import Finding, ModelSpan
from voltwire.tagging.tagger import load_tagger

TEXT = "Lunavolt and CATL sign. Demand, says Lunavolt, is high: demand for Lunavolt grows."


def span(name: str, after: int = 0) -> ModelSpan:
    start = TEXT.index(name, after)
    return ModelSpan(start, start + len(name), "COMPANY", 0.8)


CATL = Finding(13, 17, "COMPANY", "company:catl", "CATL", "name", "catalogue", 1.0)


def facts(one: ModelSpan, *others: ModelSpan) -> dict[str, float]:
    return dict(zip(FEATURES, facts_of(TEXT, [one, *others], [CATL], frozenset())[0], strict=True))


def test_a_name_that_comes_again_beside_other_companies_is_told_from_a_word() -> None:
    name = facts(span("Lunavolt"), span("Lunavolt", 20), span("Lunavolt", 60))
    word = facts(span("Demand"))
    assert (name["again"], name["always"], name["beside"], name["lower_elsewhere"]) == (2, 1, 1, 0)
    assert (word["again"], word["beside"], word["lower_elsewhere"], word["sentence_start"]) == (0, 0, 1, 1)


def test_the_score_is_the_weighed_sum_as_a_share() -> None:
    weight = dict.fromkeys(FEATURES, 0.0) | {"bias": 0.0}
    assert probability([0.0] * len(FEATURES), weight) == 0.5
    surer = weighed(TEXT, [span("Lunavolt")], [CATL], weight | {"beside": 2.0})
    assert surer[0].score == pytest.approx(0.88)
    place = ModelSpan(0, 8, "REGION", 0.7)
    assert weighed(TEXT, [place], [], weight) == [place]


def test_the_threshold_of_the_settings_decides_what_stays() -> None:
    text = (
        "Lunavolt Energy, a start-up from Ohio, will supply anodes to Kestrel Point. Lunavolt Energy has 40 employees."
    )
    shipped = settings.load()

    def found(least: float) -> list[str]:
        tagging = dataclasses.replace(shipped.tagging, min_score=least)
        tagger = load_tagger(dataclasses.replace(shipped, tagging=tagging))
        assert ("from" in tagger.version) == bool(least)
        return [one.text for one in tagger.tag(text, "en") if one.found_by == "model" and one.label == "COMPANY"]

    assert "Lunavolt Energy" in found(0.0)
    assert found(1.0) == []

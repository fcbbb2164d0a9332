"""One decision per span, whoever proposed it."""

from __future__ import annotations

from typing import Any

import pytest
from voltwire.tagging.catalogue import Catalogue
from voltwire.tagging.findings import ModelSpan
from voltwire.tagging.resolver import resolve
from voltwire.tagging.tagger import Finder, Tagger


def decide(catalogue: Catalogue, text: str, *spans: tuple[str, str]) -> list[tuple[str, str, str | None]]:
    """Mentions of a text for which a model proposed these (surface, label) spans."""
    findings, _ = Finder(catalogue).find(text, "en")
    model = [ModelSpan(text.index(surface), text.index(surface) + len(surface), label, 0.7) for surface, label in spans]
    return [(text[f.start : f.end], f.label, f.entity_id) for f in resolve(text, findings, model)]


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ("Today Zephyr Cells grew.", ["Zephyr Cells"], [("Zephyr Cells", "COMPANY", None)]),
        ("Today Tesla, Inc. grew.", ["Tesla, Inc."], [("Tesla, Inc.", "COMPANY", "company:tesla")]),
        ("Samsung SDI America grew.", ["Samsung SDI America"], [("Samsung SDI America", "COMPANY", None)]),
        ("Toyota Tsusho grew.", ["Toyota Tsusho"], [("Toyota Tsusho", "COMPANY", None)]),
        ("Tesla Model Y sells.", ["Tesla Model Y"], [("Tesla", "COMPANY", "company:tesla")]),
        ("Chinese CATL", ["Chinese CATL"], [("Chinese", "REGION", "region:CN"), ("CATL", "COMPANY", "company:catl")]),
        ("CATL and BYD", ["CATL and BYD"], [("CATL", "COMPANY", "company:catl"), ("BYD", "COMPANY", "company:byd")]),
        ("FAW Toyota Co., Ltd. fell.", ["FAW Toyota Co., Ltd."], [("FAW Toyota Co., Ltd.", "COMPANY", None)]),
        ("China Nickel Works grew.", ["China Nickel Works"], [("China Nickel Works", "COMPANY", None)]),
        ("Today China grew.", ["China"], [("China", "REGION", "region:CN")]),
        ("LFP and EVs and BESS", ["LFP", "EVs", "BESS"], [("LFP", "CHEMISTRY", "chemistry:lfp")]),
        ("the Ministry of Trade said", ["Ministry of Trade"], []),
        ("Stanford University said", ["Stanford University"], []),
        ("the Zephyr’s plan", ["the Zephyr’s"], [("Zephyr", "COMPANY", None)]),
        ("Zephyr (NYSE: ZPH) grew", ["Zephyr (NYSE: ZPH)"], [("Zephyr", "COMPANY", None)]),
        ("He bought a Tesla. It runs.", ["Tesla"], []),
        ("He bought a Tesla. It runs.", ["a Tesla"], []),
        ("He drove his Tesla home.", ["his Tesla"], []),
        ("She sold her used Tesla, he says.", ["Tesla"], []),
        ("She wants a Tesla plant.", ["Tesla"], [("Tesla", "COMPANY", "company:tesla")]),
        ("She sold her Tesla stake.", ["Tesla"], [("Tesla", "COMPANY", "company:tesla")]),
        ("The firm used Tesla as a supplier.", ["Tesla"], [("Tesla", "COMPANY", "company:tesla")]),
        ("einen gebrauchten Tesla und ein Tesla-Werk", ["Tesla"], [("Tesla", "COMPANY", "company:tesla")]),
        ("Today European Metals grew by a third.", ["European Metals"], [("European Metals", "COMPANY", None)]),
        ("so American Battery Technology grew a bit", ["American Battery Technology"],
         [("American Battery Technology", "COMPANY", None)]),
        ("Today China Lithium Resources grew a bit", ["China Lithium Resources"],
         [("China Lithium Resources", "COMPANY", None)]),
        ("most European Batteries of today", ["European Batteries"], [("European", "REGION", "region:europe")]),
        ("Korea Zinc grew", ["Korea"], [("Korea Zinc", "COMPANY", "company:korea-zinc")]),
    ],
)  # fmt: skip
def test_a_models_companies(
    catalogue: Catalogue, text: str, spans: list[str], wanted: list[tuple[str, str, str | None]]
) -> None:
    assert decide(catalogue, text, *((span, "COMPANY") for span in spans)) == wanted


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("a plant near Kokomo today", ("Kokomo", "REGION"), [("Kokomo", "REGION", None)]),
        ("in southwest China today", ("southwest China", "REGION"), [("China", "REGION", "region:CN")]),
        ("made by Tesla today", ("Tesla", "REGION"), [("Tesla", "COMPANY", "company:tesla")]),
        ("the Japan Mobility Show", ("Japan Mobility Show", "EVENT"), []),
        ("the Michigan Battery Council", ("Michigan Battery Council", "ORG_OTHER"), []),
        ("premier Doug Ford said", ("Doug Ford", "PERSON"), []),
        ("a BYD Blade pack", ("BYD Blade", "PRODUCT"), [("BYD", "COMPANY", "company:byd")]),
        ("Mr Jones said", ("Jones", "PERSON"), []),
    ],
)
def test_a_models_other_labels(
    catalogue: Catalogue, text: str, span: tuple[str, str], wanted: list[tuple[str, str, str | None]]
) -> None:
    assert decide(catalogue, text, span) == wanted


def names(tagger: Tagger, text: str) -> list[tuple[str, str | None, str]]:
    return [(m.text, m.entity_id, m.name) for m in tagger.tag(text, "en") if m.label == "COMPANY"]


def test_short_forms_after_the_full_name(tagger: Tagger) -> None:
    text = "Form Energy opened a plant. Then Form said more. Form factors vary. Form Factor too. A form of art."
    found = names(tagger, text)
    assert [surface for surface, _, _ in found] == ["Form Energy", "Form"]
    assert {entity for _, entity, _ in found} == {"company:form-energy"}
    assert names(tagger, "Then Form said more. Form Energy opened.") == [
        ("Form Energy", "company:form-energy", "Form Energy")
    ]
    assert [n[0] for n in names(tagger, "Solid Power grew. Solid demand helps Solid.")] == ["Solid Power"]


def test_a_short_form_that_a_cue_alone_spoke_for_means_the_company_named_in_full(tagger: Tagger) -> None:
    assert [n[1] for n in names(tagger, "LG Energy Solution makes a battery. LG said so.")] == [
        "company:lg-energy-solution",
        "company:lg-energy-solution",
    ]
    both = names(tagger, "LG Group and LG Energy Solution make a battery. LG said so.")
    assert both[-1][:2] == ("LG", "company:lg")


def test_abbreviations_that_the_text_explains(tagger: Tagger) -> None:
    found = names(tagger, "Quiet Harbor Cells Inc. (QHC) grew. Now QHC hires. The QHCs do not.")
    assert [n[0] for n in found] == ["Quiet Harbor Cells Inc.", "QHC", "QHC"]
    assert {n[2] for n in found} == {"Quiet Harbor Cells Inc."}
    assert [n[0] for n in names(tagger, "Quiet Harbor Cells Inc. (NYSE) grew.")] == ["Quiet Harbor Cells Inc."]


def test_unlisted_companies_share_their_fullest_name(tagger: Tagger) -> None:
    found = names(tagger, "Shares of Acme Cells Corp. rose. Acme said the Acme plant opens, and Acme Cells Corp. pays.")
    assert {n[2] for n in found} == {"Acme Cells Corp."}
    assert [n[0] for n in found] == ["Acme Cells Corp.", "Acme", "Acme", "Acme Cells Corp."]


def test_title_and_text_are_one_context(tagger: Tagger) -> None:
    title, text = "Form Energy opens a plant", "Today Form said it hires in Michigan. More follows."
    mentions = tagger.tag_article(title, text, "en")
    assert [(m.part, m.text) for m in mentions] == [("title", "Form Energy"), ("text", "Form"), ("text", "Michigan")]
    for m in mentions:
        whole = title if m.part == "title" else text
        assert whole[m.start : m.end] == m.text
        assert m.sentence_start <= m.start < m.end <= m.sentence_end
    assert text[mentions[1].sentence_start : mentions[1].sentence_end] == "Today Form said it hires in Michigan."


def test_scores_and_forms(tagger: Tagger) -> None:
    found: dict[str, Any] = {
        m.text: m for m in tagger.tag("Chinese VW with LFP in Georgia near Atlanta, a battery plant", "en")
    }
    assert [(t, m.form, m.score) for t, m in found.items()] == [
        ("Chinese", "demonym", 1.0),
        ("VW", "abbreviation", 1.0),
        ("LFP", "abbreviation", 1.0),
        ("Georgia", "name", 0.95),
        ("Atlanta", "name", 0.8),  # from the list of towns: this catalogue has none
    ]


def test_without_catalogue_patterns_alone_remain() -> None:
    assert [m.text for m in Tagger(None).tag("Tesla and Acme Cells Inc. in China")] == ["Acme Cells Inc."]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("记者从上海硅锋材料科技有限公司获悉", [("上海硅锋材料科技有限公司", None)]),
        ("上海有限公司", [("上海", "region:CN-SH")]),
        ("上海宁德时代动力能源有限公司公告", [("上海宁德时代动力能源有限公司", "company:catl")]),
        ("上海市宁德时代有限公司公告", [("上海市宁德时代有限公司", "company:catl")]),
        ("宁德时代某某新能源科技股份有限公司", [("宁德时代某某新能源科技股份有限公司", "company:catl")]),
        ("宁德时代润智软件科技有限公司", [("宁德时代润智软件科技有限公司", None)]),
        ("一汽比亚迪汽车有限公司", [("一汽比亚迪汽车有限公司", None)]),
    ],
)
def test_a_place_or_a_listed_name_inside_a_chinese_company(
    tagger: Tagger, text: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert [(m.text, m.entity_id) for m in tagger.tag(text, "zh")] == wanted

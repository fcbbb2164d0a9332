"""Companies that nobody listed, by their legal form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shares of Acme Cells Inc. rose.", ["Acme Cells Inc."]),
        ("The Blue Whale Power Corp. and Foo Bar Co., Ltd. agreed.", ["Blue Whale Power Corp.", "Foo Bar Co., Ltd."]),
        ("In Ohio, Nordkraft Batteries AB and Alpha & Sons PLC met.", ["Nordkraft Batteries AB", "Alpha & Sons PLC"]),
        ("Kuusi Oy, Terra Nova S.A. and Delta B.V. met", ["Kuusi Oy", "Terra Nova S.A.", "Delta B.V."]),
        ("Gold Creek Pty Ltd and Bank of Atlantis Corp.", ["Gold Creek Pty Ltd", "Bank of Atlantis Corp."]),
        ("Backed by Acme Grid LLC.", ["Acme Grid LLC"]),
        ("Owned by Acme Grid, L.P. and Acme Bank N.A. now", ["Acme Grid, L.P.", "Acme Bank N.A."]),
        ("the arm Acme Brasil Ltda. holds it", ["Acme Brasil Ltda."]),
        ("CEO of Chinese maker Acme Cells Limited", ["Chinese", "Acme Cells Limited"]),
        ("Chinese Acme Cells Limited", ["Chinese", "Acme Cells Limited"]),
        ("a company limited by law, Inc. magazine and Co. kids", []),
        ("Battery Cells Inc.", []),
        ("the inc and THE LTD", []),
    ],
)  # fmt: skip
def test_latin_forms(told: Told, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, "en")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Die Musterzell GmbH aus Jena", ["Musterzell GmbH"]),
        ("Der Hersteller Ionwerk GmbH & Co. KG baut", ["Ionwerk GmbH & Co. KG"]),
        ("Die VW-Tochter Musterzell SE und Nordzell AG", ["VW", "Musterzell SE", "Nordzell AG"]),
        ("Batteriehersteller Ionwerk SE & Co. KGaA", ["Ionwerk SE & Co. KGaA"]),
        ("Die Stadtwerke Musterstadt und eine Tochter", ["Stadtwerke Musterstadt"]),
        ("eine GmbH und die AG", []),
    ],
)
def test_german_forms(told: Told, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, "de")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("记者从海川新能源科技有限公司获悉", ["海川新能源科技有限公司"]),
        ("全资子公司宜春海川股份有限公司将投产", ["宜春海川股份有限公司"]),
        ("由海川新能源（常州）有限公司建设", ["海川新能源（常州）有限公司"]),
        ("这家公司是有限公司", []),
        ("株式会社アクメ電池は提携した", ["株式会社アクメ電池"]),
        ("サンプル工業株式会社と", ["サンプル工業株式会社"]),
        ("(주)한빛소재는 ㈜아크메전지를", ["(주)한빛소재", "㈜아크메전지"]),
        ("주식회사 한빛소재와 아크메㈜의", ["주식회사 한빛소재", "아크메㈜"]),
    ],
)
def test_east_asian_forms(told: Told, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text)] == wanted


def test_what_a_pattern_finds_says_so(tagger: Told) -> None:
    (mention,) = tagger.tag("Shares of Acme Cells Inc. rose.")  # type: ignore[attr-defined]
    assert (mention.found_by, mention.score, mention.entity_id) == ("pattern", 0.9, None)
    assert mention.name == "Acme Cells Inc."

"""Municipalities behind a known prefecture or province."""

from __future__ import annotations

import pytest
from voltwire.tagging.findings import Finding, Findings
from voltwire.tagging.resolver import resolve


@pytest.mark.parametrize(
    "text, known, country, wanted",
    [
        (
            "工場は福島県双葉郡浪江町にある。浪江町は協力する。",
            "福島県",
            "JP-07",
            ["福島県", "双葉郡", "浪江町", "浪江町"],
        ),
        ("本社は東京都品川区に移る。", "東京都", "JP-13", ["東京都", "品川区"]),
        ("福島県内の市町村が反対した。", "福島県", "JP-07", ["福島県"]),
        ("福島県知事と浜通り町長が会った。", "福島県", "JP-07", ["福島県"]),
        ("项目位于江西省宜丰县。", "江西省", "CN-JX", ["江西省", "宜丰县"]),
        ("江西省级重点县域经济。", "江西省", "CN-JX", ["江西省"]),
    ],
)
def test_what_follows_a_known_place(text: str, known: str, country: str, wanted: list[str]) -> None:
    at = text.index(known)
    listed = Finding(at, at + len(known), "REGION", f"region:{country}", known, "name", "catalogue", 1.0)
    assert [text[f.start : f.end] for f in resolve(text, Findings(catalogue=[listed]))] == wanted

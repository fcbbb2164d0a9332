"""What a model takes for a Chinese, Japanese or Korean company and what of it may stand."""

from __future__ import annotations

import pytest
from voltwire.tagging.asiannames import sifted
from voltwire.tagging.findings import Finding, Findings, ModelSpan


def kept(text: str, language: str, name: str, *known: str) -> list[str]:
    start = text.index(name)
    listed = [
        Finding(text.index(one), text.index(one) + len(one), "REGION", None, one, "name", "catalogue", 1.0)
        for one in known
    ]
    spans = sifted(text, language, [ModelSpan(start, start + len(name), "COMPANY", 0.7)], Findings(listed))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "language", "found", "names"),
    [
        ("供应商焱擎表示", "zh", "焱擎", ["焱擎"]),
        ("焱擎高层表示", "zh", "焱擎高层", ["焱擎"]),
        ("ホタルナ製セル", "ja", "ホタルナ製", ["ホタルナ"]),
        ("宮崎准教授は", "ja", "宮崎准教授", []),
        ("宮崎准教授は", "ja", "宮崎", []),
        ("국립현대미술관에서", "ko", "국립현대미술관", []),
        ("도담셀은", "ko", "도담셀", ["도담셀"]),
        ("油价波动对市场", "zh", "价波动对", []),
        ("漬物はナトリウムが多い", "ja", "ナトリウム", []),
        ("배터리를 양산하겠다는 계획", "ko", "양산하겠", []),
        ("新会社は株式会社とし", "ja", "株式会社", []),
    ],
)
def test_too_much_is_cut_and_what_is_no_company_falls(text: str, language: str, found: str, names: list[str]) -> None:
    assert kept(text, language, found) == names


def test_a_place_inside_needs_a_word_of_the_trade_behind_it() -> None:
    assert kept("上海沐辰科技宣布", "zh", "上海沐辰科技", "上海") == ["上海沐辰科技"]
    assert kept("亚洲多国宣布", "zh", "亚洲多国", "亚洲") == []
    assert kept("韓電池が", "ja", "韓電池", "韓") == []

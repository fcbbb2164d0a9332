"""Unlisted companies without a legal form, by the last part of their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh", "初创企业海川新能源宣布融资", ["海川新能源"]),
        ("zh", "海川材料上涨。昨日，海川材料公告", ["海川材料", "海川材料"]),
        ("zh", "海川材料上涨", []),
        ("zh", "公司新能源与公司动力电池，动力电池，正极材料，正极材料", []),
        ("zh", "企业发展新能源，发展新能源，国家科技，国家科技", []),
        ("ko", "아크메전지는 한빛소재와 협력", ["아크메전지", "한빛소재"]),
        ("ko", "폐배터리와 전기차배터리, 양극소재, 이차전지, 테슬라배터리", ["테슬라"]),
        ("ja", "アクメ電池はサンプロ化学と", ["アクメ電池", "サンプロ化学"]),
        ("ja", "ナトリウム電池、アルカリ電池、アクメ電池工場", []),
        ("en", "アクメ電池", []),
    ],
)
def test_names_by_their_ending(told: Told, language: str, text: str, wanted: list[str]) -> None:
    assert [surface for surface, _ in told(text, language)] == wanted


def test_an_ending_is_worth_less_than_a_legal_form(tagger: Told) -> None:
    (mention,) = tagger.tag("아크메전지는 성장", "ko")  # type: ignore[attr-defined]
    assert (mention.label, mention.found_by, mention.score) == ("COMPANY", "pattern", 0.8)

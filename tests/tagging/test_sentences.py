"""Sentences: where they end and where they only seem to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.tagging.sentences import sentence_around, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["CATL grew.", "BYD fell!", "Why?"],
        ["Acme Co., Ltd. said so.", "It grew 3.5 percent."],
        ["Tesla, Inc. builds in the U.S. Midwest.", "The plant opens."],
        ["It moved to the U.S.", "The plant opens."],
        ["Mr. Wang of No. 5 plant met Dr. Kim.", "They agreed."],
        ["Das Werk, z. B. in Erfurt, kostet 1,5 Mrd. Euro.", "Der Start ist am 3. November geplant."],
        ["He said “we grow.”", "Others fell."],
        ["宁德时代在德国建厂。", "比亚迪呢？", "也在建！"],
        ["“产能将翻番。”", "公司表示。"],
        ["LG에너지솔루션이 밝혔다.", "삼성SDI도 밝혔다."],
        ["トヨタは発表した。", "（全固体電池。）", "次も。"],
        ["Heading without a stop\n", "Then text."],
    ],
)
def test_sentences_end_where_readers_see_it(parts: list[str]) -> None:
    text = " ".join(parts) if parts[0].isascii() or "Das" in parts[0] or "“we" in parts[0] else "".join(parts)
    assert [text[a:b] for a, b in sentences(text)] == [part.strip() for part in parts]


@given(st.text(st.sampled_from("Ab. !?。\n\"'）)1가中 "), max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert sum(not c.isspace() for a, b in spans for c in text[a:b]) == sum(not c.isspace() for c in text)


def test_a_mention_over_a_border_has_both_sentences() -> None:
    text = "We like Yahoo! Inc. very much."
    assert sentence_around(sentences(text), 8, 19) == (0, len(text))

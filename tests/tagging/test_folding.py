"""Folding: what looks alike is alike, and every span finds its way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.tagging.folding import fold, fold_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ＣＡＴＬ", "catl"), ("lithium–ion", "lithium ion"), ("lithium\u2011ion", "lithium ion"),
        ("LG\u00a0Energy  Solution", "lg energy solution"), ("LG Energy\nSolution", "lg energy solution"),
        ("Moody’s", "moody's"), ("LG\u200bChem", "lgchem"), ("Ko\u0308ln", "köln"),
        ("battery-\nmaker", "battery maker"),
        ("İstanbul", "istanbul"),
    ],
)  # fmt: skip
def test_what_looks_alike_folds_alike(text: str, name: str) -> None:
    assert fold(text).lower == name


@pytest.mark.parametrize("text", ["Solid - Power", "Solid\n\nPower", "Solid — Power", "Solid -- Power"])
def test_what_parts_words_is_no_blank(text: str) -> None:
    assert "solid power" not in fold(text).lower


def test_spans_go_back_over_what_was_removed() -> None:
    text = "ab\u200bLG  \u00a0Energy\u00adSolution."
    folded = fold(text)
    start = folded.lower.index("lg")
    first, last = folded.span(start, folded.lower.index("."))
    assert text[first:last] == "LG  \u00a0Energy\u00adSolution"


ODD = st.text(st.sampled_from("aB \n-–—\u200b\u0308ü가ᄀ\u1161\ud800İß。ー\u00a0"), max_size=40)


@given(st.one_of(st.text(), ODD))
def test_every_text_folds_and_every_span_is_inside(text: str) -> None:
    folded = fold(text)
    assert len(folded.lower) == len(folded.cased)
    spans = [folded.span(i, i + 1) for i in range(len(folded.cased))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text())
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    once = fold_name(name)
    assert fold_name(once) == once or not name.isprintable()

"""What strangers send: nothing raises, nothing unwanted comes through, and known slow paths stay closed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from saved_pages import NOW, PAGES, read
from voltwire.extraction import decode, extract_text
from voltwire.records import Article, Rejected

SAVED = sorted(PAGES.glob("*.html"))
MARKUP = [
    "<p>",
    "</div>",
    "<article>",
    "<h1>",
    "<table><tr><td>",
    "<br>",
    "<time datetime=",
    "&#0;",
    "&#xd800;",
    "\x00",
    "<!--",
]
MARKUP += [
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\ud800",',
    "</script>",
    "<meta charset=",
    "2026年",
    "。",
]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for part in value for one in _strings(part)] if isinstance(value, tuple) else []


def _is_clean(text: str) -> bool:
    return not any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF or c == "\x7f" for c in text)


def _check(result: Article | Rejected) -> None:
    assert all(map(_is_clean, _strings(astuple(result))))
    if isinstance(result, Article):
        assert result.text.strip() == result.text != ""
        assert (result.published.at is not None) == (result.published.precision == "minute")


@given(
    st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "latin1", "utf-16", "hex", "x\0", "unicode_escape"])
)
@settings(deadline=None)
def test_arbitrary_bytes_are_read_or_rejected(content: bytes, charset: str | None) -> None:
    _check(read(content, charset=charset, content_type=None))


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=60)), max_size=30))
@settings(deadline=None)
def test_arbitrary_markup_is_read_or_rejected(pieces: list[str]) -> None:
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    _check(read(b"<html><body><h1>Cell maker</h1><p>A sentence that is long enough to be read as one.</p>" + body))


@given(st.sampled_from(SAVED), st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_torn_page_is_read_or_rejected(path: Any, data: st.DataObject) -> None:
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(at, len(content)))
    _check(read(content[:at] + data.draw(st.binary(max_size=20)) + content[end:]))


@given(st.text(max_size=500))
@settings(deadline=None)
def test_arbitrary_text_is_read_or_rejected(text: str) -> None:
    _check(extract_text(text, name="notes.txt", now=NOW))


@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_decoding_never_raises_and_leaves_no_control_characters(content: bytes, charset: str | None) -> None:
    assert _is_clean(decode(content, charset))


@pytest.mark.parametrize(
    "reference", ["&#x1b;[31m", "&#27;", "&#0000027a", "&#X0;", "&#xd800;", "&#99999999999;", "&#xfffe;"]
)
def test_references_to_control_characters_are_left_out(reference: str) -> None:
    found = read(
        f"<html><body><h1>Cells</h1><nav>x</nav>{reference}<p>{SENTENCE * 2}</p><svg></svg>{reference}</body></html>"
    )
    _check(found)
    assert isinstance(found, Article)
    assert found.text == (SENTENCE * 2).strip()


SENTENCE = "The plant will make ten gigawatt-hours of cells a year from the autumn of 2028, the company said. "


def _nested() -> str:
    return "<div>" * 20_000 + f"<p>{SENTENCE}</p>"


def _absurd_spans() -> str:
    return (
        f"<table><tr><td colspan=99999999 rowspan=99999999>{SENTENCE}</td><td>1</td></tr></table><p>{SENTENCE * 4}</p>"
    )


def _broken_json() -> str:
    entries = ", ".join('{"@type": "NewsArticle" "headline": "x"' for _ in range(9_000))
    return f'<script type="application/ld+json">[{entries}</script><p>{SENTENCE * 4}</p>'


def _deep_json() -> str:
    return f'<script type="application/ld+json">{"[" * 200_000}</script><p>{SENTENCE * 4}</p>'


def _many_elements() -> str:
    return f"<p>{SENTENCE * 4}</p>" + "<ul>" + "<li><a href=/a>x</a>" * 60_000 + "</ul>"


@pytest.mark.parametrize("make", [_nested, _absurd_spans, _broken_json, _deep_json, _many_elements])
def test_absurd_pages_end_soon(make: Callable[[], str]) -> None:
    start = time.process_time()
    _check(read(f"<html><body><h1>Absurd</h1>{make()}</body></html>"))
    assert time.process_time() - start < 10  # seconds; seen: below 3


def test_dates_of_a_page_do_not_depend_on_the_day_it_is_read() -> None:
    page = f"<html><body><h1>Cells</h1><p>{SENTENCE}</p><p>{SENTENCE * 2}</p></body></html>"
    results = {
        read(page, now=datetime.fromisoformat(f"2026-{month:02}-01T00:00:00Z")).published.date for month in (1, 6, 12)
    }  # type: ignore[union-attr]
    assert results == {None}

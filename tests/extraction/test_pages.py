"""Every saved page of tests/pages comes out as its JSON file says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from saved_pages import SavedPage, saved
from voltwire.extraction import EXTRACTOR
from voltwire.records import Article, Published, Rejected

REFERENCE = Path(__file__).parent.parent / "fixtures" / "reference"


def _published(told: dict[str, Any]) -> Published:
    return Published(**{**told, "at": datetime.fromisoformat(told["at"]) if told["at"] else None})


def test_a_saved_page_comes_out_as_expected(saved_page: SavedPage) -> None:
    expect = saved_page.expect
    result = saved_page.read()
    if "rejected" in expect:
        assert isinstance(result, Rejected), result
        assert (result.stage, result.reason, result.title) == ("extract", expect["rejected"], expect["title"])
        return
    assert isinstance(result, Article), result
    assert result.title == expect["title"]
    assert result.text.split("\n\n") == expect["text"]
    assert result.language == expect["language"]
    assert result.page_kind == expect["kind"]
    assert result.published == _published(expect["published"])
    assert result.extractor == EXTRACTOR
    for name in ("site_name", "canonical_url"):
        if name in expect:
            assert getattr(result, name) == expect[name]
    if "authors" in expect:
        assert list(result.authors) == expect["authors"]


def test_ten_readings_of_a_page_are_one(saved_page: SavedPage) -> None:
    first = saved_page.read()
    assert all(saved_page.read() == first for _ in range(9))


def test_the_wrapped_reference_article_has_the_body_of_the_plain_one() -> None:
    parts = (REFERENCE / "article.txt").read_text("utf-8").strip().split("\n\n")
    article = saved("reference").read()
    assert isinstance(article, Article)
    assert article.text == "\n\n".join(parts[5:12])
    assert article.title not in article.text

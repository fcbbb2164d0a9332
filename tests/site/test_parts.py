"""Pieces, links, changes, defaults: the parts of pages that need no server."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.site.changes import changes
from voltwire.site.feed import atom
from voltwire.site.links import at_sentence, href
from voltwire.site.marking import emphasised, paragraphs, pieces, shown
from voltwire.site.searching import Wanted, excerpt_of


def mention(start: int, end: int, entity_id: str | None = "company:catl", name: str = "CATL") -> dict[str, object]:
    return {"start_char": start, "end_char": end, "label": "COMPANY", "entity_id": entity_id, "name": name}


def test_a_linked_name_in_chinese_carries_its_english_name() -> None:
    found = pieces("据称宁德时代在扩产", [mention(2, 6)])
    assert [(one.text, one.gloss) for one in found] == [("据称", ""), ("宁德时代", "CATL"), ("在扩产", "")]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("CATL grows", mention(0, 4)),
        ("未知公司", mention(0, 4, None, "未知公司")),
        ("小鹏", mention(0, 2, name="小鹏")),
    ],
)
def test_no_gloss_for_latin_unknown_or_unnamed(text: str, one: dict[str, object]) -> None:
    assert {piece.gloss for piece in pieces(text, [one])} == {""}


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 10)), max_size=6), st.integers(0, 20)
)
def test_pieces_join_to_the_text_whatever_the_mentions(text: str, spans: list[tuple[int, int]], offset: int) -> None:
    found = pieces(text, [mention(start, start + length) for start, length in spans], offset)
    assert "".join(one.text for one in found) == shown(text)


@given(st.text(max_size=80))
def test_what_is_shown_cannot_turn_or_break_what_follows(text: str) -> None:
    assert not set(shown(text)) & set("\x00\x07\x1b\x7f\x9b\u202e\u2066\u2028\ud800")


@given(st.text(alphabet="ab\n", max_size=30))
def test_paragraphs_tell_where_they_begin(text: str) -> None:
    for at, paragraph in paragraphs(text):
        assert text[at : at + len(paragraph)] == paragraph


def test_words_looked_for_are_marked_and_the_rest_escaped() -> None:
    assert emphasised("a <b> CATL & catl", "catl") == "a &lt;b&gt; <mark>CATL</mark> &amp; <mark>catl</mark>"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "//host/x", "",
     "http://", "https:///x", "http://[::1", "https://a.example/\njavascript:x", "file:///etc/passwd", None],
)  # fmt: skip
def test_what_becomes_no_link(url: str | None) -> None:
    assert href(url) is None
    assert at_sentence(url, "A sentence.") is None


@given(st.text(max_size=40))
def test_a_link_is_always_http(url: str) -> None:
    assert href(url) is None or urlsplit(str(href(url))).scheme in ("http", "https")


def test_a_short_sentence_is_the_fragment() -> None:
    found = at_sentence("https://a.example/x", "Grid-scale, 5 & 6: done.")
    assert found == "https://a.example/x#:~:text=Grid%2Dscale%2C%205%20%26%206%3A%20done."


def test_a_long_sentence_is_told_by_its_ends() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    assert at_sentence("https://a.example/#top", words) == (
        "https://a.example/#top:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )
    long = "宁德时代在重庆量产全固态电池" * 10
    fragment = str(at_sentence("https://a.example/", long)).partition(":~:text=")[2]
    assert [unquote(part) for part in fragment.split(",")] == [long[:12], long[-12:]]


def test_changes_of_an_edit() -> None:
    before = "One plant. It makes 5 GWh. It opens in May."
    after = "One plant. It makes 8 GWh. It opens in May. The state pays."
    found = [(one.kind, one.text) for one in changes(before, after) or []]
    assert found == [
        ("kept", "One plant."), ("removed", "It makes 5 GWh."), ("added", "It makes 8 GWh."),
        ("kept", "It opens in May."), ("added", "The state pays."),
    ]  # fmt: skip


def test_texts_too_long_are_not_compared() -> None:
    assert changes("a. " * 3000, "b. " * 3000) is None


def test_a_feed_of_hostile_rows_is_xml() -> None:
    row = {"article_id": 1, "title": "\x00]]><b>\x1b", "url": "javascript:x", "sentence": "\x08 <script>",
           "first_seen_at": "2026-11-20T12:00:00Z", "source_name": None}  # fmt: skip
    feed = ElementTree.fromstring(
        atom("http://h", {"id": 'company:"x', "name": "\x0b&"}, [row], "2026-01-01T00:00:00Z")
    )
    entry = feed.find("{http://www.w3.org/2005/Atom}entry")
    assert entry is not None
    link = entry.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.get("href") == "http://h/article/1"


@pytest.mark.parametrize("words", ["宁德", "CATL", "nowhere", ""])
def test_an_excerpt_stands_where_it_says(words: str) -> None:
    text = "Before all that. " * 20 + "CATL and 宁德时代 build. " + "After it. " * 40
    start, excerpt = excerpt_of(text, words)
    assert text[start : start + len(excerpt)] == excerpt
    assert words in excerpt or words == "nowhere"


def test_a_search_address_changes_one_thing_at_a_time() -> None:
    wanted = Wanted({"q": ["固态"], "entity": ["company:catl"], "month": ["2026-11"], "page": ["3"]})
    assert "page" not in wanted.address(language="de")
    assert wanted.address(month="") == wanted.address().replace("&month=2026-11", "")
    assert "entity" not in wanted.address(without="company:catl")
    assert wanted.address(entity="region:CN").count("entity=") == 2


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000, "1.5", "٣", ""])
def test_a_page_number_that_is_none_is_the_first(page: str) -> None:
    assert Wanted({"page": [page]}).page == 1

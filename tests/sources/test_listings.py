"""Listing pages: which links are articles, what they are called and when they appeared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from voltwire.records import Rejected

PATTERN = r"/news/\d+"


@pytest.fixture
def read(candidates):
    def one(body: str | bytes, pattern: str = PATTERN, **more):
        content = (
            f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>"
            if isinstance(body, str)
            else body
        )
        return candidates(
            content, kind="listing", url="https://cells.example/news/", source_link_pattern=pattern, **more
        )

    return one


def test_links_that_match_in_page_order(read):
    found = read(
        '<nav><a href="/about">About us</a></nav><ul><li><a href="/news/12">Twelve</a></li>'
        '<li><a href="https://cells.example/news/11?utm_source=list#c">Eleven</a></li>'
        '<li><a href="//other.example/news/10">Ten</a></li></ul><a href="javascript:go(/news/9)">x</a><a>none</a>'
    )
    assert [(c.url, c.title) for c in found] == [
        ("https://cells.example/news/12", "Twelve"),
        ("https://cells.example/news/11", "Eleven"),
        ("https://other.example/news/10", "Ten"),
    ]


def test_the_pattern_sees_the_absolute_address(read):
    found = read('<a href="12">A</a><a href="/jobs/13">B</a>', pattern=r"^https://cells\.example/news/\d+$")
    assert [c.url for c in found] == ["https://cells.example/news/12"]


def test_base_href(read):
    found = read('<base href="https://cdn.example/x/"><a href="news/1">A</a>')
    assert [c.url for c in found] == ["https://cdn.example/x/news/1"]


def test_the_longest_text_of_several_anchors_is_the_title(read):
    found = read(
        '<nav><a href="/news/1">Plant</a></nav><div><a href="/news/1"><img src="p.jpg"></a>'
        '<a href="/news/1">Plant opens in Debrecen</a><a href="/news/1">Read more »</a></div>'
    )
    assert [(c.url, c.title) for c in found] == [("https://cells.example/news/1", "Plant opens in Debrecen")]


def test_a_heading_inside_the_anchor_beats_the_teaser_around_it(read):
    (one,) = read('<a href="/news/1"><h3>Plant opens</h3><p>The company said on Friday that the plant opens.</p></a>')
    assert one.title == "Plant opens"
    (one,) = read('<a href="/news/1"><span class="card__title">工厂投产</span><span>2026年11月20日</span></a>')
    assert one.title == "工厂投产"


def test_a_cut_text_gives_way_to_the_title_attribute(read):
    (one,) = read('<a href="/news/1" title="宁德时代匈牙利德布勒森工厂正式投产">宁德时代匈牙利…</a>')
    assert one.title == "宁德时代匈牙利德布勒森工厂正式投产"


@pytest.mark.parametrize("label", ["Read more", "Mehr lesen →", "더보기", "查看更多", "続きを読む", "…", ""])
def test_an_invitation_is_no_title_but_the_heading_beside_it_is(read, label):
    item = '<li><h3>{}</h3><p>text</p><a href="/news/{}">{}</a></li>'
    found = read(f"<ul>{item.format('Plant opens', 1, label)}{item.format('Plant closes', 2, label)}</ul>")
    assert [c.title for c in found] == ["Plant opens", "Plant closes"]


def test_the_date_of_the_same_item_and_of_no_other(read):
    first, second, third = read(
        '<ul><li><time datetime="2026-11-20T09:00:00+09:00">Fri</time><div><a href="/news/1">One</a></div></li>'
        '<li><a href="/news/2">Two</a></li>'
        '<li><div><a href="/news/3">Three</a></div><p><time datetime="2026-11-18">Wed</time></p></li></ul>'
    )
    assert (first.published_at, first.published_offset) == (datetime(2026, 11, 20, tzinfo=UTC), "+09:00")
    assert second.published_at is None
    assert (third.published_at, third.published_precision) == (datetime(2026, 11, 18, tzinfo=UTC), "day")


def test_the_listing_itself_is_no_article(read):
    found = read(
        '<a href="/news/">All</a><a href="#top">Top</a><a href="/news/?page=2">2</a><a href="/news/1">One</a>',
        pattern="/news/",
    )
    assert [c.url for c in found] == ["https://cells.example/news/?page=2", "https://cells.example/news/1"]


def test_charsets_of_pages(read):
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>'
        '<body><a href="/news/1">固态电池</a></body></html>'
    )
    assert [c.title for c in read(page.encode("gb18030"))] == ["固态电池"]
    assert [c.title for c in read(page.replace("gb2312", "x").encode("gbk"), charset="gbk")] == ["固态电池"]


def test_broken_html(read):
    found = read('<ul><li><a href="/news/1">One<li><a href=/news/2>Two</ul></div></p><a href="/news/3"')
    assert [c.url for c in found][:2] == ["https://cells.example/news/1", "https://cells.example/news/2"]


def test_absurd_depth_and_breadth(read):
    deep = "<div>" * 50_000 + '<a href="/news/2">deep</a>'
    assert "https://cells.example/news/1" in [c.url for c in read('<a href="/news/1">One</a>' + deep)]
    wide = "".join(f'<a href="/news/{n}">n{n}</a>' for n in range(5_000))
    assert len(read(wide)) == 2_000


def test_a_tag_with_a_hundred_thousand_attributes_is_not_parsed(outcome):
    attributes = " ".join(f'a{n}=">"' for n in range(100_000))
    body = f"<a href='/news/1' {attributes}>x</a><script>if (a<b) {{ x = '<i>' }}</script>"
    assert isinstance(outcome(f"<html>{body}</html>", kind="listing", source_link_pattern=PATTERN), Rejected)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html><body><a href='/jobs'>x</a></body></html>", "none matches"),
        ("<html></html>", "none matches"),
        ("<rss><channel/></rss>", 'kind = "feed"'),
        ("", "nothing"),
        ("%PDF-1.4", "a binary file"),
    ],
)
def test_a_listing_that_lists_nothing_is_rejected(outcome, content, words):
    found = outcome(content, kind="listing", source_link_pattern=PATTERN)
    assert isinstance(found, Rejected)
    assert (found.reason, words in found.detail) == ("not_a_source", True), found.detail

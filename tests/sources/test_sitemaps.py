"""Sitemaps: articles, news, indexes, lists, gzip, and what goes wrong with them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from voltwire.records import Rejected
from voltwire.sources import SitemapChild, SitemapIndex

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
ARTICLE = "https://cells.example/2026/11/20/plant-opens-in-debrecen"


def urlset(*entries: str, ns: str = f"{NS} {NEWS}") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {ns}>{"".join(f"<url>{e}</url>" for e in entries)}</urlset>'


def index(*entries: str) -> str:
    return f"<sitemapindex {NS}>{''.join(f'<sitemap>{e}</sitemap>' for e in entries)}</sitemapindex>"


@pytest.fixture
def read(candidates):
    return lambda content, **more: candidates(content, kind="sitemap", url="https://cells.example/sitemap.xml", **more)


@pytest.fixture
def answer(outcome):
    return lambda content, **more: outcome(content, kind="sitemap", url="https://cells.example/sitemap.xml", **more)


def test_lastmod_is_a_change_not_a_publication(read):
    (one,) = read(urlset(f"<loc>{ARTICLE}</loc><lastmod>2026-11-21T10:00:00+09:00</lastmod>"))
    assert (one.url, one.title, one.published_at) == (ARTICLE, None, None)
    assert one.modified_at == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_news_entries_bring_title_date_and_language(read):
    (one,) = read(
        urlset(
            "<loc>https://cells.example/news</loc><lastmod>2026-11-20</lastmod><news:news><news:publication>"
            "<news:name>Cells</news:name><news:language>zh-cn</news:language></news:publication>"
            "<news:publication_date>2026-11-20T09:00+08:00</news:publication_date>"
            "<news:title>宁德时代 &amp; 固态电池</news:title></news:news>"
            "<image:image><image:loc>https://cells.example/p.jpg</image:loc>"
            "<image:title>A photo</image:title></image:image>"
        )
    )
    assert (one.url, one.title, one.language) == ("https://cells.example/news", "宁德时代 & 固态电池", "zh")
    assert (one.published_at, one.published_offset) == (datetime(2026, 11, 20, 1, 0, tzinfo=UTC), "+08:00")
    assert one.modified_at == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_day_alone_says_so(read):
    news = "<news:news><news:publication_date>2026-11-20</news:publication_date></news:news>"
    (one,) = read(urlset(f"<loc>{ARTICLE}</loc>{news}"))
    assert (one.published_at, one.published_precision) == (datetime(2026, 11, 20, tzinfo=UTC), "day")


def test_only_what_looks_like_an_article_unless_it_is_news(read):
    loc = "<loc>https://cells.example/{}</loc>"
    others = [loc.format(path) for path in ("", "tag/lfp", "category/cells/", "logo.png", "report.pdf")]
    news = f"{loc.format('tag/news')}<news:news><news:title>N</news:title></news:news>"
    found = read(urlset(*others, f"<loc>{ARTICLE}</loc>", news))
    assert [c.url for c in found] == [ARTICLE, "https://cells.example/tag/news"]


def test_index_gives_children_without_itself(answer):
    found = answer(
        index(
            "<loc>https://cells.example/sitemap-2026-11.xml</loc><lastmod>2026-11-23T01:00:00Z</lastmod>",
            "<loc> /sitemap-old.xml.gz </loc>",
            "<loc>https://cells.example/sitemap.xml</loc>",
            "<loc>https://cells.example/sitemap-2026-11.xml</loc>",
            "<loc>javascript:alert(1)</loc>",
        )
    )
    assert found == SitemapIndex(
        (
            SitemapChild("https://cells.example/sitemap-2026-11.xml", datetime(2026, 11, 23, 1, tzinfo=UTC)),
            SitemapChild("https://cells.example/sitemap-old.xml.gz"),
        )
    )


def test_gzip_is_unpacked_in_one_or_several_members(read):
    text = urlset(f"<loc>{ARTICLE}</loc>").encode()
    assert [c.url for c in read(gzip.compress(text), content_type="application/octet-stream")] == [ARTICLE]
    assert [c.url for c in read(gzip.compress(text[:50]) + gzip.compress(text[50:]))] == [ARTICLE]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"<urlset>" + b" " * 30_000_000),
        gzip.compress(b"<urlset/>")[:-9],
        b"\x1f\x8b\x08garbage",
        gzip.compress(b"a")[:12] + b"\xff\xff",
    ],
)
def test_gzip_bombs_and_broken_gzip_are_rejected(answer, content):
    found = answer(content)
    assert isinstance(found, Rejected)
    assert found.reason == "bad_encoding"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_list(read, mark):
    text = f"{mark}{ARTICLE}\r\n\r\nnot an address\nhttps://cells.example/\n{ARTICLE}\nhttps://cells.example/news/4711-recall-of-packs\n"
    found = read(text.encode(), content_type="text/plain")
    assert [c.url for c in found] == [ARTICLE, "https://cells.example/news/4711-recall-of-packs"]


def test_a_feed_may_serve_as_a_sitemap(read):
    (one,) = read(f"<rss><channel><item><title>T</title><link>{ARTICLE}</link></item></channel></rss>")
    assert (one.url, one.title) == (ARTICLE, "T")


@pytest.mark.parametrize("ns", ["", 'xmlns="https://www.sitemaps.org/schemas/sitemap/0.9/"', NS])
def test_the_namespace_may_be_missing_or_wrong(read, ns):
    assert [c.url for c in read(urlset(f"<loc>{ARTICLE}</loc>", ns=ns))] == [ARTICLE]


def test_prefixed_elements(read):
    text = f'<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>{ARTICLE}</s:loc></s:url></s:urlset>'
    assert [c.url for c in read(text)] == [ARTICLE]


def test_broken_xml_gives_what_is_whole(read):
    text = urlset(f"<loc>{ARTICLE}?a=1&b=2</loc>", "<loc>https://cells.example/2026/11/20/half-an-address")
    assert [c.url for c in read(text[: text.index("-address")])] == [f"{ARTICLE}?a=1&b=2"]


def test_an_undeclared_prefix_does_not_matter(read):
    text = urlset(f"<loc>{ARTICLE}</loc><news:news><news:title>T</news:title></news:news>", ns=NS)
    assert [(c.url, c.title) for c in read(text)] == [(ARTICLE, "T")]


def test_utf_16_and_wrong_content_type(read):
    text = urlset(f"<loc>{ARTICLE}</loc>").replace("UTF-8", "UTF-16")
    assert [c.url for c in read(text.encode("utf-16"), content_type="text/html")] == [ARTICLE]


def test_an_empty_sitemap_is_an_empty_list(answer):
    assert answer(urlset()) == []
    assert answer(index()) == SitemapIndex(())


@pytest.mark.parametrize(
    "content", ["", "hello", "<html><body>404</body></html>", '{"a": 1}', b"\0\1\2\3" * 99, "<x/>"]
)
def test_anything_else_is_no_sitemap(answer, content):
    found = answer(content)
    assert isinstance(found, Rejected)
    assert found.reason == "not_a_source"
    assert found.detail.startswith("expected a sitemap, found")


def test_entity_bombs_and_external_entities(answer, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("pin 4711")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    text = urlset("<loc>https://cells.example/2026/11/20/x&e9;&f;</loc>").replace(
        "<urlset", f'<!DOCTYPE urlset [{bomb}<!ENTITY f SYSTEM "file://{secret}">]><urlset', 1
    )
    assert "4711" not in repr(answer(text))
    assert "lollol" not in repr(answer(text))


def test_the_number_of_addresses_is_bounded(read, monkeypatch):
    monkeypatch.setattr("voltwire.sources.sitemaps.MAX_ADDRESSES", 100)
    assert len(read(urlset(*(f"<loc>https://cells.example/news/plant-{n}-opens-now</loc>" for n in range(200))))) == 100

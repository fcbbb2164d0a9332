"""Whatever bytes stand at an address: a list, an index or a rejection, never an exception."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voltwire import urls
from voltwire.records import FetchedPage, Rejected, Source
from voltwire.sources import SitemapIndex, find_sources, read_candidates

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

PIECES = [
    "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>",
    "<br>", '<feed xmlns="http://www.w3.org/2005/Atom">', "<entry>", "</entry>", "</feed>", '<link href="/a"/>',
    "<guid>", "</guid>", "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "</urlset>", "<sitemapindex>", "<sitemap>",
    "</sitemap>", "<news:news>", "<lastmod>2026-11-20</lastmod>", "https://cells.example/news/1", "<![CDATA[", "]]>",
    "<!--", "-->", "&", "&amp;", "&#x110000;", "&#55296;", "&nbsp;", "<", ">", "\u0000", "\ufffe", "\ud800", "電池",
    '<a href="/news/2">', "</a>", "<html>", "<div>", '<time datetime="x">', "{", "}", '"items":[',
    "<?xml version='1.0' encoding='utf-16'?>", '<!DOCTYPE rss [<!ENTITY a "b">]>', "&a;",
    "<pubDate>Fri, 20 Nov 2026 09:00:00 +0800</pubDate>", 'xml:base="http://["', "<?php", "?>", "%PDF", "\n", " ",
    '{"version":"https://jsonfeed.org/version/1","items":[', '{"url":"\\ud800"}',
]  # fmt: skip
markup = st.lists(st.sampled_from(PIECES), max_size=40).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
rooted = st.tuples(
    st.sampled_from(["<rss><channel><item>", "<urlset><url>", "<sitemapindex>", "<html><body>", "<rdf:RDF>"]), markup
)
content = st.one_of(
    st.binary(max_size=2_000),
    markup,
    rooted.map(lambda pair: pair[0].encode() + pair[1]),
    markup.map(gzip.compress),
    st.tuples(st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b", b"<\0"]), markup).map(b"".join),
)


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing"])
@settings(max_examples=300, deadline=None)
@given(data=content, charset=st.sampled_from([None, "utf-8", "gb2312", "utf-16", "hex", "punycode", "\0", "x" * 99]))
def test_readers_never_raise(kind, data, charset):
    url = "https://cells.example/source"
    source = Source(id="cells", kind=kind, url=url, link_pattern="news", language="zh")
    page = FetchedPage(requested_url=url, final_url=url, content=data, fetched_at=NOW, charset=charset)
    found = read_candidates(source, page)
    if isinstance(found, Rejected):
        assert found.reason in ("not_a_source", "bad_encoding")
        assert found.detail
    elif isinstance(found, SitemapIndex):
        assert all(child.url.startswith("http") for child in found.children)
    else:
        assert [c.url for c in found] == [urls.canonical_url(c.url) for c in found]
        assert len({c.url for c in found}) == len(found)
        assert all(not c.title or c.title.isprintable() for c in found)


@settings(max_examples=200, deadline=None)
@given(data=content)
def test_discovery_never_raises(data):
    page = FetchedPage(requested_url="https://c.example/", final_url="https://c.example/", content=data, fetched_at=NOW)
    assert all(one.url.startswith("http") for one in find_sources(page))

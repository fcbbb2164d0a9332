"""From a site's address to the sources behind it."""

from __future__ import annotations

import pytest
from voltwire.records import Source
from voltwire.settings import source_problems
from voltwire.sources import FoundSource, find_sources, likely_addresses, robots_sitemaps, suggest_source

SITE = "https://www.cells.example/news/"


def test_declared_feeds_before_links_and_sitemaps(page):
    html = """<html><head>
      <link rel="alternate" type="application/rss+xml" title="Cells &raquo; Feed" href="/feed/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
      <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom.xml">
      <link rel="alternate" hreflang="de" href="https://de.cells.example/">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
      <link rel="sitemap" type="application/xml" href="/sitemap.xml">
      <link rel="alternate" type="application/rss+xml" href="javascript:x">
    </head><body><a href="/feed/">RSS</a><a href="https://feeds.example/cells.rss">Our RSS</a>
      <a href="/feedback">Feedback</a></body></html>"""
    assert find_sources(page(html, SITE)) == [
        FoundSource("feed", "https://www.cells.example/feed/", "Cells » Feed"),
        FoundSource("feed", "https://www.cells.example/news/atom.xml", ""),
        FoundSource("sitemap", "https://www.cells.example/sitemap.xml", ""),
        FoundSource("feed", "https://feeds.example/cells.rss", "Our RSS"),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<rss><channel><title>Cell news</title><item><title>x</title></item></channel></rss>", ("feed", "Cell news")),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom &amp;amp; cells</title></feed>',
            ("feed", "Atom & cells"),
        ),
        ('{"version": "https://jsonfeed.org/version/1", "title": "J", "items": []}', ("feed", "J")),
        ("<urlset></urlset>", ("sitemap", "")),
        ("<sitemapindex></sitemapindex>", ("sitemap", "")),
    ],
)
def test_the_page_itself_may_be_the_source(page, content, found):
    assert find_sources(page(content, SITE)) == [FoundSource(found[0], SITE, found[1])]


@pytest.mark.parametrize("content", ["", "hello", b"\x1f\x8bbroken", "<html></html>", "{}", "%PDF", "<rss"])
def test_nothing_to_find(page, content):
    assert find_sources(page(content, SITE)) == []


def test_likely_addresses_begin_below_the_path():
    found = likely_addresses("https://cells.example/en/news/?x=1")
    assert found[0] == "https://cells.example/en/news/feed"
    for path in ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/news-sitemap.xml",
                 "/sitemap_news.xml", "/sitemap_index.xml", "/sitemap.xml"):  # fmt: skip
        assert f"https://cells.example{path}" in found
    assert len(found) == len(set(found))
    assert likely_addresses("https://cells.example")[0] == "https://cells.example/feed"
    assert likely_addresses("https://cells.example/a/b.html")[0] == "https://cells.example/feed"


@pytest.mark.parametrize(
    "address", ["", "cells.example", "ftp://cells.example/", "http://", "http://[", "javascript:x"]
)
def test_no_likely_addresses_for_an_unusable_one(address):
    assert likely_addresses(address) == []


def test_robots_sitemaps():
    text = """\ufeffUser-agent: *
Disallow: /private  # not here
Sitemap: https://cells.example/sitemap.xml
 SITEMAP :https://cells.example/news.xml # the news
sitemap:https://cells.example/sitemap.xml
Sitemap: /relative.xml
Sitemap: javascript:alert(1)
Sitemap:
# Sitemap: https://cells.example/commented.xml"""
    assert robots_sitemaps(text) == ["https://cells.example/sitemap.xml", "https://cells.example/news.xml"]
    assert len(robots_sitemaps("\n".join(f"Sitemap: https://cells.example/{n}" for n in range(9_000)))) == 500


@pytest.mark.parametrize(
    ("url", "title", "source_id", "name"),
    [
        ("https://www.cells-today.com/feed/", "Cells Today » Feed", "cells-today", "Cells Today"),
        ("https://feeds.cells.example/rss", "Cells RSS Feed", "cells", "Cells"),
        ("https://news.big-cells.co.kr/rss", None, "big-cells", "news.big-cells.co.kr"),
        ("https://battery.newspaper.com/", "", "newspaper", "battery.newspaper.com"),
        ("http://127.0.0.1:8000/feed", "Local", "127.0.0.1", "Local"),
        ("http://localhost/feed", " - ", "localhost", "localhost"),
        ("https://电池.example/feed", "电池网", "source", "电池网"),
    ],
)
def test_suggested_ids_and_names(url, title, source_id, name):
    found = suggest_source(url, "feed", title, set())
    assert (found.id, found.name, found.url, found.kind) == (source_id, name, url, "feed")
    assert source_problems(found) == []


def test_a_taken_id_gets_a_number():
    found = suggest_source("https://cells.example/rss", "feed", "Cells", {"cells", "cells-2"})
    assert isinstance(found, Source)
    assert found.id == "cells-3"

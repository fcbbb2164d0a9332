"""Troubles inside a document: types, walls, charsets, absurd sizes, feeds and sitemaps of every sad kind."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from faultserver import Route, once, page
from troubles import Seen, Trouble, article, fed, feed, item, newsroom, paged, rss

_PAGES = Path(__file__).parents[1] / "pages"
_XML = "application/xml"
_SECRET = "root:"  # what /etc/passwd begins with


def _saved(name: str, **options: str) -> Route:
    return page((_PAGES / f"{name}.html").read_bytes(), **options)


def _like_article(inside: bytes = b"", *, before: bytes = b"") -> bytes:
    """A good article with more in its body and before its head's end."""
    whole = newsroom.article_page(3, "https://example.org")
    return whole.replace(b"</head>", before + b"</head>").replace(b"</article>", inside + b"</article>")


_LOGIN = (
    b"<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form method=post>"
    b"<label>E-mail <input name=email></label><label>Password <input type=password name=p></label>"
    b"<button>Sign in</button></form><a href=/forgot>Forgot your password?</a></body></html>"
)

TYPES = [
    fed("feed-as-text-plain", page(rss(), content_type="text/plain")),
    fed("feed-as-html", page(rss(), content_type="text/html")),
    fed("feed-as-a-download", page(rss(), content_type="application/octet-stream")),
    fed("feed-without-a-type", page(rss(), content_type="")),
    fed("feed-of-type-nonsense", page(rss(), content_type='x;;"; charset=;')),
    fed("html-where-a-feed-was", article("https://example.org"), "not_a_source"),
    fed("login-where-a-feed-was", page(_LOGIN), "not_a_source"),
    fed("consent-where-a-feed-was", _saved("consent-de"), "not_a_source"),
    fed("bot-wall-where-a-feed-was", _saved("bot-challenge"), "not_a_source"),
    fed("picture-where-a-feed-was", page(b"\x89PNG\r\n\x1a\n" + bytes(500), content_type="image/png"), "not_a_source"),
    fed("nothing-where-a-feed-was", page(b""), "not_a_source"),
    fed("json-where-a-feed-was", page(b'{"error": "no such tenant"}', content_type="application/json"), "not_a_source"),
    paged("article-that-is-a-consent-page", _saved("consent-fr"), "rejected consent_page"),
    paged("article-that-is-a-bot-wall", _saved("bot-captcha-zh"), "rejected bot_page"),
    paged("article-that-is-a-list", _saved("listing"), "rejected listing_page"),
    paged(
        "article-that-is-a-pdf", page(b"%PDF-1.7\n" + bytes(3000), content_type="application/pdf"), "rejected not_html"
    ),
    paged("article-that-is-a-picture-called-html", page(b"\x89PNG\r\n\x1a\n" + bytes(3000)), "rejected not_html"),
    paged("article-that-is-a-feed", feed(item("https://example.org/a")), "rejected not_html"),
    paged("article-called-a-pdf", page(_like_article(), content_type="application/pdf"), "done"),
    paged("article-without-a-type", page(_like_article(), content_type=""), "done"),
    paged("article-without-a-word", page(b"<!doctype html><html><body></body></html>"), "rejected no_text"),
    paged("article-of-no-bytes", page(b""), "rejected no_text"),
]

_CHINESE = "宁德时代在匈牙利德布勒森的电池工厂开始生产磷酸铁锂电池，年产能达到四十吉瓦时。当地政府表示支持该项目。"


def _chinese(charset: str, said: str) -> bytes:
    text = "".join(f"<p>{_CHINESE}第{n}条产线。</p>" for n in range(20))
    return (
        f"<html><head>{said}<title>宁德时代开始生产</title></head><body><article>{text}</article></body></html>".encode(
            charset
        )
    )


def _charset(name: str, content: bytes, content_type: str = "text/html") -> Trouble:
    route = page(content, content_type=content_type)
    return paged(
        name,
        route,
        "done",
        proof=lambda seen: _CHINESE in seen.rows("SELECT text FROM articles WHERE source_id = ?")[0],
    )


CHARSETS = [
    _charset("charset-missing", _chinese("gb18030", "")),
    _charset("charset-wrong-in-the-header", _chinese("gb18030", '<meta charset="gbk">'), "text/html; charset=utf-8"),
    _charset("charset-wrong-in-the-page", _chinese("utf-8", '<meta charset="gbk">')),
    _charset("charsets-that-contradict", _chinese("utf-8", '<meta charset="big5">'), "text/html; charset=shift_jis"),
    _charset("charset-nobody-knows", _chinese("utf-8", ""), "text/html; charset=klingon"),
    _charset("charset-that-is-a-codec", _chinese("utf-8", ""), "text/html; charset=rot13"),
    _charset("utf-16-without-a-mark", _chinese("utf-16-le", "")),
    paged("bytes-of-no-charset", page(bytes(range(128, 256)) * 400), "rejected not_html"),
    paged("nul-bytes-in-an-article", page(_like_article(b"<p>A \0 byte in between, \0\0 more of them.</p>")), "done",
          proof=lambda seen: not seen.rows("SELECT 1 FROM articles WHERE source_id = ? AND instr(text, char(0))")),
    fed("nul-bytes-in-a-feed",
        page(rss(item("http://e.invalid/\0a", "Battery \0 plant")).replace(b"title", b"ti\0tle")),
        candidates={"waiting dns": 1}),
]  # fmt: skip

_DEEP = b"<div>" * 100_000
_NESTED_JSON = b'{"@graph":' * 50_000 + b"1" + b"}" * 50_000
_RECURSIVE = (
    b'{"@context":"https://schema.org","@id":"#a","@type":"NewsArticle","isPartOf":{"@id":"#a","hasPart":{"@id":"#a"}}}'
)


def _json_ld(content: bytes) -> bytes:
    return _like_article(before=b'<script type="application/ld+json">' + content + b"</script>")


SIZES = [
    paged("page-of-50-MB", page(b"<p>" + b"x" * 50_000_000), "rejected too_large"),
    paged("page-of-one-line", page(_like_article(b"<script>" + b"var x = 1; " * 300_000 + b"</script>")), "done"),
    paged("100,000-nested-tags", page(_like_article(_DEEP)), "done"),
    paged("100,000-nested-tags-around", page(_DEEP + b"<p>Cells of a plant. " * 50), "rejected no_text"),
    paged("absurd-colspan", page(_like_article(
        b"<table>" + b"<tr><td colspan=999999999>1</td><td rowspan=99999999>2</td></tr>" * 300 + b"</table>")), "done"),
    paged("100,000-attributes", page(_like_article(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x")),
          "rejected reading_timeout"),
    paged("json-ld-of-9-MB", page(_json_ld(json.dumps({"keywords": ["cell"] * 1_100_000}).encode())),
          "rejected no_text"),
    paged("json-ld-invalid", page(_json_ld(b'{"@type": "NewsArticle", "headline": "broken' * 2000)), "done"),
    paged("json-ld-nested-without-end", page(_json_ld(_NESTED_JSON)), "done"),
    paged("json-ld-that-contains-itself", page(_json_ld(_RECURSIVE)), "done"),
]  # fmt: skip


def _many(number: int) -> bytes:
    return rss(*(item(f"/news/{n}") for n in range(number)))


_LAUGHS = '<!DOCTYPE rss [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
_FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _titles_are_clean(seen: Seen) -> bool:
    titles = seen.rows("SELECT coalesce(title, '') || url FROM candidates WHERE source_id = ?")
    return not any(_SECRET in title for title in titles)


_BOTH = (item("/a"), item("/b"))


def _dated(seconds: int) -> str:
    return f"<pubDate>{datetime.fromtimestamp(seconds).astimezone():%a, %d %b %Y %H:%M:%S %z}</pubDate>"


FEEDS = [
    fed("feed-of-100,000-entries", page(_many(100_000)), candidates={"rejected not_found": 20, "waiting": 4980}),
    fed("feed-with-an-entity-bomb", page(rss(item("/a", "&a9;"), head=_LAUGHS)), "not_a_source"),
    fed("feed-with-a-quadratic-bomb",
        page(rss(item("/a", "&x;" * 20_000), head=f'<!DOCTYPE rss [<!ENTITY x "{"y" * 50_000}">]>')), "not_a_source"),
    fed("feed-with-an-external-entity", page(rss(item("/a", "&x;"), head=_FILE)), candidates={"done": 1},
        proof=_titles_are_clean),
    Trouble("feed-with-an-external-dtd",
            lambda base: {"/feed.xml": page(rss(item("/a", "&x;"), head=f'<!DOCTYPE rss SYSTEM "{base}/evil.dtd">')),
                          "/evil.dtd": page(b'<!ENTITY x SYSTEM "file:///etc/passwd">'), "/a": article(base)},
            candidates={"done": 1}, proof=lambda seen: seen.asked("/evil.dtd") == 0),
    fed("feed-without-ids", page(b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title>"
                                 b"<link href='/a'/></entry></feed>"), candidates={"done": 1}),
    fed("feed-of-1970-and-2090",
        feed(item("/b", more=_dated(1)), item("/a", more=_dated(3_800_000_000))),
        candidates={"done": 1, "rejected not_found": 1},
        proof=lambda seen: seen.rows("SELECT published_at FROM candidates WHERE source_id = ?") == [None, None]),
    fed("feed-of-relative-links", feed(item("a"), item("?id=12345"), item("//127.0.0.1:9/b")),
        candidates={"done": 1, "rejected not_html": 1, "rejected private_address": 1}),
    fed("feed-of-javascript-links", feed(item("javascript:alert(1)"), item("data:text/html,x")), "not_a_source"),
    fed("feed-with-one-id-for-all",
        feed(*(item(f"/a?id={n}", more="<guid isPermaLink='false'>1</guid>") for n in range(3))),
        candidates={"done": 3}),
    Trouble("feed-whose-old-items-come-back",
            lambda base: {"/feed.xml": once(feed(*_BOTH), once(feed(item("/b")), feed(*_BOTH))),
                          "/a": article(base), "/b": article(base, 2)},
            candidates={"done": 2}, visits=3, proof=lambda seen: (seen.asked("/a"), seen.asked("/b")) == (1, 1)),
    fed("feed-that-names-a-local-file", page(b"/etc/passwd", content_type="application/rss+xml"), "not_a_source"),
    fed("feed-that-is-an-address", page(b"http://127.0.0.1:9/feed.xml", content_type=_XML), "not_a_source"),
    fed("feed-of-local-files", feed(item("file:///etc/passwd"), item("/a")), candidates={"done": 1}),
    fed("feed-of-nothing", feed()),
    fed("feed-that-breaks-off", page(rss(item("/a"), item("/broken-off"))[:-60]), candidates={"done": 1}),
    fed("feed-of-100,000-nested-tags", page(b"<rss><channel>" + b"<x>" * 100_000), "not_a_source"),
    fed("json-feed-nested-without-end", page(b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000,
                                             content_type="application/json"), "not_a_source"),
    fed("feed-of-control-characters", feed(item("/a", "Plant &#27;[31m\x1b[2J\u202e on fire")), candidates={"done": 1},
        proof=lambda seen: "".join(seen.rows("SELECT title FROM candidates WHERE source_id = ?")).isprintable()),
    fed("feed-with-a-title-of-5-MB", feed(item("/a", "battery " * 600_000)), candidates={"done": 1},
        proof=lambda seen: len(seen.rows("SELECT title FROM candidates WHERE source_id = ?")[0]) <= 500),
]  # fmt: skip


def _index(*links: str) -> Route:
    children = "".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links)
    return page(f"<sitemapindex>{children}</sitemapindex>".encode(), content_type=_XML)


def _mapped(name: str, site: object, visit: str = "ok", **expected: object) -> Trouble:
    return Trouble(name, site, visit, kind="sitemap", path="/map.xml", **expected)  # type: ignore[arg-type]


SITEMAPS = [
    _mapped("sitemap-that-lists-itself", lambda base: {"/map.xml": _index(base + "/map.xml")},
            proof=lambda seen: seen.asked("/map.xml") == 1),
    _mapped("sitemaps-that-list-each-other",
            lambda base: {"/map.xml": _index(base + "/b.xml"), "/b.xml": _index(base + "/map.xml", base + "/b.xml")},
            proof=lambda seen: (seen.asked("/map.xml"), seen.asked("/b.xml")) == (1, 1)),
    _mapped("sitemap-index-of-50,000", lambda base: {"/map.xml": _index(*(f"{base}/{n}.xml" for n in range(50_000)))},
            "not_found", proof=lambda seen: len(seen.server.requests) < 20),
    _mapped("sitemap-index-into-the-house", lambda base: {"/map.xml": _index("http://192.168.1.1/map.xml", "file:///etc/passwd")},
            "private_address"),
    _mapped("sitemap-that-is-a-bomb", lambda base: {"/map.xml": page(
        b"\x1f\x8b" + bytes(100), content_type="application/gzip")}, "bad_encoding"),
    _mapped("sitemap-that-is-a-page", lambda base: {"/map.xml": article(base)}, "not_a_source"),
    _mapped("sitemap-with-an-entity-bomb", lambda base: {"/map.xml": page(
        (_LAUGHS.replace("rss", "urlset") + "<urlset><url><loc>/news/plant-&a9;</loc></url></urlset>").encode(),
        content_type=_XML)}),
    Trouble("listing-without-its-links", lambda base: {"/list": article(base)}, "not_a_source", kind="listing",
            path="/list"),
    Trouble("listing-of-100,000-links", lambda base: {"/list": page(b"<html><body>" + b"".join(
        b"<a href=/never/%d>battery %d</a>" % (n, n) for n in range(100_000)))}, kind="listing", path="/list",
        candidates={"rejected not_found": 20, "waiting": 1980}),
]  # fmt: skip
DOCUMENTS = [*TYPES, *CHARSETS, *SIZES, *FEEDS, *SITEMAPS]

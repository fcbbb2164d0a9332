"""Feeds of every format, as they are and as they are broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from voltwire.records import Rejected

RSS = '<?xml version="1.0"?><rss version="2.0" {ns}><channel><title>Cells</title>{head}{items}</channel></rss>'


def rss(*items: str, head: str = "", ns: str = "") -> str:
    return RSS.format(ns=ns, head=head, items="".join(f"<item>{item}</item>" for item in items))


def atom(*entries: str, attributes: str = "") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Cells</title>{body}</feed>'


def links(found):
    return [candidate.url for candidate in found]


def test_rss_2_gives_address_title_date_and_language(candidates):
    (one,) = candidates(
        rss(
            "<title>Plant opens</title><link>https://cells.example/a-1</link>"
            "<pubDate>Fri, 20 Nov 2026 09:00:00 +0800</pubDate>",
            head="<language>en-GB</language>",
        )
    )
    assert (one.url, one.source_id, one.title, one.language) == (
        "https://cells.example/a-1",
        "cells",
        "Plant opens",
        "en",
    )
    assert one.published_at == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert one.published_offset == "+08:00"
    assert one.modified_at is None


def test_rss_0_91_with_its_doctype(candidates):
    text = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Cells</title>'
        "<item><title>Old style</title><link>http://cells.example/1999</link></item></channel></rss>"
    )
    assert [(c.url, c.title) for c in candidates(text)] == [("http://cells.example/1999", "Old style")]


@pytest.mark.parametrize("namespace", ["http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"])
def test_rdf_has_its_items_beside_the_channel(candidates, namespace):
    text = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{namespace}"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://cells.example/"><title>Cells</title><dc:language>ja</dc:language></channel>
      <item rdf:about="https://cells.example/n/1"><title>全固体電池</title><link>https://cells.example/n/1</link>
        <dc:date>2026-11-20T09:00+09:00</dc:date></item>
      <item rdf:about="https://cells.example/n/2"><title>Without a link</title></item></rdf:RDF>"""
    first, second = candidates(text)
    assert (first.title, first.language, first.published_offset) == ("全固体電池", "ja", "+09:00")
    assert first.published_at == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    assert second.url == "https://cells.example/n/2"


def test_atom_keeps_published_and_updated_apart(candidates):
    (one,) = candidates(
        atom(
            '<title type="html">Recall &amp;amp; &lt;b&gt;repair&lt;/b&gt;</title>'
            '<link rel="self" href="/self"/><link href="/news/recall"/><link rel="enclosure" href="/pack.pdf"/>'
            "<published>2026-11-19T22:30:00-05:00</published><updated>2026-11-20T08:00:00Z</updated>",
            attributes='xml:lang="de-DE"',
        )
    )
    assert (one.url, one.title, one.language) == ("https://cells.example/news/recall", "Recall & repair", "de")
    assert one.published_at == datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
    assert one.published_offset == "-05:00"
    assert one.modified_at == datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def test_atom_without_updated_or_any_date(candidates):
    (one,) = candidates(atom("<title>No dates</title><link href='https://cells.example/x-1'/>"))
    assert (one.published_at, one.published_offset, one.modified_at) == (None, None, None)


def test_atom_with_updated_alone_claims_no_publication(candidates):
    (one,) = candidates(atom("<link href='/x'/><updated>2026-11-20T08:00:00Z</updated>"))
    assert (one.published_at, one.modified_at) == (None, datetime(2026, 11, 20, 8, 0, tzinfo=UTC))


def test_atom_0_3(candidates):
    text = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">Old</title>'
        '<link rel="alternate" type="text/html" href="https://cells.example/o"/>'
        "<issued>2026-11-01T10:00:00+01:00</issued><modified>2026-11-02T10:00:00+01:00</modified></entry></feed>"
    )
    (one,) = candidates(text)
    assert (one.published_offset, one.modified_at) == ("+01:00", datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


def test_atom_prefers_the_article_as_html(candidates):
    entry = (
        '<link rel="alternate" type="application/pdf" href="/a.pdf"/><link rel="related" href="/other"/>'
        '<link rel="alternate" type="text/html" href="/a.html"/>'
    )
    assert links(candidates(atom(entry))) == ["https://cells.example/a.html"]


def test_atom_id_counts_when_it_is_an_address(candidates):
    found = candidates(atom("<id>https://cells.example/by-id</id>", "<id>urn:uuid:1225c695</id>", "<link href='/b'/>"))
    assert links(found) == ["https://cells.example/by-id", "https://cells.example/b"]


def test_xhtml_titles(candidates):
    title = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">LFP <em>wins</em></div></title>'
    (one,) = candidates(atom(f"{title}<link href='/x'/>"))
    assert one.title == "LFP wins"


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_json_feed(candidates, version):
    feed = {
        "version": version,
        "title": "Cells",
        "language": "ko-KR",
        "items": [
            {
                "id": "7",
                "url": "/seven",
                "title": "배터리 &amp; 소재",
                "date_published": "2026-11-20T09:00:00+09:00",
                "date_modified": "2026-11-21T00:00:00Z",
            },
            {"id": "https://cells.example/eight", "language": "en"},
            {"id": "nine"},
            "no object",
        ],
    }
    first, second = candidates(json.dumps(feed), content_type="application/feed+json")
    assert (first.url, first.title, first.language) == ("https://cells.example/seven", "배터리 & 소재", "ko")
    assert (first.published_offset, first.modified_at) == ("+09:00", datetime(2026, 11, 21, tzinfo=UTC))
    assert (second.url, second.title, second.language) == ("https://cells.example/eight", None, "en")


@pytest.mark.parametrize("text", ['{"items": 3}', "[1]", '{"version": "1"}', "{", "[" * 100_000, '{"a": ' + "9" * 9999])
def test_other_json_is_no_feed(outcome, text):
    found = outcome(text)
    assert isinstance(found, Rejected)
    assert found.reason == "not_a_source"


@pytest.mark.parametrize(
    "text",
    [
        rss(),
        atom(),
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/></rdf:RDF>',
    ],
)
def test_a_feed_without_entries_is_an_empty_list(outcome, text):
    assert outcome(text.replace("/></rdf:RDF>", "></rdf:RDF>")) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "<!DOCTYPE html><html><head><title>Just a moment…</title></head><body><p>x</p></body></html>",
            "Just a moment",
        ),
        ("<html><body>Not here</body></html>", "an HTML page"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "an HTML page"),
        ("", "nothing"),
        (" \n\t ", "nothing"),
        ("%PDF-1.7 …", "a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
        ("Service unavailable", "plain text"),
        ("<note><to>you</to></note>", "XML of another kind"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', 'kind = "sitemap"'),
    ],
)
def test_what_is_no_feed_is_rejected_with_what_it_is(outcome, content, words):
    found = outcome(content)
    assert isinstance(found, Rejected)
    assert (found.stage, found.reason) == ("source", "not_a_source")
    assert words in found.detail


def test_the_content_type_does_not_decide(candidates):
    assert len(candidates(rss("<link>https://cells.example/a</link>"), content_type="text/html")) == 1


# titles


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("<![CDATA[CATL & BYD: <b>LFP</b> up]]>", "CATL & BYD: LFP up"),
        ("Q&amp;A: M&amp;#252;ller", "Q&A: Müller"),
        ("It&amp;amp;#8217;s &amp;lt;5 %", "It’s <5 %"),
        ("Line\n  one&#10;two\u00a0three\u3000four", "Line one two three four"),
        ("Zero\u200bwidth \u202eturned\u202c \ufeffmark", "Zerowidth turned mark"),
        ("R&D at A&T &nbsp; x", "R&D at A&T x"),
        ("Li < 5 %", "Li < 5 %"),
        ("a&#x110000;b&#55296;c&#0;d\u0007e", "abcde"),
        ("<![CDATA[<p>固态<em>电池</em></p><p>量产</p>]]>", "固态电池 量产"),
        ("<![CDATA[]]>", None),
        ("  ", None),
    ],
)
def test_titles_come_out_plain(candidates, raw, title):
    (one,) = candidates(rss(f"<title>{raw}</title><link>https://cells.example/a</link>"))
    assert one.title == title


def test_titles_are_cut(candidates):
    (one,) = candidates(rss(f"<title>{'电' * 30_000}</title><link>https://cells.example/a</link>"))
    assert one.title == "电" * 500


def test_media_titles_are_not_the_headline(candidates):
    ns = 'xmlns:media="http://search.yahoo.com/mrss/"'
    item = "<media:title>A photo</media:title><title>The news</title><link>https://cells.example/a</link>"
    assert [c.title for c in candidates(rss(item, ns=ns))] == ["The news"]
    assert [c.title for c in candidates(rss(item))] == ["The news"]  # nobody declared the prefix


# links


def test_relative_links_count_from_the_feed(candidates):
    found = candidates(
        rss("<link>a</link>", "<link>/b</link>", "<link>//other.example/c</link>"), url="https://x.example/f/rss"
    )
    assert links(found) == ["https://x.example/f/a", "https://x.example/b", "https://other.example/c"]


def test_xml_base_is_obeyed_level_by_level(candidates):
    text = atom(
        "<link href='1'/>",
        "<link xml:base='https://third.example/' href='2'/>",
        attributes="xml:base='https://b.example/x/'",
    ).replace("<entry>", "<entry xml:base='y/'>", 1)
    assert links(candidates(text)) == ["https://b.example/x/y/1", "https://third.example/2"]
    broken = atom("<link href='1'/>", attributes="xml:base='javascript:alert(1)'")
    assert links(candidates(broken)) == ["https://cells.example/1"]


def test_what_is_no_web_address_is_dropped(candidates):
    bad = [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@cells.example",
        "file:///etc/passwd",
        "ftp://x.example/",
        "http://",
    ]
    found = candidates(rss(*(f"<link>{link}</link>" for link in bad), "<link>https://cells.example/good</link>"))
    assert links(found) == ["https://cells.example/good"]


def test_entries_that_lead_nowhere_are_no_feed(outcome):
    found = outcome(rss("<title>One</title>", "<link>javascript:void(0)</link>"))
    assert isinstance(found, Rejected)
    assert "2 entries" in found.detail


def test_the_same_address_counts_once(candidates):
    found = candidates(
        rss(
            "<title>First</title><link>https://cells.example/a?utm_source=rss</link>",
            "<title>Second</title><link>https://CELLS.example/a#top</link>",
            "<title>Third</title><link>https://cells.example/b</link>",
        )
    )
    assert [(c.url, c.title) for c in found] == [
        ("https://cells.example/a", "First"),
        ("https://cells.example/b", "Third"),
    ]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://cells.example/g</guid>", "https://cells.example/g"),
        ('<guid isPermaLink="true">https://cells.example/g</guid>', "https://cells.example/g"),
        ('<guid isPermaLink="false">https://cells.example/g</guid>', None),
        ("<guid>12345</guid>", None),
        ("<link/><guid>https://cells.example/g</guid>", "https://cells.example/g"),
        ("<link> </link><atom:link href='https://cells.example/at'/>", "https://cells.example/at"),
        ("<link><![CDATA[ https://cells.example/c?a=1&b=2 ]]></link>", "https://cells.example/c?a=1&b=2"),
        ("<link>https://cells.example/c?a=1&b=2&copy=3</link>", "https://cells.example/c?a=1&b=2&copy=3"),
        ("<link><![CDATA[https://cells.example/c?a=1&amp;b=2]]></link>", "https://cells.example/c?a=1&b=2"),
        ("<link>https://count.example/~r/1</link><feedburner:origLink>https://cells.example/o</feedburner:origLink>",
         "https://cells.example/o"),
    ],
)  # fmt: skip
def test_which_address_an_item_has(candidates, item, url):
    ns = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    found = candidates(rss(item, "<link>https://cells.example/other</link>", ns=ns))
    assert links(found) == [*([url] if url else []), "https://cells.example/other"]


# dates


def test_a_korean_clock_without_a_zone_keeps_its_printed_day(candidates):
    first, second = candidates(
        rss(
            "<link>https://cells.example/1</link><pubDate>2026-11-23 18:30:00</pubDate>",
            "<link>https://cells.example/2</link><pubDate>Mon, 23 Nov 2026 18:30:00 KST</pubDate>",
            head="<language>ko</language>",
        )
    )
    assert (first.published_at, first.published_offset) == (datetime(2026, 11, 23, 18, 30, tzinfo=UTC), None)
    assert (second.published_at, second.published_offset) == (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "+09:00")


@pytest.mark.parametrize(("language", "offset"), [("zh", "+08:00"), ("en", "-06:00")])
def test_cst_depends_on_who_writes_it(candidates, language, offset):
    item = "<link>https://cells.example/1</link><pubDate>Fri, 20 Nov 2026 09:00:00 CST</pubDate>"
    (one,) = candidates(rss(item), source_language=language)
    assert one.published_offset == offset


@pytest.mark.parametrize(
    "raw",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Thu, 26 Nov 2026 12:00:01 GMT",
        "0000-00-00 00:00:00",
        "Fri, 31 Feb 2026 09:00:00 GMT",
    ],
)
def test_impossible_dates_are_none(candidates, raw):
    (one,) = candidates(rss(f"<link>https://cells.example/1</link><pubDate>{raw}</pubDate>"))
    assert (one.published_at, one.published_offset) == (None, None)


def test_dublin_core_dates_and_a_day_alone(candidates):
    (one,) = candidates(
        rss(
            "<link>https://cells.example/1</link><dc:date>2026-11-20</dc:date>",
            ns='xmlns:dc="http://purl.org/dc/elements/1.1/"',
        )
    )
    assert (one.published_at, one.published_precision) == (datetime(2026, 11, 20, tzinfo=UTC), "day")


# charsets

KOREAN = '<?xml version="1.0" encoding="{}"?><rss><channel><item><title>양극재 공장</title><link>https://k.example/1</link></item></channel></rss>'


@pytest.mark.parametrize(
    ("declared", "sent", "header"),
    [
        ("utf-8", "utf-8", None),
        ("euc-kr", "euc-kr", None),
        ("utf-8", "cp949", None),  # declares what it is not
        ("euc-kr", "utf-8", None),
        ("iso-8859-1", "cp949", "iso-8859-1"),
        ("nonsense-8", "euc-kr", None),
        ("utf-8", "euc-kr", "euc-kr"),
        ("utf-16", "utf-16", None),
        ("utf-16", "utf-16-le", None),
        ("utf-8", "utf-8-sig", "us-ascii"),
    ],
)
def test_wrong_charset_declarations_are_seen_through(candidates, declared, sent, header):
    (one,) = candidates(KOREAN.format(declared).encode(sent), charset=header, source_language="ko")
    assert one.title == "양극재 공장"


def test_a_broken_character_spoils_no_other(candidates):
    data = KOREAN.format("utf-8").encode().replace("장".encode(), b"\xec\x9e")
    (one,) = candidates(data)
    assert one.title is not None
    assert one.title.startswith("양극재 공")


# broken and hostile


def test_junk_before_and_after_the_document(candidates):
    item = rss("<title>A</title><link>https://cells.example/a</link>")
    for text in (
        "\n\n  " + item,
        "\ufeff" + item,
        "Warning: mysql <br /> gone\n" + item,
        item + "<script>x()</script>",
    ):
        assert links(candidates(text)) == ["https://cells.example/a"]


def test_a_feed_that_breaks_off_loses_its_last_entry_alone(candidates):
    text = rss("<link>https://cells.example/whole</link>", "<link>https://cells.example/half-of-an-address</link>")
    assert links(candidates(text[: text.index("-of-an")])) == ["https://cells.example/whole"]


def test_tags_that_are_never_closed(candidates):
    text = rss("<title>a<br>b</title><link>https://cells.example/1</link>", "<link>https://cells.example/2</link>")
    assert links(candidates(text)) == ["https://cells.example/1", "https://cells.example/2"]


def test_control_characters_and_nul_bytes(candidates):
    text = rss("<title>a\0b\x08c</title><link>https://cells.example/1</link>", "<link>https://cells.example/2</link>")
    assert [c.title for c in candidates(text)] == ["abc", None]


def test_a_feed_too_broken_for_the_first_reader_goes_to_the_second(candidates):
    text = (
        "<rss><channel>"
        + "<i>" * 400
        + "<item><title>Deep</title><link>https://cells.example/1</link></item></channel></rss>"
    )
    assert [(c.url, c.title) for c in candidates(text)] == [("https://cells.example/1", "Deep")]


def test_a_root_with_nothing_readable_is_rejected(outcome):
    found = outcome("<rss><channel><item><ti")
    assert isinstance(found, Rejected)
    assert "broken" in found.detail


def test_at_most_five_thousand_entries(candidates):
    items = (f"<link>https://cells.example/n/{n}</link>" for n in range(5_001))
    found = candidates(rss(*items))
    assert len(found) == 5_000
    assert found[0].url == "https://cells.example/n/0"


def entity_bomb(values: list[str], title: str) -> str:
    declared = "".join(f'<!ENTITY e{n} "{value}">' for n, value in enumerate(values))
    item = f"<item><title>{title}</title><link>https://cells.example/1</link></item>"
    after = "<item><title>b</title><link>https://cells.example/2</link></item>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss version="2.0"><channel>{item}{after}</channel></rss>'


BILLION = entity_bomb(["lol", *(f"&e{n};" * 10 for n in range(9))], "&e9;")
QUADRATIC = entity_bomb(["A" * 100_000], "&e0;" * 50_000)


@pytest.mark.parametrize("bomb", [BILLION, QUADRATIC])
def test_entity_bombs_unpack_nothing(outcome, bomb):
    found = outcome(bomb)
    assert isinstance(found, Rejected) or max(len(candidate.title or "") for candidate in found) <= 500
    assert "lollol" not in repr(found)


@pytest.mark.parametrize("declaration", ['SYSTEM "file://{}"', 'PUBLIC "x" "{}"'])
@pytest.mark.parametrize("root", ["rss", "feed"])
def test_external_entities_read_no_file(outcome, tmp_path, declaration, root):
    secret = tmp_path / "secret.txt"
    secret.write_text("pin 4711")
    declared = declaration.format(secret)
    text = (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e {declared}><!ENTITY % p {declared}> %p;]><{root}><channel>'
        f"<item><title>T &e; end</title><link>https://cells.example/1?&e;</link></item></channel></{root}>"
    )
    assert "4711" not in repr(outcome(text))


def test_a_bomb_in_an_attribute(outcome):
    text = atom("<link href='https://cells.example/&e0;'/>").replace(
        "<feed", f'<!DOCTYPE feed [<!ENTITY e0 "{"A" * 1000}">]><feed', 1
    )
    found = outcome(text.replace("&e0;", "&e0;" * 10_000))
    assert not isinstance(found, list) or all(len(c.url) < 5_000 for c in found)

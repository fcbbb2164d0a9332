"""Titles, authors, languages, kinds and refusals on small pages."""

from __future__ import annotations

import pytest
from saved_pages import read
from voltwire.records import Article, Candidate, Rejected

P = "<p>The plant in Gävle makes cathode material for the cell factory next door, the company said on Thursday.</p>"
Q = "<p>It is to reach eight thousand tonnes a year by the end of 2027, roughly half of what the factory needs.</p>"
HEADLINE = "Norrvind starts cathode output in Gävle"


def article(html: str, **more: object) -> Article:
    result = read(html, **more)  # type: ignore[arg-type]
    assert isinstance(result, Article), result
    return result


def page(head: str = "", body: str = f"<h1>{HEADLINE}</h1>{P}{Q}", lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        (f"<title>{HEADLINE} - Cell Courier</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (
            f'<title>{HEADLINE} | Cell Courier</title><meta property="og:site_name" content="Cell Courier">',
            "",
            HEADLINE,
        ),
        (f"<title>{HEADLINE} :: 배터리타임스</title>", "", HEADLINE),
        (f"<title>{HEADLINE} - Cells</title>", "<h1>Cells</h1>", HEADLINE),
        (f'<meta property="og:title" content="{HEADLINE}">', '<h1 class="logo">Cell Courier</h1>', HEADLINE),
        (
            "<title>LFP – the comeback of iron</title>",
            "<h1>LFP – the comeback of iron</h1>",
            "LFP – the comeback of iron",
        ),
        ("<title>LFP - the comeback of iron</title>", "", "LFP - the comeback of iron"),
        (f'<meta property="og:title" content="{HEADLINE[:30]}…">', f"<h1>{HEADLINE}</h1>", HEADLINE),
        (
            '<meta property="og:title" content="Cells &amp;amp; packs: what is next in 2027">',
            "",
            "Cells & packs: what is next in 2027",
        ),
        ("<title>渝新能源产线完成调试_锂电观察网</title>", "<h1>渝新能源产线完成调试</h1>", "渝新能源产线完成调试"),
        ("", "<h1>A <em>bold</em> bet on<br>sodium</h1>", "A bold bet on sodium"),
    ],
)
def test_the_headline_is_the_one_the_page_prints(head: str, heading: str, expected: str) -> None:
    assert article(page(head, f"{heading}{P}{Q}"), url="https://www.cells.example/a").title == expected


def test_the_sources_title_stands_in_when_the_page_has_none() -> None:
    candidate = Candidate("https://cells.example/a", "courier", title=HEADLINE)
    found = article(page(body=P + Q), candidate=candidate)
    assert (found.title, found.source_id) == (HEADLINE, "courier")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="By Jane Doe">', ("Jane Doe",)),
        ('<meta name="author" content="Jane Doe, Senior Editor">', ("Jane Doe",)),
        ('<meta name="author" content="Jane Doe and Kim Min-su (kms@cells.example)">', ("Jane Doe", "Kim Min-su")),
        ('<meta name="author" content="김서윤 기자">', ("김서윤",)),
        ('<meta name="author" content="记者：陈晓岚">', ("陈晓岚",)),
        ('<meta name="author" content="Nordic News Agency">', ("Nordic News Agency",)),
        ('<meta name="author" content="admin"><meta property="article:author" content="https://social.example/x">', ()),
        (
            '<script type="application/ld+json">'
            '{"@type":"Article","author":["Jane Doe",{"name":"Rui Pacheco"}]}</script>',
            ("Jane Doe", "Rui Pacheco"),
        ),
        ("", ()),
    ],
)  # fmt: skip
def test_authors_are_names_alone(head: str, expected: tuple[str, ...]) -> None:
    assert article(page(head)).authors == expected


def test_the_canonical_address_stays_on_the_site() -> None:
    def canonical(href: str) -> str | None:
        return article(
            page(f'<link rel="canonical" href="{href}">'), url="https://www.cells.example/a?x=1"
        ).canonical_url

    assert canonical("/a") == "https://www.cells.example/a"
    assert canonical("https://cells.example/a") == "https://cells.example/a"
    assert canonical("https://elsewhere.example/a") is None
    assert canonical("https://www.cells.example/") is None
    assert canonical("http://[") is None


GERMAN = "<p>Die Fabrik wird nach Angaben des Unternehmens im Herbst fertig und soll auch Zellen für Busse bauen.</p>"
JAPANESE = "<p>同社は岡山県に全固体電池の量産工場を建設すると発表した。投資額は約九百億円で、二年後の稼働を目指す。</p>"
KOREAN = "<p>한빛셀은 충북 청주에 리튬인산철 배터리 공장을 증설한다고 밝혔다. 투자 규모는 4200억원이다.</p>"
CHINESE = "<p>公司位于重庆两江新区的半固态电池产线已完成调试，预计年底前供货，产能两吉瓦时。</p>"
RUSSIAN = "<p>Завод по производству аккумуляторов начнёт работу осенью, сообщила компания. Цена два миллиарда.</p>"


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (P + Q, "en-US", "en"),
        (P + Q, "", "en"),
        (GERMAN * 2, "en", "de"),
        (JAPANESE, "en", "ja"),
        (JAPANESE, "zh-CN", "ja"),
        (KOREAN, "", "ko"),
        (CHINESE, "zh-Hans-CN", "zh"),
        (CHINESE, "ja", "zh"),
        (RUSSIAN, "", "ru"),
        (RUSSIAN, "ru", "ru"),
    ],
)
def test_the_text_has_the_last_word_about_its_language(body: str, declared: str, expected: str) -> None:
    assert article(page(body=f"<h1>LFP</h1>{body}", lang=declared)).language == expected


@pytest.mark.parametrize(
    ("content", "content_type", "detail"),
    [
        (b"%PDF-1.7\n<html>", "text/html", "PDF"),
        (b"\x89PNG\r\n\x1a\n", None, "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", None, "image, audio or video"),
        (b"PK\x03\x04\x14\x00", "text/html", "zip or office file"),
        (b'{"title": "<p>x</p>"}', "application/json", "application/json"),
        (b'[{"a": "<p>x</p>"}]', "text/html", "JSON"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "text/html", "feed or sitemap"),
        (b"<!-- x --><feed xmlns='http://www.w3.org/2005/Atom'></feed>", None, "feed or sitemap"),
        (b"User-agent: *\nDisallow: /", "text/plain", "no markup"),
        (b"<html><body>x</body></html>", "image/png", None),
    ],
)
def test_what_is_no_web_page_is_refused(content: bytes, content_type: str | None, detail: str | None) -> None:
    result = read(content, content_type=content_type)
    assert isinstance(result, Rejected)
    assert result.reason == ("not_html" if detail else "no_text")
    if detail:
        assert result.detail == detail


@pytest.mark.parametrize(
    "content",
    ["", " \n", "<html><body></body></html>", "<!-- nothing -->", page(body="<h1>Gallery</h1><img src=a.jpg>")],
)
def test_a_page_without_text_is_refused(content: str) -> None:
    result = read(content)
    assert isinstance(result, Rejected)
    assert result.reason in ("no_text", "not_html")


def test_a_newsrooms_articles_are_press_releases() -> None:
    assert article(page(), source={"publisher": "newsroom"}).page_kind == "press_release"
    assert article(page(), source={"publisher": "trade"}).page_kind == "article"
    assert article(page(), url="https://cells.example/press-releases/a").page_kind == "press_release"


def test_a_metered_article_that_is_there_in_full_is_no_teaser() -> None:
    free = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    assert article(page(free)).page_kind == "teaser"
    many = "".join(P.replace("Thursday", f"Thursday, line {n}") for n in range(30))
    assert article(page(free, f"<h1>{HEADLINE}</h1>{many}")).page_kind == "article"


def test_an_invitation_to_subscribe_makes_no_teaser_of_a_free_article() -> None:
    many = "".join(P.replace("Thursday", f"Thursday, line {n}") for n in range(12))
    found = article(
        page(body=f'<h1>{HEADLINE}</h1>{many}<div class="subscribe-box">Subscribe now to read more like this.</div>')
    )
    assert found.page_kind == "article"


def test_text_that_is_in_json_ld_alone_is_read() -> None:
    text = (
        "The plant in Gävle makes cathode material, the company said on Thursday.\\n\\n"
        + "It is to reach eight thousand tonnes a year by 2027, about half of what the factory needs. " * 3
    )
    node = f'{{"@type":"NewsArticle","headline":"{HEADLINE}","articleBody":"{text}"}}'
    script = f'<script type="application/ld+json">{node}</script>'
    found = article(page(script, f'<h1>{HEADLINE}</h1><div id="app"></div>'))
    assert found.text.startswith("The plant in Gävle")
    assert found.text.count("\n\n") == 1

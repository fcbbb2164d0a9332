"""What stays of a page's text and what goes, rule by rule."""

from __future__ import annotations

import pytest
from saved_pages import read
from voltwire.records import Article

HEADLINE = "Norrvind starts cathode output in Gävle"
PARAGRAPHS = [
    "The plant in Gävle makes cathode material for the cell factory next door, the company said on Thursday.",
    "The first of four lines makes NMC 811. It is to reach eight thousand tonnes a year by the end of 2027.",
    "A German truck maker and a Dutch storage integrator have reserved about half of the output, it added.",
    "“We lost most of the time waiting for the grid connection,” chief executive Petra Aldén told reporters.",
]
P = [f"<p>{one}</p>" for one in PARAGRAPHS]


def body(inner: str, head: str = "") -> list[str]:
    result = read(
        f"<html lang=en><head><title>{HEADLINE}</title>{head}</head>"
        f"<body><article><h1>{HEADLINE}</h1>{inner}</article></body></html>"
    )
    assert isinstance(result, Article), result
    return result.text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "Your privacy settings prevent us from showing this video.",
        "To view this content, please accept marketing cookies.",
        "Mit Ihrer Zustimmung wird hier ein externer Inhalt geladen.",
        "Sign up for our daily newsletter and never miss a story.",
        "Follow Cell Courier on LinkedIn",
        "© 2026 Cell Courier. All rights reserved.",
        "Read also: Graphite anode prices slip for a third month",
        "相关阅读：石墨负极价格连续三个月下跌",
        "Lesen Sie auch: Graphit wird billiger",
        "Photo: Norrvind Cells",
        "Tags: cathode, Sweden, NMC",
        "Share this article",
        "Facebook Twitter LinkedIn",
        "Advertisement",
        "<저작권자 ⓒ 배터리타임스, 무단 전재 및 재배포 금지>",
        "Already a subscriber? Log in",
    ],
)
def test_furniture_goes_wherever_it_stands(line: str) -> None:
    shown = line.replace("<", "&lt;").replace(">", "&gt;")
    for at in range(1, 5):
        inner = [*P[:at], f"<p>{shown}</p>", *P[at:]]
        assert body("".join(inner)) == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "The company said its newsletter had reached two thousand subscribers, most of them suppliers.",
        "Latest figures from the ministry show that exports rose by a tenth, while imports of anode material fell.",
        "By the end of the year the plant is to employ four hundred people, most of them from the region around Gävle.",
        "Cookies baked in the plant's canteen were the only product on opening day, the chief executive joked.",
        "Related costs came to nine million euros, which the owners will write off over ten years.",
        "It is official.",
    ],
)
def test_sentences_that_sound_like_furniture_stay(line: str) -> None:
    assert body(P[0] + f"<p>{line}</p>" + "".join(P[1:])) == [PARAGRAPHS[0], line, *PARAGRAPHS[1:]]


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Swedish plant opens eleven months late</h2>",
        '<p class="standfirst">Eleven months late, the first of four lines is running at last.</p>',
        "<p>By Ingrid Falk</p><p>November 12, 2026 | 3 min read</p>",
        "<p>입력 2026.11.20 10:12 수정 2026.11.20 15:40</p>",
        "<ul><li>Home</li><li>Materials</li><li>Cathode</li></ul>",
        f"<p>Norrvind starts...</p><p>Norrvind starts cathode output in Sweden late</p><h2>{HEADLINE}</h2>",
        "<p>11 hours ago</p>",
    ],
)
def test_what_stands_between_headline_and_text_goes(above: str) -> None:
    assert body(above + "".join(P)) == PARAGRAPHS


def test_a_repeated_summary_set_apart_goes_and_a_first_paragraph_stays() -> None:
    summary = "Eleven months late, the first of four lines in Gävle is running and makes material for cells."
    head = f'<meta property="og:description" content="{summary}">'
    assert body(f"<div>{summary}</div>" + "".join(P), head) == PARAGRAPHS
    own = f'<meta property="og:description" content="{PARAGRAPHS[0]}">'
    assert body("".join(P), own) == PARAGRAPHS


def test_headings_lists_and_tables_inside_the_body_stay() -> None:
    table = "<table><tr><th>Plant</th><th>Tonnes</th></tr><tr><td>Gävle</td><td>8,000</td></tr></table>"
    found = body(
        f"{P[0]}<h2>Two customers</h2>{P[1]}<ul><li>Sweden: four lines</li><li>Poland: two lines</li></ul>"
        f"{P[2]}{table}{P[3]}"
    )
    assert found == [
        PARAGRAPHS[0], "Two customers", PARAGRAPHS[1], "Sweden: four lines", "Poland: two lines", PARAGRAPHS[2],
        "Plant | Tonnes", "Gävle | 8,000", PARAGRAPHS[3],
    ]  # fmt: skip


def test_an_article_that_begins_with_a_section_keeps_its_heading() -> None:
    found = body(f"<h3>The plant</h3>{P[0]}<h3>The line</h3>{P[1]}<h3>The buyers</h3>{P[2]}{P[3]}")
    assert found == ["The plant", PARAGRAPHS[0], "The line", PARAGRAPHS[1], "The buyers", *PARAGRAPHS[2:]]


@pytest.mark.parametrize(
    "heading", ["Read also:", "Related articles", "Latest", "関連記事", "관련기사", "Mehr zum Thema", "延伸阅读"]
)
def test_a_list_of_other_articles_goes_with_its_head(heading: str) -> None:
    titles = ["Graphite anode prices slip for a third month", "Nickel refiner in Sulawesi pauses two lines"]
    links = "<ul>" + "".join(f"<li><a href=/n>{title}</a></li>" for title in titles) + "</ul>"
    assert body("".join(P) + f"<h3>{heading}</h3>{links}") == PARAGRAPHS
    assert body("".join(P[:2]) + f"<h3>{heading}</h3>{links}" + "".join(P[2:])) == PARAGRAPHS


def test_lines_parted_by_breaks_are_paragraphs_and_wrapped_sentences_are_whole() -> None:
    wrapped = PARAGRAPHS[2].replace(" storage", "<br>storage")
    inner = f"<div>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br>{wrapped}<br><br>{PARAGRAPHS[3]}</div>"
    assert body(inner) == PARAGRAPHS


def test_a_line_printed_twice_stands_once() -> None:
    assert body("".join(P[:2]) + P[0] + "".join(P[2:])) == PARAGRAPHS


def test_invisible_characters_do_not_hide_names() -> None:
    assert body(
        "<p>Nor\u00advind\u200b Cells and Sam&shy;ho signed a contract for the first of four lines in Sweden.</p>"
        + "".join(P)
    )[0].startswith("Norvind Cells and Samho signed")


@pytest.mark.parametrize("tag", ["nav", "footer", "object", "select", "button", "textarea", "map"])
def test_an_element_that_was_never_closed_does_not_swallow_the_page(tag: str) -> None:
    html = f"<html><head><title>{HEADLINE}</title></head><body><{tag}><h1>{HEADLINE}</h1><main>{''.join(P)}</main>"
    result = read(html)
    # the parser keeps markup inside some of these elements as plain characters: then there is no text to read
    assert result.text.split("\n\n") == PARAGRAPHS if isinstance(result, Article) else tag == "textarea"

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from saved_pages import NOW
from voltwire.extraction import extract_text
from voltwire.records import Article, Rejected

REFERENCE = Path(__file__).parent.parent / "fixtures" / "reference"
A = "Norrvind Cells has started production at its cathode plant in Gävle, the company said on Thursday."
B = "The first of four lines makes NMC 811. It is to reach 8,000 tonnes a year by the end of 2027."


def read(text: str) -> Article:
    result = extract_text(text, name="notes.txt", now=NOW)
    assert isinstance(result, Article), result
    return result


def test_the_reference_article_comes_out_as_the_user_expects() -> None:
    given = (REFERENCE / "article.txt").read_text("utf-8")
    expected = json.loads((REFERENCE / "expected.json").read_text("utf-8"))
    first, last = expected["body_paragraphs"]
    article = read(given)
    assert article.title == expected["title"]
    assert article.text == expected["joined_with"].join(given.strip().split("\n\n")[first : last + 1])
    assert article.language == "en"
    assert all(article.text[m["start"] : m["end"]] == m["surface"] for m in expected["mentions"])


def test_the_body_of_the_reference_article_alone_is_kept_whole() -> None:
    body = "\n\n".join((REFERENCE / "article.txt").read_text("utf-8").strip().split("\n\n")[5:12])
    assert (read(body).text, read(body).title) == (body, "")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    given = (REFERENCE / "article.txt").read_text("utf-8")
    assert read("\ufeff" + given.replace("\n", "\r\n")) == read(given)


def test_a_first_short_line_is_the_title() -> None:
    article = read(f"Norrvind starts output\n\n{A}\n\n{B}")
    assert (article.title, article.text) == ("Norrvind starts output", f"{A}\n\n{B}")


def test_lines_without_blank_lines_between_are_paragraphs() -> None:
    article = read(f"Norrvind starts output\n{A}\n{B}\n")
    assert (article.title, article.text) == ("Norrvind starts output", f"{A}\n\n{B}")


def test_lines_broken_by_width_are_joined() -> None:
    wrapped = "\n\n".join(textwrap.fill(one, 66) for one in (f"{A} {B}", f"{B} {A}"))
    assert read(wrapped).text == f"{A} {B}\n\n{B} {A}"


@pytest.mark.parametrize("line", ["CATL starts production", A, "宁德时代在重庆建厂", "CATL und BYD\n"])
def test_a_single_line_is_body(line: str) -> None:
    assert (read(line).text, read(line).title) == (line.strip(), "")


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        ("渝新能源产线完成调试", ["公司位于重庆的半固态电池产线已完成调试。", "该产线设计年产能为2吉瓦时。"], "zh"),
        ("瀬戸内電池、岡山に工場", ["瀬戸内電池は岡山県に工場を建設すると発表した。", "投資額は約900億円だ。"], "ja"),
        (
            "한빛셀, 청주 공장 증설",
            ["한빛셀은 청주에 배터리 공장을 증설한다고 밝혔다.", "투자 규모는 4200억원이다."],
            "ko",
        ),
        (
            "Zellwerk baut am Bodensee",
            ["Die Zellwerk AG baut ihre Fabrik nun doch am Bodensee.", "Das teilte sie mit."],
            "de",
        ),
    ],
)
def test_other_languages(title: str, body: list[str], language: str) -> None:
    article = read("\n\n".join([title, *body, "相关阅读", "Share"]))
    assert (article.title, article.text, article.language) == (title, "\n\n".join(body), language)


def test_bylines_dates_labels_and_headings_above_and_below_are_no_body() -> None:
    above = ["Menu", "Norrvind starts output", "By Ingrid Falk", "November 12, 2026, 17:40", "Share"]
    below = ["© 2026 Review. All rights reserved.", "More news", "Quillon halts mine"]
    article = read("\n\n".join([*above, A, "Plans", B, *below]))
    assert (article.title, article.text) == ("Norrvind starts output", f"{A}\n\nPlans\n\n{B}")
    assert (article.published.date, article.published.trust, article.published.at) == ("2026-11-12", "low", None)


def test_a_list_behind_the_last_sentence_stays() -> None:
    assert read(f"{A}\n\n{B}\n\n- Sweden: 8,000 t\n- Poland: 3,000 t").text.endswith(
        "- Sweden: 8,000 t\n- Poland: 3,000 t"
    )


@pytest.mark.parametrize("text", ["", " \n\n\t", "\x00", "Read also:\n\nLatest"])
def test_nothing_to_read_is_rejected(text: str) -> None:
    result = extract_text(text, name="empty.txt", now=NOW)
    assert isinstance(result, Rejected)
    assert (result.reason, result.url) == ("no_text", "empty.txt")

"""What pages are taken for: labelled pages of eight kinds, and the cases that real pages brought to light."""

from __future__ import annotations

from collections import Counter

import pytest
from kind_pages import HALVES, KindPage, kind_pages
from saved_pages import read
from voltwire.records import Article, Rejected

LOOKED_AT = 0.03  # of the pages of a kind


def test_there_are_labelled_pages_of_every_kind_and_no_two_alike() -> None:
    pages = kind_pages()
    assert len(pages) >= 150
    assert len({page.content for page in pages}) == len({page.url for page in pages}) == len(pages)
    kinds = Counter((page.half, page.kind) for page in pages)
    assert set(kinds) == {(half, kind) for half in HALVES for kind in _KINDS}


_KINDS = ("article", "bot", "consent", "error", "listing", "login", "press", "teaser")


@pytest.mark.parametrize("kind", _KINDS)
def test_few_pages_of_a_kind_are_taken_for_another(kind: str) -> None:
    pages = [page for page in kind_pages() if page.kind == kind]
    wrong = {f"{page.half}/{page.name}": found for page in pages if (found := page.found()) != page.expected}
    assert len(wrong) <= LOOKED_AT * len(pages), wrong


@pytest.mark.parametrize("page", [p for p in kind_pages() if p.kind in ("article", "press")], ids=lambda p: p.name)
def test_what_is_an_article_is_never_refused(page: KindPage) -> None:
    assert page.found() in ("article", "press_release"), page.found()


P = "<p>The plant in Gävle makes cathode material for the cell factory next door, the company said on Thursday.</p>"
Q = "<p>It is to reach eight thousand tonnes a year by the end of 2027, roughly half of what the factory needs.</p>"
H1 = "<h1>Norrvind starts cathode output in Gävle</h1>"
NOTICE = (
    "<p>This website uses cookies so that we can give you the best experience. Cookie information is stored in your "
    "browser and helps us to understand which parts you find useful. You may change your preferences at any time.</p>"
)
LINKS = "".join(
    f'<li><a href="/n/{n}">Another maker of cathode powder opens plant number {n}</a></li>' for n in range(12)
)


def found(body: str, url: str = "https://cells.example/news/one") -> Article | Rejected:
    return read(f"<html lang=en><head><title>Norrvind starts</title></head><body>{body}</body></html>", url=url)


def text(body: str, url: str = "https://cells.example/news/one") -> str:
    result = found(body, url)
    assert isinstance(result, Article), result
    return result.text


def test_a_notice_about_cookies_is_no_part_of_the_text_beside_it() -> None:
    longest = NOTICE.replace("</p>", " " + "These details are kept for a year. " * 8 + "</p>")
    assert (
        "cookie"
        not in text(f'{H1}{P}{Q}{P.replace("Thursday", "Friday")}<div class="cookie-notice">{longest}</div>').lower()
    )


def test_a_long_paragraph_that_speaks_of_consent_by_the_way_is_text() -> None:
    long = (
        "We have looked after trees for thirty years, and we know how they stand, how they rot and how they fall. "
        "With your consent we drill into the trunk, for no other technology shows as clearly how much of it is sound. "
    ) * 6
    assert "drill into the trunk" in text(f"<h2>Opinions on trees</h2><p>{long}</p><p>Ask for our privacy policy.</p>")


def test_an_article_at_the_root_of_a_site_is_told_by_its_query() -> None:
    many = "".join(P.replace("Thursday", f"Thursday, and once more on day {n}") for n in range(8))
    assert found(f"{H1}{many}<ul>{LINKS}</ul>", "https://cells.example/?p=31228").__class__ is Article
    result = found(f"<p>{'Slow news from a fast trade. ' * 2}</p><ul>{LINKS}</ul>", "https://cells.example/")
    assert isinstance(result, Rejected)
    assert result.reason == "listing_page"


def test_links_within_sentences_do_not_cut_the_text_apart() -> None:
    linked = [
        f'<div>Number {n} of the new features is told <a href="/d/{n}">in the long document about version {n}</a>, '
        "which everybody should read before the first start.</div>"
        for n in range(12)
    ]
    assert "Number 11" in text(f"<h3>Version 3.6 is here</h3>{''.join(linked)}")


def test_paragraphs_in_boxes_of_their_own_are_one_text() -> None:
    boxes = [
        P,
        Q,
        P.replace("Thursday", "Friday"),
        Q.replace("2027", "2029"),
        P.replace("Gävle", "Umeå"),
        Q.replace("half", "all"),
    ]
    apart = "".join(f'<div class="paragraph"><div>{one}</div></div>' for one in boxes * 2)
    assert "Umeå" in text(f"{H1}{apart}<ul>{LINKS}</ul>")


def test_a_form_to_log_in_beside_a_headline_makes_no_login_page() -> None:
    form = '<h2>My cells - Login</h2><form><input type="email"><input type="password"></form>'
    assert "Gävle" in text(f"{H1}{P}{Q}{form}")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Error establishing a database connection", "server_error"),
        ("502 Bad Gateway", "server_error"),
        ("Page not found", "not_found"),
        ("Seite nicht gefunden", "not_found"),
    ],
)
def test_an_error_told_with_status_200_is_what_it_says(words: str, reason: str) -> None:
    result = read(f"<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>")
    assert isinstance(result, Rejected)
    assert result.reason == reason
    assert result.temporary is (reason == "server_error")


def test_a_paywall_that_the_text_goes_on_behind_ends_nothing() -> None:
    box = '<div class="paywall">Subscribe now to read on. Already a subscriber? Log in.</div>'
    behind, before = found(f"{H1}{P}{box}"), found(f"{H1}{P}{box}{Q}")
    assert isinstance(behind, Article)
    assert isinstance(before, Article)
    assert (behind.page_kind, before.page_kind) == ("teaser", "article")

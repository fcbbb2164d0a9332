"""What kind of page it is: an article, its teaser, a press release, or none (see gates.py and listing.py).

Structure and length are asked first, phrases last and only on pages with little text: an article may well speak of
cookies or captchas.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from ..records import PageKind, Reason, Source
from ..regex import regex
from . import structured
from .document import quick_text
from .gates import gate
from .lead import lead
from .listing import lies_at_place
from .markup import Page
from .releases import looks_released
from .strings import is_sentence, key, weight
from .teasers import asks, looks_cut
from .weighing import weighed

_FLAGS = re.IGNORECASE
_WALLS = etree.XPath(
    './/*[self::div or self::section or self::aside or self::p][re:test(concat(@class, " ", @id, " ", @data-testid), '
    '"paywall|pay-wall|regwall|subscri(?:be|ption)-?(?:wall|prompt|box|cta|offer)|'
    "premium(?:-(?:wall|box|content|teaser)|$| )|"
    'piano-|meter-?wall|abo-?(?:wall|box|layer|teaser)|locked-content|restricted-content|members-only", "i")]',
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
_SUBSCRIBE = regex(
    r"to (?:continue|keep) reading.{0,60}(?:subscri|log ?in|sign ?in)|(?:continue|keep) reading with a|(?:post|article|"
    r"story|content) is (?:for|reserved for|only for) (?:paid |paying )?(?:subscribers|members)|"
    r"subscribe (?:now )?to (?:read|continue|unlock|"
    r"get full)|to (?:read|continue reading) (?:the full|this) .{0,40}(?:subscribe|log ?in|sign in)|"
    r"(?:continue reading|read the full) .{0,40}(?:subscri|account)|this (?:article|content|story) is (?:for|"
    r"only available to|reserved for) .{0,20}(?:subscribers|members)|already a (?:subscriber|member)|"
    r"log ?in to (?:read|continue)|weiterlesen mit|jetzt (?:weiterlesen|abonnieren)|(?:nur|exklusiv) für abonnenten|"
    r"sie möchten .{0,20}weiterlesen|réservé aux abonnés|pour lire la suite|solo para suscriptores|付费(?:阅读|内容|"
    r"文章)|(?:登录|订阅|会员).{0,8}(?:阅读全文|后可|可读)|(?:続きを読むには|この記事は(?:有料|会員)|有料会員限定|"
    r"会員限定)|(?:유료|구독자 전용|회원 전용)|전체 기사.{0,10}(?:구독|로그인)",
    _FLAGS,
)
_WIRE = regex(
    r"/\s?(?:PR\s?Newswire|PRNewswire|EINPresswire|CNW|APA-?OTS)[^/]{0,20}/|\((?:BUSINESS WIRE|GLOBE NEWSWIRE|"
    r"ACCESSWIRE|NEWSFILE|Newsfile Corp|Marketwired|ACN Newswire|EQS)[^)]{0,40}\)|\bPRNewswire\b|"
    r"^SOURCE:? [A-Z][^.]{2,80}$|"
    r"\bEQS-(?:News|Ad-?hoc)\b|/ ?ACCESSWIRE ?/|\((?:ots|OTS)\) ?[-–—]|^(?:FOR IMMEDIATE RELEASE|For immediate release|"
    r"Zur sofortigen Veröffentlichung|Pour diffusion immédiate|Para publicación inmediata)",
    re.MULTILINE,
)
_WIRE_HOST = regex(
    r"(?:^|\.)(?:prnewswire|businesswire|globenewswire|accesswire|einpresswire|presseportal|newswire|prtimes|"
    r"eqs-news|openpr)\.",
    _FLAGS,
)
_RELEASE_PATH = regex(
    r"/(?:press-?releases?|news-?releases?|presseaussendung(?:en)?|pressemitteilung(?:en)?|pressemeldung(?:en)?|"
    r"medieninformation(?:en)?|"
    r"media-?releases?|communiques?-de-presse)(?:[/_-]|$)",
    _FLAGS,
)

_TEASER_FREE_FALSE = (
    1_800  # weight: longer texts behind `isAccessibleForFree: false` are metered articles, there in full
)
_TEASER_SHORT = 900  # weight (600 characters of Latin script count so in practice with their furniture)
_PARAGRAPHS = 5
_ASKING = 2  # lines of a wall
_CUT_TEASER = 60  # weight of a first sentence that a paywall cuts off


def no_article(page: Page, title: str, body: str, listed: str | None) -> tuple[Reason, str] | None:
    """The reason for which a page is rejected, with a word for a person; None when it is an article of some kind.

    `listed` is what listing.py found on the page before other articles were taken out of it.
    """
    if refused := gate(page, title, body):
        return refused
    if listed and not _stops_at_a_wall(page):
        return "listing_page", listed
    if refused := weighed(page, body):
        return refused
    short = weight(body) < 200 and not any(is_sentence(line) for line in body.split("\n\n"))
    if short and not (weight(body) >= _CUT_TEASER and _ends_at_a_wall(page, body)):
        return "no_text", "no running text"
    return None


def _stops_at_a_wall(page: Page) -> bool:
    """Whether a headline and some text are followed by lines that ask to pay, before any link leads elsewhere."""
    found = lead(page)
    heads = {text for level, text in page.heads if level == "h1"}
    start = next((number for number, line in enumerate(found.lines) if line in heads), None)
    if start is None or lies_at_place(page):
        return False
    below = found.lines[start + 1 :]
    text = next((n for n, line in enumerate(below) if weight(line) >= _CUT_TEASER and not asks(line)), len(below))
    return sum(map(asks, below[text + 1 :])) >= _ASKING


def kind(page: Page, title: str, body: str, raw_body: str, source: Source | None) -> PageKind:
    """Which kind of article it is; `body` is the text after trimming, `raw_body` before."""
    if _is_teaser(page, body):
        return "teaser"
    return "press_release" if _is_release(page, title, raw_body, source) else "article"


def _is_teaser(page: Page, body: str) -> bool:
    """Structured data and length first; a phrase counts only on a short text that a paywall of the markup ends."""
    size = weight(body)
    free = structured.free_to_read(page.article) if page.article is not None else None
    tier = (page.first_meta("article:content_tier", "og:article:content_tier", "og:content_tier") or "").lower()
    if free is False and _shortened(page, body):
        return True
    if free is False or tier in ("locked", "metered"):
        return (size < _TEASER_FREE_FALSE and not _is_whole(page, body)) or looks_cut(page, body)
    if free is True:
        return False
    return (size < _TEASER_SHORT and _ends_at_a_wall(page, body)) or looks_cut(page, body)


def _is_whole(page: Page, body: str) -> bool:
    """Whether a text that is not free seems to be there in full: paragraphs, a last sentence, nobody asks to pay."""
    lines = body.split("\n\n")
    return len(lines) >= _PARAGRAPHS and is_sentence(lines[-1]) and not _ends_at_a_wall(page, body)


def _ends_at_a_wall(page: Page, body: str) -> bool:
    """Whether an invitation to pay stands behind the text; one in its midst stops nobody."""
    lines = {key(line) for line in body.split("\n\n")}
    return any(
        _SUBSCRIBE.search(quick_text(wall)) is not None
        and not any(key(quick_text(after)) in lines for after in wall.itersiblings("p", "div", "span"))
        for wall in _WALLS(page.tree)
    )


def _shortened(page: Page, body: str) -> bool:
    """Whether the page gives a word count that the text falls far short of."""
    given = structured.text(page.article, "wordCount") if page.article is not None else None
    return given is not None and given.isascii() and given.isdigit() and len(body.split()) < 0.5 * int(given) > 50


def _is_release(page: Page, title: str, body: str, source: Source | None) -> bool:
    if source is not None and source.publisher == "newsroom":
        return True
    if page.article is not None and "PressRelease" in structured.types(page.article):
        return True
    address = urlsplit(page.url) if page.url.startswith("http") else None
    if address is not None and (_WIRE_HOST.search(address.hostname or "") or _RELEASE_PATH.search(address.path)):
        return True
    if any(_WIRE.search(part) is not None for part in (title, body[:600], body[-600:])):
        return True
    return looks_released(page, title, body)

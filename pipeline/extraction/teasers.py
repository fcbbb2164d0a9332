"""Teasers: the beginning of an article, cut where its publisher asks to pay, to log in or to give an address.

One sign is never enough: texts end without a full stop, papers ask for subscribers below whole articles, and premium
boxes stand beside free ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..regex import regex
from . import structured
from .document import quick_text
from .lead import lines
from .markup import Page
from .sayings import said
from .strings import cut_off, is_sentence, key, weight

ENOUGH = 4.0  # points
_LONG = 3_000  # weight of a text that is no teaser
_SHORT, _MIDDLE = 900, 1_800
_AFTER = 12  # lines behind the text in which a wall stands
_LAST = 40  # characters of the last line that are looked for
_WALL = 0.6
_OR_LOGIN = 0.3  # of a wall in a line that asks to pay or to log in
_WALL_LINE = 240  # weight
_LEAST = 60  # weight of a text
_NAMES = ".//@class | .//@id | .//@data-testid"
_HINTS = (
    "subscri", "abonn", " abo", "probeabo", "plus", "premium", "member", "mitglied", "regist", "free ", "reading",
    "read on", "read the", "the rest", "support", "trial", "purchase", "plan", "unlock", "account", "weiterlesen",
    "lesen", "suscri", "socios", "resto", "completa",
    "assin", "prenumer", "konto", "la suite", "lire", "leer", "legg", "lezen", "läs", "czyta", "dostęp", "sblocca",
    "ler ", "leit", "会员", "订阅", "付费", "全文", "剩余", "試讀", "试读", "會員", "訂閱", "付費", "会員", "有料",
    "登録", "続き", "残り", "구독", "유료", "회원", "이용권", "프리미엄", "전체", "무료",
)  # fmt: skip
"""One of them is in every line of a wall; looking for them is far cheaper than weighing words."""
_MARKS = regex(
    r"pay-?wall|reg-?wall|pay-?gate|meter(?:ed|-?wall)|(?:^|[\s_-])(?:wall|gate[ds]?|locked?|truncat\w*|"
    r"fade-?out|gradation|"
    r"blur\w*|piano|premium)(?:[\s_-]|$)|subscri\w*[-_](?:wall|prompt|offer|box)|abo[-_](?:wall|box|layer|"
    r"hinweis)|"
    r"(?:^|[\s_-])(?:pw|lock|plus)[-_](?:box|wall|offers?|layer|overlay|teaser)|"
    r"member-?only|restricted|is-?premium|plus-(?:content|article)|teaser-?text|field--teaser|view-mode-(?:gated|"
    r"teaser)"
)
_LEADS_IN = regex(
    r"subscri|abo(?:nn|s?[/?_-]|$)|regist|plans?\b|offer|kop/|köp|kauf|suscri|assin|prenum|member|checkout|login|pricing"
)
_TIERS = ("paid-content", "lp:paywall", "article:content_tier", "og:article:content_tier", "og:content_tier", "paywall")
_OPEN = frozenset(("", "false", "free", "no", "0", "none", "open"))
_BOX = 1_500  # weight of a marked box that sells; a larger one holds the text
_PRICE = regex(r"(?:[€$£¥₩₹]|\bUSD|\bEUR|\bCHF)\s?\d|\d\s?(?:€|\$|£|円|원|元|zł|kr\b|euros?\b)", re.IGNORECASE)
_MINUTES = regex(
    r"\b(\d{1,2})[ -]?(?:min\b|minutes?\b|minuten\b|minuti\b|minutos\b|minuter\b)|(?:约|約|약)\s?(\d{1,2})\s?(?:分|분)",
    re.IGNORECASE,
)
_READING = regex(r"read|les(?:e|tid)|lectur|lettura|leitura|leestijd|läs|czyt|阅读|読|읽", re.IGNORECASE)
_WORDS_A_MINUTE = 200
_LETTERS = 6  # of a word with its blank


def looks_cut(page: Page, body: str) -> bool:
    """Whether a page has so many signs of a teaser that its text is one."""
    if not body or weight(body) >= _LONG:
        return False
    return sum(points for points, _ in signs(page, body)) >= ENOUGH


def signs(page: Page, body: str) -> Iterator[tuple[float, str]]:
    """Signs with the points that each gives."""
    text, walls = _parted(body.split("\n\n"))
    if not text:
        return
    ends = 1.5 if cut_off(text[-1]) else 1.0 if not is_sentence(text[-1]) and weight(text[-1]) >= _LEAST else 0.0
    size = sum(map(weight, text))
    if not (ends or walls) and size >= _MIDDLE:
        return
    marked = _is_marked(page)
    if not (ends or marked):
        return
    yield ends, "cut"
    if marked:
        yield 1.0, "marked"
    behind = walls or list(_after(page, text[-1]))
    asking = [line for line in behind if asks(line)]
    if asking:
        yield 2.0, "a wall behind the text"
        if len(asking) >= 2 or any(_PRICE.search(line) for line in behind):
            yield 0.5, "an offer"
    elif ends and any(_PRICE.search(line) for line in behind[:6]):
        yield 1.5, "a price behind the text"
    if marked and size < _SHORT and _sells(page):
        yield 1.0, "a marked box that sells"
    yield (1.0 if size < _SHORT else 0.5 * (ends > 0) if size < _MIDDLE else -1.0), "short"
    if _announced(page) > 2.5 * size:
        yield 1.0, "shorter than announced"
    if page.article is not None and structured.free_to_read(page.article) is False:
        yield 0.5, "not free"


def _parted(body: list[str]) -> tuple[list[str], list[str]]:
    """The text before a wall that was taken for text, and the wall with what follows; none where the text goes on."""
    for number, line in enumerate(body):
        if number and _is_wall(line):
            before, behind = body[:number], body[number:]
            going_on = sum(weight(one) for one in behind[1:] if is_sentence(one) and said(one)["other"] > _WALL)
            enough = sum(map(weight, before)) >= _LEAST
            return (before, behind) if enough and going_on < 400 else (body, [])
    return body, []


def _is_wall(line: str) -> bool:
    if weight(line) > _WALL_LINE:
        return False
    low = line.casefold()
    return any(hint in low for hint in _HINTS) and asks(line)


def asks(line: str) -> bool:
    """Whether a line asks to pay, or to log in and so to read on."""
    likely = said(line)
    return likely["wall"] >= _WALL or (likely["wall"] >= _OR_LOGIN and likely["wall"] + likely["login"] >= _WALL)


def _is_marked(page: Page) -> bool:
    """Whether names in the markup, or what the page tells machines, speak of a wall."""
    if any((page.first_meta(name) or "").lower() not in _OPEN for name in _TIERS):
        return True
    if page.tree.find(".//*[@data-paywall]") is not None:
        return True
    return _MARKS.search(" ".join(page.tree.xpath(_NAMES)).lower()) is not None


def _sells(page: Page) -> bool:
    """Whether a small box that is marked as a wall names a price, or leads to where one subscribes."""
    for box in page.tree.xpath(".//body//*[self::div or self::section or self::aside][@class or @id]"):
        if _MARKS.search(f"{box.get('class') or ''} {box.get('id') or ''}".lower()) is None:
            continue
        text = quick_text(box)
        if not 0 < weight(text) <= _BOX:
            continue
        if _PRICE.search(text) or any(_LEADS_IN.search(link.get("href", "").lower()) for link in box.iter("a")):
            return True
    return False


def _after(page: Page, last: str) -> Iterator[str]:
    """The lines that stand behind the last one of the text."""
    wanted = key(last)[-_LAST:]
    told = [text for _, text in lines(page.tree, whole=True)]
    places = [number for number, text in enumerate(told) if wanted and wanted in key(text)]
    if places:
        yield from told[places[-1] + 1 : places[-1] + 1 + _AFTER]


def _announced(page: Page) -> int:
    """Weight of the text that a time for reading near the headline announces."""
    for _, text in islice(lines(page.tree), 25):
        if len(text) <= 160 and (match := _MINUTES.search(text)) and _READING.search(text):
            return int(match[1] or match[2]) * _WORDS_A_MINUTE * _LETTERS
    return 0

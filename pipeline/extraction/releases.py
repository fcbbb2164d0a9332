"""Press releases, told by what companies put into and around theirs.

No sign is enough alone: papers quote releases, tell who a company is and give a telephone number, too. A release is a
page with several signs, the publisher's own name among them where it can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from ..regex import regex
from . import structured
from .markup import Page, site_name
from .sayings import said
from .strings import key, weight

ENOUGH = 4.0  # points
_LAST = 8  # lines at the end in which boilerplate stands
_MOST_AT_END = 2.0  # points
_BRIEF = 60  # characters of a line that is a heading
_PLACE = regex(
    r"/(?:newsroom|news-?room|nieuwsroom|press(?:room|-room)?|presse|media|investors?|ir|investor-relations|investoren|"
    r"investisseurs|inversores|investitori|announcements?|aankondigingen|persberichten|comunicati(?:-stampa)?|"
    r"communiques?|"
    r"comunicados?|notas?-de-(?:prensa|imprensa)|sala-(?:de-prensa|stampa)|pressmeddelanden?|pressrum|"
    r"pressemitteilungen|"
    r"biuro-prasowe|centrum-prasowe|news/(?:release|home)|corporate-?news|releases?|prnews|pr)/"
)
_PLACE_HOST = regex(r"^(?:ir|investors?|investor-relations|newsroom|press|presse|media|pressroom|news\.?room)\.")
_ABOUT = regex(
    r"^(?:about|über|ueber|à propos d[eu'’]\s?|acerca de|sobre|quiénes somos|informazioni su|chi è|om|over|o firmie|"
    r"o spółce|profile?:?|关于|關於)\s?(?P<who>[^.!?。]{2,60})$|^(?P<whose>[^.!?。]{2,40})(?:について|の概要|\s?소개)$|"
    r"^(?:会社概要|회사 ?소개|"
    r"公司简介|unternehmensprofil|boilerplate|company profile)$",
)
_PHONE = regex(
    r"(?<![\d.])(?:\+|00|\(?0)\d[\d\s()/.–-]{6,18}\d|\b\d{3}[-.\s]\d{3,4}[-.\s]\d{4}\b|"
    r"\b0\d{1,4}[-–]\d{2,4}[-–]\d{3,4}\b"
)
_MAIL = regex(
    r"\b(?:press|presse|media|medien|ir|investors?|pr|prensa|stampa|pers|comunica\w*|kommunikation|"
    r"communications?)@|\w@\w"
)
_CONTACT = regex(
    r"contact|kontakt|media|medien|presse?\b|pers\b|stampa|prensa|imprensa|prasow|investor|redactie|redaktion|"
    r"further information|more information|お問い合わせ|問合せ|広報|联系|聯絡|문의|홍보",
)
_SELF = regex(
    r"[(“\"„«‘'”](?:the |das |die |la |le |il |o )?[“\"„«”]?(?:company|group|unternehmen|gesellschaft|société|compañía|"
    r"sociedad|società|companhia|spółka|bolaget)[”\"“»)]|以下[、,]?\s?[「“\"『](?:当社|[^」”\"』]{1,20})[」”\"』]|"
    r"(?:以下|下称)简称|[(（](?:本社|本店|代表|대표)|이하 ?[‘'\"“]",
)
_TICKER = regex(
    r"\((?:nasdaq|nyse|asx|tsx(?:[- ]?v)?|lse|aim|otcq[bx]|euronext|xetra|hkex|sehk|six|krx|kosdaq|kospi|tse|szse|sse|"
    r"bse|nse|omx|ose|oslo børs|bme|milan|fse|cse)[^)]{0,30}[:：]\s?[^)]{1,30}\)|^(?:asx|aim|lse|nyse|nasdaq|"
    r"tsx(?:[-.]?v)?)[:：]\s?[a-z]{2,5}\b",
)
_DATELINE = regex(
    r"^[^.!?。]{2,50}?[,(（]? ?(?:\d{1,2}\.? ?(?:\w{3,12}\.?|de \w{4,10}) (?:de )?\d{4}|\w{3,12}\.? \d{1,2},? \d{4}|"
    r"\d{4}年\d{1,2}月\d{1,2}日)"
    r"[)）]?\s?(?:[-–—:]|/[^/]{2,20}/)",
)
_WIRE = regex(
    r"^.{2,70}?(?:-{1,2} ?\([^)]{2,40}\) ?-{1,2}|"
    r"/ ?[^/]{2,25} ?/ ?-{1,2}|\([^)]{2,30}(?:newswire|wire)\b[^)]{0,20}\))"
)
_END = regex(r"^[-–—*#\s]*(?:ends?|ende|fin|fine|einde|slut|koniec|以\s*上|###|끝)[-–—*#\s.]*$")
_OFFICE = regex(
    r"press office|office of communications?|pressestelle|presseabteilung|medienstelle|service (?:de )?presse|"
    r"bureau de presse|(?:oficina|gabinete|servicio) de (?:prensa|comunicaci[oó]n)|ufficio stampa|"
    r"assessoria de imprensa|gabinete de (?:imprensa|comunicação)|persdienst|persvoorlichting|pressavdelning|"
    r"presstjänst|pressekontor|biur[oa] prasow|tiskové oddělení|新闻办公室|新闻处|新闻中心|新聞室|広報(?:室|部|課|"
    r"担当)|홍보(?:실|팀|담당관?)|대변인실",
)
_SAYS = regex(
    r"(?:is|are) pleased to (?:announce|report|advise)|today (?:announced|reported)|authori[sz]ed for release|"
    r"gibt bekannt|"
    r"お知らせ(?:いたし|し)ます|今日宣布|보도자료|annonce (?:ce jour|aujourd)|"
    r"forward-looking|zukunftsgerichtet|prospecti[vf]|"
    r"previsional|framåtblickande|toekomstgericht|前瞻性|ニュースリリース|"
    r"news ?release|press ?release|pressemitteilung|"
    r"persbericht|"
    r"comunicato stampa|nota de prensa|communiqué de presse|pressmeddelande|informacja prasowa|"
    r"comunicado de (?:imprensa|prensa)",
)


def looks_released(page: Page, title: str, body: str) -> bool:
    """Whether a page has so many signs of a press release that it is one; `body` is the text before trimming."""
    if _has_writer(page) and not _lies_at_place(page):
        return False
    lines = [line for line in body.split("\n\n") if line.strip()]
    points = sum(points for points, _ in signs(page, title, lines)) if lines else 0.0
    return points >= ENOUGH - _MOST_AT_END and points + ends_as_released(lines) >= ENOUGH


def ends_as_released(lines: Sequence[str]) -> float:
    """Points for what the last lines say; weighing words takes time, and is done where it may decide."""
    said_so = sum(said(line)["release"] for line in lines[-_LAST:]) / _LAST
    return _MOST_AT_END * max(0.0, said_so - 0.1)


def signs(page: Page, title: str, lines: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Signs for and against with the points that each gives."""
    low = [line.casefold() for line in lines]
    opening, last = " ".join(low[:3])[:1_200], low[-_LAST:]
    if _lies_at_place(page):
        yield 1.5, "place"
    if any(_is_about(line, opening + title.casefold()) for line in low[1:] if weight(line) <= _BRIEF):
        yield 2.0, "about the company"
    if any(_CONTACT.search(one) and _PHONE.search(two) for one, two in _neighbours(last)):
        yield 1.5, "a contact"
    if any(_OFFICE.search(line) for line in last if weight(line) <= 2 * _BRIEF):
        yield 1.0, "a press office"
    if _SELF.search(opening):
        yield 1.5, "the company"
    if _TICKER.search(opening[:500]):
        yield 1.0, "a ticker"
    if any(_WIRE.search(line) for line in low[:4]):
        yield 2.0, "a wire"
    elif any(_DATELINE.search(line[:90]) for line in low[:4]):
        yield 0.5, "a place and day"
    if any(_END.search(line) for line in low[len(low) // 2 :]):
        yield 1.0, "an end"
    if any(_SAYS.search(line) for line in (opening, title.casefold(), *last)):
        yield 1.0, "its words"
    if _speaks_of_itself(page, title.casefold() + " " + opening):
        yield 1.5, "its publisher's name"
    if _has_writer(page):
        yield -2.0, "a writer"


def _lies_at_place(page: Page) -> bool:
    if not page.url.startswith("http"):
        return False
    parts = urlsplit(page.url.lower())
    return _PLACE.search(parts.path) is not None or _PLACE_HOST.search(parts.hostname or "") is not None


def _is_about(line: str, opening: str) -> bool:
    """Whether a heading begins the part that tells who the company is, which the text began with."""
    match = _ABOUT.search(line.strip(" :：【】■●*"))
    if match is None:
        return False
    who = key((match["who"] or match["whose"] or "").strip())
    return not who or who in key(opening) or who.split()[0] in key(opening).split()


def _neighbours(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with itself and the two after it."""
    for number, line in enumerate(lines):
        yield line, " ".join(lines[number : number + 3])


def _speaks_of_itself(page: Page, opening: str) -> bool:
    """Whether headline or first lines name the site's publisher: companies speak of themselves, papers seldom."""
    host = (urlsplit(page.url).hostname or "") if page.url.startswith("http") else ""
    label = max(host.split(".")[-3:-1], key=len, default="").replace("-", "")
    name = key(site_name(page) or "").replace(" ", "")
    plain = key(opening).replace(" ", "")
    return (len(name) >= 3 and name in plain) or (len(label) >= 5 and label in plain)


def _has_writer(page: Page) -> bool:
    """Whether structured data name a person as author."""
    given = structured.as_list(page.article.get("author")) if page.article is not None else []
    return any(isinstance(one, dict) and one.get("@type") == "Person" for one in given)

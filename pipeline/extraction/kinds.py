"""What kind of page it is: an article, its teaser, a press release, or none (consent, bot check, listing).

Structure and length are asked first, phrases last and only on pages with little text: an article may well speak of
cookies or captchas.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from ..records import PageKind, Reason, Source
from ..regex import regex
from . import document, structured
from .document import quick_text
from .furniture import consent_placeholder
from .markup import Page
from .strings import is_sentence, weight

_FLAGS = re.IGNORECASE
_BOT_TITLE = regex(
    r"^\W*(?:just a moment|one moment,? please|attention required|access (?:to this page has been )?denied|"
    r"access restricted|403 forbidden|forbidden|please wait|are you (?:a )?(?:human|robot)|robot or human|"
    r"pardon our interruption|security (?:check|verification)|verify(?:ing)? (?:you are|that you are|your browser)|"
    r"human verification|bot (?:detection|verification)|ddos.?guard|checking your browser|captcha|recaptcha|"
    r"request (?:blocked|rejected)|you have been blocked|unusual traffic|zugriff verweigert|"
    r"sicherheits(?:überprüfung|abfrage)|sind sie ein (?:mensch|roboter)|accès refusé|vérification de sécurité|"
    r"acceso denegado|安全(?:验证|检查|驗證)|人机(?:验证|身份)|访问(?:验证|被拒绝|受限)|请完成验证|"
    r"アクセス(?:が)?(?:拒否|制限)|(?:セキュリティ|ロボット)(?:チェック|ではありません)|(?:보안|로봇) ?(?:확인|검사|"
    r"문자)|접근이? ?(?:거부|차단|제한)|자동등록방지|비정상적인? ?(?:접근|접속))",
    _FLAGS,
)
_BOT_TEXT = regex(
    r"verify(?:ing)? (?:that )?you are (?:a )?(?:human|not a (?:robot|bot))|(?:are|you're|i'm|i am) not a robot|"
    r"complete the (?:captcha|security check)|enable javascript and cookies to continue|"
    r"checking (?:if the site connection is secure|your browser before)|"
    r"needs to review the security of your connection|ray id\b|unusual traffic from your|detected unusual activity|"
    r"you don't have permission to access|reference\s?#\d+\.|incapsula incident|automated (?:access|requests?)|"
    r"press (?:&|and) hold|bestätigen sie,? dass sie (?:ein mensch|kein roboter)|vérifiez que vous êtes humain|"
    r"verifica que eres humano|(?:请|請)(?:完成|进行|先).{0,10}(?:验证|驗證)|您的访问.{0,12}(?:异常|拦截|阻止)|"
    r"私はロボットではありません|로봇이 아닙니다|자동화된 (?:접근|요청)",
    _FLAGS,
)
_CONSENT_CUES = (
    r"cookies?\b|クッキー|쿠키",
    r"\bconsent|zustimm|einwillig|consentement|consentimiento|consenso|同意|동의",
    r"accept(?:er)? (?:all|and continue|tout)|alle akzeptieren|akzeptieren und weiter|tout accepter|aceptar (?:todo|"
    r"y continuar)|accetta (?:tutto|e continua)|接受(?:全部|所有|并)|全部接受|すべて(?:受け入れ|許可|同意)|"
    r"모두 (?:동의|허용|수락)|i agree|i accept",
    r"privacy (?:policy|settings|choices)|your privacy|datenschutz|privatsphäre|confidentialité|vie privée|"
    r"privacidad|riservatezza|informativa|隐私|プライバシー|개인정보",
    r"\bpartners?\b|partnern\b|partenaires|socios|third part|dritt(?:e|en|anbieter)|合作伙伴|第三方|パートナー|"
    r"第三者|제3자|파트너",
    r"personal(?:ised|ized|isierte)?\b.{0,20}(?:data|ads|advertising|content|daten|werbung|anzeigen)|"
    r"données personnelles|datos personales|dati personali|个人(?:数据|信息)|個人(?:情報|データ)|パーソナライズ|"
    r"맞춤형 광고",
    r"track(?:ing|ed)|tracking|store and/?or access information|vendors?\b|legitimate interest|"
    r"berechtigtes interesse|intérêt légitime|追踪|トラッキング|추적",
    r"reject all|manage (?:options|settings|preferences|choices)|alle ablehnen|einstellungen verwalten|"
    r"tout refuser|rechazar|rifiuta|拒绝|管理(?:选项|设置)|拒否|거부|설정 관리",
    r"(?:before you continue|mit werbung|werbefrei|pur-?abo|ohne tracking|continue without|continuer sans)",
)  # fmt: skip
_CONSENT_HINTS = ("cookie", "クッキー", "쿠키", "consent", "zustimm", "einwillig", "consens", "同意", "동의")
_CONSENT = tuple(regex(cue, _FLAGS) for cue in _CONSENT_CUES)
_CONSENT_PLACE = regex(
    r"(?:^|[./_-])(?:consent|cookie-?wall|zustimmung|privacy-?(?:wall|gate)|cmp|gdpr)(?:$|[./_-])", _FLAGS
)
_PAYWALL = etree.XPath(
    'boolean(.//*[self::div or self::section or self::aside or self::p][re:test(concat(@class, " ", @id), '
    '"paywall|pay-wall|regwall|subscri(?:be|ption)-?(?:wall|prompt|box|cta|offer)|premium-(?:wall|box|content|teaser)|piano-|meter-?wall|abo-?(?:wall|box|layer)|'
    'locked-content|restricted-content|members-only", "i")])',
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
_SUBSCRIBE = regex(
    r"to (?:continue|keep) reading.{0,60}(?:subscri|log ?in|sign ?in)|subscribe (?:now )?to (?:read|continue|unlock|"
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
    r"ACCESSWIRE|NEWSFILE|Marketwired|ACN Newswire|EQS)[^)]{0,40}\)|\bPRNewswire\b|^SOURCE:? [A-Z][^.]{2,80}$|"
    r"\bEQS-(?:News|Adhoc)\b|^(?:FOR IMMEDIATE RELEASE|Zur sofortigen Veröffentlichung)",
    re.MULTILINE,
)
_WIRE_HOST = regex(
    r"(?:^|\.)(?:prnewswire|businesswire|globenewswire|accesswire|einpresswire|presseportal|newswire|prtimes|"
    r"eqs-news|openpr)\.",
    _FLAGS,
)
_RELEASE_PATH = regex(
    r"/(?:press-?releases?|news-?releases?|pressemitteilung(?:en)?|pressemeldung(?:en)?|medieninformation(?:en)?|"
    r"media-?releases?|communiques?-de-presse)(?:[/_-]|$)",
    _FLAGS,
)

_TEASER_FREE_FALSE = (
    1_800  # weight: longer texts behind `isAccessibleForFree: false` are metered articles, there in full
)
_TEASER_SHORT = 900  # weight (600 characters of Latin script count so in practice with their furniture)
_LITTLE = 1_800
_LISTING_TYPES = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"})


def no_article(page: Page, title: str, body: str, raw_body: str) -> tuple[Reason, str] | None:
    """The reason for which a page is rejected, with a word for a person; None when it is an article of some kind.

    `body` is the text after trimming, `raw_body` before.
    """
    if weight(body) < 6 * _LITTLE:
        shown = _shown(page)
        if found := _bot(page, title, body, shown):
            return "bot_page", found
        if found := _consent(page, body, raw_body, shown):
            return "consent_page", found
    if found := _listing(page):
        return "listing_page", found
    if not any(is_sentence(line) for line in body.split("\n\n")) and weight(body) < 200:
        return "no_text", "no running text"
    return None


def _shown(page: Page) -> str:
    body = page.tree.find("body")
    return quick_text(body if body is not None else page.tree)


def _bot(page: Page, title: str, body: str, shown: str) -> str | None:
    if weight(body) > _LITTLE or page.article is not None:
        return None
    named = _BOT_TITLE.search(title) or _BOT_TITLE.search(page.document_title)
    if named and weight(shown) < 2 * _LITTLE:
        return named[0].strip()
    said = _BOT_TEXT.search(shown)
    if said and weight(shown) < _LITTLE:
        return said[0].strip()
    if page.challenge and weight(shown) < 700:
        return "a captcha or challenge and little else"
    return None


def _consent(page: Page, body: str, raw_body: str, shown: str) -> str | None:
    """A page whose text, as far as it has any, asks for consent."""
    low = shown.casefold()
    if not any(hint in low for hint in _CONSENT_HINTS):
        return None
    own = "\n".join(line for line in body.split("\n\n") if not consent_placeholder(line))
    if weight(own) >= 4 * _LITTLE:
        return None
    cues = sum(bool(cue.search(raw_body) or (len(shown) < 6_000 and cue.search(shown))) for cue in _CONSENT)
    within = sum(cue.search(own) is not None for cue in _CONSENT)
    if weight(own) < 200 and cues >= 4 and not page.declares_article:
        return f"{cues} signs of a consent form, no text"
    paragraphs = sum(is_sentence(line) and weight(line) >= 80 for line in own.split("\n"))
    if within >= 4 and within * 700 >= weight(own) and not (page.declares_article and paragraphs >= 4):
        return f"{within} signs of a consent form in the text"
    parts = urlsplit(page.url) if page.url.startswith("http") else None
    place = parts is not None and _CONSENT_PLACE.search((parts.hostname or "") + parts.path)
    if place and cues >= 2 and weight(own) < _LITTLE and not page.declares_article:
        return "a consent address"
    return None


def _listing(page: Page) -> str | None:
    """Many links that look like headlines, little running text, no word that it is an article."""
    if page.declares_article:
        return None
    home = page.url.startswith("http") and urlsplit(page.url).path in ("", "/")
    lists = any(_LISTING_TYPES & structured.types(node) for node in page.nodes)
    few, run = (5, 1_500) if home or lists else (10, 700)
    links = _headline_links(page)
    if links >= few and (longest := max(document.runs(page.tree).values(), default=0)) < run:
        return f"{links} headlines as links, longest run of text {longest}"
    return None


def _headline_links(page: Page) -> int:
    """Different headlines that are links, navigation left out."""
    found = set()
    for link in page.tree.iter("a"):
        text = quick_text(link) if link.get("href") else ""
        long = weight(text) >= 30 and (len(text.split()) >= 4 or weight(text) > len(text) + 6)
        if long and not any(one.tag in ("nav", "footer") for one in link.iterancestors()):
            found.add(text)
    return len(found)


def kind(page: Page, body: str, source: Source | None) -> PageKind:
    """Which kind of article it is."""
    if _is_teaser(page, body):
        return "teaser"
    return "press_release" if _is_release(page, body, source) else "article"


def _is_teaser(page: Page, body: str) -> bool:
    """Structured data and length first; a phrase counts only on a short text with a paywall in the markup."""
    size = weight(body)
    free = structured.free_to_read(page.article) if page.article is not None else None
    tier = (page.first_meta("article:content_tier", "og:content_tier") or "").lower()
    if free is False and _shortened(page, body):
        return True
    if free is False or tier in ("locked", "metered"):
        return size < _TEASER_FREE_FALSE
    if free is True or size >= _TEASER_SHORT:
        return False
    return bool(_PAYWALL(page.tree)) and _SUBSCRIBE.search(_shown(page)) is not None


def _shortened(page: Page, body: str) -> bool:
    """Whether the page gives a word count that the text falls far short of."""
    given = structured.text(page.article, "wordCount") if page.article is not None else None
    return given is not None and given.isascii() and given.isdigit() and len(body.split()) < 0.5 * int(given) > 50


def _is_release(page: Page, body: str, source: Source | None) -> bool:
    if source is not None and source.publisher == "newsroom":
        return True
    if page.article is not None and "PressRelease" in structured.types(page.article):
        return True
    address = urlsplit(page.url) if page.url.startswith("http") else None
    if address is not None and (_WIRE_HOST.search(address.hostname or "") or _RELEASE_PATH.search(address.path)):
        return True
    return _WIRE.search(body, 0, 600) is not None or _WIRE.search(body[-600:]) is not None

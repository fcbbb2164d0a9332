"""Pages that stand in an article's place: consent forms, bot checks, forms to log in, errors told with status 200.

Three things tell them from an article that speaks of such pages: forms and scripts in the markup, a title that is the
phrase and not a headline with the phrase in it, and running text of which little is left when the sentences that ask
or excuse are taken away. Whoever has two paragraphs about something else is an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from ..records import Reason
from ..regex import regex
from . import gatewords as words
from .document import quick_text
from .markup import Page
from .strings import is_sentence, weight

_LONG = 10_800  # weight of a body that stands in nobody's place
_ENOUGH = 250  # weight of running text that makes an article, whatever is asked beside it
_BRIEF = 120  # the same below a headline of its own
_BOT_SHOWN = 1_800  # weight of all that a bot check shows; its explanations included
_LOGIN_TEXT = 900  # a form to log in praises what lies behind it
_ERROR_TEXT = 500  # an error, or a check that is named in the title, explains itself
_BOT_TEXT = 150
_BARE = 400  # weight of all that a page shows beside a field for a password
_BARE_ERROR = 160
_HEADLINE = 25
_DENSITY = 250  # weight of a line for each thing that it says of consent
_PART = regex(r"\s+[|\-–—·»‹›<>:]+\s+|\s*[|_｜]\s*")

Talk = Callable[[str], bool]


def gate(page: Page, title: str, body: str) -> tuple[Reason, str] | None:
    """The reason for which a page is no article, with a word for a person; None when it may be one."""
    if weight(body) >= _LONG:
        return None
    lines = body.split("\n\n")
    for ask in (_bot, _consent, _login, _error):
        if found := ask(page, title, lines):
            return found
    return None


def _running(lines: Iterable[str], talk: Talk, enough: int) -> int:
    """Weight of the sentences that are no talk of a gate; counting ends at `enough`, for there lies the answer."""
    total = 0
    for line in lines:
        if is_sentence(line) and not talk(line):
            total += weight(line)
            if total >= enough:
                break
    return total


def _said(groups: tuple[re.Pattern[str], ...], text: str) -> int:
    return sum(group.search(text) is not None for group in groups)


def _named(pattern: re.Pattern[str], names: Iterable[str]) -> str | None:
    """The phrase, when it is most of a title or of one of its parts."""
    for name in names:
        for part in (name, *_PART.split(name)):
            match = pattern.search(part) if len(part) <= 120 else None
            if match is not None and 2 * len(match[0].strip()) >= len(part.strip()):
                return match[0].strip()
    return None


def _titles(page: Page, title: str) -> list[str]:
    """What the page is called: title, first headings."""
    return [title, page.document_title, *(heading for _, heading in page.heads[:3])]


def _shown(page: Page) -> str:
    body = page.tree.find("body")
    return quick_text(body if body is not None else page.tree)


def _saying(pattern: re.Pattern[str]) -> Talk:
    return lambda line: pattern.search(line) is not None


# -- bot checks ------------------------------------------------------------------------------------------------------


def _bot(page: Page, title: str, lines: list[str]) -> tuple[Reason, str] | None:
    running = _running(lines, lambda line: _said(words.BOT, line) > 0, _ERROR_TEXT)
    shown = _shown(page)
    if page.article is not None or running >= _ERROR_TEXT or weight(shown) >= _BOT_SHOWN:
        return None
    if named := _named(words.BOT_NAMES, _titles(page, title)):
        return "bot_page", named
    if running >= _BOT_TEXT:
        return None
    if page.challenge and weight(shown) < 700:
        return "bot_page", "a captcha or challenge and little else"
    asks = not page.declares_article and words.ADDRESS.search(shown) is not None
    if asks and (said := _said(words.BOT, shown)) >= 3:
        return "bot_page", f"{said} signs of a bot check, no text"
    return None


# -- consent ---------------------------------------------------------------------------------------------------------


def _asks_consent(line: str) -> bool:
    """Whether a line speaks of little but consent; long ones may do so by the way."""
    said = _said(words.CONSENT, line)
    return weight(line) <= said * _DENSITY and (said >= 4 or (said >= 2 and words.ADDRESS.search(line) is not None))


def _consent(page: Page, title: str, lines: list[str]) -> tuple[Reason, str] | None:
    shown = _shown(page)
    low = shown.casefold()
    if not page.controls.consent and not any(hint in low for hint in words.CONSENT_HINTS):
        return None
    headline = weight(title) >= _HEADLINE and _said(words.CONSENT, title) == 0
    enough = _BRIEF if headline or page.declares_article else _ENOUGH
    if _running(lines, _asks_consent, enough) >= enough:
        return None
    if page.declares_article and any(lines):
        return None
    if page.controls.password and not _said(words.CONSENT[:2], " ".join(_titles(page, title))):
        return None  # who registers agrees to a few things, too
    said = _said(words.CONSENT, " ".join((shown[:6_000], *page.controls.buttons)))
    structure = page.controls.consent or _at_consent_place(page) or _offers_choice(page.controls.buttons)
    if said >= 5 or (said >= 3 and structure):
        return "consent_page", f"{said} signs of a consent form, no text"
    return None


def _offers_choice(buttons: tuple[str, ...]) -> bool:
    """Whether one button agrees and another does not."""
    declining = {button for button in buttons if words.DECLINE.search(button)}
    return bool(declining) and any(words.AGREE.search(button) for button in buttons if button not in declining)


def _at_consent_place(page: Page) -> bool:
    parts = urlsplit(page.url) if page.url.startswith("http") else None
    return parts is not None and words.CONSENT_PLACE.search((parts.hostname or "") + parts.path) is not None


# -- forms to log in -------------------------------------------------------------------------------------------------


def _login(page: Page, title: str, lines: list[str]) -> tuple[Reason, str] | None:
    controls = page.controls
    if not (controls.password or controls.asks_name) or page.declares_article:
        return None
    heads = [text for level, text in page.heads if level == "h1"]
    if named := _named(words.LOGIN_NAMES, (title, page.document_title, *heads)):
        enough = _LOGIN_TEXT
    elif any(weight(text) >= _HEADLINE for text in heads):
        return None
    else:
        named = _named(words.LOGIN_NAMES, (text for _, text in page.heads))
        enough = _ENOUGH
    place = words.LOGIN_PLACE.search(page.url) is not None
    bare = controls.password and weight(_shown(page)) < _BARE
    if not (named or bare or (place and controls.password)):
        return None
    if _running(lines, lambda line: False, enough) >= enough:
        return None
    return "login_page", named or "a form to log in and little else"


# -- errors ----------------------------------------------------------------------------------------------------------


def _error(page: Page, title: str, lines: list[str]) -> tuple[Reason, str] | None:
    """An error of the site's, although its server said 200: a page that is gone, or trouble that may be over soon."""
    if page.article is not None:
        return None
    for reason, pattern in _ERRORS:
        if _running(lines, _saying(pattern), _ERROR_TEXT) >= _ERROR_TEXT:
            continue
        if named := _named(pattern, _titles(page, title)):
            return reason, f'the page itself says "{named}"'
        if match := _said_alone(pattern, lines, _shown(page)):
            return reason, f'the page itself says "{match[0].strip()}"'
    return None


def _said_alone(pattern: re.Pattern[str], lines: list[str], shown: str) -> re.Match[str] | None:
    """A phrase that is most of the first line of a page with little else, or stands anywhere on one with nothing."""
    if weight(shown) < _BARE_ERROR:
        return pattern.search(shown)
    match = pattern.search(lines[0]) if weight(shown) < 700 else None
    return match if match is not None and 2 * len(match[0]) >= len(lines[0][:160]) else None


_ERRORS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    ("not_found", words.NOT_FOUND),
    ("server_error", words.SERVER_ERROR),
)

"""Pages that stand in an article's place, told by what their first lines say (see sayings.py and lead.py).

The rules of gates.py know phrases and are sure; here the words of titles and first lines are weighed, so that a page
counts whose phrases nobody has written down. Words alone are no proof: something in the page's build has to agree, and
whoever describes an article or tells a story in its text is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from ..records import Reason
from ..regex import regex
from . import gatewords as words
from .lead import Lead, lead
from .markup import Page
from .sayings import said
from .strings import weight

_REASONS: dict[str, Reason] = {
    "bot": "bot_page", "consent": "consent_page", "login": "login_page", "gone": "not_found", "down": "server_error",
}  # fmt: skip
_ENOUGH = 0.55  # of title and lines together (at most 3) that something is said
_LINES = 0.07  # of titles and lines taken together, where a title says it, too
_MANY_LINES = 0.12  # and where none does
_HINT = 0.2  # of a heading that says so
_PLAIN = 0.3  # and where the address speaks of an article
_DOUBT = 0.25
_LINE = 160  # weight that a line counts with at most
_MUCH = 2_500  # weight of a text that a banner above it does not speak for
_STORY = 500  # weight of running text about something else that makes an article
_ERROR_MARKS = regex(
    r"\b(?:page|error|err|is|single|td|status|code|http)?[-_]?(?:404|410|500|503)\b|not-?found|no-(?:article|result|"
    r"page)|"
    r"error(?:-?page|-?wrap|-?box|-?content|-?message|-?404)|main--error|\bnf\b|maintenance|wartung|sorry|offline|"
    r"unavailable"
)
_LOGIN_PLACE = regex(
    r"log-?in|sign-?(?:in|up)|regist|account|auth|sso|anmeld|konto|connexion|compte|acceso|cuenta|accedi|inlog|"
    r"logg|zaloguj|member|identi|/id/|//id\.|subscri|user",
)
_FEW_WORDS = 3  # of a title that its address has as well


def weighed(page: Page, body: str) -> tuple[Reason, str] | None:
    """The reason for which a page is no article, with a word for a person; None when it may be one."""
    if page.declares_article or _tells_a_story(body):
        return None
    found = lead(page)
    named = max(_REASONS, key=lambda one: _weight(found, one))
    total = _weight(found, named)
    share = _share(found, named)
    told = share >= _MANY_LINES or (total >= _ENOUGH and share >= _LINES)
    if not told or not _AGREES[named](page, found, body):
        return None
    return _REASONS[named], f"its first lines say so ({total:.1f} of 3)"


def _tells_a_story(body: str) -> bool:
    """Whether a text is so long that its page need not be looked at."""
    return weight(body) >= 10_800


def _weight(found: Lead, name: str) -> float:
    return max((_sure(title, name) for title in found.titles), default=0.0) + 2 * _share(found, name)


def _share(found: Lead, name: str) -> float:
    """The part of titles and first lines that says something; titles count half as much again."""
    sizes: list[tuple[str, float]] = [(line, min(weight(line), _LINE)) for line in found.lines]
    sizes += [(title, 1.5 * min(weight(title), _LINE)) for title in found.titles]
    total = sum(size for _, size in sizes)
    return sum(size * _sure(line, name) for line, size in sizes) / total if total else 0.0


def _sure(line: str, name: str) -> float:
    """How surely a line says something: what is about as likely as anything else counts for nothing."""
    return max(0.0, said(line)[name] - _DOUBT) / (1 - _DOUBT)


def _story(lines: Iterable[str]) -> float:
    """Weight of text as articles have it."""
    return sum(weight(line) * said(line)["other"] for line in lines)


# -- what has to agree -----------------------------------------------------------------------------------------------


def _addressed(found: Lead) -> bool:
    """Whether the page speaks to its reader."""
    return any(words.ADDRESS.search(line) for line in found.lines)


def _bot(page: Page, found: Lead, body: str) -> bool:
    return _story(body.split("\n\n")[:15]) < _STORY and not _is_named_in_address(page, found)


def _consent(page: Page, found: Lead, body: str) -> bool:
    lines = body.split("\n\n")
    if weight(body) >= _MUCH and _share(found, "consent") < 2 * _MANY_LINES:
        return False
    asks = page.controls.consent or bool(page.controls.buttons) or words.CONSENT_PLACE.search(page.url) is not None
    return asks and _story(lines[:15]) < _STORY and not _is_named_in_address(page, found)


def _login(page: Page, found: Lead, body: str) -> bool:
    asks = page.controls.password or (page.controls.asks_name and _LOGIN_PLACE.search(page.url) is not None)
    return asks and _story(body.split("\n\n")[:15]) < 2 * _STORY


def _error(page: Page, found: Lead, body: str) -> bool:
    """Errors show teasers, so that their text is none; their address names the article that is missing."""
    told = max(_story(found.lines) / 1.5, _story(body.split("\n\n")[:15]) / 3)
    return told < _STORY and (_heading_says_so(page, found) or not _is_named_in_address(page, found))


def _heading_says_so(page: Page, found: Lead) -> bool:
    """Whether the first heading and the lines say what the title does not: some sites make it of the address."""
    heads = [text for level, text in page.heads[:3] if level == "h1" and text in found.lines]
    return any(heads and _sure(heads[0], name) >= _HINT and _share(found, name) >= _PLAIN for name in ("gone", "down"))


_AGREES: dict[str, Callable[[Page, Lead, str], bool]] = {
    "bot": _bot, "consent": _consent, "login": _login, "gone": _error, "down": _error,
}  # fmt: skip


def _is_named_in_address(page: Page, found: Lead) -> bool:
    """Whether the address is made of the title's words, as those of articles are."""
    path = urlsplit(page.url).path.casefold() if page.url.startswith("http") else ""
    known = set(_WORD.findall(path))
    for title in found.titles:
        own = set(_WORD.findall(title.casefold()))
        shared = len(own & known)
        if shared >= _FEW_WORDS or (shared >= 2 and 2 * shared >= len(own)):
            return True
    return False


_WORD = regex(r"[^\W\d_]{3,}")

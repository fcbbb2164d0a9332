"""A company named in full may be named shortly afterwards: `Form` after `Form Energy`, `(ONE)`, `LG`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..regex import regex
from .findings import Finding
from .spelling import is_ticker
from .words import AFTER_SHORT_NAME, CORPORATE_WORDS, FIRST_STOPS, NO_COMPANY, NOT_SHORT, SENTENCE_STARTERS

if TYPE_CHECKING:
    from .resolver import Board

DERIVED = 0.95
_SURE_TO_REPEAT, _SHORTEST_REPEAT = 0.5, 3
_BRACKETED = regex(r"[ \u00a0]?[(（][\"“]?([A-Z][A-Za-z&-]{1,7})[\"”]?[)）]")
_TICKER = regex(r" ?\([A-Z]{2,8}(?: American)? ?: ?(?P<code>[A-Z0-9. ]{1,8})\)")
_DEFINED = regex(
    r"\s?[(（](?:以下|下|이하|略称)(?:合?[简簡]?[称稱])?[:：、,]?\s*"
    r"[“\"「『‘'《]?(?P<short>[^”\"」』’'》)）]{2,14})[”\"」』’'》]?(?:と(?:いう|いいます|する|します|称する)[。.]?\s*)?[)）]"
    r"|\s?[(（](?:[简簡][称稱])[:：]?\s*[“\"「『‘']?(?P<brief>[^”\"」』’')）]{2,14})[”\"」』’']?[)）]"
    r"|\s?\((?:the |hereinafter |together )?[“\"](?P<quoted>[A-Z][^”\"]{1,30})[”\"](?: or the [“\"]Company[”\"])?\)"
    r"|\s?\([“\"](?P<first>[A-Z][^”\"]{1,30})[”\"](?: or|,)"
)
"""A short form that a text defines: （以下简称“启航”）, (이하 '한빛셀'), （以下「みなも」）, ("Kestrel")."""
_WORD = regex(r"[^\W_][\w&'’+-]*")
_NEXT_WORD = regex(r"[ \u00a0-]([^\W_]+)")
_LAST_WORD = regex(r"([^\W_]+)[ \u00a0]$")
_PARTICLES = (
    "(?:은|는|이|가|을|를|의|와|과|도|에|로|측|그룹)(?![\uac00-\ud7a3])|"
    "[はがをにもと](?![\u30a1-\u30ff])|の|[与和将將已在的也则則]"
)
_SENTENCE_START = regex(r"(?:^|[.!?:]['\"’”)]?\s|\n)\s*[\"“'‘(]?$")
_OWNS = regex(r"['’]s (?=[a-z])")
_STATE = regex(r"region:[A-Z]{2}(?:-[A-Z0-9]+)?")
_SUBJECT = regex(
    r" (?!is\b|was\b|as\b|its\b|this\b|has\b)[a-z]{3,}s (?:a|an|the|its|to|that|on|for|with|from|special) "
)
_BEFORE_PLACE = frozenset("in near from at of to into around outside across and or the between via through".split())
_AT_WORK = regex(r"['’]s\b|,|\(")


@cache
def _group() -> re.Pattern[str]:
    """The group's letters in LG에너지솔루션, LGエネルギーソリューション, LG新能源."""
    return re.compile("[A-Z]{2,3}(?=[\u3400-\u9fff\u30a1-\u30ff\uac00-\ud7a3]{2})")


def add_short_forms(board: Board) -> None:
    """Put short forms and abbreviations that the text itself explains onto the board."""
    companies = [one for one in board.decided() if one.label == "COMPANY"]
    for short, full in _abbreviations(board.text, companies).items():
        if full.entity_id is not None or short.lower() not in NO_COMPANY:
            _add_all(board, short, full, explained=True)
    for short, full in _first_words(board.text, companies).items():
        _add_all(board, short, full, explained=False)
    _add_repeats(board)


def _add_repeats(board: Board) -> None:
    """What a model took for a company once is one wherever the text has the same name again, if nothing speaks against
    it there; a model sees each sentence anew and misses some. Latin names alone: their borders can be seen."""
    found = board.decided()
    places = {board.text[one.start : one.end] for one in found if one.label != "COMPANY"}
    unlisted = {
        board.text[one.start : one.end]: one
        for one in reversed(found)
        if one.label == "COMPANY" and one.entity_id is None and one.score >= _SURE_TO_REPEAT
    }
    for name, first in unlisted.items():
        if not name.isascii() or len(name) < _SHORTEST_REPEAT or name in places or name.lower() in NOT_SHORT:
            continue
        for match in _occurrences(name, board.text):
            start, end = match.span()
            if is_ticker(board.text, start):
                continue
            if board.is_free(start, end) and not board.is_refused(start, end) and stands_alone(board.text, start, end):
                board.add(first._replace(start=start, end=end))


def share_names(text: str, decided: list[Finding]) -> list[Finding]:
    """Give unlisted companies of one text the fullest form of their name."""
    unlisted = [one for one in decided if one.label == "COMPANY" and one.entity_id is None]
    if not unlisted:
        return decided
    fullest = _fullest(one.name for one in unlisted)
    return [one._replace(name=fullest.get(one.name, one.name)) for one in decided]


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Each name → the longest name of the same text that begins with its words, if there is no second such family."""
    words = {name: _core(name) for name in names}
    found = {}
    for name, core in words.items():
        family = [other for other, longer in words.items() if longer[: len(core)] == core]
        longest = max(family, key=lambda other: (len(words[other]), len(other)))
        nested = all(words[longest][: len(words[other])] == words[other] for other in family)
        same = [other for other in family if words[other] == core]
        found[name] = longest if nested else max(same, key=len)
    return found


def _core(name: str) -> tuple[str, ...]:
    """The words of a name without those that only say its legal form; all of them when nothing else is there."""
    words = tuple(word.lower() for word in _WORD.findall(name))
    end = len(words)
    while end > 1 and words[end - 1] in CORPORATE_WORDS:
        end -= 1
    return words[:end] or (name.lower(),)


def _abbreviations(text: str, companies: list[Finding]) -> dict[str, Finding]:
    """Bracketed initials right behind a name: `Our Next Energy (ONE)`."""
    found: dict[str, Finding] = {}
    for company in companies:
        match = _BRACKETED.match(text, company.end)
        if match and _are_initials(match[1], text[company.start : company.end]):
            found.setdefault(match[1], company)
        ticker = _TICKER.match(text, company.end)
        if ticker and _is_named_by_ticker(text, ticker):
            found.setdefault(ticker["code"], company)
        defined = _DEFINED.match(text, ticker.end() if ticker else company.end)
        short = next((one for one in defined.groups() if one), "").strip() if defined else ""
        if len(short) > 1 and short not in ("本公司", "公司", "회사", "당사", "当社", "Company", "the Company"):
            found.setdefault(short, company)
    return found


def _is_named_by_ticker(text: str, ticker: re.Match[str]) -> bool:
    """Whether the text goes on to call the company by its ticker: Lithium Universe (ASX:LU7) … LU7 plans."""
    code = ticker["code"]
    return len(code) > 2 and any(
        stands_alone(text, *match.span()) and (_acts(text, match.end()) or _OWNS.match(text, match.end()))
        for match in _occurrences(code, text)
        if match.start() > ticker.end()
    )


def _are_initials(short: str, name: str) -> bool:
    """Whether the letters of `short` are capitals of the name in their order, the first one first; of three capitals
    and more the later ones may stand inside a word (Mittelrhein Kathodenwerke, MKW)."""
    letters = [char.upper() for char in short if char.isalpha()]
    capitals = iter(char for char in name if char.isupper())
    several = len(name.split()) > 1 and sum(char.isupper() for char in short) > 1
    if not several or letters[0] != name[0]:
        return False
    if all(char in capitals for char in letters):
        return True
    anywhere = iter(name.upper())
    return short.isupper() and len(letters) > 2 and all(char in anywhere for char in letters)


def _first_words(text: str, companies: list[Finding]) -> dict[str, Finding]:
    """First words, or the letters of the group in a name of Asia, that can stand for one company of this text alone."""
    names = _fullest(one.name for one in companies if one.entity_id is None)
    found: dict[str, Finding] = {}
    owners: dict[str, set[str]] = {}
    for company in companies:
        words = _WORD.findall(text[company.start : company.end])
        if not words or len(words[0]) < 2 or not words[0][0].isupper():
            continue
        if len(words) > 1 or company.score == 1:  # one word that a model alone has found may be the short form itself
            owners.setdefault(words[0], set()).add(company.entity_id or names[company.name])
        if len(words) > 1 and words[0].isascii():
            found.setdefault(words[0], company)
        group = _group().match(text, company.start, company.end)
        if group is not None and company.entity_id is not None:
            owners.setdefault(group[0], set()).add(company.entity_id)
            found.setdefault(group[0], company)
    return {first: company for first, company in found.items() if len(owners[first]) == 1}


def _add_all(board: Board, short: str, full: Finding, *, explained: bool) -> None:
    """Every later occurrence of a short form that nothing else has taken."""
    text = board.text
    sure = {one.entity_id for one in board.decided() if one.score == 1}
    for match in _occurrences(short, text[full.end :]):
        start, end = full.end + match.start(), full.end + match.end()
        if is_ticker(text, start) or (not explained and not stands_alone(text, start, end)):
            continue
        if not explained and short.lower() in NOT_SHORT and not _acts(text, end):
            continue  # `Standard expects …` after Standard Lithium, but no standard practice
        here = board.over(start, end)
        told = explained and all(one.score < 1 and (one.start, one.end) == (start, end) for one in here)
        free = not board.is_refused(start, end) and all(
            _gives_way(one, start, end, full, sure) or _is_rather_the_company(text, one, start, end) for one in here
        )
        if told or free:
            board.replace(here, _short(full, start, end, explained))


def _occurrences(short: str, text: str) -> Iterator[re.Match[str]]:
    """Where a short form stands as a word; scripts without blanks have no borders to look at."""
    if short.isascii():
        behind = rf"(?!\w|&\w|\.\w|-[A-Z0-9])|(?={_PARTICLES}))"
        return re.finditer(rf"(?<![A-Za-z0-9_@&./-]){re.escape(short)}(?:{behind}", text)
    left = "(?<![\uac00-\ud7a3])" if "\uac00" <= short[0] <= "\ud7a3" else ""
    return re.finditer(left + re.escape(short), text)


def _acts(text: str, end: int) -> bool:
    """Whether a verb follows that companies are the subject of."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1] in AFTER_SHORT_NAME


def _gives_way(taken: Finding, start: int, end: int, full: Finding, sure: set[str | None]) -> bool:
    """Whether what stands on a short form's place is less certain: a company of unknown identity, or one that only a
    cue word spoke for (`LG`, where the text names `LG Energy Solution` in full and never the group)."""
    same_place = taken.label == "COMPANY" and (taken.start, taken.end) == (start, end)
    if not same_place or full.entity_id is None or taken.entity_id == full.entity_id:
        return False
    return taken.entity_id is None or (taken.score < 1 and taken.entity_id not in sure)


def _is_rather_the_company(text: str, taken: Finding, start: int, end: int) -> bool:
    """Whether a town or an area of the name of a company that the text has named in full stands where the company
    would: as a subject, not behind a preposition (Tirupati places, Pilbara's shares). Countries and states act, too."""
    if taken.label != "REGION" or (taken.start, taken.end) != (start, end) or _STATE.fullmatch(taken.entity_id or ""):
        return False
    last = _LAST_WORD.search(text[max(0, start - 24) : start])
    if last is not None and last[1].lower() in _BEFORE_PLACE:
        return False
    return _acts(text, end) or _OWNS.match(text, end) is not None or _SUBJECT.match(text, end) is not None


def _short(full: Finding, start: int, end: int, explained: bool) -> Finding:
    return full._replace(
        start=start,
        end=end,
        form="abbreviation" if explained else "name",
        found_by="catalogue" if full.entity_id else "pattern",
        score=min(full.score, DERIVED),
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the word is a name of its own here: no capitals beside it, no mere first word of a sentence."""
    following = _NEXT_WORD.match(text, end)
    if following is not None and following[1][0].isupper():
        return False
    before = text[max(0, start - 40) : start]
    last = _LAST_WORD.search(before)
    if last is not None and last[1][0].isupper() and last[1] not in FIRST_STOPS | SENTENCE_STARTERS:
        return False
    if text[start:end].isupper() or not _SENTENCE_START.search(before):
        return True
    at_work = following is not None and following[1] in AFTER_SHORT_NAME
    return at_work or _AT_WORK.match(text, end) is not None

"""Towns too small for the catalogue: a list of names that count where a text speaks of a place anyway.

`in Selby`, `between Inverness and Aberdeen`, `Seagoville, Texas`, `Lacq (Pyrénées-Atlantiques)`, `the town of Keith`,
`Dickens County`. The list (GeoNames, config/towns.txt) tells a town from a company that a model saw there, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..paths import data_folder
from ..regex import regex
from .findings import Finding
from .institutions import is_no_place
from .persons import GIVEN_NAMES
from .words import BEFORE_STAKE, FIRST_STOPS

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.8
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w'’-]*[\w]"
_NAME = rf"{_CAPITAL}(?:[ ](?:(?:of|on|upon|am|an der|de|del|la|le|sur|en)[ ])?{_CAPITAL}){{0,3}}"
_LIST = regex(rf"(?:, (?:and |y |et |und )?| (?:and|or|y|et|und) )(?P<name>{_NAME})")
_IN = regex(rf"(?<!\w)(?:in|near|around|outside|between|bei|nahe|à|en|près de|cerca de) (?P<name>{_NAME})")
_KIND = regex(
    r"(?<!\w)(?:(?:[Tt]own|[Cc]ity|[Vv]illage|[Ss]uburb|[Hh]amlet|[Bb]orough|[Tt]ownship|[Mm]unicipality) of"
    r"|(?:localidad|ciudad|municipio|comuna|commune|ville|village) de|Ortschaft|Gemeinde|Ortsteil von)"
    rf" (?P<name>{_CAPITAL}(?: {_CAPITAL})?)(?! [A-Z])"
)
_COUNTY = regex(
    r"(?:(?<!\w)(?:in|of|from|to|into|near|across|throughout|the|for|and)|[,(–—]) ?"
    rf"(?P<name>{_CAPITAL}(?: {_CAPITAL})? (?:County|Township))(?![ -][A-Z]|\w)"
)
_DATELINE = regex(
    r"(?:^|\n)(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3})(?:, [^\n—–]{1,60}?)?(?: ?\([^\n)]{2,24}\))? ?(?:—|–|--|-) ?"
)
_LAST = regex(rf"(?P<name>{_NAME})(?:, | \()$")
_NEXT_CAPITAL = regex(r"[ -][A-ZÀ-Þ]")
_LEFT = 60


@cache
def _names() -> frozenset[str]:
    file = data_folder("config") / "towns.txt"
    return frozenset(file.read_text("utf-8").splitlines()) if file.is_file() else frozenset()


def is_town(name: str) -> bool:
    """Whether there is a town of this name, however many other things bear it."""
    return name in _names()


def add_towns(board: Board) -> None:
    """Put the towns that the text itself calls places onto the board."""
    for start, end in _spoken_of(board.text):
        _add(board, start, end)
    for region in [one for one in board.decided() if one.label == "REGION"]:
        before = _LAST.search(board.text, max(0, region.start - _LEFT), region.start)
        if before is not None:
            _add_last_words(board, *before.span("name"))
    for place in [one for one in board.decided() if one.label == "REGION"]:
        _add_list(board, place.end)


def _spoken_of(text: str) -> Iterator[tuple[int, int]]:
    for match in _DATELINE.finditer(text):
        if is_town(match["name"].title()):
            yield match.span("name")
    for match in _KIND.finditer(text):
        yield match.span("name")
    for match in _COUNTY.finditer(text):
        if match["name"].split()[0] not in FIRST_STOPS:
            yield match.span("name")
    for match in _IN.finditer(text):
        staked = (
            text[max(0, match.start() - 20) : match.start()].rpartition(" ")[0].rpartition(" ")[2].lower()
            in BEFORE_STAKE
        )
        if not staked and (end := _town_end(text, *match.span("name"))):
            yield match.start("name"), end


def _town_end(text: str, start: int, end: int) -> int | None:
    """Where the longest town that begins here ends; None when the words go on beyond it or no town begins here."""
    name = text[start:end]
    if not is_town(name) or _NEXT_CAPITAL.match(text, end):
        return None
    return None if name in GIVEN_NAMES else end


def _add_last_words(board: Board, start: int, end: int) -> None:
    """The longest town that ends before a place: `Site in Seagoville, Texas`."""
    words = list(re.finditer(r"\S+", board.text[start:end]))
    for number, word in enumerate(words):
        at = start + word.start()
        if is_town(board.text[at:end]) and (number == 0 or words[number - 1][0] in FIRST_STOPS):
            _add(board, at, end)
            return


def _add_list(board: Board, end: int) -> None:
    """Towns in a row behind a place: `Queens, Hoboken and Yonkers`."""
    while (following := _LIST.match(board.text, end)) and (stop := _town_end(board.text, *following.span("name"))):
        if not _add(board, following.start("name"), stop):
            return
        end = stop


def _add(board: Board, start: int, end: int) -> bool:
    free = board.is_free(start, end) and not board.is_refused(start, end)
    if not free or is_no_place(board.text, start, end):
        return False
    name = board.text[start:end]
    board.add(Finding(start, end, "REGION", None, name, "name", "pattern", SCORE))
    return True

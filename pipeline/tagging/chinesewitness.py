"""Chinese companies that their neighbours give away: rows of stocks with figures, daughters named after a town.

京东跌1.6% beside two listed companies that rise or fall is a company; 苏州某某 behind 子公司 is one, with its town.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..regex import regex
from .findings import Finding
from .hannames import Words, words_of

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.85
_LEAST_WITNESSES = 2
_MOVE = regex("[跌涨漲][超逾近约約幅]{0,2}[0-9]")
_MOVER = regex(
    "(?:^|(?<=[，、。；,;：:\n]))(?:(?P<first>[\u3400-\u9fff]{2,5}?)[和与與])?(?P<name>[A-Z]?[\u3400-\u9fff]{1,5}?)"
    "(?:[美港]股)?(?:[盘盤][初中前后後])?[则則]?[收大]?[跌涨漲][超逾近约約]?[0-9.]+[%％]"
)
_NO_MOVER = regex(
    "[指价價股数數率量额額锂鋰镍鎳钴鈷铜銅铝鋁锌鋅铁鐵钢鋼油气氣金银銀汇匯期债債块塊币幣元料品比环環前后後日月年季者司业業类類家均别別计計板度盘盤]$"
    "|板[块塊]|指[数數]|同比|[环環]比|累[计計]|合[约約]|主力|概念|行[业業]|[其此][中外次]|平均|今|昨|[这這该該]|截至|[价價]格"
)
_TIME = regex("[今昨周週早午盘盤日股则則也已一最累分均开開高低领領续續再又小微]")
_OWNED = regex("(?:[子孙孫]公司|旗下(?:公司)?|[参參控]股公司)[“「]?$")
_BOUGHT = regex("(?:[收][购購]|持有|[转轉][让讓]|出售|受[让讓])[“「]?$")
_SHARE = regex("[”」]? ?[0-9][0-9.]* ?[%％]的?(?:股[权權份]|[权權]益)")
_NO_NAME = regex("[的等及与與和在市省区區县縣两兩三新]|分公司|子公司|[高]新|[经經][开開]")
_THING = regex("生[产產]|[工][厂廠]|基地|[项項]目|[园園][区區]|[区區]|[县縣镇鎮市]|新建|二期|三期|一期|[机機]场|港")
_SINGLE_STOP = frozenset("的在与和及将已拟获取被对向从为是等于其也均还又年月日签约")


def add_movers(board: Board) -> None:
    """Names before a rise or fall in a text where at least two listed companies rise or fall as well."""
    text = board.text
    if len(_MOVE.findall(text)) <= _LEAST_WITNESSES:
        return
    spans = [match.span(group) for match in _MOVER.finditer(text) for group in ("first", "name") if match[group]]
    known = [span for span in spans if any(one.label == "COMPANY" and one.entity_id for one in board.over(*span))]
    if len(known) < _LEAST_WITNESSES:
        return
    for start, end in spans:
        if end - start < _LEAST_WITNESSES or _NO_MOVER.search(text, start, end) or board.is_refused(start, end):
            continue
        inner = board.over(start, end)
        longer = len(inner) == 1 and inner[0].start == start and inner[0].end <= end - 2
        if not inner or (longer and inner[0].label == "COMPANY" and not _TIME.match(text, inner[0].end)):
            _put(board, inner, start, end)


def add_daughters(board: Board) -> None:
    """A town of China and a short name behind `daughter` or `owned by`, or between `buys` and a share of it, wherever
    the text has the pair."""
    text = board.text
    names: dict[str, None] = {}
    for place in [one for one in board.decided() if one.label == "REGION"]:
        if not (place.entity_id or "").startswith("region:CN-"):
            continue
        owned = _OWNED.search(text, max(0, place.start - 6), place.start) is not None
        bought = not owned and _BOUGHT.search(text, max(0, place.start - 4), place.start) is not None
        end = _name_end(text, words_of(text), place.end) if owned or bought else None
        if end is not None and board.is_free(place.end, end) and (owned or _SHARE.match(text, end)):
            names[text[place.start : end]] = None
    for name in names:
        for start in _places_of(text, name):
            inner = board.over(start, start + len(name))
            if all(one.label == "REGION" and one.start == start for one in inner):
                _put(board, inner, start, start + len(name))


def _name_end(text: str, words: Words, at: int) -> int | None:
    """The end of a name of two to four characters that no ordinary word makes up; None where there is none."""
    if at not in words.borders:
        return None
    number, end = words.at(at), at
    while number < len(words.words) and end - at < 4:
        word, tag = words.tagged(number)
        ordinary = len(word) > 1 and not tag.startswith(("nr", "nz"))
        if ordinary or not "\u3400" <= word[0] <= "\u9fff" or word in _SINGLE_STOP or tag[0] in "mpcu":
            break
        end += len(word)
        number += 1
    named = 2 <= end - at <= 4 and _NO_NAME.search(text, at, end) is None and _THING.match(text, end) is None
    return end if named else None


def _places_of(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _put(board: Board, inner: list[Finding], start: int, end: int) -> None:
    name = board.text[start:end]
    board.replace(inner, Finding(start, end, "COMPANY", None, name, "name", "pattern", SCORE))

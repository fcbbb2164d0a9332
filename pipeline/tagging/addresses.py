"""Municipalities of Japan and Korea, counties of China in no list: 福島県双葉郡浪江町, 江西省宜丰县, 인천 서구.

They stand right behind the prefecture, province or city that the catalogue knows, and then alone in the same text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..regex import regex
from .findings import Finding

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.8
_JAPAN = regex(
    "(?!市町|[内各全下産外側の沖立])[\u3400-\u9fff\u3041-\u3096\u30a1-\u30fa々]{1,5}?(?:市(?!町)|区(?!域|間|分)"
    "|郡|町|村)(?![長民議役営立])"
)
_CHINA = regex(
    "(?![级境内各全产籍])[\u3400-\u9fff]{2,3}(?:自治)?[县縣](?![域级長长委城])"
    "|(?!高新|[经經][开開]|[开開][发發]|保[税稅]|工[业業]|[新城郊市老山全各内轄辖核主示自])"
    "[\u3400-\u9fff]{2,3}?[区區](?![域间間块塊位级級別别])"
)
_KOREA = regex(
    " (?:[동서남북중]구|(?!(?:[활운이변행노공자작가구전연협합감진냉출수유파]동|[측방정전표화이국반평]면) )"
    "[가-힣]{1,3}[0-9]?[읍면동])"
    "(?=$|[ ,.·)\\]]|(?:에서?|의|으?로|은|는|이|가|을|를|과|와|도)(?![가-힣]))"
)
_ENDS = {
    "KR": ("시", "군", "구", "읍", "면", "서울", "인천", "부산", "대구", "대전", "광주", "울산"),
    "JP": ("県", "都", "府", "道", "市", "郡", "区"),
    "CN": ("省", "市", "区", "州"),
}
_BY_COUNTRY = {"JP": _JAPAN, "CN": _CHINA, "KR": _KOREA}
_LEAST = 3  # characters of a name that may stand alone


def add_addresses(board: Board) -> None:
    """Put the municipalities behind a known place onto the board, and their other occurrences."""
    found: dict[str, Finding] = {}
    for place in [one for one in board.decided() if one.label == "REGION"]:
        country = (place.entity_id or "").removeprefix("region:")[:2]
        if country in _BY_COUNTRY and board.text[place.start : place.end].endswith(_ENDS[country]):
            _follow(board, place.end, _BY_COUNTRY[country], found)
    for name in found:
        for match in re.finditer(re.escape(name), board.text) if len(name) >= _LEAST else ():
            _add(board, *match.span())


_WARD_PART = regex(
    "[\u3400-\u9fff々]{2,4}?(?=[0-9０-９一二三四五六七八九十]{1,2}(?:丁目|[-－の])|に(?:開|新|本|ある|設)"
    "|で(?:開|発|火))"
)


def _follow(board: Board, end: int, pattern: re.Pattern[str], found: dict[str, Finding]) -> None:
    if pattern is _JAPAN and board.text[end - 1] == "区" and (part := _WARD_PART.match(board.text, end)):
        _add(board, *part.span())
    while (match := pattern.match(board.text, end)) and (
        added := _add(board, match.end() - len(match[0].lstrip()), match.end())
    ):
        found.setdefault(match[0].strip(), added)
        end = match.end()


def _add(board: Board, start: int, end: int) -> Finding | None:
    if not board.is_free(start, end) or board.is_refused(start, end):
        return None
    finding = Finding(start, end, "REGION", None, board.text[start:end], "name", "pattern", SCORE)
    board.add(finding)
    return finding

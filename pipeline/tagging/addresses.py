"""Municipalities of Japan and counties of China that no list holds: 福島県双葉郡浪江町, 江西省宜丰县.

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
    "(?!市町|[内各全下産外側の沖立])[\u3400-\u9fff\u3041-\u3096\u30a1-\u30fa々]{1,5}?(?:市(?!町)|区(?!域"
    "|間|分)|郡|町|村)(?![長民議役営立])"
)
_CHINA = regex(
    "(?![级境内各全产籍])[\u3400-\u9fff]{2,3}(?:自治)?[县縣](?![域级長长委城])"
    "|(?!高新|[经經][开開]|[开開][发發]|保[税稅]|工[业業]|[新城郊市老山全各内轄辖核主示自])"
    "[\u3400-\u9fff]{2,3}?[区區](?![域间間块塊位级級別别])"
)
_ENDS = {"JP": ("県", "都", "府", "道", "市", "郡", "区"), "CN": ("省", "市", "区", "州")}
_BY_COUNTRY = {"JP": _JAPAN, "CN": _CHINA}
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


def _follow(board: Board, end: int, pattern: re.Pattern[str], found: dict[str, Finding]) -> None:
    while (match := pattern.match(board.text, end)) and (added := _add(board, *match.span())):
        found.setdefault(match[0], added)
        end = match.end()


def _add(board: Board, start: int, end: int) -> Finding | None:
    if not board.is_free(start, end) or board.is_refused(start, end):
        return None
    finding = Finding(start, end, "REGION", None, board.text[start:end], "name", "pattern", SCORE)
    board.add(finding)
    return finding

"""Companies that a listed one beside them gives away in Japanese and Korean texts.

A group's daughter goes on in kana behind the group's name (日立ディスプレイズ); capitals in a row of companies
(포스코퓨처엠·금호석화·BEI) are one, too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .asianforms import without_particle
from .asiannouns import NO_NAMES, is_common
from .extending import goes_on_plainly
from .findings import Finding
from .scripts import HAN, SCRIPT

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.8


@cache
def _family() -> re.Pattern[str]:
    """The rest of a daughter's name in kana: not what any company has (グループ, ブランド) nor a car's name."""
    return re.compile(
        "(?!グループ|ブランド|ディーラー|ホールディングス)[\u30a1-\u30fa][\u30a1-\u30ff]{0,10}?"
        "(?:イズ|テクノロジーズ?|システムズ|ソリューションズ?|エナジー|マテリアルズ?|モーターズ?|ケミカルズ?"
        "|エレクトロニクス|サービス|ロジスティクス"
        "|エンジニアリング|テック|デバイス|マシナリー|オートモティブ|モビリティ|パーツ|ファイナンス|キャピタル"
        "|トレーディング|プラント|ハイテクノロジーズ"
        "|フィールディング|クレジット|リアルティ|プロダクツ|インダストリーズ|ケミファ|パワーズ?|セミコンダクター"
        "|メタルズ?|アドバンス)(?![\u30a1-\u30ff])"
    )


@cache
def _in_row() -> re.Pattern[str]:
    return re.compile("[·・ㆍ]([A-Z][A-Z0-9&]{1,6})(?=$|[,，、·・ㆍ…\\s](?![A-Z])|[은는이가을를와과의])")


@cache
def _of_country() -> re.Pattern[str]:
    """A name right behind a country's mark: 仏ティアマト, 米QuantumScape."""
    return re.compile(
        "(?P<kana>[\u30a1-\u30fa][\u30a1-\u30ff・]{2,20})(?=$|[はがをとも、。，,…（(」】\\s]|から|の(?!郊外|首都"
        "|街)|社|系|製|傘下|子会社|などと?)"
        "|(?P<latin>[A-Z](?:[A-Za-z0-9&]|[.-](?=[A-Za-z])| (?=[A-Z][a-z])){2,24})(?![A-Za-z])"
    )


@cache
def _daughter() -> re.Pattern[str]:
    """Letters of a Korean group with a name in Hangul (SK테스), or any name of a branch (BYD코리아)."""
    return re.compile(
        "(?<![A-Za-z0-9\uac00-\ud7a3])(?:(?:SK|LG|GS|LS|CJ|KT|HD|DL|HL|KG|BNK|DB|NH|KB|IBK|KCC|SGC|SNT|STX|OCI)"
        "(?P<rest>[\uac00-\ud7a3]{2,12})|(?!미스|팀|메이드인)(?:[A-Z]{2,6}|[\uac00-\ud7a3]{2,8}?)(?:코리아"
        "|차이나|재팬|아메리카))"
    )


def add_rows(board: Board) -> None:
    """Put them onto the board."""
    _add_daughters(board)
    _add_foreign(board)
    for one in [one for one in board.decided() if one.label == "COMPANY"]:
        if SCRIPT[board.text[one.end - 1]] == HAN:
            rest = _family().match(board.text, one.end)
            if rest is not None and board.is_free(rest.start(), rest.end()):
                board.replace([one], _unlisted(board.text, one.start, rest.end()))
                continue
        capitals = _in_row().match(board.text, one.end)
        if capitals is not None and capitals[1] not in NO_NAMES and board.is_free(*capitals.span(1)):
            board.add(_unlisted(board.text, *capitals.span(1)))


def _add_daughters(board: Board) -> None:
    for match in _daughter().finditer(board.text) if any(char >= "\uac00" for char in board.text[:200]) else ():
        start, end = match.span()
        if match["rest"]:
            end = match.start("rest") + len(without_particle(match["rest"]))
            if end - match.start("rest") < 2 or goes_on_plainly(board.text[match.start("rest") : end]):
                continue
        inner = board.over(start, end)
        border = match.start("rest") if match["rest"] else end - 1
        held = [one for one in inner if one.end <= border and one.start == start and one.label == "COMPANY"]
        if not inner or (len(inner) == len(held) == 1):
            board.replace(inner, _unlisted(board.text, start, end))


def _add_foreign(board: Board) -> None:
    for place in [one for one in board.decided() if one.label == "REGION" and one.end - one.start == 1]:
        match = _of_country().match(board.text, place.end)
        if match is None or not board.is_free(*match.span()) or board.is_refused(*match.span()):
            continue
        if match[0] in NO_NAMES or is_common(board.text, *match.span(), trade=False) or _is_person(match[0]):
            continue
        board.add(_unlisted(board.text, *match.span()))


def _is_person(name: str) -> bool:
    return "・" in name or name in _LEADERS


_LEADERS = frozenset(
    "トランプ バイデン ハリス オバマ マクロン メルツ ショルツ プーチン モディ ミレイ ルラ スナク スターマー "
    "メローニ マスク イエレン パウエル ルトニック ベッセント "
    "シリコンバレー ウォール ホワイトハウス".split()
)


def _unlisted(text: str, start: int, end: int) -> Finding:
    return Finding(start, end, "COMPANY", None, text[start:end], "name", "pattern", SCORE)

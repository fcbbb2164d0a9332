"""Companies that a listed one beside them gives away in Japanese and Korean texts.

A group's daughter goes on in kana behind the group's name (日立ディスプレイズ); capitals in a row of companies
(포스코퓨처엠·금호석화·BEI) are one, too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .findings import Finding
from .scripts import HAN, SCRIPT

if TYPE_CHECKING:
    from .resolver import Board

SCORE = 0.8
_NO_NAMES = frozenset(
    "ESS EV EVS EVTOL AI IT IOT UPS BMS PCS EMS SUV PHEV HEV BEV FCEV FCV ICT OLED LED LCD NAND DRAM HBM LFP NCM NCA NMC "
    "LMFP LMO IRA ESG CEO CTO CFO COO MOU IPO ETF R&D OEM FTA WTO IMF OECD EU US USA UN UK FEOC AMPC DLE PF LNG LPG SMR "
    "TF TV PC GPU CPU API SDV UAM V2G V2X VPP BESS CES MWC KPI M&A NDA PR HR PM QC ISO UL KC CE CO2 DC AC GDP CPI FOMC "
    "FRB BOJ ECB NATO OPEC COP GX DX EX CX".split()
)


@cache
def _family() -> re.Pattern[str]:
    """The rest of a daughter's name in kana: not what any company has (グループ, ブランド) nor a car's name."""
    return re.compile(
        "(?!グループ|ブランド|ディーラー|ホールディングス)[\u30a1-\u30fa][\u30a1-\u30ff]{0,10}?"
        "(?:イズ|テクノロジーズ?|システムズ|ソリューションズ?|エナジー|マテリアルズ?|モーターズ?|ケミカルズ?|エレクトロニクス|サービス|ロジスティクス"
        "|エンジニアリング|テック|デバイス|マシナリー|オートモティブ|モビリティ|パーツ|ファイナンス|キャピタル|トレーディング|プラント|ハイテクノロジーズ"
        "|フィールディング|クレジット|リアルティ|プロダクツ|インダストリーズ|ケミファ|パワーズ?|セミコンダクター|メタルズ?|アドバンス)(?![\u30a1-\u30ff])"
    )


@cache
def _in_row() -> re.Pattern[str]:
    return re.compile("[·・ㆍ]([A-Z][A-Z0-9&]{1,6})(?=$|[,，、·・ㆍ…\\s](?![A-Z])|[은는이가을를와과의])")


def add_rows(board: Board) -> None:
    """Put them onto the board."""
    for one in [one for one in board.decided() if one.label == "COMPANY"]:
        if SCRIPT[board.text[one.end - 1]] == HAN:
            rest = _family().match(board.text, one.end)
            if rest is not None and board.is_free(rest.start(), rest.end()):
                board.replace([one], _unlisted(board.text, one.start, rest.end()))
                continue
        capitals = _in_row().match(board.text, one.end)
        if capitals is not None and capitals[1] not in _NO_NAMES and board.is_free(*capitals.span(1)):
            board.add(_unlisted(board.text, *capitals.span(1)))


def _unlisted(text: str, start: int, end: int) -> Finding:
    return Finding(start, end, "COMPANY", None, text[start:end], "name", "pattern", SCORE)

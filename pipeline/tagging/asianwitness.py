"""What speaks against a Japanese company that a model alone has found and is not sure of.

Katakana goes on into the noun that it belongs to: what is glued to Chinese characters on either side, explains an
abbreviation in brackets or bears a trade mark's sign is a thing, not a company.
"""

from __future__ import annotations

import re
from functools import cache

from .scripts import HAN, KATAKANA, SCRIPT

UNSURE = 0.6
_LEADS = frozenset("米独仏英韓中豪印加台露伊欧社者業手商系国興下店東新元旧市町")
_FOLLOWS = frozenset("製社株側系等本工各両傘会内間全前後両幹陣子関")


@cache
def _thing_behind() -> re.Pattern[str]:
    return re.compile("[®™]|(?:向け|用)(?:の|に|で|$)?(?![ァ-ヶ])")


@cache
def _thing() -> re.Pattern[str]:
    """How nouns of things, people and trades end that companies' names do not end in."""
    return re.compile(
        "(?:^(?:地方|商業|投資|信託|都市|政策|民間|国有|協調|地元)(?:銀行|新聞|企業)|[®™]|(?<![工鉱産興窯農漁商林作企])業|業種|輸入|輸出|加工|保管|製造|反応|処理|合金|樹脂|回路|部材|基板|繊維"
        "|コンデンサー?|ヒューズ|レーダー|サプライヤー|ダイキャスト|ダイカスト|トランジスタ|ダイオード|抵抗器|インダクタ"
        "|キャスト|フィルム|シート|ケーブル|パネル|スチール製|カーエレクトロニクス|パワーエレクトロニクス|ディーラー"
        "|ライバル|オペレーター|プロバイダー|ビルダー|ユーザー|ドライバー|コンポーネント|ポリウレタン|プラスチック)$"
    )


@cache
def _expanded() -> re.Pattern[str]:
    """Capitals and the words that they stand for, up to the find: QRT(Quality Reliability and …"""
    return re.compile("[A-Z]{2,8} ?[(（](?:[A-Z][A-Za-z-]+[ ,]+(?:and |of |for |the |in )*){1,8}$")


def is_thing(text: str, start: int, end: int) -> bool:
    """Whether a Japanese find is rather a thing, a trade or part of a longer noun."""
    name, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if name.isascii():
        return _expanded().search(text, max(0, start - 90), start) is not None
    if _thing().search(name) or _thing_behind().match(text, end):
        return True
    if SCRIPT[text[end - 1]] == KATAKANA and after and SCRIPT[after] == HAN and after not in _FOLLOWS:
        return True
    return bool(before) and SCRIPT[name[0]] == KATAKANA and SCRIPT[before] == HAN and before not in _LEADS


def explains(text: str, start: int, end: int, listed: frozenset[int]) -> bool:
    """Whether a listed company stands in brackets behind it: the company's programme or brand. A name in another
    script there is the same company's."""
    if text[end : end + 1] not in ("(", "（") or end + 1 not in listed:
        return False
    return SCRIPT[text[end + 1]] == SCRIPT[text[start]] == KATAKANA

"""Whether a doubtful Chinese name is the town here: what leads to it and what follows it (see asianweighing.py).

Most towns have two characters, and two characters are often a word (中山, 东方) or stand across two of them. The list
of towns therefore asks for the province beside such a name; a paper that says where a factory is built seldom gives it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..regex import regex
from .findings import Finding

_ENOUGH, _ENOUGH_FOR_WORDS = 2.0, 3.0
_LED = regex(
    "(?:位[于於]|[坐座]落[于於在]?|落[户戶地][于於]?|[选選]址[于於在]?|[总總]部[设設]?[在于於]?"
    "|扎根[于於]?|布局[于於]?|[来來]自|"
    "抵[达達]|前往|出[产產][于於]|[设設注][于於立册冊][于於在]?|[进進][驻駐]|入[驻駐]|[迁遷][至到往]"
    "|[运運]往|[发發][往至])$"
)
"""What leads to places alone."""
_IN = regex("(?:[在赴于於从從]|(?<![达遇遭签簽见見收受得])到|由|[驻駐])$")
"""What leads to a place or to something else."""
_SITE = regex(
    "(?:超级|超級|生[产產]|[电電]池|新|[动動]力|[储儲]能|[锂鋰][电電])?(?:工[厂廠]|基地|[厂廠]区|[厂廠]區"
    "|[产產]?[业業][园園]|[园園][区區]|[科工][技业業][园園])"
    "|(?:[国國]家级?)?(?:[经經][济濟]技[术術])?[开開][发發][区區]|[经經高][开開新][区區]|保[税稅]"
    "|新[区區](?!域)|分公司|子公司|本地|[当當]地|市[委民场場政]|机[场場]|[机機]場|港[区區口]?(?![元股资資])"
    "|[项項]目|地[区區]|[南北东東西]部|街[头頭]|等地|两地|兩地|三地|一[带帶]"
)
_BUILD = regex(
    "(?:[共联聯合]同)?(?:新|投[资資]|[动動]工|[开開]工|[扩擴])?[建设設](?![议議备備计計])|投[资資产產建]"
    "|落[户戶地成]|[量生][产產]|[扩擴][大产產]|布局|[拥擁]有"
)
_ACT = regex(
    "[举舉][办辦行]|[召展]?[开開](?:[业業幕工始])|[签簽][约約署]|[启啟][动動]|[揭正]|成立|[注註][册冊]"
    "|打造|[发發]生|[设設]有|[运運][营營行]|[试試][点點]"
    "|推出|[发發]布|[购購]|完成|有(?=[一两兩三多新])|[，,。；、]|的(?:[工新生第首电電]"
    "|[^，。]{0,6}(?:工[厂廠]|基地|[项項]目))|$"
)
_WORDS = frozenset(
    "东方 東方 白银 白銀 安康 日照 凤凰 鳳凰 大同 开封 開封 赤壁 灯塔 燈塔 来宾 來賓 明光 玉门 玉門 长治"
    " 長治 文昌 海伦 海倫 凯里 凱里 新民 新源 平安 "
    "永康 同仁 三河 三明 东海 東海 天水 大理 安宁 安寧 天长 天長 天门 天門 安达 安達 建德 新乐 新樂 兴化"
    " 興化 常宁 常寧 东兴 東興 宁国 寧國 宁安 寧安 "
    "太平 光明 合山 高安 高平 乐平 樂平 平果 孝义 孝義 富锦 福安 当阳 神木 和田 乐昌 乐陵 界首 子长 尚志"
    " 五常 资兴 石首 罗马 羅馬 阳春 陽春 龙泉 龍泉 "
    "原平 定西 武穴 恩平 兴仁 新兴 新星 青山 万源 水富 茫崖 白杨 会理 玉树".split()
)
"""Towns whose name is something else as well."""
_ROW = regex("[、和与與及至—–-]")


class Places(NamedTuple):
    """Where the places of a text begin and end."""

    starts: frozenset[int]
    ends: frozenset[int]

    @classmethod
    def of(cls, found: Iterable[Finding]) -> Places:
        places = [one for one in found if one.label == "REGION"]
        return cls(frozenset(one.start for one in places), frozenset(one.end for one in places))


def is_town(text: str, one: Finding, places: Places) -> bool:
    """Whether enough speaks for a place; a name that the dictionary has as another word asks for more."""
    before = text[max(0, one.start - 6) : one.start]
    points = 3.0 if _LED.search(before) else 1.0 if _IN.search(before) else 0.0
    site = _SITE.match(text, one.end) is not None
    points += 2.5 if site or (points and _BUILD.match(text, one.end)) else 0.0
    if points and not site:
        points += 1.5 if _ACT.match(text, one.end) else 0.0
    if not site and _is_in_row(text, one, places):
        points += 2.5
    return points >= (_ENOUGH_FOR_WORDS if text[one.start : one.end] in _WORDS else _ENOUGH)


def _is_in_row(text: str, one: Finding, places: Places) -> bool:
    """Whether another place, sure or doubtful, is before or behind it, with a comma or `and` between them."""
    return (one.start - 1 in places.ends and _ROW.match(text, one.start - 1) is not None) or (
        one.end + 1 in places.starts and _ROW.match(text, one.end) is not None
    )

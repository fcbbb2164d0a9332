"""What of a model's Chinese, Japanese and Korean finds may be a company: where no blanks are, one ends hard to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..regex import regex
from .asiannouns import is_common
from .asianwitness import UNSURE, explains, is_thing
from .confidence import ends_in_trade
from .findings import Findings, ModelSpan
from .hannames import is_phrase
from .hanwords import HanWords
from .scripts import CJK, HAN, HANGUL, SCRIPT

_NO_COMPANY = regex(
    "(?:大学|大學|学院|學院|协会|協会|協會"
    "|学会|學會|研究院|研究所|研究中心|联盟|聯盟"
    "|政府|委员会|委員会|美術館|博物館|連盟|組合|准?教授|博士|先生|女士|氏|さん|選手|監督"
    "|대학교?|협회|학회|연구원|연구소|과학기술원|회의소|미술관|박물관|공사단|위원회|교수|박사|의원|씨"
    "|선수|감독|정부|머니"
    "|路|街|州|区|區|市|县|縣|省|镇|鎮|村|町|湖|江|河|山|島|岛|파|誌|派)"
)
"""What stands at the end of a name, or right behind it, that is no company's."""
_BEHIND = regex(
    "(?:[项項]目|[锂鋰铜銅镍鎳钴鈷金]?[矿礦](?![业業企商产產石])|[盐鹽]湖|[电電]站|大学|大學|学院|协会"
    "|協会|研究院|研究所|准?教授|박사|교수|협회|대학|연구원|미술관|仪式|路|街|머니)"
)
_WORD = regex(
    "(?:株式|有限|合同)会社|[주유]식?회사|[股份]*有限公司|(?:リチウム|ナトリウム|カリウム|マグネシウム"
    "|アルミニウム|ニッケル|コバルト|マンガン|グラファイト|カーボン|ポリマー|バッテリー"
    "|エネルギー|サプライチェーン|メーカー|スタートアップ|プロジェクト|リサイクル|システム|モジュール"
    "|パック|セル|キャッシュフロー|プラント)+"
    "|[가-힣]+(?:하겠|했다|한다|하는|하고|하며|되는|된다|됐다|이다)"
)
"""Words that the scripts write as they write names."""
_CUT = regex(
    "(?:製|社製|产|産|산|系|車|车|방식|표|형|식|측|電池|电池|電|电|方面|高层|高層|高管|商|媒|几座|多国"
    "|への.*|だと|라던|인|이라)$"
)
"""What a model takes along behind a name."""
_GOODS = regex("(?:新能源|[动動]力|[储儲]能|[锂鋰][电電离]?|智能|固[态態])+")
_THING = regex(
    "[电電汽乘商客货卡][池车車用]?|[车車]|[产產][业業]|基地|[项項]目|[业業][务務]|板[块塊]|材料|[领領]域"
    "|行[业業]|市[场場]"
)
_PERSON_BEFORE = regex(
    "(?:[记記]者|[编編][辑輯]|作者|[责責][编編]|通[讯訊][员員]|[撰]文|文[/／]|董事[长長]"
    "|[总總][裁经經]理?|分析[师師]|院士|教授|秘[书書][长長]|[首席][执執]行官|CEO|[书書][记記]|市[长長]"
    "|[创創][始]?人)[ 　：:]{0,2}$"
)
_SURNAMES = (
    "刘劉王李张張陈陳杨楊赵趙吴吳徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧曹彭曾萧蕭董袁潘蒋蔣蔡杜程苏蘇魏"
    "吕呂沈姚卢盧姜崔谭譚廖贾賈邹鄒孟熊秦邱薛闫侯陶黎贺賀郝龚龔冯馮于韩韓高马馬何黄黃周方石戴夏钟鍾汪田任"
    "范史毛万萬雷钱錢汤湯尹易常武康欧歐"
)
_ZH_NO_COMPANY = regex("(?:[部局署会會廳厅]|冲突|衝突|战争|戰爭|法案|[项項]目)$")
_CODE = regex("\\.(?:US|HK|S[HZ]|O|N)(?![A-Za-z])")
_LEAD = regex("[如与與和及由向对對为為](?=[A-Z])")
_PROPER = regex("(?:股份|集[团團]|[证證]券|控股|[资資]本|[创創]投|[银銀]行)$")
_LATIN = regex(
    "APPs?|Apps?|app|CEO|CTO|CFO|GWh|MWh|IPO|ETF|PE|VC|AI|5G|IT|EV|PHEV|BEV|SUV|MPV|ESG|PVDF|NMP|PACK"
    "|Pack|CTC|CTP|CTB|KWh|OEM|ODM|GDP|CPI|PPI|PMI|LPR|PPP|VR|AR|OTA|NOA|ADAS|LG ?能|(?:C[EFTOM]O"
    "|COO)[㐀-鿿]{2,4}|[中美欧歐日韩韓]{2}"
)
_WORDS = (
    "電池",
    "电池",
    "汽車",
    "汽车",
    "集團",
    "集团",
    "公司",
    "工廠",
    "工厂",
    "電子",
    "电子",
    "電機",
    "重慶",
    "科技",
    "能源",
)
"""Words of two characters that a name does not end within, in either way of writing."""


def sifted(text: str, language: str, spans: Sequence[ModelSpan], findings: Findings) -> list[ModelSpan]:
    """The finds that may stand, those that took too much along cut short. Places are the catalogue's to know: a model's
    word counts for those it doubts."""
    words = HanWords(text) if language == "zh" else None
    taken = [(one.start, one.end) for one in findings.catalogue] + findings.refused
    makers = {one.end for one in findings.catalogue if one.label == "COMPANY"}
    if language in ("ja", "ko"):
        spans = [span for span in spans if not (_is_model(text, span) and span.start - 1 in makers)]
    doubted = {(one.start, one.end) for one in findings.doubtful}
    if language == "ja":  # companies of two characters are known ones
        spans = [
            span for span in spans if span.end - span.start > 2 or span.score >= _SURE or text[span.start].isascii()
        ]
        listed = frozenset(one.start for one in findings.catalogue if one.label == "COMPANY")
        spans = [span for span in spans if not _is_doubted(text, span, listed)]
    spans = [span for span in spans if not _has_particle(text, span, [*taken, *doubted])]
    return [
        kept
        for span in spans
        if span.label != "REGION" or (span.start, span.end) in doubted
        for kept in _sifted(text, span, taken, words)
        if language == "zh"
        or kept.label != "COMPANY"
        or not is_common(text, kept.start, kept.end, trade=ends_in_trade(text[kept.start : kept.end]))
    ]


def _sifted(
    text: str, span: ModelSpan, taken: Sequence[tuple[int, int]], words: HanWords | None
) -> Iterator[ModelSpan]:
    if words is not None and span.label == "COMPANY":
        if _LATIN.fullmatch(text, span.start, span.end) or _CODE.match(text, span.end):
            return
        if _ZH_NO_COMPANY.search(text, span.start, span.end):
            return
        span = _without_lead(text, span)
    if span.label != "COMPANY" or SCRIPT[text[span.end - 1]] not in CJK:
        yield span
        return
    name = text[span.start : span.end]
    over = [(start, end) for start, end in taken if start < span.end and span.start < end]
    if over and (not ends_in_trade(name) or text[max(end for _, end in over) : span.end] in ("電池", "电池", "배터리")):
        return
    if not over and (cut := _CUT.search(name)) and not ends_in_trade(name):
        span, name = span._replace(end=span.start + cut.start()), name[: cut.start()]
    if len(name) < 2 or _WORD.fullmatch(name) or (_NO_COMPANY.search(name[-6:]) is not None and _ends_so(name)):
        return
    if (
        words is not None
        and len(name) <= 3
        and name[0] in _SURNAMES
        and _PERSON_BEFORE.search(text, max(0, span.start - 8), span.start)
    ):
        return
    if words is not None and (_is_goods_of_listed(text, span, over) or (not over and _is_phrase(name))):
        return
    if _BEHIND.match(text, span.end) or text[span.end - 1 : span.end + 1] in _WORDS:
        return
    if (
        words is not None
        and all(SCRIPT[char] == HAN for char in name)
        and words.run_across(span.start, span.end, place=True)
    ):
        return
    yield span


def _is_doubted(text: str, span: ModelSpan, listed: frozenset[int]) -> bool:
    """Whether a model is not sure of a Japanese company and what stands around speaks against it."""
    if span.label != "COMPANY" or span.score >= UNSURE:
        return False
    return is_thing(text, span.start, span.end) or explains(text, span.start, span.end, listed)


def _without_lead(text: str, span: ModelSpan) -> ModelSpan:
    """A name in Latin letters without the Chinese word that leads to it: 如|Pilbara Minerals."""
    latin = _LEAD.match(text, span.start, span.end)
    return span._replace(start=latin.end()) if latin else span


def _is_phrase(name: str) -> bool:
    """Whether a Chinese find is made of ordinary words alone: 拓展|新能源, 黑|科技."""
    return _PROPER.search(name) is None and is_phrase(name)


def _is_goods_of_listed(text: str, span: ModelSpan, over: Sequence[tuple[int, int]]) -> bool:
    """Whether a find is a listed company's name and the first part of its goods: 天能|新能源|电池."""
    inside = [end for start, end in over if start == span.start and end < span.end]
    return (
        bool(inside)
        and _GOODS.fullmatch(text, max(inside), span.end) is not None
        and _THING.match(text, span.end) is not None
    )


def _is_model(text: str, span: ModelSpan) -> bool:
    """Whether a find looks like a car's name: capitals and digits, as behind a maker's name (벤츠 EQE)."""
    behind = text[max(0, span.start - 1) : span.start] == " "
    return behind and span.label == "COMPANY" and _CAR.fullmatch(text, span.start, span.end) is not None


_CAR = regex("[A-Z0-9Ａ-Ｚ０-９-]{1,5}")


def _has_particle(text: str, span: ModelSpan, known: Sequence[tuple[int, int]]) -> bool:
    """Whether a Korean find is a name that the catalogue doubts or refuses, with its particle: 오산이."""
    if SCRIPT[text[span.end - 1]] != HANGUL:
        return False
    return any(start == span.start and text[end : span.end] in _PARTICLES for start, end in known)


_SURE = 0.6
_PARTICLES = frozenset("은 는 이 가 을 를 의 와 과 도 에 로 으로 에서 만".split())


def _ends_so(name: str) -> bool:
    return any(match.end() == len(name) for match in _NO_COMPANY.finditer(name))

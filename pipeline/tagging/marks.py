"""Country marks of headlines: one Han character (中, 美, 韓) that names a country, where it is no part of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..regex import regex

_MARKS = {
    "zh": "中美韩韓日德英法印俄台臺欧歐华華澳加墨越陆陸",
    "ja": "米中韓独英仏欧日露印豪台伊加",
    "ko": "美中日韓獨英佛印臺歐露濠",
}
_SEPARATED = "[·・、，,/‧•][ ]?"
_NO_RUN = regex(
    "台中|中台|臺中|中臺|中[华華]|[华華]中|美德|[华華][英美法德]|[英德法]华|英德|德英|中法院|中[欧歐]班列"
    "|中英文|日中午|中加入|加中|加[日德法美]"
    "|[中美]加(?:速|强|強|大|快|息|工|码|碼|仓|倉|征|徵)|中(?:美|米)洲"
    "|[印美]中(?:之|端|小|心|期|部|央)|[欧歐]美洲"
)
"""What looks like a run of marks and is a word, or two."""
_NO_RUN_JA = regex("中日新|中日ドラ|日中(?![関両間韓米国首外貿経友共の]|[・、，,/])|中米|台中|中欧|日独立|印加")
_FREE_LEFT = {
    "zh": "在与與和及对對向从從为為是的以给了着被由随隨、",
    "ja": "".join(chr(code) for code in range(0x3041, 0x3097)) + "、",
    "ko": "對反親脫駐訪",
}
"""Characters of the scripts without blanks that may stand before a mark: they end another word."""
_ZH_ALONE = regex(
    "(?:(?<![^\n])[中美韩韓日德英法印俄欧歐澳](?=[：:])|[美韩韓日德英法印俄欧歐澳]方|中方"
    "|[台臺美韩韓日德印欧歐俄]厂|[台臺美韩韓日德印]廠|[中美韩韓日德英法印俄台臺欧歐]企(?!业家|圖|图)"
    "|[美韩韓日德英法印俄台臺]媒(?!体人)|[美韩韓日台臺]股|[美韩韓日德台臺欧歐]系(?!统|統|列|数|數)"
    "|(?<![\u3400-\u9fff])[美韩韓日德英法俄欧歐](?=政府|国会|國會|车企|車企|三大|两大|兩大|拟|擬|将对"
    "|將對|欲|或将|或將|拒|批|称|宣布|财政|財政|商务|電池|电池|[锂鋰]电)"
    "|[美韩韓日德台臺]商(?!业|業)|[中美韩韓日德台臺]资(?!源|料|产|金|格)|[美韩韓日德台臺]資(?!源|料|產|金|格))"
)
_ZH_WHOSE = regex(
    "(?<![其集空高初当當国國市省民央])[中美韩韓日德英法欧歐陆陸台臺]企(?!业家|業家|圖|图|及|盼)"
    "|(?<![其集空高初当當])[中美韩韓日德台臺陆陸]资(?=企业|公司|车企|品牌|企|電池|电池)"
    "|[德法美日韩韓英台臺陆陸荷]商(?=[\u4e00-\u9fffA-Z]{2})(?<![经經外客厂廠招电電工]商)"
)
"""Whose companies they are: unmistakable, whatever stands before."""
_ZH_GOODS = (
    "(?:出口|出货|电动|電動|新能源|光伏|半导体|半導體|芯片|晶片|锂电|出貨|投资|投資|关税|關稅|贸易|貿易"
    "|依赖|依賴|制裁|加征|加徵|政策|合作|技术|技術|供应|供應|销售|銷售|业务|業務|管制|限制|征收|实施"
    "|进口|進口|建厂|建廠|设厂|設廠|上市|工厂|工廠|生产|生產|量产|量產|企业|企業|市场|市場|電池|电池|汽车|汽車|直接)"
)
_ZH_AFTER_VERB = regex(f"(?:对|對|赴|输|輸|驻|在|访|訪)([美华華韩韓日德印欧歐英俄中])(?={_ZH_GOODS})")
_ZH_IN_CHINA = regex(
    "[在来來][华華](?![为為东東北南中西尔爾盛夏润潤友安泰能电電峰强強裔侨僑达達虹晨晶纳天硕碩灿燦谊誼]"
    "|[国國]|[福创創新兴興帝海丰豐信域][^，。]|人民|商[业業])"
)
_ZH_PAIR = regex(
    "([中美欧歐日韩韓印][中美欧歐日韩韓印])(?=市[场場]|本土|[两兩二三][地国國大]|[车車]企|客[户戶]"
    "|[贸貿]易|政府|[经經][贸貿]|[关關][系係税稅]|合作|[竞競][争爭])"
)
_ZH_BETWEEN = regex("([中美韩韓日德英法印俄台欧歐])[对對]([中美华華韩韓日德印俄台欧歐])(?![国國于於洲元文])")
_JA_ALONE = regex(
    "[独英豪伊韓加露印](?=[でのにがは](?![あ-ん]{2}))"
    "|(?<![^\n])[米中韓独英仏豪印欧露伊](?=、(?![^、\n]{1,4}、))|中(?=[A-Z]{3})"
    "|(?<![0-9０-９])[米韓独英仏豪印伊加露台](?=[\u30a1-\u30faA-Z])"
    "(?!ドル|セント|ポンド|(?:[\u30a1-\u30fcA-Z]|\u3005|[\u4e00-\u9fff]){0,8}"
    "(?:省|庁|委員会|大学|研究所|連邦準備))"
    "|[米韓独英仏豪印伊加露](?=(?:政府|政権|大統領|企業|市場|議会|大手|新興|自動車|電池|国内|当局|東部|西部|南部"
    "|北部|中西部|工場|子会社|法人|現地|化学|素材|経済|関税|鉱山|投資|メーカー|石油|資源|通信|電力|半導体|物流|商社"
    "|系|勢|側|社(?!会)))|台(?=製|系(?!統)|当局|企業)(?<![0-9０-９]台)"
)
_KO_ALONE = regex("[美中日韓獨英佛臺歐露印濠](?![\u4e00-\u9fff])|[美日獨英臺](?=[企社産製側車])|中(?=[社産製側車])")
_KO_DAILY = regex("日(?=평균|생산|최대|단위|사용| ?[0-9])")
_KO_PROSE = regex("[\uac00-\ud7a3] 中 [\uac00-\ud7a3][^\n]*[다요]\\.")
_KO_THEIRS = regex(
    " ?(?:배터리|전기차|기업|업체|자동차|완성차|정부|당국|시장|제품|경쟁|저가|공세|굴기|수출|관세"
    "|희토류|흑연|소재|추격|견제|의존|공장)"
)
"""Goods and works behind 中 that make it China in a headline, however the line goes on."""
_KO_DURING = regex(
    "[\uac00-\ud7a3] 中(?= ?[0-9一-九]| [\uac00-\ud7a3]{1,4}[곳개명])"
    "|[\uac00-\ud7a3] 中(?=$|[\n.,!?…\"'”’)\\]])|[(\\[<【]中[)\\]>】]"
)
_CJK = regex("[\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def mark_places(lower: str, language: str) -> frozenset[int]:
    """Where in a folded text a country mark stands; none in languages that do not write them."""
    marks = _MARKS.get(language)
    if marks is None:
        return frozenset()
    found = set(_in_rows(lower, language, marks))
    found.update(_alone(lower, language))
    return frozenset(at for at in found if not _ends_date(lower, at))


def _in_rows(lower: str, language: str, marks: str) -> Iterator[int]:
    """Marks in a row that begins a word: 中美, 美、日、韩."""
    for match in re.finditer(f"[{marks}](?:(?:{_SEPARATED})?[{marks}]){{1,7}}", lower):
        start, end = match.span()
        start += _ends_date(lower, start)
        if not _begins_word(lower, start, language) or _is_word(lower, start, end, language):
            continue
        if sum(char in marks for char in lower[start:end]) < 2:
            continue
        yield from (at for at in range(start, end) if lower[at] in marks)


def _is_word(lower: str, start: int, end: int, language: str) -> bool:
    pattern = _NO_RUN_JA if language == "ja" else _NO_RUN
    if any(found.start() < end for found in pattern.finditer(lower, start, end + 3)):
        return True
    following = lower[end : end + 1]
    separated = lower[end - 2 : end - 1] in "·・、，,/‧• "
    return (following in ("国", "國", "洲", "语", "語", "文", "元") and following != "") or (
        separated
        and language == "zh"
        and _CJK.match(following) is not None
        and following not in "三两兩四等的之在和与與"
    )


def _begins_word(lower: str, start: int, language: str) -> bool:
    before = lower[start - 1 : start] if start else ""
    return not _CJK.match(before) or before in _FREE_LEFT[language] or _ends_date(lower, start - 1)


def _ends_date(lower: str, at: int) -> bool:
    if not at or lower[at] != "日":
        return False
    return lower[at - 1].isdigit() or (lower[at - 1] in ")）" and lower[at - 2 : at - 1].isdigit())


def _alone(lower: str, language: str) -> Iterator[int]:
    if language == "zh":
        yield from (m.start() for m in _ZH_ALONE.finditer(lower) if _begins_word(lower, m.start(), language))
        yield from (m.start() for m in _ZH_WHOSE.finditer(lower))
        yield from (m.start(1) for m in _ZH_AFTER_VERB.finditer(lower))
        yield from (m.start() + 1 for m in _ZH_IN_CHINA.finditer(lower))
        for match in _ZH_PAIR.finditer(lower):
            if _NO_RUN.match(lower, match.start()) is None and match[1][0] != match[1][1]:
                yield from (match.start(), match.start() + 1)
        for match in _ZH_BETWEEN.finditer(lower):
            if _begins_word(lower, match.start(), language):
                yield from (match.start(1), match.start(2))
    elif language == "ja":
        for match in _JA_ALONE.finditer(lower.upper() if len(lower.upper()) == len(lower) else lower):
            before = lower[match.start() - 1 : match.start()] if match.start() else ""
            if _begins_word(lower, match.start(), language) and before not in ("お", "ご"):
                yield match.start()
    else:
        during = {at for m in _KO_DURING.finditer(lower) for at in range(m.start(), m.end())}
        for match in _KO_ALONE.finditer(lower):
            if (
                match.start() not in during
                and not (
                    match[0] == "中"
                    and not _KO_THEIRS.match(lower, match.end())
                    and _KO_PROSE.match(lower, max(0, match.start() - 2))
                )
                and not _KO_DAILY.match(lower, match.start())
                and _begins_word(lower, match.start(), language)
            ):
                yield match.start()


_HANGUL = {"한": "KR", "미": "US", "중": "CN", "일": "JP", "러": "RU", "독": "DE", "북": "KP", "유": ""}
_HANGUL_ROW = regex(
    "(?<![\uac00-\ud7a3])(?:[한미중일러](?:·[한미중일러독]){1,3}|한미중일|한중일|한미일|미중일|북중러"
    "|한미|한중|한일|미중|미일|중일|중러|미러)"
    "(?=$|[\\s·,.”’\"')]|(?:의|간|이|가|은|는|도|과|와|을|를|에)(?![\uac00-\ud7a3])|양국|정상|무역|통상"
    "|관세|협력|동맹|분쟁|갈등|경쟁|관계|회담|전쟁|"
    "패권|공동|FTA|3국|삼국|기업|정부|산업|배터리|경제|외교|전략)"
)


def hangul_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, id tail) of countries that Korean papers shorten to a syllable: 한미, 미·중, 한중일."""
    for row in _HANGUL_ROW.finditer(text):
        for at in range(row.start(), row.end()):
            code = _HANGUL.get(text[at])
            if code:
                yield at, at + 1, code

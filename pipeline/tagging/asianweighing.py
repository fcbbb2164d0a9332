"""Chinese, Japanese and Korean names that are also words, weighed by what stands around them (see weighing.py).

These scripts know no capitals. What tells is the neighbour: a province before a Korean town, a particle or a verb of
business behind a company, a road behind a Chinese name, a surname before it, food around a fish or a fruit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from ..regex import regex
from .asiantowns import is_part_of_name, nearest, weigh_japanese, weigh_korean
from .findings import Finding

_WINDOW = 22  # characters to both sides in which another sense shows itself
_ENOUGH = 2.5
_KNOWN = 0.95

_AGAINST = {
    "ko": {
        "청주": "술|빚[은어]|병을|제사|차례|양조|과일|한 잔|막걸리",
        "대구": "어획|잡이|생선|조림|어시장|명태|고등어|방어|수산|뽈|지리",
        "조지아": "캔커피|커피|자판기",
        "효성": "지극|부모|효도|효심",
        "기아": "굶|식량|난민|빈곤|구호|영양|원조|기근",
        "현대": "미술|문학|무용|음악|건축|철학|사진전|인의|사회",
        "한화": "약 ?[0-9]|[0-9]+조|환산",
        "테슬라": "MRI|자기공명|자기장|영상 ?장비",
        "리튬": "조울|우울|처방|복용",
    },
    "zh": {
        "特斯拉": "磁共振|核磁|场强|場強|磁场|磁場|核磁检",
        "小米": "杂粮|雜糧|种植|種植|[卖賣]小米|收购价|丰收|豐收|每斤|谷子|煮粥|熬粥",
        "苹果": "冷库|果树|苹果园|采摘|烟台|栖霞|洛川|果园|果農|果农|减产|水果|一箱|每斤|霜冻",
        "蘋果": "果園|果農|減產|水果|一箱|每斤|梨山蘋果",
        "蜂巢": "蜜蜂|马蜂|消防|摘除|六边形|屋檐|结构",
        "吉利": "吉利[数號号]|讨个|圖個|图个|[是很]吉利",
        "大众": "向大众|面向大众|广大|[对让]大众",
        "奔驰": "奔驰的|[飞疾]速奔驰|上奔驰|里奔驰|奔驰而",
        "长安": "盛唐|唐朝|唐代|古都|长安城|诗",
        "長安": "盛唐|唐朝|唐代|古都|長安城",
        "现代": "[用在]现代[^汽]|现代[人化的]",
        "現代": "[用在]現代[^汽]|現代[人化的]",
        "理想": "[的为了其之]理想(?:$|[。，；！？])|不够理想|自己的理想",
        "松下": "[老古]松下|坐在松下",
    },
    "ja": {
        "ジョージア": "缶コーヒー|コーヒー|自販機|自動販売機",
        "テスラ": "MRI|磁気共鳴|磁場|磁束",
        "タイ": "タイに(?:終わ|持ち|並|戻)|タイ記録|タイを組|同点|引き分|マダイ|鯛|ネクタイ",
        "シャープ": "シャープな|シャープに",
        "スズキ": "水揚げ|漁獲|鮮魚|刺し?身|塩焼き|釣[りっ]|魚市場|カレイ|ヒラメ|クロダイ",
    },
}
"""Words near a name that make it something else, by language and name."""

_ROAD = "[东東西南北中一二三四五六七八九十]{0,2}(?:路(?![线線径徑由虎演])|大道|大街|街(?!道|机|機)|胡同)"
_SURNAMES = (
    "刘劉王李张張陈陳杨楊赵趙吴吳徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧曹彭曾萧蕭董袁潘蒋蔣蔡杜程苏蘇魏吕呂沈姚卢盧"
    "姜崔谭譚廖贾賈邹鄒孟熊秦邱薛闫侯陶黎贺賀郝龚龔"
)
_BEFORE_PERSON = "员員师師长長家授生民手人的是叫友、，。：\n 学學"

_ZH_ACTS = (
    "计划|計劃|宣布|宣佈|表示|称|稱|将|將|已|则|則|旗下|董事|创始人|創辦人|总裁|總裁|副总|首席|今年|"
    "去年|明年|本月|上月|当季|首次|正|要求|希望"
    "|发布|發表|推出|投资|投資|收购|收購|交付|销量|銷量|股价|股價|官方|方面|内部|內部|上半年|下半年|"
    "前三季度|一季度|二季度|三季度|四季度|第[一二三四]季|同时"
    "|解释|解釋|公布|公佈|披露|获|獲|拟|擬|拿下|签|簽|没有|沒有|未|不|也|还|還|又|再|在|从|從|向|与|"
    "與|和|及|为|為|以|对|對|把|却|卻|拒绝|指出|认为|認為"
    "|透露|回应|回應|承诺|承諾|预计|預計|成为|成為|成立|建|生产|生產|高层|高層|的(?:工厂|工廠|电池|"
    "電池|车型|車型|订单|訂單|新|代表|增程|生产|生產|供应|供應|员工|股)"
)
_ZH_WORD = "的(?!工|电|電|车|車|订|訂|新|代|增|生|供|员|股)|化|地|主义|主義"
_ZH_BOUNDARY = "(?:^|[\\s。，；！？、：“”‘’「」『』（(《》)）·—\n]|[与與和由向给給为為被对對从從是及如比让讓据據而但])$"
_ZH_BUSINESS = (
    "公司|工厂|工廠|电池|電池|车企|車企|汽车|汽車|销量|銷量|订单|訂單|投产|投產|产能|產能|供应|供應|交付|"
    "营收|營收|季度|董事长|上市|新能源|储能|儲能|品牌|总部|總部|量产"
)
_ZH_GOVERNS = (
    "则|則|要求|方面|希望|宣布|宣佈|表示|将|將|正|已|威胁|威脅|敦促|施压|施壓|承诺|承諾|警告|政府|当局|"
    "當局|仍|也|与|與|和|对|對|认为|認為|愿|願|拒绝|没有|尚未|的(?:说客|官员|态度|制裁)"
)

_JA_THAI = (
    "[A-Z\u30a1-\u30fa]|(?:政府|国内|首都|大手|財閥|企業|工場|向け|法人|市場|現地|国営|石油|電力|給油"
    "|中央銀行|東部|中部|北部|南部|投資|産|製|、[\u30a1-\u30fa])"
)
"""Behind the name of Thailand, which is also a fish, a necktie and a draw."""
_JA_GIVEN = "[\u4e00-\u9fff]{1,3}(?:選手|さん|氏(?!族)|監督|被告|市長|議員|教授|投手)"
"""Behind a surname: the rest of a person's name."""

_KO_PROVINCE = regex(
    "(?:경기|강원|충북|충남|전북|전남|경북|경남|제주|경기도|강원도|충청북도|충청남도|전라북도|"
    "전라남도|경상북도|경상남도|충청|전라|경상|영남|호남|부산|울산|인근"
    "|국토부|한국) $"
)
_KO_TOWN = (
    "에 (?:있는|위치|본사|공장|들어서|짓|건설|세우|투자|둔|소재|자리|거점|실증|생산)|"
    "에 [\uac00-\ud7a30-9 ]{1,16}(?:들어서|들어선|짓는|지어|세우|세운|건설|위치)"
    "|[을를] (?:잇|오가|찾)|에(?:서는|선)|에서 (?:열|발생|개최|만드|생산|차로|일어)|에 ?본사"
    "| (?:한옥마을|월드컵|터미널|공항|경찰서|소방서|톨게이트|산단|산업단지|사업장|캠퍼스|지역|시내|"
    "시민|시청|주민|공장 화재|일대|국가산단|출신)"
)
_KO_COUNTRY = (
    "(?:의 |에 | ?)(?:정부|대통령|총리|내전|핵|남부|북부|서부|동부|수도|국적|현지|시장(?!이)|"
    "중앙은행|의회|외무|군부|당국|경제|사태|전쟁|인근|난민|피란민|반군|국왕|국영|법인|왕국)"
    "|에서(?! ?걷)|산 |으로 수출|계 "
)
_KO_MIDDLE_EAST = "중동|국부펀드|원유|왕국|술탄|무스카트|사우디|아랍|호르무즈|걸프"
_KO_WORDS = frozenset(
    "양산 이천 경주 전주 화성 구미 상주 고성 인도 이란 수단 오만 가나 말리 음성 구리 완주 영천 사천 영주".split()
)
_KO_BOTH = frozenset("양산 이천 경주 전주 고성 음성 구리".split())
"""Towns whose name is so common a word that a cue elsewhere in the text is not enough."""
_KO_COMPANIES = frozenset("기아 현대 한화 효성 대상 삼성 한미 신세계".split())
_KO_SUBJECT = "(?:는|은|가|이|의|와|과|도|를|을|에)(?=[ ,])|,"
_KO_OF_COMPANY = " (?:계열|측|관계자|임원|주가|직원|노조|회장|부회장|사장|대표|그룹|제품|매장)|측|그룹"
_KO_BUSINESS = "공장|계약|매출|영업이익|생산|판매|출시|수출|투자|주가|분기|배터리|전기차|인수|공급|수주|직원|인력"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def weigh(text: str, one: Finding, language: str, found: Sequence[Finding]) -> bool | None:
    """Whether a name is one here: True or False where something tells, None where nothing does."""
    if language == "ja" and is_part_of_name(text, one):
        return False
    surface = text[one.start : one.end]
    against = _AGAINST[language].get(surface)
    if against is None and one.score >= 1 and language != "ko" and (one.label != "COMPANY" or len(surface) > 3):
        return None
    if against and _pattern(against).search(text, max(0, one.start - _WINDOW), one.end + _WINDOW):
        return False
    return _JUDGES[language](text, surface, one, found)


def _chinese(text: str, surface: str, one: Finding, found: Sequence[Finding]) -> bool | None:
    if one.label == "COMPANY" and len(surface) <= 3:
        if _pattern(_ROAD).match(text, one.end) or _is_given_name(text, one.start):
            return False
        if surface[0] == "日" and _pattern(
            "(?:[\u3400-\u9fff]{0,6}[0-9.]+万?|[\u3400-\u9fff]{0,2}[一二三四五六七八九十百千])"
        ).match(text, one.end):
            return False
        if surface == "特斯拉" and text[max(0, one.start - 1) : one.start].isdigit():
            return False
    if one.score >= _KNOWN:
        return None
    if one.label == "COMPANY":
        return _chinese_points(text, one) >= 3.5 or None
    governs = _pattern(_ZH_GOVERNS).match(text, one.end) is not None
    begins = _pattern("(?:^|[\\s。，；！？、：“「（\n])$").search(text, max(0, one.start - 2), one.start) is not None
    capital = one.entity_id is not None and surface in ("华盛顿", "華盛頓")
    return (capital and governs and begins) or None


def _is_in_row(text: str, one: Finding, found: Sequence[Finding]) -> bool:
    """Whether a doubtful company stands in a row with a sure one: デンソー、ルノー."""
    found = nearest(one, found)
    mark = text[max(0, one.start - 1) : one.start]
    if mark and mark in "米独仏英韓豪印伊加露中" and any(o.end == one.start and o.label == "REGION" for o in found):
        return True
    left = _pattern("(?:[、・,·ㆍ/]|[とや]|[와과]) ?$").search(text, max(0, one.start - 2), one.start)
    if left is not None and any(o.label == "COMPANY" and o.end == left.start() and o.score >= _KNOWN for o in found):
        return True
    right = _pattern("(?:[、・,·ㆍ/]|[とや]|[와과]) ?").match(text, one.end)
    return right is not None and any(
        o.label == "COMPANY" and o.start == right.end() and o.score >= _KNOWN for o in found
    )


def _is_given_name(text: str, start: int) -> bool:
    """Whether a surname and what leads to a person stand before: 程序员刘|天齐."""
    if not start or text[start - 1] not in _SURNAMES:
        return False
    return start == 1 or text[start - 2] in _BEFORE_PERSON


def _chinese_points(text: str, one: Finding) -> float:
    begins = _pattern(_ZH_BOUNDARY).search(text, max(0, one.start - 2), one.start) is not None
    points = 1.0 if begins else -1.0
    points += 2.5 if _pattern(_ZH_ACTS).match(text, one.end) else 0.0
    points += 1.5 if _pattern("[、和与與及]").match(text, max(0, one.start - 1)) and begins else 0.0
    points -= 3.0 if _pattern(_ZH_WORD).match(text, one.end) else 0.0
    return points + (1.0 if _pattern(_ZH_BUSINESS).search(text) else 0.0)


def _korean(text: str, surface: str, one: Finding, found: Sequence[Finding]) -> bool | None:
    if one.label == "COMPANY" and one.score < _KNOWN and len(surface) > 1 and _is_in_row(text, one, found):
        return True
    if one.label == "COMPANY" and surface in _KO_COMPANIES and one.score < _KNOWN:
        return _korean_company(text, one) >= _ENOUGH or None
    if one.label != "REGION" or (surface not in _KO_WORDS and (one.score >= _KNOWN or not _is_korean_town(one))):
        return None
    if one.score >= _KNOWN and surface not in _KO_BOTH:
        return None
    points = _korean_place(text, surface, one, found)
    if _is_korean_town(one) and (surface not in _KO_WORDS or points > 0):
        points += weigh_korean(text, one, found)
    return points >= _ENOUGH or (None if surface not in _KO_WORDS else False)


def _is_korean_town(one: Finding) -> bool:
    return (one.entity_id or "").startswith(("region:KR-", "region:CN-"))


def _korean_company(text: str, one: Finding) -> float:
    points = 1.5 if _pattern(_KO_SUBJECT).match(text, one.end) else 0.0
    points += 2.5 if _pattern(_KO_OF_COMPANY).match(text, one.end) else 0.0
    points -= 1.0 if _pattern(" [\uac00-\ud7a3]").match(text, one.end) and points == 0 else 0.0
    return points + (1.5 if _pattern(_KO_BUSINESS).search(text) else 0.0)


def _korean_place(text: str, surface: str, one: Finding, found: Sequence[Finding]) -> float:
    found = nearest(one, found)
    country = one.entity_id is not None and "-" not in one.entity_id and one.entity_id.count(":") == 1
    before = text[max(0, one.start - 8) : one.start]
    points = 4.0 if _KO_PROVINCE.search(before) else 0.0
    joined = _pattern("[과와·,] ?$").search(text, max(0, one.start - 2), one.start)
    if joined and any(other.label == "REGION" and other.end == joined.start() for other in found):
        points += 3.0
    code = (one.entity_id or "").split(":")[1] if one.entity_id else ""
    if any(_is_kin(code, other) for other in found if other is not one):
        points += 3.0 if country else 1.5
    if country:
        points += 3.0 if _pattern(_KO_COUNTRY).match(text, one.end) else 0.0
        points += 3.0 if surface == "이란" else 0.0
        points += 2.5 if surface == "오만" and _pattern(_KO_MIDDLE_EAST).search(text) else 0.0
    else:
        points += 3.0 if _pattern(_KO_TOWN).match(text, one.end) else 0.0
        points += 1.0 if _pattern("의 |에서|으로 ").match(text, one.end) else 0.0
        points += 2.0 if _pattern(" 공장").match(text, one.end) and surface != "양산" else 0.0
    return points


def _is_kin(code: str, other: Finding) -> bool:
    """Whether another place of the text lies in the same country or province."""
    if other.label != "REGION" or other.entity_id is None:
        return False
    theirs = other.entity_id.split(":")[1]
    return (theirs != code and theirs.startswith(code + "-")) or (
        theirs == code and other.entity_id.count(":") > 1 and "-" in code
    )


def _is_a_persons(text: str, surface: str) -> bool:
    """Whether the text gives the rest of a person's name behind one of a name's occurrences: 本田 圭佑選手."""
    at = text.find(surface)
    while at >= 0:
        if _pattern(_JA_GIVEN).match(text, at + len(surface)):
            return True
        at = text.find(surface, at + 1)
    return False


def _japanese(text: str, surface: str, one: Finding, found: Sequence[Finding]) -> bool | None:
    if one.label == "COMPANY" and _is_a_persons(text, surface):
        return False
    if one.label == "REGION" and (one.entity_id or "").startswith("region:JP-") and one.score < 1:
        verdict = weigh_japanese(text, one, found)
        return verdict if one.score < _KNOWN or verdict is not None else None
    if one.score >= _KNOWN:
        return None
    if surface == "タイ":
        apart = _pattern("(?:^|[\\s。、「『（(・【])$").search(text, max(0, one.start - 1), one.start) is not None
        return (apart and _pattern(_JA_THAI).match(text, one.end) is not None) or None
    if one.label == "COMPANY" and len(surface) > 1 and _is_in_row(text, one, found):
        return True
    if one.label == "COMPANY":
        begins = _pattern("(?:^|[\\s。、「『（(・\n]|[はがのとやも])$").search(text, max(0, one.start - 1), one.start)
        acts = _pattern("(?:[はがも](?![あ-ん]{3})|の(?:工場|子会社|社長|電池|株価|幹部)|と[^い]|、)").match(
            text, one.end
        )
        return (begins is not None and acts is not None) or None
    if surface == "マリ":
        return (
            _pattern("(?:の(?:リチウム|鉱山|政府|首都|北部|南部|軍)|では|政府|国軍|共和国)").match(text, one.end)
            is not None
            or None
        )
    return None


_JUDGES: dict[str, Callable[[str, str, Finding, Sequence[Finding]], bool | None]] = {
    "zh": _chinese,
    "ko": _korean,
    "ja": _japanese,
}

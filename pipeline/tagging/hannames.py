"""Chinese companies that nobody listed and that stand without a legal form: 盛屯集团, 浙商证券, （中证报）.

Chinese sets no blanks, so where such a name begins is asked of a dictionary: what it does not know, or knows as a name,
belongs to it (购买|盛屯集团); an ordinary word, a preposition, an adverb does not. What is an ordinary word in front
(曙光股份, 希望电子) is a name only where it is the subject of what companies do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

import rjieba

from ..regex import regex
from .traditional import simplified

_HAN = "\u3400-\u9fff"
_STRONG = (
    "股份|集团|集團|证券|證券|控股|资本|資本|创投|創投|锂业|鋰業|锂能|鋰能|钴业|鈷業|镍业|鎳業|矿业|礦業"
    "|铜业|銅業|铝业|鋁業|钨业|鎢業|钼业|鉬業|"
    "期货|期貨|电气|電氣|新材|新能|实业|實業|药业|藥業|置业|置業|贸易|貿易|高科|重工|精工|"
    "铜箔|銅箔|重卡|客车|客車|传媒|傳媒|机电|機電|科技|电子|電子|光电|光電|环保|環保"
)
_WEAK = (
    "新能源|新材料|材料|能源|动力|動力|智能|激光|机械|機械|装备|裝備|投资|投資|基金|银行|銀行|保险|保險"
    "|信托|信託|电力|電力|化工|化学|化學|汽车|汽車|储能|儲能|生物|软件|軟體|通信|半导体|"
    "半導體|光伏|电源|電源|电机|電機|车业|車業|精密|自动化|信息|資訊|物流|航空|地产|地產|技术|技術|工业"
    "|工業|国际|國際|资源|資源|循环|循環|时代|時代|电池|電池|锂电|鋰電"
)
_HEADS = "".join(sorted({ending[0] for ending in f"{_STRONG}|{_WEAK}".split("|")}))
_ENDING = regex(f"(?=[{_HEADS}])(?:(?P<strong>{_STRONG})|(?:{_WEAK}))(?!(?:股份)?有限)")  # the look ahead is for speed
_LONGEST_STEM, _SHORTEST_STEM = 5, 2
_LOOK_BACK = 8
_FUNCTION = frozenset(
    "与與和及对對向从從为為是由将將被的同跟给給在等或其该該此本各以于於就都也还還仅僅均已并並且曾未不系因若但而则則拟擬据據称稱让讓把即使令又再最更很较較购購获獲投供找请請使经經按凭"
    "共约約超近逾达達占佔每年月日时時至到自当當后後前内內外中上下左右间間多个個家种種名位项項次只这這那某两兩几幾所将要可应應须須需会會想"
)
"""Characters that are words of their own in front of a name."""
_NAME_TAGS = ("nz", "nr", "ns", "nt", "j")
_STOP_TAGS = ("x", "m", "p", "c", "u", "d", "r", "y", "f", "q", "t", "e", "o", "k", "h")
_NO_STEM = regex(
    "[电電池锂鋰钠鈉镍鎳钴鈷锰錳铁鐵硅矽磷酸硫氢氫碳氧铝鋁铜銅钢鋼车車能源料极極膜国國省市区區县縣企业業公司厂廠部局委院校所会會员員人股债債货貨款价價费費率量额額]$"
    "|固[态態]|[动動]力|[储儲]能|新能源|材料|[锂鋰钠鈉][电電离離]|[电電]池|汽[车車]|公司|企[业業]"
    "|[国國]家|[国國]有|上市|相[关關]|[国國]内|海外|[全各]球|[中美日韩韓欧歐]系"
)
_GENERIC = regex(
    "上市|[发發]行|相[关關]|公司|民[营營]|[国國][有内际資资家]|社[会會]|[产產][业業]|[风風][险險]|海外"
    "|境[外内]|全[资資球]|[绝絕][对對]|有限|投[资資]|汽[车車]|能源|[电電]池|[整新]?[车車]|行[业業]"
    "|下[属屬]|旗下|新能源"
    "|消[费費]|[传傳][统統]|[现現]代|高新|先[进進]|前沿|尖端|金融|互[联聯][网網]|人工|智能|生物|核心"
    "|[关關][键鍵]|[创創]新|[数數]字|信息|[电電]子|半[导導][体體]|[资資][产產金]|有[价價]|地方|多家"
    "|[两兩]家|大型|中小|[头頭]部"
    "|[龙龍][头頭]|交通|[农農][业業]|工[业業]|商[业業]|[军軍]|民用|航[天空]|航空|石油|化工|[电電]力"
    "|[钢鋼][铁鐵]|煤炭|有色|[贵貴]?金[属屬]|[矿礦]|[锂鋰]|[钴鈷]|[镍鎳]|[铜銅]|[铝鋁]|[优優][质質]"
    "|[家工][用业業][电電]|消[费費]|微|高"
    "|普通|限售|[优優]先|[员員]工|[个個]人|流通|[质質]押|[认認][购購]|回[购購]|[资資]|外[资資]|[总總]"
    "|[绿綠]色|低碳|清[洁潔]|可再生|[综綜]合|其他|[区區]域|[关關][联聯]|合[资資作]|[实實][际際]|[间間]接"
    "|直接|参股|[战戰]略|[机機][构構]"
)
"""Words that make a description of an ending: 上市|集团, 社会|资本, 消费|电子."""
_ACTS = (
    "公告|[晚早][间間]|午[间間]|盘后|[盤]後|披露|[发發]布|[发發]表|表示|指出|[认認][为為]|称|稱|宣布|宣佈"
    "|透露|回[应應]|[预預][计計]|[预預]期|研[报報究]|分析[师師]|首席|董事|总裁|總裁|总经理|總經理|创始人|創辦人|"
    "[拟擬将將获獲已近今]|在[互接投机機]|中[标標]|[签簽][约署訂订]|[收]购|收購|旗下|股[价價]|涨|漲|跌"
    "|[净淨]利|[营營]收|[前上下]半?[年三]|一季|三季|CEO|[A-Z]{3}(?![A-Za-z])|与|與|和|、|及|等"
)
_SUBJECT = regex(f"(?:{_ACTS})|[(（](?:[0-9]|股票|[证證]券)|[:：](?![0-9])")
_NO_GO = regex(
    "[园園部局馆館][^\u3400-\u9fff]?|元件|元器件|[系体體][统統系]|市[场場]|行[业業]|[产產][业業品]"
    "|[设設][备備]|领域|領域|板[块塊]|概念|大[会會]|展[会會览覽]|人才|企[业業]|[创創]新|[发發]展(?:有限)?"
    "|股票|[债債]|[学學]院|大[学學]|[协協][会會]|[学學][会會]|研究[院所]"
    "|[商工][会會务務]|[业業][务務]|服[务務]|[标標]准|[标標]準|技[术術](?!有限|股份)|[数數][据據]"
    "|[总總]量|[资資]源|[材原]料|[电電]池|安全|基金|交易所|[报報]|[评評][级級]|[监監]|城|村|路"
    "|[实實][验驗]|[项項]目|工程|[进進]步|[实實]力|革命|[强強]国|板|股|类|類|型|化|式|级|級|性|[品]"
)
"""What follows an ending that belongs to a longer word or to a thing: 科技|园, 电子|元件."""
_CODE = regex(
    "[(（](?:(?:股票|[证證]券)代[码碼][:：]?|(?:S[HZ]|BJ|HK)?)?(?:[0-9]{6}(?:\\.(?:S[HZ]|BJ|SS))?"
    "|[0-9]{4,5}\\.HK|[0-9.]+, ?[+-]?[0-9.]+, ?[+-]?[0-9.]+%|[A-Z]{2,5}\\.(?:US|O|N))(?=[)）;；,，、])"
)
"""A stock's code or price in brackets, right behind its company."""
_MEDIUM = (
    "(?:日报|日報|时报|時報|晚报|晚報|证报|證報|商报|商報|快报|快報|新闻|"
    "新聞|财经|財經|周刊|週刊|在线|在線|观察报|觀察報|网|網|社|报|報)"
)
_SOURCE = regex(
    f"[(（](?P<end>[{_HAN}A-Za-z0-9]{{1,7}}?{_MEDIUM}|[A-Z][A-Za-z]{{3,11}})[)）](?=\\s*(?:\n|$))"
    f"|(?<![^\n])【(?P<head>[{_HAN}A-Za-z0-9]{{2,8}}?(?:{_MEDIUM}|[Ww]eb|讯|訊))】(?=[0-9]+月)"
    f"|(?<![^\n])(?P<wire>[{_HAN}]{{1,6}}(?:社|网|網|财经|財經)) ?(?=[0-9]{{1,2}}月[0-9]{{1,2}}日(?:[电電讯訊]|消息))"
    f"|《(?P<title>[{_HAN}A-Za-z0-9]{{2,8}}?{_MEDIUM})》"
    f"|(?:^|[，。；\n　 ])(?:[根]?据|援引|[根]?據)(?P<told>[{_HAN}]{{1,6}}?{_MEDIUM})(?=[0-9]|[报報]道"
    f"|消息|[记記]者|援引|[获獲]悉)"
)
_NO_SOURCE = regex("外媒|媒[体體]|官[网網]|[该該本]|[网網]站|[旅报]社|互[联聯][网網]|[当當]地|[多各]家|[国國][内外]")


class Words:
    """The words of one text, with the dictionary's tags and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = simplified(text)
        self.words = rjieba.cut(self.text, False)
        self.starts = [0, *accumulate(map(len, self.words))]
        self.borders = frozenset(self.starts)

    def tagged(self, number: int) -> tuple[str, str]:
        """A word and what the dictionary has it for."""
        word = self.words[number]
        return word, kind_of(word)

    def at(self, place: int) -> int:
        """The number of the word that holds a character."""
        return bisect_right(self.starts, place) - 1

    def spans(self, names: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where words begin that together are one of the names, the longest of them."""
        by_head: dict[str, list[str]] = {}
        for name in sorted(names, key=len, reverse=True):
            by_head.setdefault(name[:2], []).append(name)
        if by_head:
            for start in self.starts:
                for name in by_head.get(self.text[start : start + 2], ()):
                    if self.text.startswith(name, start):
                        yield start, start + len(name)
                        break

    def stem_before(self, end: int) -> tuple[int, bool] | None:
        """Where a name that goes on at `end` begins, and whether it is an ordinary word; None where none ends there."""
        if end not in self.borders:
            return None
        number = self.at(end) - 1
        start, plain = end, False
        while number >= 0:
            word, tag = self.tagged(number)
            if not _is_han(word) or end - start + len(word) > _LONGEST_STEM or (start < end and word[-1] in "省市区县"):
                break
            if len(word) == 1 and word in _FUNCTION:
                break
            if len(word) > 1 and not tag.startswith(_NAME_TAGS):
                if start < end or tag.startswith(_STOP_TAGS):
                    break
                plain = True
                start = self.starts[number]
                number -= 1
                break
            if tag.startswith(_STOP_TAGS) and len(word) > 1:
                break
            start = self.starts[number]
            number -= 1
        if end - start < _SHORTEST_STEM:
            return None
        before = self.tagged(number) if number >= 0 else ("", "x")
        loose = end - start + len(before[0]) > _LONGEST_STEM and before[1].startswith(_NAME_TAGS)
        return None if loose and _is_han(before[0]) else (start, plain)


@lru_cache(maxsize=50_000)
def kind_of(word: str) -> str:
    """The dictionary's tag of a word: n, v, ns …"""
    return "x" if len(word) == 1 and not _is_han(word) else str(rjieba.tag(word, False)[-1][1])


@lru_cache(maxsize=2)
def words_of(text: str) -> Words:
    """The words of a text, kept for the next who asks."""
    return Words(text)


def _is_han(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"


def find(text: str) -> Iterator[tuple[int, int]]:
    """The spans of such names, and wherever a name of four characters and more stands again."""
    words = words_of(text)
    text = words.text
    found = set(_by_ending(text, words))
    found.update(_by_code(text, words))
    found.update(_sources(text))
    yield from found
    names = {text[start:end] for start, end in found if end - start > 3}
    yield from (span for span in words.spans(names) if span not in found)


def _by_ending(text: str, words: Words) -> Iterator[tuple[int, int]]:
    for match in _ENDING.finditer(text):
        start, end = match.span()
        stem = words.stem_before(start)
        if stem is None or _NO_GO.match(text, end):
            continue
        begin, plain = stem
        if _NO_STEM.search(text, begin, start):
            continue
        strong = match["strong"] is not None
        subject = _SUBJECT.match(text, end) is not None
        if plain and _GENERIC.search(text, begin, start):
            continue
        if plain or not strong:
            if subject and _begins_phrase(text, begin):
                yield begin, end
        elif subject or end in words.borders:
            yield begin, end


def _begins_phrase(text: str, at: int) -> bool:
    return at == 0 or not ("\u3400" <= text[at - 1] <= "\u9fff" or text[at - 1].isalnum())


def _by_code(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """The name before a stock's code: four characters as a rule, back to a function word."""
    for match in _CODE.finditer(text):
        end = match.start()
        if end not in words.borders or not end or not _is_han(text[end - 1]):
            continue
        number, start = words.at(end) - 1, end
        while number >= 0 and end - start < 4:
            word, tag = words.tagged(number)
            long = end - start + len(word) > 5 and start < end
            if not _is_han(word) or long or (len(word) == 1 and word in _FUNCTION) or tag.startswith(_STOP_TAGS):
                break
            if end - start >= 3 and len(word) > 1:
                break
            start = words.starts[number]
            number -= 1
        if 2 <= end - start <= 6 and text[start:end] not in ("公司", "集团"):
            yield start, end


def _sources(text: str) -> Iterator[tuple[int, int]]:
    """Papers and wires where they are named as the source."""
    for match in _SOURCE.finditer(text):
        kind = match.lastgroup or ""
        if _NO_SOURCE.search(match[kind]) is None:
            yield match.span(kind)


def is_phrase(name: str) -> bool:
    """Whether a phrase is made of ordinary words alone: 拓展|新能源, 黑|科技."""
    tags = rjieba.tag(simplified(name), False)
    return all(
        tag.startswith(("n", "v", "a", "b", "d", "l", "i")) and not tag.startswith(_NAME_TAGS) for _, tag in tags
    ) and any(len(word) > 1 for word, _ in tags)

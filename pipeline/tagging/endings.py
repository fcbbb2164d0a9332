"""Companies that nobody listed and that stand without a legal form, by the last part of their name.

Only in languages that the trained model does not read, and only where a second witness speaks: a role noun before the
name, or the same name elsewhere in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..regex import regex

_HAN = "\u3400-\u9fff"
_ZH = regex(
    "(?=[新储儲电電锂鋰材科])(?:新能源|储能|儲能|电池|電池|锂业|鋰業|锂能|鋰能|锂电|材料|科技)"
    f"(?![{_HAN}]{{0,1}}(?:业|業|行|界|产|產|部|厅|廳|局))"
)
_ZH_STEM = regex(f"[{_HAN}]+")
_ZH_LONGEST, _ZH_SHORTEST = 4, 2  # characters before the trade
_ZH_ROLE = regex(
    "(?:公司|企业|企業|初创|新创|新創|厂商|廠商|巨头|巨頭|制造商|製造商|供应商|供應商|旗下|龙头|生产商|独角兽)[“「]?$"
)
_ZH_BOUND = regex(f"(?:^|[^{_HAN}]|[与與和及对對向从從为為是由将將被的同跟给])$")
_ZH_NO_NAME = regex(
    "[的在与與和及就对對从從为為是将將被等、或有了中其该該这這那本各多每新型旧老大小高低全半固液态態钠鈉锂鋰镍鎳钴鈷锰錳铁鐵硅矽磷酸三元动動力储儲电電能汽车車"
    "正负負极極隔膜石墨碳硫化氧聚物回收废廢旧舊关關键鍵前驱体體原材生产產制造製发發展技术術用于於个個家种種批国國省市区區县企业業公司第一二四两兩下代"
    "先进進绿綠色清洁潔消费費工研究创創金属屬属建筑築复複合纳納米导導功特软軟级級热熱膨胀装裝基主辅輔]"
)
_KO = regex(
    "(?<![\uac00-\ud7a3\\w])([\uac00-\ud7a3]{2,8}?(?:전지|소재|머티리얼즈|에너지솔루션|배터리|케미칼|에너지머티리얼즈|이앤에스|첨단소재))"
    "(?:은|는|이|가|을|를|의|와|과|도|에|에서|에게|으로|로|측|측은)?(?![\uac00-\ud7a3\\w])"
)
_KO_NO_NAME = regex(
    "(?:폐|이차|리튬|전기|자동차|전기차|차세대|전고체|반고체|고체|나트륨|소듐|니켈|코발트|망간|흑연|실리콘|양극|음극|분리|전해|핵심|배터리|차량|연료|태양|수소"
    "|원통|각형|파우치|대형|중형|소형|사용후|재활용|재사용|삼원|중대형|글로벌|국내|해외|국산|중국|한국(?=$|.{0,2}(?:전지|소재|배터리|케미칼))|미국|일본|유럽|주력|주요|기타|첨단|친환경|신소재|반도체"
    "|에너지|저가|고가|고성능|모바일|스마트|보조|표준|교체|탑재|신규|건전|황화|산화|고분자|알루미늄|탄소|금속|화학|이온|축전|납축|충전|일차|원료|기초|인산|철"
    "|복합|세라믹|방열|절연|도전|첨가|건축|바이오|부품|원자재|미드|나노|셀|팩|ESS|하이니켈|로봇|드론|항공|선박|군용|우주|동박|전자|섬유|단열|난연|필름|플라스틱|희토류"
    "|인터(?=배터리)|고용량|대용량|고전압|장수명|급속|무음극|리사이클|자율|제조|개발|생산|공급|관련|다른|모든|일반|특수|기능)"
)
_JA = regex(
    "(?<![\u30a1-\u30ff\u3400-\u9fffA-Za-z])[\u30a1-\u30fa][\u30a1-\u30ff]{1,11}?(?:(?:化学|工業|電池|電工|金属鉱業|電子)(?![\u3400-\u9fff])"
    "|(?:マテリアルズ?|エナジー|ケミカル)(?![\u30a1-\u30ff\u3400-\u9fff]))"
)
_JA_NO_NAME = regex(
    "(?:リチウム|ナトリウム|ニッケル|コバルト|マンガン|アルカリ|イオン|リサイクル|カドミウム|レドックス|バイオ|グリーン|クリーン|ボタン|コイン|セラミック"
    "|ポリマー|シリコン|カーボン|プラスチック|ゴム|ガラス|メイン|サブ|ソーラー|ファイン|スマート|アルミ|マグネシウム|カルシウム|フロー|パウチ|ハイブリッド|バッテリー"
    "|ペロブスカイト|ナノ|ニュー|エコ|フッ|カリウム|パワー|ホーム|ガス|セメント|エネルギー|バルク|スペシャルティ|コモディティ|タンデム|ラミネート|モバイル)"
)
_FEWEST_SYLLABLES = 4  # of a Korean name


def find(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the text as given; none in a language without such endings."""
    if language == "zh":
        yield from _chinese(text)
    elif language == "ko":
        yield from _korean(text)
    elif language == "ja":
        yield from (m.span() for m in _JA.finditer(text) if not _JA_NO_NAME.match(m[0]))


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    """A role noun stands before, or the name begins words in two places; what hannames.py is sure of comes first."""
    from . import hannames  # loads a dictionary that only Chinese texts need

    yield from hannames.find(text)
    for start, at, end in _stems(text):
        if _ZH_NO_NAME.search(text, start, at):
            continue
        before = text[max(0, start - 5) : start]
        if _ZH_ROLE.search(before) or (_ZH_BOUND.search(before) and text.count(text[start:end]) > 1):
            yield start, end


def _stems(text: str) -> list[tuple[int, int, int]]:
    """(start, trade's start, end) of what may be a name before a noun of the trade, the nearest noun for each start."""
    found: dict[int, tuple[int, int]] = {}
    for match in _ZH.finditer(text):
        at = match.start()
        for start in range(max(0, at - _ZH_LONGEST), at - _ZH_SHORTEST + 1):
            if start not in found and _ZH_STEM.fullmatch(text, start, at):
                found[start] = (at, match.end())
    return [(start, *found[start]) for start in sorted(found)]


def _korean(text: str) -> Iterator[tuple[int, int]]:
    for match in _KO.finditer(text):
        column = text[match.start() - 1 : match.start()] in ("[", "【") and text[match.end() : match.end() + 1] in (
            "]",
            "】",
        )
        if not column and len(match[1]) >= _FEWEST_SYLLABLES and not _KO_NO_NAME.match(match[1]):
            yield match.span(1)

"""How far a name reaches beyond its alias: battery nouns, legal forms, plurals, German compounds, Korean endings."""

from __future__ import annotations

from ..regex import regex
from .scripts import HANGUL, KATAKANA, LATIN, SCRIPT

_HEAD = regex(
    r" ?(?:(?<= )(?:battery (?:cells?|packs?)|batteries|battery|cells?|batterien?|batteriezellen?|zellen?|akkus?"
    r"|akkumulator(?:en)?)(?!\w)"
    r"|固态电池|电池|電池|电芯|電芯|バッテリー|セル|이차전지|배터리|전지|셀)"
)
_LEGAL = regex(
    r",? (?:Co\.?,? ?Ltd\.?|Co\.?,? Inc\.?|Co\.?,? Limited|Company Limited|Pty\.? Ltd\.?|Pte\.? Ltd\.?|Pvt\.? Ltd\.?"
    r"|Pvt\.?|GmbH & Co\. KG(?:aA)?|SE & Co\. KGaA|AG & Co\. KG(?:aA)?|Incorporated|Inc\.?|Corporation|Corp\.?|Limited"
    r"|Ltd\.?|L\.L\.C\.?|LLC|L\.P\.?|LLP|PLC|plc|N\.V\.|B\.V\.|S\.A\.(?:P\.I\.)?,? (?:de|DE) C\.V\."
    r"|S\. (?:de|DE) R\.L\. (?:de|DE) C\.V\.|S\.A\.|S\.p\.A\.|SpA|S\.r\.l\."
    r"|GmbH|Oyj|Oy|ASA|A/S|Sdn\.? Bhd\.?|Tbk|KGaA|Private Limited|Private Ltd\.?|Company Ltd\.?"
    r"|Holdings?,? (?:Inc\.?|Ltd\.?|Limited|plc))(?![^\W\u3041-\u9fff\uac00-\ud7a3])"
    r"| (?:NL(?=[ ,.(])|AG|SE|AB|SA|NV|BV|AS|KK|Co\."
    r"|Group,? (?:Co\.?,? ?)?(?:Ltd\.?|Limited|Inc\.?|plc|PLC|AG)|Group|Holdings?)"
    r"(?![^\W\u3041-\u9fff\uac00-\ud7a3])"
)
LEGAL_CJK = regex(
    "(?:集团|集團)?(?:股份|控股)?有限(?:责任|責任)?公司|股份公司|集团|集團"
    "|株式会社|주식회사|㈜|㈱|\\((?:주|株)\\)| 주식회사"
)
_JA_CALLED = regex(
    "グループ(?![\u30a1-\u30ff長])|(?<=[A-Za-z\u30a1-\u30ff])社"
    "(?=[はがをにとのもへや、。，,」）)・\n ]|から|より|製|など|$)"
)
"""What Japanese writes behind a company as others write its form: テスラ社, 日立グループ."""
_LEGAL_BEFORE = regex(r"(?:株式会社|\(주\)|\(株\)|㈜|㈱|주식회사) ?$")
_ZH_FULL_NAME = regex(
    "[\u3400-\u9fff]{0,12}股份有限公司"
    "|(?:新能源|新材料|新型|高科|高新|动力|動力|能源|科技|技术|技術|锂电|鋰電|锂业|锂能|电池|電池|电源|储能|材料|汽车|汽車|电子|電子|化学|化工|化學|实业|工业|工業"
    "|集团|集團|控股|矿业|钴业|镍业|智能|装备|设备|电气|系统|环保|循环|股份)*有限(?:责任|責任)?公司"
)
_WORD = regex(r"[^\W\d_]+")
_HANGUL_RUN = regex("[\uac00-\ud7a3]{1,12}")

_GERMAN_PLURALS = ("n", "en", "s", "e", "es", "er")
_KO_ENDING = regex(
    "들?(?:측|산|계|형|식|발|향|내|행|인|사|권|판|표|제)?"
    "(?:은|는|이|가|을|를|의|와|과|도|에|에서|에게|로|으로|만|까지|부터|보다|처럼|이나|나|라고|이라고|라는|이라는|이며|며|이고|고"
    "|이다|다|인|등|및|뿐|마다|조차|마저|밖에|한테|께서|이랑|랑|하고|에선|에겐|서|선|엔|론|이라|라|란|이란|였다|이었다|이었던|였던|간|쪽)*"
)
_KO_COMPOUND = regex(
    "(?:정부|시장|기업|업체|공장|법인|본사|지사|현지|배터리|전기차|자동차|전지|공급|제품|업계|당국|국내|내수|경제|수출|수입|대표|회장"
    "|사장|관계자|그룹|차|주가|주식|투자|생산|기술|모델|출신|국적|전역|남부|북부|동부|서부|중부|지역|대륙|연방|관세|제조|연구|지분|합작"
    "|계열|자회사|협력|경쟁|판매|진출|의존|규제|점유|매출|소재|양극재|음극재|셀|팩|주$|시$|성$|도$|군$|구$|값|가격|광산|염호"
    "|측|산업|신차|직원|노조|임직원|이사회|최고|부사장|전무|상무|연구원|실적|영업|향|용|발|그리고|뿐만|관련|홍보|주주|상장|납품|고객|협력사|파트너"
    "|등|스마트|서비스|양산|전용|전략|플랫폼|사업|프로젝트)"
)
_KO_OTHER_NAME = 3  # further syllables


def with_head_noun(lower: str, end: int) -> int:
    """The end of a chemistry with its battery noun, if one follows and is a whole word."""
    match = _HEAD.match(lower, end)
    if match is None:
        return end
    reach = match.end()
    if SCRIPT[lower[reach - 1]] == KATAKANA and reach < len(lower) and SCRIPT[lower[reach]] == KATAKANA:
        return end
    return reach


def with_legal_form(cased: str, start: int, end: int) -> tuple[int, int]:
    """A company's span with the legal form that stands right beside it."""
    match = _LEGAL.match(cased, end) or LEGAL_CJK.match(cased, end)
    if match is not None:
        return start, match.end()
    if cased[end : end + 1] in ("社", "グ") and (called := _JA_CALLED.match(cased, end)) is not None:
        return start, called.end()
    before = _LEGAL_BEFORE.search(cased, max(0, start - 6), start)
    return (before.start() if before else start), end


_KIND = regex(r" (?:state|region|province|area|prefecture|county|district)$")


_PROPER_KIND = regex(r" (?:Province|Prefecture)(?!\w)")


def with_kind(cased: str, end: int) -> int:
    """The end of a place's name with the noun that belongs to it when written with a capital: Lualaba Province."""
    kind = _PROPER_KIND.match(cased, end)
    return kind.end() if kind else end


_JA_KIND = regex("(?:市(?![場長民内街況販議営])|州(?![都民内議])|県(?![民内議])|省(?![内エ力])|郡)")


def script_kind(cased: str, end: int) -> bool:
    """Whether the kind of place that belongs to a name in kana follows: ミシュコルツ市, カリーニングラード州."""
    return SCRIPT[cased[end - 1]] == KATAKANA and _JA_KIND.match(cased, end) is not None


def without_kind(cased: str, start: int, end: int) -> int:
    """The end of a place's name without the common noun behind it: Washington | state, the Pilbara | region."""
    kind = _KIND.search(cased, start, end)
    return kind.start() if kind else end


def is_chinese_full_name(text: str, start: int, end: int) -> bool:
    """Whether what follows a listed name makes it that company's registered name: words of the trade and a form."""
    return _ZH_FULL_NAME.fullmatch(text, start, end) is not None


def german_compound(lower: str, end: int) -> int | None:
    """The end of a German noun that goes on in lower case: with its plural ending, else without the rest."""
    rest = _WORD.match(lower, end)
    if rest is None:
        return None
    return rest.end() if rest[0] in _GERMAN_PLURALS else end


def german_genitive(lower: str, end: int) -> bool:
    """Whether a genitive s and nothing else is glued to the name (Chinas, Teslas, VWs)."""
    return lower[end] == "s" and (end + 1 == len(lower) or SCRIPT[lower[end + 1]] != LATIN)


def goes_on_plainly(rest: str) -> bool:
    """Whether what follows a Hangul name is an ending or a common noun, not the rest of another name."""
    return _KO_ENDING.fullmatch(rest) is not None or _KO_COMPOUND.match(rest) is not None


def hangul_goes_on(lower: str, start: int, end: int, *, strict: bool = False) -> bool:
    """Whether what is glued to a Hangul name leaves it a name: endings and compounds; anything after a long name,
    or, if `strict`, at most two syllables: three and more make it the name of something else.
    """
    rest = _HANGUL_RUN.match(lower, end)
    if rest is None or _KO_ENDING.fullmatch(rest[0]):
        return True
    syllables = sum(SCRIPT[char] == HANGUL for char in lower[start:end])
    if _KO_COMPOUND.match(rest[0]) is not None:
        return True
    return syllables >= 3 and (not strict or len(rest[0]) < _KO_OTHER_NAME)

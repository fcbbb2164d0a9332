"""Places that are no mention: inside an institution's name, a currency, a figure of speech."""

from __future__ import annotations

import re
from functools import cache

from ..regex import regex
from .europeaninstitutions import holds_place
from .words import CJK_BANKS, CJK_INSTITUTIONS, INSTITUTION_HEADS, INSTITUTION_LEFT, INSTITUTION_OF

_CHAIN = regex(r"(?: (?:[A-ZÀ-Þ][\w'’]*|of|and|for|&|und|für))+")
_OF_BEFORE = regex(rf"\b(?:{'|'.join(sorted(INSTITUTION_OF))})(?: [A-Z][\w&']*)* of (?:the )?(?:[A-Z]\w+ )?$")
_LEFT = regex(
    rf"(?<!\w)(?:{'|'.join(sorted(INSTITUTION_LEFT))}) (?:der |des |für |of |de |von |zu )?(?:[A-ZÀ-Þ]\w+ )?$"
)
_CJK_RIGHT = regex(
    rf"[\u3400-\u9fff\uac00-\ud7a3]{{0,2}}?(?:{CJK_BANKS})|[\u3400-\u9fff\uac00-\ud7a3]{{0,8}}?(?:{CJK_INSTITUTIONS})"
)
_CJK_STOP = regex("[的在和与與及、向从從将將为為是有被要]|[을를은는의에と、はがをのに]")
_METAPHOR = regex(r" of (?!course)(?:the )?[a-z]")
_US_PRONOUN = frozenset(
    "LET GIVE GIVES TELL TELLS JOIN HELP HELPS MAKE MAKES TRUST HEAR SAVE PAY LEAVE KEEP SELL SEND SPARE POISON "
    "PROTECT FEED ASK TEACH FORGET BELIEVE EMPLOY TAKE BRING SHOW FREE IGNORE STOPPED KILLING OWES COSTS HURT".split()
)
_CJK_OF = tuple(of + quote for of in ("的", "의", "の", "의 ") for quote in ("", "“", '"', "‘", "'", "「", "『"))
_WITH_ARTICLE = regex(
    r"(?:U\.?[SK]|EU|UAE|USA|United |European |Netherlands|Philippines|[A-Z]\w+ (?:Republic|Union|Delta|Area))"
)
_MAX_CHAIN = 6
_NEAR = 200  # characters to both sides, enough for a headline


@cache
def _zh_office() -> re.Pattern[str]:
    """Offices and events that begin with a place: close behind it, so that nothing else comes between."""
    return re.compile(
        "(?:[国國]家|[证證]券|核|[国國][土防]|[联聯]邦|[贸貿]易|地[质質]|食品[药藥]品|[银銀]行|高速公路"
        "|公路|交通|安全|汽[车車]|[环環]境|能源|[资資]源|工[业業]和信息化|[发發]展和改革"
        "|[发發]展[与與和]改革|市[场場]|[监監]督|管理|[质質]量|[标標]准|[电電]力|[产產][业業]|[技][术術]"
        "|[动動]力|[电電]池|[科])"
        "{0,4}(?:[证證][监監][会會局]|[执執]委[会會]|[银銀]保?[监監][会會]|交易委[员員][会會]"
        "|[联聯]邦[储儲][备備]|[发發]改委|工信[部厅委局]|信息化[部厅局]|能源[部局]|商[务務][部厅]"
        "|[财財]政部|[国國]防部|外交部|交通部|[运運]输部|[环環]保[署局]|保[护護]署|[贸貿]易代表|科技[部厅]"
        "|[环環]境[部厅]|[农農][业業][部厅]|[劳勞]工部|司法部|[内內]政部|海[关關](?:[总總]署)"
        "|[统統][计計]局|[调調]查局|委[员員][会會]|理事[会會]|[议議][会會](?!上|中|期)|法院"
        "|[监監]管[总總]?局|管理局|[创創]新中心|研究中心|[创創]新[联聯]盟|产业联盟)"
        "|(?:[国國][际際])?(?:汽[车車]|摩托[车車]|消[费費][电電]子|[储儲]能|[电電]池)?(?:[车車]展"
        "|冬[奥奧][会會]|[奥奧][运運][会會]|[亚亞][运運][会會]|世[博界]博?[览覽]?[会會]|[进進]博[会會]"
        "|博[览覽][会會]|[电電]子展)"
    )


def is_no_place(cased: str, start: int, end: int) -> bool:
    """Whether a place's name at this span (of the folded text) is part of something else."""
    following = cased[end : end + 1]
    if cased[start:end] == "US" and cased[start - 1 : start] == "." and cased[max(0, start - 2) : start - 1].isupper():
        return True  # a stock's code: ALB.US
    if following == "$" or cased[start - 1 : start] == "$":
        return True
    before = cased[max(0, start - 60) : start]
    if before.endswith(" ") and ((" of " in before and _OF_BEFORE.search(before)) or _LEFT.search(before)):
        return True
    if before.endswith((" ", "'", "’")) and holds_place(cased, start):
        return True
    if before.endswith((" das ", "Das ", " ein ", " zum ")) and _german_figure().match(cased, end):
        return True  # das Saudi-Arabien des Lithiums
    if before.endswith("the ") and _METAPHOR.match(cased, end) and not _WITH_ARTICLE.match(cased, start, end):
        return True
    if cased[start:end] == "US" and _is_pronoun(before, cased[end : end + 8]):
        return True
    if following == " ":
        return _heads_institution(cased, end)
    if before.endswith(_CJK_OF) and _is_cjk_figure(before, cased[end : end + 4]):
        return True
    if following and ord(following) >= 0x3000:
        if "\u3400" <= following <= "\u9fff" and _zh_office().match(cased, end) is not None:
            return True
        match = _CJK_RIGHT.match(cased, end)
        return match is not None and not _CJK_STOP.search(match[0])
    return False


def _is_pronoun(before: str, behind: str) -> bool:
    """Whether US in a line of capitals is `us`: LET US DECIDE, FOR US ALL."""
    word = before.rsplit(None, 1)[-1].strip("\"“'‘") if before.strip() else ""
    return word in _US_PRONOUN or (word.isupper() and behind.startswith(" ALL"))


@cache
def _german_figure() -> re.Pattern[str]:
    return re.compile(r" (?:des|der|für) [A-ZÄÖÜ]")


@cache
def _cjk_figure() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            "(?:[锂鋰镍鎳钴鈷]|石墨|电池|電池|储能|儲能|리튬|배터리|이차전지|흑연|니켈|코발트|"
            "リチウム|黒鉛|ニッケル|コバルト|蓄電池)"
            "[业業矿礦界]?(?:的|의|の) ?[“\"‘'「『]?$"
        ),
        re.compile("[”\"’'」』，。,.、]|之[称稱]|[라로]고? ?[불부]|(?:으로|로) ?[불부]|と[呼称い]|$"),
    )


def _is_cjk_figure(before: str, behind: str) -> bool:
    """`the Saudi Arabia of lithium` in Chinese, Korean and Japanese: a place that goods have and that ends a phrase."""
    goods, ending = _cjk_figure()
    return goods.search(before) is not None and ending.match(behind) is not None


def _heads_institution(cased: str, end: int) -> bool:
    """Whether a chain of capitalised words goes on from the place to an institution's noun."""
    chain = _CHAIN.match(cased, end, end + 80)
    if chain is None:
        return False
    words = [re.split("['’]", word)[0] for word in chain[0].split()[:_MAX_CHAIN]]
    if not any(word in INSTITUTION_HEADS for word in words):
        return False
    return any(word in INSTITUTION_HEADS for word in words[:2]) or not in_headline(cased, end)


def in_headline(cased: str, at: int) -> bool:
    """Whether most words of the paragraph have capitals, so that a chain of them says little."""
    start = max(cased.rfind("\n", max(0, at - _NEAR), at) + 1, at - _NEAR, 0)
    stop = cased.find("\n", at, at + _NEAR)
    words = [word for word in cased[start : stop if stop >= 0 else at + _NEAR].split() if word[0].isalpha()]
    return len(words) < 40 and sum(word[0].isupper() for word in words) > 0.7 * len(words)

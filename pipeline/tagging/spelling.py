"""Small patterns around names: neighbours that turn a name into something else."""

from __future__ import annotations

import re
from functools import cache

from ..regex import regex

CURRENCY = frozenset("$€£¥₩.,")
"""Before a name that begins with a digit, these make it a number."""

DOMAIN_END = regex(r"\.(?:com|net|org|cn|de|kr|jp|io|eu|co|uk|info)(?!\w)")
"""After a name: it is part of a web address."""

CAR_AS_THING = regex(
    r"(?:[.,;:!?)\n]|$| (?:in|on|and|or|with|is|was|for|to|at|that|which|from|than|as|can|could|has|had"
    r"|caught|burst|crashed|hit|ran|struck|veered|exploded|rolled|collided|sat|stood"
    r"|stand|brannte|verbrannte|geriet|rollte|prallte|krachte|überschlug|parkte"
    r"|und|oder|ist|war|für|zu|mit|der|aus|vor|auf|im|am|an|als|wie|von|fuhr|gekauft|verkauft|fahren|fährt)\b)"
)
CAR_BEFORE = regex(
    r"(?:(?<!\w)(?P<driven>bought|buys?|buying|drove|drives?|driving|parked|parks?|parking|sold|rented|leased|crashed"
    r"|owns?|owned|fuhr|kaufte|parkte) )?"
    r"(?<!\w)(?:(?:an?|his|her|my|our|your|their|ein(?:e[nmrs])?|seine?[nmrs]?|ihre?[nmrs]?|meine?[nmrs]?)"
    r"(?: (?:used|second hand|new|old|own|red|black|gebrauchte[nmrs]?|neue[nmrs]?|alte[nmrs]?|eigene[nmrs]?))?"
    r"|second hand|gebrauchte[nmrs]?) $",
    re.IGNORECASE,
)
"""Before a maker's name: somebody's car."""
CAR_DRIVEN = regex(
    r" (?:yesterday|today|last|this|every|down|up|through|home|when|while|because|after|before|outside|near|by|into"
    r"|across|around|here|there|again|instead|off|over|without|until|since)\b"
)
"""What follows `a Tesla` when it is a car; `a Tesla factory` speaks of the company."""

FALSE_LEFT: dict[str, str] = {"日本": "今昨近当當同该該每首東西", "大众": "广廣民", "大眾": "广廣民", "海南": "上"}
"""Han names with characters before them that belong to another word (今日|本公司, 上海|南部)."""

FALSE_RIGHT: dict[str, str] = {"日本国": "内外産民際債旗籍土会", "日本國": "內外產民際債旗籍土"}
"""The same with characters after them: 日本|国内."""

JA_PERSON = regex("(?:氏(?!族)|さん(?!ざ)|選手|議員|被告|容疑者|先生)")
"""Directly after a name in Japanese or Chinese: it is a person's."""

LOCATED = regex(r"(?<!\w)(?:[Ii]n|[Ii]nto|[Nn]ear|[Ff]rom|at|outside|around|to) $")
"""Before a name: it is a place."""

KO_PLACE = regex(
    "(?:에 ?(?:있는|위치|본사|공장|들어서|짓|건설|세우|투자)|에서는|에서 열|시에|시의 |군에|공장|사업장|산단|산업단지"
    "|캠퍼스|지역)"
)
"""Behind a Korean name that is also a word (양산, 이천): it is a place."""

BATTERY_WORDS = regex(
    r"batter|\bcells?\b|cathode|anode|lithium|electric vehicle|\bEVs?\b|energy storage|\b[GMk]Wh\b|electrolyte|akku"
    r"|zelle|speicher|kathode|pile|batería|batterie|celda|电池|電池|电芯|電芯|锂|鋰|储能|儲能|배터리|"
    r"전지|양극|음극|리튬|蓄電|正極|負極"
    r"|リチウム",
    re.IGNORECASE,
)
"""What an article about batteries says somewhere; without it, LFP and NMC are other abbreviations."""

IN_A_LIST = regex(r", (?:[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*)?)(?: (?:and|or|und|et|y) |, [A-ZÀ-Þ])")
"""After a place's name: further names in a row."""

OTHER_INITIALS = regex(r"&[a-z]")
"""Directly after a name: it is the first half of another one (LG&E)."""

TOWN_BEHIND = regex(
    "[ ・·,，]*(?P<town>(?![都道府県縣省州市北南东東西中首部央特別地区區方域]+$)[^ ・·,，]{2,}[^\\n]*)$"
)
"""Behind a province in one name with its town: the town's own name."""

BRANCH = regex("(?:ジャパン|チャイナ|コリア|アメリカ|ヨーロッパ|インディア|アジア|タイワン)")
"""Directly after a company's name: the name of its daughter in that country."""

_EXCHANGE = regex(
    r"\b(?:NYSE(?: American)?|NASDAQ|Nasdaq|ASX|TSX-?V?|CSE|OTC\w*|AIM|LON|LSE|FRA|FSE|XETRA|ETR|EPA|HKEX|HKG|SEHK|KRX"
    r"|KOSDAQ|KOSPI|TYO|TSE|NSE|BSE|SZSE|SSE|SHE|SHA|STO|SIX|TWSE"
    r"|Cboe(?: CA| Canada)?|NEO|CNSX|JSE|SGX|IDX|SET|TASE|GPW|WSE|BIT|BME|AMS|EBR|CPH|HEL|OSE|OSL|VIE|PSE|NZX|SWX|B3"
    r"|BMV|Euronext(?: [A-Z][a-z]+)?|First North(?: [A-Z][a-z]+)?|Oslo Børs|Tadawul|GREY|DB|MUN|STU|BER) ?[:：] ?$"
)


def is_ticker(text: str, start: int) -> bool:
    """Whether a stock exchange and a colon stand before: what follows is a ticker, no name."""
    return _EXCHANGE.search(text, max(0, start - 16), start) is not None


OTHER_NAME = regex(r" [A-Z][a-z]")
"""After a short name that needs a cue: a word with a capital makes it another company (LG Innotek)."""


@cache
def run_on() -> re.Pattern[str]:
    """Small words glued to the end of a name by a lost blank: CATLsaid, Louisvillebased."""
    return re.compile(r"(?:said|says|will|based|plans|announced|reported|which|with)(?!\w)")


@cache
def run_in() -> re.Pattern[str]:
    """The same before a name: ofCATL, DasTesla-Werk."""
    return re.compile(r"(?<!\w)(?:[Tt]he|[Dd]as|[Dd]ie|[Dd]er|von|bei|mit|und|of|by|from|and|with)$")


@cache
def governs() -> re.Pattern[str]:
    """Behind a capital: it stands for the government there, whatever persons of that name the text knows."""
    return re.compile(
        r" (?:wants|demands|demanded|insists|insisted|threatens|threatened|imposed|imposes|hopes|"
        r"refuses|refused|verlangt"
        r"|fordert|forderte|droht|drohte|will|pocht|erhebt|verhängt|beharrt|prüft)(?!\w)"
    )

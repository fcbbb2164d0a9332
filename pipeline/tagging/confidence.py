"""How sure a company is that a model alone has found.

A transition-based recogniser says yes or no, not how sure it is. What the name looks like and how the text uses it
tells much: a company is named again, stands beside other companies, ends in a word of the trade; a false one is an
ordinary word that stands elsewhere in lower case. These facts are weighed by a logistic regression, fitted by
`models/training/confidence.py` on articles that the model was not trained on; the weights lie in the model's
meta.json. The result is the share of such finds that were right there, and the mention's score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from ..regex import regex
from .findings import Finding, ModelSpan
from .modeltext import noun_mark
from .scripts import CJK, HANGUL, SCRIPT
from .words import CORPORATE_WORDS, GOODS_WORDS, TRADE_WORDS

_TRADE_CJK = regex(
    "(?:科技|能源|新能|新材|材料|股份|集团|集團|电池|電池|动力|動力|锂业|鋰業|锂能|资本|資本|创投|投资|证券|證券|银行|銀行|智能|电子|電子|电气|電機|电力|電力"
    "|化学|化工|重工|工业|工業|製作所|商事|精密|装备|机械|機械|汽车|矿业|鉱業|环保|循环|物流|建设|建設|半导体|パワー|エナジー|マテリアル|テック|ソリューション"
    "|ホールディングス|モーター|モビリティ|에너지|머티리얼|솔루션|테크|케미칼|전자|화학|중공업|배터리|소재|건설|물산|증권|은행|홀딩스|파트너스|캐피탈|셀|모빌리티)"
    "(?:ズ|즈|스)?$"
)
_SAYS = regex(
    r"\s?(?:said|says|told|announced|plans|has|hat|teilt|plant|sagte|a annoncé|anunció|ha "
    "|表示|宣布|称|公告|计划|拟|披露|透露|の|は|が|社|측|관계자|대표)"
)
_JOINS = regex(r"\s?(?:、|,|，|/|·|・|和|与|與|及|と|や|and|und|et|y|&|wie)\s?")
_WORD = regex(r"[^\s,;()]+")
_GAP = 5  # characters that an `and` between two names takes at most
_STARTS = '.!?。！？:：\n„“"「『'

FEATURES = (
    "again", "always", "trade", "one", "two", "long", "sentence_start", "lower_elsewhere", "noun", "capitals",
    "beside", "says", "digit", "quoted", "spoilt",
)  # fmt: skip


def features(
    text: str,
    span: ModelSpan,
    found: Counter[str],
    starts: Collection[int],
    ends: Collection[int],
    nouns: frozenset[str],
) -> list[float]:
    """The facts about one company, in the order of FEATURES. `found`: how often the model takes each spelling for a
    company in this text; `starts`, `ends`: where companies begin and end, listed ones and unlisted."""
    name = text[span.start : span.end]
    words = _WORD.findall(name)
    cjk = SCRIPT[name[0]] in CJK
    size = len(words) if not cjk or SCRIPT[name[0]] == HANGUL else 0
    before, after = text[max(0, span.start - 8) : span.start], text[span.end : span.end + 12]
    trade = ends_in_trade(name) or any(
        word in TRADE_WORDS or word in GOODS_WORDS or word.lower().strip(".,") in CORPORATE_WORDS for word in words[1:]
    )
    facts = {
        "again": min(found[name], 4) - 1,
        "always": found[name] / max(1, text.count(name)),
        "trade": trade,
        "one": size == 1 or (cjk and len(name) == 2),
        "two": size == 2 or (cjk and len(name) in (3, 4)),
        "long": size > 3 or (cjk and len(name) > 6),
        "sentence_start": not before.strip() or before.rstrip()[-1] in _STARTS,
        "lower_elsewhere": not cjk and name[0].isupper() and (" " + words[0].lower()) in text if words else False,
        "noun": bool(nouns) and len(words) == 1 and noun_mark(name.lower(), nouns) != "",
        "capitals": name.isupper() and len(name) <= 6,
        "beside": _joined(text, span, starts, ends),
        "says": _SAYS.match(after) is not None,
        "digit": any(char.isdigit() for char in name),
        "quoted": before[-1:] in '"“„「『《' and before != "",
        "spoilt": "\n" in name or name[-1] in "-–,;:" or name[0] in "-–,;:",
    }
    return [float(facts[name_]) for name_ in FEATURES]


def ends_in_trade(name: str) -> bool:
    """Whether a Chinese, Japanese or Korean name ends in a word of the trade, as companies' names do."""
    return _TRADE_CJK.search(name) is not None


def _joined(text: str, span: ModelSpan, starts: Collection[int], ends: Collection[int]) -> bool:
    """Whether another company stands beside the span, with a comma or an `and` between them."""
    before = range(max(0, span.start - _GAP), span.start + 1)
    behind = range(span.end, span.end + _GAP + 1)
    return any(end in ends and _JOINS.fullmatch(text, end, span.start) for end in before) or any(
        start in starts and _JOINS.fullmatch(text, span.end, start) for start in behind
    )


def weighed(
    text: str,
    spans: Sequence[ModelSpan],
    known: Sequence[Finding],
    weight: Mapping[str, float],
    nouns: frozenset[str] = frozenset(),
) -> list[ModelSpan]:
    """The spans with the score of each company set. `weight`: of each fact, and "bias"."""
    return [
        span._replace(score=round(probability(facts, weight), 2)) if span.label == "COMPANY" else span
        for span, facts in zip(spans, facts_of(text, spans, known, nouns), strict=True)
    ]


def facts_of(
    text: str, spans: Sequence[ModelSpan], known: Sequence[Finding], nouns: frozenset[str]
) -> list[list[float]]:
    """The facts about each span, in their order."""
    own = [(span.start, span.end) for span in spans if span.label == "COMPANY"]
    found = Counter(text[start:end] for start, end in own)
    companies = own + [(one.start, one.end) for one in known if one.label == "COMPANY"]
    starts, ends = {start for start, _ in companies}, {end for _, end in companies}
    return [features(text, span, found, starts, ends, nouns) for span in spans]


def probability(facts: Sequence[float], weight: Mapping[str, float]) -> float:
    """The share of finds with these facts that were right."""
    total = weight["bias"] + sum(weight[name] * fact for name, fact in zip(FEATURES, facts, strict=True))
    return 1 / (1 + math.exp(-total))

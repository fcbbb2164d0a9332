"""One decision per span: catalogue, legal forms and model propose, the longest and most trusted stays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..regex import regex
from .addresses import add_addresses
from .carmodels import is_car_model
from .extending import LEGAL_CJK, is_chinese_full_name
from .findings import HELPER_LABELS, Finding, Findings, ModelSpan
from .folding import fold_name
from .institutions import in_headline, is_no_place
from .judging import judged
from .offices import beside_offices
from .patterns import ENDING_SCORE
from .scripts import CJK, SCRIPT
from .shortforms import add_short_forms, share_names
from .towns import add_towns
from .weighing import settled
from .words import (
    CENTRAL_BANKS,
    CORPORATE_WORDS,
    FIRST_STOPS,
    GOODS_WORDS,
    HEAD_WORDS,
    INSTITUTION_HEADS,
    INSTITUTION_OF,
    NO_COMPANY,
    NO_COMPANY_FIRST,
    OFFICES,
    PLAIN_GOODS,
    PRODUCT_WORDS,
    TRADE_WORDS,
    WAYS,
    is_role,
)

_FORMS = ("Co", "Inc", "Ltd", "Limited", "Corp", "GmbH", "AG", "SE", "S.A", "S.p", "B.V", "N.V", "LLC", "PLC", "plc")
_RANK = {"COMPANY": 0, "CHEMISTRY": 1, "MATERIAL": 2, "REGION": 3}
_COMMERCIAL = frozenset(
    {
        "Bank", "Exchange", "Airlines", "Times", "Daily", "Herald", "Post", "Tech", "Lab", "Laboratories", "Laboratory",
        "Alliance", "Consortium", "Office", "School", "Center", "Centre", "Society",
    }
)  # fmt: skip
"""Heads of names that companies bear as well."""
_LEAD = regex(
    r"(?:[Tt]he |d(?:er|ie|as|es|em|en) |l[ea]s? |el |los |la |(?:an?|his|her|its|their|my|our) |[\s\"'“”‘’(\[,;:–—-]+)"
)
_VERB = regex(r"(?!de |van |von |le |la |el |du )[a-z]{3,} (?=[A-Z])")
_TAIL = regex(r"(?:['’]s?|\s\d[\d,.]*|[\s\"“”‘(\[,;:–—-]+|\s?\([^()]*\)?)$")
_ROLE = regex(r"([^\W\d_]+)\s+(?=\S)")
_WORD = regex(r"[^\s,;()\[\]\"“”]+")
_MEASURE = regex(
    r"[$€£]?(?:US|[1-4][HQ]|[HQ][1-4]|FY)?[\d.,/-]*(?:[kMGT]Wh?|GWh|MWh|kWh|V|Ah|mAh|km|t|kt|Mt|tpa|pc|bn|m)?"
)
_SIZE = regex(r" \d[\d.,]* ?(?:k|M|G)?(?:Wh?|V|A|Ah|VA)\b")
_BREAK = regex(r"['’]s\b|[()\[\]\"“”;:/]|\n")


class Board:
    """The decided spans of one text; no two overlap."""

    def __init__(self, text: str, refused: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self._refused = refused
        self._owner = array("l", bytes(array("l").itemsize * len(text)))
        self._placed: dict[int, Finding] = {}
        self._next = 1

    def over(self, start: int, end: int) -> list[Finding]:
        """What lies on a span, in reading order."""
        numbers = dict.fromkeys(n for n in self._owner[start:end] if n)
        return [self._placed[number] for number in numbers]

    def is_refused(self, start: int, end: int) -> bool:
        """Whether a span lies inside a catalogue name that is no mention here."""
        return any(a <= start and end <= b for a, b in self._refused)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._owner[start:end])

    def add(self, finding: Finding) -> None:
        number, self._next = self._next, self._next + 1
        self._placed[number] = finding
        self._owner[finding.start : finding.end] = array("l", [number]) * (finding.end - finding.start)

    def remove(self, finding: Finding) -> None:
        del self._placed[self._owner[finding.start]]
        self._owner[finding.start : finding.end] = array("l", [0]) * (finding.end - finding.start)

    def replace(self, old: Iterable[Finding], new: Finding) -> None:
        for finding in old:
            self.remove(finding)
        self.add(new)

    def decided(self) -> list[Finding]:
        return sorted(self._placed.values())


def resolve(text: str, findings: Findings, model: Sequence[ModelSpan] = (), *, gazetteer: bool = True) -> list[Finding]:
    """Decide: a list without overlaps, in reading order. The same input gives the same list.

    `gazetteer`: a catalogue with places took part, so a place that the model alone knows needs a witness.
    """
    findings, model = settled(text, findings, model)
    board = Board(text, findings.refused)
    if findings.language == "en" and model:
        model = [*model, *beside_offices(text, model)]
    model = judged(text, model, gazetteer=gazetteer)
    for finding in sorted(findings.catalogue, key=_catalogue_order):
        if board.is_free(finding.start, finding.end):
            board.add(finding)
    _uncover(board, [span for span in model if span.label in HELPER_LABELS])
    for finding in sorted(findings.patterns, key=lambda f: (f.start - f.end, f.start)):
        _place_company(board, _trimmed(text, finding, board))
    known = {(one.start, one.end): one for one in findings.doubtful}
    for span in sorted(model, key=lambda s: (s.start - s.end, s.start)):
        if span.label == "COMPANY":
            company = _trimmed(text, _from_model(text, span), board)
            listed = known.get((company.start, company.end)) if company is not None else None
            if listed is not None and listed.label == "REGION":
                _place_region(board, span, known)  # a name that the catalogue knows as a place alone
            else:
                _place_company(board, listed or company)
        elif span.label == "REGION":
            _place_region(board, span, known)
    if gazetteer:
        if findings.language not in ("zh", "ja", "ko"):  # the list is in Latin letters
            add_towns(board)
        if not text.isascii():
            add_addresses(board)
    if findings.language == "zh":
        from .chinese import finish  # loads a dictionary that only Chinese texts need

        finish(board)
    if findings.language in ("ja", "ko"):
        from .asianrows import add_rows  # its expressions are for nothing in other texts

        add_rows(board)
    add_short_forms(board)
    return share_names(text, board.decided())


def _catalogue_order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start - finding.end, _RANK[finding.label], finding.start, finding.entity_id or ""


def _uncover(board: Board, helpers: Sequence[ModelSpan]) -> None:
    """A place inside an institution, product or person, and a company inside a person's name, are none."""
    for span in helpers:
        for finding in board.over(span.start, span.end):
            if _keeps_its_place(board.text, finding, span):
                continue
            inside = span.start <= finding.start and finding.end <= span.end
            rest = board.text[span.start : finding.start] + board.text[finding.end : span.end]
            if not inside or not any(char.isupper() for char in rest) or _BREAK.search(rest):
                continue
            if finding.label == "REGION" or (finding.label == "COMPANY" and span.label == "PERSON"):
                board.remove(finding)


def _keeps_its_place(text: str, finding: Finding, span: ModelSpan) -> bool:
    """Whether a name stands for itself whatever a model sees around it: `Eighteen Chinese workers`, `Ford Mustang`."""
    following = text[finding.end : finding.end + 2]
    adjective = finding.form == "demonym" and following[:1] == " " and following[1:].islower()
    return adjective or (finding.label == "COMPANY" and finding.score == 1 and finding.start == span.start)


def _from_model(text: str, span: ModelSpan) -> Finding:
    return Finding(span.start, span.end, "COMPANY", None, text[span.start : span.end], "name", "model", span.score)


def _trimmed(text: str, finding: Finding, board: Board) -> Finding | None:
    """Without article, possessive, ticker and a leading adjective of origin; None when it is no company's name."""
    start, end = finding.start, finding.end
    if finding.found_by == "model":
        while start < end and (lead := _LEAD.match(text, start, end) or _VERB.match(text, start, end)):
            start = lead.end()
        while start < end and (tail := _TAIL.search(text[start:end])):
            end = start + tail.start()
    for origin in board.over(start, end):
        if origin.form == "demonym" and origin.start == start and origin.end < end:
            if finding.found_by == "model" and _is_named_after_trade(text, origin.end, end):
                continue
            start = origin.end
            while start < end and text[start].isspace():
                start += 1
    while (role := _ROLE.match(text, start, end)) and is_role(role[1]):
        start = role.end()
    name = text[start:end]
    if finding.found_by == "model" and (board.is_refused(start, end) or not _may_be_company(name)):
        return None
    return finding._replace(start=start, end=end, name=name) if name else None


def _is_named_after_trade(text: str, start: int, end: int) -> bool:
    """Whether only words of the trade follow a place: European Metals, American Battery Technology. Goods that every
    article names (Batteries, Cells) do not make a name of an adjective, nor does a headline full of capitals."""
    words = _WORD.findall(text[start:end])
    if not all(word in TRADE_WORDS or word in GOODS_WORDS for word in words):
        return False
    return any(word in TRADE_WORDS for word in words) and not in_headline(text, start)


def _may_be_company(name: str) -> bool:
    words = _WORD.findall(name)
    if not words or "\n" in name or not any(char.isalpha() for char in name):
        return False
    lowered = name.lower()
    if lowered in NO_COMPANY or lowered.rstrip("s") in NO_COMPANY or all(word[0].islower() for word in words):
        return False
    if _MEASURE.fullmatch(name) or all(word.lower().rstrip("s") in PLAIN_GOODS for word in words):
        return False
    if all(word.lower() in NO_COMPANY or word in FIRST_STOPS for word in words):
        return False
    if words[-1] in WAYS or (len(words) > 1 and _ends_small(words[-1])) or _is_central_bank(name):
        return False
    if len(words) > 1 and (words[0] in NO_COMPANY_FIRST or (len(words) == 2 and words[0].endswith(OFFICES))):
        return False
    institution = any(word in INSTITUTION_HEADS and word not in _COMMERCIAL for word in words)
    return not institution and not (words[0] in INSTITUTION_OF - {"Bank"} and "of" in words[1:3])


def _is_central_bank(name: str) -> bool:
    head, _, country = name.partition("Bank of ")
    return head in ("", "the ", "The ") and country in CENTRAL_BANKS


def _ends_small(word: str) -> bool:
    """Whether a name's last word is a common one, as in what a model takes for `Planners envision`."""
    return word.isascii() and word.isalpha() and word.islower() and word not in CORPORATE_WORDS


def _place_company(board: Board, company: Finding | None) -> None:
    """Put an unlisted company (or the longer span of a listed one) onto the board, if it beats what is there."""
    if company is None:
        return
    inner = board.over(company.start, company.end)
    if any(one.start < company.start or one.end > company.end for one in inner):
        return
    if inner and company.found_by == "pattern" and company.score == ENDING_SCORE:
        return
    listed = [one for one in inner if one.label == "COMPANY"]
    if not listed:
        _place_unlisted(board, company, inner)
    elif company.found_by == "pattern" and len(listed) > 1 and listed[-1].end < company.end:
        if not board.text[listed[-1].end : company.end].strip(" ,").startswith(_FORMS):
            board.replace(
                inner, company
            )  # a company named after two others, with its own form: Toda BASF Materials LLC
    elif len(listed) == 1 and (listed[0].start, listed[0].end) != (company.start, company.end):
        _place_around(board, company, listed[0], inner)


def _place_unlisted(board: Board, company: Finding, inner: list[Finding]) -> None:
    rest = _words_outside(board.text, company.start, company.end, inner)
    strong = [word for word in rest if word[0].isupper() or word[0].isdigit() or not word.isascii()]
    if inner and company.found_by == "model":
        strong = [w for w in strong if w not in FIRST_STOPS and w not in PRODUCT_WORDS and w.lower() not in NO_COMPANY]
    named = inner and _is_named_after_trade(board.text, inner[0].end, company.end)
    if strong or not inner or (named and inner[0].label == "REGION" and inner[0].start == company.start):
        board.replace(inner, company)


def _place_around(board: Board, company: Finding, known: Finding, inner: list[Finding]) -> None:
    """A span around a listed company: its full legal name, another company of the family, or nothing worth having."""
    text = board.text
    left = _words_outside(text, company.start, known.start, [one for one in inner if one.label == "REGION"])
    left = [word for word in left if word not in ("市", "省")]
    right = _WORD.findall(text[known.end : company.end])
    beside = text[company.start : known.start] + text[known.end : company.end]
    if right and (is_car_model(" ".join(right)) or _SIZE.match(text, company.end)):
        return  # a product: Schneider Electric Conext 4 kW
    if _BREAK.search(beside) or any(is_role(word) or word in FIRST_STOPS for word in left):
        return
    corporate = all(_is_corporate(word) for word in right) or (
        "\n" not in text[known.end : company.end] and is_chinese_full_name(text, known.end, company.end)
    )
    if corporate and not left and (right or company.start == known.start or SCRIPT[text[known.end - 1]] in CJK):
        board.replace(inner, known._replace(start=company.start, end=company.end))
    elif _is_family_name(left, right) and not (corporate and _may_be_chance(text, company, left)):
        board.replace(inner, company)


def _may_be_chance(text: str, company: Finding, left: list[str]) -> bool:
    """Whether the word before a listed name may owe its capital to the beginning of a sentence."""
    return (
        len(left) == 1
        and SCRIPT[left[0][0]] not in CJK
        and not left[0].isupper()
        and not text[max(0, company.start - 9) : company.start].rstrip()[-1:].isalnum()
    )


def _is_corporate(word: str) -> bool:
    return word.lower().strip(".,") in CORPORATE_WORDS and word != "As"


def _is_model_code(word: str) -> bool:
    """Whether a name's last word is one or two capitals, no legal form and no country: SUBARU XV."""
    plain = word.translate(_HALF_WIDTH)
    if len(plain) > 2 or not plain.isalpha() or not plain.isupper():
        return False
    return plain not in ("UK", "US", "EU", "NA") and plain.lower() not in CORPORATE_WORDS


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PRODUCTS = frozenset({"Megapack", "Powerwall", "Cybertruck", "Supercharger", "Gigafactorie", "Model"})


def _is_family_name(left: list[str], right: list[str]) -> bool:
    """Whether the words around a listed name make it another company (Toyota Tsusho, Samsung SDI America)."""
    words = [*left, *right]
    if not words or not all(word[0].isupper() or word in ("of", "and", "&") or not word.isascii() for word in words):
        return False
    if right and _is_model_code(right[-1]):
        return False
    if words[-1] in HEAD_WORDS or any(char.isdigit() for word in words for char in word):
        return False
    return not any(word in PRODUCT_WORDS - HEAD_WORDS or word.rstrip("s") in _PRODUCTS for word in words)


def _words_outside(text: str, start: int, end: int, inner: Iterable[Finding]) -> list[str]:
    """Words of a span that lie in none of the inner findings."""
    taken = [(one.start, one.end) for one in inner]
    words = [(start + m.start(), start + m.end(), m[0]) for m in _WORD.finditer(text[start:end])]
    outside = []
    for a, b, word in words:
        over = [(s, e) for s, e in taken if s < b and a < e]
        if not over:
            outside.append(word)
        elif SCRIPT[word[-1]] in CJK:
            outside += _left_over(text, a, b, over)
    return outside


def _left_over(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What remains of a word in a script without blanks; a legal form alone is nothing."""
    for a, b in [*taken, (end, end)]:
        if start < a and not LEGAL_CJK.fullmatch(text, start, a):
            yield text[start:a]
        start = max(start, b)


def _place_region(board: Board, span: ModelSpan, known: Mapping[tuple[int, int], Finding]) -> None:
    """A place that the catalogue does not know, or not for sure."""
    start, end = span.start, span.end
    while start < end and (lead := _LEAD.match(board.text, start, end)):
        start = lead.end()
    while start < end and (tail := _TAIL.search(board.text[start:end])):
        end = start + tail.start()
    name = board.text[start:end]
    plain = (
        name[:1].isupper() and "\n" not in name and name.lower() not in NO_COMPANY and any(c.islower() for c in name)
    )
    if (
        plain
        and board.is_free(start, end)
        and not board.is_refused(start, end)
        and not is_no_place(board.text, start, end)
        and name.rsplit(" ", 1)[-1] not in INSTITUTION_HEADS
    ):
        unlisted = Finding(start, end, "REGION", None, fold_name(name) and name, "name", "model", span.score)
        listed = known.get((start, end), unlisted)
        board.add(listed if listed.label == "REGION" else unlisted)

"""What a model's spans are worth before they meet the catalogue: split, relabelled by context, or dropped.

Measured on annotated articles: a place that a large gazetteer does not know is one after `in` or `near`, and seldom
elsewhere; a capital at a sentence's start is no evidence when the same word stands in lower case in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..regex import regex
from .findings import ModelSpan
from .persons import GIVEN_NAMES, is_person
from .spelling import is_ticker
from .towns import is_town
from .words import AFTER_SHORT_NAME, BEFORE_STAKE, INSTITUTION_OF, LOCATIVES, PLACE_OF

_SMALL_WORD = regex(r"(?<![\w-])[a-zà-ÿ]+(?!\w)")
_AND = regex(r"\s+and\s+|,\s+(?!(?:Inc|Ltd|Limited|L\.|LL|LP|Co\b|Corp|N\.|S\.|PLC|GmbH|AG|SE)\b)")
_OF = regex(r"\s+of\s+(?=[A-ZÀ-Þ])")
_LAST_WORDS = regex(r"(?:([^\W\d_]+)\s+)?([^\W\d_]+)\s+$")
_NEXT_WORD = regex(r"\s+([^\W\d_]+)")
_SENTENCE_START = regex(r"(?:^|[.!?:;]['\"’”)]?\s|\n)\s*[\"“'‘(–—-]*\s?$")
_IN_A_ROW = regex(r",\s+$")
_DATELINE = regex(r"(?:,\s[^\n–—]{1,40})?(?:\s?\([^\n)]*\))?\s?[–—-]{1,2}\s")
_PLACE_LINE = regex(r", [A-ZÀ-Þ][^\n–—]{1,40}[–—-]{1,2}\s")
_FACILITY = regex(
    r"\s+(?:plants?|factory|factories|gigafactory|facility|facilities|site|mine|mines|refinery|smelter|warehouse|campus"
    r"|headquarters|project|laboratory|lab|line|lines|complex|works|cells?|batteries|battery|shares?|stock|stake|unit"
    r"|group|company|firm|brand|subsidiary|team)$"
)
_FACILITY_FIRST = regex(
    r"(?:BESS|Coordinador|Planta|Parque|Central|Complejo|Proyecto|Puerto|Usine|Parc|Projet|Lettre"
    r"|Centrale|Mina|Salar) (?:[A-Z]|d['’e])"
)
_LANDSCAPE = regex(r"^(?:Mt|Mount) | (?:Mountains?|Street|Road|Lane|Avenue|Substation|Bridge|Highway|Way|Elementary)$")
_ONE_WORD = regex(r"(?:^|[^\w\s’'&-]\s|\n|(?<![\w’'-])[a-z][\w’'-]*\s)[A-Z][a-z]{3,} \($")
_WORKS = regex(
    r" (?:[a-z-]+ ){0,2}(?:plant|mine|project|facility|refinery|site|deposit|smelter|factory"
    r"|gigafactory|property|prospect|tenements?|target|pegmatites?|licen[cs]es?|project area)(?!\w)"
)
_PLAN = regex(
    r"[^\"”’'“«»\n]{0,12}[\"”’'“»] (?:plan|programme?|initiative|strategy|campaign|project|scheme|roadmap)(?!\w)"
)
_BYLINE = regex(r"(?:^|\n)By [^\n]{0,36}$")
_CONTRACTED = regex(r"(?:[A-Z][a-z]+[’'](?:ve|re|ll|d|t|m)|(?:It|That|There|Here|What|Who|Let|He|She)[’']s)")
_CODE = regex(r" ?: ?[A-Z0-9]{2,7}(?![\w-])")
_PLAIN_ENDING = regex(
    r"[A-Z][a-z]{2,}(?:ers|ings?|tions?|ly|ments?|ness|lines|heard|ists|ors|’(?:re|ve|ll|s))|We’re|It’s"
)
_LINE, _SHOUTED = 120, 25  # characters to both sides that are looked at; letters that make a line
_CLOSING = regex(r"\s*[)\]]\s*$")
_TITLE = regex(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Senator|Governor|Congressman|Congresswoman)\.?\s$")
_AT_OR_FROM = regex(r"(?<!\w)(?:at|from)\s$")
_AT_TOWN = regex(r"(?<!\w)(?:at|on|outside|[\d.,]+ ?[MG]Wh?) $")
_ONE_PLACE_AFTER = regex(r",\s+[A-ZÀ-Þ][\w.]*(?:\s[A-ZÀ-Þ]\w+)?(?!\w)(?!\s*,\s*(?:[A-ZÀ-Þ]|and\b)|\s+and\s+[A-ZÀ-Þ])")
_BEFORE_PLACE = regex(r",\s+[A-ZÀ-Þ]")


def judged(text: str, spans: Sequence[ModelSpan], *, gazetteer: bool) -> list[ModelSpan]:
    """The spans worth deciding on. `gazetteer`: places are known from a catalogue, so unknown ones need a witness."""
    spans = [span for span in spans if not _is_shouted(text, span)]
    parts = [part for span in spans for whole in _split(text, span) if (part := _without_facility(text, whole))]
    works = {surface for span in parts if _is_works(text, span, surface := _surface(text, span))}
    surnames = {_surface(text, span).split()[-1] for span in parts if span.label == "PERSON"}
    named = {word for span in parts if span.label == "COMPANY" for word in [_surface(text, span)]}
    located = {_surface(text, s) for s in parts if s.label in ("COMPANY", "REGION") and _is_located(text, s.start)}
    small = set(_SMALL_WORD.findall(text)) if parts else set()
    kept = []
    for span in parts:
        if span.label in ("COMPANY", "REGION"):
            surface = _surface(text, span)
            if span.label == "COMPANY" and surface in works:
                continue
            if span.label == "COMPANY" and (
                _is_ticker(text, span) or _is_plain_start(text, span, surface) or _is_no_firm(text, span, surface)
            ):
                continue
            person = _is_titled(text, span) or is_person(surface) or surface in surnames
            if person or _is_common_word(text, span, surface, small):
                continue
            label = _label(text, span, surface, named, located) if gazetteer else span.label
            if label is None:
                continue
            span = span._replace(label=label)
        kept.append(span)
    return kept


def _is_ticker(text: str, span: ModelSpan) -> bool:
    """Whether an exchange stands before: (ASX:CHR), (NYSE: NIO)."""
    return is_ticker(text, span.start)


def _is_no_firm(text: str, span: ModelSpan, surface: str) -> bool:
    """Whether a span is an exchange before its ticker (OTCQX: FCSMF), a plant or mountain by its noun, or a person."""
    if _FACILITY_FIRST.match(surface) or _LANDSCAPE.search(surface) or _is_person_with_office(surface):
        return True
    if _CONTRACTED.fullmatch(surface) or _is_plan(text, span):
        return True
    if surface.isupper() and (_CODE.match(text, span.end) or _is_bracketed_ticker(text, span)):
        return True
    return _BYLINE.search(text[max(0, span.start - 40) : span.start]) is not None


def _is_works(text: str, span: ModelSpan, surface: str) -> bool:
    """Whether a single word names somebody's plant or mine: Westwater's Kellyton graphite plant."""
    owned = text[max(0, span.start - 3) : span.start] in ("'s ", "’s ")
    return owned and " " not in surface and _WORKS.match(text, span.end) is not None


def _is_plan(text: str, span: ModelSpan) -> bool:
    """Whether it stands in quotes as the name of a plan: its "Ambition 2030" plan."""
    quoted = text[max(0, span.start - 1) : span.start] in ('"', "“", "'", "‘", "„", "«")
    return quoted and _PLAN.match(text, span.end) is not None


def _is_bracketed_ticker(text: str, span: ModelSpan) -> bool:
    """Whether capitals stand in a bracket behind a name of one word, which has no initials: Albemarle (ALB +1.3%)."""
    before = text[max(0, span.start - 40) : span.start]
    return text[span.end : span.end + 1] in (")", " ") and _ONE_WORD.search(before) is not None


def _is_person_with_office(surface: str) -> bool:
    """Whether somebody's name follows an office: City Councilors Anthony Russo."""
    words = surface.split()
    return len(words) > 2 and words[-2] in GIVEN_NAMES and words[0] not in GIVEN_NAMES


def _is_plain_start(text: str, span: ModelSpan, surface: str) -> bool:
    """Whether a single word with a common noun's or adverb's ending begins a sentence: Automakers, Pricing."""
    if not _PLAIN_ENDING.fullmatch(surface) or not _SENTENCE_START.search(text[max(0, span.start - 20) : span.start]):
        return False
    return text.count(surface) == 1 and text[span.end : span.end + 2] not in ("'s", "’s")


def _is_shouted(text: str, span: ModelSpan) -> bool:
    """Whether the whole line is in capitals, where a model sees names everywhere (LET US BUILD IT HERE)."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[max(start, span.start - _LINE) : min(end if end >= 0 else len(text), span.end + _LINE)]
    letters = [char for char in line if char.isalpha()]
    return len(letters) > _SHOUTED and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _without_facility(text: str, span: ModelSpan) -> ModelSpan | None:
    """A name without the common noun behind it (`Zephyr plant`) and without a bracket that it never opened."""
    if span.label != "COMPANY":
        return span
    end = span.end
    while end > span.start:
        name = text[span.start : end]
        tail = _FACILITY.search(name) or (_CLOSING.search(name) if name.count(")") > name.count("(") else None)
        if tail is None:
            break
        end = span.start + tail.start()
    return span._replace(end=end) if end > span.start else None


def _is_titled(text: str, span: ModelSpan) -> bool:
    """Whether a person's title stands before: Mr. Kostrel, Sen. Kostrel."""
    return _TITLE.search(text[max(0, span.start - 16) : span.start]) is not None


def _surface(text: str, span: ModelSpan) -> str:
    return text[span.start : span.end].strip()


def _split(text: str, span: ModelSpan) -> Iterator[ModelSpan]:
    """`Fronius and Kostal` are two companies, `Gelion of Australia` is a company and a place."""
    if span.label not in ("COMPANY", "REGION"):
        if _surface(text, span):
            yield span
        return
    start = span.start
    for gap in [*_AND.finditer(text, span.start, span.end), None]:
        end = gap.start() if gap else span.end
        if start < end:
            yield from _at_of(text, span._replace(start=start, end=end))
        start = gap.end() if gap else end


def _at_of(text: str, span: ModelSpan) -> Iterator[ModelSpan]:
    gap = _OF.search(text, span.start, span.end)
    words = text[span.start : gap.start()].split() if gap else []
    if gap is None or not words or {words[0], words[-1]} & (INSTITUTION_OF | PLACE_OF):
        yield span
    else:
        yield span._replace(end=gap.start(), label="COMPANY")
        yield span._replace(start=gap.end(), label="REGION")


def _is_common_word(text: str, span: ModelSpan, surface: str, small: set[str]) -> bool:
    """Whether a single word owes its capital to the sentence's start: the text has it in lower case as well."""
    if not surface[:1].isupper() or not surface[1:].islower() or not surface.isalpha():
        return False
    if not _SENTENCE_START.search(text[max(0, span.start - 20) : span.start]):
        return False
    return surface.lower() in small


def _label(text: str, span: ModelSpan, surface: str, named: set[str], located: set[str]) -> str | None:
    """COMPANY, REGION or nothing, by what stands around and by what the same name is elsewhere in the text."""
    if text[max(0, span.start - 1) : span.start] in ("", "\n") and (
        (surface.isupper() and _DATELINE.match(text, span.end))
        or (is_town(surface) and _PLACE_LINE.match(text, span.end))
    ):
        return "REGION"
    if span.label == "COMPANY":
        if _is_mere_town(text, span, surface, named) or (surface in located and is_town(surface)):
            return "REGION"
        one_word = surface.isalpha() and not surface.isupper()
        of_address = _AT_OR_FROM.search(text[max(0, span.start - 6) : span.start])
        if one_word and surface not in located and of_address and _ONE_PLACE_AFTER.match(text, span.end):
            return "REGION"
        return "REGION" if one_word and _is_located(text, span.start) and not _acts(text, span) else "COMPANY"
    if surface in located or _BEFORE_PLACE.match(text, span.end):
        return "REGION"
    if is_town(surface) and not _acts(text, span):
        return "REGION"
    if surface in named or _acts(text, span):
        return "COMPANY"
    before = text[max(0, span.start - 20) : span.start]
    if _SENTENCE_START.search(before):
        return "COMPANY"
    return "REGION" if _IN_A_ROW.search(before) or before.endswith(" of ") else None


def _is_mere_town(text: str, span: ModelSpan, surface: str, named: set[str]) -> bool:
    """Whether a company is rather the town of its name: somebody is at it, or power is counted there (100 MW Selby)."""
    if not is_town(surface) or not _AT_TOWN.search(text[max(0, span.start - 12) : span.start]):
        return False
    return not any(name.startswith(surface + " ") for name in named)


def _acts(text: str, span: ModelSpan) -> bool:
    following = _NEXT_WORD.match(text, span.end)
    return following is not None and following[1] in AFTER_SHORT_NAME and following[1] != "and"


def _is_located(text: str, start: int) -> bool:
    """Whether a preposition of place stands before, and no stake or investment before that."""
    match = _LAST_WORDS.search(text[max(0, start - 40) : start])
    if match is None or match[2].lower() not in LOCATIVES:
        return False
    return match[2].lower() != "in" or (match[1] or "").lower() not in BEFORE_STAKE

"""Whether a name that is also a word is the name here: what stands around it is weighed.

Each witness adds or takes some points; a catalogue's name begins with more the surer the catalogue is of it. The points
were set by hand on passages of both kinds (tests/tagging/traps.txt) and say roughly: a verb of action, a role noun
before, a preposition of place weigh more than the opinion of a model, and a determiner, or a plain noun behind a first
word of a sentence, speak for the word. Names that are no words are not weighed unless nothing spoke for them at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from .findings import Finding, Findings, ModelSpan
from .germantowns import is_adjective
from .institutions import in_headline
from .scripts import WITHOUT_BLANKS
from .wordnames import (
    ACTS,
    ARTICLES_DE,
    AUXILIARIES,
    BUSINESS,
    COMPANY_BEFORE_DE,
    COMPANY_COMPOUNDS_DE,
    COMPANY_NOUNS,
    COMPANY_WORDS,
    DETERMINERS,
    GIVEN,
    LEADS,
    NO_VERB_DE,
    NOUN_OR_VERB,
    OBJECTS,
    PLACE_BEFORE,
    PLACE_BEFORE_DE,
    PLACE_WORDS,
    PRODUCTS,
    ROLES,
    SMALL,
    SMALL_AFTER_NOUN,
    WORK,
)
from .words import is_role

CUED = 0.95
DERIVED = 0.95
KEPT, PROMOTED, PROMOTED_OTHER = 1.6, 2.0, 2.4  # points that a found name needs to stay, and a doubtful one to come in
_SURE, _CUED = 3.0, 2.5


class Around(NamedTuple):
    """A name's neighbours in its paragraph; words are empty where a sign or nothing stands."""

    before: str
    sign_before: str
    after: str
    sign_after: str
    next: str  # the word behind the word behind
    begins: bool  # whether the sentence begins here
    headline: bool


@cache
def _neighbours() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(?P<word>[^\W_][\w&'’.-]*)?(?P<sign>[\s,;:()\"“”„'‘’—–/-]*)$"),
        re.compile(
            r"(?P<sign>['’]s?(?=\W)|[\s,;:()\"“”'‘’—–/.!?-]*)(?P<word>[^\W_][\w&'’-]*)?(?: (?P<next>[^\W_][\w&'’-]*))?"
        ),
        re.compile(r"(?:^|[.!?:;…]['\"’”)]*\s|\n)\s*[\"“„'‘(–—-]*$"),
    )


def around(text: str, start: int, end: int) -> Around:
    left, right, beginning = _neighbours()
    before = text[max(0, start - 40) : start]
    b, a = left.search(before), right.match(text, end, end + 60)
    assert b is not None  # both patterns may be empty
    assert a is not None
    return Around(
        b["word"] or "", b["sign"], a["word"] or "", a["sign"], a["next"] or "",
        beginning.search(before) is not None, in_headline(text, start),
    )  # fmt: skip


def settled(text: str, findings: Findings, model: Sequence[ModelSpan]) -> tuple[Findings, Sequence[ModelSpan]]:
    """Findings and model's spans after weighing: names that are words here are refused, doubtful names that are names
    come in, and what a role noun leads to is a company whatever the model calls it."""
    if findings.language in ("zh", "ko", "ja"):
        return _settled_asian(text, findings), model
    if findings.language not in ("en", "de"):
        return findings, model
    witness = _Witness(text, findings, model)
    kept: list[Finding] = []
    refused = list(findings.refused)
    rivals = {(one.start, one.end): one for one in findings.doubtful if one.label == "COMPANY"}
    for one in findings.catalogue:
        rival = rivals.get((one.start, one.end)) if one.label == "REGION" else None
        if one.label == "COMPANY" and _way().match(text, one.end) and " " not in text[one.start : one.end]:
            refused.append((one.start, one.end + len(_way().match(text, one.end)[0])))  # type: ignore[index]
        elif rival is not None and one.form == "name" and witness.is_at_work(rival):
            kept.append(rival)
        elif witness.is_word(one) and witness.points(one) < KEPT:
            refused.append((one.start, one.end))
        elif one.label == "COMPANY" and one.score == 1 and witness.is_town(one):
            kept.append(_unlisted_town(text, one))
        else:
            kept.append(one)
    doubtful: list[Finding] = []
    for one in findings.doubtful:
        enters = one.label == "COMPANY" or witness.is_word(one)
        if one.label == "CHEMISTRY" and _has_battery(text, one):
            kept.append(one)
        elif enters and witness.points(one) >= (PROMOTED if witness.is_word(one) else PROMOTED_OTHER) and not _overlaps(one, kept):
            kept.append(one)
        elif witness.is_word(one) and one.label == "COMPANY" and not witness.is_place_of_model(one):
            refused.append((one.start, one.end))
        else:
            doubtful.append(one)
    refused = [span for span in refused if span not in findings.refused or not _is_led(text, *span)]
    settled_findings = Findings(kept, findings.patterns, refused, doubtful, findings.language)
    return settled_findings, [_relabelled(text, span) for span in model]


def _is_led(text: str, start: int, end: int) -> bool:
    """Whether a noun that only companies have as a title leads to a single word in capitals: satellite operator SES."""
    if " " in text[start:end] or not text[start].isupper():
        return False
    beside = around(text, start, end)
    following = beside.after[:1].isupper() and beside.sign_after == " "
    if beside.sign_before != " " or following or beside.headline:
        return False
    owned = beside.before.endswith(("'s", "’s")) and beside.before[:1].isupper() and beside.after in ACTS
    return beside.before in LEADS or (owned and text[start:end].isupper())


def _relabelled(text: str, span: ModelSpan) -> ModelSpan:
    other = span.label in ("PERSON", "ORG_OTHER", "PRODUCT") and _is_led(text, span.start, span.end)
    return span._replace(label="COMPANY") if other else span


def _settled_asian(text: str, findings: Findings) -> Findings:
    from .asianweighing import weigh  # its expressions are for nothing in other texts

    kept: list[Finding] = []
    doubtful: list[Finding] = []
    refused = list(findings.refused)
    sure = findings.catalogue
    for one in sorted([*sure, *findings.doubtful]):
        verdict = weigh(text, one, findings.language, sure)
        known = one.score >= CUED
        if verdict is False and known:
            refused.append((one.start, one.end))
        elif known or ((verdict or _has_battery(text, one)) and not _overlaps(one, kept)):
            kept.append(one)
        elif verdict is None:
            doubtful.append(one)
    return Findings(kept, findings.patterns, refused, doubtful, findings.language)


def _unlisted_town(text: str, one: Finding) -> Finding:
    """Albemarle in North Carolina, where the catalogue knows the company alone."""
    return one._replace(label="REGION", entity_id=None, name=text[one.start : one.end], found_by="pattern", score=DERIVED)


@cache
def _battery() -> re.Pattern[str]:
    return re.compile(r"(?:(?:batter(?:y|ies)|cells?|packs?|akkus?|zellen?)(?!\w)|电池|電池|电芯|電芯|배터리|전지)", re.IGNORECASE)


def _has_battery(text: str, one: Finding) -> bool:
    """Whether a doubtful chemistry has a battery's noun in its span or right behind it: solid-state packs."""
    if one.label != "CHEMISTRY":
        return False
    last = _battery().search(text, one.start, one.end + 10)
    return last is not None and (last.start() < one.end or not text[one.end : last.start()].strip(" -"))


@cache
def _way() -> re.Pattern[str]:
    return re.compile(r" (?:City|County|Township|Street|Avenue|Boulevard|Sound|Lane|Stadium|Arena|Square)(?!\w)")


def _overlaps(one: Finding, others: Sequence[Finding]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


class _Witness:
    """What one text says about its names."""

    def __init__(self, text: str, findings: Findings, model: Sequence[ModelSpan]) -> None:
        self._text = text
        self._language = findings.language
        self._found = findings.catalogue
        self._model = sorted(model)

    @cached_property
    def _companies(self) -> frozenset[str | None]:
        return frozenset(one.entity_id for one in self._found if one.label == "COMPANY" and one.score == 1)

    @cached_property
    def _named(self) -> frozenset[int]:
        """Where a company's name ends."""
        listed = (one.end for one in self._found if one.label == "COMPANY")
        return frozenset([*listed, *(span.end for span in self._model if span.label == "COMPANY")])

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where places begin, and where each ends."""
        return {one.start: one.end for one in self._found if one.label == "REGION"}

    @cached_property
    def _is_business(self) -> bool:
        return _business().search(self._text) is not None

    def is_word(self, one: Finding) -> bool:
        """Whether a name asks for weighing at all."""
        surface = self._text[one.start : one.end]
        if self._language == "de" and (surface == "LG" or self._is_german_adjective(one, surface)):
            return True
        if one.label not in ("COMPANY", "REGION") or WITHOUT_BLANKS.match(surface):
            return False
        words = COMPANY_WORDS if one.label == "COMPANY" else PLACE_WORDS
        return surface.lower() in words

    @staticmethod
    def _is_german_adjective(one: Finding, surface: str) -> bool:
        town = one.label == "REGION" and one.form == "demonym" and ("-" in (one.entity_id or "") or one.score < CUED)
        return town and surface[0].isupper() and surface.endswith("er")

    def points(self, one: Finding) -> float:
        if one.label not in ("COMPANY", "REGION"):
            return 0.0
        surface = self._text[one.start : one.end]
        if WITHOUT_BLANKS.match(surface):
            return 0.0
        if self._language == "de" and self._is_german_adjective(one, surface):
            return _SURE if is_adjective(self._text, one.start, one.end) else 0.0
        beside = around(self._text, one.start, one.end)
        prior = 0.0 if one.score < 0.95 else _CUED if one.score < 1 else _SURE
        if self._language == "de":
            told = _german_company(beside) if one.label == "COMPANY" else _german_place(beside)
        else:
            told = _company(surface, beside, word=self.is_word(one)) if one.label == "COMPANY" else _place(beside)
        if beside.sign_before == " (" and one.start - 2 in self._named:
            told += 3  # explained by the company's name before it
        if one.label == "REGION" and beside.before in ("and", "und", "or") and self._is_place(one.start - len(beside.before) - 2):
            told += 2
        if one.label == "REGION" and beside.after in ("and", "or", "und") and beside.next[:1].isupper():
            told += 2 if one.end + len(beside.after) + 2 in self._places else 0
        return prior + told + self._model_says(one, beside) + self._topic(one)

    def is_at_work(self, company: Finding) -> bool:
        """Whether a name that a place and a company share does what companies do, or a role noun leads to it."""
        beside = around(self._text, company.start, company.end)
        if beside.sign_before == " " and (beside.before.lower() in ROLES or is_role(beside.before)):
            return True
        if self._language == "de" or beside.sign_after != " " or beside.headline:
            return False
        pair = beside.after == "and" and beside.next[:1].isupper() and beside.begins
        return beside.begins and (beside.after in WORK or (pair and self._has_company_at(company.end + 5)))

    def is_place_of_model(self, one: Finding) -> bool:
        """Whether a preposition of place and the model take a company's name for a place: outside Lincoln."""
        beside = around(self._text, one.start, one.end)
        led = beside.before.lower() in (PLACE_BEFORE_DE if self._language == "de" else PLACE_BEFORE)
        return led and any(s.label == "REGION" and (s.start, s.end) == (one.start, one.end) for s in self._model)

    def is_town(self, company: Finding) -> bool:
        """Whether a state follows behind a comma and a preposition of place leads to the name."""
        if " " in self._text[company.start : company.end] or self._text[company.end : company.end + 2] != ", ":
            return False
        beside = around(self._text, company.start, company.end)
        return company.end + 2 in self._places and beside.before.lower() in PLACE_BEFORE

    def _has_company_at(self, start: int) -> bool:
        return any(span.start == start and span.label == "COMPANY" for span in self._model)

    def _is_place(self, end: int) -> bool:
        return end in self._places.values()

    def _model_says(self, one: Finding, beside: Around) -> float:
        """A model's opinion; at the start of a sentence, where every word has a capital, it counts for less."""
        for span in self._model:
            if span.start >= one.end:
                break
            if span.end <= one.start:
                continue
            if span.label == one.label:
                exact = (span.start, span.end) == (one.start, one.end)
                if not exact:
                    return 0.5 if one.label == "COMPANY" else -1.0
                plain = beside.begins or self._language == "de" or self._text[one.start : one.end].isupper()
                return 1.0 if plain else 2.0
            if span.label == "PERSON":
                return -1.0 if (span.start, span.end) == (one.start, one.end) else -2.5
            covers = span.start < one.start or one.end < span.end
            return -3.0 if covers and span.label == "ORG_OTHER" else -1.0
        return -0.5 if self._model else 0.0

    def _topic(self, one: Finding) -> float:
        if one.label != "COMPANY":
            return 0.0
        others = self._companies - {one.entity_id}
        return (0.5 if self._is_business else -0.5) + (0.5 if others else 0.0)


def _is_act(word: str) -> bool:
    return word in ACTS or (len(word) > 4 and word.endswith("ed"))


@cache
def _business() -> re.Pattern[str]:
    return re.compile(BUSINESS, re.IGNORECASE)


def _company(surface: str, beside: Around, *, word: bool) -> float:
    """For a company's name in an English text (or one of a language without rules of its own)."""
    points = 0.0
    capitals = surface.isupper() and len(surface) > 1
    after, sign = beside.after, beside.sign_after
    if sign in ("'s", "’s"):
        points += 2
    elif "," in sign and after in _APPOSITIONS:
        points += 1.5
    elif sign == " " and after:
        points += _next_word(surface, beside, capitals=capitals)
    if beside.sign_before == " ":
        points += _word_before(beside.before, after)
    elif beside.sign_before in ("-", "/"):
        points -= 1
    elif beside.sign_before == " (" and sign.startswith(")"):
        points -= 2  # the short form of what stands before
    led = beside.before.lower() in DETERMINERS or beside.before in ("The", "the")
    if word and not (beside.begins or beside.headline or capitals or led):
        points += 2
    return points - (2.0 if capitals and beside.headline else 0.0)


_APPOSITIONS = frozenset("which whose a an the based once now for backed founded".split())


def _next_word(surface: str, beside: Around, *, capitals: bool) -> float:
    word, following = beside.after, beside.next
    if word[0].isdigit():
        return -0.5 if capitals else -3.0
    if word[0].isupper():
        return -3.0 if surface.lower() in GIVEN and word.isalpha() and not word.isupper() and word not in PRODUCTS else 0.0
    if not word[0].islower():
        return 0.0
    if word in NOUN_OR_VERB and (following in SMALL_AFTER_NOUN or following in AUXILIARIES):
        return -2.0
    if word in ACTS:
        return 2.5
    if word.endswith(("s", "ed")) and following.lower() in OBJECTS:
        return 2.0
    if word in COMPANY_NOUNS:
        return 1.5 if not capitals else -1
    if word in AUXILIARIES:
        return 1.0 if capitals else 1.5
    if word in ("and", "or"):
        return 1.5 if following[:1].isupper() else -1.0 if beside.begins else 0.0
    if word in SMALL:
        return 0.0 if following[:1].isupper() else -3.0 if capitals else -0.5
    if word.endswith("ed") and len(word) > 4:
        return 1.0
    return -3.0 if beside.begins or capitals else -1.5


def _word_before(word: str, after: str) -> float:
    lowered = word.lower()
    if lowered in ROLES or is_role(word):
        return 3.0
    if lowered == "the":
        return 0.0 if after in COMPANY_NOUNS else -4.0
    if lowered in ("its", "their", "his") and after in ROLES:
        return 1.0
    if lowered in DETERMINERS or word.isdigit():
        return -3.5
    if word.endswith(("'s", "’s")):
        return -1.0
    return 1.0 if lowered in ("by", "from", "with", "rival") else 0.0


def _place(beside: Around) -> float:
    points = 0.0
    word, sign = beside.after, beside.sign_after
    blank_before = beside.sign_before == " "
    if blank_before and beside.before.lower() in PLACE_BEFORE:
        points += 3
    elif blank_before and (beside.before.lower() in DETERMINERS or beside.before.lower() == "the"):
        points -= 2.5
    elif blank_before and beside.before[:1].isupper() and not beside.headline and not beside.begins:
        points -= 1.5
    if sign == ", " and word[:1].isupper():
        points += 2
    elif sign in ("'s", "’s"):
        points += 1
    elif sign == " " and word:
        points += -9 if word in ("himself", "herself") else _next_after_place(word, begins=beside.begins)
    return points + (1.5 if not beside.begins and not beside.headline else 0.0)


def _next_after_place(word: str, *, begins: bool) -> float:
    if _is_act(word) or word in AUXILIARIES:
        return 1.5
    if word in SMALL:
        return 0.0
    return -0.5 if word[0].islower() and not begins else -3.0


def _german_company(beside: Around) -> float:
    points = 0.0
    blank_before = beside.sign_before == " "
    lowered = beside.before.lower()
    if beside.sign_after == "-" and beside.after in COMPANY_COMPOUNDS_DE:
        points += 3
    elif blank_before and is_role(beside.before):
        points += 3
    elif blank_before and lowered in ARTICLES_DE:
        points -= 3.5 if beside.sign_after != "-" else 0  # die Seat-Werke
    elif blank_before and lowered in COMPANY_BEFORE_DE:
        points += 1.5
    elif blank_before and beside.before[:1].islower() and lowered.endswith(("e", "en", "er", "es", "em")) and not beside.begins:
        points -= 1
    elif beside.sign_before == " (" and beside.sign_after.startswith(")"):
        points -= 2
    if beside.begins and beside.sign_after == " ":
        points += _german_subject(beside)
    elif beside.sign_after == " " and _is_act(beside.after):
        points += 1.5
    return points


def _german_subject(beside: Around) -> float:
    """What follows a sentence's first word: a verb makes it its subject, which no countable noun is without an article."""
    if beside.after[:1].islower() and beside.after not in NO_VERB_DE:
        return 2.5
    named = beside.after in ("und", "aus") and beside.next[:1].isupper()
    return 1.0 if named else -1.0


def _german_place(beside: Around) -> float:
    blank_before = beside.sign_before == " "
    lowered = beside.before.lower()
    points = 0.0
    if blank_before and lowered in PLACE_BEFORE_DE:
        points += 3
    elif blank_before and lowered in ARTICLES_DE:
        points -= 3.5
    elif beside.begins:
        points -= 0.5
    return points

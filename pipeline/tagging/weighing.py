"""Whether a name that is also a word is the name here: what stands around it is weighed.

Each witness adds or takes some points; a name begins with more the surer the catalogue is of it. Names that are no
words are not weighed, unless nothing in the article spoke for them. The points were set by hand on passages of both
kinds (tests/tagging/traps.txt); neighbours.py has those for English and German, asianweighing.py the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from .findings import Finding, Findings, ModelSpan
from .germantowns import is_adjective, is_in_name
from .neighbours import Around, around, company, german_company, german_place, place
from .scripts import WITHOUT_BLANKS
from .wordnames import (
    ACTS,
    BUSINESS,
    COMPANY_WORDS,
    LEADS,
    PLACE_BEFORE,
    PLACE_BEFORE_DE,
    PLACE_WORDS,
    ROLES,
    WORK,
)
from .words import is_role

CUED = 0.95  # score of a name that a cue word made sure of
KEPT, PROMOTED, PROMOTED_OTHER, PROMOTED_PLACE = 1.6, 2.0, 2.4, 4.5
"""Points that a found name needs to stay, and that let in a doubtful word, another company, another place."""
_SURE_POINTS, _CUED_POINTS = 3.0, 2.5
_TAIL = 3  # letters
_LAST = 8  # of the names before one in a text, those that may reach over it
_ROUNDS = 3
"""How often doubtful names are weighed anew with those beside them that came in before."""


def settled(text: str, findings: Findings, model: Sequence[ModelSpan]) -> tuple[Findings, Sequence[ModelSpan]]:
    """Findings and model's spans after weighing: names that are words here are refused, doubtful names that are names
    come in, and what a role noun leads to is a company whatever the model calls it."""
    if findings.language in ("zh", "ko", "ja"):
        return _settled_asian(text, findings), model
    if findings.language in ("fr", "es"):
        from .romanceweighing import settled as settled_romance  # words that only such texts need

        return settled_romance(text, findings), model
    if findings.language not in ("en", "de"):
        return findings, model
    scale = _Scale(text, findings, model)
    refused = [span for span in findings.refused if not _is_led(text, *span)]
    rivals = {(one.start, one.end): one for one in findings.doubtful if one.label == "COMPANY"}
    kept = []
    for one in findings.catalogue:
        decided, span = scale.decide(one, rivals.get((one.start, one.end)))
        kept += [decided] if decided is not None else []
        refused += [span] if span is not None else []
    doubtful = []
    for one in findings.doubtful:
        company = scale.as_company(one)
        if company is not None and not _overlaps(one, kept):
            kept.append(company)
        elif scale.lets_in(one) and not _overlaps(one, kept):
            kept.append(one)
        elif scale.shuts_out(one):
            refused.append((one.start, one.end))
        else:
            doubtful.append(one)
    after = Findings(kept, findings.patterns, refused, doubtful, findings.language)
    return after, [_relabelled(text, span) for span in model]


def _settled_asian(text: str, findings: Findings) -> Findings:
    from .asiantowns import in_rows
    from .asianweighing import weigh  # its expressions are for nothing in other texts
    from .chinesetowns import Places, is_town

    kept: list[Finding] = []
    doubtful: list[Finding] = []
    refused = list(findings.refused)
    places = Places.of([*findings.catalogue, *findings.doubtful]) if findings.language == "zh" else None
    beside: Sequence[Finding] = sorted(findings.catalogue)
    if findings.doubtful and findings.language != "zh":
        # a row of doubtful places (福島、宮城、岩手) needs one that is sure
        rows = in_rows(text, findings.doubtful)
        beside = sorted([*findings.catalogue, *rows])
        for _ in range(_ROUNDS):
            more = [one for one in findings.doubtful if one in rows or weigh(text, one, findings.language, beside)]
            if len(findings.catalogue) + len(more) == len(beside):
                break
            beside = sorted([*findings.catalogue, *more])
    for one in sorted([*findings.catalogue, *findings.doubtful]):
        verdict = weigh(text, one, findings.language, beside)
        if verdict is None and places is not None and one.label == "REGION" and one.score < CUED:
            verdict = is_town(text, one, places) or None
        known = one.score >= CUED
        if verdict is False and known:
            refused.append((one.start, one.end))
        elif known or ((verdict or _has_battery(text, one)) and not _overlaps(one, kept[-_LAST:])):
            kept.append(one)
        elif verdict is None:
            doubtful.append(one)
    return Findings(kept, findings.patterns, refused, doubtful, findings.language)


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


@cache
def _battery() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:batter(?:y|ies)|cells?|packs?|akkus?|zellen?)(?!\w)|电池|電池|电芯|電芯|배터리|전지)", re.IGNORECASE
    )


def _has_battery(text: str, one: Finding) -> bool:
    """Whether a doubtful chemistry has a battery's noun in its span or right behind it: solid-state packs."""
    if one.label != "CHEMISTRY":
        return False
    noun = _battery().search(text, one.start, one.end + 10)
    return noun is not None and (noun.start() < one.end or not text[one.end : noun.start()].strip(" -"))


@cache
def _way() -> re.Pattern[str]:
    return re.compile(r" (?:City|County|Township|Street|Avenue|Boulevard|Sound|Lane|Stadium|Arena|Square)(?!\w)")


def _overlaps(one: Finding, others: Iterable[Finding]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


@cache
def _business() -> re.Pattern[str]:
    return re.compile(BUSINESS, re.IGNORECASE)


class _Scale:
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

    def decide(self, one: Finding, rival: Finding | None) -> tuple[Finding | None, tuple[int, int] | None]:
        """What a found name is here, and the span that is no mention."""
        if self._language == "de" and one.form == "demonym" and is_in_name(self._text, one.start, one.end):
            return None, (one.start, one.end)
        if one.label == "COMPANY" and " " not in self._text[one.start : one.end]:
            if self._is_tail(one):
                return None, (one.start, one.end)
            way = _way().match(self._text, one.end)
            if way is not None:
                return None, (one.start, way.end())
            if one.score == 1 and self._is_town(one):
                town = self._text[one.start : one.end]
                return one._replace(label="REGION", entity_id=None, name=town, found_by="pattern", score=CUED), None
        elif rival is not None and one.label == "REGION" and one.form == "name" and self._is_at_work(rival):
            return rival, None
        if self.is_word(one) and self.points(one) < KEPT:
            return None, (one.start, one.end)
        return one, None

    def _is_tail(self, one: Finding) -> bool:
        """Whether a few capitals end another name: the FT of Li-FT."""
        joined = self._text[max(0, one.start - 2) : one.start]
        return one.end - one.start <= _TAIL and joined[1:] == "-" and joined[0].islower()

    def lets_in(self, one: Finding) -> bool:
        """Whether a doubtful name is one here."""
        if one.label == "CHEMISTRY":
            return _has_battery(self._text, one)
        word = self.is_word(one)
        if one.label != "COMPANY" and not word:
            return self._language == "en" and self._is_place_of_model(one) and self.points(one) >= PROMOTED_PLACE
        return self.points(one) >= (PROMOTED if word else PROMOTED_OTHER)

    def as_company(self, one: Finding) -> Finding | None:
        """An unlisted company where a doubtful place's name is one of companies, too, and does what they do: Orange."""
        surface = self._text[one.start : one.end]
        if one.label != "REGION" or surface.lower() not in COMPANY_WORDS & PLACE_WORDS or self._language != "en":
            return None
        beside = around(self._text, one.start, one.end)
        led = beside.sign_before == " " and beside.before.lower() in ROLES
        if not led and not (beside.begins and beside.sign_after == " " and beside.after in ACTS):
            return None
        return one._replace(label="COMPANY", entity_id=None, name=surface, found_by="pattern", score=CUED)

    def shuts_out(self, one: Finding) -> bool:
        """Whether a doubtful name is a word whatever the model says."""
        return one.label == "COMPANY" and (
            self._is_tail(one) or (self.is_word(one) and not self._is_place_of_model(one))
        )

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
            return _SURE_POINTS if is_adjective(self._text, one.start, one.end) else 0.0
        beside = around(self._text, one.start, one.end)
        prior = 0.0 if one.score < 0.95 else _CUED_POINTS if one.score < 1 else _SURE_POINTS
        if self._language == "de":
            told = german_company(beside) if one.label == "COMPANY" else german_place(beside)
        else:
            told = company(surface, beside, word=self.is_word(one)) if one.label == "COMPANY" else place(beside)
        if beside.sign_before == " (" and one.start - 2 in self._named:
            told += 3  # explained by the company's name before it
        if (
            one.label == "REGION"
            and beside.before in ("and", "und", "or")
            and self._is_place(one.start - len(beside.before) - 2)
        ):
            told += 2
        if one.label == "REGION" and beside.after in ("and", "or", "und") and beside.next[:1].isupper():
            told += 2 if one.end + len(beside.after) + 2 in self._places else 0
        return prior + told + self._model_says(one, beside) + self._topic(one)

    def _is_at_work(self, company: Finding) -> bool:
        """Whether a name that a place and a company share does what companies do, or a role noun leads to it."""
        beside = around(self._text, company.start, company.end)
        if beside.sign_before == " " and (beside.before.lower() in ROLES or is_role(beside.before)):
            return True
        if self._language == "de" or beside.sign_after != " " or beside.headline:
            return False
        pair = beside.after == "and" and beside.next[:1].isupper() and beside.begins
        return beside.begins and (beside.after in WORK or (pair and self._has_company_at(company.end + 5)))

    def _is_place_of_model(self, one: Finding) -> bool:
        """Whether a preposition of place and the model take a company's name for a place: outside Lincoln."""
        beside = around(self._text, one.start, one.end)
        led = beside.before.lower() in (PLACE_BEFORE_DE if self._language == "de" else PLACE_BEFORE)
        return led and any(s.label == "REGION" and (s.start, s.end) == (one.start, one.end) for s in self._model)

    def _is_town(self, company: Finding) -> bool:
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

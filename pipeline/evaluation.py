"""Scores for mentions against a corpus annotated by people: pure arithmetic, no model in sight.

A corpus is a file of JSON lines `{"id", "text", "lang", "mentions": [{"start", "end", "label", "entity_id"}]}`; offsets
count code points. A mention may say `"optional": true`: found or not, it does not count.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from .errors import InputError
from .records import FoundBy, Label, Mention

LABELS: tuple[Label, ...] = get_args(Label)
FINDERS: tuple[FoundBy, ...] = get_args(FoundBy)
ALL = "all"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention that a person marked. `entity_id` None: the corpus does not say which entity it is."""

    start: int
    end: int
    label: Label
    entity_id: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text of a corpus. `lang` None: the corpus does not say."""

    id: str
    text: str
    lang: str | None
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is behind precision and recall. Each share is None when nothing could be counted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float | None:
        return share(self.right, self.found)

    @property
    def recall(self) -> float | None:
        return share(self.right, self.wanted)

    @property
    def f1(self) -> float | None:
        return share(2 * self.right, self.found + self.wanted)

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    def as_json(self) -> dict[str, Any]:
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return figures | {"right": self.right, "found": self.found, "wanted": self.wanted}


@dataclass(frozen=True, slots=True)
class Tally:
    """The scores of one label in one language (or of a sum of such)."""

    exact: Counts = Counts()  # same start, end and label
    overlap: Counts = Counts()  # same label and at least one character in common, one found mention per gold mention
    entities: Counts = Counts()  # distinct (text, entity) pairs of mentions that have an id
    linking: Counts = (
        Counts()
    )  # overlapping pairs whose gold id is known: found = linked at all, wanted = all such pairs
    linked: int = 0  # found mentions with an entity id
    found: int = 0  # found mentions
    found_by: Mapping[FoundBy, int] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        by = {finder: self.found_by.get(finder, 0) + other.found_by.get(finder, 0) for finder in FINDERS}
        return Tally(
            self.exact + other.exact,
            self.overlap + other.overlap,
            self.entities + other.entities,
            self.linking + other.linking,
            self.linked + other.linked,
            self.found + other.found,
            by,
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "exact": self.exact.as_json(),
            "overlap": self.overlap.as_json(),
            "entities": self.entities.as_json(),
            "linking": {
                "accuracy": self.linking.recall,
                "right": self.linking.right,
                "linked": self.linking.found,
                "mentions": self.linking.wanted,
            },
            "with_entity": share(self.linked, self.found),
            "found_by": {finder: share(self.found_by.get(finder, 0), self.found) for finder in FINDERS},
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The scores of a corpus. `tallies` has one entry per label and language that occurs; "und" is no language.

    `not_judged` names the labels that the corpus never marks: what was found of them is neither right nor wrong.
    """

    texts: int
    tallies: Mapping[tuple[Label, str], Tally]
    not_judged: tuple[Label, ...] = ()

    def tally(self, label: Label | None = None, lang: str | None = None) -> Tally:
        """The sum over one label, one language, both or all (None)."""
        chosen = (
            tally
            for (its_label, its_lang), tally in self.tallies.items()
            if (label is None or label == its_label) and (lang is None or lang == its_lang)
        )
        return sum(chosen, Tally())

    def as_json(self) -> dict[str, Any]:
        """All figures: `labels` nests label → language (both with "all"), `by_label` is the same as flat rows.

        A share of nothing is null.
        """
        langs = sorted({lang for _, lang in self.tallies})
        labels: list[Label | None] = [
            *(label for label in LABELS if any(label == its for its, _ in self.tallies)),
            None,
        ]
        nested = {label or ALL: self._languages(label, langs) for label in labels}
        return {
            "texts": self.texts,
            "labels": nested,
            "by_label": [flat_row(label, lang, nested[label][lang]) for label in nested for lang in nested[label]],
            "not_judged": list(self.not_judged),
        }

    def _languages(self, label: Label | None, langs: Sequence[str]) -> dict[str, Any]:
        own = [lang for lang in langs if label is None or (label, lang) in self.tallies]
        return {lang or ALL: self.tally(label, lang).as_json() for lang in [*own, None]}


def flat_row(label: str, lang: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    """One table row: exact precision, recall and F1, with linking and the F1 that forgives borders."""
    exact = figures["exact"]
    return {
        "label": label,
        "lang": lang,
        "gold": exact["wanted"],
        "found": exact["found"],
        "right": exact["right"],
        "precision": exact["precision"],
        "recall": exact["recall"],
        "f1": exact["f1"],
        "overlap_f1": figures["overlap"]["f1"],
        "linking": figures["linking"]["accuracy"],
    }


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


# ---- reading a corpus


def read_corpus(path: Path) -> list[GoldText]:
    """The texts of a corpus file; empty lines are skipped.

    Raises InputError, naming file and line, when the file cannot be read, a line is no such record, a mention's
    offsets do not fit its text, or an id comes twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    texts: dict[str, GoldText] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = read_text(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: {error}") from error
        if text.id in texts:
            raise InputError(f"{path}, line {number}: the id {text.id!r} comes twice")
        texts[text.id] = text
    if not texts:
        raise InputError(f'{path}: holds no texts; each line is an object {{"id", "text", "lang", "mentions"}}')
    return list(texts.values())


def read_text(record: object) -> GoldText:
    """One line of a corpus. Raises ValueError saying what is wrong."""
    if not isinstance(record, dict):
        raise ValueError('must be an object {"id", "text", "lang", "mentions"}')
    text, lang, mentions = record.get("text"), record.get("lang"), record.get("mentions", [])
    if type(record.get("id")) not in (str, int) or not isinstance(text, str):
        raise ValueError("id must be a string or a number, and text a string")
    if not (lang is None or isinstance(lang, str)):
        raise ValueError("lang must be a string such as en, or be left out")
    if not isinstance(mentions, list):
        raise ValueError("mentions must be an array")
    read = tuple(read_mention(mention, len(text), f"mention {number}") for number, mention in enumerate(mentions, 1))
    return GoldText(str(record["id"]), text, lang, read)


def read_mention(record: object, length: int, place: str) -> GoldMention:
    if not isinstance(record, dict):
        raise ValueError(f"{place}: must be an object")
    start, end, label = record.get("start"), record.get("end"), record.get("label")
    entity_id, optional = record.get("entity_id"), record.get("optional", False)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise ValueError(f"{place}: start and end must be offsets into the text of {length} characters")
    if label not in LABELS:
        raise ValueError(f"{place}: label must be one of {', '.join(LABELS)}")
    if not (entity_id is None or isinstance(entity_id, str)) or not isinstance(optional, bool):
        raise ValueError(f"{place}: entity_id must be a string or null, optional true or false")
    return GoldMention(start, end, label, entity_id, optional)


# ---- scoring


def score(gold: Iterable[GoldText], predicted: Mapping[str, Sequence[Mention]]) -> Report:
    """Compares the mentions found in each text (by its id) with those a person marked.

    A text without an entry in `predicted` counts as one where nothing was found; entries without a text are ignored.
    A label that no text of the corpus marks is not judged, unless the corpus marks nothing at all.
    """
    texts = list(gold)
    marked = {mention.label for text in texts for mention in text.mentions} or set(LABELS)
    tallies: defaultdict[tuple[Label, str], Tally] = defaultdict(Tally)
    for text in texts:
        found = predicted.get(text.id, ())
        for label in marked:
            own_gold = [mention for mention in text.mentions if mention.label == label]
            own_found = [mention for mention in found if mention.label == label]
            if own_gold or own_found:
                tallies[label, text.lang or "und"] += score_label(own_gold, own_found)
    return Report(len(texts), dict(tallies), tuple(label for label in LABELS if label not in marked))


def score_label(gold: Sequence[GoldMention], found: Sequence[Mention]) -> Tally:
    """The tally of one label in one text."""
    pairs = pair_up(gold, found)
    judged = [mention for index, mention in enumerate(found) if not is_optional(mention, index, pairs, gold)]
    wanted = [mention for mention in gold if not mention.optional]
    borders = {(mention.start, mention.end) for mention in wanted}
    return Tally(
        exact=Counts(len(borders & {(m.start, m.end) for m in judged}), len(judged), len(wanted)),
        overlap=Counts(sum(not gold[target].optional for target in pairs.values()), len(judged), len(wanted)),
        entities=score_entities(gold, judged),
        linking=score_linking([(gold[target], found[index]) for index, target in pairs.items()]),
        linked=sum(mention.entity_id is not None for mention in found),
        found=len(found),
        found_by={finder: sum(mention.found_by == finder for mention in found) for finder in FINDERS},
    )


def pair_up(gold: Sequence[GoldMention], found: Sequence[Mention]) -> dict[int, int]:
    """Index in `found` → index in `gold`: equal borders first, then the largest overlap; one to one."""
    overlaps = sorted(
        (
            ((one.start, one.end) != (other.start, other.end), other.optional, -common(one, other), index, target)
            for index, one in enumerate(found)
            for target, other in enumerate(gold)
            if common(one, other) > 0
        ),
    )
    pairs: dict[int, int] = {}
    for *_, index, target in overlaps:
        if index not in pairs and target not in pairs.values():
            pairs[index] = target
    return pairs


def common(one: Mention, other: GoldMention) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def is_optional(mention: Mention, index: int, pairs: Mapping[int, int], gold: Sequence[GoldMention]) -> bool:
    """Whether a found mention counts for nothing: it stands for an optional one, or touches optional ones alone."""
    if index in pairs:
        return gold[pairs[index]].optional
    touched = [other for other in gold if common(mention, other) > 0]
    return bool(touched) and all(other.optional for other in touched)


def score_entities(gold: Sequence[GoldMention], judged: Sequence[Mention]) -> Counts:
    """Which entities a text speaks of, however often. One that only optional mentions name does not count."""
    wanted = {mention.entity_id for mention in gold if mention.entity_id and not mention.optional}
    allowed = {mention.entity_id for mention in gold if mention.entity_id and mention.optional}
    found = {mention.entity_id for mention in judged if mention.entity_id} - (allowed - wanted)
    return Counts(len(wanted & found), len(found), len(wanted))


def score_linking(pairs: Iterable[tuple[GoldMention, Mention]]) -> Counts:
    """Of found mentions whose entity the corpus names: how many carry that id."""
    known = [(mark.entity_id, mention.entity_id) for mark, mention in pairs if mark.entity_id and not mark.optional]
    right = sum(wanted == found for wanted, found in known)
    return Counts(right, sum(found is not None for _, found in known), len(known))

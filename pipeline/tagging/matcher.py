"""Catalogue names in a folded text: one automaton for all languages, then borders, capitals and cue words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick_rs

from .compiling import COMPOUND, Compiled, Target, is_single_han
from .extending import german_compound, german_genitive, hangul_goes_on, with_head_noun, with_legal_form
from .findings import Finding
from .folding import Folded
from .institutions import in_headline, is_no_place
from .scripts import CJK, GLUED, HAN, HANGUL, HIRAGANA, KATAKANA, LATIN, OTHER, SCRIPT
from .spelling import CAR_AS_THING, CURRENCY, DOMAIN_END, FALSE_LEFT, OTHER_NAME
from .words import BESIDE_COMPANY

SURE, CUED = 1.0, 0.95  # score of a name that stands for itself, and of one that a cue word had to confirm
_LONGEST_RUN = 8  # country marks in a row
_CUE_PREFIX = 5  # cue words of so many letters may go on (plurals, compounds)


class _Hit(NamedTuple):
    """A pattern at a place whose borders are right; offsets in the folded text."""

    start: int
    end: int
    targets: tuple[Target, ...]


class Matcher:
    """Finds the names of a compiled catalogue. Building takes a moment, so keep it."""

    def __init__(self, compiled: Compiled) -> None:
        self._entities = [(row[0], row[1], row[3], "cars" in row[9]) for row in compiled.entities]
        self._targets = [*compiled.loose_targets, *compiled.strict_targets]
        self._cues = [*compiled.loose_cues, *([False] * len(compiled.strict_texts))]
        texts = compiled.loose_texts + compiled.strict_texts
        self._first = [SCRIPT[text[0]] for text in texts]
        self._last = [SCRIPT[text[-1]] for text in texts]
        self._first_strict = len(compiled.loose_texts)
        self._loose = _automaton(compiled.loose_texts)
        self._strict = _automaton(compiled.strict_texts)
        self._marks = frozenset(text for text in texts if is_single_han(text))

    def find(self, folded: Folded, language: str) -> list[Finding]:
        """Every name that the text holds, overlaps included, in original offsets; `language` settles doubtful cases."""
        hits, cues = self._hits(folded, language)
        chosen = self._chosen(hits, cues, language)
        found: list[Finding] = []
        refused: dict[str, list[_Hit]] = {}
        for hit, target in chosen:
            finding = self._finding(folded, hit, target)
            if finding is None:
                refused.setdefault(self._entities[target[0]][1], []).append(hit)
            else:
                found.append(finding)
        return _outside(folded, found, refused) if refused else found

    def _hits(self, folded: Folded, language: str) -> tuple[list[_Hit], Counter[int]]:
        """Hits whose borders and capitals are right, and the cue words seen, by pattern number."""
        lower, cased = folded.lower, folded.cased
        hits: list[_Hit] = []
        cues: Counter[int] = Counter()
        first, script, glued, targets_of = self._first, SCRIPT, GLUED, self._targets
        for pattern, start, end in self._matches(folded):
            if start and script[lower[start - 1]] + first[pattern] in glued:
                continue
            if self._cues[pattern] and self._is_cue(lower, pattern, end):
                cues[pattern] += 1
            targets = targets_of[pattern]
            if not targets:
                continue
            reach = self._right_border(lower, pattern, start, end, language)
            if reach is None or not self._left_allows(lower, pattern, start, end, language):
                continue
            fitting = tuple(t for t in targets if not t[2] or _capitals_fit(cased, start, t[2]))
            if fitting:
                hits.append(_Hit(start, reach, fitting))
        return hits, cues

    def _matches(self, folded: Folded) -> Iterable[tuple[int, int, int]]:
        if self._loose is not None:
            yield from self._loose.find_matches_as_indexes(folded.lower, overlapping=True)
        if self._strict is not None:
            offset = self._first_strict
            for pattern, start, end in self._strict.find_matches_as_indexes(folded.cased, overlapping=True):
                yield pattern + offset, start, end

    def _is_cue(self, lower: str, pattern: int, end: int) -> bool:
        if end == len(lower) or SCRIPT[lower[end]] + self._last[pattern] not in GLUED:
            return True
        begin = end - 1
        while begin and SCRIPT[lower[begin - 1]] == self._last[pattern]:
            begin -= 1
        return self._last[pattern] == HANGUL or end - begin >= _CUE_PREFIX

    def _left_allows(self, lower: str, pattern: int, start: int, end: int, language: str) -> bool:
        """What the neighbour on the left forbids beyond glued letters."""
        script = self._first[pattern]
        before = lower[start - 1] if start else ""
        if script == HAN:
            if end - start == 1:
                return _is_mark(lower, start, self._marks, language)
            return before not in FALSE_LEFT.get(lower[start:end], ()) or not before
        if script == HIRAGANA:
            return end - start >= 3 or not before or SCRIPT[before] != HIRAGANA
        if before == "@":
            return False
        return not (before and script == "D" and before in CURRENCY)

    def _right_border(self, lower: str, pattern: int, start: int, end: int, language: str) -> int | None:
        """Where the name ends, or None when what follows makes it another word."""
        if end == len(lower):
            return end
        following = lower[end]
        script, last = SCRIPT[following], self._last[pattern]
        if script == OTHER:
            return None if following == "." and last == LATIN and DOMAIN_END.match(lower, end) else end
        if last + script in GLUED:
            return self._goes_on(lower, pattern, start, end, language)
        if last == OTHER and script in ("L", "D"):
            return None
        return end

    def _goes_on(self, lower: str, pattern: int, start: int, end: int, language: str) -> int | None:
        """The same where letters of one script follow without a gap."""
        last = self._last[pattern]
        if last == HANGUL:
            return end if hangul_goes_on(lower, start, end) else None
        if last == KATAKANA:
            return end if with_head_noun(lower, end) > end else None
        targets = self._targets[pattern]
        if any(target[5] & COMPOUND for target in targets):
            return german_compound(lower, end)
        if language != "de" or not german_genitive(lower, end):
            return None
        labels = {self._entities[target[0]][1] for target in targets if target[1] != "demonym"}
        if "REGION" in labels:
            return end + 1  # an inflected word, like the adjectives; a company's name stays as the company writes it
        return end if "COMPANY" in labels else None

    def _chosen(self, hits: list[_Hit], cues: Counter[int], language: str) -> list[tuple[_Hit, Target]]:
        """One entity per hit: cue words first, then the text's language, then the order of the files."""
        sure = {target[0] for hit in hits for target in hit.targets if not target[3]}
        chosen = []
        for hit in hits:
            if len(hit.targets) == 1 and not hit.targets[0][3]:
                chosen.append((hit, hit.targets[0]))
                continue
            best = None
            for target in hit.targets:
                told = sum(1 for cue in target[3] if cues[cue])
                if target[3] and not told and target[0] not in sure:
                    continue
                rank = (told > 0 or (bool(target[3]) and target[0] in sure), told, target[4] in ("", language))
                if best is None or rank > best[0]:
                    best = (rank, target)
            if best is not None:
                chosen.append((hit, best[1]))
        return chosen

    def _finding(self, folded: Folded, hit: _Hit, target: Target) -> Finding | None:
        """The hit as a finding in its full reach; None when what stands around makes it no mention."""
        entity_id, label, name, makes_cars = self._entities[target[0]]
        start, end = hit.start, hit.end
        if label == "CHEMISTRY":
            end = with_head_noun(folded.lower, end)
        elif label == "COMPANY":
            if (makes_cars and _is_car(folded.cased, start, end)) or (
                target[3] and _goes_on_as_other(folded.cased, start, end)
            ):
                return None
            start, end = with_legal_form(folded.cased, start, end)
        elif label == "REGION" and is_no_place(folded.cased, start, end):
            return None
        start, end = folded.span(start, end)
        return Finding(start, end, label, entity_id, name, target[1], "catalogue", CUED if target[3] else SURE)


def _is_car(cased: str, start: int, end: int) -> bool:
    """`a Tesla` where no noun follows is a car."""
    return cased[max(0, start - 3) : start].lower() in _ARTICLES and CAR_AS_THING.match(cased, end) is not None


def _goes_on_as_other(cased: str, start: int, end: int) -> bool:
    """Whether a doubtful short name is the first word of another company's (LG Innotek)."""
    if OTHER_NAME.match(cased, end) is None or " " in cased[start:end] or in_headline(cased, start):
        return False
    return cased[end + 1 : end + 40].split(maxsplit=1)[0].strip(".,;:)'") not in BESIDE_COMPANY


_ARTICLES = (" a ", " an", "an ", "a ")


def _automaton(texts: list[str]) -> ahocorasick_rs.AhoCorasick | None:
    return ahocorasick_rs.AhoCorasick(texts, store_patterns=False) if texts else None


def _capitals_fit(cased: str, start: int, places: tuple[int, ...]) -> bool:
    """Whether every word that the catalogue writes with a capital has one here (all capitals are fine, too)."""
    return all(cased[start + place].isupper() for place in places)


def _is_mark(lower: str, start: int, marks: frozenset[str], language: str) -> bool:
    """One Han character names a country in a run of such marks that begins a word (中美), in Korean alone, too (中)."""
    left, right = start, start + 1
    while left and start - left < _LONGEST_RUN and lower[left - 1] in marks:
        left -= 1
    while right < len(lower) and right - start < _LONGEST_RUN and lower[right] in marks:
        right += 1
    if left and SCRIPT[lower[left - 1]] in CJK:
        return False
    after = SCRIPT[lower[right]] if right < len(lower) else OTHER
    return right - left > 1 or (language == "ko" and after in (OTHER, HANGUL))


def _outside(folded: Folded, found: list[Finding], refused: dict[str, list[_Hit]]) -> list[Finding]:
    """Without what lies inside a refused name of the same label: no `Saudi` where `Saudi Arabia` is none."""
    spans = {label: [folded.span(hit.start, hit.end) for hit in hits] for label, hits in refused.items()}
    return [one for one in found if not any(a <= one.start and one.end <= b for a, b in spans.get(one.label, ()))]

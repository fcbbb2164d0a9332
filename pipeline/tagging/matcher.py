"""Catalogue names in a folded text: one automaton for all languages, then borders, capitals and cue words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .automata import Automata
from .chemistrywords import is_loose_word
from .compiled import COMPOUND, NO_ENTITY, OWN_LANGUAGE, Compiled, Target
from .extending import (
    german_compound,
    german_genitive,
    hangul_goes_on,
    script_kind,
    with_head_noun,
    with_kind,
    with_legal_form,
    without_kind,
)
from .findings import Finding
from .folding import Folded
from .germantowns import is_noun
from .institutions import in_headline, is_no_place
from .kanji import LONGEST, is_other_word
from .persons import is_given_name, is_surname
from .scripts import GLUED, HAN, HANGUL, HIRAGANA, KATAKANA, LATIN, OTHER, SCRIPT, WITHOUT_BLANKS
from .spelling import (
    BATTERY_WORDS,
    BRANCH,
    CAR_AS_THING,
    CAR_BEFORE,
    CAR_DRIVEN,
    CURRENCY,
    DOMAIN_END,
    FALSE_LEFT,
    FALSE_RIGHT,
    IN_A_LIST,
    JA_PERSON,
    KO_PLACE,
    LOCATED,
    OTHER_INITIALS,
    OTHER_NAME,
    TOWN_BEHIND,
    governs,
    is_ticker,
    run_in,
    run_on,
)
from .words import BESIDE_COMPANY, ORDINARY_WORDS

if TYPE_CHECKING:
    from .hanwords import HanWords

_LONGEST_HAN = 3  # characters of a Chinese name that may be found across two words
SURE, CUED, DOUBTFUL = 1.0, 0.95, 0.9  # score of a name that stands for itself, that a cue word, the model confirmed
_ON_TOPIC = 2  # sure companies of the trade or chemistries that make an article one about batteries
_NEAR_ENOUGH = 3.0
_SHORTEST_RUN_ON = 4
_EUROPEAN = frozenset({"de", "fr", "es"})
_CUE_PREFIX = 5  # cue words of so many letters may go on (plurals, compounds)


_NONE = ("", "", "", "", (), None, ())


_SIZES = {"country": 0, "group": 1, "subdivision": 2, "area": 3, "city": 4}
_WITH_STATES = frozenset({"US", "CA", "AU", "IN", "MX", "BR"})  # whose states stand behind a town's name


_HOMES = {"ko": "KR", "ja": "JP"}


class _Hit(NamedTuple):
    """A pattern at a place whose borders are right; offsets in the folded text."""

    start: int
    end: int
    targets: tuple[Target, ...]
    length: int  # of the name alone


class Found(NamedTuple):
    """What one text holds."""

    names: list[Finding]
    refused: list[tuple[int, int]]  # spans that hold a name but no mention: a car, a person, an institution's place
    doubtful: list[Finding]  # names that are words and that nothing in the article speaks for


class Matcher:
    """Finds the names of a compiled catalogue. Building takes a moment, so keep it."""

    def __init__(self, compiled: Compiled) -> None:
        self._entities = (*compiled.entities, _NONE)  # so that NO_ENTITY has a row, too
        self._speaks_as: dict[int, list[int]] = {}  # entity → cue patterns that are its usual name
        for cue, named in compiled.namesakes.items():
            for number in named:
                self._speaks_as.setdefault(number, []).append(cue)
        self._numbers = {
            row[0]: number for number, row in enumerate(compiled.entities) if row[2] in ("subdivision", "country")
        }
        self._charged = compiled.charged
        self._targets = [*compiled.loose_targets, *compiled.strict_targets]
        self._cues = [*compiled.loose_cues, *([False] * len(compiled.strict_texts))]
        self._plain: dict[int, bool] = {}  # pattern → whether its targets ask for nothing, found out when it is met
        self._first = compiled.first
        self._last = compiled.last
        self._loose = Automata(compiled.loose_texts, compiled.latin[0], 0)
        self._strict = Automata(compiled.strict_texts, compiled.latin[1], len(compiled.loose_texts))
        self._has_decoys = any(target[0] == NO_ENTITY for targets in self._targets for target in targets)

    def find(self, folded: Folded, language: str, states: Mapping[int, str] = MappingProxyType({})) -> Found:
        """Every name that the text holds, overlaps included, in original offsets; `language` settles doubtful cases.

        `states`: where in the folded text a shortened state begins (`N.H.`), and its id.
        """
        hits, cues = self._hits(folded, language)
        decoys = self._decoys(hits, cues) if self._has_decoys else []
        surnames = self._surnames(hits, folded.cased) if folded.starts is None else frozenset()
        hits = _outside_decoys(hits, decoys) if decoys else hits
        chosen, doubtful = self._chosen(hits, cues, language, folded.cased)
        if language in ("zh", "ja", "ko"):  # there the state stands before its town
            chosen, strangers = list(self._parted(chosen, hits, folded.cased)), set[int]()
        else:
            chosen, strangers = self._beside_states(chosen, hits, folded.cased, states)
        names: list[Finding] = []
        refused: dict[str, list[tuple[int, int]]] = {}
        reach = 0  # the end of the longest name found so far: what lies inside it would never stay
        for hit, target in sorted(chosen, key=_longest_first):
            if hit.end <= reach:
                continue
            noun = language == "de" and is_noun(folded.cased, hit.start, hit.end)
            finding = None if noun else self._finding(folded, hit, target, language)
            if finding is not None and hit.start in strangers:
                finding = finding._replace(entity_id=None, name=folded.cased[hit.start : hit.end])
            if finding is None:
                label = self._entities[target[0]][1]
                refused.setdefault(label, []).append(folded.span(hit.start, hit.end))
            else:
                names.append(finding)
                reach = max(reach, hit.end)
        names, persons = _without_surnames(names, surnames, folded.cased)
        refused.setdefault("", []).extend((one.start, one.end) for one in persons)
        maybe = [one for hit, target in doubtful if (one := self._finding(folded, hit, target, language)) is not None]
        spans = [span for group in refused.values() for span in group] + [folded.span(*span) for span in decoys]
        maybe, more = _without_surnames(maybe, surnames, folded.cased)
        spans += [(one.start, one.end) for one in more]
        return Found(_outside(names, refused), spans, [one._replace(score=DOUBTFUL) for one in maybe])

    def _hits(self, folded: Folded, language: str) -> tuple[list[_Hit], dict[int, int]]:
        """Hits whose borders and capitals are right, and the cue words seen, by pattern number."""
        lower, cased = folded.lower, folded.cased
        hits: list[_Hit] = []
        cues: dict[int, int] = {}
        first, script, glued, targets_of = self._first, SCRIPT, GLUED, self._targets
        marks: frozenset[int] = frozenset()
        if language in ("zh", "ko", "ja"):
            from .marks import mark_places  # its expressions take a while to compile, for nothing in an English text

            marks = mark_places(lower, language)
        is_cue, last = self._cues, self._last
        chinese = language == "zh"
        words: HanWords | None = None
        for pattern, start, end in self._matches(folded):
            han = first[pattern] == HAN
            if (
                start
                and not han
                and script[lower[start - 1]] + first[pattern] in glued
                and not _is_run_on(cased, start)
            ):
                continue
            if is_cue[pattern]:
                ends = end == len(lower) or script[lower[end]] + last[pattern] not in glued
                if ends or self._may_go_on(lower, pattern, end):
                    cues[pattern] = cues.get(pattern, 0) + 1
            targets = targets_of[pattern]
            if not targets or (end - start == 1 and start not in marks and script[lower[start]] == HAN):
                continue
            han_end = last[pattern] == HAN  # such names end anywhere
            reach = end if han_end else self._right_border(lower, pattern, start, end, language)
            if reach is None or not self._left_allows(lower, pattern, start, end):
                continue
            if chinese and han and han_end and 1 < end - start <= _LONGEST_HAN:
                words = words or _words(folded)
                place = self._entities[targets[0][0]][1] == "REGION"
                if words.run_across(start, end, place=place):
                    continue
            if language == "ja" and self._is_short_company(pattern, end - start) and is_other_word(lower, start, end):
                continue
            plain = self._plain.get(pattern)
            if plain is None:
                plain = self._plain[pattern] = all(not t[2] and not t[5] & OWN_LANGUAGE for t in targets)
            if not plain:
                targets = tuple(
                    t
                    for t in targets
                    if (not t[2] or _capitals_fit(cased, start, t[2])) and (not t[5] & OWN_LANGUAGE or t[4] == language)
                )
            if targets:
                hits.append(_Hit(start, reach, targets, end - start))
        return hits, cues

    def _matches(self, folded: Folded) -> Iterable[tuple[int, int, int]]:
        if folded.cased.isascii() or WITHOUT_BLANKS.search(folded.cased) is None:
            return chain(self._loose.latin(folded.lower), self._strict.latin(folded.cased))
        return chain(self._loose.all(folded.lower), self._strict.all(folded.cased))

    def _may_go_on(self, lower: str, pattern: int, end: int) -> bool:
        """Whether a cue word with letters glued behind it is still one: in Korean, or when it is long enough."""
        begin = end - 1
        while begin and SCRIPT[lower[begin - 1]] == self._last[pattern]:
            begin -= 1
        return self._last[pattern] == HANGUL or end - begin >= _CUE_PREFIX

    def _left_allows(self, lower: str, pattern: int, start: int, end: int) -> bool:
        """What the neighbour on the left forbids beyond glued letters."""
        script = self._first[pattern]
        before = lower[start - 1] if start else ""
        if script == HAN:
            if lower[end : end + 1] and lower[end] in FALSE_RIGHT.get(lower[start:end], ""):
                return False
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
            cut = last == LATIN and (DOMAIN_END.match(lower, end) or OTHER_INITIALS.match(lower, end))
            return None if cut else end
        if last == LATIN and script == KATAKANA and BRANCH.match(lower, end):
            return None
        if last + script in GLUED:
            return self._goes_on(lower, pattern, start, end, language)
        if last == OTHER and script in ("L", "D") and lower[end - 1] not in ")）":
            return None
        return end

    def _goes_on(self, lower: str, pattern: int, start: int, end: int, language: str) -> int | None:
        """The same where letters of one script follow without a gap."""
        last = self._last[pattern]
        if last == HANGUL:
            company = all(self._entities[target[0]][1] == "COMPANY" for target in self._targets[pattern])
            return end if hangul_goes_on(lower, start, end, strict=company) else None
        if last == KATAKANA:
            return end if with_head_noun(lower, end) > end else None
        targets = self._targets[pattern]
        if any(target[5] & COMPOUND for target in targets):
            return german_compound(lower, end)
        if language == "en" and end - start >= _SHORTEST_RUN_ON and run_on().match(lower, end):
            return end
        if language != "de" or not german_genitive(lower, end):
            return None
        labels = {self._entities[target[0]][1] for target in targets if target[1] != "demonym"}
        if "REGION" in labels:
            return end + 1  # an inflected word, like the adjectives; a company's name stays as the company writes it
        return end if "COMPANY" in labels else None

    def _is_short_company(self, pattern: int, length: int) -> bool:
        """Whether a name of so many characters is a company's of two Han characters or fewer."""
        if length > LONGEST or self._first[pattern] != HAN or self._last[pattern] != HAN:
            return False
        return any(self._entities[target[0]][1] == "COMPANY" for target in self._targets[pattern])

    def _decoys(self, hits: list[_Hit], cues: dict[int, int]) -> list[tuple[int, int]]:
        """The spans of phrases that are no mention although a name stands in them; they leave the hits."""
        spans = []
        for number in reversed(range(len(hits))):
            hit = hits[number]
            none = [target for target in hit.targets if target[0] == NO_ENTITY]
            if not none:
                continue
            if any(not target[3] or any(cue in cues for cue in target[3]) for target in none):
                spans.append((hit.start, hit.start + hit.length))
            hits[number] = hit._replace(targets=tuple(t for t in hit.targets if t[0] != NO_ENTITY))
            if not hits[number].targets:
                del hits[number]
        return spans

    def _chosen(
        self, hits: list[_Hit], cues: dict[int, int], language: str, cased: str
    ) -> tuple[list[tuple[_Hit, Target]], list[tuple[_Hit, Target]]]:
        """One entity per hit: cue words first, then the text's language, then the order of the files. Apart from them
        the names that only a cue word would have made sure of.
        """
        sure = {target[0] for hit in hits for target in hit.targets if not target[3]}
        for number in sure:
            for cue in self._speaks_as.get(number, ()):
                cues.setdefault(cue, 1)
        on_topic = len(sure & self._charged) >= _ON_TOPIC
        of_batteries = on_topic or BATTERY_WORDS.search(cased) is not None
        chosen: list[tuple[_Hit, Target]] = []
        doubtful: list[tuple[_Hit, Target]] = []
        at: dict[tuple[int, int], list[Target]] = {}
        for hit in hits:
            at.setdefault((hit.start, hit.end), []).extend(hit.targets)
        for hit in hits:
            if not of_batteries and hit.targets[0][1] == "abbreviation" and self._label(hit) == "CHEMISTRY":
                continue  # LFP may be a football league
            twin = self._nearest_twin(at[hit.start, hit.end], cues, sure)
            if twin is not None:
                chosen += [(hit, twin)] if twin in hit.targets else []
                continue
            if len(hit.targets) == 1 and not hit.targets[0][3]:
                chosen.append((hit, hit.targets[0]))
                continue
            best = None
            for target in hit.targets:
                told = sum(1 for cue in target[3] if cue in cues)
                plain = on_topic and self._is_plain(hit, target) and _is_no_word(cased, hit, language)
                if target[3] and not told and target[0] not in sure and not plain:
                    continue
                rank = (told > 0 or (bool(target[3]) and target[0] in sure), told, target[4] in ("", language))
                if best is None or rank > best[0]:
                    best = (rank, target)
            if best is None and language == "ko" and self._label(hit) == "REGION" and KO_PLACE.match(cased, hit.end):
                best = ((False, 0, True), hit.targets[0])
            if best is not None and best[1][3]:  # the name may stand for itself in the text's language as well
                plain_twin = (one for one in hit.targets if one[0] == best[1][0] and not one[3])
                best = (best[0], next(plain_twin, best[1]))
            if best is not None:
                chosen.append((hit, best[1]))
                doubtful.extend((hit, rival) for rival in self._rivals(hit, best[1]))
            elif len({target[0] for target in hit.targets}) == 1 or self._label(hit) == "REGION":
                nearness = {target: self._nearness(target, cues, sure) for target in hit.targets}
                target = min(
                    hit.targets, key=lambda one: (-nearness[one], not self._at_home(one, language), self._size(one))
                )
                doubtful.append((hit, target))
            elif language in _EUROPEAN:  # several companies, or a company and a place: the best known one
                doubtful.append((hit, hit.targets[0]))
        return chosen, self._nearest(doubtful, cues, sure)

    def _nearest(
        self, doubtful: list[tuple[_Hit, Target]], cues: Mapping[int, int], sure: set[int]
    ) -> list[tuple[_Hit, Target]]:
        """One place of a name at a time: that which the text's other places and companies are nearest to."""
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for number, (hit, target) in enumerate(doubtful):
            if self._entities[target[0]][1] == "REGION":
                rank = (self._nearness(target, cues, sure), -number)
                best[hit.start, hit.end] = max(best.get((hit.start, hit.end), rank), rank)
        return [
            (hit, target)
            for number, (hit, target) in enumerate(doubtful)
            if self._entities[target[0]][1] != "REGION" or best[hit.start, hit.end][1] == -number
        ]

    def _nearest_twin(self, targets: Sequence[Target], cues: Mapping[int, int], sure: set[int]) -> Target | None:
        """Which of several places of one name the other places of the text speak for, if they speak clearly: the
        London of an article that names Ontario and nothing of Britain."""
        if len(targets) < 2:
            return None
        places = [target for target in targets if self._entities[target[0]][1] == "REGION"]
        if len({target[0] for target in places}) < 2 or len(places) < len(targets):
            return None
        points = {target: self._nearness(target, cues, sure) for target in places}
        first, second = sorted(points.values(), reverse=True)[:2]
        return max(places, key=points.__getitem__) if first > second and first >= _NEAR_ENOUGH else None

    def _nearness(self, target: Target, cues: Mapping[int, int], sure: set[int]) -> float:
        row = self._entities[target[0]]
        above = {self._numbers.get(parent[0]) for parent in row[4] if "-" in parent[0]}
        below = row[2] == "country"
        kin = [self._entities[one] for one in sure if one != target[0] and self._entities[one][5] == row[5] is not None]
        towns = sum(1 for one in kin if one[1] == "REGION" and one[2] != "country")
        points = 2.5 if not target[3] else 3.0 if any(cue in cues for cue in target[3]) else 0.0
        points += 2.5 if above & sure else 0.0
        points += min(1.0, 0.5 * len(kin)) + (2.0 if below and towns else 0.0)
        return points

    def _rivals(self, hit: _Hit, chosen: Target) -> list[Target]:
        """The company that bears a place's name, where the place was chosen and one company alone has it."""
        if self._entities[chosen[0]][1] != "REGION":
            return []
        companies = [target for target in hit.targets if self._entities[target[0]][1] == "COMPANY"]
        return companies if len(companies) == 1 else []

    def _surnames(self, hits: Sequence[_Hit], cased: str) -> frozenset[str]:
        """Places whose name a person of this text bears: Denzel Washington."""
        return frozenset(
            cased[hit.start : hit.end]
            for hit in hits
            if any(target[0] != NO_ENTITY and self._entities[target[0]][1] == "REGION" for target in hit.targets)
            and cased[hit.start] < "\u2e80"
            and is_surname(cased, hit.start, hit.end)
        )

    def _beside_states(
        self, chosen: list[tuple[_Hit, Target]], hits: list[_Hit], cased: str, states: Mapping[int, str]
    ) -> tuple[list[tuple[_Hit, Target]], set[int]]:
        """`London, Ontario` is not the one in England: a town that a state of another country follows is that state's
        town of the name, if the catalogue has one. Also the starts of those that it has not.
        """
        regions = {hit.start: target[0] for hit, target in chosen if self._entities[target[0]][1] == "REGION"}
        regions |= {at: self._numbers[name] for at, name in states.items() if name in self._numbers}
        found, strangers = [], set()
        for hit, target in chosen:
            inner = self._twin_within(hit, hits, cased)
            if inner is not None:
                found.append((hit, inner))
                continue
            above = regions.get(hit.end + 2) if cased.startswith(", ", hit.end) else None
            if above is None or not self._is_elsewhere(
                self._entities[target[0]], self._entities[above], cased, hit.end
            ):
                found.append((hit, target))
                continue
            state = self._entities[above]
            rivals = (
                one for other in hits if (other.start, other.end) == (hit.start, hit.end) for one in other.targets
            )
            better = next((one for one in rivals if _lies_in(self._entities[one[0]], state)), None)
            found.append((hit, better or target))
            strangers |= {hit.start} if better is None else set()
        return found, strangers

    def _twin_within(self, hit: _Hit, hits: list[_Hit], cased: str) -> Target | None:
        """The town of a name that lies in the state behind it, whatever else that state's name may mean: Vancouver,
        Washington; Ontario in California."""
        if len(hit.targets) < 2:
            return None
        gap = next((gap for gap in (", ", " in ") if cased.startswith(gap, hit.end)), None)
        if gap is None:
            return None
        states = [
            self._entities[target[0]]
            for other in hits
            if other.start == hit.end + len(gap)
            for target in other.targets
            if self._entities[target[0]][2] == "subdivision" and self._entities[target[0]][5] in _WITH_STATES
        ]
        towns = (one for one in hit.targets if self._entities[one[0]][2] == "city")
        return next((one for one in towns for state in states if _lies_in(self._entities[one[0]], state)), None)

    def _parted(
        self, chosen: Sequence[tuple[_Hit, Target]], hits: Iterable[_Hit], cased: str
    ) -> Iterable[tuple[_Hit, Target]]:
        """`愛知県豊田市` names two places, as `Reno, Nevada` does: what lies above the town keeps its own mention."""
        at: dict[int, list[_Hit]] = {}
        for hit in hits:
            at.setdefault(hit.start, []).append(hit)
        for hit, target in chosen:
            outer = self._province_within(hit, target, at[hit.start]) if len(at[hit.start]) > 1 else None
            rest = TOWN_BEHIND.match(cased, outer[0].end, hit.end) if outer is not None else None
            if outer is None or rest is None:
                yield hit, target
                continue
            yield outer
            yield hit._replace(start=rest.start("town"), length=hit.length - rest.start("town") + hit.start), target

    def _province_within(self, hit: _Hit, target: Target, rivals: list[_Hit]) -> tuple[_Hit, Target] | None:
        """What lies above a town and begins its name; of two forms (愛知, 愛知県) the longer."""
        row = self._entities[target[0]]
        if row[1] != "REGION" or row[2] not in ("city", "subdivision"):
            return None
        above = set(_ids_above(row[0]))
        found = [
            (other, one)
            for other in rivals
            for one in other.targets
            if other.end < hit.end and self._entities[one[0]][0] in above
        ]
        return max(found, key=lambda one: one[0].end, default=None)

    @staticmethod
    def _is_elsewhere(town: Sequence[Any], state: Sequence[Any], cased: str, end: int) -> bool:
        """Whether a town cannot be the one of the state or country behind it; rows of a mere list are no evidence."""
        if town[1] != "REGION" or (town[2] != "city" and not (town[2] == "subdivision" and town[5] in ("GB", "AU"))):
            return False
        named = state[2] == "subdivision" and state[5] in _WITH_STATES
        listed = IN_A_LIST.match(cased, end) is not None
        return (named or (state[2] == "country" and not listed)) and not _lies_in(town, state)

    def _at_home(self, target: Target, language: str) -> bool:
        """Whether a place lies in the country that a language's papers mean first: 안양 is Anyang in Gyeonggi."""
        return bool(self._entities[target[0]][5] == _HOMES.get(language, ""))

    def _size(self, target: Target) -> int:
        """Larger regions first: what nothing speaks for is rather a province than a town of that name."""
        return _SIZES.get(self._entities[target[0]][2], len(_SIZES))

    def _label(self, hit: _Hit) -> str:
        return str(self._entities[hit.targets[0][0]][1])

    def _is_plain(self, hit: _Hit, target: Target) -> bool:
        """Whether a doubtful name may do without its cue words in an article about batteries: a company of that trade,
        the only one of that name."""
        return target[0] in self._charged and self._entities[target[0]][1] == "COMPANY" and len(hit.targets) == 1

    @staticmethod
    def _is_person(cased: str, start: int, end: int) -> bool:
        if cased[start] < "\u2e80":
            return is_surname(cased, start, end)
        return JA_PERSON.match(cased, end) is not None

    def _finding(self, folded: Folded, hit: _Hit, target: Target, language: str) -> Finding | None:
        """The hit as a finding in its full reach; None when what stands around makes it no mention."""
        row = self._entities[target[0]]
        entity_id, label, name, makes_cars = row[0], row[1], row[3], "cars" in row[6]
        start, end = hit.start, hit.end
        if label == "CHEMISTRY":
            if is_loose_word(folded.lower, start, end):
                return None
            end = with_head_noun(folded.lower, end)
        elif label != "MATERIAL" and self._is_person(folded.cased, start, end):
            return None
        elif label == "COMPANY":
            if is_ticker(folded.cased, start):
                return None
            if makes_cars and language not in ("fr", "es") and _is_car(folded.cased, start, end):
                return None
            # behind a German name every noun has a capital
            if target[3] and target[4] != "de" and _goes_on_as_other(folded.cased, start, end):
                return None
            start += 4 if folded.lower.startswith("the ", start, end) else 0
            start, end = with_legal_form(folded.cased, start, end)
        elif label == "REGION":
            if is_no_place(folded.cased, start, end):
                return None
            if script_kind(folded.cased, end) and row[2] in ("city", "subdivision"):
                end += 1
            if folded.cased[start] < "\u2e80":
                if is_given_name(folded.cased, start, end):
                    return None
                end = with_kind(folded.cased, without_kind(folded.cased, start, end))
        start, end = folded.span(start, end)
        return Finding(start, end, label, entity_id, name, target[1], "catalogue", CUED if target[3] else SURE)


def _is_run_on(cased: str, start: int) -> bool:
    """Whether a lost blank parts a name from the small word before it: ofCATL, DasTesla-Werk."""
    return (
        cased[start].isupper()
        and cased[start - 1].islower()
        and run_in().search(cased, max(0, start - 6), start) is not None
    )


def _without_surnames(
    names: list[Finding], surnames: frozenset[str], cased: str
) -> tuple[list[Finding], list[Finding]]:
    """The names, and apart from them the places that are a person's surname in this text, unless `in` or the like leads
    to one, or what only governments do follows."""
    if not surnames:
        return names, []
    persons = [
        one
        for one in names
        if one.label == "REGION"
        and cased[one.start : one.end] in surnames
        and not LOCATED.search(cased, max(0, one.start - 12), one.start)
        and not governs().match(cased, one.end)
    ]
    return [one for one in names if one not in persons], persons


def _longest_first(chosen: tuple[_Hit, Target]) -> tuple[int, int]:
    return chosen[0].start, -chosen[0].end


def _is_car(cased: str, start: int, end: int) -> bool:
    """`a Tesla`, `her used Tesla` where no noun follows, and what somebody drove or parked, are cars."""
    before = CAR_BEFORE.search(cased, max(0, start - 40), start)
    if before is None or (cased.endswith("an ", 0, start) and cased[start].lower() not in "aeiou"):
        return False  # the German `an Tesla` is no `a Tesla`
    return CAR_AS_THING.match(cased, end) is not None or (
        before["driven"] is not None and CAR_DRIVEN.match(cased, end) is not None
    )


def _goes_on_as_other(cased: str, start: int, end: int) -> bool:
    """Whether a doubtful short name is the first word of another company's (LG Innotek)."""
    if OTHER_NAME.match(cased, end) is None or " " in cased[start:end] or in_headline(cased, start):
        return False
    return cased[end + 1 : end + 40].split(maxsplit=1)[0].strip(".,;:)'") not in BESIDE_COMPANY


def _ids_above(entity_id: str) -> Iterator[str]:
    """The ids of a town's subdivision and country, as its own id tells: region:JP-23:toyota lies in both."""
    parts = entity_id.split(":")
    if len(parts) > 2:
        yield f"region:{parts[1]}"
    if "-" in parts[1]:
        yield f"region:{parts[1].partition('-')[0]}"


def _lies_in(town: Sequence[Any], state: Sequence[Any]) -> bool:
    """Whether a region's row lies in a state's or country's: by country, and by its subdivision where it names one."""
    if town[1] != "REGION" or town[5] != state[5]:
        return False
    below = {parent[0] for parent in town[4] if "-" in parent[0].partition(":")[2]}
    return state[2] == "country" or not below or state[0] in below or town[2] == "subdivision"


def _is_no_word(cased: str, hit: _Hit, language: str) -> bool:
    """Whether a short name owes its capitals to nothing but being one: not to a sentence's start, a German noun's
    nature or a headline."""
    name = cased[hit.start : hit.start + hit.length]
    if not (name.isascii() and name.isalpha()) or name.lower() in ORDINARY_WORDS or in_headline(cased, hit.start):
        return False
    before = cased[max(0, hit.start - 4) : hit.start].rstrip(" \"'(")
    return name.isupper() or (language != "de" and before[-1:] not in ("", ".", "!", "?", ":", "\n"))


def _outside_decoys(hits: list[_Hit], decoys: list[tuple[int, int]]) -> list[_Hit]:
    return [hit for hit in hits if not any(a <= hit.start and hit.start + hit.length <= b for a, b in decoys)]


def _words(folded: Folded) -> HanWords:
    from .hanwords import HanWords  # loads a dictionary that only Chinese texts need

    return HanWords(folded.lower, folded.given)


def _capitals_fit(cased: str, start: int, places: tuple[int, ...]) -> bool:
    """Whether every word that the catalogue writes with a capital has one here (all capitals are fine, too)."""
    return all(cased[start + place].isupper() for place in places)


def _outside(found: list[Finding], spans: dict[str, list[tuple[int, int]]]) -> list[Finding]:
    """Without what lies inside a refused name of the same label: no `Saudi` where `Saudi Arabia` is none."""
    return [one for one in found if not any(a <= one.start and one.end <= b for a, b in spans.get(one.label, ()))]

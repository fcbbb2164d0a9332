"""Drafts → one compiled catalogue of plain values (so that it can be cached), with the checks across entries."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from ..errors import SettingsError
from ..records import Alias, Form, Label
from ..regex import regex
from .asiantowns import short_name, wide_names
from .compiled import COMPOUND, NO_ENTITY, OWN_LANGUAGE, VARIANT, Compiled, Target
from .folding import fold_name
from .germantowns import COUNTRIES, adjective
from .reading import DECOY, KINDS, LABELS, Draft, read_drafts
from .scripts import CJK, SCRIPT, WITHOUT_BLANKS
from .variants import SHORT_CAPS, variants

_BATTERY_ROLES = frozenset({"cells", "cathode", "anode", "electrolyte", "separator", "materials", "recycling", "packs"})


def compile_files(files: Sequence[Path]) -> Compiled:
    """Read and check the files; raises SettingsError with every problem found."""
    problems: list[str] = []
    read = read_drafts(files, problems)
    decoys = [draft for draft in read if draft.table == DECOY]
    drafts = _merged([draft for draft in read if draft.table != DECOY], problems)
    for draft in drafts:
        _complete(draft, problems)
    _check_links(drafts, problems)
    _check_collisions(drafts, problems)
    if problems:
        raise SettingsError(problems)
    return _compiled(drafts, decoys)


def is_strict(alias: Alias) -> bool:
    """Whether only these very capitals count: told so, or a short name all in capitals."""
    if alias.exact_case:
        return True
    letters = [char for char in alias.text if char.isalpha()]
    return 0 < len(letters) <= SHORT_CAPS and all(char.isupper() for char in letters)


def _merged(drafts: Sequence[Draft], problems: list[str]) -> list[Draft]:
    """One draft per id; an entry of the user's own folder extends an earlier one, and one that gives no name of its own
    extends that which does: further names of generated entries stand in files of their own."""
    by_id: dict[str, Draft] = {}
    for draft in sorted(drafts, key=_only_extends):
        first = by_id.setdefault(draft.id.lower(), draft)
        if first is draft:
            continue
        if draft.own or _only_extends(draft):
            first.values |= draft.values
            first.aliases += draft.aliases
        else:
            problems.append(f"{draft.place}: the id stands already at {first.place}")
    return list(by_id.values())


def _only_extends(draft: Draft) -> bool:
    return not draft.own and "name" not in draft.values


def _complete(draft: Draft, problems: list[str]) -> None:
    """Fill in what may be left out, and bring the aliases into their final form: no doubles, the name among them."""
    if "name" not in draft.values:
        problems.append(f"{draft.place}: name is missing")
        draft.values["name"] = draft.id
        return
    if "kind" not in draft.values:
        kinds = KINDS[draft.table]
        if len(kinds) > 1:
            problems.append(f"{draft.place}: kind is missing; one of {', '.join(kinds)}")
        draft.values["kind"] = kinds[0]
    name = draft.values["name"]
    said = {fold_name(alias.text) for alias in draft.aliases if alias.language in (None, "en")}
    aliases = draft.aliases if fold_name(name) in said else [Alias(name, "en"), *draft.aliases]
    unique: dict[tuple[str, str | None], Alias] = {}
    for alias in aliases:
        final = replace(alias, form=_form(alias, draft))
        unique.setdefault((alias.text, alias.language), final)
    draft.aliases = list(unique.values())


def _form(alias: Alias, draft: Draft) -> Form:
    if alias.form != "name":
        return alias.form
    if draft.table == "company" and alias.text == draft.values["name"]:
        return "name"
    letters = [char for char in alias.text if char.isalpha()]
    capitals = len(letters) > 1 and all(char.isupper() for char in letters)
    one_word = " " not in alias.text or draft.table in ("chemistry", "material")
    return "abbreviation" if capitals and one_word and len(letters) <= SHORT_CAPS + 1 else "name"


def _check_links(drafts: Sequence[Draft], problems: list[str]) -> None:
    """Parents and replacements exist, and nothing is its own ancestor."""
    ids = {draft.id for draft in drafts}
    up: dict[str, list[str]] = {}
    for draft in drafts:
        for parent in draft.values.get("parents", ()):
            if parent.id not in ids:
                problems.append(f"{draft.place}: unknown parent {parent.id}")
            else:
                up.setdefault(draft.id, []).append(parent.id)
        replaced_by = draft.values.get("replaced_by")
        if replaced_by is not None and replaced_by not in ids:
            problems.append(f"{draft.place}: replaced_by names the unknown {replaced_by}")
    places = {draft.id: draft.place for draft in drafts}
    for circle in _cycles(up):
        problems.append(f"{places[circle[0]]}: parents go round in a circle: {' → '.join(circle)}")


def _cycles(up: dict[str, list[str]]) -> Iterator[list[str]]:
    """Circles of parent links, each once."""
    done: set[str] = set()
    for root in up:
        path: list[str] = []
        stack = [(root, iter(up.get(root, ())))] if root not in done else []
        path += [root] if stack else []
        while stack:
            node, parents = stack[-1]
            parent = next(parents, None)
            if parent is None:
                stack.pop()
                path.pop()
                done.add(node)
            elif parent in path:
                yield [*path[path.index(parent) :], parent]
            elif parent not in done:
                path.append(parent)
                stack.append((parent, iter(up.get(parent, ()))))


def _check_collisions(drafts: Sequence[Draft], problems: list[str]) -> None:
    """Two entities with one way of writing, overlapping language and no cue words to tell them apart."""
    plain: dict[str, list[tuple[Draft, Alias]]] = {}
    for draft in drafts:
        for alias in draft.aliases:
            if not alias.cues:
                plain.setdefault(fold_name(alias.text).lower(), []).append((draft, alias))
    for holders in plain.values():
        if len(holders) < 2:
            continue
        told: set[tuple[str, str]] = set()
        for (one, a), (two, b) in combinations(holders, 2):
            if one.id != two.id and (one.id, two.id) not in told and _collide(a, b):
                told.add((one.id, two.id))
                problems.append(
                    f'{two.place}: alias "{b.text}" is also one of {one.id} ({one.place}); give one of them a cue'
                )


def _collide(a: Alias, b: Alias) -> bool:
    if a.language is not None and b.language is not None and a.language != b.language:
        return False
    return not (is_strict(a) and is_strict(b)) or fold_name(a.text) == fold_name(b.text)


def _compiled(drafts: Sequence[Draft], decoys: Sequence[Draft]) -> Compiled:
    entities = tuple(_entity_row(draft) for draft in drafts)
    none = [tuple(alias) for draft in decoys for alias in map(_plain_alias, draft.aliases)]
    details = tuple(map(_details, drafts))
    digest = hashlib.sha256(json.dumps([entities, details, none], sort_keys=True).encode()).hexdigest()[:16]
    book = _Book()
    for draft in decoys:
        for alias in draft.aliases:
            book.add(NO_ENTITY, alias, DECOY)
    for number, draft in enumerate(drafts):
        for alias in draft.aliases:
            book.add(number, alias, draft.table)
    for number, draft in enumerate(drafts):
        for alias in draft.aliases:
            book.add_variants(number, alias, LABELS[draft.table])
            _add_town_adjective(book, number, draft, alias)
            _add_short_place(book, number, draft, alias)
    tables = book.tables()
    loose_texts, _, loose_cues, strict_texts, _ = tables
    latin = (_without_cjk(loose_texts), _without_cjk(strict_texts))
    namesakes = _namesakes(entities, loose_texts, loose_cues)
    texts = [*loose_texts, *strict_texts]
    first, last = ("".join(SCRIPT[text[place]] for text in texts) for place in (0, -1))
    charged = frozenset(number for number, row in enumerate(entities) if _is_charged(row))
    return Compiled(digest, entities, marshal.dumps(details), *tables, first, last, charged, latin, namesakes)


def _is_charged(row: Sequence[Any]) -> bool:
    return row[1] == "CHEMISTRY" or (row[1] == "COMPANY" and not _BATTERY_ROLES.isdisjoint(row[6]))


def _without_cjk(texts: Sequence[str]) -> list[int]:
    return [number for number, text in enumerate(texts) if WITHOUT_BLANKS.search(text) is None]


def _add_town_adjective(book: _Book, number: int, draft: Draft, alias: Alias) -> None:
    """`Aachener` for a German, Austrian or Swiss town whose name needs no cue; the form that a file writes wins."""
    german = draft.values.get("country") in COUNTRIES and draft.values["kind"] in ("city", "subdivision")
    if german and alias.language in ("en", "de") and not alias.cues:
        text = adjective(alias.text)
        if text is not None and not book.has(text):
            book.add(number, Alias(text, "de", "demonym"), draft.table, VARIANT | OWN_LANGUAGE)


def _add_short_place(book: _Book, number: int, draft: Draft, alias: Alias) -> None:
    """福島 for 福島県 and 안산 for 안산시: doubtful, with the full name as its cue. Names that a file gives without a
    cue stay as they are."""
    country = draft.values.get("country")
    if draft.table != "region" or (country not in ("JP", "KR") and (country, alias.language) != ("CN", "ko")):
        return
    short = short_name(alias.text, alias.language)
    if short is not None and not book.is_taken(short):
        cued = Alias(short, alias.language, cues=(alias.text,), own_language=True)
        book.add(number, cued, draft.table, VARIANT)
    if not alias.cues:
        for wide in wide_names(alias.text, alias.language):
            if not book.has(wide):
                book.add(number, Alias(wide, alias.language), draft.table, VARIANT | OWN_LANGUAGE)


def _plain_alias(alias: Alias) -> tuple[Any, ...]:
    return alias.text, alias.language, alias.form, alias.exact_case, alias.cues, alias.own_language


def _namesakes(
    entities: Sequence[tuple[Any, ...]], loose_texts: Sequence[str], loose_cues: Sequence[bool]
) -> dict[int, tuple[int, ...]]:
    """Cue pattern → the entities whose usual name it is: any of their names in any script speaks as the cue does."""
    by_name: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(entities):
        name = fold_name(row[3]).lower()
        by_name[name] = (*by_name.get(name, ()), number)
    cued = (number for number, is_cue in enumerate(loose_cues) if is_cue)
    return {number: by_name[loose_texts[number]] for number in cued if loose_texts[number] in by_name}


def _entity_row(draft: Draft) -> tuple[Any, ...]:
    values = draft.values
    parents = tuple((p.id, p.kind) for p in values.get("parents", ()))
    told = (values.get("country"), values.get("roles", ()))
    return draft.id, LABELS[draft.table], values["kind"], values["name"], parents, *told


def _details(draft: Draft) -> tuple[Any, ...]:
    told = (draft.values.get(key) for key in ("wikidata", "ticker", "attributes", "replaced_by"))
    return tuple(map(_plain_alias, draft.aliases)), *told


class _Book:
    """The pattern tables while they grow; one pattern may serve several entities."""

    def __init__(self) -> None:
        self._loose: dict[str, int] = {}
        self._strict: dict[str, int] = {}
        self._loose_targets: list[list[Target]] = []
        self._strict_targets: list[list[Target]] = []
        self._cues: list[bool] = []

    def add(self, number: int, alias: Alias, table: str, flags: int = 0) -> None:
        folded = fold_name(alias.text)
        cues = tuple(self._cue(cue) for cue in alias.cues)
        any_case = table in ("chemistry", "material", DECOY)
        strict = is_strict(alias)
        if table in ("chemistry", "material") and alias.language == "de" and len(folded) >= 8:
            flags |= COMPOUND
        if alias.own_language or (alias.form == "demonym" and alias.language in ("fr", "es")):
            flags |= OWN_LANGUAGE  # lower-case words: the Spanish `china` is no English porcelain
        places = () if any_case or strict else capital_places(folded)
        target: Target = (number, alias.form, places, cues, alias.language or "", flags)
        targets = self._strict_targets[self._number(folded)] if strict else self._loose_targets[self._pattern(folded)]
        if not any(_covers(known, target) for known in targets):
            targets.append(target)

    def has(self, text: str) -> bool:
        """Whether a name is written so; a mere cue word is none."""
        number = self._loose.get(fold_name(text).lower())
        return number is not None and bool(self._loose_targets[number])

    def is_taken(self, text: str) -> bool:
        """Whether a file gives this very name to anything without a cue."""
        number = self._loose.get(fold_name(text).lower())
        return number is not None and any(not t[5] & VARIANT and not t[3] for t in self._loose_targets[number])

    def add_variants(self, number: int, alias: Alias, label: Label) -> None:
        """Forms made by rule; a form that any file writes out stays with whom the file says."""
        table = label.lower()
        for text in variants(alias, label):
            folded = fold_name(text)
            known = self._loose.get(folded.lower())
            if known is not None and any(not t[5] & VARIANT and t[0] != number for t in self._loose_targets[known]):
                continue
            noun = alias.form == "demonym" and alias.language == "de" and alias.text[0].islower() and text[0].isupper()
            flags = VARIANT | OWN_LANGUAGE if noun else VARIANT
            self.add(number, replace(alias, text=text), table, flags)

    def tables(self) -> tuple[list[str], list[tuple[Target, ...]], list[bool], list[str], list[tuple[Target, ...]]]:
        return (
            list(self._loose), [tuple(t) for t in self._loose_targets], self._cues,
            list(self._strict), [tuple(t) for t in self._strict_targets],
        )  # fmt: skip

    def _pattern(self, folded: str) -> int:
        number = self._loose.setdefault(folded.lower(), len(self._loose))
        if number == len(self._loose_targets):
            self._loose_targets.append([])
            self._cues.append(False)
        return number

    def _number(self, folded: str) -> int:
        number = self._strict.setdefault(folded, len(self._strict))
        if number == len(self._strict_targets):
            self._strict_targets.append([])
        return number

    def _cue(self, cue: str) -> int:
        number = self._pattern(fold_name(cue))
        self._cues[number] = True
        return number


def _covers(known: Target, target: Target) -> bool:
    """Whether a target of the same entity counts wherever another one would: with no more capitals or languages."""
    languages = not known[5] & OWN_LANGUAGE or (target[5] & OWN_LANGUAGE and known[4] == target[4])
    return bool(known[0] == target[0] and known[3] == target[3] and known[2] in ((), target[2]) and languages)


_WORD_START = regex(r"(?:^|(?<=[ /&.]))\w")


def capital_places(folded: str) -> tuple[int, ...]:
    """Where words of a name begin with a capital: there a text must have one, too."""
    if all(SCRIPT[char] in CJK or not char.isalpha() for char in folded):
        return ()
    return tuple(m.start() for m in _WORD_START.finditer(folded) if m[0].isupper())

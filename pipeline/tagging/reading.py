"""Catalogue files → drafts of entities, every fault named with its file and place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..records import Alias, Form, Label, Parent
from ..regex import regex
from ..settings import read_toml
from .folding import fold_name

LABELS: dict[str, Label] = {
    "company": "COMPANY",
    "region": "REGION",
    "chemistry": "CHEMISTRY",
    "material": "MATERIAL",
}
DECOY = "decoy"
"""The table of names and phrases that are no mention although a name stands in them."""
KINDS = {
    "company": ("company",),
    "region": ("country", "subdivision", "city", "area", "group"),
    "chemistry": ("cell", "cathode", "anode", "electrolyte"),
    "material": ("material",),
}
LANGUAGES = ("en", "zh", "ko", "ja", "de", "fr", "es", "any")
ROLES = frozenset(
    {
        "cells", "cathode", "anode", "electrolyte", "separator", "materials", "equipment", "mining", "refining",
        "recycling", "packs", "storage", "cars", "trucks", "two-wheelers", "charging", "utility", "trading",
        "chemicals", "electronics", "holding", "technology", "software",
        "media", "research", "finance", "insurance", "services", "construction", "transport", "retail", "telecom",
        "oil", "aerospace", "parts",
    }
)  # fmt: skip
PARENT_KINDS = ("owner", "joint_venture", "part_of", "type_of")
FORMS = ("name", "abbreviation", "demonym")
_TEXT_KEYS = ("id", "name", "kind", "country", "wikidata", "ticker", "replaced_by")
_KEYS = (*_TEXT_KEYS, *LANGUAGES, "roles", "parents", "demonyms", "attributes")
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID_FORMS = {
    "company": regex(rf"company:{_SLUG}"),
    "region": regex(rf"region:(?:[A-Z]{{2}}(?:-[A-Z0-9]{{1,3}})?(?::{_SLUG})?|{_SLUG})"),
    "chemistry": regex(rf"chemistry:{_SLUG}"),
    "material": regex(rf"material:{_SLUG}"),
}


@dataclass(slots=True)
class Draft:
    """An entity as its file writes it; `None` where the file says nothing."""

    place: str
    table: str  # company, region, chemistry, material
    id: str
    own: bool  # from the user's own folder, so it may extend an entry that is there already
    values: dict[str, Any] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)


def read_drafts(files: Sequence[Path], problems: list[str]) -> list[Draft]:
    """Every entry of the files in reading order; faults go to `problems`, entries without a usable id are left out."""
    drafts: list[Draft] = []
    for path in files:
        if not path.is_file():
            problems.append(f"{path}: no such file")
            continue
        own = path.parent.resolve() != files[0].parent.resolve()
        for table, entries in read_toml(path, problems).items():
            if table not in (*LABELS, DECOY) or not isinstance(entries, list):
                known = "]], [[".join((*LABELS, DECOY))
                problems.append(f"{path.name}: unknown table [{table}]; write [[{known}]]")
                continue
            for number, entry in enumerate(entries, 1):
                place = f"{path.name}: {table} {number}"
                read = _decoy if table == DECOY else _draft
                draft = read(entry, table, place, own, problems)
                if draft is not None:
                    drafts.append(draft)
    return drafts


def _draft(entry: object, table: str, place: str, own: bool, problems: list[str]) -> Draft | None:
    if not isinstance(entry, dict):
        problems.append(f"{place}: write [[{table}]] with two brackets")
        return None
    given = entry.get("id")
    if not isinstance(given, str) or not given:
        problems.append(f"{place}: id is missing")
        return None
    place = f"{place} ({given})"
    if not _ID_FORMS[table].fullmatch(given):
        problems.append(f'{place}: id must look like {_ID_EXAMPLES[table]}, got "{given}"')
        return None
    draft = Draft(place, table, given, own)
    for key, value in entry.items():
        if key not in _KEYS:
            problems.append(f"{place}: unknown key {key}; known are {', '.join(_KEYS)}")
        else:
            _take(draft, key, value, problems)
    return draft


def _decoy(entry: object, table: str, place: str, own: bool, problems: list[str]) -> Draft | None:
    """Names and phrases that are no mention: aliases by language and nothing else."""
    if not isinstance(entry, dict):
        problems.append(f"{place}: write [[{table}]] with two brackets")
        return None
    draft = Draft(place, table, "", own)
    for key, value in entry.items():
        if key in LANGUAGES:
            draft.aliases += _aliases(value, key, "name", f"{place}: {key}", problems)
        else:
            problems.append(f"{place}: unknown key {key}; known are {', '.join(LANGUAGES)}")
    return draft


_ID_EXAMPLES = {
    "company": "company:catl",
    "region": "region:CN, region:CN-CQ, region:DE-NI:salzgitter or region:europe",
    "chemistry": "chemistry:lfp",
    "material": "material:lithium-carbonate",
}


def _take(draft: Draft, key: str, value: object, problems: list[str]) -> None:
    """One key of an entry into its draft."""
    if key in _TEXT_KEYS:
        problem = _text_problem(draft.table, key, value)
        if problem:
            problems.append(f"{draft.place}: {problem}")
        elif key != "id":
            draft.values[key] = value
    elif key in LANGUAGES:
        draft.aliases += _aliases(value, key, "name", f"{draft.place}: {key}", problems)
    elif key == "demonyms":
        if not isinstance(value, dict) or not set(value) <= set(LANGUAGES):
            problems.append(f'{draft.place}: demonyms must look like {{ en = ["Chinese"] }}')
            return
        for language, given in value.items():
            place = f"{draft.place}: demonyms.{language}"
            draft.aliases += _aliases(given, language, "demonym", place, problems)
    elif key == "roles":
        draft.values[key] = _roles(draft, value, problems)
    elif key == "parents":
        draft.values[key] = _parents(draft, value, problems)
    elif isinstance(value, dict):
        draft.values[key] = {str(name): _plain(one) for name, one in value.items()}
    else:
        problems.append(f"{draft.place}: attributes must be a table")


def _text_problem(table: str, key: str, value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return f"{key} must be a text in quotes, got {value!r}"
    if key == "kind" and value not in KINDS[table]:
        return f'kind must be one of {", ".join(KINDS[table])}, got "{value}"'
    if key == "country" and not re.fullmatch(r"[A-Z]{2}", value):
        return f'country must be a code such as "CN", got "{value}"'
    if key == "wikidata" and not re.fullmatch(r"Q\d+", value):
        return f'wikidata must look like "Q42", got "{value}"'
    return None


def _roles(draft: Draft, value: object, problems: list[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(role, str) for role in value):
        problems.append(f"{draft.place}: roles must be a list of texts")
        return ()
    for role in value:
        if role not in ROLES:
            problems.append(f'{draft.place}: unknown role "{role}"; known are {", ".join(sorted(ROLES))}')
    return tuple(value)


def _parents(draft: Draft, value: object, problems: list[str]) -> tuple[Parent, ...]:
    found = []
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict) or set(one) != {"id", "kind"} or not isinstance(one["id"], str):
            problems.append(f'{draft.place}: parents must look like [{{ id = "…", kind = "owner" }}], got {one!r}')
        elif one["kind"] not in PARENT_KINDS:
            problems.append(f'{draft.place}: parent kind must be one of {", ".join(PARENT_KINDS)}, got "{one["kind"]}"')
        else:
            found.append(Parent(one["id"], one["kind"]))
    return tuple(found)


def _aliases(value: object, language: str, form: Form, place: str, problems: list[str]) -> list[Alias]:
    if not isinstance(value, list):
        problems.append(f"{place} must be a list of names, got {value!r}")
        return []
    found = []
    for one in value:
        table = {"text": one} if isinstance(one, str) else one
        problem = _alias_problem(table)
        if problem:
            problems.append(f"{place}: {problem}")
        else:
            found.append(_alias(table, language, form))
    return found


def _alias_problem(table: object) -> str | None:
    """What is wrong with an alias, or None."""
    if not isinstance(table, dict) or not isinstance(table.get("text"), str):
        return f'an alias is a text or a table such as {{ text = "ONE", case = true }}, got {table!r}'
    text = table["text"]
    if unknown := sorted(set(table) - {"text", "case", "cue", "form", "own_language"}):
        return f'alias "{text}": unknown key {", ".join(unknown)}; known are text, case, cue, form, own_language'
    if not fold_name(text):
        return "an alias is empty"
    if not isinstance(table.get("case", False), bool):
        return f'alias "{text}": case must be true or false'
    if not isinstance(table.get("own_language", False), bool):
        return f'alias "{text}": own_language must be true or false'
    if table.get("form", "name") not in FORMS:
        return f'alias "{text}": form must be one of {", ".join(FORMS)}, got {table["form"]!r}'
    cues = table.get("cue", [])
    if not isinstance(cues, list) or not all(isinstance(cue, str) and fold_name(cue) for cue in cues):
        return f'alias "{text}": cue must be a list of words'
    if "cue" in table and not cues:
        return f'alias "{text}": cue is empty; leave it out or name words'
    if cues and not _cues_outside(text, cues):
        return f'alias "{text}": every cue lies inside the alias itself and would always be there; name other words'
    return None


def _alias(table: Mapping[str, Any], language: str, form: Form) -> Alias:
    return Alias(
        text=table["text"].strip(),
        language=None if language == "any" else language,
        form=table.get("form", form),
        exact_case=table.get("case", False),
        cues=_cues_outside(table["text"], table.get("cue", ())),
        own_language=table.get("own_language", False),
    )


def _cues_outside(text: str, cues: Sequence[str]) -> tuple[str, ...]:
    """The cues that do not lie inside the alias: those would be seen wherever it stands (电力 in 中国电力)."""
    whole = fold_name(text).lower()
    return tuple(cue for cue in cues if fold_name(cue).lower() not in whole)


def _plain(value: object) -> object:
    """Attributes as plain values that JSON and the cache can hold: dates become text."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool) else str(value)

"""The ambiguity set, judged item by item: names that are words, words that are names, and what else misleads.

    .venv/bin/python scripts/bench/ambiguity.py [FILE] [--rules]

FILE (default: tests/gold/ambiguity.txt) holds items, parted by blank lines:

    # en-001 | georgia
    [[Georgia|REGION|region:US-GA]] lured the maker with tax breaks; its chief, {{Georgia}} Lane, moved there.

`[[surface|LABEL|id]]` must be found with that label and that entity (`-`: linked to none, `?`: whatever the entity);
`{{surface}}` must not be found as a company, region or chemistry, not even in part. The borders of a chemistry may lie
otherwise, as its head noun may be in or out; all other borders count. What is not marked is not judged. An item is
right when all its marks are; `| arguable` behind the trap leaves it out of the count. Prints the share right by trap
and language, and every item that is wrong with the reason. `--rules`: without the model.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from voltwire import settings
from voltwire.records import Mention
from voltwire.tagging.tagger import load_tagger

DEFAULT = Path(__file__).parents[2] / "tests" / "gold" / "ambiguity.txt"
JUDGED = ("COMPANY", "REGION", "CHEMISTRY")
_MARK = re.compile(r"\[\[(?P<surface>[^|\[\]]+)\|(?P<label>[A-Z]+)\|(?P<entity>[^|\[\]]+)\]\]|\{\{(?P<trap>[^{}]+)\}\}")

Tag = Callable[[str, str], Sequence[Mention]]


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    label: str  # empty: nothing may be found here
    entity_id: str | None  # "?": not judged


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    id: str
    language: str
    trap: str
    arguable: bool
    text: str
    marks: tuple[Mark, ...]


def read_items(path: Path) -> Iterator[Item]:
    """The items of a file. Raises ValueError that names the item when a mark is broken."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
        head, _, body = block.partition("\n")
        parts = [part.strip() for part in head.lstrip("# ").split("|")]
        text, marks = _unmarked(body.replace("\\n", "\n"), parts[0])
        yield Item(parts[0], parts[0][:2], parts[1], "arguable" in parts[2:], text, marks)


def _unmarked(body: str, place: str) -> tuple[str, tuple[Mark, ...]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    at = last = 0
    for found in _MARK.finditer(body):
        surface = found["surface"] or found["trap"]
        pieces += [body[last : found.start()], surface]
        at += found.start() - last
        entity = found["entity"] if found["entity"] != "-" else None
        marks.append(Mark(at, at + len(surface), found["label"] or "", entity))
        at += len(surface)
        last = found.end()
    text = "".join([*pieces, body[last:]])
    if any(sign in text for sign in ("[[", "]]", "{{", "}}")):
        raise ValueError(f"{place}: a mark is not closed")
    return text, tuple(marks)


def faults(item: Item, mentions: Sequence[Mention]) -> list[str]:
    """What is wrong with the mentions found in an item; empty when it is right."""
    judged = [mention for mention in mentions if mention.label in JUDGED]
    return [fault for mark in item.marks if (fault := _fault(item.text, mark, judged))]


def _fault(text: str, mark: Mark, mentions: Sequence[Mention]) -> str:
    here = [one for one in mentions if one.start < mark.end and mark.start < one.end]
    surface = text[mark.start : mark.end]
    seen = ", ".join(f"{one.text} {one.label} {one.entity_id or '-'}" for one in here) or "nothing"
    if not mark.label:
        return f"{surface}: found {seen}" if here else ""
    for one in here:
        border = (one.start, one.end) == (mark.start, mark.end) or mark.label == "CHEMISTRY"
        if border and one.label == mark.label and mark.entity_id in ("?", one.entity_id):
            return ""
    return f"{surface}: wanted {mark.label} {mark.entity_id or '-'}, found {seen}"


def judge(items: Sequence[Item], tag: Tag) -> dict[str, list[str]]:
    """Item id → what is wrong with it, for the items that are wrong."""
    told = {item.id: faults(item, tag(item.text, item.language)) for item in items}
    return {item_id: wrong for item_id, wrong in told.items() if wrong}


def main(arguments: Sequence[str]) -> None:
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    items = list(read_items(paths[0] if paths else DEFAULT))
    current = settings.load()
    if "--rules" in arguments:
        current = dataclasses.replace(current, models=())
    wrong = judge(items, load_tagger(current).tag)
    for item in items:
        for fault in wrong.get(item.id, ()):
            sys.stdout.write(f"{item.id}\t{item.trap}{' (arguable)' if item.arguable else ''}\t{fault}\n")
    counted = [item for item in items if not item.arguable]
    groups: dict[str, Counter[bool]] = defaultdict(Counter)
    for item in counted:
        for group in (f"trap {item.trap}", f"language {item.language}", "all"):
            groups[group][item.id not in wrong] += 1
    for group, tally in sorted(groups.items(), reverse=True):
        sys.stdout.write(f"{group:<32}{tally[True]:>5} of {tally.total():<5}{tally[True] / tally.total():7.1%}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Known names of an annotated corpus that the tagger misses or links wrongly, each with its cause.

    .venv/bin/python scripts/bench/misses.py [CORPUS.jsonl] [--markdown]

CORPUS (default: tests/gold/news.jsonl) is what `voltwire evaluate` reads. A name is known when its entity stands in the
catalogue. Optional mentions do not count. Causes, the first that holds:

    other entity     found in these very borders, linked to another entity or to none
    other borders    found with its entity, a few characters more or less
    not written so   the catalogue does not have this way of writing the name
    needs a witness  the name is a word as well, and nothing in the article speaks for it
    taken for other  what stands around makes the rules refuse it (a car, a person, a place in an institution's name)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from voltwire import settings
from voltwire.evaluation import read_corpus
from voltwire.records import Entity, Mention
from voltwire.tagging.catalogue import Catalogue, load_catalogue
from voltwire.tagging.folding import fold_name
from voltwire.tagging.tagger import load_tagger

DEFAULT = Path(__file__).parents[2] / "tests" / "gold" / "news.jsonl"
_BESIDE = 24  # characters shown to both sides


class Miss(NamedTuple):
    text_id: str
    name: str
    entity_id: str
    cause: str
    detail: str
    beside: str


def misses(corpus: Path, catalogue: Catalogue, tag: object) -> Iterator[tuple[bool, Miss | None]]:
    """(found, what went wrong if it was not) of every known name."""
    for text in read_corpus(corpus):
        found = tag(text.text, text.lang)  # type: ignore[operator]
        for wanted in text.mentions:
            entity = catalogue.entities.get(wanted.entity_id or "")
            if entity is None or wanted.optional:
                continue
            surface = text.text[wanted.start : wanted.end]
            told = _cause(surface, entity, wanted.start, wanted.end, found)
            beside = text.text[max(0, wanted.start - _BESIDE) : wanted.end + _BESIDE].replace("\n", " ")
            yield told is None, told and Miss(text.id, surface, entity.id, *told, beside)


def _cause(surface: str, entity: Entity, start: int, end: int, found: Sequence[Mention]) -> tuple[str, str] | None:
    here = [one for one in found if one.start < end and start < one.end]
    if any((one.start, one.end, one.entity_id) == (start, end, entity.id) for one in here):
        return None
    same = [one for one in here if (one.start, one.end) == (start, end)]
    if same:
        return "other entity", f"{same[0].label} {same[0].entity_id or 'unlisted'}"
    near = [one for one in here if one.entity_id == entity.id]
    if near:
        return "other borders", near[0].text
    seen = ", ".join(f"{one.text} {one.entity_id or one.label + ' unlisted'}" for one in here)
    name = fold_name(surface).lower()
    written = [alias for alias in entity.aliases if fold_name(alias.text).lower() == name]
    if not written:
        return "not written so", seen
    if all(alias.cues for alias in written):
        return "needs a witness", seen
    return "taken for other", seen


def main(arguments: Sequence[str]) -> None:
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    current = settings.load()
    catalogue = load_catalogue(current.catalogue_files())
    told = list(misses(paths[0] if paths else DEFAULT, catalogue, load_tagger(current).tag))
    wrong = [miss for _, miss in told if miss is not None]
    for miss in sorted(wrong, key=lambda one: (one.cause, one.text_id)):
        line = (miss.cause, miss.text_id, miss.name, miss.entity_id, miss.detail, miss.beside)
        sys.stdout.write(("| " + " | ".join(line) + " |" if "--markdown" in arguments else "\t".join(line)) + "\n")
    for cause, count in Counter(miss.cause for miss in wrong).most_common():
        sys.stdout.write(f"{cause:<18}{count:>4}\n")
    sys.stdout.write(f"{'found':<18}{len(told) - len(wrong):>4} of {len(told)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

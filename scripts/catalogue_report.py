"""What the shipped catalogue holds, and where its facts come from.

    .venv/bin/python scripts/catalogue_report.py counts           # by label, kind, country, role and language
    .venv/bin/python scripts/catalogue_report.py facts            # every sourced fact, tab-separated, with its source
    .venv/bin/python scripts/catalogue_report.py sample 7         # 50 facts and 100 aliases for a second pair of eyes

Owners, joint-venture partners, tickers and Wikidata ids are facts that need a source: its address stands in a remark on
the line of the fact, or once for all of a file in a line `# wikidata: ADDRESS` before its first entry. `facts` exits
with 1 when a fact has none. The number after `sample` is the seed of the draw.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from voltwire import settings
from voltwire.tagging.catalogue import load_catalogue

OWNERSHIP = ("owner", "joint_venture")
_ID = re.compile(r'id = "([^"]+)"')
_VALUE = re.compile(r'(wikidata|ticker) = "([^"]+)"[^#]*(?:# .*?(https?://\S+))?')
_PARENT = re.compile(r'\{ id = "([^"]+)", kind = "(owner|joint_venture)" \}[^#{]*(?:# .*?(https?://\S+))?')
_FOR_ALL = re.compile(r"# (wikidata|ticker): (https?://\S+)")


class Fact(NamedTuple):
    entity_id: str
    kind: str  # owner, joint_venture, ticker, wikidata
    value: str
    source: str  # address; empty when the file names none


def facts(path: Path) -> Iterator[Fact]:
    """The facts of one catalogue file that need a source, in the order of the file."""
    for_all: dict[str, str] = {}
    entity_id = ""
    for line in path.read_text("utf-8").splitlines():
        if found := _FOR_ALL.match(line):
            for_all[found[1]] = found[2]
        elif found := _ID.match(line):
            entity_id = found[1]
        elif found := _VALUE.match(line):
            yield Fact(entity_id, found[1], found[2], found[3] or for_all.get(found[1], ""))
        else:
            for parent in _PARENT.finditer(line):
                yield Fact(entity_id, parent[2], parent[1], parent[3] or "")


def written(path: Path) -> Counter[tuple[str, str, str]]:
    """The same facts as the TOML reader sees them, to prove that none was overlooked."""
    found: Counter[tuple[str, str, str]] = Counter()
    for entries in tomllib.loads(path.read_text("utf-8")).values():
        for entry in entries:
            for key in ("wikidata", "ticker"):
                if key in entry:
                    found[entry["id"], key, entry[key]] += 1
            for parent in entry.get("parents", ()):
                if parent["kind"] in OWNERSHIP:
                    found[entry["id"], parent["kind"], parent["id"]] += 1
    return found


def catalogue_facts() -> list[Fact]:
    """All facts of the shipped catalogue. Raises ValueError when the lines and the TOML reader disagree."""
    found: list[Fact] = []
    for path in settings.load().catalogue_files():
        here = list(facts(path))
        if Counter(fact[:3] for fact in here) != written(path):
            raise ValueError(f"{path.name}: a fact does not stand on a line of its own")
        found += here
    return found


def print_facts() -> int:
    found = catalogue_facts()
    for fact in found:
        sys.stdout.write("\t".join(fact) + "\n")
    unsourced = sum(not fact.source for fact in found)
    if unsourced:
        sys.stderr.write(f"{unsourced} facts have no source\n")
    return 1 if unsourced else 0


def print_counts() -> int:
    entities = load_catalogue(settings.load().catalogue_files()).entities.values()
    aliases = [(entity, alias) for entity in entities for alias in entity.aliases]
    _table("entities by label", (entity.label for entity in entities))
    _table("entities by kind", (f"{entity.label} {entity.kind}" for entity in entities))
    _table("aliases by language", (alias.language or "any" for _, alias in aliases))
    _table("aliases by label and language", (f"{entity.label} {alias.language or 'any'}" for entity, alias in aliases))
    companies = [entity for entity in entities if entity.label == "COMPANY"]
    _table("companies by role", (role for entity in companies for role in entity.roles))
    _table("companies by country", (entity.country or "-" for entity in companies))
    placed = [entity for entity in entities if entity.label == "REGION" and "latitude" in entity.attributes]
    _table("regions with coordinates", (entity.kind for entity in placed))
    _table("sourced facts", (fact.kind for fact in catalogue_facts()))
    return 0


def _table(title: str, values: Iterable[str]) -> None:
    counts = Counter(values)
    sys.stdout.write(f"{title}: {sum(counts.values()):,}\n")
    for value, count in counts.most_common():
        sys.stdout.write(f"  {value:<28}{count:>8,}\n")


def print_sample(seed: int) -> int:
    draw = random.Random(seed)
    known = catalogue_facts()
    for fact in draw.sample(known, min(50, len(known))):
        sys.stdout.write("\t".join(("fact", *fact)) + "\n")
    entities = load_catalogue(settings.load().catalogue_files()).entities.values()
    aliases = [(entity, alias) for entity in entities for alias in entity.aliases]
    for entity, alias in draw.sample(aliases, min(100, len(aliases))):
        cues = "cue: " + ", ".join(alias.cues) if alias.cues else ""
        sys.stdout.write("\t".join(("alias", entity.id, entity.name, alias.language or "any", alias.text, cues)) + "\n")
    return 0


def main(arguments: list[str]) -> int:
    match arguments:
        case ["counts"]:
            return print_counts()
        case ["facts"]:
            return print_facts()
        case ["sample", seed] if seed.isdecimal():
            return print_sample(int(seed))
    sys.stderr.write("usage: catalogue_report.py counts | facts | sample SEED\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

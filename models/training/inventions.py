"""Invented names: companies of every shape, persons, other organisations, products. Chance comes from the caller."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

LISTS = Path(__file__).resolve().parent / "lists"
LEGAL_FORM = re.compile(
    r",?\s+(?:Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|plc|PLC|Co\.|Company|GmbH(?: & Co\. KG)?|AG|SE|KGaA|SAS?"
    r"|S\.A\.S?\.?|SpA|S\.p\.A\.|Srl|SL|AB|ASA?|A/S|Oyj?|B\.?V\.?|N\.?V\.?|Pty\.? Ltd\.?|Pvt\. Ltd\.|K\.K\.|NL|LP)$"
)
FURTHER_NOUN = re.compile(
    r"\s+(?:Energy|Technolog(?:y|ies)|Systems|Solutions|Materials|Group|Holdings|Resources|Minerals|Industries|Motors?|Batter(?:y|ies)"
    r"|Power|Chemicals?|International|Co\.?|Storage|Lithium|Mining|Metals|Corp\.?)$"
)


def read_lists(name: str) -> dict[str, Any]:
    return tomllib.loads((LISTS / f"{name}.toml").read_text(encoding="utf-8"))


def read_companies() -> list[str]:
    lines = (LISTS / "companies.txt").read_text(encoding="utf-8").splitlines()
    names = [name.strip() for line in lines if not line.startswith("#") for name in line.split("|")]
    return [name for name in names if name]


def short_form(name: str) -> str:
    """How an article calls a company the second time: without its legal form, sometimes without its last noun."""
    bare = name
    while (shorter := LEGAL_FORM.sub("", bare)) != bare:
        bare = shorter
    further = FURTHER_NOUN.sub("", bare)
    return further if len(further) > 3 and further.lower() not in ORDINARY_FIRST else bare


ORDINARY_FIRST = {
    "american", "european", "korea", "china", "first", "general", "new", "solid", "advanced", "applied", "standard",
    "american battery", "lithium", "nickel", "graphite", "battery", "future", "our next", "bank", "natural",
}  # fmt: skip


@dataclass(frozen=True)
class Inventor:
    """Draws names with one random generator, so that a seed fixes every name."""

    rng: Random

    @cached_property
    def words(self) -> dict[str, Any]:
        return read_lists("names")

    @cached_property
    def people(self) -> dict[str, Any]:
        return read_lists("people")

    @cached_property
    def organisations(self) -> dict[str, Any]:
        return read_lists("organisations")

    @cached_property
    def products(self) -> dict[str, Any]:
        return read_lists("products")

    @cached_property
    def places(self) -> dict[str, Any]:
        return read_lists("places")

    @cached_property
    def existing(self) -> list[str]:
        return read_companies()

    def pick(self, values: Sequence[str]) -> str:
        return self.rng.choice(values)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # ---- companies

    def company(self) -> str:
        """A company's name: an existing one now and then, else invented in one of many shapes."""
        if self.chance(0.3):
            return self.pick(self.existing)
        shapes, weights = zip(*self._shapes(), strict=True)
        return self.rng.choices(shapes, weights)[0]()

    def _shapes(self) -> list[tuple[Callable[[], str], float]]:
        return [
            (self.coined_alone, 16),
            (self.coined_with_noun, 14),
            (self.word_with_noun, 16),
            (self.camel, 7),
            (self.acronym, 9),
            (self.surnames, 7),
            (self.place_with_noun, 6),
            (self.chinese, 8),
            (self.korean, 6),
            (self.japanese, 4),
            (self.indian, 3),
            (self.german, 4),
            (self.romance, 4),
            (self.nordic, 3),
            (self.indonesian, 2),
            (self.ordinary, 4),
            (self.lower_case, 2),
            (self.with_digits, 4),
            (self.joint, 3),
            (self.branch, 4),
            (self.ampersand, 3),
            (self.dotted, 1),
        ]

    def noun(self) -> str:
        nouns = self.words["nouns"]
        return self.pick(nouns[self.rng.choices(["battery", "mining", "cars", "other"], [6, 2, 2, 3])[0]])

    def legal(self, kind: str, share: float) -> str:
        return f" {self.pick(self.words['legal'][kind])}" if self.chance(share) else ""

    def english_legal(self, share: float = 0.18) -> str:
        comma = "," if self.chance(0.15) else ""
        form = self.legal(self.rng.choices(["english", "australian"], [4, 1])[0], share)
        return f"{comma}{form}" if form else ""

    def coin(self) -> str:
        parts = self.words["coined"]
        word = self.pick(parts["heads"])
        word += self.pick(parts["middles"]) if self.chance(0.5) else ""
        word += self.pick(parts["tails"])
        word = re.sub(r"([aeiou])\1+", r"\1", re.sub(r"(.)\1\1+", r"\1\1", word))
        return word.capitalize()

    def coined_alone(self) -> str:
        word = self.coin()
        if self.chance(0.08):
            word = word.upper()
        return word + self.english_legal(0.12)

    def coined_with_noun(self) -> str:
        return f"{self.coin()} {self.noun()}{self.english_legal()}"

    def word_with_noun(self) -> str:
        words = self.words["words"]
        first = self.pick(words["first"])
        if self.chance(0.12):
            first = f"{self.pick(words['adjectives'])} {first}"
        elif self.chance(0.12):
            first = self.pick(words["adjectives"])
        elif self.chance(0.08):
            first = f"{first} {self.pick(words['first'])}"
        return f"{first} {self.noun()}{self.english_legal()}"

    def camel(self) -> str:
        parts = self.words["coined"]
        name = self.pick(parts["camel_first"]) + self.pick(parts["camel_last"])
        if self.chance(0.3):
            name += f" {self.noun()}"
        return name + self.english_legal(0.12)

    def letters(self, least: int = 2, most: int = 4) -> str:
        return "".join(self.pick("ABCDEFGHIJKLMNOPRSTUVWXZ") for _ in range(self.rng.randint(least, most)))

    def acronym(self) -> str:
        name = self.letters()
        if self.chance(0.1):
            name = f"{name[0]}&{name[-1]}"
        if self.chance(0.6) or len(name) < 3:
            name += f" {self.noun()}"
        return name + self.english_legal(0.1)

    def surname(self) -> str:
        origin = self.people[self.pick(sorted(self.people))]
        return self.pick(origin["family"])

    def surnames(self) -> str:
        pattern = self.pick(self.words["patterns"]["surnames"])
        return pattern.format(a=self.surname(), b=self.surname(), c=self.surname(), noun=self.noun())

    def place(self) -> str:
        places = self.places
        return self.pick(places[self.rng.choices(["countries", "states", "cities", "areas"], [2, 3, 5, 1])[0]])

    def place_with_noun(self) -> str:
        if self.chance(0.15):
            return f"Bank of {self.place()}"
        return f"{self.place()} {self.noun()}{self.english_legal(0.25)}"

    def syllables(self, kind: str, least: int = 2, most: int = 2) -> str:
        parts = [self.pick(self.words["east"][kind]) for _ in range(self.rng.randint(least, most))]
        return "".join(parts).capitalize()

    def chinese(self) -> str:
        name = self.syllables("pinyin")
        if self.chance(0.35):
            name = f"{self.pick(self.words['east']['pinyin_places'])} {name}"
        if self.chance(0.2):
            name += f" {self.syllables('pinyin')}"
        if self.chance(0.7):
            name += f" {self.noun()}"
        return name + self.legal("chinese", 0.25)

    def korean(self) -> str:
        name = self.syllables("korean")
        name = name.upper() if self.chance(0.1) and len(name) < 7 else name
        return name + (f" {self.noun()}" if self.chance(0.75) else "") + self.legal("korean", 0.2)

    def japanese(self) -> str:
        east = self.words["east"]
        name = self.pick(east["japanese"]) + self.pick(east["japanese_tails"])
        return (
            name + (f" {self.pick(east['japanese_nouns'])}" if self.chance(0.7) else "") + self.legal("japanese", 0.2)
        )

    def indian(self) -> str:
        return f"{self.pick(self.words['east']['indian'])} {self.noun()}{self.legal('indian', 0.35)}"

    def german(self) -> str:
        east = self.words["east"]
        name = self.pick(east["german"])
        return name + (f" {self.pick(east['german_nouns'])}" if self.chance(0.6) else "") + self.legal("german", 0.55)

    def romance(self) -> str:
        kind = self.pick(["french", "italian", "spanish", "dutch"])
        return self.pick(self.words["east"]["romance"]) + self.legal(kind, 0.4)

    def nordic(self) -> str:
        name = self.pick(self.words["east"]["nordic"])
        return name + (f" {self.noun()}" if self.chance(0.4) else "") + self.legal("nordic", 0.4)

    def indonesian(self) -> str:
        east = self.words["east"]
        name = f"{self.pick(east['indonesian'])} {self.pick(east['indonesian_nouns'])}"
        name = f"PT {name}" if self.chance(0.7) else name
        return name + (" Tbk" if self.chance(0.2) else "")

    def ordinary(self) -> str:
        return self.pick(self.words["words"]["ordinary"]) + self.english_legal(0.1)

    def lower_case(self) -> str:
        word = self.coin()
        return self.pick([word.lower(), f"e{word}", f"i{word}", f"{word.lower()} {self.noun().lower()}", f"e-{word}"])

    def with_digits(self) -> str:
        number = self.rng.choice([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 24, 42, 77, 99, 100, 360, 365])
        word, letters = self.pick(self.words["words"]["first"]), self.letters(1, 2)
        pattern = self.pick(self.words["patterns"]["digits"])
        return pattern.format(n=number, word=word, l=letters, coined=self.coin(), noun=self.noun())

    def joint(self) -> str:
        first = short_form(self.pick([self.coin(), self.surname(), self.pick(self.words["words"]["first"])]))
        second = self.pick([self.coin(), self.letters(2, 3), self.syllables("korean")])
        return f"{first}{self.pick(['-', '-', ' ', '/'])}{second} {self.noun()}"

    def branch(self) -> str:
        shape = self.rng.choice([self.coined_with_noun, self.word_with_noun, self.coined_alone, self.korean])
        base = short_form(shape())
        branch = self.pick(self.words["legal"]["branches"])
        return f"{base} {branch}" if self.chance(0.8) else f"{base} ({branch})"

    def ampersand(self) -> str:
        first = self.pick(self.words["words"]["first"])
        second = self.pick([self.pick(self.words["words"]["first"]), self.noun(), self.surname()])
        return f"{first} {'and' if self.chance(0.15) else '&'} {second}{self.english_legal(0.2)}"

    def dotted(self) -> str:
        return self.pick(
            [f"{self.coin().lower()}.{self.pick(['io', 'com', 'ai'])}", f"{self.coin()}.{self.pick(['com', 'ai'])}"]
        )

    # ---- persons

    def person(self) -> tuple[str, str]:
        """A full name, and the surname by which a text goes on."""
        origin = self.people[self.pick(sorted(self.people))]
        given, family = self.pick(origin["given"]), self.pick(origin["family"])
        if self.chance(0.06):
            given = self.pick(self.people[self.pick(sorted(self.people))]["given"])
        if self.chance(0.05):
            given += f" {self.letters(1, 1)}."
        if self.chance(0.05):
            family += f"-{self.surname()}"
        if origin.get("order") == "family-first" and self.chance(0.6):
            return f"{family} {given}", family
        return f"{given} {family}", family

    # ---- organisations that are no companies

    def organisation(self) -> str:
        lists = self.organisations
        if self.chance(0.5):
            return self.pick(lists["real"])
        return self.pick(lists["patterns"]).format(
            topic=self.pick(lists["topics"]),
            field=self.pick(lists["fields"]),
            body=self.pick(lists["bodies"]),
            acronym=self.pick(lists["acronyms"]),
            adjective=self.pick(self.places["demonyms"]),
            place=self.place(),
            surname=self.surname(),
            letters=self.letters(3, 5),
        )

    # ---- products, programmes, facilities

    def product(self) -> str:
        lists = self.products
        if self.chance(0.35):
            return self.pick(lists["real"])
        return self.pick(lists["patterns"]).format(
            word=self.pick(lists["words"]),
            suffix=self.pick(lists["letters"]),
            n=self.rng.choice(lists["numbers"]),
            l=self.letters(1, 2),
            coined=self.coin(),
        )

    def facility(self) -> str:
        lists = self.products
        pattern = self.pick(lists["facilities"] + lists["programmes"])
        word = self.pick([self.pick(lists["words"]), self.pick(self.words["words"]["first"])])
        return pattern.format(place=self.place(), word=word)

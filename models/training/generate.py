r"""Sentences from templates. Slots are filled from word lists and invented names; `<a|b>` chooses one.

Slots: {C} company ({c} its short form), {R} any place, {CITY} {STATE} {COUNTRY} {AREA} {ABBR}, {DATELINE} a city in
capitals, {D} demonym, {O} organisation that is no company, {P} person ({p} the surname), {G} product ({g} a model named
after its maker), {F} facility, project, law or fair; and without annotation {MONEY} {MONEYS} {QTY} {PCT} {N} {YEAR}
{DATE} {DAY} {MONTH} {GOOD} {TECH} {ROLE} {TICKER} {PARTY}. A number at the end (C2, CITY2) asks for another value; the
same slot twice gives the same value. {CAPS} is {c} in capitals.

A template may hold marks of its own, `[[G:{WORD} {YEAR}]]`, and choices inside them. What fills such a mark is drawn
without annotation: {WORD} the first word of a company's name, {COIN} an invented word, {PLACE} any place, {SURNAME},
{LETTERS} three to five capitals. `\n` in a template is a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from annotations import Piece, read_pieces
from inventions import Inventor, read_lists, short_form

TEMPLATES = Path(__file__).resolve().parent / "templates"
SLOT = re.compile(r"\{([A-Za-z]+)(\d*)\}")
CHOICE = re.compile(r"<([^<>]*\|[^<>]*)>")
PLACE_LISTS = {"CITY": "cities", "STATE": "states", "COUNTRY": "countries", "AREA": "areas", "ABBR": "abbreviations"}
WEIGHTS = {
    "business": 6,
    "technology": 2,
    "mining": 2,
    "policy": 2.5,
    "places": 1.5,
    "headlines": 3,
    "other_fields": 1.5,
    "plain": 1.5,
    "releases": 3,
}
MARKS = {"D": "R", "DATELINE": "R", "F": "G", "g": "G"} | dict.fromkeys(
    PLACE_LISTS, "R"
)  # slots whose mark is not their own name
UNMARKED = frozenset(
    "QTY PCT MONEY MONEYS N YEAR DATE DAY MONTH GOOD TECH ROLE TICKER PARTY WORD COIN PLACE SURNAME LETTERS".split()
)


def read_templates() -> dict[str, list[str]]:
    """The templates of each file, by the file's name."""
    return {path.stem: read_lines(path) for path in sorted(TEMPLATES.glob("*.txt"))}


def read_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


class Filler:
    """Fills one text: remembers which value a slot got."""

    def __init__(self, inventor: Inventor, regions: Sequence[str]) -> None:
        self.inventor = inventor
        self.rng = inventor.rng
        self.regions = regions
        self.terms = read_lists("terms")
        self.values: dict[str, str] = {}
        self.surnames: dict[str, str] = {}
        self.makers: dict[str, Callable[[], str]] = {
            "C": inventor.company,
            "R": self.region,
            "DATELINE": lambda: self.of(inventor.places["cities"]).upper(),
            "D": lambda: self.of(inventor.places["demonyms"]),
            "O": inventor.organisation,
            "G": inventor.product,
            "g": inventor.product,
            "F": inventor.facility,
            "QTY": self.quantity,
            "PCT": self.percent,
            "MONEY": self.money,
            "MONEYS": self.price,
            "N": lambda: str(self.number()),
            "YEAR": lambda: str(self.rng.randint(2009, 2035)),
            "DATE": self.date,
            "TICKER": self.ticker,
            "PARTY": lambda: self.of(["Democrat", "Republican"]),
            "WORD": lambda: self.of(inventor.words["words"]["first"]),
            "COIN": inventor.coin,
            "PLACE": inventor.place,
            "SURNAME": inventor.surname,
            "LETTERS": lambda: inventor.letters(3, 5),
        }
        for slot, terms in {"DAY": "days", "MONTH": "months", "GOOD": "goods", "TECH": "tech", "ROLE": "roles"}.items():
            self.makers[slot] = lambda terms=terms: self.of(self.terms[terms])
        for slot, places in PLACE_LISTS.items():
            self.makers[slot] = lambda places=places: self.of(inventor.places[places])

    def fresh(self) -> Filler:
        self.values, self.surnames = {}, {}
        return self

    def of(self, values: Sequence[str]) -> str:
        return self.rng.choice(values)

    def fill(self, template: str) -> list[Piece]:
        while CHOICE.search(template):
            template = CHOICE.sub(lambda found: self.of(found[1].split("|")), template)
        return read_pieces(SLOT.sub(lambda found: self.slot(found[1], found[2]), template), template)

    def slot(self, kind: str, number: str) -> str:
        if kind in ("c", "CAPS"):
            short = short_form(self.value("C", number))
            return f"[[C:{short if kind == 'c' else short.upper()}]]"
        if kind in ("P", "p"):
            full = self.person(number)
            return f"[[P:{self.surnames[number] if kind == 'p' else full}]]"
        value = self.value(kind, number)
        return value if kind in UNMARKED else f"[[{MARKS.get(kind, kind)}:{value}]]"

    def value(self, kind: str, number: str) -> str:
        key = kind + number
        if key not in self.values:
            self.values[key] = self.makers[kind]()
        return self.values[key]

    def person(self, number: str) -> str:
        key = "P" + number
        if key not in self.values:
            self.values[key], self.surnames[number] = self.inventor.person()
        return self.values[key]

    def region(self) -> str:
        if self.regions and self.rng.random() < 0.25:
            return self.of(self.regions)
        kind = self.rng.choices(["cities", "states", "countries", "areas", "abbreviations"], [4, 3, 4, 2, 1])[0]
        return self.of(self.inventor.places[kind])

    def number(self) -> int:
        return self.rng.choice(
            [
                2,
                3,
                4,
                5,
                6,
                8,
                10,
                12,
                15,
                20,
                24,
                30,
                35,
                40,
                50,
                60,
                75,
                80,
                100,
                120,
                150,
                200,
                250,
                300,
                400,
                500,
                700,
                800,
                900,
            ]
        )

    def quantity(self) -> str:
        return self.of(self.terms["quantities"]).format(n=self.number())

    def percent(self) -> str:
        return f"{self.rng.randint(1, 95)}{self.of(['%', ' percent', ' per cent', '.5%', '.3%'])}"

    def money(self) -> str:
        n = f"{self.number()}" if self.rng.random() < 0.6 else f"{self.rng.randint(1, 30)}.{self.rng.randint(1, 9)}"
        return self.of(self.terms["currencies"]).format(n=n)

    def price(self) -> str:
        return self.of(["$", "€", "£", "A$", "US$", "RMB "]) + f"{self.rng.randint(2, 90)},{self.rng.randint(100, 999)}"

    def date(self) -> str:
        month, day, year = self.of(self.terms["months"]), self.rng.randint(1, 28), self.rng.randint(2015, 2031)
        return self.of([f"{month} {day}", f"{day} {month}", f"{month} {day}, {year}", f"{month} {year}"])

    def ticker(self) -> str:
        return f"{self.of(self.terms['exchanges'])}: {self.inventor.letters(2, 4)}"


def passages(rng: Random, count: int, regions: Sequence[str] = ()) -> Iterator[list[Piece]]:
    """`count` texts of one to four sentences; headlines stand alone."""
    templates = read_templates()
    filler = Filler(Inventor(rng), regions)
    names = sorted(templates)
    for _ in range(count):
        kind = rng.choices(names, [WEIGHTS[name] for name in names])[0]
        filler.fresh()
        pieces = filler.fill(rng.choice(templates[kind]))
        if kind != "headlines":
            for _ in range(rng.choice([0, 0, 1, 2, 3])):
                if rng.random() < 0.6:
                    filler.fresh()
                neighbour = kind if rng.random() < 0.6 else rng.choice(["business", "plain", "policy"])
                pieces = [*pieces, Piece(" "), *filler.fill(rng.choice(templates[neighbour]))]
        yield pieces

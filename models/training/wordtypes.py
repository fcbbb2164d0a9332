"""What is known of a word before any text is read: ordinary word, place, given name, noun of a company's name …

Kept as a small table of static vectors, so that the trained pipeline carries it along and plain spaCy reads it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy
import spacy
from annotations import Piece
from inventions import read_lists
from spacy.vectors import Vectors

FEATURES = (
    "ordinary",
    "frequency",
    "place",
    "place_part",
    "adjective",
    "given",
    "family",
    "institution",
    "business",
    "term",
)
LEAST = 3  # an ordinary word is one seen so often: rare ones stay unknown, as many will be in real texts


def count_ordinary(texts: Iterable[Sequence[Piece]]) -> Counter[str]:
    """How often each word is written in lower case outside of names."""
    tokenizer = spacy.blank("en").tokenizer
    counts: Counter[str] = Counter()
    for pieces in texts:
        for piece in pieces:
            if piece.kind is None:
                counts.update(token.text for token in tokenizer(piece.text) if token.is_alpha and token.is_lower)
    return counts


def build_vectors(ordinary: Counter[str], regions: Sequence[str]) -> Vectors:
    known: dict[str, set[str]] = {word: {"ordinary"} for word, count in ordinary.items() if count >= LEAST}

    def add(feature: str, names: Iterable[str]) -> None:
        for name in names:
            for word in name.replace("-", " ").split():
                known.setdefault(word.lower().strip(".,"), set()).add(feature)

    add_lists(add, regions)
    rows = numpy.zeros((len(known), len(FEATURES)), dtype="float32")
    vectors = Vectors(data=rows, name="voltwire_word_types")
    strings = spacy.blank("en").vocab.strings
    for row, (word, features) in enumerate(sorted(known.items())):
        for feature in features:
            rows[row, FEATURES.index(feature)] = 1.0
        rows[row, FEATURES.index("frequency")] = math.log1p(ordinary.get(word, 0)) / 10
        for form in {word, word.capitalize(), word.upper()}:
            vectors.add(strings.add(form), row=row)
    return vectors


def add_lists(add: Callable[[str, Iterable[str]], None], regions: Sequence[str]) -> None:
    places, people = read_lists("places"), read_lists("people")
    names, organisations, terms = read_lists("names"), read_lists("organisations"), read_lists("terms")
    all_places = [name for values in places.values() for name in values if values is not places["demonyms"]] + list(
        regions
    )
    add("place", [name for name in all_places if " " not in name])
    add("place_part", [name for name in all_places if " " in name])
    add("adjective", places["demonyms"])
    add("given", [name for origin in people.values() for name in origin["given"]])
    add("family", [name for origin in people.values() for name in origin["family"]])
    add("institution", organisations["bodies"] + organisations["topics"] + ["Ministry", "University", "Department"])
    add("business", [noun for nouns in names["nouns"].values() for noun in nouns])
    add("business", [form for forms in names["legal"].values() for form in forms])
    add("term", terms["tech"] + terms["months"] + terms["days"])

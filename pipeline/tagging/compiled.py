"""The compiled catalogue: plain values, so that it can be cached, and all that matching needs to know of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..records import Form

COMPOUND = 1
"""Target flag: the name may begin a longer German word (Feststoffbatterieproduktion)."""
VARIANT = 2
"""Target flag: made by rule from an alias, not written in a file."""
OWN_LANGUAGE = 4
"""Target flag: counts only in texts of its language (the German `Pole` is no English pole)."""

NO_ENTITY = -1
"""Entity number of a decoy: a phrase that is no mention although a name stands in it."""

Target = tuple[int, Form, tuple[int, ...], tuple[int, ...], str, int]
"""Entity number, form, places that need a capital, cue pattern numbers, language ("" for any), flags."""


class Compiled(NamedTuple):
    """Everything a catalogue knows, in plain values."""

    digest: str
    entities: tuple[tuple[Any, ...], ...]  # id, label, kind, name, parents, country, roles: what matching asks for
    details: bytes  # marshalled, as few ask: of each entity aliases, wikidata, ticker, attributes, replaced_by
    loose_texts: list[str]  # folded, lower case: matched in any case
    loose_targets: list[tuple[Target, ...]]
    loose_cues: list[bool]  # whether the pattern is (also) a cue word
    strict_texts: list[str]  # folded, capitals kept: matched as written
    strict_targets: list[tuple[Target, ...]]
    first: str  # script of each pattern's first character (scripts.py), loose patterns before strict ones
    last: str
    charged: frozenset[int]  # entities of the trade: chemistries, and companies that make batteries or what is in them
    latin: tuple[list[int], list[int]]  # numbers of the loose and strict texts without a Chinese, Japanese, Korean sign
    namesakes: dict[int, tuple[int, ...]]  # cue pattern → the entities whose usual name it is

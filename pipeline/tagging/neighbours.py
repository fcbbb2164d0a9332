"""What the words beside a name say in English and German: is it a name, or the word that it also is?

Points were set by hand on passages of both kinds. A verb of action, a role noun before, a preposition of place weigh
most; a determiner, or a plain noun behind the first word of a sentence, speak for the word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .institutions import in_headline
from .wordnames import (
    ACTS,
    ARTICLES_DE,
    AUXILIARIES,
    COMPANY_BEFORE_DE,
    COMPANY_COMPOUNDS_DE,
    COMPANY_NOUNS,
    DETERMINERS,
    GIVEN,
    NO_VERB_DE,
    NOUN_OR_VERB,
    OBJECTS,
    PLACE_BEFORE,
    PLACE_BEFORE_DE,
    PRODUCTS,
    ROLES,
    SMALL,
    SMALL_AFTER_NOUN,
)
from .words import is_role


class Around(NamedTuple):
    """A name's neighbours in its paragraph; words are empty where a sign or nothing stands."""

    before: str
    sign_before: str
    after: str
    sign_after: str
    next: str  # the word behind the word behind
    begins: bool  # whether the sentence begins here
    headline: bool


@cache
def _neighbours() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(r"(?P<word>[^\W_][\w&'’.-]*)?(?P<sign>[\s,;:()\"“”„'‘’—–/-]*)$"),
        re.compile(
            r"(?P<sign>['’]s?(?=\W)|[\s,;:()\"“”'‘’—–/.!?-]*)(?P<word>[^\W_][\w&'’-]*)?(?: (?P<next>[^\W_][\w&'’-]*))?"
        ),
        re.compile(r"(?:^|[.!?:;…]['\"’”)]*\s|\n)\s*[\"“„'‘(–—-]*$"),
    )


def around(text: str, start: int, end: int) -> Around:
    left, right, beginning = _neighbours()
    before = text[max(0, start - 40) : start]
    b, a = left.search(before), right.match(text, end, end + 60)
    assert b is not None  # both patterns may be empty
    assert a is not None
    return Around(
        b["word"] or "", b["sign"], a["word"] or "", a["sign"], a["next"] or "",
        beginning.search(before) is not None, in_headline(text, start),
    )  # fmt: skip


def company(surface: str, beside: Around, *, word: bool) -> float:
    """For a company's name in an English text (or one of a language without rules of its own)."""
    points = 0.0
    capitals = surface.isupper() and len(surface) > 1
    after, sign = beside.after, beside.sign_after
    if sign in ("'s", "’s"):
        points += 2
    elif "," in sign and after in _APPOSITIONS:
        points += 1.5
    elif sign == " " and after:
        points += _next_word(surface, beside, capitals=capitals)
    if beside.sign_before == " ":
        points += _word_before(beside.before, after)
    elif beside.sign_before in ("-", "/"):
        points -= 1
    elif beside.sign_before == " (" and sign.startswith(")"):
        points -= 2  # the short form of what stands before
    led = beside.before.lower() in DETERMINERS or beside.before in ("The", "the")
    if word and not (beside.begins or beside.headline or capitals or led):
        points += 2
    shouted = capitals and beside.headline and after.isupper()
    return points - (2.0 if shouted else 0.0)


_APPOSITIONS = frozenset("which whose a an the based once now for backed founded".split())


def _next_word(surface: str, beside: Around, *, capitals: bool) -> float:
    word, following = beside.after, beside.next
    if word[0].isdigit():
        return -0.5 if capitals else -3.0
    if word[0].isupper():
        return (
            -3.0 if surface.lower() in GIVEN and word.isalpha() and not word.isupper() and word not in PRODUCTS else 0.0
        )
    if not word[0].islower():
        return 0.0
    if word in NOUN_OR_VERB and (following in SMALL_AFTER_NOUN or following in AUXILIARIES):
        return -2.0
    if word in ACTS:
        return 2.5
    if word.endswith(("s", "ed")) and following.lower() in OBJECTS:
        return 2.0
    if word in COMPANY_NOUNS:
        return 1.5 if not capitals else -1
    if word in AUXILIARIES:
        return 1.0 if capitals else 1.5
    if word in ("and", "or"):
        return 1.5 if following[:1].isupper() else -1.0 if beside.begins else 0.0
    if word in SMALL:
        return 0.0 if following[:1].isupper() else -3.0 if capitals and word == "of" else -0.5
    if word.endswith("ed") and len(word) > 4:
        return 1.0
    return -3.0 if beside.begins or capitals else -1.5


def _word_before(word: str, after: str) -> float:
    lowered = word.lower()
    if lowered in ROLES or is_role(word):
        return 3.0
    if lowered == "the":
        return 0.0 if after in COMPANY_NOUNS else -4.0
    if lowered in ("its", "their", "his") and after in ROLES:
        return 1.0
    if lowered in DETERMINERS or word.isdigit():
        return -3.5
    if word.endswith(("'s", "’s")):
        return -1.0
    return 1.0 if lowered in ("by", "from", "with", "rival") else 0.0


def place(beside: Around) -> float:
    """For a place's name in an English text."""
    points = 0.0
    word, sign = beside.after, beside.sign_after
    blank_before = beside.sign_before == " "
    if blank_before and beside.before.lower() in PLACE_BEFORE:
        points += 3
    elif blank_before and (beside.before.lower() in DETERMINERS or beside.before.lower() == "the"):
        points -= 2.5
    elif blank_before and beside.before[:1].isupper() and not beside.headline and not beside.begins:
        points -= 1.5
    if sign == ", " and word[:1].isupper():
        points += 2
    elif sign in ("'s", "’s"):
        points += 1
    elif sign == " " and word:
        points += -9 if word in ("himself", "herself") else _next_after_place(word, begins=beside.begins)
    return points + (1.5 if not beside.begins and not beside.headline else 0.0)


def _next_after_place(word: str, *, begins: bool) -> float:
    if _is_act(word) or word in AUXILIARIES:
        return 1.5
    if word in SMALL:
        return 0.0
    return -0.5 if word[0].islower() and not begins else -3.0


_QUOTES = tuple("\"“”«»‘’'")


def german_company(beside: Around) -> float:
    """For a company's name in a German text, where every noun has a capital."""
    points = 0.0
    blank_before = beside.sign_before == " "
    lowered = beside.before.lower()
    compound = beside.sign_after == "-" and beside.after in COMPANY_COMPOUNDS_DE
    if compound or (blank_before and is_role(beside.before)):
        points += 3
    elif blank_before and lowered in ARTICLES_DE:
        points -= 3.5 if beside.sign_after != "-" else 0  # die Seat-Werke
    elif blank_before and lowered in COMPANY_BEFORE_DE:
        points += 1.5
    elif (
        blank_before
        and beside.before[:1].islower()
        and lowered.endswith(("e", "en", "er", "es", "em"))
        and not beside.begins
    ):
        points -= 1
    elif beside.sign_before == " (" and beside.sign_after.startswith(")"):
        points -= 2
    elif lowered == "laut" and beside.sign_before.strip() and beside.sign_after[:1] in _QUOTES:
        points += 3  # Laut „Spiegel“
    if beside.begins and beside.sign_after == " ":
        points += _german_subject(beside)
    elif beside.sign_after == " " and _is_act(beside.after):
        points += 1.5
    return points


def _german_subject(beside: Around) -> float:
    """What follows a sentence's first word: before a verb no countable noun stands without an article."""
    if beside.after[:1].islower() and beside.after not in NO_VERB_DE:
        return 2.5
    named = beside.after in ("und", "aus") and beside.next[:1].isupper()
    return 1.0 if named else -1.0


def german_place(beside: Around) -> float:
    """For a place's name in a German text."""
    blank_before = beside.sign_before == " "
    lowered = beside.before.lower()
    points = 0.0
    if blank_before and lowered in PLACE_BEFORE_DE:
        points += 3
    elif blank_before and lowered in ARTICLES_DE:
        points -= 3.5
    elif beside.begins:
        points -= 0.5
    return points


def _is_act(word: str) -> bool:
    return word in ACTS or (len(word) > 4 and word.endswith("ed"))

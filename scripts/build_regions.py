#!/usr/bin/env python3
"""Write config/catalogue/regions-countries.toml and regions-subdivisions.toml from public tables.

    python scripts/build_regions.py            # writes both files
    python scripts/build_regions.py --check    # writes nothing; fails when the files differ, lists shared names

Sources: ISO 3166-1 and 3166-2 codes and names from pycountry (LGPL-2.1), country names in seven languages from Unicode
CLDR through Babel (BSD-3-Clause; CLDR data under the Unicode licence). Both are needed here alone, not by voltwire.
What news text asks for beyond them (usual names, adjectives, words a name needs beside it) is in regions_extra.toml.

Which entity gets a name: a country before a subdivision or area named by hand, that before every other subdivision.
    - Two entities of different rank claim one name: the lower one keeps it only beside a word of its own country; the
      subdivisions that nobody named by hand lose it.
    - Subdivisions not named by hand count only beside their country's name or adjective, whatever they are called, and
      never when their name is short, a common word or a point of the compass. [alone] in regions_extra.toml frees those
      that are a city all the world knows.

regions_names.tsv has no rows for Iran, the regions of Morocco and two more codes: ISO 3166-2 gave those codes to other
places after the CLDR had named them (Iran in 2020), so the CLDR's names are those of a neighbour.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "config" / "catalogue"
EXTRA = Path(__file__).with_name("regions_extra.toml")
COORDINATES = Path(__file__).with_name("regions_coordinates.tsv")  # written by build_cities.py --coordinates
NAMES = Path(__file__).with_name("regions_names.tsv")  # subdivisions in other languages, from Unicode CLDR 41
WIKIDATA = Path(__file__).with_name("regions_wikidata.tsv")  # region id, Wikidata id, address where it was seen
LOCALES = {
    "en": ("en",),
    "zh": ("zh_Hans", "zh_Hant", "zh_Hant_HK"),
    "ko": ("ko",),
    "ja": ("ja",),
    "de": ("de",),
    "fr": ("fr",),
    "es": ("es",),
}
LANGUAGES = (*LOCALES, "any")
OWN_FORMS_ONLY = {"HK", "MO", "PS", "MM", "CD", "CG", "CI"}  # the tables' names carry brackets, politics or dashes
NO_GENITIVE = {
    "CL",
    "ML",
    "OM",
    "PE",
    "TG",
    "JO",
    "TH",
    "NL",
    "PH",
}  # a German genitive that is a word or a name elsewhere
COMMON = frozenset(
    """
    north south east west northern southern eastern western central centre center middle upper lower northeast northwest
    southeast southwest nord sud est ouest norte sur este oeste coast coastal capital city town district region regional
    province state island islands lake lakes river rivers valley mountain mountains plateau plateaux plain littoral
    maritime highlands savannah savanes delta ocean bay port new old grand great saint santa san santo la los las el al
    de du des of the and y et park bell mount union liberty independence victoria victory florida paris colon bolivar
    sucre rivera artigas flores durazno salto maldonado soriano treinta tres rocha young moore murray clark ruby silver
    gold copper iron diamond pearl forest green white black red blue sunrise sunset mission border federal national
    metropolitan special free zone area territory autonomous republic rural urban interior exterior occidental oriental
    septentrional meridional atlantic pacific atlantique equateur centrale leste valle montagnes lagunes collines
    cascade cascades canaries balkan unity volta sahel zaire formosa santander midlands northland southland magdalena
    cordillera marche constantine ascension nelson hanover portland kingston westmoreland clarendon canterbury
    marlborough charlotte pembroke fontana bender batman granada toledo cesar miranda portuguesa trujillo guerrero
    herrera colonia isabel monastir paola benedikt tabor komen loreto surin berea mascara moulins lempira tobago hebron
    manchester surrey cornwall essex cambridge
    """.split()  # a hundred words read better as prose
)


@dataclass(slots=True)
class Name:
    """One alias as the catalogue writes it."""

    text: str
    case: bool = False
    form: str = "name"  # name, abbreviation, demonym
    cue: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Region:
    """One entry of a catalogue file."""

    id: str
    name: str
    kind: str
    country: str
    rank: int  # 0 country, 1 named by hand, 2 the rest
    parents: list[str]
    names: dict[str, list[Name]] = field(default_factory=dict)
    type: str = ""  # what ISO 3166-2 calls it
    place: tuple[str, str] | None = None  # latitude, longitude
    wikidata: tuple[str, str] | None = None  # the id and where it was seen

    def add(self, language: str, name: Name) -> None:
        """Add a name unless the same text is there already in this language."""
        have = self.names.setdefault(language, [])
        if all(fold(one.text) != fold(name.text) or one.form != name.form for one in have):
            have.append(name)


def fold(text: str) -> str:
    """Two names that a reader takes for the same text fold to the same one."""
    return " ".join(text.replace("-", " ").replace("’", "'").split()).casefold()


def split(cell: str) -> Iterator[str]:
    """The names of one cell: divided by bars, brackets spelt out without and with each of their contents."""
    for part in re.findall(r"(?:[^|(]|\([^)]*\))+", cell):
        match = re.search(r"\(([^)]*)\)", part)
        choices = ["", *match[1].split("|")] if match and not match[0].startswith("( ") else None
        if match is None:
            yield part
        elif choices is None:  # "( Province)": an English name with its kind behind
            yield part[: match.start()] + part[match.end() :]
            for kind in match[1].split("|"):
                yield part[: match.start()] + kind + part[match.end() :]
        else:
            for choice in choices:
                yield part[: match.start()] + choice + part[match.end() :]


def marked(text: str, form: str = "name") -> Name:
    """A name with its mark: ^ only with these very capitals, ! an abbreviation."""
    if text.endswith("!"):
        return Name(text[:-1], True, "abbreviation")
    if text.endswith("^"):
        return Name(text[:-1], True, form)
    return Name(text, False, form)


def plain(text: str) -> str:
    """Without accents, as much of the press writes it."""
    text = text.translate(str.maketrans("łŁøØđĐıßæÆ’‘", "lLoOdDisaA''"))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def countries(extra: dict[str, Any]) -> list[Region]:
    """Every country of ISO 3166-1 with its names."""
    dropped = {fold(name) for name in extra["drop"]["names"]}
    return [
        _country(code, extra["countries"].get(code, {}), extra["members"], dropped)
        for code in sorted(country.alpha_2 for country in pycountry.countries)
    ]


def _country(code: str, told: dict[str, str], members: dict[str, str], dropped: set[str]) -> Region:
    name = told.get("name") or Locale.parse("en").territories[code].replace("’", "'")
    parents = [f"region:{area}" for area, codes in members.items() if code in codes.split()]
    region = Region(f"region:{code}", name, "country", code, 0, parents)
    region.add("en", Name(name))
    for language, locales in LOCALES.items():
        for locale in locales if code not in OWN_FORMS_ONLY else ():
            for text in _variants(Locale.parse(locale).territories.get(code, ""), language):
                if fold(text) not in dropped:
                    region.add(language, Name(text))
        for text in split(told.get(language, "")):
            region.add(language, marked(text))
            if language in ("en", "fr", "es") and plain(text) != text:
                region.add(language, marked(plain(text)))
    _adjectives(region, told)
    return region


def _variants(text: str, language: str) -> Iterator[str]:
    """A name of the CLDR as news writes it: no brackets, `and` for &, `Saint` for St."""
    if not text or re.search(r"[(（]", text):
        return
    text = text.replace("’", "'")
    yield text
    if language == "en" and "&" in text:
        yield text.replace("&", "and")
    if language == "en" and text.startswith("St. "):
        yield text.replace("St. ", "Saint ").replace("&", "and")
    if language in ("en", "fr", "es") and plain(text) != text and plain(text) not in ("Reunion",):
        yield plain(text)


def _adjectives(region: Region, told: dict[str, str]) -> None:
    for text in split(told.get("adj", "")):
        region.add("en", marked(text, "demonym"))
        if text.rstrip("^").endswith("an") and " " not in text:
            region.add("en", marked(text.rstrip("^") + "s" + "^" * text.endswith("^"), "demonym"))
    for text in split(told.get("adj_de", "")):
        region.add("de", marked(text, "demonym"))


def _romance(regions: Iterable[Region], extra: dict[str, Any], problems: list[str]) -> None:
    """French and Spanish: adjectives of countries and names of subdivisions, from tables of their own."""
    by_tail = {region.id.removeprefix("region:"): region for region in regions}
    for table, form in (("names", "name"), ("adjectives", "demonym")):
        for language, rows in extra[table].items():
            for tail, cell in rows.items():
                if tail not in by_tail:
                    problems.append(f"{table}.{language}: {tail} is no region")
                    continue
                for text in split(cell):
                    by_tail[tail].add(language, marked(text, form))
                    if form == "name" and plain(text) != text:
                        by_tail[tail].add(language, marked(plain(text)))


def _name_abroad(regions: Iterable[Region], by_country: dict[str, Region]) -> None:
    """Names in other languages for the subdivisions that nobody named by hand: beside their country's name alone."""
    head, *rows = (line.split("\t") for line in NAMES.read_text("utf-8").splitlines())
    found = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    for region in regions:
        for language, text in found.get(region.id, {}).items():
            if region.rank == 2 and text and not region.names.get(language):
                region.add(language, Name(text, True, cue=own_words(by_country[region.country])))


def _identify(regions: Iterable[Region], problems: list[str]) -> None:
    by_id = {region.id: region for region in regions}
    for line in WIKIDATA.read_text("utf-8").splitlines():
        region_id, item, address = line.split("\t")
        if region_id in by_id:
            by_id[region_id].wikidata = (item, address)
        else:
            problems.append(f"{WIKIDATA.name}: {region_id} is no region")
    for line in COORDINATES.read_text("utf-8").splitlines()[1:]:
        region_id, latitude, longitude, _ = line.split("\t")
        if region_id in by_id:
            by_id[region_id].place = (latitude, longitude)


def _genitives(region: Region) -> None:
    """Deutschlands, Chinas: a German genitive is glued to the name."""
    for name in list(region.names.get("de", [])):
        if name.form == "name" and not name.cue and re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]+[a-rt-wyäöüé]", name.text):
            region.add("de", Name(name.text + "s"))


def subdivisions(extra: dict[str, Any], parents: dict[str, Region]) -> list[Region]:
    """The first level of ISO 3166-2, and of the second what is named by hand."""
    told = {f"{country}-{code}": row for country, rows in extra["sub"].items() for code, row in rows.items()}
    found = []
    for one in sorted(pycountry.subdivisions, key=lambda one: str(one.code)):
        country, _, local = one.code.partition("-")
        if local in _OVERSEAS.get(country, ()) or one.code in _SAME_PLACE:
            continue  # ISO 3166-1 has it: TW, HK, PR
        if one.code in told:
            found.append(_by_hand(one, told[one.code], told))
        elif one.parent_code is None:
            found.append(_rest(one, parents[country]))
    return found


_OVERSEAS = {
    "CN": {"TW", "HK", "MO"},
    "US": {"AS", "GU", "MP", "PR", "UM", "VI"},
    "FR": {"BL", "MF", "NC", "PF", "PM", "TF", "WF"},
    "NL": {"AW", "CW", "SX"},
}
_SAME_PLACE = frozenset("FR-971 FR-972 FR-973 FR-974 FR-976 NO-21 NO-22 FI-01 NL-BQ1 NL-BQ2 NL-BQ3".split())


def _by_hand(one: Any, told: dict[str, str], all_told: dict[str, dict[str, str]]) -> Region:
    code: str = one.code
    name = told.get("name") or next(split(told["en"])).rstrip("^!")
    above = one.parent_code if one.parent_code in all_told or _first_level(one.parent_code) else None
    region = Region(f"region:{code}", name, "subdivision", code[:2], 1, [f"region:{above or code[:2]}"], type=one.type)
    for language in ("en", "zh", "ko", "ja", "de", "fr", "es", "any"):
        for text in split(told.get(language, "")):
            region.add(language, marked(text))
    for text in split(told.get("local", "")):
        region.add("any", marked(text))
        if plain(text) != text:
            region.add("any", marked(plain(text)))
    for text in split(told["en"]):
        if plain(text) != text:
            region.add("en", marked(plain(text)))
    _adjectives(region, told)
    return region


def _first_level(code: str | None) -> bool:
    found: Any = pycountry.subdivisions.get(code=code) if code else None  # type: ignore[no-untyped-call]
    return found is not None and found.parent_code is None


def _rest(one: Any, country: Region) -> Region:
    """A subdivision nobody named by hand: its English name, and only beside its country's."""
    name = _tidy(one.name)
    region = Region(f"region:{one.code}", name, "subdivision", country.country, 2, [country.id])
    words = re.findall(r"[^\W\d_]+", plain(name).casefold())
    plain_word = all(word in COMMON for word in words)
    if plain_word or len(name) < 5 or re.search(r"\d", name):
        region.name = f"{name} ({country.name})"
        return region
    for text in dict.fromkeys((name, plain(name))):
        region.add("en", Name(text, True, cue=own_words(country)))
    return region


def _tidy(name: str) -> str:
    """`Lugo [Lugo]` → `Lugo`, `Asturias, Principado de` → `Asturias`, `Laâyoune (EH)` → `Laâyoune`."""
    name = re.sub(r"\s*[\[(].*?[\])]", "", name).strip("/ ").split(",")[0].split("/")[0]
    return " ".join(name.replace("’", "'").replace("‘", "'").replace("†", "").split())


def own_words(country: Region) -> list[str]:
    """The words that say an article speaks of this country: names and adjectives, English and German."""
    words = [country.name]
    for language in ("en", "de"):
        for name in country.names.get(language, []):
            if (name.form == "demonym" and not name.text.endswith("ans")) or (language == "de" and name.form == "name"):
                words.append(name.text)
    return list(dict.fromkeys(words))[:4]


def settle(regions: list[Region], extra: dict[str, Any], areas: Iterable[dict[str, Any]]) -> list[str]:
    """Capitals, cues and contested names; returns what is wrong with the hand-written input."""
    with_case = {fold(name) for name in extra["case_sensitive"]["names"]}
    problems: list[str] = []
    by_tail = {region.id.removeprefix("region:"): region for region in regions}
    for region in regions:
        for names in region.names.values():
            for name in names:
                name.case = name.case or (fold(name.text) in with_case and name.text[:1].isupper())
    for tail, cues in extra["cues"].items():
        for text, words in cues.items():
            named = [n for ns in by_tail[tail].names.values() for n in ns if n.text == text] if tail in by_tail else []
            if not named:
                problems.append(f"cues.{tail}: {text} is no name of it")
            for name in named:
                name.cue = list(words)
    for tail, names in extra["alone"].items():
        if tail not in by_tail:
            problems.append(f"alone.{tail}: no such subdivision")
            continue
        _stands_alone(by_tail[tail], list(split(names)))
    for region in regions:
        if region.kind == "country" and region.country not in NO_GENITIVE and "adj_de" in _told(extra, region):
            _genitives(region)
    _contested(regions, {r.country: r for r in regions if r.kind == "country"}, areas)
    return problems


def _stands_alone(region: Region, names: list[str]) -> None:
    """A city that all the world knows: `names` and what other languages call it need no country beside them."""
    had = {name.text for name in region.names.get("en", [])}
    for text in names:
        if text not in had:
            region.add("en", Name(text, True))
    for name in _all_names(region):
        letters = sum(char.isalpha() for char in name.text)
        if letters >= (5 if name.text.isascii() or name.text[0] < "\u2e80" else 3) or name.text in names:
            name.cue = []


def _told(extra: dict[str, Any], region: Region) -> dict[str, str]:
    found: dict[str, str] = extra["countries"].get(region.country, {})
    return found


def _contested(regions: list[Region], by_country: dict[str, Region], areas: Iterable[dict[str, Any]]) -> None:
    """The order of precedence, applied to every name that two regions claim."""
    claimed: dict[str, int] = {}  # the best rank that has the name at all
    free: dict[str, int] = {}  # the best rank that has it without a cue
    claims = [(name.text, region.rank, bool(name.cue)) for region in regions for name in _all_names(region)]
    claims += [(text, 1, _has_cue(area, text)) for area in areas for text in area_names(area)]
    for text, rank, cue in claims:
        claimed[fold(text)] = min(claimed.get(fold(text), 9), rank)
        free[fold(text)] = min(free.get(fold(text), 9), 9 if cue else rank)
    for region in regions:
        for language, names in region.names.items():
            kept = [name for name in names if region.rank < 2 or claimed[fold(name.text)] >= region.rank]
            for name in kept:
                if free[fold(name.text)] < region.rank and not name.cue:
                    name.cue = own_words(by_country[region.country])
            region.names[language] = kept
        if region.rank == 2 and not region.names.get("en") and "(" not in region.name:
            region.name = f"{region.name} ({by_country[region.country].name})"
    taken: set[str] = set()
    for region in regions:
        if region.name in taken and "(" in region.name:  # two districts of one country: the code tells them apart
            region.name = region.name[:-1] + f", {region.id.partition('-')[2]})"
        taken.add(region.name)


def _all_names(region: Region) -> Iterator[Name]:
    for names in region.names.values():
        yield from names


def area_names(entry: dict[str, Any]) -> Iterator[str]:
    """Every alias of a hand-written area or town."""
    groups = [entry.get(language, []) for language in LANGUAGES] + list(entry.get("demonyms", {}).values())
    for alias in [entry["name"], *(one for group in groups for one in group)]:
        yield alias if isinstance(alias, str) else alias["text"]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def alias(name: Name, default: str) -> str:
    """A name in TOML: a text, or a table where more must be said."""
    if not name.case and not name.cue and name.form == default:
        return quoted(name.text)
    parts = [f"text = {quoted(name.text)}"]
    if name.form != default:
        parts.append(f'form = "{name.form}"')
    if name.case:
        parts.append("case = true")
    name.cue = [
        cue for cue in name.cue if plain(fold(cue)) not in plain(fold(name.text))
    ]  # those would always be there
    if name.cue:
        parts.append(f"cue = [{', '.join(map(quoted, name.cue))}]")
    return "{ " + ", ".join(parts) + " }"


def entry(region: Region) -> str:
    """One [[region]] table."""
    lines = ["[[region]]", f"id = {quoted(region.id)}", f"name = {quoted(region.name)}", f'kind = "{region.kind}"']
    lines.append(f'country = "{region.country}"')
    for language in LANGUAGES:
        names = [name for name in region.names.get(language, []) if name.form != "demonym"]
        if language == "en":  # the name is an English alias by itself; it is written out only when more must be said
            names = [n for n in names if n.text != region.name or n.case or n.cue or n.form != "name"]
        if names:
            lines.append(f"{language} = [{', '.join(alias(name, 'name') for name in names)}]")
    adjectives = []
    for language in ("en", "de", "fr", "es"):
        names = [name for name in region.names.get(language, []) if name.form == "demonym"]
        if names:
            adjectives.append(f"{language} = [{', '.join(alias(name, 'demonym') for name in names)}]")
    if adjectives:
        lines.append(f"demonyms = {{ {', '.join(adjectives)} }}")
    if region.wikidata:
        lines.append(f"wikidata = {quoted(region.wikidata[0])}  # {region.wikidata[1]}")
    if region.parents:
        above = ", ".join(f'{{ id = {quoted(parent)}, kind = "part_of" }}' for parent in region.parents)
        lines.append(f"parents = [{above}]")
    attributes = [f"type = {quoted(region.type)}"] if region.type else []
    if region.place:
        attributes += [f"latitude = {region.place[0]}", f"longitude = {region.place[1]}"]
    if attributes:
        lines.append(f"attributes = {{ {', '.join(attributes)} }}")
    return "\n".join(lines) + "\n"


def header(what: str) -> str:
    versions = {name: importlib.metadata.version(name) for name in ("pycountry", "babel")}
    return (
        f"# {what}\n"
        "# Generated by scripts/build_regions.py: do not edit. Changes belong in scripts/regions_extra.toml; then\n"
        "#     pip install pycountry babel && python scripts/build_regions.py\n"
        f"# Data: ISO 3166 codes and names from pycountry {versions['pycountry']} (Debian iso-codes; LGPL-2.1),\n"
        f"# country names from Unicode CLDR through Babel {versions['babel']} (BSD-3-Clause; CLDR Unicode-3.0),\n"
        "# names of subdivisions in other languages from Unicode CLDR 41 (Unicode licence);\n"
        "# coordinates: GeoNames' place of that name, else the mean of its cities weighted by people (CC BY 4.0).\n\n"
    )


def collisions(regions: list[Region], areas: list[dict[str, Any]]) -> list[str]:
    """Names that two or more entities claim, with who needs a cue."""
    claims: dict[str, dict[str, bool]] = {}
    for region in regions:
        for name in _all_names(region):
            claims.setdefault(fold(name.text), {})[region.id] = bool(name.cue)
    for area in areas:
        for text in area_names(area):
            claims.setdefault(fold(text), {}).setdefault(area["id"], _has_cue(area, text))
    return [
        f"{text}: " + ", ".join(f"{owner}{' (cue)' if cue else ''}" for owner, cue in owners.items())
        for text, owners in sorted(claims.items())
        if len(owners) > 1 and sum(not cue for cue in owners.values()) > 1
    ]


def _has_cue(area: dict[str, Any], text: str) -> bool:
    groups = [area.get(language, []) for language in LANGUAGES] + list(area.get("demonyms", {}).values())
    return any(isinstance(one, dict) and one["text"] == text and "cue" in one for group in groups for one in group)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not what this makes")
    check = parser.parse_args().check
    extra = tomllib.loads(EXTRA.read_text("utf-8"))
    areas_file = CATALOGUE / "regions-areas.toml"
    areas = tomllib.loads(areas_file.read_text("utf-8"))["region"] if areas_file.is_file() else []
    first = countries(extra)
    second = subdivisions(extra, {region.country: region for region in first})
    problems: list[str] = []
    _name_abroad(second, {region.country: region for region in first})
    _romance(first + second, extra, problems)
    _identify(first + second, problems)
    problems += settle(first + second, extra, areas)
    files = {
        "regions-countries.toml": ("Countries of ISO 3166-1", first),
        "regions-subdivisions.toml": ("Subdivisions of ISO 3166-2", second),
    }
    for file, (what, regions) in files.items():
        text = header(what) + "\n".join(map(entry, regions))
        path = CATALOGUE / file
        if not check:
            path.write_text(text, "utf-8")
        elif not path.is_file() or path.read_text("utf-8") != text:
            problems.append(f"{path}: not what this script makes; run it without --check")
    problems += [f"claimed twice: {line}" for line in collisions(first + second, areas)]
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())

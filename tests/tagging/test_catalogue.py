"""Catalogue files: what is read, which faults are named, and when the cache is used."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from voltwire.errors import SettingsError
from voltwire.paths import data_folder
from voltwire.tagging import cache
from voltwire.tagging.catalogue import Catalogue, load_catalogue

Write = Callable[..., Path]

GOOD = """
[[company]]
id = "company:catl"
name = "CATL"
zh = ["宁德时代"]
country = "CN"
roles = ["cells"]
attributes = { founded = 2011-12-16, sites = ["Ningde"] }
"""


def problems(*files: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_catalogue(files, cache=None)
    return caught.value.problems


def test_an_entity_is_found_by_id_and_by_every_name(catalogue: Catalogue) -> None:
    assert catalogue.entities["company:catl"].name == "CATL"
    assert catalogue.get("COMPANY:CATL") is catalogue.get("company:catl")
    assert catalogue.get("company:nobody") is None
    for name in ("catl", "宁德时代", "닝더스다이", "contemporary  AMPEREX technology", "company:catl"):
        assert [e.id for e in catalogue.find(name)] == ["company:catl"]
    assert {e.id for e in catalogue.find("georgia")} == {"region:GE", "region:US-GA"}
    assert catalogue.find("nobody") == []


def test_ancestors_hold_the_entity_itself(catalogue: Catalogue) -> None:
    assert catalogue.ancestors("region:DE-TH") == {"region:DE-TH": 0, "region:DE": 1}
    with pytest.raises(KeyError):
        catalogue.ancestors("region:XX")


def test_forms_of_aliases(catalogue: Catalogue) -> None:
    forms = {(a.text, a.form) for e in catalogue.entities.values() for a in e.aliases}
    assert {("CATL", "name"), ("VW", "abbreviation"), ("LFP", "abbreviation"), ("US", "abbreviation")} <= forms
    assert {("U.S.", "abbreviation"), ("Chinese", "demonym"), ("chinesisch", "demonym"), ("宁德时代", "name")} <= forms


def test_every_problem_is_named_with_its_place(write_catalogue: Write) -> None:
    path = write_catalogue(
        """
[[company]]
id = "company:catl"
name = "CATL"
zhh = ["宁德时代"]
country = "China"
roles = ["cells", "cooking"]

[[company]]
id = "Company:CATL"
name = "CATL"

[[company]]
name = "Nobody"

[[company]]
id = "company:catl"
name = "CATL again"

[[region]]
id = "region:CN"
name = "China"

[[chemistry]]
id = "chemistry:lfp"
name = "LFP"
kind = "country"
en = [{ text = "x", cue = [] }, 5, "  "]
parents = [{ id = "chemistry:none", kind = "type_of" }, { id = "chemistry:lfp", kind = "friend" }]

[[weather]]
id = "weather:rain"
"""
    )
    found = "\n".join(problems(path))
    for words in (
        "companies.toml: company 1 (company:catl): unknown key zhh",
        'companies.toml: company 1 (company:catl): country must be a code such as "CN", got "China"',
        'companies.toml: company 1 (company:catl): unknown role "cooking"',
        "companies.toml: company 2 (Company:CATL): id must look like company:catl",
        "companies.toml: company 3: id is missing",
        "companies.toml: company 4 (company:catl): the id stands already at companies.toml: company 1 (company:catl)",
        "companies.toml: region 1 (region:CN): kind is missing",
        "companies.toml: chemistry 1 (chemistry:lfp): kind must be one of cell, cathode, anode, electrolyte",
        'chemistry 1 (chemistry:lfp): en: alias "x": cue is empty',
        "chemistry 1 (chemistry:lfp): en: an alias is a text or a table",
        "chemistry 1 (chemistry:lfp): en: an alias is empty",
        "chemistry 1 (chemistry:lfp): unknown parent chemistry:none",
        "chemistry 1 (chemistry:lfp): parent kind must be one of",
        "companies.toml: unknown table [weather]",
    ):
        assert words in found


def test_broken_and_missing_files_are_named(write_catalogue: Write, tmp_path: Path) -> None:
    broken = write_catalogue("[[company]\n")
    assert any(str(broken) in problem for problem in problems(broken))
    assert "no such file" in problems(tmp_path / "none.toml")[0]


def test_circles_of_parents_are_refused(write_catalogue: Write) -> None:
    entry = '[[region]]\nid = "region:{}"\nname = "{}"\nkind = "area"\n'
    entry += 'parents = [{{ id = "region:{}", kind = "part_of" }}]\n'
    path = write_catalogue(entry.format("a", "Ay", "b") + entry.format("b", "Be", "a") + entry.format("c", "Ce", "a"))
    (problem,) = problems(path)
    assert "go round in a circle: region:a → region:b → region:a" in problem


COMPANY = '[[company]]\nid = "company:{}"\nname = "{}"\nen = [{}]\n'


@pytest.mark.parametrize(
    ("one", "two", "collide"),
    [
        ('"Seat"', '"Seat"', True),
        ('"Seat"', '"SEAT"', True),
        ('"Power-Co"', '"power co"', True),
        ('"Seat"', '{ text = "Seat", cue = ["car"] }', False),
        ('{ text = "SEAT", case = true }', '{ text = "Seat", case = true }', False),
        ('{ text = "SEAT", case = true }', '"Seat"', True),
    ],
)
def test_one_name_for_two_needs_cues(write_catalogue: Write, one: str, two: str, collide: bool) -> None:
    path = write_catalogue(COMPANY.format("one", "Alpha", one) + COMPANY.format("two", "Beta", two))
    if collide:
        (problem,) = problems(path)
        assert "companies.toml: company 2 (company:two): alias" in problem
        assert "company:one (companies.toml: company 1 (company:one))" in problem
    else:
        load_catalogue([path], cache=None)


def test_names_of_different_languages_do_not_collide(write_catalogue: Write) -> None:
    one = '[[company]]\nid = "company:one"\nname = "Alpha"\nzh = ["大众"]\n'
    two = '[[company]]\nid = "company:two"\nname = "Beta"\nja = ["大众"]\n'
    assert len(load_catalogue([write_catalogue(one + two)], cache=None).find("大众")) == 2


def test_the_users_folder_extends_entries(write_catalogue: Write) -> None:
    shipped = write_catalogue(GOOD)
    own = write_catalogue('[[company]]\nid = "company:catl"\nticker = "300750"\nko = ["닝더스다이"]\n', folder="own")
    entity = load_catalogue([shipped, own], cache=None).entities["company:catl"]
    assert (entity.name, entity.ticker, entity.country) == ("CATL", "300750", "CN")
    assert {a.text for a in entity.aliases} == {"CATL", "宁德时代", "닝더스다이"}
    other = write_catalogue('[[company]]\nid = "company:catl"\nname = "CATL"\n', name="other.toml")
    assert "the id stands already" in problems(shipped, other)[0]


def test_the_digest_speaks_of_content(write_catalogue: Write) -> None:
    here, there = write_catalogue(GOOD), write_catalogue("# a remark\n" + GOOD, folder="elsewhere")
    changed = write_catalogue(GOOD + 'ticker = "300750"\n', folder="changed")
    digests = [load_catalogue([path], cache=None).digest for path in (here, there, changed)]
    assert digests[0] == digests[1] != digests[2]


def test_the_cache_is_used_until_a_file_changes(write_catalogue: Write, tmp_path: Path) -> None:
    path, folder = write_catalogue(GOOD), tmp_path / "cache"
    os.utime(path, ns=(1, 1_000_000_000))
    first = load_catalogue([path], cache=folder)
    assert cache.read(folder, [path]) == first.compiled
    assert load_catalogue([path], cache=folder).entities["company:catl"] == first.entities["company:catl"]
    path.write_text(GOOD.replace("宁德时代", "寧德時代"), "utf-8")
    assert cache.read(folder, [path]) is None
    assert load_catalogue([path], cache=folder).find("寧德時代")
    assert not load_catalogue([path], cache=folder).find("宁德时代")
    assert len(list(folder.iterdir())) == 1


def test_a_touched_file_needs_no_compiling_and_a_young_one_is_not_trusted(
    write_catalogue: Write, tmp_path: Path
) -> None:
    path, folder = write_catalogue(GOOD), tmp_path / "cache"
    load_catalogue([path], cache=folder)
    stamp = path.stat()
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 5_000_000_000))
    assert cache.read(folder, [path]) is not None
    path.write_text(
        GOOD.replace("宁德时代", "寧德時代"), "utf-8"
    )  # same size, and the same stamp as when it was cached
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert load_catalogue([path], cache=folder).find("寧德時代")


@pytest.mark.parametrize("damage", [b"", b"rubbish" * 9, None])
def test_a_damaged_cache_file_is_rebuilt(write_catalogue: Write, tmp_path: Path, damage: bytes | None) -> None:
    path, folder = write_catalogue(GOOD), tmp_path / "cache"
    load_catalogue([path], cache=folder)
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-3] if damage is None else damage)
    assert load_catalogue([path], cache=folder).find("CATL")
    assert cache.read(folder, [path]) is not None


def test_a_cache_folder_that_cannot_be_made_is_fine(write_catalogue: Write, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert load_catalogue([write_catalogue(GOOD)], cache=blocked / "cache").find("CATL")


def test_copies_elsewhere_have_a_cache_of_their_own(write_catalogue: Write, tmp_path: Path) -> None:
    path, folder = write_catalogue(GOOD), tmp_path / "cache"
    load_catalogue([path], cache=folder)
    copy = Path(shutil.copy(path, tmp_path / "copy.toml"))
    assert load_catalogue([copy], cache=folder).digest == load_catalogue([path], cache=folder).digest


def test_the_examples_of_the_handbook_load(write_catalogue: Write) -> None:
    config = data_folder("config")
    blocks = re.findall(r"```toml\n(.*?)```", (config / "README.md").read_text("utf-8"), re.S)
    entries = [block for block in blocks if re.match(r"\[\[(?:company|region|chemistry|material)", block)]
    assert len(entries) == 4
    shipped = sorted((config / "catalogue").glob("*.toml"))
    own = write_catalogue("\n".join(entries), folder="own")
    assert load_catalogue([*shipped, own], cache=None).find("海港电池")

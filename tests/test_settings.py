"""Settings and sources: read whole, wrong ones told with file and place."""

from __future__ import annotations

from pathlib import Path

import pytest
from voltwire import settings
from voltwire.errors import SettingsError


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def problems(where: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.load(where)
    return caught.value.problems


def test_the_shipped_settings_load() -> None:
    loaded = settings.load()
    assert loaded.fetching.delay_s == 1.0
    assert loaded.relevance.min_score == 0.5
    assert loaded.store_path is None


def test_every_setting_stands_in_the_shipped_file_with_its_default() -> None:
    written = settings.load()
    assert written.fetching == settings.FetchingSettings()
    assert written.cycle == settings.CycleSettings()
    assert written.daemon == settings.DaemonSettings()
    text = (written.folders[0] / "voltwire.toml").read_text("utf-8")
    for section in ("store", "fetching", "relevance", "tagging", "cycle", "daemon"):
        for name in settings._section_class(section).__dataclass_fields__:
            assert f"\n{name} = " in text, f"[{section}] {name} is not explained in config/voltwire.toml"


def test_a_folder_holds_only_what_differs(tmp_path: Path) -> None:
    loaded = settings.load(folder(tmp_path, voltwire='[fetching]\ndelay_s = 0\n[store]\npath = "mine.db"\n'))
    assert loaded.fetching.delay_s == 0
    assert loaded.fetching.timeout_s == 30.0
    assert loaded.store_path == tmp_path / "mine.db"
    assert loaded.sources == settings.load().sources


def test_sources_of_a_folder_replace_the_shipped_ones(tmp_path: Path) -> None:
    source = '[[source]]\nid = "one"\nkind = "feed"\nurl = "https://news.example/feed"\nevery = "30m"\n'
    loaded = settings.load(folder(tmp_path, sources=source))
    assert [s.id for s in loaded.sources] == ["one"]
    assert loaded.sources[0].max_age_days == 14


def test_all_problems_are_told_at_once_with_their_place(tmp_path: Path) -> None:
    found = problems(
        folder(
            tmp_path,
            voltwire='[fetching]\ndelay = 1\ntimeout_s = "long"\n[nonsense]\na = 1\n',
            sources=(
                '[[source]]\nid = "a"\nkind = "feed"\nurl = "https://a.example"\nevery = "10s"\n'
                '[[source]]\nid = "a"\nkind = "gopher"\nurl = "ftp://a.example"\n'
                '[[source]]\nid = "c"\nkind = "listing"\nurl = "https://c.example"\nlink_pattern = "("\n'
                '[[source]]\nid = "d"\nkind = "listing"\nurl = "https://c.example"\n'
            ),
        )
    )
    text = "\n".join(found)
    assert "unknown key delay;" in text
    assert "timeout_s must be a number" in text
    assert "unknown section [nonsense]" in text
    assert 'source 1 (a): every must be at least "1m"' in text
    assert 'source 2 (a): kind must be one of "feed", "sitemap", "listing"' in text
    assert "source 3 (c): link_pattern is no regular expression" in text
    assert "source 4 (d): a listing needs link_pattern" in text


def test_broken_toml_names_the_file_and_line(tmp_path: Path) -> None:
    (problem,) = problems(folder(tmp_path, voltwire="[fetching\n"))
    assert "voltwire.toml" in problem
    assert "line 1" in problem


def test_a_missing_folder_says_how_to_make_one(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "nowhere")
    assert "no such folder" in problem
    assert "voltwire init" in problem


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[cycle]\nworkers = -1", "workers must not be negative"),
        ("[cycle]\nworkers = true", "workers must be a whole number"),
        ("[fetching]\nmax_bytes = 0", "max_bytes must be above 0"),
        ("[relevance]\nmin_score = 2", "min_score must lie between 0 and 1"),
        ('[daemon]\ntimezone = "Mars/Olympus"', 'timezone "Mars/Olympus" is not known'),
        ("[fetching]\nrespect_opt_outs = 1", "respect_opt_outs must be true or false"),
    ],
)
def test_bad_values(tmp_path: Path, line: str, told: str) -> None:
    assert any(told in problem for problem in problems(folder(tmp_path, voltwire=line)))


def test_catalogue_files_of_a_folder_replace_by_name_and_add(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "mine.toml").write_text("", "utf-8")
    (tmp_path / "catalogue" / "companies.toml").write_text("", "utf-8")
    files = settings.load(tmp_path).catalogue_files()
    assert files.count(tmp_path / "catalogue" / "companies.toml") == 1
    assert files[-1] == tmp_path / "catalogue" / "mine.toml"
    assert sum(path.name == "companies.toml" for path in files) == 1

"""`voltwire sources`: what a bare address offers, written only when asked; a source tested before it is trusted."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Voltwire = Callable[..., Any]


@pytest.fixture
def empty(folder: Path) -> Path:
    """The folder without any source."""
    (folder / "sources.toml").write_text("# my remark\n", "utf-8")
    return folder


def written(folder: Path) -> list[dict[str, Any]]:
    return tomllib.loads((folder / "sources.toml").read_text("utf-8"))["source"]


def test_add_shows_what_it_would_collect_before_it_writes(
    voltwire: Voltwire, empty: Path, site: newsroom.Newsroom
) -> None:
    before = (empty / "sources.toml").read_text("utf-8")
    shown = voltwire("--config", empty, "sources", "add", site.base, "--allow-private", "--every", "30m")
    assert shown.code == 0
    assert f"feed  {site.base}/feed.xml" in shown.out
    assert "12 articles now" in shown.out
    assert newsroom.title(0) in shown.out
    assert (empty / "sources.toml").read_text("utf-8") == before
    hint = shown.out.splitlines()[-1].partition("--yes: ")[2]
    assert voltwire(*shlex.split(hint)[1:]).code == 0, "the hint works as printed"
    assert written(empty)[0]["every"] == "30m"


def test_add_writes_a_source_that_works_and_keeps_what_stands_there(
    voltwire: Voltwire, empty: Path, site: newsroom.Newsroom
) -> None:
    add = ("--config", empty, "sources", "add", site.base, "--allow-private", "--yes")
    assert voltwire(*add, "--id", "mine").code == 0
    assert (empty / "sources.toml").read_text("utf-8").startswith("# my remark\n")
    (source,) = written(empty)
    assert (source["id"], source["kind"], source["url"]) == ("mine", "feed", f"{site.base}/feed.xml")
    assert voltwire("--config", empty, "sources", "test", "mine").code == 0
    assert voltwire("--config", empty, "ingest", "--source", "mine", "--json").json["articles"]["new"] == 12
    again = voltwire(*add)
    assert again.code == 2
    assert "is there already, as the source mine" in again.error_line


def test_add_takes_a_named_page_at_its_word(voltwire: Voltwire, empty: Path, site: newsroom.Newsroom) -> None:
    answer = voltwire("--config", empty, "sources", "add", f"{site.base}/nowhere.xml", "--allow-private", "--yes")
    assert answer.code == 1
    assert "not_found" in answer.err
    assert "[[source]]" not in (empty / "sources.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "options", [("--link-pattern", "/a/("), ("--every", "soon"), ("--id", "A B")], ids=lambda value: value[0]
)
def test_add_refuses_bad_options_before_it_asks(voltwire: Voltwire, empty: Path, options: tuple[str, str]) -> None:
    answer = voltwire("--config", empty, "sources", "add", "http://127.0.0.1:9/", "--allow-private", *options)
    assert answer.code == 2
    assert "sources add: " in answer.error_line


def test_add_offers_a_page_as_a_listing_when_told_what_its_articles_look_like(
    voltwire: Voltwire, folder: Path, site: newsroom.Newsroom
) -> None:
    answer = voltwire(
        "--config", folder, "sources", "add", f"{site.base}/news/3",
        "--link-pattern", r"/news/\d+$", "--allow-private", "--yes",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert written(folder)[-1]["kind"] == "listing"
    assert written(folder)[-1]["link_pattern"] == r"/news/\d+$"


def test_add_says_what_was_tried_when_nothing_is_found(voltwire: Voltwire, folder: Path) -> None:
    answer = voltwire("--config", folder, "sources", "add", "http://127.0.0.1:9", "--allow-private")
    assert answer.code == 1
    assert "no feed, sitemap or listing found" in answer.err
    assert "connection" in answer.err


def test_test_says_what_is_broken(voltwire: Voltwire, folder: Path, site: newsroom.Newsroom) -> None:
    with (folder / "sources.toml").open("a") as file:
        file.write(f'[[source]]\nid = "gone"\nkind = "feed"\nurl = "{site.base}/gone.xml"\nallow_private = true\n')
    good = voltwire("--config", folder, "sources", "test", "bench", "--articles", "1")
    assert good.code == 0
    assert "12 articles" in good.out
    assert "ok: " in good.out
    bad = voltwire("--config", folder, "sources", "test", "gone")
    assert bad.code == 1
    assert "not_found (HTTP 404)" in bad.out
    assert not (folder / "bench.db").exists(), "testing stores nothing"


def test_list_shows_health_before_and_after_a_visit(voltwire: Voltwire, folder: Path) -> None:
    (before,) = voltwire("--config", folder, "sources", "list", "--json").json
    assert before["health"] == "never visited"
    voltwire("--config", folder, "ingest")
    (after,) = voltwire("--config", folder, "sources", "list", "--json").json
    assert (after["health"], after["failures"]) == ("ok", 0)
    assert "bench" in voltwire("--config", folder, "sources", "list").out


def test_init_makes_a_folder_that_works(voltwire: Voltwire, tmp_path: Path) -> None:
    answer = voltwire("init", tmp_path / "mine")
    assert answer.code == 0
    assert (tmp_path / "mine" / "voltwire.db").is_file()
    assert voltwire("--config", tmp_path / "mine", "status").code == 0
    listed = voltwire("--config", tmp_path / "mine", "sources", "list", "--json").json
    assert len(listed) >= 15
    again = voltwire("init", tmp_path / "mine")
    assert again.code == 2
    assert "nothing was changed" in again.error_line

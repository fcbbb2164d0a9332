"""`voltwire sources`: what a bare address offers, written only when asked; a source tested before it is trusted."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom

Voltwire = Callable[..., Any]


def written(folder: Path) -> list[dict[str, Any]]:
    return tomllib.loads((folder / "sources.toml").read_text("utf-8"))["source"]


def test_add_shows_what_it_would_collect_before_it_writes(
    voltwire: Voltwire, folder: Path, site: newsroom.Newsroom
) -> None:
    before = (folder / "sources.toml").read_text("utf-8")
    shown = voltwire("--config", folder, "sources", "add", site.base, "--allow-private")
    assert shown.code == 0
    assert f"feed  {site.base}/feed.xml" in shown.out
    assert "12 articles now" in shown.out
    assert newsroom.title(0) in shown.out
    assert "nothing was written" in shown.out
    assert (folder / "sources.toml").read_text("utf-8") == before


def test_add_writes_a_source_that_works_and_keeps_what_stands_there(
    voltwire: Voltwire, folder: Path, site: newsroom.Newsroom
) -> None:
    path = folder / "sources.toml"
    path.write_text("# my remark\n" + path.read_text("utf-8"), "utf-8")
    answer = voltwire("--config", folder, "sources", "add", site.base, "--allow-private", "--yes", "--id", "mine")
    assert answer.code == 0
    assert path.read_text("utf-8").startswith("# my remark\n")
    assert [source["id"] for source in written(folder)] == ["bench", "mine"]
    assert written(folder)[1] == {
        "id": "mine", "kind": "feed", "url": f"{site.base}/feed.xml", "allow_private": True,
    } | {key: written(folder)[1][key] for key in ("name",) if key in written(folder)[1]}  # fmt: skip
    assert voltwire("--config", folder, "sources", "test", "mine").code == 0
    assert voltwire("--config", folder, "ingest", "--source", "mine", "--json").json["articles"]["new"] == 12


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

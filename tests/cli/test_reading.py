"""`voltwire extract` and `tag` on what people hand them: files, standard input, odd encodings, several at once."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Voltwire = Callable[..., Any]
FIRST = "CATL will build a battery plant in Debrecen, the company said on Friday in a statement."
SECOND = "Northvolt stops its line in Skellefteå, the company told its suppliers in a letter on Monday."


def test_texts_from_standard_input_are_articles_of_their_own(
    voltwire: Voltwire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "kept.db"
    for text in (FIRST, SECOND, FIRST):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert voltwire("--db", database, "extract", "--store", "-").code == 0
    with sqlite3.connect(database) as connection:
        assert connection.execute("select text, version from articles order by id").fetchall() == [
            (FIRST, 1), (SECOND, 1),
        ]  # fmt: skip


def test_files_of_one_name_in_two_folders_are_two_articles(voltwire: Voltwire, tmp_path: Path) -> None:
    for folder, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(text, "utf-8")
        voltwire("--db", tmp_path / "kept.db", "extract", "--store", tmp_path / folder / "news.txt")
    with sqlite3.connect(tmp_path / "kept.db") as connection:
        assert connection.execute("select count(*), max(version) from articles").fetchall() == [(2, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_is_a_page_in_every_unicode_encoding(voltwire: Voltwire, tmp_path: Path, encoding: str) -> None:
    page = (
        f"<!doctype html><html lang='en'><head><title>A plant</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding))
    (told,) = voltwire("extract", path, "--json").json
    assert (told["ok"], told["text"]) == (True, f"{FIRST}\n\n{SECOND}")


def test_several_files_are_told_apart(voltwire: Voltwire, tmp_path: Path) -> None:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    lines = voltwire("tag", tmp_path / "a.txt", tmp_path / "b.txt").out.splitlines()
    assert any(line.startswith(f"{tmp_path / 'a.txt'}\t") and "company:catl" in line for line in lines)
    assert any(line.startswith(f"{tmp_path / 'b.txt'}\t") and "company:northvolt" in line for line in lines)


def test_evaluate_prints_linking_and_takes_numbers_as_ids(voltwire: Voltwire, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        '{"id": 1, "text": "CATL is in China.", "lang": "en", "mentions": '
        '[{"start": 0, "end": 4, "label": "COMPANY", "entity_id": "company:catl"}]}\n'
    )
    answer = voltwire("evaluate", path)
    assert answer.code == 0
    assert answer.out.splitlines()[0].split("\t")[-1] == "linking"
    assert "100.0 %" in answer.out
    path.write_text("\n")
    assert voltwire("evaluate", path).code == 2

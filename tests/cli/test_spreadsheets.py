"""Answers for spreadsheets: whatever strangers wrote, a cell is a text or a number, never a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voltwire.cli.spreadsheets import csv_text, defused, write_xlsx
from voltwire.errors import InputError
from voltwire.store import Store

Voltwire = Callable[..., "Answer"]  # noqa: F821  # tests/conftest.py
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(path: Path, sheet: int = 1) -> list[list[str | float | None]]:
    """What the cells of a sheet hold: texts as str, numbers as float; a formula fails."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert root.find(f".//{MAIN}f") is None
    return [[_held(cell) for cell in row] for row in root.iter(f"{MAIN}row")]


def _held(cell: ElementTree.Element) -> str | float:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    return float(cell.findtext(f"{MAIN}v", "nan"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "asked.db"
    Store.open(path, create=True).close()
    return path


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_is_defused(start: str, tmp_path: Path) -> None:
    assert defused(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    write_xlsx(tmp_path / "x.xlsx", ["a"], [[f"{start}1+1"]], [])
    assert cells(tmp_path / "x.xlsx")[1] == [f"'{start}1+1".replace("\r", "\n")]


@pytest.mark.parametrize("value", [-5, -5.5, "-5", "+3.25", "CATL = BYD", "", None, 0])
def test_numbers_and_ordinary_texts_stay(value: object) -> None:
    assert defused(value) == value


def test_csv_comes_with_a_byte_order_mark_on_request(voltwire: Voltwire, database: Path) -> None:
    question = ("--db", database, "sql", "select '=HYPERLINK(1)' as title, -2 as change, '电池' as word", "--csv")
    plain, marked = voltwire(*question), voltwire(*question, "--bom")
    assert plain.out == "title,change,word\n'=HYPERLINK(1),-2,电池\n"
    assert marked.out == "\ufeff" + plain.out


def test_xlsx_holds_rows_and_what_is_to_be_said_of_them(voltwire: Voltwire, database: Path, tmp_path: Path) -> None:
    path = tmp_path / "answer.xlsx"
    sql = "select '=1+1' as a, -5 as b, 0.5 as c, null as d, '宁德时代' as e, 9007199254740993 as f, 9e999 as g"
    answer = voltwire("--db", database, "sql", sql, "--xlsx", path)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"1 row written to {path}\n"
    assert cells(path) == [
        ["a", "b", "c", "d", "e", "f", "g"],
        ["'=1+1", -5.0, 0.5, "宁德时代", "9007199254740993", "inf"],  # empty cells are not written
    ]
    assert cells(path, 2) == [[sql]]
    assert [child.name for child in tmp_path.glob("answer*")] == ["answer.xlsx"]


def test_a_query_says_in_the_workbook_what_it_leaves_out(voltwire: Voltwire, database: Path, tmp_path: Path) -> None:
    path = tmp_path / "movers.xlsx"
    assert voltwire("--db", database, "query", "movers", "--xlsx", path).code == 0
    assert cells(path)[0][:2] == ["entity_id", "entity"]
    assert "Left out: articles without a day" in str(cells(path, 2)[0][0]).replace("\n", " ")


def test_long_texts_are_cut_with_a_remark_and_control_characters_dropped(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, ["text"], [["电" * 40_000], ["🔋" * 20_000], ["a\x00b\x0bc\ud800d\ufffe"]], [])
    (_, (long,), (pairs,), (clean,)) = cells(path)
    assert isinstance(long, str) and isinstance(pairs, str)
    assert long.endswith("电 … [cut: 40,000 characters]") and len(long) == 32_767
    assert pairs.endswith("🔋 … [cut: 20,000 characters]") and len(pairs.encode("utf-16-le")) <= 2 * 32_767
    assert clean == "abcd"


@given(
    rows=st.lists(st.tuples(st.text(st.characters(codec=None)), st.none() | st.integers() | st.floats()), max_size=5)
)
def test_any_row_becomes_a_readable_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int | float | None]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "x.xlsx"
    write_xlsx(path, ["text", "number"], rows, ["about"])
    assert len(cells(path)) <= len(rows) + 1
    told = list(csv.reader(io.StringIO(csv_text(["text", "number"], rows), newline="")))
    assert len(told) == len(rows) + 1
    assert not any(cell[:1] in {"=", "@", "\t", "\r"} for row in told for cell in row)


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(
    voltwire: Voltwire, database: Path, tmp_path: Path
) -> None:
    for target, told in ((tmp_path / "none" / "x.xlsx", "No such file or directory"), (tmp_path, "is a directory")):
        answer = voltwire("--db", database, "sql", "select 1", "--xlsx", target)
        assert answer.code == 2 and told in answer.error_line
    answer = voltwire("--db", database, "sql", "select nonsense", "--xlsx", tmp_path / "x.xlsx")
    assert answer.code == 2 and not (tmp_path / "x.xlsx").exists()


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    class Many(list[tuple[int]]):
        def __len__(self) -> int:
            return 1_048_576

    with pytest.raises(InputError, match="1,048,575 rows, the answer has 1,048,576; use --csv"):
        write_xlsx(tmp_path / "x.xlsx", ["a"], Many(), [])


@pytest.mark.parametrize("words", [["--csv", "--json"], ["--json", "--xlsx", "x.xlsx"], ["--bom"], ["--bom", "--json"]])
def test_forms_that_exclude_each_other_are_refused(
    voltwire: Voltwire, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = voltwire("--db", database, "sql", "select 1", *words)
    assert (answer.code, answer.out) == (2, "") and "--" in answer.error_line
    assert not (tmp_path / "x.xlsx").exists()

"""Answers as spreadsheets take them: CSV, and xlsx. The one home of XlsxWriter, which is imported when it is needed.

What stands in a cell was written by strangers. A text that a spreadsheet would take for a formula gets an apostrophe
before it, in both forms: a text cell of an xlsx file is no formula, but becomes one when it is saved as CSV.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..regex import regex

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]

_FORMULA = regex(r"[=+\-@\t\r\n＝＋－＠]")  # the wide ones count in Chinese and Japanese versions
_NUMBER = regex(r"[+-]?\d+(\.\d+)?")
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0
_LONGEST = 32_767  # UTF-16 units in a cell
_ROWS = 1_048_576
_EXACT = 2**53  # beyond it a spreadsheet's numbers lose digits
_WIDTHS = (8, 60)  # columns of a sheet, in characters


def defused(value: Any) -> Any:
    """A text that begins like a formula, with an apostrophe before it; else the value, a number written as text too."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def csv_text(columns: Sequence[str], rows: Rows) -> str:
    """CSV with a head line, lines ended by one newline."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_plain(column) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    """The value defused; its carriage returns as newlines, which Python's CSV would not quote."""
    value = defused(value)
    return re.sub("\r\n?", "\n", value) if isinstance(value, str) else value


def write_xlsx(path: Path, columns: Sequence[str], rows: Rows, about: Sequence[str]) -> None:
    """Write rows into a new workbook at `path`, whole or not at all, with a sheet `about` that holds what is to be said
    of them. A file that is there is replaced. Raises InputError when it cannot be written or the rows are too many."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    if len(rows) >= _ROWS:
        raise InputError(f"{path}: a sheet holds {_ROWS - 1:,} rows, the answer has {len(rows):,}; use --csv")
    partial = path.with_name(path.name + ".partial")
    try:
        partial.touch()  # fails at once where nothing can be written
        with Workbook(str(partial), {"constant_memory": True}) as book:
            _put_rows(book, columns, rows)
            notes = book.add_worksheet("about")
            notes.set_column(0, 0, 120)
            for number, line in enumerate(about):
                notes.write_string(number, 0, _cell_text(line))
        partial.replace(path)
    except (OSError, XlsxWriterException) as error:
        partial.unlink(missing_ok=True)
        raise InputError(
            f"{path}: cannot be written ({_reason(error)}); check the folder, or name another file"
        ) from error


def _reason(error: Exception) -> str:
    """What the system said; XlsxWriter wraps it."""
    inner = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    return getattr(inner, "strerror", None) or str(inner)


def _put_rows(book: Workbook, columns: Sequence[str], rows: Rows) -> None:
    sheet = book.add_worksheet("rows")
    bold = book.add_format({"bold": True})
    for number, column in enumerate(columns):
        widest = max([len(column), *(len(str(row[number])) for row in rows[:200])])
        sheet.set_column(number, number, min(max(widest + 1, _WIDTHS[0]), _WIDTHS[1]))
        sheet.write_string(0, number, _cell_text(column), bold)
    sheet.freeze_panes(1, 0)
    if columns and rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            _put(sheet, line, number, value)


def _put(sheet: Worksheet, line: int, number: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _EXACT:
        sheet.write_number(line, number, value)
    else:
        sheet.write_string(line, number, _cell_text(value))


def _cell_text(value: Any) -> str:
    """A value as a cell's text: without what XML forbids, not longer than a cell, no formula."""
    text = str(_plain(_ILLEGAL.sub("", str(value))))
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    remark = f" … [cut: {len(text):,} characters]"
    return units[: 2 * (_LONGEST - len(remark))].decode("utf-16-le", "ignore") + remark

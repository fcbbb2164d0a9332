"""How answers are printed: tables on a terminal, plain lines in a pipe, JSON, CSV and xlsx when asked for.

Text from the web never reaches a terminal with its control characters.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..errors import InputError
from ..regex import regex
from .spreadsheets import csv_text, write_xlsx

_LONG = 36
"""A column with wider cells gets lines of its own in a card."""


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(_escaped(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def print_json_line(value: object) -> None:
    click.echo(_escaped(json.dumps(value, ensure_ascii=False, default=str)))


# What JSON may hold as it is and a terminal must not get: C1 controls, and marks that turn the direction of writing.
_TURNING = regex("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _escaped(text: str) -> str:
    """JSON of the same value without those characters."""
    return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def clean(value: object) -> str:
    """A value on one line, without control characters; nothing for None."""
    if value is None:
        return ""
    folded = " ".join(str(value).split())
    return "".join(c if c.isprintable() else "�" for c in folded)


def counted(number: int, noun: str) -> str:
    """`1 source`, `2 sources`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, empty: str = "nothing found") -> None:
    """A table for people on a terminal (cards when it is too wide); tab-separated lines, head line first, in a pipe."""
    if not rows:
        click.echo(empty, err=True)
        return
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in rows:
            click.echo("\t".join(clean(value) for value in row))
        return
    from rich.cells import cell_len

    shown = [[clean(value) for value in row] for row in rows]
    widths = [max(map(cell_len, cells)) for cells in zip(columns, *shown, strict=True)]
    if sum(widths) + 2 * len(widths) <= shutil.get_terminal_size().columns:
        _print_grid(columns, rows, shown)
    else:
        _print_cards(columns, shown, widths)


def _print_grid(columns: Sequence[str], rows: Sequence[Sequence[Any]], shown: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        numeric = all(isinstance(row[number], int | float) or row[number] is None for row in rows)
        table.add_column(column, justify="right" if numeric else "left", no_wrap=True)
    for cells in shown:
        table.add_row(*map(Text, cells))
    Console().print(table)


def _print_cards(columns: Sequence[str], shown: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Rows too wide for the terminal, each as a card: the short values on its first line, the long ones below."""
    short = [number for number, width in enumerate(widths) if width <= _LONG]
    long = [number for number, width in enumerate(widths) if width > _LONG]
    for cells in shown:
        told = [cells[n] if n == short[0] else f"{columns[n]} {cells[n]}" for n in short if cells[n]]
        if told:
            click.echo(click.style(told[0], bold=True) + "".join(f" · {one}" for one in told[1:]))
        for number in long:
            if cells[number]:
                click.echo(click.style(f"  {columns[number]}  ", dim=True) + cells[number])
    click.echo()


@dataclass(frozen=True, slots=True)
class Form:
    """The form in which rows are wanted; a table when nothing is set. `bom` belongs to CSV: Excel takes a file without
    the mark for the computer's old character set."""

    as_json: bool = False
    as_csv: bool = False
    bom: bool = False
    xlsx: Path | None = None

    @property
    def is_table(self) -> bool:
        return not (self.as_json or self.as_csv or self.xlsx)

    def check(self) -> None:
        """Raise InputError for forms that exclude each other."""
        if self.as_json + self.as_csv + (self.xlsx is not None) > 1:
            raise InputError("give one of --json, --csv and --xlsx")
        if self.bom and not self.as_csv:
            raise InputError("--bom goes with --csv")


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    form: Form,
    *,
    empty: str = "nothing found",
    about: Sequence[str] = (),
) -> None:
    """Rows as an array of objects, CSV, a workbook (`about` stands in it on a sheet of its own) or a table."""
    if form.as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif form.as_csv:
        text = ("\ufeff" if form.bom else "") + csv_text(columns, rows)
        click.echo(_TURNING.sub("�", text) if sys.stdout.isatty() else text, nl=False)
    elif form.xlsx:
        write_xlsx(form.xlsx, columns, rows, about)
        click.echo(f"{counted(len(rows), 'row')} written to {clean(form.xlsx)}", err=True)
    else:
        print_table(columns, rows, empty=empty)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """`title: a 3, b 1`; says none when there are none."""
    told = ", ".join(f"{name} {number}" for name, number in counts.items() if number)
    click.echo(f"{title}: {told or 'none'}")

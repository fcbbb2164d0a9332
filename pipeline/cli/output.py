"""How answers are printed: tables on a terminal, plain lines in a pipe, JSON and CSV when asked for.

Text from the web never reaches a terminal with its control characters.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_json_line(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def clean(value: object) -> str:
    """A value on one line, without control characters; nothing for None."""
    if value is None:
        return ""
    folded = " ".join(str(value).split())
    return "".join(c if c.isprintable() else "�" for c in folded)


def counted(number: int, noun: str) -> str:
    """`1 source`, `2 sources`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    click.echo(buffer.getvalue(), nl=False)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, empty: str = "nothing found") -> None:
    """A table for people on a terminal; tab-separated lines, head line first, in a pipe."""
    if not rows:
        click.echo(empty, err=True)
        return
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in rows:
            click.echo("\t".join(clean(value) for value in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        numeric = all(isinstance(row[number], int | float) or row[number] is None for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(value)) for value in row))
    Console().print(table)


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool, as_csv: bool, empty: str = "nothing found"
) -> None:
    """Rows as an array of objects, CSV or a table."""
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif as_csv:
        print_csv(columns, rows)
    else:
        print_table(columns, rows, empty=empty)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """`title: a 3, b 1`; says none when there are none."""
    told = ", ".join(f"{name} {number}" for name, number in counts.items() if number)
    click.echo(f"{title}: {told or 'none'}")

"""What the command line prints: rows on standard output, words on standard error."""

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from io import StringIO
from typing import Any
from unicodedata import category

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from fieldwork.errors import FieldworkError
from fieldwork.texts import visible

words = Console(stderr=True, highlight=False)


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def say(text: str) -> None:
    """One line for the person at the keyboard. Never read as markup: it may hold names of files."""
    words.print(_visible(text), markup=False, soft_wrap=True)


def complain(error: FieldworkError) -> None:
    """Place and fault, then what is allowed and what to do next."""
    words.print(_visible(f"{error.place}: {error.wrong}"), markup=False, style="bold red", soft_wrap=True)
    for part in (error.allowed, error.remedy):
        if part:
            say(part)


def progress() -> Progress:
    """A bar for work that takes a while; it goes when the work is done."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=words,
        transient=True,
    )


def print_rows(rows: Sequence[dict[str, Any]], columns: Sequence[str], how: Format) -> None:
    """Print `rows`, each with the keys `columns`, to standard output: their texts as they are into a pipe."""
    if how is Format.table:
        _print_table(rows, columns)
        return
    text = _json(rows) if how is Format.json else _csv(rows, columns)
    sys.stdout.write(_visible(text) if sys.stdout.isatty() else text)


def _json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _print_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(_cell(row[column]) for column in columns))
    # A table that goes into a file or a pipe keeps its full width.
    Console(width=None if sys.stdout.isatty() else 1000, markup=False, highlight=False).print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else _visible(str(value))


def _visible(text: str) -> str:
    """As on a screen, and without what only a terminal obeys: carriage returns and format characters."""
    shown = visible(text)
    return "".join("\ufffd" if letter == "\r" or category(letter) == "Cf" else letter for letter in shown)


def _plain(value: object) -> str:
    """What JSON has no word for."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)

"""Numbers and lists in words, and rows as a table. Nothing here computes a figure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

Row = Mapping[str, Any]
Cell = Callable[[Row], str]
NONE = "–"
FEW = 5  # names that a sentence takes


def percent(value: float | None) -> str:
    """`63.6` as `64%`; a dash where there is none."""
    return NONE if value is None else f"{value:.0f}%"


def interval(row: Row) -> str:
    """`57% to 70%`."""
    return NONE if row["low"] is None else f"{row['low']:.0f}% to {row['high']:.0f}%"


def share(row: Row) -> str:
    """`7 of 11`."""
    return f"{row['yes']} of {row['n']}"


def count(number: int, thing: str, things: str = "") -> str:
    """`1 case`, `2 cases`. `things`: of several, where no s does it."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or f'{thing}s'}"


def listed(names: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def few(names: Sequence[str], thing: str, things: str = "") -> str:
    """The names where they are few, as listed; else how many things they are, as `count` says it."""
    return listed(names) if len(names) <= FEW else count(len(names), thing, things)


def day(moment: date | datetime | None) -> str:
    """`Tue 3 Mar`."""
    return NONE if moment is None else f"{moment:%a} {moment.day} {moment:%b}"


def moment(at: datetime) -> str:
    """`Tue 3 Mar, 17:05`."""
    return f"{day(at)}, {at:%H:%M}"


def text(value: object) -> str:
    """A value as it stands; a dash for none."""
    return NONE if value is None or value == "" else str(value)


def judgement(said: str | None) -> str:
    """`yes`, `no` or `not applicable`; a dash where nobody has judged."""
    return text(said and said.replace("_", " "))


def could_change(row: Row) -> str:
    """Whether the cases still to come could change a band: `Yes`, `No`; a dash where there is none."""
    return NONE if row["settled"] is None else "No" if row["settled"] else "Yes"


def table(
    rows: Sequence[Row],
    key: str,
    columns: Mapping[str, str | Cell],
    numeric: Sequence[str] = (),
    *,
    choose: str = "",
    leads_to: str = "",
) -> dict[str, Any]:
    """Heading -> the row's column, or how its cell is written. `key` names the row for the page.

    Rows of one name are numbered: what has the same key is the same thing to a page.
    With `choose`, a filter, each row is a link that sets it to the row's key, to the panel `leads_to`.
    """
    links = {"choose": choose, "leads_to": leads_to} if choose else {}
    return {
        **links,
        "columns": [{"title": title, "numeric": title in numeric} for title in columns],
        "rows": [
            {
                "key": own,
                "cells": [cell(row) if callable(cell) else text(row[cell]) for cell in columns.values()],
            }
            for own, row in zip(_told_apart(text(row[key]) for row in rows), rows, strict=True)
        ],
    }


def _told_apart(keys: Iterable[str]) -> Iterator[str]:
    """`a`, `b`, `a` as `a`, `b`, `a 2`."""
    taken = Counter[str]()
    for key in keys:
        own = key
        while own in taken:
            taken[key] += 1
            own = f"{key} {taken[key]}"
        taken[own] = 1
        yield own

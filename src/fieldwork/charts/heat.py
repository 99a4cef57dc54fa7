"""Key questions down, tier 1 units across. The page draws it as a table with cells shaded by percentage."""

from collections.abc import Sequence
from typing import Any

from fieldwork.charts.frame import Row


def heat_map(rows: Sequence[Row], units: Sequence[str], questions: Sequence[Row]) -> dict[str, Any]:
    """A table of cells, None where the rows have no such pair.

    rows: key_question, unit, rounded, yes, n, small; questions: key_question, label, title. Units never get a
    band, so a cell carries its percentage only and the page shades it on one sequential scale from 0 to 100.
    """
    by_pair = {(row["key_question"], row["unit"]): row for row in rows}
    return {
        "columns": list(units),
        "rows": [
            {
                "name": question["key_question"],
                "label": question["label"],
                "title": question["title"],
                "cells": [_cell(by_pair.get((question["key_question"], unit))) for unit in units],
            }
            for question in questions
        ],
    }


def _cell(row: Row | None) -> dict[str, Any] | None:
    return {name: row[name] for name in ("rounded", "yes", "n", "small")} if row else None

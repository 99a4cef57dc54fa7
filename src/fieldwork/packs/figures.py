"""What every table of figures shares: references, columns, and the bars with their text alternative."""

from collections.abc import Sequence
from typing import Any

from fieldwork import charts
from fieldwork.packs.asking import Ask, Row
from fieldwork.papers import Chart, Column

OVERALL = "OV"  # the reference of the overall rating

REFERENCE = Column("reference", "Reference")
QUESTION = Column("label", "{Key_question}")
YES = Column("yes", "Yes", "count")
COUNTED = Column("n", "n", "count")
NO_RATING = "no rating yet"
NO_ANSWER = "no answer yet"
NOT_SAID = "not said"  # the unit of cases that name none


def of_standard(standard: str) -> str:
    """The reference of a standard's rating: `ST-2.1`."""
    return f"ST-{standard}"


def of_key_question(key_question: str, *split: str) -> str:
    """The reference of a key question's figure, `KQ-2.1.1`, or of a split's: `KQ-2.1.1/tier1/Fenwick`."""
    return "/".join((f"KQ-{key_question}", *split))


def named(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows of key questions, each with its reference and its label: number and a few words."""
    return [
        {
            **row,
            "reference": of_key_question(row["key_question"]),
            "label": f"{row['key_question']} {row['short']}",
        }
        for row in rows
    ]


def rated(rows: Sequence[Row], ask: Ask, *bands: str) -> list[dict[str, Any]]:
    """The rows with ratings, as people say them, where the columns `bands` hold bands."""
    ratings = {row["band"]: row["rating"] for row in ask("bands")}
    return [{**row, **{band: ratings.get(row[band]) for band in bands}} for row in rows]


def percentages(ask: Ask, blank: str = NO_ANSWER) -> list[Column]:
    """The percentage and its interval. `blank`: why there is none."""
    [about] = ask("snapshot")
    interval = f"{about['confidence']:g}% interval"
    return [
        Column("percentage", "Per cent yes", "percentage", blank),
        Column("low", f"{interval}, from", "percentage", blank),
        Column("high", f"{interval}, to", "percentage", blank),
    ]


def bars(rows: Sequence[Row], ask: Ask) -> Chart:
    """The key questions of the organisation as bars. rows: as `named` gives them, each with its `band`."""
    said = "; ".join(map(_said, rated(rows, ask, "band")))
    drawn = charts.drawing(charts.key_question_bars(rows, ask("bands")))
    return Chart(drawn, f"Per cent yes to each {{key_question}}: {said}.")


def _said(row: Row) -> str:
    if row["percentage"] is None:
        return f"{row['label']}, {NO_ANSWER}"
    return (
        f"{row['label']} {row['rounded']}% ({row['yes']} of {row['n']}, "
        f"interval {row['low']:.0f}% to {row['high']:.0f}%), {row['band']}"
    )

"""The rows that a timetable puts into a snapshot, in the column order of `queries/schema.sql`."""

from collections.abc import Sequence
from typing import Any

from fieldwork.timetable.dating import Dated
from fieldwork.timetable.holidays import BankHolidays

Row = tuple[Any, ...]


def tables(steps: Sequence[Dated], calendar: BankHolidays) -> dict[str, list[Row]]:
    """The tables `timetable` and `bank_holidays`; the second has what lateness is counted with."""
    return {
        "timetable": [
            (
                step.name,
                ordinal,
                step.title,
                step.who,
                step.rule,
                step.begins,
                step.due,
                step.at,
                step.remark or None,
                step.awaited,
                step.evidence,
            )
            for ordinal, step in enumerate(steps, 1)
        ],
        "bank_holidays": list(calendar.holidays.items()),
    }

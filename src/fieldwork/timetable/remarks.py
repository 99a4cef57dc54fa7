"""What people must know before they choose the weeks of an inspection, in sentences."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fieldwork.programme.timetable import WEEKDAYS
from fieldwork.timetable.dating import Dated
from fieldwork.timetable.working_days import UnknownYear, WorkingDays


def clashes(steps: Sequence[Dated], weeks: Sequence[date], working: WorkingDays) -> list[str]:
    """Bank holidays within a week of fieldwork, and each step that one touches or that has no date."""
    days = (
        (number, monday + timedelta(days=place))
        for number, monday in enumerate(weeks, 1)
        for place in range(len(WEEKDAYS))
    )
    found = [said for number, day in days for said in _of_fieldwork(number, day, working)]
    found += [f"{step.title}, {_day(step.due)}: {step.remark}." for step in steps if step.touched]
    return list(dict.fromkeys(found))


def _of_fieldwork(number: int, day: date, working: WorkingDays) -> Iterator[str]:
    try:
        if holiday := working.holiday(day):
            yield f"Fieldwork week {number}: {_day(day)} is a bank holiday, {holiday}."
    except UnknownYear as unknown:
        yield f"Fieldwork week {number} was not checked: {unknown}."


def _day(day: date | None) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}" if day else "without a date"

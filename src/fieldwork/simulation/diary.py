"""Who inspects when: the hours of fieldwork, Monday afternoon to Friday midday, and how the cases fill them.

Source: seed 001, section 5.4 (interviews of 60 minutes; file reads without one) and 5.1 (the days of a week).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

HOURS = {  # of a whole day: four interviews at most, or six file reads
    "interview": [time(9, 30), time(11), time(13, 30), time(15)],
    "file_read": [time(9, 15), time(10, 15), time(11, 15), time(13, 15), time(14, 15), time(15, 15)],
}
MONDAY, FRIDAY = 0, 4
STRAGGLING = 0.05  # of the cases are put off to the last week


@dataclass(frozen=True, order=True)
class Slot:
    """An hour in which `assessor` (initials) inspects a case."""

    at: datetime
    assessor: str


def fill(cases: int, mode: str, assessors: Sequence[str], mondays: Sequence[date], rng: Random) -> list[Slot]:
    """A slot for each of `cases`, in order of time: even over the weeks, but the last has only stragglers.

    Where the hours are too few for the cases, somebody has two in one hour.
    """
    *ordinary, last = mondays
    late = round(cases * STRAGGLING)
    even = _evenly([slot for monday in ordinary for slot in _slots(monday, mode, assessors)], cases - late)
    return sorted([*even, *rng.sample(_slots(last, mode, assessors), late)])


def working_day_after(day: date) -> date:
    """The next day from Monday to Friday."""
    return day + timedelta(days=1 if day.weekday() < FRIDAY else 7 - day.weekday())


def evening(day: date, minutes: int) -> datetime:
    """So many minutes after the last interview may have ended, when the day is written up.

    From Monday to Thursday that is before the team meets at 17:00, on Fridays before it travels home.
    """
    ends = time(16, 10) if day.weekday() < FRIDAY else time(12, 10)
    return datetime.combine(day, ends) + timedelta(minutes=minutes)


def _slots(monday: date, mode: str, assessors: Sequence[str]) -> list[Slot]:
    days = [monday + timedelta(days=day) for day in range(FRIDAY + 1)]
    return [
        Slot(datetime.combine(day, hour), who)
        for day in days
        for hour in HOURS[mode]
        for who in assessors
        if _is_open(day, hour)
    ]


def _is_open(day: date, hour: time) -> bool:
    if day.weekday() == MONDAY:
        return hour > time(12)
    return day.weekday() != FRIDAY or hour < time(12)


def _evenly(slots: Sequence[Slot], wanted: int) -> list[Slot]:
    return [slots[number * len(slots) // wanted] for number in range(wanted)]

"""When each step of an inspection is due, as rules: an inspection's own weeks turn them into dates.

Weeks are counted from the `first` or `last` week of fieldwork, working days from the Monday of the first, the
Friday of the last, or a step that stands above in the file.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt

from fieldwork.errors import nearest
from fieldwork.parameters import Entry, Location
from fieldwork.programme.rule import Rule, Said

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
FIRST, LAST = "first", "last"  # weeks of fieldwork


class When(Entry):
    """A day, or the days of one week.

    {weeks: 9, before: first, day: Thursday, until: Friday}   of the ninth week before fieldwork
    {weeks: 7, after: last, day: Monday, at: 09:00}
    {during: each}                                            Monday to Friday of each week of fieldwork
    {working_days: 11, before: first}
    {working_days: 10, after: draft, that_day_included: true}
    """

    weeks: PositiveInt | None = None
    working_days: PositiveInt | None = None
    before: str | None = None
    after: str | None = None
    during: Literal["first", "last", "each"] | None = None
    day: Weekday | None = None  # None: the whole week
    until: Weekday | None = None
    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    or_next_working_day: bool = False  # where a bank holiday falls on the day
    that_day_included: bool = False  # the day that working days are counted from is the first of them

    @property
    def counted_from(self) -> str:
        """`first`, `last`, or the key of a step."""
        return self.before or self.after or self.during or ""


class Step(Rule):
    title: str
    who: str  # has to do it: a role, or whom the inspection calls on
    when: When
    only: Literal["England", "Wales"] | None = None
    awaited: bool = False  # something must arrive by then; without it, late has a meaning
    note: str = ""  # what a reader of the date must know


class WorkingDay(Said):
    """What a working day is."""

    calendar: str  # of bank holidays: a file in parameters/calendars/


class Fieldwork(Rule):
    """When the weeks of fieldwork are, counted from the first: [0, 2] has a week between."""

    weeks: list[NonNegativeInt] = Field(min_length=1)


class Timetable(Entry):
    working_day: WorkingDay
    fieldwork: Fieldwork
    steps: dict[str, Step]

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Rules that say too little or too much, and steps that are counted from none above them."""
        if self.fieldwork.weeks != sorted({0, *self.fieldwork.weeks}):
            yield ("fieldwork", "weeks"), "the weeks must start at 0 and rise"
        above: dict[str, Step] = {}
        for name, step in self.steps.items():
            for wrong in _wrong(step, above):
                yield ("steps", name, "when"), wrong
            above[name] = step


def _wrong(step: Step, above: dict[str, Step]) -> Iterator[str]:
    when = step.when
    counted = [when.weeks, when.working_days]
    if sum(bool(end) for end in (when.before, when.after, when.during)) != 1:
        yield "one of before, after and during must be said"
    elif when.during and any(counted):
        yield "during takes neither weeks nor working_days"
    elif not when.during and sum(map(bool, counted)) != 1:
        yield "before and after need one of weeks and working_days"
    elif when.weeks and when.counted_from not in (FIRST, LAST):
        yield "weeks are counted from the first or last week of fieldwork"
    elif when.working_days:
        yield from _wrong_count(step, above)
    if when.until and (not when.day or WEEKDAYS.index(when.until) <= WEEKDAYS.index(when.day)):
        yield "until must be a later day of the same week than day"
    if when.that_day_included and not (when.working_days and when.after):
        yield "that_day_included belongs to working days after a step"


def _wrong_count(step: Step, above: dict[str, Step]) -> Iterator[str]:
    when, known = step.when, [FIRST, LAST, *above]
    if when.day or when.or_next_working_day:
        yield "a count of working days names its day already"
    if when.counted_from not in known:
        hint = nearest(when.counted_from, known)
        yield f"{when.counted_from} is neither first nor last, nor a step above this one{hint}"
    elif when.counted_from in above:
        other = above[when.counted_from]
        if other.when.during == "each":
            yield f"{when.counted_from} has several days"
        if other.only not in (None, step.only):
            yield f"{when.counted_from} is of {other.only} only"


def in_words(when: When, timetable: Timetable) -> str:
    """The rule as people say it: `week −9, Thursday to Friday`."""
    if when.working_days:
        days = f"{when.working_days} working day{'s' if when.working_days > 1 else ''}"
        end = "before" if when.before else "after"
        included = ", that day included" if when.that_day_included else ""
        return f"{days} {end} {_called(when.counted_from, timetable)}{included}{_at(when)}"
    days = " to ".join(filter(None, [when.day, when.until])) or "Monday to Friday"
    moved = ", or the next working day" if when.or_next_working_day else ""
    return f"{_week(when)}, {days}{moved}{_at(when)}"


def _week(when: When) -> str:
    if when.during:
        return "each week of fieldwork" if when.during == "each" else f"the {when.during} week of fieldwork"
    if when.before == FIRST:
        return f"week −{when.weeks}"
    if when.after == LAST:
        return f"week +{when.weeks}"
    weeks = f"{when.weeks} week{'s' if when.weeks != 1 else ''}"
    return f"{weeks} {'before' if when.before else 'after'} the {when.counted_from} week of fieldwork"


def _called(name: str, timetable: Timetable) -> str:
    fieldwork = {FIRST: "the first day of fieldwork", LAST: "the last day of fieldwork"}
    return fieldwork.get(name) or f"“{timetable.steps[name].title}”"


def _at(when: When) -> str:
    return f", {when.at}" if when.at else ""

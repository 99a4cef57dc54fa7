"""A programme's steps with the dates that an inspection's weeks give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fieldwork.programme.timetable import FIRST, LAST, WEEKDAYS, Step, Timetable, When, in_words
from fieldwork.timetable.working_days import UnknownYear, WorkingDays

Span = tuple[date, date]  # the first day and the last
_FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Dated:
    """A step from `begins` to `due`, mostly one day. Where both are None, `remark` says why."""

    name: str
    title: str
    who: str
    rule: str  # in words
    begins: date | None
    due: date | None
    at: str | None
    remark: str  # what a reader of the date must know; '' mostly
    touched: bool  # by a bank holiday, or by a year whose bank holidays are not known
    awaited: bool
    evidence: str


def dated(timetable: Timetable, weeks: Sequence[date], country: str, working: WorkingDays) -> list[Dated]:
    """The steps of an inspection in `country`, by date; `weeks`: the Mondays of its fieldwork."""
    dating = _Dating(timetable, weeks[0], weeks[-1], working)
    steps = [
        dating.date(one, title, step, monday)
        for name, step in timetable.steps.items()
        if step.only in (None, country)
        for one, title, monday in _occasions(name, step, weeks)
    ]
    return sorted(steps, key=lambda step: (step.due or date.max, step.at or ""))


def _occasions(name: str, step: Step, weeks: Sequence[date]) -> Iterator[tuple[str, str, date]]:
    """(name, title, Monday of the week of fieldwork that it is counted from), once or for each week."""
    if step.when.during == "each" and len(weeks) > 1:
        for number, monday in enumerate(weeks, 1):
            yield f"{name}_{number}", f"{step.title}, week {number}", monday
    else:
        yield name, step.title, weeks[0] if step.when.counted_from == FIRST else weeks[-1]


@dataclass
class _Dating:
    """Steps in the order of the file: one may be counted from those before it."""

    timetable: Timetable
    first: date  # the Monday of the first week of fieldwork
    last: date  # the Monday of the last
    working: WorkingDays
    spans: dict[str, Span] = field(default_factory=dict)  # of the steps that have dates so far

    def date(self, name: str, title: str, step: Step, monday: date) -> Dated:
        """The step counted from that Monday, from a step or from an end of fieldwork."""
        when, span, touched = step.when, None, []
        try:
            if when.working_days:
                span = self._counted(when)
            else:
                span = _in_week(when, monday)
                if when.or_next_working_day and (missed := self.working.holiday(span[0])):
                    touched.append(f"moved from {span[0]:%A}, {missed}")
                    span = (self.working.from_and_with(span[0]),) * 2
            if holiday := self.working.holiday(span[1]):
                touched.append(f"{'falls' if span[0] == span[1] else 'ends'} on {holiday}")
        except UnknownYear as unknown:
            touched.append(f"{'not checked' if span else 'no date'}: {unknown}")
        if span:
            self.spans[name] = span
        begins, due = span or (None, None)
        return Dated(
            name,
            title,
            step.who,
            in_words(when, self.timetable),
            begins,
            due,
            when.at,
            "; ".join(filter(None, [*touched, step.note])),
            bool(touched),
            step.awaited,
            step.evidence,
        )

    def _counted(self, when: When) -> Span:
        number = when.working_days or 0
        ends = {FIRST: (self.first, self.first), LAST: (self.last + _FRIDAY, self.last + _FRIDAY)}
        known, name = {**ends, **self.spans}, when.counted_from
        if name not in known:
            raise UnknownYear(f"“{self.timetable.steps[name].title}” has none")
        begins, due = known[name]
        if when.before:
            day = self.working.shifted(begins, -number)
        elif when.that_day_included:
            day = self.working.shifted(self.working.from_and_with(due), number - 1)
        else:
            day = self.working.shifted(due, number)
        return day, day


def _in_week(when: When, monday: date) -> Span:
    """Of a rule that counts weeks: its day, its days, or Monday to Friday."""
    away = timedelta(weeks=when.weeks or 0)
    monday = monday - away if when.before else monday + away
    begins = WEEKDAYS.index(when.day or WEEKDAYS[0])
    due = WEEKDAYS.index(when.until or when.day or WEEKDAYS[-1])
    return monday + timedelta(days=begins), monday + timedelta(days=due)

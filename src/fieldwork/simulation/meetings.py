"""The schedule of an inspection: interviews, the core meetings, and the team's own in the evening.

Source: seed 001, section 5.1 (the team meeting).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.calendar import Event
from fieldwork.simulation.course import Course
from fieldwork.simulation.occasions import CANCELLED, EARLIER, MOVED, Occasion

WEEK = timedelta(days=7)
TEAM_DAYS = ("MO", "TU", "WE", "TH")  # on Fridays the team travels home


def interviews(courses: Iterable[Course]) -> list[Event]:
    """An hour each, at the office of the case; file reads have none."""
    return [
        Event(
            f"Interview: case {course.case.case_id} ({course.assessor})",
            course.at,
            location=course.case.office,
        )
        for course in courses
        if course.case.sample.mode == "interview" and not course.substitute_for
    ]


def schedule_of(brief: Brief, occasions: Iterable[Occasion], changed: bool) -> list[Event]:
    """Everything else; `changed`: after a few were moved or cancelled, of the team's evenings too."""
    return [*_team(brief.mondays, changed), *(_event(occasion, changed) for occasion in occasions)]


def _team(mondays: Sequence[date], changed: bool) -> Iterator[Event]:
    """The team's own evenings: a series for the weeks that follow each other without a gap."""
    starts = [monday for monday in mondays if monday - WEEK not in mondays]
    ends = [monday for monday in mondays if monday + WEEK not in mondays]
    for first, last in zip(starts, ends, strict=True):
        evening = datetime.combine(first, time(17))
        changes = changed and first < last
        yield Event(
            "Team meeting",
            evening,
            minutes=45,
            location="Team room",
            days=TEAM_DAYS,
            until=last + timedelta(days=4),
            moved=[(evening + timedelta(days=8), evening + timedelta(days=8, hours=1))] if changes else (),
            cancelled=[evening + timedelta(days=9)] if changes else (),
        )


def _event(occasion: Occasion, changed: bool) -> Event:
    at = occasion.starts_at
    return Event(
        occasion.title,
        at,
        occasion.minutes,
        occasion.location,
        moved=[(at, at - EARLIER)] if changed and occasion.fate == MOVED else (),
        cancelled=[at] if changed and occasion.fate == CANCELLED else (),
    )

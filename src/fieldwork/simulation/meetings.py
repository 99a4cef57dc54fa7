"""The schedule of an inspection: interviews, the core meetings, and the team's own in the evening.

Source: seed 001, section 5.1 (the team meeting).
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.calendar import Event
from fieldwork.simulation.course import Course
from fieldwork.simulation.occasions import CANCELLED, EARLIER, MOVED, Occasion

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
    first, last = brief.mondays[0], brief.mondays[-1]
    evening = datetime.combine(first, time(17))
    team = Event(
        "Team meeting",
        evening,
        minutes=45,
        location="Team room",
        days=TEAM_DAYS,
        until=last + timedelta(days=4),
        moved=[(evening + timedelta(days=8), evening + timedelta(days=8, hours=1))] if changed else (),
        cancelled=[evening + timedelta(days=9)] if changed else (),
    )
    return [team, *(_event(occasion, changed) for occasion in occasions)]


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

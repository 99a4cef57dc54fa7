"""The schedule of an inspection: interviews, focus groups, meetings, and the team's own in the evening.

Source: seed 001, sections 5.1 to 5.3 (who is met, focus groups at two locations, the team meeting).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.calendar import Event
from fieldwork.simulation.course import Course

FOCUS_GROUPS = ("responsible officers", "middle managers", "administrative staff", "service users")
MEETINGS = (
    "Chief officer",
    "Senior leadership team",
    "Head of performance and quality",
    "Human resources and learning",
    "Partnership and commissioning leads",
    "Providers of services",
    "Sentencers",
    "Public protection lead",
    "Information and estates",
    "Feedback at the end of fieldwork",
)
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


def meetings(brief: Brief, changed: bool) -> list[Event]:
    """Everything else; `changed`: after one evening meeting was moved and one was cancelled."""
    first, last = brief.mondays[0], brief.mondays[-1]
    evening = _at(first, 17, 0)
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
    return [team, *_focus_groups(brief), *_of_the_last_week(last)]


def _focus_groups(brief: Brief) -> Iterator[Event]:
    """Each grade at two locations, in the first weeks, over midday."""
    places = _two_of(list(brief.units))
    for number, grade in enumerate(FOCUS_GROUPS):
        for week, place in zip(brief.mondays, places, strict=False):
            at = _at(week + timedelta(days=1 + number % 3), 12 if number < 3 else 16, 0)
            yield Event(f"Focus group: {grade}, {place}", at, minutes=75, location=place)


def _of_the_last_week(monday: date) -> Iterator[Event]:
    hours = [_at(monday + timedelta(days=1 + day), hour, 0) for day in range(4) for hour in (10, 12, 14)]
    for title, at in zip(MEETINGS, hours, strict=False):
        yield Event(f"Meeting: {title}", at, location="Headquarters")


def _two_of(places: Sequence[str]) -> list[str]:
    return [places[0], places[-1]]


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute))

"""Quality checks of cases that are assessed already.

Source: seed 001, section 3.9 (local assessors, on Tuesday, Wednesday and Thursday afternoons); the published
statement on quality assurance (dip samples by the quality leads).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fieldwork.simulation.brief import ASSESSING, Brief
from fieldwork.simulation.course import QUALITY_CHECKED, Course
from fieldwork.simulation.diary import FRIDAY, MONDAY, evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, delimited

SUPPORTING, LOCAL = ASSESSING[0], ASSESSING[1]
QUALITY_LEAD = "Quality lead"
DIPPED = 4  # cases that a dip sample confirms; those that it changes come on top
HEADINGS = ("Entry", "Case", "Kind of check", "Checked at", "Outcome", "Checked by")


@dataclass(frozen=True, order=True)
class Check:
    """A check of one case."""

    at: datetime
    case_id: str
    kind: str
    outcome: str
    role: str


def checks(brief: Brief, courses: Sequence[Course]) -> list[Check]:
    """Dip samples, and the last complete case of each local assessor on three afternoons a week."""
    return sorted([*_dip_samples(courses), *_of_local_assessors(brief, courses)])


def drops(brief: Brief, made: Sequence[Check]) -> Iterator[Drop]:
    """One table that grows: a version at the end of each day with a check."""
    for day in sorted({check.at.date() for check in made}):
        rows: list[list[Cell]] = [
            [f"Q{number:02d}", check.case_id, check.kind, check.at, check.outcome, check.role]
            for number, check in enumerate(made, 1)
            if check.at.date() <= day
        ]
        yield Drop(evening(day, 26), "Team/Quality checks.csv", delimited(HEADINGS, rows))


def _dip_samples(courses: Sequence[Course]) -> Iterator[Check]:
    """Of the forms that were saved again after a check: all that it changed, and a few that it did not."""
    confirmed = 0
    for course in courses:
        at = _checked_at(course.saves[-1].at.date()) if course.saves else None
        if not at or course.saves[-1].status != QUALITY_CHECKED or not _is_complete(course, at):
            continue
        if course.fault == "corrected":
            yield Check(at, course.case.case_id, "Dip sample", "Changed", QUALITY_LEAD)
        elif confirmed < DIPPED:
            confirmed += 1
            yield Check(at, course.case.case_id, "Dip sample", "Agreed", QUALITY_LEAD)


def _of_local_assessors(brief: Brief, courses: Sequence[Course]) -> Iterator[Check]:
    local = [who for who, role in brief.team.items() if role == LOCAL]
    checked = set[str]()
    for day in brief.days:
        for who in local if MONDAY < day.weekday() < FRIDAY else ():
            at = _checked_at(day)
            ready = [
                course.case.case_id
                for course in courses
                if course.assessor == who and not course.fault and _is_complete(course, at)
            ]
            if ready and ready[-1] not in checked:
                checked.add(ready[-1])
                yield Check(at, ready[-1], "Local assessor's check", "Agreed", SUPPORTING)


def _checked_at(day: date) -> datetime:
    return evening(day, -30)


def _is_complete(course: Course, at: datetime) -> bool:
    return course.completed_at is not None and course.completed_at < at

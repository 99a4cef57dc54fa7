"""Alerts: which case, what assurance was asked for, when it was seen. What happened is told elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.course import Course
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, Sheet, workbook

HEADINGS = (
    *("Alert", "Case", "Kind of alert", "Raised at", "Raised by"),
    *("Assurance asked", "Evidence seen", "Closed at"),
)
BANK = (  # kind, the assurance asked for; then week and day of raising, of the evidence, of closing
    ("Child safeguarding", "A check with children's services", (0, 1), (0, 2), (0, 3)),
    ("Harm to others", "A home visit and a management review", (0, 3), (0, 4), (1, 0)),
    ("Harm to the person", "A referral for support, and an appointment kept", (1, 2), (2, 0), (2, 1)),
)


@dataclass(frozen=True)
class Alert:
    """An alert as far as it has come."""

    id: str
    case_id: str
    kind: str
    raised_at: datetime
    role: str
    assurance: str
    evidence_seen: datetime | None = None
    closed_at: datetime | None = None


def drops(brief: Brief, courses: Sequence[Course], rng: Random) -> Iterator[Drop]:
    """One workbook, a version a step: raised, evidence seen, closed."""
    known: dict[str, Alert] = {}
    for at, alert in sorted(_steps(brief, courses, rng), key=lambda step: (step[0], step[1].id)):
        known[alert.id] = alert
        rows = [_row(alert) for alert in known.values()]
        notes = [f"{brief.title}: alerts", "OFFICIAL. Invented. No account of what happened."]
        yield Drop(
            at + timedelta(minutes=4), "Team/Alerts.xlsx", workbook(Sheet("Alerts", notes, HEADINGS, rows))
        )


def _steps(brief: Brief, courses: Sequence[Course], rng: Random) -> Iterator[tuple[datetime, Alert]]:
    """Each alert as it stands after each of its steps, with the time; none without a case that day."""
    for number, (kind, assurance, *days) in enumerate(BANK, 1):
        if max(week for week, _ in days) >= len(brief.mondays):
            continue
        raised, seen, closed = (brief.mondays[week] + timedelta(days=day) for week, day in days)
        if not (cases := _seen_on(courses, raised)):
            continue
        course = rng.choice(cases)
        at, role = course.at + timedelta(minutes=75), brief.team[course.assessor]
        alert = Alert(f"A{number}", course.case.case_id, kind, at, role, assurance)
        yield at, alert
        alert = replace(alert, evidence_seen=evening(seen, -40))
        yield evening(seen, -40), alert
        yield evening(closed, -20), replace(alert, closed_at=evening(closed, -20))


def _seen_on(courses: Sequence[Course], day: date) -> list[Course]:
    return [course for course in courses if course.at.date() == day and course.saves and not course.fault]


def _row(alert: Alert) -> list[Cell]:
    return [
        *(alert.id, alert.case_id, alert.kind, alert.raised_at, alert.role),
        *(alert.assurance, alert.evidence_seen, alert.closed_at),
    ]

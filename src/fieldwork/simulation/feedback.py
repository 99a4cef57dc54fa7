"""The day's feedback: a line of each inspector who saw cases, about a theme or about one of the cases."""

from collections.abc import Iterator, Sequence
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.course import Course
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, delimited

HEADINGS = ("Feedback", "Noted at", "Theme", "Case", "By role")
THEMES = {
    "Engagement": [
        "First appointments are prompt, and people know what to expect.",
        "Contact is frequent, but plans are seldom written together.",
    ],
    "Risk of harm": [
        "Checks with the police are made at the start; later ones are rare.",
        "Plans name the people at risk more often than last week.",
    ],
    "Recording": [
        "Records are up to date and easy to follow.",
        "Entries are long, and the reason for a decision is hard to find.",
    ],
    "Workload": [
        "Officers spoke of the number of reports due at the same time.",
        "Officers had time for the interview, and had prepared for it.",
    ],
    "Services": [
        "Referrals are made early; waiting lists follow.",
        "The women's service was praised again.",
    ],
}
OF_A_CASE = [
    "Careful assessment; the plan does not follow from it.",
    "Good work with partners. Worth showing as practice.",
    "The review came late, and after a change of officer.",
    "Hard to judge; to be talked over with the deputy lead.",
]


def drops(brief: Brief, courses: Sequence[Course], rng: Random) -> Iterator[Drop]:
    """A table each evening."""
    for day in brief.days:
        seen: dict[str, Course] = {}
        for course in courses:
            if course.at.date() == day and course.fault != "excluded":
                seen[course.assessor] = course
        rows = [_row(brief, course, rng) for _, course in sorted(seen.items())]
        if rows:
            yield Drop(evening(day, 33), f"Team/Feedback {day}.csv", delimited(HEADINGS, rows))


def _row(brief: Brief, course: Course, rng: Random) -> list[Cell]:
    """Of the last case that the inspector saw that day, or of a theme."""
    at, role = evening(course.at.date(), rng.randrange(30)), brief.team[course.assessor]
    if rng.random() < 0.5:
        return [rng.choice(OF_A_CASE), at, None, course.case.case_id, role]
    theme = rng.choice(list(THEMES))
    return [rng.choice(THEMES[theme]), at, theme, None, role]

"""What responsible officers answer in the interviews about their own work."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.course import Course
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, delimited

HEADINGS = ("Case", "Interview question", "Answer", "Recorded at")
AIMS = (0.5, 0.75, 0.85)  # shares of "yes"; the first is below the caution of every programme so far


def drops(brief: Brief, courses: Sequence[Course], rng: Random) -> Iterator[Drop]:
    """A table each evening, with the cases that were discussed that day."""
    asked = [question.title for question in brief.interview_questions.values()]
    aims = {title: AIMS[number % len(AIMS)] for number, title in enumerate(rng.sample(asked, len(asked)))}
    interviewed = [course for course in courses if was_interviewed(course)]
    for day in brief.days:
        rows: list[list[Cell]] = [
            [
                course.case.case_id,
                title,
                "Yes" if rng.random() < aims[title] else "No",
                course.at + timedelta(hours=1),
            ]
            for course in interviewed
            if course.at.date() == day
            for title in asked
        ]
        if rows:
            yield Drop(evening(day, 20), f"Team/Interview answers {day}.csv", delimited(HEADINGS, rows))


def was_interviewed(course: Course) -> bool:
    """Whether the responsible officer was spoken to: not about an excluded case or its substitute."""
    return course.case.sample.mode == "interview" and course.fault not in ("excluded", "substitute")

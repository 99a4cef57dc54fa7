"""The tables that people drop: case lists, answers of one who could not use the form, the proposals."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from random import Random

from fieldwork.simulation.brief import LEADING, Brief, Sample
from fieldwork.simulation.caseload import Case
from fieldwork.simulation.course import COMPLETE, Course
from fieldwork.simulation.office import Cell, Sheet, delimited, workbook
from fieldwork.simulation.practice import Answers

MODES = {"interview": "Interview", "file_read": "File read"}
SAID = {"yes": "Y", "no": "N", "not_applicable": "N/A", None: ""}
WHY_EXCLUDED = "Sentence began before the sample period"


def case_list(
    brief: Brief,
    samples: Sequence[Sample],
    cases: Sequence[Case],
    courses: Iterable[Course],
    version: str,
    tier1_heading: str = "Tier 1 unit",
    replaced: bool = False,
) -> bytes:
    """A workbook with a sheet a sample. `replaced`: the excluded case and its substitute are known."""
    known = {course.case.case_id: course for course in courses if replaced or course.fault != "substitute"}
    sheets = []
    for sample in samples:
        notes = [
            f"{brief.title}: {sample.title}, {version}",
            f"OFFICIAL. Invented. {sample.size} cases, then potential substitutes; please keep the headings.",
        ]
        headings = [
            *(
                "Case ID",
                "Sample",
                tier1_heading,
                "Tier 2 unit",
                "Office",
                *(fact.title for fact in sample.recorded),
            ),
            *(
                "Status",
                "Mode",
                "Allocated to",
                "Interview at",
                "Exclusion reason",
                "Substitute for",
                "Agreed by",
                "Agreed on",
            ),
        ]
        its = [case for case in cases if case.sample == sample]
        rows = [_row(brief, case, known, replaced) for case in sorted(its, key=lambda case: case.substitute)]
        sheets.append(Sheet(sample.title, notes, headings, rows))
    return workbook(*sheets)


def _row(brief: Brief, case: Case, known: Mapping[str, Course], replaced: bool) -> list[Cell]:
    course = known.get(case.case_id)
    excluded = replaced and course is not None and course.fault == "excluded"
    brought_in = course is not None and bool(course.substitute_for)
    out = course if excluded else known[course.substitute_for] if course and brought_in else None
    reads = brought_in or case.sample.mode == "file_read"
    return [
        case.case_id,
        case.sample.title,
        brief.spelling(case.tier1, case.case_id),
        brief.spelling(case.tier2, case.case_id) if case.tier2 else None,
        case.office,
        *(fact.values[case.recorded[fact.name]] for fact in case.sample.recorded),
        "Excluded" if excluded else "Substitute" if case.substitute and not brought_in else "Selected",
        MODES["file_read" if reads else case.sample.mode],
        course.assessor if course else None,
        course.at if course and not reads else None,
        WHY_EXCLUDED if excluded else None,
        course.substitute_for if course else None,
        LEADING[1] if out else None,
        out.at if out else None,
    ]


def answers_table(brief: Brief, courses: Sequence[Course], answers: Mapping[str, Answers]) -> bytes:
    """Answers wide, a column a question, as a CSV that Excel saved, with a BOM."""
    sample = courses[0].case.sample
    facts = sample.judged
    asked = [question for question in brief.questions if question.sample == sample.name]
    numbers = [number for question in asked for number in (question.number, *question.prompts)]
    headings = ["Case ID", "Status", "Assessor", "Recorded at", *(fact.title for fact in facts), *numbers]
    rows: list[list[Cell]] = []
    for course in courses:
        said = answers[course.case.case_id]
        judged = [fact.values[course.case.judged[fact.name]] for fact in facts]
        row: list[Cell] = [course.case.case_id, COMPLETE, course.assessor, course.saves[-1].at, *judged]
        rows.append([*row, *(SAID[said.get(number)] for number in numbers)])
    return delimited(headings, rows)


def proposals(brief: Brief, at: datetime, lead: str, rng: Random) -> bytes:
    """A rating of all that somebody rates, each neither lowest nor highest."""
    ratings = [band.rating for band in brief.bands[1:-1]]
    rows: list[list[Cell]] = [
        [number, title, ratings[place % len(ratings)] if place else rng.choice(ratings), lead, at]
        for place, (number, title) in enumerate(brief.given.items())
    ]
    notes = [f"{brief.title}: proposed ratings for the panel", "OFFICIAL. Invented."]
    return workbook(
        Sheet("Proposals", notes, ["Standard", "Title", "Proposed rating", "Role", "Recorded at"], rows)
    )

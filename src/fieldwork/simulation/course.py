"""The cases in the field: who inspects each, when its form is saved, and what goes wrong with a few."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.caseload import Case
from fieldwork.simulation.diary import FRIDAY, HOURS, Slot, fill, working_day_after

# Shares of the forms: saved in the evening, saved as a draft first, checked later.
EVENING, DRAFTED, CHECKED = 0.2, 0.15, 0.1
CASES_A_LEAD = 4  # seed 001, section 5.1: four or five
DRAFT, COMPLETE, QUALITY_CHECKED = "In progress", "Complete", "Quality checked"
FAULTS = (  # each is planted in one interviewed case of the first week
    *("excluded", "never", "unfinished", "late", "late", "misspelt"),
    *("duplicated", "disagreeing", "corrected", "corrected"),
)


@dataclass(frozen=True, order=True)
class Save:
    """A form as it was saved at `at`."""

    at: datetime
    status: str


@dataclass(frozen=True)
class Course:
    """A case in the field. `fault` is what was planted in it, '' for none."""

    case: Case
    at: datetime
    assessor: str
    saves: Sequence[Save] = ()
    fault: str = ""
    substitute_for: str = ""

    @property
    def completed_at(self) -> datetime | None:
        """When its form was first saved as complete; None where it never was."""
        return next((save.at for save in self.saves if save.status != DRAFT), None)


def courses(brief: Brief, cases: Sequence[Case], rng: Random) -> list[Course]:
    """Every case that is on the schedule, and the substitute of the excluded one, in order of time."""
    if not cases:
        return []
    assigned = sorted(_assigned(brief, cases, rng), key=lambda course: (course.at, course.case.case_id))
    planted = list(_plant(assigned, brief, rng))
    excluded = next(course for course in planted if course.fault == "excluded")
    planted.append(_substitute(excluded, cases))
    return [replace(course, saves=_saves(course, brief.mondays[-1], rng)) for course in planted]


def _assigned(brief: Brief, cases: Sequence[Case], rng: Random) -> Iterator[Course]:
    """Interviews and file reads, each with as many assessors as they take; the leads interview a few."""
    by_mode = defaultdict(list)
    for case in cases:
        if not case.substitute:
            by_mode[case.sample.mode].append(case)
    days = {mode: len(its) / len(HOURS[mode]) for mode, its in by_mode.items()}
    first = 0
    for mode, its in by_mode.items():
        share = max(1, round(len(brief.assessors) * days[mode] / sum(days.values())))
        who = brief.assessors[first:][:share] or brief.assessors[-1:]
        first += share
        slots = fill(len(its), mode, who, brief.mondays, rng)
        if mode == "interview":
            slots = list(_with_leads(slots, brief.leads))
        for case, slot in zip(rng.sample(its, len(its)), slots, strict=True):
            yield Course(case, slot.at, slot.assessor)


def _with_leads(slots: Sequence[Slot], leads: Sequence[str]) -> Iterator[Slot]:
    """Every so often a lead takes the case, so that each has about CASES_A_LEAD of them."""
    every = len(slots) // (CASES_A_LEAD * len(leads)) if leads else len(slots)
    for number, slot in enumerate(slots, 1):
        yield slot if number % every else Slot(slot.at, leads[number // every % len(leads)])


def _plant(assigned: Sequence[Course], brief: Brief, rng: Random) -> Iterator[Course]:
    early = [
        course
        for course in assigned
        if course.at.date() < brief.second_week and course.case.sample.mode == "interview"
    ]
    absent = next(
        course.assessor for course in reversed(early) if course.assessor in brief.assessors
    )  # the one who could not use the form: what they saw from Wednesday on is a table
    faulty = [course for course in early if course.assessor != absent]
    faults = dict(
        zip((course.case.case_id for course in rng.sample(faulty, len(FAULTS))), FAULTS, strict=True)
    )
    wednesday = brief.mondays[0] + timedelta(days=2)
    tabled = {c.case.case_id for c in early if c.assessor == absent and c.at.date() >= wednesday}
    for course in assigned:
        name = course.case.case_id
        yield replace(course, fault="tabled" if name in tabled else faults.get(name, ""))


def _substitute(excluded: Course, cases: Sequence[Case]) -> Course:
    """A potential substitute, of the same unit where there is one, read two working days later."""
    case, day = excluded.case, working_day_after(working_day_after(excluded.at.date()))
    spare = [other for other in cases if other.substitute and other.sample == case.sample]
    chosen = min(spare, key=lambda other: (other.tier1 != case.tier1, other.case_id))
    at = datetime.combine(day, excluded.at.time())
    return Course(chosen, at, excluded.assessor, fault="substitute", substitute_for=case.case_id)


def _saves(course: Course, last_monday: date, rng: Random) -> list[Save]:
    """Mostly within two hours, some in the evening; some first as a draft, some checked later."""
    if course.fault in ("excluded", "never"):
        return []
    done = course.at + timedelta(minutes=60 + rng.randrange(20, 100), seconds=rng.randrange(60))
    if rng.random() < EVENING:
        done = _on(course.at.date(), 18, rng)
    if course.fault == "late":
        done = _on(course.at.date() + timedelta(days=7), 14, rng)
    if course.fault == "misspelt":
        return [Save(done, COMPLETE), Save(_next(done, 9, last_monday, rng), COMPLETE)]
    if course.fault == "unfinished":
        return [Save(done, DRAFT)]
    saves = [Save(done, COMPLETE)]
    if not course.fault and rng.random() < DRAFTED:
        saves = [Save(done, DRAFT), Save(_next(done, 8, last_monday, rng), COMPLETE)]
    if course.fault == "corrected" or (not course.fault and rng.random() < CHECKED):
        saves.append(Save(_next(saves[-1].at, 16, last_monday, rng), QUALITY_CHECKED))
    return saves


def _next(moment: datetime, hour: int, last_monday: date, rng: Random) -> datetime:
    """In that hour of the next working day; that evening where fieldwork ends first."""
    day = working_day_after(moment.date())
    ends = last_monday + timedelta(days=FRIDAY)
    return _on(day, hour, rng) if day <= ends else max(moment + timedelta(minutes=5), _on(ends, 18, rng))


def _on(day: date, hour: int, rng: Random) -> datetime:
    return datetime.combine(day, time(hour)) + timedelta(seconds=rng.randrange(2 * 3600))

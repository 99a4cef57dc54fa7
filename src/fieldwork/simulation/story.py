"""The whole of an invented inspection, from the first case list to the proposals, as files."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from fieldwork.simulation import (
    acting,
    advance,
    alerting,
    checking,
    feedback,
    heard,
    held,
    interviewing,
    judging,
    lists,
    meetings,
    occasions,
    office,
)
from fieldwork.simulation.brief import Brief, Sample
from fieldwork.simulation.calendar import Event, schedule
from fieldwork.simulation.caseload import Case, invent
from fieldwork.simulation.course import Course, courses
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.evidence import forms
from fieldwork.simulation.practice import Answers, answer

MISLABELLED = "Tier1 Unt"
SCHEDULED = timedelta(
    days=-13
)  # schedules and lists are issued at the start of week -2: seed 001, section 5.4
CORRECTED = timedelta(days=-3)


class Story:
    """Everything that happens, told from `seed` and the brief; the same for the same two."""

    def __init__(self, brief: Brief, seed: int) -> None:
        self.brief, self.seed = brief, seed
        self.cases: Sequence[Case] = invent(brief, self._chance("cases"))
        self.courses: Sequence[Course] = courses(brief, self.cases, self._chance("courses"))
        completed = [course.case for course in self.courses if course.completed_at]
        begun = [course.case for course in self.courses if course.saves and not course.completed_at]
        self.answers: dict[str, Answers] = {
            **answer(brief, completed, self._chance("answers")),
            **answer(brief, begun, self._chance("drafts")),
        }
        self.planted = occasions.plant(brief, self._chance("fates"))
        self.occasions = occasions.occasions(brief, self.planted)
        self.held = held.held(brief, self.occasions, self._chance("held"))
        self.points = heard.points(brief, self.held, self._chance("points"))
        self.checks = checking.checks(brief, self.courses)

    def drops(self) -> list[Drop]:
        """Every file, in order of time."""
        told = [*self._case_lists(), *self._schedules(), *self._forms(), *self._tabled(), *self._office()]
        return sorted([*told, *self._log()])

    def _case_lists(self) -> Iterator[Drop]:
        """One workbook a kind of sample; that of the interviews is corrected, with a slip, and again."""
        modes: dict[str, list[Sample]] = {}
        if not self.brief.samples:
            return
        for sample in self.brief.samples:
            modes.setdefault(sample.mode, []).append(sample)
        for number, samples in enumerate(modes.values()):
            data = lists.case_list(self.brief, samples, self.cases, self.courses, "v1")
            yield Drop(self._at(SCHEDULED, 10, 20 + number), _list_name(samples, "v1"), data)
        interviewed = next(iter(modes.values()))
        data = lists.case_list(
            self.brief, interviewed, self.cases, self.courses, "v2", tier1_heading=MISLABELLED
        )
        yield Drop(self._at(CORRECTED, 15, 5), _list_name(interviewed, "v2"), data)
        data = lists.case_list(self.brief, interviewed, self.cases, self.courses, "v3", replaced=True)
        excluded = next(course for course in self.courses if course.fault == "excluded")
        yield Drop(excluded.at + timedelta(hours=3, minutes=12), _list_name(interviewed, "v3"), data)

    def _schedules(self) -> Iterator[Drop]:
        at = self._at(SCHEDULED, 16, 40)
        yield Drop(at, "Schedule/Interviews.ics", schedule(meetings.interviews(self.courses), at))
        yield Drop(at, "Schedule/Meetings.ics", schedule(self._planned(changed=False), at))
        again = self._at(timedelta(days=4), 11, 30)
        yield Drop(again, "Schedule/Meetings.ics", schedule(self._planned(changed=True), again))

    def _planned(self, changed: bool) -> list[Event]:
        return meetings.schedule_of(self.brief, self.occasions, changed)

    def _forms(self) -> Iterator[Drop]:
        for course in self.courses:
            if course.saves and course.fault != "tabled":
                name = course.case.case_id
                yield from forms(self.brief, course, self.answers[name], self._chance("form", name))

    def _tabled(self) -> Iterator[Drop]:
        tabled = [course for course in self.courses if course.fault == "tabled"]
        if tabled:
            at = max(course.saves[-1].at for course in tabled) + timedelta(minutes=9)
            data = lists.answers_table(self.brief, tabled, self.answers)
            yield Drop(at, f"Case forms/{tabled[0].assessor} answers week 1.csv", data)

    def _office(self) -> Iterator[Drop]:
        """What lies about in every shared folder, and the ratings that somebody gives, at the end."""
        first = next(iter(self.brief.team))
        if self.brief.samples:
            lock = _list_name(self.brief.samples[:1], "v2").replace("/", "/~$")
            yield Drop(self._at(timedelta(days=1), 9, 5), lock, office.lock(first))
        text = "Invented. Parking is behind the building; ask for a pass at reception."
        yield Drop(
            self._at(timedelta(days=2), 8, 50), "Case forms/Notes for the team.docx", office.note(text)
        )
        at = datetime.combine(self.brief.mondays[-1] + timedelta(days=3), time(16, 15))
        if self.brief.given:
            data = lists.proposals(self.brief, at, self.brief.team[first], self._chance("proposals"))
            yield Drop(at + timedelta(minutes=4), "Proposals/Proposed ratings.xlsx", data)

    def _log(self) -> Iterator[Drop]:
        """What the team writes down in the field: meetings, points, answers, judgements and what follows."""
        brief = self.brief
        yield from advance.drops(brief, self._chance("evidence in advance"))
        yield from held.drops(brief, self.held)
        yield from heard.drops(brief, self.points)
        yield from judging.drops(brief, self.points)
        yield from interviewing.drops(brief, self.courses, self._chance("interviews"))
        yield from alerting.drops(brief, self.courses, self._chance("alerts"))
        yield from checking.drops(brief, self.checks)
        yield from acting.drops(brief)
        yield from feedback.drops(brief, self.courses, self._chance("feedback"))

    def _at(self, after: timedelta, hour: int, minute: int) -> datetime:
        first: date = self.brief.mondays[0]
        return datetime.combine(first + after, time(hour, minute))

    def _chance(self, *purpose: str) -> Random:
        """Each part has chances of its own, so that a change in one leaves the others as they are."""
        return Random("/".join([str(self.seed), *purpose]))  # noqa: S311  (a story, not a secret)


def _list_name(samples: Sequence[Sample], version: str) -> str:
    return f"Case lists/{' and '.join(sample.title for sample in samples)} {version}.xlsx"

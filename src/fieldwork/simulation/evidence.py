"""The case forms of each case, as they were saved, with what goes wrong with a few of them."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.course import DRAFT, Course, Save
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.infopath import Item, form, moment
from fieldwork.simulation.practice import Answers
from fieldwork.simulation.remarks import remark

RESPONSES = {"yes": "1", "no": "2", "not_applicable": "3", None: None}  # behind the form's option buttons
OTHER = {"yes": "no", "no": "yes"}
REMARKED = 0.7  # of the key questions have notes


def forms(brief: Brief, course: Course, answers: Answers, rng: Random) -> Iterator[Drop]:
    """Every file that the form of one case was saved as."""
    paper = _Paper(brief, course, rng)
    for save in course.saves:
        last = save == course.saves[-1]
        second_thoughts = course.fault == "corrected" and not last
        data = paper.filled(save, paper.turned(answers, 2) if second_thoughts else answers)
        if course.fault == "misspelt" and not last:
            data = paper.misspelt(data)
        arrives = save.at + timedelta(seconds=rng.randrange(20, 240))
        yield Drop(arrives, paper.name(), data)
        if course.fault == "disagreeing":
            data = paper.filled(save, paper.turned(answers, 1))
        if course.fault in ("disagreeing", "duplicated"):
            copy = f" ({course.assessor}'s conflicted copy {arrives:%Y-%m-%d})"
            yield Drop(arrives + timedelta(minutes=7), paper.name(copy), data)


class _Paper:
    """The form of one case: the same questions, judgements and notes whenever it is saved."""

    def __init__(self, brief: Brief, course: Course, rng: Random) -> None:
        self.case, self.course = course.case, course
        self.design = course.case.sample.design
        self.questions = [
            question for question in brief.questions if question.sample == self.case.sample.name
        ]
        self.judgements = {
            fact.element: fact.values[self.case.judged[fact.name]] for fact in self.case.sample.judged
        }
        remarked = [question.number for question in self.questions if rng.random() < REMARKED]
        self.notes = {(number, said): tuple(remark(said, rng)) for number in remarked for said in OTHER}

    def name(self, copy: str = "") -> str:
        return f"Case forms/{self.case.sample.title}/{self.case.case_id}{copy}.xml"

    def filled(self, save: Save, answers: Answers) -> bytes:
        """A draft is half filled in."""
        draft = save.status == DRAFT
        half = len(self.questions) // 2
        reached = {question.number for question in (self.questions[:half] if draft else self.questions)}
        completed = None if draft else self.course.completed_at
        header = {
            "caseRef": self.case.case_id,
            "formVersion": self.design.version,
            "assessor": self.course.assessor,
            "status": save.status,
            "savedAt": moment(save.at),
            "completedAt": moment(completed) if completed else None,
        }
        items = []
        for question in self.questions:
            for number in (question.number, *question.prompts):
                said = answers.get(number) if question.number in reached else None
                notes = self.notes.get((number, said or ""), ())
                items.append(Item(question.number, number, RESPONSES[said], notes))
        return form(self.design, header, self.judgements, items)

    def turned(self, answers: Answers, many: int) -> Answers:
        """The same answers, but for the first key questions, which say the opposite."""
        turned = [question.number for question in self.questions if question.number in answers][:many]
        return {**answers, **{number: OTHER[str(answers[number])] for number in turned}}

    def misspelt(self, data: bytes) -> bytes:
        """The first judgement, if any, with two letters exchanged, as somebody types it: Meduim."""
        if not self.judgements:
            return data
        name, title = next(iter(self.judgements.items()))
        wrong = title[:-3] + title[-2] + title[-3] + title[-1:]
        return data.replace(f"<my:{name}>{title}<".encode(), f"<my:{name}>{wrong}<".encode())

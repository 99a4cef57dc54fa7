"""Every rule of a programme in one list, for the snapshot's table `rules` and for checking the sources."""

from collections.abc import Iterator
from typing import NamedTuple

from fieldwork.parameters import Location
from fieldwork.programme.model import Cases, Content, KeyQuestion, Standard
from fieldwork.programme.rule import Rule
from fieldwork.programme.sampling import Drawing
from fieldwork.programme.scale import Band
from fieldwork.programme.timetable import Timetable, in_words

_JUDGED = {
    "computed": "computed from cases",
    "proposed": "proposed by the lead inspector",
    "graded": "given a grade",
    "scored": "given a score",
    "reported": "percentages of cases, not rated",
}


class Stated(NamedTuple):
    """A rule, its name in the table `rules`, what it says in words, and where it stands in the file."""

    name: str
    says: str
    rule: Rule
    location: Location


def rules(programme: Content) -> Iterator[Stated]:
    """Every rule once, in the order of the file."""
    yield from _method(programme)
    for name, fact in programme.facts.items():
        values = ", ".join(value.title for value in fact.values.values())
        yield Stated(f"facts.{name}", f"{fact.title}: {values}", fact, ("facts", name))
    for name, population in programme.populations.items():
        yield Stated(f"populations.{name}", population.title, population, ("populations", name))
    for name, sample in programme.samples.items():
        yield Stated(f"samples.{name}", f"{sample.title}: {sample.mode}", sample, ("samples", name))
        if sample.strata:
            location = ("samples", name, "strata")
            yield Stated(f"samples.{name}.strata", sample.strata.says, sample.strata, location)
        if sample.drawing:
            yield from _of_drawing(name, sample.drawing)
    yield from _of_meetings(programme)
    if programme.timetable:
        yield from _of_timetable(programme.timetable)
    for number, standard in programme.standards.items():
        yield from _of_standard(programme, number, standard)


def _of_drawing(sample: str, drawing: Drawing) -> Iterator[Stated]:
    here = ("samples", sample, "drawing")
    for part in ("spread", "most_per_officer", "buffer", "substitutes"):
        if said := getattr(drawing, part):
            yield Stated(f"samples.{sample}.{part}", said.says, said, (*here, part))
    for name, criterion in drawing.exclusions.items():
        says = f"Not in the sample: {criterion.title}"
        yield Stated(f"samples.{sample}.exclusions.{name}", says, criterion, (*here, "exclusions", name))


def _of_meetings(programme: Content) -> Iterator[Stated]:
    for name, meeting in programme.core_meetings.items():
        here = ("core_meetings", name)
        says = f"{meeting.title}: at {meeting.locations} location{'s' if meeting.locations > 1 else ''}"
        yield Stated(f"core_meetings.{name}", says, meeting, here)
        says = f"{meeting.title}: evidence for {', '.join(meeting.serves.questions)}"
        yield Stated(f"core_meetings.{name}.serves", says, meeting.serves, (*here, "serves"))
    if programme.group_optimum:
        yield Stated(
            "group_optimum", programme.group_optimum.says, programme.group_optimum, ("group_optimum",)
        )
    for name, asked in programme.interview_questions.items():
        says = (
            f"{asked.title}: fewer than {asked.caution_below}% of responsible officers answering yes "
            f"may support a negative judgement of prompt {asked.prompt}"
        )
        yield Stated(f"interview_questions.{name}", says, asked, ("interview_questions", name))
    for name, item in programme.evidence_wanted.items():
        says = f"{item.title}: suggested evidence in advance for standard {item.standard}"
        yield Stated(f"evidence_wanted.{name}", says, item, ("evidence_wanted", name))


def _of_timetable(timetable: Timetable) -> Iterator[Stated]:
    day, fieldwork = timetable.working_day, timetable.fieldwork
    yield Stated("timetable.working_day", f"A working day: {day.says}", day, ("timetable", "working_day"))
    weeks = ", ".join(str(week + 1) for week in fieldwork.weeks)
    says = f"Fieldwork is in week {weeks}, counted from its first"
    yield Stated("timetable.fieldwork", says, fieldwork, ("timetable", "fieldwork"))
    for name, step in timetable.steps.items():
        only = f"; {step.only} only" if step.only else ""
        says = f"{step.title} ({step.who}{only}): {in_words(step.when, timetable)}"
        yield Stated(f"timetable.{name}", says, step, ("timetable", "steps", name))


def _method(programme: Content) -> Iterator[Stated]:
    for name in ("confidence", "margin", "overall", "small_numbers", "sizing"):
        if said := getattr(programme, name):
            yield Stated(name, said.says, said, (name,))
    for name in ("rounding", "near_boundary"):
        if said := getattr(programme.banding, name):
            yield Stated(f"banding.{name}", said.says, said, ("banding", name))
    for name, band in programme.banding.bands.items():
        yield Stated(f"bands.{name}", _band(band), band, ("banding", "bands", name))
    if programme.phrases:
        said = ", ".join(f"{words} from {lower}%" for words, lower in programme.phrases.words.items())
        yield Stated("phrases", f"Percentages in words: {said}", programme.phrases, ("phrases",))
    for name, limit in programme.limits.items():
        yield Stated(f"limits.{name}", limit.says, limit, ("limits", name))
    for name, member in programme.panel_members.items():
        says = f"On the panel: {member.title} ({member.attends})"
        yield Stated(f"panel_members.{name}", says, member, ("panel_members", name))
    for name, said in programme.method.items():
        yield Stated(f"method.{name}", said.says, said, ("method", name))


def _band(band: Band) -> str:
    percentages = "" if band.lower is None else f"{band.words}, from {band.lower}%: "
    return f"{percentages}{band.rating}" + ("" if band.score is None else f", score {band.score}")


def _of_standard(programme: Content, number: str, standard: Standard) -> Iterator[Stated]:
    here = ("standards", number)
    counts = "counts" if standard.rated.counts else "does not count"
    says = f"{standard.title}: {_JUDGED[standard.rated.judged]}; {counts} towards the overall rating"
    yield Stated(f"standards.{number}", says, standard.rated, (*here, "rated"))
    says = f"Wording of standard {number}, its key questions and prompts"
    yield Stated(f"standards.{number}.wording", says, standard.wording, (*here, "wording"))
    for asked, question in standard.key_questions.items():
        yield from _of_question(programme, asked, question, standard, (*here, "key_questions", asked))


def _of_question(
    programme: Content, number: str, question: KeyQuestion, standard: Standard, here: Location
) -> Iterator[Stated]:
    cases = standard.cases_of(question)
    if cases:
        where = here if question.cases else here[:2]
        yield Stated(f"key_questions.{number}", _answered_on(programme, cases), cases, (*where, "cases"))
    if question.applies:
        said = question.applies
        yield Stated(f"key_questions.{number}.applies", said.says, said, (*here, "applies"))
    if question.decisive:
        letters = " or ".join(question.decisive.prompts)
        says = f'"No" to prompt {letters} makes the key question "no"'
        yield Stated(f"key_questions.{number}.decisive", says, question.decisive, (*here, "decisive"))


def _answered_on(programme: Content, cases: Cases) -> str:
    sample, population = programme.samples.get(cases.sample), programme.populations.get(cases.population)
    return f"Answered on: {sample.title if sample else '?'}; {population.title if population else '?'}"

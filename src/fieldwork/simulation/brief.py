"""What the simulation needs to know of a programme and an inspection, read from their data alone."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from fieldwork.errors import FormError
from fieldwork.inspection import Inspection
from fieldwork.programme import Programme
from fieldwork.records.forms import Always, Form, load_forms
from fieldwork.simulation.infopath import Design

# Who inspect cases, the busiest first.
ASSESSING = ("Assistant inspector", "Local assessor", "Third inspector")
LEADING = ("Lead inspector", "Deputy lead inspector")  # and those that inspect a few


@dataclass(frozen=True)
class Fact:
    """A fact about the cases of a sample.

    `values` maps each value to its title. `element` is the judgement's name on the form, or '' for a fact
    that the organisation records. `needed`: the values that a key question asks for. `mirrors`: the recorded
    fact that a judged one looks at anew, or ''.
    """

    name: str
    title: str
    values: Mapping[str, str]
    element: str
    needed: Set[str]
    mirrors: str


@dataclass(frozen=True)
class Sample:
    """A sample of cases, how many of them are to be inspected, and the form on which they are."""

    name: str
    title: str
    mode: str
    size: int
    facts: Sequence[Fact]
    design: Design

    @property
    def recorded(self) -> list[Fact]:
        """What the organisation says of each case."""
        return [fact for fact in self.facts if not fact.element]

    @property
    def judged(self) -> list[Fact]:
        """What the inspector says of each case."""
        return [fact for fact in self.facts if fact.element]


@dataclass(frozen=True)
class Question:
    """A key question that cases answer: those of `sample` whose facts have the values that it `needs`."""

    number: str
    standard: str
    sample: str
    needs: Mapping[str, Sequence[str]]
    prompts: Sequence[str]

    def asks(self, sample: str, facts: Mapping[str, str]) -> bool:
        """Whether it applies to a case of `sample` with these facts."""
        return sample == self.sample and all(facts.get(fact) in values for fact, values in self.needs.items())


@dataclass(frozen=True)
class Prompted:
    """A key question that no case answers. `prompts`: number -> text; a "no" to a decisive one decides it."""

    title: str
    prompts: Mapping[str, str]
    decisive: Set[str]


class Brief:
    """The programme and the inspection as the simulation sees them. FormError where a sample has no form."""

    def __init__(self, programme: Programme, inspection: Inspection) -> None:
        self.title, self.team, self.mondays = inspection.title, inspection.team, inspection.weeks
        self.units = {tier1: list(unit.tier2) for tier1, unit in inspection.units.items()}
        self.assessors = [who for one in ASSESSING for who, role in self.team.items() if role == one]
        self.leads = [who for who, role in self.team.items() if role in LEADING]
        self.bands = list(programme.banding.bands.values())  # lowest first
        self.given = dict(programme.judged_by_people())  # what somebody rates: number -> title
        self.prompted = dict(_prompted(programme))
        self.core_meetings, self.group_optimum = programme.core_meetings, programme.group_optimum
        self.source_kinds = programme.source_kinds
        self.interview_questions = programme.interview_questions
        self.evidence_wanted = programme.evidence_wanted
        self.questions = list(_questions(programme))
        self.samples = list(_samples(programme, inspection, self.questions))
        self._spellings: dict[str, list[str]] = {}
        for spellings in inspection.spellings():
            for spelling, name in spellings.items():
                self._spellings.setdefault(name, []).append(spelling)

    @property
    def second_week(self) -> date:
        """Its Monday; the only one's where there is but one."""
        return self.mondays[:2][-1]

    @property
    def days(self) -> list[date]:
        """Of fieldwork, Monday to Friday of each week."""
        return [monday + timedelta(days=day) for monday in self.mondays for day in range(5)]

    @property
    def weak_unit(self) -> str:
        """The tier 1 unit whose work is visibly weaker."""
        return list(self.units)[-1]

    def spelling(self, unit: str, case_id: str) -> str:
        """A name of the unit as somebody writes it: mostly the one that everybody uses."""
        spellings = self._spellings[unit]
        return spellings[max(0, int(case_id) % (len(spellings) + 3) - 3)]


def _questions(programme: Programme) -> Iterator[Question]:
    for standard, rated in programme.standards.items():
        for number, question in rated.key_questions.items():
            if cases := rated.cases_of(question):
                needs = programme.populations[cases.population].where
                prompts = [f"{number}{letter}" for letter in question.prompts]
                yield Question(number, standard, cases.sample, needs, prompts)


def _prompted(programme: Programme) -> Iterator[tuple[str, Prompted]]:
    for standard, number, question in programme.key_questions():
        if not programme.standards[standard].cases_of(question):
            decisive = question.decisive.prompts if question.decisive else []
            prompts = {f"{number}{letter}": text for letter, text in question.prompts.items()}
            yield number, Prompted(question.title, prompts, {f"{number}{letter}" for letter in decisive})


def _samples(programme: Programme, inspection: Inspection, questions: Sequence[Question]) -> Iterator[Sample]:
    sizes = programme.sizes_of(inspection.organisation, inspection.sizes)
    forms = {form.sample: form for form in load_forms(inspection.forms).forms}
    for name, sample in programme.samples.items():
        if not (form := forms.get(name)) or not (recognise := form.recognise):
            raise FormError(
                inspection.name, f"no form is for the sample {name}.", remedy="Name one in `forms`."
            )
        version = recognise.versions[-1].replace("*", "0.0.12")
        design = Design(recognise.root, recognise.namespace or "", version)
        own = [question for question in questions if question.sample == name]
        facts = list(_facts(programme, name, own, form))
        size = sizes[name].revised or sizes[name].planned or 0
        yield Sample(name, sample.title, sample.mode, size, facts, design)


def _facts(programme: Programme, sample: str, questions: Sequence[Question], form: Form) -> Iterator[Fact]:
    """Those by which the first sample and this one were drawn, then those that its questions need."""
    drawn = [*_drawn_by(programme, next(iter(programme.samples))), *_drawn_by(programme, sample)]
    elements = dict(_judgements(form))
    for name in dict.fromkeys([*drawn, *(fact for question in questions for fact in question.needs)]):
        fact = programme.facts[name]
        needed = {value for question in questions for value in question.needs.get(name, ())}
        titles = {value: said.title for value, said in fact.values.items()}
        alike = [other for other in drawn if programme.facts[other].values.keys() == titles.keys()]
        mirrors = alike[0] if name in elements and alike else ""
        yield Fact(name, fact.title, titles, elements.get(name, ""), needed, mirrors)


def _drawn_by(programme: Programme, sample: str) -> list[str]:
    strata = programme.samples[sample].strata
    populations = [programme.populations[name] for name in strata.populations] if strata else []
    return [fact for population in populations for fact in population.where]


def _judgements(form: Form) -> Iterator[tuple[str, str]]:
    """Each fact that the form asks the inspector for, and the name of its element."""
    for mapped in form.records:
        fact, value = mapped.fields.get("fact"), mapped.fields.get("value")
        if isinstance(fact, Always) and isinstance(value, str):
            yield fact.always, value.rpartition("/")[2]

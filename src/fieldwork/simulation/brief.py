"""What the simulation needs to know of a programme and an inspection, read from their data alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldwork.inspection import Inspection
from fieldwork.parameters import SampleSize
from fieldwork.programme import Programme
from fieldwork.simulation.infopath import Design

ASSESSING = (
    "Assistant inspector",
    "Local assessor",
    "Third inspector",
)  # seed 001, section 3: who inspects cases
LEADING = ("Lead inspector", "Deputy lead inspector")


@dataclass(frozen=True)
class Sample:
    """A sample of cases, and how many of them are to be inspected."""

    name: str
    title: str
    mode: str
    size: int


@dataclass(frozen=True)
class Fact:
    """A fact about a case: recorded by the organisation or judged by the inspector.

    `values` maps each value to its title; `mirrors` is the recorded fact that a judged one looks at, or ''.
    """

    name: str
    title: str
    values: Mapping[str, str]
    recorded: bool
    mirrors: str


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


class Brief:
    """The programme and the inspection as the simulation sees them."""

    def __init__(self, programme: Programme, inspection: Inspection) -> None:
        self._programme = programme
        known = programme.sizing.organisations.get(inspection.organisation)
        self.samples: list[Sample] = []
        for name, sample in programme.samples.items():
            size = inspection.sizes.get(name, SampleSize()).over(known.sizes[name] if known else SampleSize())
            planned = size.revised or size.planned or 0
            self.samples.append(Sample(name, sample.title, sample.mode, planned))
        self.questions = [
            Question(
                number,
                standard,
                cases.sample,
                programme.populations[cases.population].where,
                [f"{number}{letter}" for letter in question.prompts],
            )
            for standard, rated in programme.standards.items()
            for number, question in rated.key_questions.items()
            if (cases := rated.cases_of(question))
        ]
        self.proposed = {
            number: standard.title
            for number, standard in programme.standards.items()
            if standard.rated.judged == "proposed"
        }
        self.bands = list(programme.banding.bands.values())  # lowest first
        self.title = inspection.title
        self.mondays = inspection.weeks
        self.units = {tier1: list(unit.tier2) for tier1, unit in inspection.units.items()}
        self.team = inspection.team
        self.assessors = [who for who, role in inspection.team.items() if role in ASSESSING]
        self.leads = [who for who, role in inspection.team.items() if role in LEADING]
        self.designs = {name: Design(name, f"urn:x:{name}", "1.0") for name in programme.samples}
        self._spellings: dict[str, list[str]] = {
            name: [] for spellings in inspection.spellings() for name in spellings.values()
        }
        for spellings in inspection.spellings():
            for spelling, name in spellings.items():
                self._spellings[name].append(spelling)

    @property
    def weak_unit(self) -> str:
        """The tier 1 unit whose work is visibly weaker."""
        return list(self.units)[-1]

    def spelling(self, unit: str, case_id: str) -> str:
        """A name of the unit as somebody writes it: mostly the one that everybody uses."""
        spellings = self._spellings[unit]
        return spellings[max(0, int(case_id) % (len(spellings) + 3) - 3)]

    def facts_of(self, sample: Sample) -> list[Fact]:
        """The facts that matter to a sample: those by which it was drawn, then those that its questions need.

        What the first sample was drawn by is recorded of every case.
        """
        recorded = [*self._strata(self.samples[0].name), *self._strata(sample.name)]
        needed = [
            fact for question in self.questions if question.sample == sample.name for fact in question.needs
        ]
        return [self._fact(name, recorded) for name in dict.fromkeys([*recorded, *needed])]

    def qualifying(self, sample: Sample, fact: Fact) -> set[str]:
        """The values of `fact` that some question of the sample needs."""
        return {
            value
            for question in self.questions
            if question.sample == sample.name
            for value in question.needs.get(fact.name, ())
        }

    def risk(self, sample: Sample, judged: Mapping[str, str]) -> int:
        """How far up its scale the inspector puts what was recorded too (the risk of serious harm)."""
        scales = [(list(fact.values), fact.name) for fact in self.facts_of(sample) if fact.mirrors]
        return sum(values.index(judged[name]) for values, name in scales)

    def _strata(self, sample: str) -> list[str]:
        """The facts by which the sample was drawn."""
        strata = self._programme.samples[sample].strata
        populations = strata.populations if strata else []
        return list(
            dict.fromkeys(fact for name in populations for fact in self._programme.populations[name].where)
        )

    def _fact(self, name: str, recorded: Sequence[str]) -> Fact:
        facts = self._programme.facts
        alike = [
            other
            for other in recorded
            if other != name and set(facts[other].values) == set(facts[name].values)
        ]
        titles = {value: said.title for value, said in facts[name].values.items()}
        mirrors = "" if name in recorded or not alike else alike[0]
        return Fact(name, facts[name].title, titles, name in recorded, mirrors)

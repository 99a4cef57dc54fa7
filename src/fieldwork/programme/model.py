"""The shapes of a programme's YAML. Whatever decides a result is a `Rule`: it says where it comes from."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, NonNegativeInt, PositiveInt

from fieldwork.parameters import Document, Entry, SampleSize
from fieldwork.programme.rule import Rule, Said
from fieldwork.programme.timetable import Timetable


class Confidence(Said):
    """Of every interval and sample size, per cent, two-sided."""

    level: float = Field(gt=0, lt=100)


class Margin(Said):
    """Half the width of the interval that the required sample sizes aim at, percentage points."""

    points: float = Field(gt=0)


class Rounding(Said):
    """Of a percentage before it is banded."""

    to: Literal["nearest", "none"]


class NearBoundary(Said):
    """How far from a band's boundary a percentage is close to it, percentage points."""

    points: float = Field(ge=0)
    inclusive: bool


class Band(Rule):
    """Percentages of one key question, from `lower` per cent to where the next band begins."""

    words: str
    rating: str
    score: NonNegativeInt
    lower: int = Field(ge=0, le=100)
    symbol: str


class Banding(Entry):
    bands: dict[str, Band] = Field(min_length=1)  # lowest first
    rounding: Rounding
    near_boundary: NearBoundary


class Overall(Said):
    """The overall rating: the lowest total of each, lowest first."""

    bands: dict[str, NonNegativeInt] = Field(min_length=1)


class SmallNumbers(Said):
    """Splits below these many answers show counts only, or are marked as small; smaller counts are hidden."""

    count_below: NonNegativeInt
    caution_below: NonNegativeInt
    hide_below: NonNegativeInt  # on a screen that everybody sees


class Value(Entry):
    title: str
    spellings: list[str] = Field(default_factory=list)


class Fact(Rule):
    """Something known of a case, recorded or judged, with the values that it may have."""

    title: str
    headings: list[str] = Field(default_factory=list)  # other headings of its column in a case list
    values: dict[str, Value] = Field(min_length=1)


class Population(Rule):
    """The cases whose facts have, each, one of these values; without `where`, all."""

    title: str
    where: dict[str, list[str]] = Field(default_factory=dict)


class Strata(Said):
    populations: list[str]


class Sample(Rule):
    title: str
    domain: str
    mode: Literal["interview", "file_read"]
    spellings: list[str] = Field(default_factory=list)
    strata: Strata | None = None


class Domain(Entry):
    title: str


class Rated(Rule):
    """Whether a standard's rating is computed from cases or proposed, and counts towards the overall one."""

    judged: Literal["computed", "proposed"]
    counts: bool


class Cases(Rule):
    """Which cases answer a key question."""

    sample: str
    population: str


class Decisive(Rule):
    """Prompts whose "no" makes the whole key question "no"."""

    prompts: list[str]


class KeyQuestion(Entry):
    title: str
    short: str
    cases: Cases | None = None  # None: as its standard's
    decisive: Decisive | None = None
    prompts: dict[str, str] = Field(default_factory=dict)  # by letter


class Standard(Entry):
    title: str
    domain: str
    wording: Rule
    rated: Rated
    cases: Cases | None = None
    key_questions: dict[str, KeyQuestion] = Field(min_length=1)

    def cases_of(self, question: KeyQuestion) -> Cases | None:
        return question.cases or self.cases


class SourceKind(Entry):
    """Whose voice, or what, evidence comes from."""

    title: str
    spellings: list[str] = Field(default_factory=list)


class Serves(Rule):
    """The standards or key questions that a meeting is evidence for."""

    questions: list[str] = Field(min_length=1)


class CoreMeeting(Rule):
    """A meeting that inspectors routinely want. `serves`: standards and key questions it is evidence for."""

    title: str
    heading: str  # under which the source lists it
    source_kind: str
    serves: Serves
    focus_group: bool = False
    locations: PositiveInt = 1
    if_applicable: bool = False
    spellings: list[str] = Field(default_factory=list)  # found anywhere in the title of a meeting


class GroupOptimum(Said):
    """Of focus groups: people, and minutes. Outside it is a remark, never a failure."""

    attendees: tuple[PositiveInt, PositiveInt]
    minutes: tuple[PositiveInt, PositiveInt]


class InterviewQuestion(Rule):
    """Asked of responsible officers. Fewer yes, in per cent, may support a negative judgement."""

    title: str
    prompt: str  # such as 1.2.1b
    caution_below: int = Field(ge=0, le=100)


class EvidenceWanted(Rule):
    """A document suggested as evidence in advance."""

    title: str
    standard: str


class Organisation(Entry):
    cluster: str
    sizes: dict[str, SampleSize]  # by sample
    totals: dict[str, SampleSize] = Field(default_factory=dict)  # by domain, where the source gives them


class Sizing(Said):
    """The sample sizes of the organisations that the programme knows, by name."""

    organisations: dict[str, Organisation] = Field(default_factory=dict)


class Content(Document):
    """All that a programme's file says."""

    title: str
    version: str
    licence: str
    documents: dict[str, str]  # what `source.document` may name, and its title
    tier1_name: str
    tier2_name: str
    confidence: Confidence
    margin: Margin
    banding: Banding
    overall: Overall
    small_numbers: SmallNumbers
    method: dict[str, Said]  # rules that the queries follow and that have nothing to set
    facts: dict[str, Fact]
    populations: dict[str, Population]
    samples: dict[str, Sample]
    source_kinds: dict[str, SourceKind] = Field(default_factory=dict)
    core_meetings: dict[str, CoreMeeting] = Field(default_factory=dict)
    group_optimum: GroupOptimum | None = None
    interview_questions: dict[str, InterviewQuestion] = Field(default_factory=dict)
    evidence_wanted: dict[str, EvidenceWanted] = Field(default_factory=dict)
    timetable: Timetable | None = None
    domains: dict[str, Domain]
    standards: dict[str, Standard]
    sizing: Sizing

    def key_questions(self) -> Iterator[tuple[str, str, KeyQuestion]]:
        """The number of the standard, the number of the key question, and the key question, in order."""
        for standard, asked in self.standards.items():
            for number, question in asked.key_questions.items():
                yield standard, number, question

"""The shapes of a programme's YAML. Whatever decides a result is a `Rule`: it says where it comes from."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, NonNegativeInt

from fieldwork.parameters import Document, Entry, SampleSize
from fieldwork.programme.evidence import (
    CoreMeeting,
    EvidenceWanted,
    GroupOptimum,
    InterviewQuestion,
    SourceKind,
)
from fieldwork.programme.rule import Rule, Said
from fieldwork.programme.sampling import Drawing
from fieldwork.programme.scale import Banding, Limit, Overall, Phrases
from fieldwork.programme.timetable import Timetable


class Confidence(Said):
    """Of every interval and sample size, per cent, two-sided."""

    level: float = Field(gt=0, lt=100)


class Margin(Said):
    """Half the width of the interval that the required sample sizes aim at, percentage points."""

    points: float = Field(gt=0)


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
    drawing: Drawing | None = None


class Domain(Entry):
    title: str


class Rated(Rule):
    """How a standard's rating comes about, and whether it counts towards the overall one.

    computed: from the bands of its key questions, which cases answer. proposed: by the lead inspector.
    graded: it is given a grade, by inspectors and then the panel. scored: it is a statement and gets a score.
    reported: cases answer its key questions, and percentages are all there is.
    """

    judged: Literal["computed", "proposed", "graded", "scored", "reported"]
    counts: bool
    questions: bool = False  # where it is graded: its key questions are, too


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
    applies: Said | None = None  # None: always
    on_form: str | None = None  # where it stands on the form, in the form's own order and naming
    decisive: Decisive | None = None
    prompts: dict[str, str] = Field(default_factory=dict)  # by letter


class Standard(Entry):
    title: str
    domain: str
    wording: Rule
    rated: Rated
    additional: bool = False  # part of an inspection only where the inspection's file chooses it
    cases: Cases | None = None
    key_questions: dict[str, KeyQuestion] = Field(default_factory=dict)

    def cases_of(self, question: KeyQuestion) -> Cases | None:
        return question.cases or self.cases


class PanelMember(Rule):
    """Who sits on the panel, by role."""

    title: str
    attends: str  # always, or which panels


class Name(Entry):
    """What a thing is called on screens and papers."""

    one: str
    many: str


class Names(Entry):
    """What this programme calls the things that every programme has."""

    domain: Name
    standard: Name
    key_question: Name
    rating: Name
    panel: Name  # the meeting that settles what is rated
    record: Name  # the document of what it settled
    tier1: Name  # the larger units of an organisation
    tier2: Name  # the smaller ones


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
    names: Names
    screens: dict[str, str] = Field(
        min_length=1
    )  # those that apply: the name of the notebook, its title here
    confidence: Confidence | None = None  # None where no case is sampled
    margin: Margin | None = None
    banding: Banding
    phrases: Phrases | None = None
    overall: Overall
    limits: dict[str, Limit] = Field(default_factory=dict)
    panel_members: dict[str, PanelMember] = Field(default_factory=dict)
    record_parts: list[str] = Field(default_factory=list)  # what people write into it, beside the ratings
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

    def judged_by_people(self) -> Iterator[tuple[str, str]]:
        """(number, title) of all that somebody rates: standards not computed, and graded key questions."""
        for number, standard in self.standards.items():
            if standard.rated.judged in ("proposed", "graded", "scored"):
                yield number, standard.title
            if standard.rated.questions:
                yield from ((asked, question.title) for asked, question in standard.key_questions.items())

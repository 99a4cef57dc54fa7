"""Where a programme's evidence comes from beside cases: meetings, interviews, documents."""

from pydantic import Field, PositiveInt

from fieldwork.parameters import Entry
from fieldwork.programme.rule import Rule, Said


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

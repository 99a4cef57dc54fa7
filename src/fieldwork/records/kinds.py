"""The kinds of record: a class for each statement table of `queries/schema.sql`, fields in its column order.

Every record says when it was recorded (its own time, not ours), in which file (sha256) and where in the file.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypedDict


class About(TypedDict):
    """What every record carries, as keywords."""

    recorded_at: datetime
    sha256: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a record always carries. `table` is where it is kept."""

    table: ClassVar[str]
    recorded_at: datetime
    sha256: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """A row of a case list: what it says of one case; None where it does not say."""

    table = "case_statements"
    case_id: str
    sample: str | None = None
    tier1: str | None = None
    tier2: str | None = None
    status: str | None = None
    mode: str | None = None
    allocated_to: str | None = None
    interview_at: datetime | None = None
    exclusion_reason: str | None = None
    substitute_for: str | None = None
    office: str | None = None
    agreed_by: str | None = None
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """A version of one case's assessment form."""

    table = "assessments"
    case_id: str
    sample: str | None = None
    status: str | None = None
    assessor: str | None = None
    completed_at: datetime | None = None
    form: str | None = None
    form_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """A fact about a case, as the programme declares facts; value None where the form leaves it blank."""

    table = "fact_statements"
    case_id: str
    fact: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """An answer to a key question or prompt: yes, no, not_applicable, or None where it was left blank."""

    table = "answer_statements"
    case_id: str
    question: str
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """An occurrence of the schedule: interview, focus_group, team_meeting or meeting."""

    table = "meetings"
    uid: str
    occurrence: str
    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    location: str | None = None
    status: str = "scheduled"
    case_id: str | None = None
    tier1: str | None = None
    attendees: int | None = None
    core_meeting: str | None = None
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Record):
    """A rating that somebody gives: the lead proposes it, or an inspector gives a grade or score."""

    table = "proposals"
    standard: str
    rating: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """What could not be understood: where, what is wrong, what is allowed, what to do next."""

    table: ClassVar[str] = "refused"
    sha256: str
    place: str
    wrong: str
    allowed: str = ""
    remedy: str = ""

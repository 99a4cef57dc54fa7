"""The team's own log: a class for each of its statement tables, fields in the order of the columns.

What is not said is None: an earlier statement of the same id then stands. `role` is a role, never a name.
"""

from dataclasses import dataclass
from datetime import datetime

from fieldwork.records.kinds import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeeting(Record):
    """What became of a meeting or focus group. Roles of those who came, never their names."""

    table = "held_meetings"
    id: str | None = None
    title: str
    core_meeting: str | None = None
    held_at: datetime
    minutes: int | None = None
    location: str | None = None
    tier1: str | None = None
    attendees: int | None = None
    grades: str | None = None
    same_grade: bool | None = None
    line_manager: bool | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Record):
    """Something heard or read, above or below the line of a key question or prompt."""

    table = "points"
    id: str | None = None
    question: str
    line: str
    source_kind: str
    core_meeting: str | None = None
    tier1: str | None = None
    heard_at: datetime | None = None
    says: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewAnswer(Record):
    """A responsible officer's answer, by the case that was discussed."""

    table = "interview_answers"
    case_id: str
    interview_question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """The lead inspector's judgement of a prompt or key question of a standard that is proposed."""

    table = "judgements"
    question: str
    judgement: str
    reason: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReceived(Record):
    """A document of the evidence in advance that has come."""

    table = "evidence_received"
    item: str
    received_on: datetime | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Record):
    """An alert, without what happened: that is told elsewhere."""

    table = "alerts"
    id: str
    case_id: str | None = None
    kind: str | None = None
    raised_at: datetime | None = None
    role: str | None = None
    assurance: str | None = None
    evidence_seen: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck(Record):
    """A check of a case that is assessed already."""

    table = "quality_checks"
    id: str | None = None
    case_id: str
    kind: str
    checked_at: datetime
    outcome: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something to do: `owner` is the role that does it."""

    table = "actions"
    id: str
    action: str | None = None
    owner: str | None = None
    due: datetime | None = None
    done_at: datetime | None = None
    raised_at: datetime | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A line of the day's feedback: of a case, of a question, or on a theme."""

    table = "notes"
    id: str | None = None
    note: str
    noted_at: datetime | None = None
    theme: str | None = None
    case_id: str | None = None
    question: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecision(Record):
    """What the ratings panel decided of a key question or a proposed standard, beside what was computed."""

    table = "panel_decisions"
    id: str | None = None
    question: str
    rating: str
    reason: str
    decided_at: datetime | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Record):
    """An entry of the log that is taken back. It stays in the ledger."""

    table = "withdrawals"
    withdraws: str
    reason: str | None = None
    role: str | None = None


ENTRIES: dict[str, type[Record]] = {  # the kind of a table or form -> its class
    "held_meeting": HeldMeeting,
    "point": Point,
    "interview_answer": InterviewAnswer,
    "judgement": Judgement,
    "evidence_received": EvidenceReceived,
    "alert": Alert,
    "quality_check": QualityCheck,
    "action": Action,
    "note": Note,
    "panel_decision": PanelDecision,
    "withdrawal": Withdrawal,
}

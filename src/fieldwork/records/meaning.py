"""From drafts to records: each kind of draft is understood in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from fieldwork.records import kinds, values
from fieldwork.records.entries import fields_of, must_be_said, understanding
from fieldwork.records.forms import Draft, Words
from fieldwork.records.log import ENTRIES
from fieldwork.records.tables import FACT, QUESTION
from fieldwork.records.values import Unclear
from fieldwork.records.vocabulary import Vocabulary, fold

T = TypeVar("T")


class Misread(Exception):
    """One field of a draft means nothing."""

    def __init__(self, field: str, why: Unclear) -> None:
        self.field, self.why = field, why
        super().__init__(field)


@dataclass(frozen=True)
class Meaning:
    """What the drafts of one file mean. `recorded_at` is for those that give no time of their own."""

    sha256: str
    recorded_at: datetime
    words: Words
    vocabulary: Vocabulary
    sample: str | None = None
    form: str | None = None
    form_version: str | None = None

    def records(self, draft: Draft) -> list[kinds.Record]:
        """The records of one draft. Misread where a field means nothing."""
        return _KINDS[draft.kind](self, draft)

    def _read(self, draft: Draft, field: str, understand: Callable[[str | None], T]) -> T:
        try:
            return understand(draft.fields.get(field))
        except Unclear as why:
            raise Misread(field, why) from None

    def _word(self, draft: Draft, field: str, words: Mapping[str, str], what: str) -> str | None:
        return self._read(draft, field, lambda text: values.word(text, words, what))

    def _moment(self, draft: Draft, field: str) -> datetime | None:
        return self._read(draft, field, lambda text: values.moment(text, self.vocabulary.time_zone))

    def _name(self, draft: Draft, field: str) -> str | None:
        return self._read(draft, field, values.name)

    def _about(self, draft: Draft) -> kinds.About:
        """Time, file and place: what every record carries."""
        recorded_at = self._moment(draft, "recorded_at") or self.recorded_at
        return {"recorded_at": recorded_at, "sha256": self.sha256, "place": draft.place or "whole form"}

    def _case_id(self, draft: Draft) -> str:
        return self._read(draft, "case_id", values.case_reference)

    def _sample(self, draft: Draft) -> str | None:
        return (
            self._word(draft, "sample", self.vocabulary.samples, "a sample of this programme") or self.sample
        )

    def case(self, draft: Draft) -> list[kinds.Record]:
        """A row of a case list, with the facts that it records."""
        vocabulary, about, case_id = self.vocabulary, self._about(draft), self._case_id(draft)

        def unit(tier: str, names: Mapping[str, str]) -> str | None:
            what = "a unit of this inspection"
            return self._read(draft, tier, lambda text: values.name_or_text(text, names, what))

        replaced = self._name(draft, "substitute_for")
        case = kinds.Case(
            **about,
            case_id=case_id,
            sample=self._sample(draft),
            tier1=unit("tier1", vocabulary.tier1),
            tier2=unit("tier2", vocabulary.tier2),
            status=self._word(draft, "status", self.words["status"], "a status of a case"),
            mode=self._word(draft, "mode", self.words["mode"], "a way of inspecting a case"),
            allocated_to=self._name(draft, "allocated_to"),
            interview_at=self._moment(draft, "interview_at"),
            exclusion_reason=self._read(draft, "exclusion_reason", values.told),
            substitute_for=self._read(draft, "substitute_for", values.case_reference) if replaced else None,
            office=self._name(draft, "office"),
            agreed_by=self._name(draft, "agreed_by"),
            agreed_at=self._moment(draft, "agreed_at"),
        )
        return [case, *self._facts(draft, case_id, about, blanks=False)]

    def assessment(self, draft: Draft) -> list[kinds.Record]:
        """A version of a case's form; in a table with a column a question, its facts and answers too."""
        about, case_id = self._about(draft), self._case_id(draft)
        assessment = kinds.Assessment(
            **about,
            case_id=case_id,
            sample=self._sample(draft),
            status=self._word(draft, "status", self.words["status"], "a status of a case"),
            assessor=self._name(draft, "assessor"),
            completed_at=self._moment(draft, "completed_at"),
            form=self.form,
            form_version=self._name(draft, "form_version") or self.form_version,
        )
        answers = [
            kinds.Answer(
                **about,
                case_id=case_id,
                question=field.removeprefix(QUESTION),
                answer=self._yes_no(draft, field),
            )
            for field in draft.fields
            if field.startswith(QUESTION)
        ]
        return [assessment, *self._facts(draft, case_id, about, blanks=True), *answers]

    def _facts(self, draft: Draft, case_id: str, about: kinds.About, *, blanks: bool) -> list[kinds.Record]:
        """The columns of facts. A blank in a case list says nothing; in an assessment it withdraws."""
        facts = ((field, field.removeprefix(FACT)) for field in draft.fields if field.startswith(FACT))
        return [
            kinds.Fact(**about, case_id=case_id, fact=fact, value=value)
            for field, fact in facts
            if (value := self._value(draft, field, fact)) is not None or blanks
        ]

    def _value(self, draft: Draft, field: str, fact: str) -> str | None:
        return self._word(
            draft, field, self.vocabulary.facts.get(fact, {}), f"a known {fact.replace('_', ' ')}"
        )

    def _yes_no(self, draft: Draft, field: str) -> str | None:
        return self._word(draft, field, self.words["answer"], "an answer")

    def fact(self, draft: Draft) -> list[kinds.Record]:
        """A fact that a form asks for."""
        fact = self._name(draft, "fact") or ""
        value = self._value(draft, "value", fact)
        return [kinds.Fact(**self._about(draft), case_id=self._case_id(draft), fact=fact, value=value)]

    def answer(self, draft: Draft) -> list[kinds.Record]:
        """One answer to one question."""
        question = self._word(draft, "question", self.vocabulary.questions, "a question of this programme")
        if question is None:
            raise Misread("question", Unclear("there is no question."))
        case_id, answer = self._case_id(draft), self._yes_no(draft, "answer")
        return [kinds.Answer(**self._about(draft), case_id=case_id, question=question, answer=answer)]

    def proposal(self, draft: Draft) -> list[kinds.Record]:
        """A rating that somebody gives to a standard or graded question; a row without one gives none."""
        what = "a standard or question that people rate"
        standard = self._word(draft, "standard", self.vocabulary.standards, what)
        rating = self._word(draft, "rating", self.vocabulary.ratings, "a rating of this programme")
        if standard is None or rating is None:
            return []
        role = self._name(draft, "role")
        return [kinds.Proposal(**self._about(draft), standard=standard, rating=rating, role=role)]

    def meeting(self, draft: Draft) -> list[kinds.Record]:
        """An occurrence of the schedule."""
        title, starts_at = self._name(draft, "title") or "(no title)", self._moment(draft, "starts_at")
        if starts_at is None:
            raise Misread("starts_at", Unclear("there is no start.", "Every meeting needs a date."))
        scheduled = self._word(draft, "status", self.words["meeting_status"], "a status of a meeting")
        titles = {word: kind for word, kind in self.words["meeting_kind"].items() if word in fold(title)}
        unit = "a unit of this inspection"
        tier1 = self._read(
            draft, "tier1", lambda text: values.name_or_text(text, self.vocabulary.tier1, unit)
        )
        return [
            kinds.Meeting(
                **self._about(draft),
                uid=self._name(draft, "uid") or f"{title}, {starts_at}",
                occurrence=self._name(draft, "occurrence") or starts_at.isoformat(),
                kind=next(iter(titles.values()), "meeting"),
                title=title,
                starts_at=starts_at,
                ends_at=self._moment(draft, "ends_at"),
                all_day=self._yes_no(draft, "all_day") == "yes",
                location=self._name(draft, "location"),
                status=scheduled or "scheduled",
                case_id=values.case_named_in(title),
                tier1=tier1,
                attendees=self._read(draft, "attendees", values.whole_number),
                core_meeting=values.named_in(title, self.vocabulary.core_meetings),
                planned_at=self._planned(draft),
            )
        ]

    def _planned(self, draft: Draft) -> datetime | None:
        """When an occurrence of a series was to start: calendars name it by that moment."""
        try:
            return values.moment(draft.fields.get("occurrence"), self.vocabulary.time_zone)
        except Unclear:
            return None

    def entry(self, draft: Draft) -> list[kinds.Record]:
        """An entry of the team's log, by the fields of its kind."""
        kind: Any = ENTRIES[draft.kind]
        said: dict[str, Any] = {}
        for field in fields_of(kind):
            understand = understanding(field, draft, self.words, self.vocabulary)
            said[field.name] = self._read(draft, field.name, understand)
            if said[field.name] is None and field.needed:
                raise Misread(field.name, must_be_said(field))
        if "core_meeting" in said and "title" in said:
            said["core_meeting"] = said["core_meeting"] or values.named_in(
                said["title"], self.vocabulary.core_meetings
            )
        return [kind(**self._about(draft), **said)]


_KINDS: Mapping[str, Callable[[Meaning, Draft], list[kinds.Record]]] = {
    "case": Meaning.case,
    "assessment": Meaning.assessment,
    "answers": Meaning.assessment,
    "fact": Meaning.fact,
    "answer": Meaning.answer,
    "proposal": Meaning.proposal,
    "meeting": Meaning.meeting,
    **dict.fromkeys(ENTRIES, Meaning.entry),
    "row": lambda *_: [],  # of a form that is only read, not counted
}

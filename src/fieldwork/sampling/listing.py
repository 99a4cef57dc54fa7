"""A row of the long list, as the draw knows it.

Names, dates of birth, PNC numbers and officers stay in here. What leaves is a fingerprint of each, good for
saying that two are the same and for nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import TypeVar

from fieldwork.programme.sampling import Criterion, Drawing
from fieldwork.records import values
from fieldwork.records.forms import Draft
from fieldwork.records.tables import FACT
from fieldwork.records.values import Unclear
from fieldwork.records.vocabulary import Vocabulary, fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the long list. `units`: what it says in the columns of the drawing's spread, '' for nothing.

    `persons`: cases that share one are one person's. `marks`: the criteria that the row alone meets.
    """

    place: str
    case_id: str
    tier1: str | None
    tier2: str | None
    officer: str  # '' where the list does not say
    units: tuple[str, ...]
    facts: Mapping[str, str]
    starts_on: datetime | None
    persons: frozenset[str]
    marks: frozenset[str]


def fingerprint(*texts: str) -> str:
    """The same for texts that differ in nothing but case, blanks and punctuation."""
    return sha256("\n".join(map(fold, texts)).encode()).hexdigest()


class Reader:
    """Understands rows, and remembers the places of what it did not understand."""

    def __init__(self, drawing: Drawing, vocabulary: Vocabulary, on: date) -> None:
        self._drawing, self._vocabulary, self._on = drawing, vocabulary, on
        self.unclear: list[str] = []

    def row(self, draft: Draft) -> Listed:
        facts, named = self._facts(draft), _text(draft, "officer")
        officer = fingerprint(named) if named else ""
        unit = partial(values.name_or_text, what="a unit")
        tier1 = self._understood(draft, "tier1", partial(unit, words=self._vocabulary.tier1))
        tier2 = self._understood(draft, "tier2", partial(unit, words=self._vocabulary.tier2))
        said = {"tier1": tier1 or "", "tier2": tier2 or "", "officer": officer}
        return Listed(
            draft.place,
            self._understood(draft, "case_id", values.case_reference) or "",
            tier1,
            tier2,
            officer,
            tuple(said.get(column, fold(_text(draft, column))) for column in self._drawing.spread.columns),
            facts,
            self._moment(draft, "starts_on"),
            frozenset(self._persons(draft)),
            frozenset(
                name
                for name, criterion in self._drawing.exclusions.items()
                if self._meets(draft, criterion, facts)
            ),
        )

    def _meets(self, draft: Draft, criterion: Criterion, facts: Mapping[str, str]) -> bool:
        """Whether the row alone says so; what takes other rows or strata is asked later."""
        if criterion.unknown:
            return criterion.unknown not in facts
        if criterion.future:
            day = self._moment(draft, criterion.future)
            return day is not None and day.date() > self._on
        return any(text in _text(draft, column) for column, text in criterion.marked.items())

    def _persons(self, draft: Draft) -> Iterator[str]:
        for criterion in self._drawing.exclusions.values():
            for columns in criterion.same:
                texts = [self._same(draft, column) for column in columns]
                if all(texts):
                    yield fingerprint(*columns, *texts)

    def _same(self, draft: Draft, column: str) -> str:
        """A text that is the same however a day or a reference is written."""
        text = _text(draft, column)
        try:
            if column == "case_id":
                return values.case_reference(text)
            day = values.moment(text, self._vocabulary.time_zone)
        except Unclear:
            return fold(text)
        return day.isoformat() if day else ""

    def _facts(self, draft: Draft) -> dict[str, str]:
        """Those that are given by a word that is known; others are not given."""
        facts = {}
        for field, text in draft.fields.items():
            known = self._vocabulary.facts.get(field.removeprefix(FACT), {})
            if field.startswith(FACT) and text and (value := known.get(fold(text))):
                facts[field.removeprefix(FACT)] = value
        return facts

    def _moment(self, draft: Draft, field: str) -> datetime | None:
        return self._understood(draft, field, partial(values.moment, zone=self._vocabulary.time_zone))

    def _understood(self, draft: Draft, field: str, reading: Callable[[str | None], T]) -> T | None:
        """What a cell means; None where it cannot be understood, and its place is remembered."""
        try:
            return reading(draft.fields.get(field))
        except Unclear:
            place = f"{draft.place}, column {draft.headings[field]}"
            if place not in self.unclear:
                self.unclear.append(place)
            return None


def _text(draft: Draft, field: str) -> str:
    return (draft.fields.get(field) or "").strip()

"""An entry of the team's log from its draft: each field is understood by its name, else by its type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from fieldwork.records import kinds, values
from fieldwork.records.forms import Draft, Words
from fieldwork.records.values import Unclear
from fieldwork.records.vocabulary import Vocabulary

Understand = Callable[[str | None], Any]
_CARRIED = {field.name for field in fields(kinds.Record)}


@dataclass(frozen=True)
class Field:
    """One field of a kind: its name, its type without None, whether it must be said."""

    name: str
    type: type
    needed: bool


@cache
def fields_of(kind: type[kinds.Record]) -> tuple[Field, ...]:
    """A kind's own fields: all but those that every record carries."""
    hints = get_type_hints(kind)
    found = []
    for field in fields(kind):
        if field.name not in _CARRIED:
            types = get_args(hints[field.name]) or (hints[field.name],)
            found.append(Field(field.name, types[0], type(None) not in types))
    return tuple(found)


def understanding(field: Field, draft: Draft, words: Words, vocabulary: Vocabulary) -> Understand:
    """How the text of `field` is understood. What it gives raises Unclear where the text means nothing."""
    panel = draft.kind == "panel_decision"
    what = f"{'an' if field.name[0] in 'aeiou' else 'a'} {field.name.replace('_', ' ')}"
    if panel and field.name == "question":
        what = "a question that is answered on cases, or a thing that people rate"
    lists: Mapping[str, Mapping[str, str]] = {
        "question": vocabulary.panel_questions if panel else vocabulary.questions,
        "core_meeting": vocabulary.core_meetings,
        "source_kind": vocabulary.source_kinds,
        "interview_question": vocabulary.interview_questions,
        "item": vocabulary.evidence_wanted,
        "rating": vocabulary.ratings,
        "judgement": words.get("answer", {}),
        "answer": words.get("answer", {}),
        "line": words.get("line", {}),
        "outcome": words.get("outcome", {}),
        "kind": words.get(f"{draft.kind}_kind", {}),
    }
    if field.name in lists:
        return lambda text: values.word(text, lists[field.name], what)
    if field.name == "case_id":
        return lambda text: values.case_reference(text) if values.plain(text) else None
    if field.name == "tier1":
        return lambda text: values.name_or_text(text, vocabulary.tier1, "a unit of this inspection")
    by_type: Mapping[type, Understand] = {
        datetime: lambda text: values.moment(text, vocabulary.time_zone),
        int: values.whole_number,
        bool: lambda text: _yes(values.word(text, words.get("answer", {}), "yes or no")),
        str: values.told,
    }
    return by_type[field.type]


def must_be_said(field: Field) -> Unclear:
    """Why an entry without this field means nothing."""
    return Unclear(f"the {field.name.replace('_', ' ')} is missing.", "It must be filled in.")


def _yes(answer: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(answer or "")

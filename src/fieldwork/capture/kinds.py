"""The kinds of entry that can be captured, and what a form asks for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fieldwork.records import entries
from fieldwork.records.log import ENTRIES

Sort = Literal["text", "long text", "date", "moment", "number", "choice"]
_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Field:
    """What a form asks: a column of the table, its label, how it is typed, whether it must be filled in."""

    name: str
    label: str
    sort: Sort = "text"
    needed: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of entry: what a form calls it, its fields, and the page on which it is typed.

    Whoever may see the page may save one: that only the lead writes for the panel, the roles of `panel` say.
    """

    title: str
    fields: tuple[Field, ...]
    page: str = "today"


UNDO = "withdrawal"
KINDS: Mapping[str, Kind] = {  # by the name of its table in parameters/forms/tables.yml
    "note": Kind(
        "Note",
        (
            Field("note", "Note", "long text", needed=True),
            Field("theme", "Theme"),
            Field("question", "Question or prompt, by its number"),
            Field("case_id", "Case reference"),
        ),
    ),
    "action": Kind(
        "Action",
        (
            Field("action", "What is to be done", "long text", needed=True),
            Field("owner", "Which role does it"),
            Field("due", "Due", "date"),
        ),
    ),
    "alert": Kind(
        "Alert",
        (
            Field("case_id", "Case reference", needed=True),
            Field("kind", "Kind of alert", "choice", needed=True),
            Field("assurance", "Assurance asked for", "long text", needed=True),
        ),
    ),
    "held_meeting": Kind(
        "Meeting held",
        (
            Field("title", "Meeting", needed=True),
            Field("core_meeting", "Core meeting", "choice"),
            Field("held_at", "Held at", "moment", needed=True),
            Field("minutes", "Length in minutes", "number"),
            Field("location", "Location"),
            Field("tier1", "Unit", "choice"),
            Field("attendees", "How many came", "number"),
            Field("grades", "Roles who came, no names"),
            Field("same_grade", "All of one grade", "choice"),
            Field("line_manager", "A line manager was there", "choice"),
        ),
    ),
    "panel_decision": Kind(
        "Panel decision",
        (
            Field("question", "What is decided of", "choice", needed=True),
            Field("rating", "Rating", "choice", needed=True),
            Field("reason", "Reason", "long text", needed=True),
        ),
        page="panel",
    ),
    UNDO: Kind("Undo", (Field("withdraws", "Entry", needed=True),)),
}


def is_id(text: str) -> bool:
    """Whether a page may have made this id: a random UUID, as browsers write it."""
    return bool(_UUID4.fullmatch(text))


def can_be_undone(kind: str) -> bool:
    """Whether records keep the id of such an entry: an undo has none, the entry is typed again."""
    return "id" in columns_of(kind)


def columns_of(kind: str) -> dict[str, entries.Field]:
    """The fields that records keep of such an entry, by name."""
    known: Any = ENTRIES[kind]
    return {field.name: field for field in entries.fields_of(known)}

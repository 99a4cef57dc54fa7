"""A slice is one viewer's filters. It comes from a page, so nothing in it is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from fieldwork.errors import nearest

Slice = dict[str, str]
T = TypeVar("T", bound=Mapping[str, Any])
ALL = ""  # what a filter says that leaves nothing out
AS_AT = "as_at"  # the filter that every screen has: figures as they stood then; '' for the newest


class Refused(Exception):
    """A page asked for what the screen does not offer; the text says so in plain English."""


@dataclass(frozen=True)
class Choice:
    """A filter: name in the address, label on the page, options as (value, label), the first the default."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]

    def as_data(self, chosen: str) -> dict[str, Any]:
        """What the page needs to draw a <select>."""
        options = [{"value": value, "label": label} for value, label in self.options]
        return {"name": self.name, "label": self.label, "chosen": chosen, "options": options}


def only(rows: Sequence[T], chosen: Slice, name: str) -> list[T]:
    """The rows of what the filter `name` says; every filter stands in the column that is called so."""
    return [row for row in rows if chosen[name] in (ALL, row[name])]


def moment(wanted: object) -> datetime | None:
    """The moment that `wanted` asks figures of; None: the newest. Refused where it is no date and time."""
    text = _mapping(wanted).get(AS_AT) or ""
    try:
        found = datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        raise Refused(f"“{_short(text)}” is not a date and time such as 2018-11-13T17:00.") from None
    return found.replace(tzinfo=None) if found else None


def checked(wanted: object, choices: Sequence[Choice]) -> Slice:
    """`wanted` with every filter filled in. Refused, where it is not an offered filter and option."""
    given = _mapping(wanted)
    names = [choice.name for choice in choices]
    for name in given:
        if name not in (*names, AS_AT):
            raise Refused(f"There is no filter “{_short(name)}” here{nearest(_short(name), names)}.")
    return {choice.name: _chosen(given.get(choice.name), choice) for choice in choices}


def _mapping(wanted: object) -> Mapping[object, object]:
    if not isinstance(wanted, dict):
        raise Refused("The page asked in a way this screen does not understand.")
    return wanted


def _chosen(value: object, choice: Choice) -> str:
    values = [value for value, _ in choice.options]
    if value is None and values:
        return values[0]
    if value not in values:
        raise Refused(f"{choice.label}: “{_short(value)}” is not one of the choices of this inspection.")
    return str(value)


def _short(value: object) -> str:
    return str(value)[:60]

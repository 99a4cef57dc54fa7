"""A slice is one viewer's filters. It comes from a page, so nothing in it is trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fieldwork.errors import nearest

Slice = dict[str, str]


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


def checked(wanted: object, choices: Sequence[Choice]) -> Slice:
    """`wanted` with every filter filled in. Refused, where it is not an offered filter and option."""
    if not isinstance(wanted, dict):
        raise Refused("The page asked in a way this screen does not understand.")
    names = [choice.name for choice in choices]
    for name in wanted:
        if name not in names:
            raise Refused(f"There is no filter “{_short(name)}” here{nearest(_short(name), names)}.")
    return {choice.name: _chosen(wanted.get(choice.name), choice) for choice in choices}


def _chosen(value: object, choice: Choice) -> str:
    values = [value for value, _ in choice.options]
    if value is None and values:
        return values[0]
    if value not in values:
        raise Refused(f"{choice.label}: “{_short(value)}” is not one of the choices of this inspection.")
    return str(value)


def _short(value: object) -> str:
    return str(value)[:60]

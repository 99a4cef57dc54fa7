"""How the packs ask a snapshot, and the head of a paper made of what it says."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from fieldwork import queries
from fieldwork.database import Snapshot
from fieldwork.papers import Paper, Section

Row = Mapping[str, Any]


class Ask(Protocol):
    """`ask("closeness")`: the rows of a named query."""

    def __call__(self, name: str, **parameters: Any) -> list[dict[str, Any]]: ...


def asking(snapshot: Snapshot) -> Ask:
    """Asks this snapshot."""
    return lambda name, **parameters: queries.run(snapshot, name, **parameters)


def headed(ask: Ask, name: str, title: str, sections: Sequence[Section | None]) -> Paper:
    """The paper of that name, with what the snapshot says of itself. None: a section that does not apply."""
    [about] = ask("snapshot")
    [made_from] = ask("receipts")
    return Paper(
        name,
        title,
        about["title"],
        about["organisation"],
        about["programme"],
        about["as_at"],
        made_from["content"],
        about["invented"],
        [section for section in sections if section],
    )

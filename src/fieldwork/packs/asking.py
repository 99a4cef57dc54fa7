"""How the packs ask a snapshot, and the head of a paper made of what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from fieldwork import queries
from fieldwork.database import Snapshot
from fieldwork.papers import Paper, Section, Table
from fieldwork.queries import in_its_words, programme_names

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
    called = programme_names(ask)
    return Paper(
        name,
        in_its_words(title, called),
        about["title"],
        about["organisation"],
        about["programme"],
        about["as_at"],
        made_from["content"],
        about["invented"],
        [_in_words(section, called) for section in sections if section],
    )


def table_in_words(table: Table, called: Mapping[str, str]) -> Table:
    """What stands around the figures (`{key_question}`) in the programme's words; no row is touched."""

    def said(text: str) -> str:
        return in_its_words(text, called)

    columns = [replace(one, title=said(one.title), blank=said(one.blank)) for one in table.columns]
    return replace(
        table, title=said(table.title), columns=columns, notes=[said(note) for note in table.notes]
    )


def _in_words(section: Section, called: Mapping[str, str]) -> Section:
    return replace(
        section,
        title=in_its_words(section.title, called),
        sentences=[in_its_words(sentence, called) for sentence in section.sentences],
        tables=[table_in_words(table, called) for table in section.tables],
        charts=[replace(one, alternative=in_its_words(one.alternative, called)) for one in section.charts],
    )

"""What a paper is, before it is a workbook, page or Word file: sections of sentences, tables and charts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from fieldwork.texts import visible

Kind = Literal["text", "count", "percentage", "number", "date", "moment", "yes_no"]
NUMERIC: frozenset[Kind] = frozenset({"count", "percentage", "number"})
_SHEETS = ("cover", "contents", "notes")  # which every workbook has
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")  # of a file and of a sheet, on every system


@dataclass(frozen=True)
class Column:
    """`name` is the key of a row, `blank` what stands in a cell without a value: why there is none.

    A table that a program reads again says nothing there: ''.
    """

    name: str
    title: str
    kind: Kind = "text"
    blank: str = "none"

    def value(self, row: Mapping[str, Any]) -> Any:
        """What a spreadsheet holds: numbers as numbers (percentages to one decimal), all else as text."""
        value = row[self.name]
        if value is None or value == "" or value == []:
            return f"[{self.blank}]" if self.blank else ""
        match self.kind:
            case "count":
                return int(value)
            case "percentage" | "number":
                return round(float(value), 1) + 0.0  # a share just below its target is 0.0, not -0.0
            case "yes_no":
                return "yes" if value else "no"
            case "date":
                return f"{_date(value):%d/%m/%Y}"
            case "moment":
                return f"{value:%d/%m/%Y %H:%M}"
        return visible("; ".join(map(str, value)) if isinstance(value, list) else str(value))

    def said(self, row: Mapping[str, Any]) -> str:
        """The same as people read it."""
        value = self.value(row)
        if isinstance(value, str):
            return value
        return f"{value:,}" if self.kind == "count" else f"{value:.1f}"


@dataclass(frozen=True)
class Table:
    """Rows of one query. `name` is that of its file and sheet; `query` is what was asked, with parameters."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    query: str
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name in _SHEETS:
            raise ValueError(f"{self.name!r} is no name of a table: small letters, digits and _, at most 31.")


@dataclass(frozen=True)
class Chart:
    """A drawing of `fieldwork.charts`, and the sentence that says the same, made from the same rows."""

    svg: str
    alternative: str


@dataclass(frozen=True)
class Section:
    """A heading with what stands beneath it. In a notebook, a cell shows it."""

    name: str
    title: str
    sentences: Sequence[str] = ()
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()

    def _repr_html_(self) -> str:
        from fieldwork.papers.pages import section_html

        return section_html(self)


@dataclass(frozen=True)
class Paper:
    """A whole paper. `as_at`: wall clock of the inspection; `snapshot`: the content hash of its snapshot."""

    name: str
    title: str
    inspection: str
    organisation: str
    programme: str
    as_at: datetime
    snapshot: str
    invented: bool
    sections: Sequence[Section]

    def section(self, name: str) -> Section | None:
        """The section of that name; None where it does not apply."""
        return {section.name: section for section in self.sections}.get(name)

    @property
    def tables(self) -> list[Table]:
        """Every table, in the order of the sections."""
        return [table for section in self.sections for table in section.tables]

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables]
        if len(set(names)) < len(names):
            raise ValueError(f"two tables of {self.name} have one name: {', '.join(sorted(names))}.")

    @property
    def about(self) -> list[tuple[str, str]]:
        """What every form of the paper says of itself: words, and what they say."""
        facts = [
            ("Inspection", self.inspection),
            ("Organisation", self.organisation),
            ("Programme", self.programme),
            ("Data as at", f"{self.as_at:%d/%m/%Y %H:%M}"),
            ("Snapshot", self.snapshot),
        ]
        return [*facts, ("Invented", "Nothing in this paper is real.")] if self.invented else facts


def _date(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value

"""What a received file says, before it has any meaning: fields or tables of cells, all text, with places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST_CELL = 131_072  # letters, of a form's field too; Excel writes a quarter of that


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that could not be read or recognised; the rest of the file goes on."""

    place: str
    wrong: str
    remedy: str = ""
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """An InfoPath form: `fields` maps each leaf's path to its text, None where it is nil or blank.

    Paths are local names below the root, joined by '/', attributes as '@name'; an element that occurs more
    than once among its siblings carries its number: 'sections/section[2]/question[5]/@number'.
    """

    root: str
    namespace: str
    version: str  # solutionVersion of the processing instruction, or ''
    fields: Mapping[str, str | None]
    attachments: int  # skipped, but counted


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, e.g. place 'sheet Cases, row 12'; `cells` are texts, '' where empty."""

    place: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, a CSV file, or the events of a calendar under headings of our own."""

    place: str
    rows: Sequence[TableRow]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says. `format` is a name in `sources.FORMATS`."""

    format: str
    tree: Tree | None = None
    tables: Sequence[Table] = ()
    problems: Sequence[Problem] = ()

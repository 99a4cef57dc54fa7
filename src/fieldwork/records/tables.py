"""Tables: which row holds the headings, what kind of table they make it, and its rows as drafts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fieldwork.errors import nearest
from fieldwork.records.forms import Columns, Draft, Form, TableKind
from fieldwork.records.values import quoted
from fieldwork.records.vocabulary import Vocabulary, fold
from fieldwork.sources.reading import Problem, Table

FACT, QUESTION = "fact:", "question:"  # fields of a draft that are columns of facts and questions
_DEEPEST = 60  # rows above the headings, at most: titles and notes, not data
_LONGEST_HEADING = 1_000  # letters
_MOST_UNKNOWN = 50  # headings that are compared with the known ones, which takes its time
_NUMBER = re.compile(r"(?:k?q\s*)?(\d+(?:\.\d+)+\s?[a-z]?)(?![\w.])", re.IGNORECASE)
_ABOUT_CASES = {"case", "answers"}


@dataclass(frozen=True)
class Headings:
    """The heading row of a table: `columns` maps a column's position to its field, `texts` to its heading."""

    kind: TableKind
    row: int
    columns: Mapping[int, str]
    texts: Mapping[int, str]

    @property
    def unknown(self) -> list[str]:
        """Headings of columns that are not understood."""
        return [text for position, text in self.texts.items() if position not in self.columns]


def headings(table: Table, form: Form, vocabulary: Vocabulary) -> Headings | None:
    """The first row that has all that some kind of table needs; None where no row has."""
    for number, row in enumerate(table.rows[:_DEEPEST]):
        texts = {
            position: cell.strip()
            for position, cell in enumerate(row.cells)
            if cell.strip() and len(cell) <= _LONGEST_HEADING
        }
        for kind, wanted in form.tables.items():
            columns = _columns(kind, wanted, texts, vocabulary)
            asked = any(name.startswith(QUESTION) for name in columns.values())
            whole = set(wanted.needs) <= set(columns.values()) and len(columns) >= wanted.at_least
            if whole and (asked or not wanted.questions):
                return Headings(kind, number, columns, texts)
    return None


def _columns(kind: str, wanted: Columns, texts: Mapping[int, str], vocabulary: Vocabulary) -> dict[int, str]:
    """Position -> field; of two columns with one heading the first counts."""
    columns: dict[int, str] = {}
    for position, text in texts.items():
        name = wanted.by_heading.get(fold(text))
        if name is None and kind in _ABOUT_CASES:
            name = _about_case(text, wanted, vocabulary)
        if name and name not in columns.values():
            columns[position] = name
    return columns


def _about_case(text: str, wanted: Columns, vocabulary: Vocabulary) -> str | None:
    """A fact, or a question by its number: '2.1.1', 'Q2.1.1', '2.1.1 Does assessment focus …?'."""
    if fact := vocabulary.fact_headings.get(fold(text)):
        return FACT + fact
    number = _NUMBER.match(text)
    if wanted.questions and number and fold(number[1]) in vocabulary.questions:
        return QUESTION + vocabulary.questions[fold(number[1])]
    return None


def drafts(table: Table, found: Headings) -> Iterator[Draft]:
    """The rows below the headings; not blank ones, repeated headings, or notes that fill a single cell."""
    names = {name: found.texts[position] for position, name in found.columns.items()}
    for row in table.rows[found.row + 1 :]:
        cells = {position: cell for position, cell in enumerate(row.cells) if cell.strip()}
        if len(cells) <= 1 < len(found.columns) or cells == found.texts:
            continue
        fields = {name: cells.get(position) for position, name in found.columns.items()}
        yield Draft(found.kind, row.place, fields, names)


def problems(table: Table, found: Headings | None, form: Form, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What to tell of a table's headings: near misses, or that there are none at all."""
    if found:
        taken = set(found.columns.values())
        known = _known(form.tables[found.kind], vocabulary if found.kind in _ABOUT_CASES else None, taken)
        for text in found.unknown[:_MOST_UNKNOWN]:
            hint = nearest(text, known)
            if hint or (found.kind == "answers" and _NUMBER.match(text)):
                yield Problem(
                    f"{table.place}, heading {quoted(text)}",
                    f"no column is called so{hint}; it is left out.",
                    "Put the heading right and drop the file in again.",
                )
    elif sum(any(cell.strip() for cell in row.cells) for row in table.rows) > 1:
        kinds = "; ".join(f"{kind}: {', '.join(wanted.needs)}" for kind, wanted in form.tables.items())
        hints = ", ".join(_near_misses(table, form))
        yield Problem(
            table.place,
            f"none of its rows holds headings that fieldwork knows{f': {hints}' if hints else ''}.",
            "Put headings above the columns and drop the file in again, or leave the table out.",
            f"Needed at least: {kinds}.",
        )


def _near_misses(table: Table, form: Form) -> Iterable[str]:
    """Cells near the top that are nearly headings, and what they may mean."""
    known = [heading for wanted in form.tables.values() for heading in wanted.by_heading]
    texts = dict.fromkeys(cell.strip() for row in table.rows[:_DEEPEST] for cell in row.cells if cell.strip())
    hints = (
        f"{quoted(text)}{nearest(text, known)}" for text in list(texts)[:_DEEPEST] if fold(text) not in known
    )
    return [hint for hint in hints if hint.endswith("?)")][:3]


def _known(wanted: Columns, vocabulary: Vocabulary | None, taken: set[str]) -> list[str]:
    """The headings of the columns that are still missing."""
    known = [heading for name, all_of in wanted.columns.items() if name not in taken for heading in all_of]
    if vocabulary:
        known += [heading for heading, fact in vocabulary.fact_headings.items() if FACT + fact not in taken]
    return known

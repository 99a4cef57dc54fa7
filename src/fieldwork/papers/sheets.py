"""Tables as files: CSV, and the accessible workbook (gptables, after the Analysis Function's guidance)."""

import csv as csv_files
import io
import re
import tempfile
import warnings
from pathlib import Path
from typing import Any

from fieldwork.papers.content import Paper, Table
from fieldwork.texts import visible

# A spreadsheet that opens a CSV file takes what begins so for a formula, some the signs of full width too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LATIN = re.compile("[a-zA-Z0-9]")
_NOTHING = "[nothing to list]"


def csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, which Excel needs. Text that looks like a formula gets a ' before it."""
    text = io.StringIO()
    rows = csv_files.writer(text, lineterminator="\r\n")
    rows.writerow(column.title for column in table.columns)
    rows.writerows([harmless(column.value(row)) for column in table.columns] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> Any:
    """As it may stand in a CSV file: with a ' before what looks like a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def workbook(paper: Paper) -> bytes:
    """The .xlsx file: cover, contents, notes, then one table a sheet. The same paper gives the same bytes."""
    import gptables  # brings pandas, which nothing else of a paper needs
    import pandas

    sheets = {table.name: gptables.GPTable(**_described(table, pandas)) for table in paper.tables}
    cover = gptables.Cover(
        title=_plain(f"{paper.title}: {paper.inspection}"),
        intro=[_plain(f"{word}: {says}") for word, says in paper.about],
        about=[
            "Words in square brackets say why a cell has no figure.",
            "Under each title stands the query that was asked; queries/README.md describes every one.",
        ],
    )
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # gptables' own, about texts that are not there
        file = Path(folder) / "workbook.xlsx"
        written = gptables.produce_workbook(
            str(file),
            sheets,
            cover=cover,
            notes_table=pandas.DataFrame(
                [note for table in paper.tables for note in _notes(table)]
                or [("none", "There are no notes.")],
                columns=["Note reference", "Note text"],
            ),
            workbook_options=_AS_TEXT,
        )
        written.set_properties({"title": f"{paper.title}: {paper.inspection}", "created": paper.as_at})
        written.close()
        return file.read_bytes()


def _described(table: Table, pandas: Any) -> dict[str, Any]:
    """What gptables wants to know of a table. One without rows gets a row that says so."""
    rows = [[_plain(column.value(row)) for column in table.columns] for row in table.rows]
    nothing = [[_NOTHING, *("[not applicable]" for _ in table.columns[1:])]]
    references = "".join(f"$${reference}$$" for reference, _ in _notes(table))
    return {
        "table": pandas.DataFrame(
            rows or nothing, columns=[column.title for column in table.columns], dtype=object
        ),
        "table_name": table.name,
        "title": _plain(table.title) + references,
        "subtitles": [_plain(f"Query: {table.query}")],
        "instructions": "This worksheet contains one table.",
        "index_columns": {},
        "additional_formatting": [
            {"column": {"columns": [place], "format": {"num_format": "0.0"}}}
            for place, column in enumerate(table.columns)
            if column.kind in ("percentage", "number")
        ],
    }


def _notes(table: Table) -> list[tuple[str, str]]:
    return [(f"{table.name}_{number}", _plain(note)) for number, note in enumerate(table.notes, 1)]


def _plain(value: Any) -> Any:
    """Text as it is shown, without what gptables takes for a link or for the number of a note.

    A text without a Latin letter or digit, which it refuses (a name in Cyrillic too), says that it is one.
    """
    if not isinstance(value, str):
        return value
    text = visible(value).replace("](", "] (").replace("$$", "$ $")
    return text if _LATIN.search(text) else f"[as written] {text}"

"""CSV and its relatives: commas, semicolons, tabs or bars, in whatever encoding the sender's Excel writes."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Problem, Reading, Table, TableRow

MOST_BYTES = 32 * 2**20
MOST_CELLS = 1_000_000
LIGHT = 2**20  # bytes
DELIMITERS = ",;\t|"
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG")  # workbooks, documents, pictures
_LOOKED_AT = 50  # rows by which the delimiter is found
_END = "\ue000end of the file"  # a private-use letter: a row that nobody writes


def recognises(data: bytes) -> bool:
    """Never: almost any text could be a table, so the ending has to say it."""
    return False


def is_whole(data: bytes) -> bool:
    """Whether the last line is ended."""
    return data.endswith((b"\n", b"\r", b"\n\0", b"\r\0"))


def is_light(data: bytes) -> bool:
    """Whether it is short: every letter costs about the same."""
    return len(data) <= LIGHT


def read(name: str, data: bytes) -> Reading:
    """One table; its rows are 'row <n>' as Excel numbers them, those without any text left out.

    Raises SourceError where the file is too large. A cell that never ends is a Problem; the rows above stand.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if data.startswith(_NO_TEXT):
        raise SourceError(
            name,
            "This is no table of text, whatever its ending says.",
            remedy="Give it the ending of the program that wrote it, and drop it in again.",
        )
    text = _text(data)
    delimiter, text = _told_delimiter(text) or (_likely_delimiter(text), text)
    rows: list[TableRow] = []
    cells = 0
    for number, row in enumerate(_rows(f"{text}\n{_END}", delimiter), 1):
        if row == [_END]:
            return _reading(rows, ended=text.endswith(("\n", "\r")))
        if row is None or (row and row[-1].endswith(_END)):
            break
        cells += len(row)
        if cells > MOST_CELLS:
            raise too_large(name)
        if any(map(str.strip, row)):
            rows.append(TableRow(f"row {number}", row))
    problem = Problem(
        f"row {number}",
        "A cell of this row never ends; it and everything below could not be read.",
        "Look for a quotation mark without its partner, put it right, and drop the file in again.",
    )
    return Reading("csv", tables=[Table("whole file", rows)], problems=[problem])


def _reading(rows: list[TableRow], ended: bool) -> Reading:
    """All rows; not a last one that breaks off: cells that had not come yet would be taken for blank ones."""
    if ended or len(rows) < 2 or len(rows[-1].cells) >= len(rows[-2].cells):
        return Reading("csv", tables=[Table("whole file", rows)])
    problem = Problem(
        rows[-1].place,
        "The file breaks off in this row: it has fewer cells than the one above, and no end.",
        "Drop the whole file in again.",
    )
    return Reading("csv", tables=[Table("whole file", rows[:-1])], problems=[problem])


def _rows(text: str, delimiter: str) -> Iterator[list[str] | None]:
    """The rows; None, and nothing after it, where a cell is longer than any cell should be."""
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        yield None


def _text(data: bytes) -> str:
    """The letters: UTF-8, UTF-16, or else the Windows-1252 of older exports. NULs go."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif abs(tilt := data[1:400:2].count(0) - data[0:400:2].count(0)) > 20:  # UTF-16 without its mark
        text = data.decode("utf-16-le" if tilt > 0 else "utf-16-be", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\0", "")


def _told_delimiter(text: str) -> tuple[str, str] | None:
    """The delimiter that Excel's own first line `sep=;` tells, and the text below that line."""
    first, _, rest = text.partition("\n")
    told = first.strip('\r"').lower()
    return (told[4:], rest) if told.startswith("sep=") and told[4:] in tuple(DELIMITERS) else None


def _likely_delimiter(text: str) -> str:
    """The one that cuts the most of the first rows into equally many cells; then the one that cuts finer."""

    def evenness(delimiter: str) -> tuple[int, int]:
        rows = islice((row for row in _rows(text, delimiter) if row), _LOOKED_AT)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((times, width) for width, times in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=evenness)


def too_large(name: str) -> SourceError:
    """The refusal of a table that takes too much."""
    return SourceError(
        name,
        "The table is too large.",
        f"It may have {MOST_BYTES // 2**20} MB and {MOST_CELLS:,} cells.",
        "Keep the rows and columns of this inspection and drop it in again.",
    )

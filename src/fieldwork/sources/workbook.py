"""Workbooks: every sheet, hidden ones too, each cell as the text that a person would write for it.

calamine lays a sheet out whole, from its first used cell to its last, and ends the process where the memory
does not suffice. So a workbook that does not surely fit is read apart, in a process of its own that may fail.
"""

import json
import re
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

import python_calamine

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Reading, Table, TableRow

MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20
MOST_CELLS = 1_000_000  # of all sheets together
MOST_MEMORY = 2 * 2**30  # of the process apart
LONGEST = 60  # seconds that it may take

_PACKED = b"PK\x03\x04"
_PACKED_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an .xls, or any workbook under a password
_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_PLACED = re.compile(rb'<(?:[^\s<>/:]+:)?c\s+r="([A-Za-z]{1,3})(\d{1,7})"')  # as every program writes it
_TOO_LARGE, _PASSWORD, _DAMAGED = 21, 22, 23  # how the process apart ends

Sheets = list[tuple[str, list[tuple[int, list[str]]]]]  # each sheet's name, its rows with their numbers


def recognises(data: bytes) -> bool:
    """Whether it is a packed workbook, and no document or anything else that is packed."""
    return data.startswith(_PACKED) and (b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200])


def is_whole(data: bytes) -> bool:
    """Whether the record is there that ends what is packed; an .xls fills its last sector."""
    if not data.startswith(b"PK"):
        return len(data) % 512 == 0
    end = data.rfind(_PACKED_END)
    return end >= 0 and end + 22 + int.from_bytes(data[end + 20 : end + 22], "little") == len(data)


def read(name: str, data: bytes) -> Reading:
    """A table a sheet, without the rows that are empty; 'sheet <name>, row <n>' as Excel numbers them.

    Raises SourceError where the workbook is damaged, under a password, or too large.
    """
    if len(data) > MOST_BYTES:
        raise _error(name, _TOO_LARGE)
    if not data.startswith((_PACKED, _OLE)):
        raise _error(name, _DAMAGED)
    try:
        sheets = _sheets(data) if _surely_fits(data) else _sheets_apart(data)
    except _Unreadable as error:
        raise _error(name, error.why) from None
    tables = []
    for sheet, rows in sheets:
        place = f"sheet {sheet}"
        tables.append(Table(place, [TableRow(f"{place}, row {number}", cells) for number, cells in rows]))
    return Reading("workbook", tables=tables)


class _Unreadable(Exception):
    def __init__(self, why: int) -> None:
        super().__init__(why)
        self.why = why


def _surely_fits(data: bytes) -> bool:
    """Whether the cells' own places, as an .xlsx spells them out, span no more than may be laid out."""
    if not data.startswith(_PACKED):
        return False
    try:
        packed = ZipFile(BytesIO(data))
    except Exception:  # zipfile has many ways to fail
        raise _Unreadable(_DAMAGED) from None
    with packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _Unreadable(_TOO_LARGE)
        is_xml = any(part.filename == "xl/workbook.xml" for part in parts)
        return is_xml and sum(_span(packed, part) for part in parts) <= MOST_CELLS


def _span(packed: ZipFile, part: ZipInfo) -> int:
    """Rows by columns of a sheet, to the last place that its XML names; too many where that is not sure."""
    try:
        xml = packed.read(part)
    except Exception:  # damaged: perhaps a part that nobody needs
        return MOST_CELLS + 1
    if b"sheetData" not in xml:
        return 0
    places = _PLACED.findall(xml)
    if len(_CELL.findall(xml)) != len(places):
        return MOST_CELLS + 1
    rows = max((int(digits) for _, digits in places), default=0)
    return rows * max((_column(letters) for letters, _ in places), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _sheets(data: bytes) -> Sheets:
    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            left = MOST_CELLS
            sheets: Sheets = []
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                left -= sheet.total_height * sheet.total_width
                if left < 0:
                    raise _Unreadable(_TOO_LARGE)
                rows = ([_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False))
                sheets.append((name, [(number, row) for number, row in enumerate(rows, 1) if any(row)]))
            return sheets
    except (_Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except python_calamine.PasswordError:
        raise _Unreadable(_PASSWORD) from None
    except BaseException:  # calamine's panics are no Exception
        raise _Unreadable(_DAMAGED) from None


def _text(cell: Any) -> str:
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).upper()
        case int() | float():
            return format(cell, ".15g")  # what Excel itself keeps of a number
        case datetime():
            return (cell + timedelta(milliseconds=500)).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="seconds")
        case _:
            return str(cell)


def _sheets_apart(data: bytes) -> Sheets:
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _Unreadable(_TOO_LARGE) from None
    if done.returncode == 0:
        sheets: Sheets = json.loads(done.stdout)
        return sheets
    known = done.returncode in (_TOO_LARGE, _PASSWORD, _DAMAGED)
    raise _Unreadable(done.returncode if known else _TOO_LARGE)


def _apart() -> int:
    """What the process apart does: the workbook comes in, its sheets go out; the exit code says why not."""
    with suppress(ImportError):  # Windows has no such limit; there the process simply ends
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        sheets = _sheets(sys.stdin.buffer.read())
    except _Unreadable as error:
        return error.why
    sys.stdout.buffer.write(json.dumps(sheets).encode())
    return 0


def _error(name: str, why: int) -> SourceError:
    if why == _PASSWORD:
        remedy = "Save it without a password and drop it in again."
        return SourceError(name, "The workbook is under a password.", remedy=remedy)
    if why == _TOO_LARGE:
        return SourceError(
            name,
            "The workbook is too large.",
            f"It may have {MOST_BYTES // 2**20} MB and {MOST_CELLS:,} cells, the empty ones between counted.",
            "Keep the rows and columns of this inspection and drop it in again.",
        )
    return SourceError(
        name,
        "The workbook is damaged or cut off, or no workbook at all.",
        remedy="Open it in Excel, save it as .xlsx, and drop it in again.",
    )


if __name__ == "__main__":
    sys.exit(_apart())

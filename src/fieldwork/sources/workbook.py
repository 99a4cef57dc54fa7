"""Workbooks: every sheet, hidden ones too, each cell as the text that a person would write for it.

calamine lays a sheet out whole, from its first used cell to its last, and ends the process where the memory
does not suffice. So a workbook is never light: it is read in a process of its own that may fail.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import python_calamine

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Reading, Table, TableRow

MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20
MOST_CELLS = 1_000_000  # of all sheets together
_LONGEST_NAME = 100  # letters of a sheet's name, which stands in every place; Excel takes 31

_LATEST = datetime.max - timedelta(seconds=1)
_PACKED = b"PK\x03\x04"
_PACKED_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an .xls, or any workbook under a password
_TOO_LARGE, _PASSWORD, _DAMAGED = range(3)  # why it cannot be read

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


def is_light(data: bytes) -> bool:
    """Never: a few bytes may ask for all the memory there is."""
    return False


def too_large(name: str) -> SourceError:
    """The refusal of a workbook that takes too much."""
    return _error(name, _TOO_LARGE)


def read(name: str, data: bytes) -> Reading:
    """A table a sheet, without the rows that are empty; 'sheet <name>, row <n>' as Excel numbers them.

    Raises SourceError where the workbook is damaged, under a password, or too large.
    """
    if len(data) > MOST_BYTES:
        raise _error(name, _TOO_LARGE)
    if not data.startswith((_PACKED, _OLE)):
        raise _error(name, _DAMAGED)
    try:
        _refuse_bomb(data)
        sheets = _sheets(data)
    except _Unreadable as error:
        raise _error(name, error.why) from None
    tables = []
    for sheet, rows in sheets:
        place = f"sheet {sheet[:_LONGEST_NAME]}"
        tables.append(Table(place, [TableRow(f"{place}, row {number}", cells) for number, cells in rows]))
    return Reading("workbook", tables=tables)


class _Unreadable(Exception):
    def __init__(self, why: int) -> None:
        super().__init__(why)
        self.why = why


def _refuse_bomb(data: bytes) -> None:
    if data.startswith(_PACKED):
        try:
            with ZipFile(BytesIO(data)) as packed:
                unpacked = sum(part.file_size for part in packed.infolist())
        except Exception:  # zipfile has many ways to fail
            raise _Unreadable(_DAMAGED) from None
        if unpacked > MOST_UNPACKED:
            raise _Unreadable(_TOO_LARGE)


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
            return (min(cell, _LATEST) + timedelta(milliseconds=500)).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="seconds")
        case _:
            return str(cell)


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

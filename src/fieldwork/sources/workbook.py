"""Workbooks: every sheet, hidden ones too, each cell as the text that a person would write for it."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import python_calamine

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Reading, Table, TableRow

MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 512 * 2**20
MOST_CELLS = 2_000_000

_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any workbook under a password


def recognises(data: bytes) -> bool:
    """Whether it is a zip file with a workbook inside, and not a document or anything else."""
    return data.startswith(_ZIP) and (b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200])


def is_whole(data: bytes) -> bool:
    """Whether a zip file has its directory, which stands at the end; an .xls its last sector."""
    return _ZIP_END in data[-66_000:] if data.startswith(b"PK") else len(data) % 512 == 0


def read(name: str, data: bytes) -> Reading:
    """A table a sheet. Raises SourceError where it is damaged, protected by a password, or too large."""
    _refuse_large(name, data)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            tables = [_table(name, book.get_sheet_by_name(sheet)) for sheet in book.sheet_names]
    except SourceError:
        raise
    except python_calamine.PasswordError:
        raise SourceError(
            name, "The workbook is protected by a password.", remedy=_WITHOUT_PASSWORD
        ) from None
    except BaseException as error:  # calamine's panics are no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise _damaged(name) from None
    return Reading("workbook", tables=tables)


_WITHOUT_PASSWORD = "Save it without a password and drop it in again."  # noqa: S105


def _table(name: str, sheet: Any) -> Table:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _too_large(name)
    place = f"sheet {sheet.name}"
    rows = [
        TableRow(f"{place}, row {number}", tuple(map(_text, row)))
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]
    return Table(place, rows)


def _text(value: Any) -> str:
    match value:
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _refuse_large(name: str, data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    if data.startswith(b"PK"):
        try:
            unpacked = sum(part.file_size for part in ZipFile(BytesIO(data)).infolist())
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise _damaged(name) from None
        if unpacked > MOST_UNPACKED:
            raise _too_large(name)


def _damaged(name: str) -> SourceError:
    return SourceError(
        name,
        "The workbook is damaged or cut off, or no workbook at all.",
        remedy="Open it in Excel, save it as .xlsx, and drop it in again.",
    )


def _too_large(name: str) -> SourceError:
    return SourceError(
        name,
        "The workbook is too large.",
        f"It may have {MOST_BYTES // 2**20} MB and {MOST_CELLS:,} cells a sheet.",
        "Keep the rows and columns of this inspection and drop it in again.",
    )

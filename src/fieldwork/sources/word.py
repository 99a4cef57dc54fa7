"""Word documents: the tables in them, cell by cell. What stands around the tables is for people."""

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.table import Table as WordTable
from docx.table import _Cell

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Reading, Table, TableRow

MOST_BYTES = 16 * 2**20
MOST_UNPACKED = 64 * 2**20
MOST_CELLS = 50_000  # of all tables together

_PACKED = b"PK\x03\x04"
_PACKED_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a .doc, or a document under a password
_CELL_OR_SO = b"tc>"  # with whatever prefix; every cell has one at its end


def recognises(data: bytes) -> bool:
    """Whether it is a packed Word document."""
    return data.startswith(_PACKED) and b"word/document.xml" in data


def is_whole(data: bytes) -> bool:
    """Whether the record is there that ends what is packed."""
    end = data.rfind(_PACKED_END)
    return end >= 0 and end + 22 + int.from_bytes(data[end + 20 : end + 22], "little") == len(data)


def is_light(data: bytes) -> bool:
    """Never: a short document may unpack to a long one."""
    return False


def read(name: str, data: bytes) -> Reading:
    """A table for each table of the document; 'table 2, row 3' as one counts them.

    Raises SourceError where the document is damaged, under a password, too large, or has no table.
    """
    if data.startswith(_OLE):
        raise SourceError(
            name, "The document is old or under a password.", "", "Save it as .docx without a password."
        )
    _refuse_large(name, data)
    try:
        found = docx.Document(BytesIO(data)).tables
        tables = [_table(number, table) for number, table in enumerate(found, 1)]
    except Exception:  # the library has many ways to fail
        raise _damaged(name) from None
    if not tables:
        raise SourceError(
            name,
            "The document has no table.",
            "fieldwork reads tables only, with headings above their columns.",
            "Put what is to be counted into a table, or keep the document elsewhere.",
        )
    return Reading("word", tables=tables)


def too_large(name: str) -> SourceError:
    """The refusal of a document that takes too much."""
    return SourceError(
        name,
        "The document is too large.",
        f"It may have {MOST_BYTES // 2**20} MB and {MOST_CELLS:,} cells.",
        "Keep the tables of this inspection and drop it in again.",
    )


def _refuse_large(name: str, data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            small = len(data) <= MOST_BYTES and unpacked <= MOST_UNPACKED
            small = small and packed.read("word/document.xml").count(_CELL_OR_SO) <= 2 * MOST_CELLS
    except Exception:  # zipfile has many ways to fail
        raise _damaged(name) from None
    if not small:
        raise too_large(name)


def _table(number: int, table: WordTable) -> Table:
    """Cells as they stand in their row: a cell that spans several columns is one."""
    place = f"table {number}"
    rows = ([_Cell(cell, table).text for cell in row.tc_lst] for row in table._tbl.tr_lst)
    return Table(
        place, [TableRow(f"{place}, row {at}", cells) for at, cells in enumerate(rows, 1) if any(cells)]
    )


def _damaged(name: str) -> SourceError:
    return SourceError(
        name,
        "The document is damaged or cut off, or no Word document at all.",
        remedy="Open it in Word, save it as .docx, and drop it in again.",
    )

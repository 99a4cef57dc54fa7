"""The files of an office: workbooks, CSV, a note that is no evidence, the lock beside an open file."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | datetime | None
MADE = datetime(2018, 1, 1)  # a fixed date of making, so that the same workbook is the same bytes


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines of notes, an empty line, then headings and rows."""

    title: str
    notes: Sequence[str]
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(*sheets: Sheet) -> bytes:
    """An .xlsx file; the same sheets give the same bytes on every machine."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        bold = book.add_format({"bold": True, "text_wrap": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:31])  # Excel's longest name of a sheet
            for number, note in enumerate(sheet.notes):
                page.write_string(number, 0, note)
            top = len(sheet.notes) + 1
            page.write_row(top, 0, sheet.headings, bold)
            for number, row in enumerate(sheet.rows, top + 1):
                _write(page, number, row, moment)
            page.freeze_panes(top + 1, 1)
            page.set_column(0, len(sheet.headings) - 1, 16)
    with ZipFile(made) as archive:
        return _pack({name: archive.read(name) for name in archive.namelist()})


def delimited(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file as Excel saves it, with a BOM."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(headings)
    for row in rows:
        table.writerow([f"{cell:%d/%m/%Y %H:%M}" if isinstance(cell, datetime) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def note(text: str) -> bytes:
    """A minimal Word document: something people drop that fieldwork does not read."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _pack(
        {
            "[Content_Types].xml": b'<?xml version="1.0" encoding="UTF-8"?>'
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            b'<Default Extension="rels"'
            b' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats'
            b'-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": b'<?xml version="1.0" encoding="UTF-8"?>'
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
            b'/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{word}">'
            f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>".encode(),
        }
    )


def lock(initials: str) -> bytes:
    """What Excel leaves as `~$name.xlsx` while somebody has the workbook open: who, padded to 165 bytes."""
    who = initials.encode("ascii")
    return (
        bytes([len(who)])
        + who.ljust(54, b" ")
        + bytes([len(who), 0])
        + initials.ljust(54).encode("utf-16-le")
    )


def _write(page: Worksheet, number: int, row: Sequence[Cell], moment: Format) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, datetime):
            page.write_datetime(number, column, cell, moment)
        elif isinstance(cell, int):
            page.write_number(number, column, cell)
        elif cell is not None:
            page.write_string(number, column, cell)


def _pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive, stored: what deflate gives depends on the zlib of the machine."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, data in parts.items():
            part = ZipInfo(name)  # of 1980-01-01
            part.create_system = 0  # zipfile would say on which system it was made
            archive.writestr(part, data)
    return made.getvalue()

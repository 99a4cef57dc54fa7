"""Workbooks: what a person sees in each cell, and what is refused."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import workbook

Book = openpyxl.Workbook


def saved(book: Book) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def of(fill: Callable[[Worksheet], object]) -> bytes:
    book = Book()
    fill(book.active)
    return saved(book)


def cells(data: bytes, name: str = "a.xlsx") -> dict[str, list[str]]:
    tables = sources.read(name, data).tables
    return {row.place: list(row.cells) for table in tables for row in table.rows}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("A1", "A1"),
        (1001, "1001"),
        (1001.0, "1001"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2018, 11, 5), "2018-11-05"),
        (datetime(2018, 11, 5, 14, 30), "2018-11-05T14:30:00"),
        (datetime(2018, 11, 5, 14, 29, 59, 999_900), "2018-11-05T14:30:00"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_000), "9999-12-31T23:59:59"),
        (time(14, 30), "14:30:00"),
        ("two\nlines", "two\nlines"),
        (" spaces ", " spaces "),
        ("0117", "0117"),
    ],
)
def test_a_cell_is_the_text_that_a_person_would_write(value: object, text: str) -> None:
    assert cells(of(lambda sheet: sheet.append([value, "x"]))) == {"sheet Sheet, row 1": [text, "x"]}


def test_a_date_kept_as_a_serial_number_is_a_date() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = 43409, 43409
        sheet["A1"].number_format = "dd/mm/yyyy"

    assert cells(of(fill)) == {"sheet Sheet, row 1": ["2018-11-05", "43409"]}


def test_a_place_does_not_get_longer_with_the_name_of_its_sheet() -> None:
    book = BytesIO()
    with xlsxwriter.Workbook(book) as written:
        written.add_worksheet("Named").write("A1", "x")
    renamed = repacked(
        book.getvalue(), lambda part: part.replace(b'name="Named"', b'name="%s"' % (b"N" * 9_999))
    )
    assert list(cells(renamed)) == [f"sheet {'N' * 100}, row 1"]


def test_a_formula_is_its_value() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("S").write_formula(0, 0, "=1+1", None, 2)
    assert cells(file.getvalue()) == {"sheet S, row 1": ["2"]}


def test_merged_cells_have_their_text_at_the_top_left() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["D1"] = "merged", "x"
        sheet.merge_cells("A1:C2")

    assert cells(of(fill)) == {"sheet Sheet, row 1": ["merged", "", "", "x"]}


def test_every_sheet_is_read_hidden_ones_too_with_rows_numbered_as_excel_does() -> None:
    book = Book()
    book.active.title = "Notes"
    book.active["B3"] = "note"
    for title, state in [("Hidden", "hidden"), ("Deep", "veryHidden"), ("Empty", "visible")]:
        book.create_sheet(title).sheet_state = state
    book["Hidden"].append(["case_id"])
    book["Deep"].append(["A1"])
    data = saved(book)
    assert [table.place for table in sources.read("a.xlsx", data).tables] == [
        "sheet Notes",
        "sheet Hidden",
        "sheet Deep",
        "sheet Empty",
    ]
    assert cells(data) == {
        "sheet Notes, row 3": ["", "note"],
        "sheet Hidden, row 1": ["case_id"],
        "sheet Deep, row 1": ["A1"],
    }


def test_deaths_reads_as_a_person_sees_it(real: Callable[[str], bytes]) -> None:
    seen = cells(real("2_messy_tables/readxl/deaths.xlsx"))
    assert seen["sheet arts, row 1"] == ["Lots of people", "", "", "", "", ""]
    assert seen["sheet arts, row 4"] == ["or", "merging", "", "", "", "cells"]  # B4:E4 are merged
    headings = ["Name", "Profession", "Age", "Has kids", "Date of birth", "Date of death"]
    assert seen["sheet arts, row 5"] == headings
    bowie = ["David Bowie", "musician", "69", "TRUE", "1947-01-08", "2016-01-10"]
    assert seen["sheet arts, row 6"] == bowie
    assert seen["sheet arts, row 14"][0] == "Zsa Zsa Gábor"
    assert seen["sheet arts, row 19"] == ["", "", "", "", "", "too!"]
    assert len(seen) == 38


def test_the_workload_extract_reads_as_a_person_sees_it(real: Callable[[str], bytes]) -> None:
    data = real("2_messy_tables/moj_wmt_etl/ND01.xlsx")
    seen = cells(data)
    assert len(sources.read("ND01.xlsx", data).tables) == 12
    assert seen["sheet Court_Reports, row 1"][4] == "LDU_Code\n"  # a heading that ends in a newline
    assert seen["sheet Court_Reports, row 2"][9:12] == ["1001", "C", "1001|WMT|C"]  # a key kept as a number
    assert seen["sheet Flag_Warr_4_n, row 2"][5] == "1001"  # the same key kept as text
    assert seen["sheet Inst_Reports, row 2"][7] == "2017-03-01T15:05:00"
    assert seen["sheet ARMS, row 4"][0] == "2017-09-13"
    assert [seen["sheet CMS, row 2"][index] for index in (0, 1, 5)] == ["123", "2017-10-13", "1002"]


def test_sheets_with_headings_only_are_read(real: Callable[[str], bytes]) -> None:
    seen = cells(real("2_messy_tables/moj_wmt_etl/Invalid_WMT_Extract_sample.xlsx"))
    assert seen["sheet Invalid_Name, row 2"] == ["1001|WMT|C", "15", "5", "24"]
    assert seen["sheet Flag_Priority, row 1"][0] == "Row_Type"
    assert "sheet Flag_Priority, row 2" not in seen


def test_a_workbook_without_places_says_the_same() -> None:
    data = of(lambda sheet: sheet.append(["case_id", "£ “x”", 3]))
    without = repacked(data, lambda sheet: sheet.replace(b' r="A1"', b"").replace(b' r="B1"', b""))
    assert cells(without) == cells(data)


def test_an_open_document_is_read_as_a_person_sees_it() -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>A1</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2018-11-05"/>'
        '<table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
    )
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Cases">'
        f"{row}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content)
    assert cells(file.getvalue(), "a.ods") == {"sheet Cases, row 1": ["A1", "2018-11-05", "3"]}
    assert sources.read("a", file.getvalue()).format == "workbook"


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, change(content) if "worksheets/" in name or "workbook.xml" in name else content
            )
    return file.getvalue()


def far_corner(sheet: Worksheet) -> None:
    sheet["A1"], sheet["XFD1048576"] = "a", "b"


def test_two_cells_too_far_apart_are_refused_and_do_not_end_the_process() -> None:
    with pytest.raises(SourceError, match="too large") as refusal:
        sources.read("a.xlsx", of(far_corner))
    assert "1,000,000 cells" in refusal.value.allowed


def test_a_cell_that_is_only_coloured_far_below_does_no_harm() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "case_id"
        sheet["T1048576"].number_format = "0.00"

    assert cells(of(fill)) == {"sheet Sheet, row 1": ["case_id"]}


def test_what_would_unpack_too_large_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(workbook.MOST_UNPACKED // 2**20 + 1):
                part.write(bytes(2**20))
    with pytest.raises(SourceError, match="too large"):
        sources.read("a.xlsx", file.getvalue())


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods"])
@pytest.mark.parametrize(
    "data",
    [
        b"words",
        b"PK\x03\x04",
        of(far_corner)[:900],
        b"<html><table></table></html>",
        b"\xd0\xcf\x11\xe0" * 300,
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_ending(name: str, data: bytes) -> None:
    with pytest.raises(SourceError, match="damaged or cut off") as refusal:
        sources.read(name, data)
    assert refusal.value.remedy

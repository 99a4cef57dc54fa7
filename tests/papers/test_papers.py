"""A paper in each of its forms: the same bytes every time, harmless texts, an accessible workbook."""

import csv
import io
import os
import time
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from fieldwork import papers
from fieldwork.papers import Chart, Column, Paper, Section, Table

FORMULA = "=cmd|' /C calc'!A0"
LINK = "[press](https://example.org) $$1$$"
MARKUP = "<script>alert(1)</script>"

COLUMNS = [
    Column("question", "Question"),
    Column("n", "Answers", "count"),
    Column("share", "Per cent yes", "percentage", blank="fewer than 10 answers"),
    Column("checked", "Checked", "yes_no"),
    Column("at", "Recorded", "moment"),
]
ROWS = [
    {"question": "2.1.1", "n": 1234, "share": 79.549, "checked": True, "at": datetime(2018, 11, 9, 17, 5)},
    {"question": FORMULA, "n": 4, "share": None, "checked": False, "at": None},
    {"question": LINK, "n": 0, "share": 0.0, "checked": None, "at": None},
    {"question": MARKUP, "n": 7, "share": 100.0, "checked": True, "at": None},
]


def paper(rows=ROWS):
    figures = Table(
        "figures", "Key questions", COLUMNS, rows, "key_question_results", ["Only complete cases."]
    )
    nothing = Table("nothing", "Rejects", COLUMNS[:2], [], "rejects")
    chart = Chart('<svg class="drawing"></svg>', 'One bar "long".')
    sections = [
        Section("results", "Results", [MARKUP], [figures], [chart]),
        Section("doors", "Doors", (), [nothing]),
    ]
    return Paper(
        "week", "Week 1", "Marl & Fen", "Marl CRC", "Probation", datetime(2018, 11, 9), "abc", True, sections
    )


@pytest.fixture
def sheets():
    return openpyxl.load_workbook(io.BytesIO(papers.workbook(paper())))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_has_a_cover_contents_and_notes_then_one_table_a_sheet(sheets):
    assert sheets.sheetnames == ["Cover", "Contents", "Notes", "figures", "nothing"]
    assert [list(sheets[name].tables) for name in sheets.sheetnames] == [
        [],
        ["contents_table"],
        ["notes_table"],
        ["figures"],
        ["nothing"],
    ]
    assert sheets.properties.title == "Week 1: Marl & Fen"


def test_no_cell_is_merged_and_no_row_or_column_of_a_table_is_blank(sheets):
    for sheet in sheets:
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            rows = [[cell.value for cell in row] for row in sheet[table.ref]]
            assert all(value is not None for row in rows for value in row)
            assert len(set(rows[0])) == len(rows[0])


def test_every_sheet_begins_with_its_title_in_the_first_cell(sheets):
    assert sheets["figures"]["A1"].value == "Key questions[note 1]"
    assert sheets["Notes"]["A1"].value == "Notes"
    assert [1, "Only complete cases."] in cells(sheets["Notes"])


def test_figures_are_numbers_and_an_empty_cell_says_why(sheets):
    [table] = sheets["figures"].tables.values()
    first, second, *_ = [[cell.value for cell in row] for row in sheets["figures"][table.ref]][1:]
    assert first == ["2.1.1", 1234, 79.5, "yes", "09/11/2018 17:05"]
    assert second[2] == "[fewer than 10 answers]"
    assert cells(sheets["nothing"])[-1] == ["[nothing to list]", "[not applicable]"]


def test_what_looks_like_a_formula_or_link_stays_text(sheets):
    for row in sheets["figures"].iter_rows():
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    values = [value for row in cells(sheets["figures"]) for value in row]
    assert FORMULA in values
    assert "[press] (https://example.org) $ $1$ $" in values


def test_csv_has_a_mark_for_excel_and_a_quote_before_what_looks_like_a_formula():
    [table, _] = paper().tables
    data = papers.csv(table)
    assert data.startswith(b"\xef\xbb\xbf")
    heads, first, second, *_ = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert heads == ["Question", "Answers", "Per cent yes", "Checked", "Recorded"]
    assert first == ["2.1.1", "1234", "79.5", "yes", "09/11/2018 17:05"]
    assert second[0] == f"'{FORMULA}"


@pytest.mark.parametrize("sign", "=+-@\t\r\n＝＋－＠")
def test_a_text_that_begins_as_a_formula_does_is_quoted_and_a_number_stays_one(sign):
    assert papers.harmless(f"{sign}1") == f"'{sign}1"
    assert papers.harmless(-1) == -1


def test_a_page_escapes_every_text_has_no_script_and_asks_for_nothing():
    made = papers.page(paper(), "".join(section._repr_html_() for section in paper().sections))
    assert "<script" not in made
    assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert 'aria-label="One bar &quot;long&quot;."' in made
    assert "Nothing in this paper is real." in made
    assert '<th scope="col" class="numeric">Answers</th>' in made
    assert "url(" not in made


def test_no_form_of_a_paper_lets_a_text_turn_the_reading_direction():
    turning, shown = "\u202exslx.csv\u2069", "�xslx.csv�"
    table = Table("figures", turning, COLUMNS[:1], [{"question": turning}], "rejects", [turning])
    section = Section("results", turning, [turning], [table], [Chart("<svg></svg>", turning)])
    turned = replace(paper(), title=turning, sections=[section])
    book = openpyxl.load_workbook(io.BytesIO(papers.workbook(turned)))
    written = {
        "page": papers.page(turned, papers.section_html(section)),
        "workbook": " ".join(str(value) for sheet in book for row in cells(sheet) for value in row),
        "csv": papers.csv(table).decode("utf-8-sig"),
    }
    for form, text in written.items():
        assert shown in text, form
        assert not set("\u202e\u2069") & set(text), form


@pytest.mark.parametrize("name", ["../up", "Up", "notes", "a" * 32])
def test_a_name_that_no_file_or_sheet_may_have_is_refused(name):
    with pytest.raises(ValueError, match="small letters"):
        Table(name, "Up", COLUMNS, [], "rejects")


def test_two_tables_of_one_name_are_refused():
    with pytest.raises(ValueError, match="have one name"):
        replace(paper(), sections=paper().sections * 2)


@pytest.fixture
def elsewhere(monkeypatch):
    """Another time zone, for the C library too."""

    def elsewhere(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield elsewhere
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX changes its time zone within a process")
def test_the_same_paper_gives_the_same_bytes_in_another_time_zone(elsewhere):
    elsewhere("Pacific/Auckland")
    first = papers.workbook(paper())
    elsewhere("America/Los_Angeles")
    assert papers.workbook(paper()) == first


def test_a_number_just_below_nothing_is_nothing_without_a_sign():
    assert Column("off", "Off", "number").said({"off": -0.04}) == "0.0"

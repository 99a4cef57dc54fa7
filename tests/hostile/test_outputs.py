"""What people wrote goes through every paper as text: none of it becomes a formula, markup or an object."""

import csv
import io
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import html
from naughty import texts

from fieldwork import packs, papers

LEADING = tuple("=+-@\t\r")
ACTIVE = {"script", "iframe", "object", "embed", "form", "input", "base"}


@pytest.fixture(scope="module")
def written(opened_in, tmp_path_factory):
    """A week's pack and the panel's papers where every note, theme, role and reason is such."""
    office = opened_in(tmp_path_factory.mktemp("naughty"))
    table = io.StringIO(newline="")
    rows = [[f"N{number}", text, text, text] for number, text in enumerate(texts())]
    csv.writer(table).writerows([["id", "note", "theme", "role"], *rows])
    office.drop("notes.csv", table.getvalue())
    reasons = io.StringIO(newline="")
    first = texts()[:40]
    day = "2018-11-05"
    decided = [["1.1", "Good", text, text, f"{day} 10:{number:02}"] for number, text in enumerate(first)]
    csv.writer(reasons).writerows([["standard", "panel rating", "reason", "role", "decided at"], *decided])
    office.drop("decisions.csv", reasons.getvalue())
    office.sync()
    folder = tmp_path_factory.mktemp("pack")
    path = office.folders.snapshots / "000001.duckdb"
    week = packs.weekly(path, None, 1, ["tier1"])
    packs.write_week(week, folder)
    for paper in packs.panel(path):
        (folder / f"{paper.name}.docx").write_bytes(papers.word(paper, None))
    return folder, week


def test_the_texts_have_come_into_the_pack(written):
    _, week = written
    said = [row["line"] for table in week.tables if table.name == "notes_by_theme" for row in table.rows]
    assert len(said) > 300


def test_no_cell_of_a_workbook_is_a_formula_or_link(written):
    folder, _ = written
    book = openpyxl.load_workbook(folder / "week.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    linked = {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}
    assert linked == set()


def test_no_cell_of_a_csv_begins_as_a_formula(written):
    folder, _ = written
    for file in (folder / "csv").glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")):
            assert [cell for cell in row if cell.startswith(LEADING) and not _number(cell)] == []


def test_no_text_becomes_an_element_or_a_script_of_a_page(written):
    folder, _ = written
    page = html.fromstring((folder / "week.html").read_bytes())
    assert {element.tag for element in page.iter() if element.tag in ACTIVE} == set()
    attributes = [(name, value) for element in page.iter() for name, value in element.attrib.items()]
    assert [name for name, _ in attributes if name.lower().startswith("on")] == []
    addresses = [value for name, value in attributes if name in ("href", "src", "action")]
    assert [address for address in addresses if not address.startswith(("#", "data:"))] == []


def test_a_word_file_refers_to_nothing_outside_and_holds_no_object(written):
    folder, _ = written
    for file in folder.glob("*.docx"):
        with ZipFile(file) as parts:
            names = parts.namelist()
            relations = b"".join(parts.read(name) for name in names if name.endswith(".rels"))
        assert [name for name in names if "embed" in name or "vba" in name.lower()] == []
        assert b'TargetMode="External"' not in relations


def _number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True

"""fieldwork timetable, and what fieldwork new says of bank holidays."""

import csv
import io
import sys

import openpyxl
import pytest

from fieldwork import sources
from fieldwork.cli import main

ABOUT = ("--programme", "probation-2018-crc", "--organisation", "Essex CRC")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command in an empty folder: what it printed, and its words on one line."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["fieldwork", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return command


def test_new_makes_the_programmes_weeks_and_says_which_holidays_fall_into_them(run, tmp_path):
    code, _, err = run("new", "essex", *ABOUT, "--starts", "2019-04-08")
    assert not code
    assert "Fieldwork week 2: Friday 19 April 2019 is a bank holiday, Good Friday.\n" in err
    declared = (tmp_path / "parameters" / "inspections" / "essex.yml").read_text("utf-8")
    assert "weeks: [2019-04-08, 2019-04-15, 2019-04-22]" in declared


def test_new_says_nothing_of_holidays_where_there_is_none(run):
    assert "holiday" not in run("new", "essex", *ABOUT, "--starts", "2018-11-05")[2]


def test_the_timetable_as_rows_calendar_and_workbook_has_the_same_steps(run):
    run("new", "essex", *ABOUT, "--starts", "2018-11-05")
    files = ("--ics", "t.ics", "--workbook", "t.xlsx")
    code, out, _ = run("timetable", "essex", "--format", "csv", *files)
    assert not code
    rows = {row["step"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (rows["ratings_panel"]["due"], rows["ratings_panel"]["rule"]) == (
        "2018-11-29",
        "week +1, Thursday",
    )
    with open("t.ics", "rb") as file:
        [table] = sources.read("t.ics", file.read()).tables
    assert {row.cells[0] for row in table.rows[1:]} == {f"{step}@essex.fieldwork" for step in rows}
    sheet = openpyxl.load_workbook("t.xlsx")["timetable"]
    assert {row[-1].value for row in sheet.iter_rows()} >= set(rows)


def test_in_wales_the_report_comes_later(run, tmp_path):
    run("new", "essex", *ABOUT, "--starts", "2018-11-05")
    declared = tmp_path / "parameters" / "inspections" / "essex.yml"
    declared.write_text(declared.read_text("utf-8").replace("country: England", "country: Wales"), "utf-8")
    _, out, _ = run("timetable", "essex", "--format", "csv")
    rows = {row["step"]: row["begins"] for row in csv.DictReader(io.StringIO(out))}
    assert "published" not in rows
    assert rows["published_in_wales"] == "2019-03-18"

"""Which format a file is read as, what is not evidence, and when a file is whole."""

import subprocess
import sys
from io import BytesIO

import openpyxl
import pytest

from fieldwork import sources
from fieldwork.errors import SourceError

XML = b"<form><case>A1</case></form>"
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
CSV = b"case_id,answer\nA1,yes\n"


def workbook() -> bytes:
    file = BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "case_id"
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("A1.xml", XML, "infopath"),
        ("A1.XML", XML, "infopath"),
        ("cases.xlsx", workbook(), "workbook"),
        ("cases.csv", CSV, "csv"),
        ("cases.tsv", CSV, "csv"),
        ("week 1/schedule.ics", ICS, "calendar"),
        ("A1.infopath", XML, "infopath"),
        ("no ending", b'\xef\xbb\xbf<?xml version="1.0"?>\n' + XML, "infopath"),
        ("no ending", XML.decode().encode("utf-16"), "infopath"),
        ("cases (1).xlsx.bak", workbook(), "workbook"),
        ("schedule", ICS, "calendar"),
    ],
)
def test_the_ending_decides_and_then_the_contents(name: str, data: bytes, format: str) -> None:
    assert sources.read(name, data).format == format


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"words", b"PK\x03\x04ppt/presentation.xml", b"<html><p></p></html>"]
)
def test_an_unknown_file_is_refused_with_what_is_read_instead(data: bytes) -> None:
    with pytest.raises(SourceError) as refusal:
        sources.read("notes.pages", data)
    assert refusal.value.place == "notes.pages"
    assert all(ending in refusal.value.allowed for ending in (".xml", ".xlsx", ".csv", ".ics"))
    assert refusal.value.remedy


@pytest.mark.parametrize("name", ["a.xml", "a.xlsx", "a.xls", "a.csv", "a.ics", "a"])
def test_an_empty_file_is_refused_and_not_whole(name: str) -> None:
    with pytest.raises(SourceError, match="empty"):
        sources.read(name, b"")
    assert not sources.looks_whole(name, b"")


def test_reading_xml_loads_no_library_for_workbooks_or_calendars() -> None:
    script = (
        "import sys; from fieldwork import sources; sources.read('a.xml', b'<a><b>1</b></a>');"
        "print([m for m in ('python_calamine', 'icalendar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("~$cases.xlsx", True),
        (".~lock.cases.ods#", True),
        (".DS_Store", True),
        ("cases.csv.tmp", True),
        ("cases.xlsx.partial", True),
        ("Cases.CSV.crdownload", True),
        ("desktop.ini", True),
        ("Thumbs.db", True),
        ("week 1/.sync/state.csv", True),
        ("__MACOSX", True),
        ("cases.csv", False),
        ("week 1/A1.xml", False),
        ("temporary.xml", False),
    ],
)
def test_what_programs_leave_behind_is_no_evidence(name: str, ignored: bool) -> None:
    assert sources.is_ignored(name) is ignored


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("a.xml", XML),
        ("a.xml", XML + b"\r\n"),
        ("a.xml", b'<?xml version="1.0"?><!-- <b> --><?mso x?>' + XML),
        ("a.xml", b"<form/>"),
        ("a.xml", XML.decode().encode("utf-16")),
        ("a.csv", CSV),
        ("a.csv", CSV.decode().encode("utf-16-be")),
        ("a.ics", ICS),
        ("a.xlsx", workbook()),
    ],
)
def test_a_file_is_whole_when_its_end_is_there(name: str, whole: bytes) -> None:
    assert sources.looks_whole(name, whole)
    cut = len(whole.rstrip()) - 3
    assert not sources.looks_whole(name, whole[:cut])
    assert not sources.looks_whole(name, whole[:cut] + bytes(4096))  # the rest not written yet, but reserved


def test_a_form_cut_after_an_inner_element_is_not_whole() -> None:
    assert not sources.looks_whole("a.xml", b"<form><case>A1</case>")
    assert not sources.looks_whole("a.xml", b"<form><case/>")


def test_a_file_of_unknown_kind_is_taken_as_whole() -> None:
    assert sources.looks_whole("notes.pages", b"words")

"""Whatever comes, a reader says what it holds or refuses in plain words; text stays the text it was."""

import csv
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import apart
from fieldwork.sources.reading import Reading

KEPT = Path(__file__).parents[1] / "hostile" / "kept"
HERE = ("csv", "docx", "ics", "xlsx", "xml")  # the others, damaged, may end the process: see tests/hostile
GOOD = {f"good.{ending}": (KEPT / ending / f"good.{ending}").read_bytes() for ending in HERE}


def _workbook(*columns: Sequence[str]) -> bytes:
    file = BytesIO()
    book = openpyxl.Workbook()
    for number, column in enumerate(columns, 1):
        for row, text in enumerate(column, 1):
            cell = book.active.cell(row, number)
            cell.value, cell.data_type = text, "s"  # text, whatever it looks like
    book.save(file)
    return file.getvalue()


def _read_here(module: str, name: str, data: bytes) -> Reading:
    return cast(Reading, import_module(module).read(name, data))


def _reads_or_refuses(name: str, data: bytes) -> None:
    """In this process: no fault of a reader hides in the one apart."""
    sources.looks_whole(name, data)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(apart, "read", _read_here)
            said = sources.read(name, data).format
    except SourceError as refusal:
        said = refusal.wrong and refusal.remedy
    assert said


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file with a few bytes changed, cut out, doubled, or cut off."""
    name = draw(st.sampled_from(sorted(GOOD)))
    data = bytearray(GOOD[name])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        with_ = draw(st.one_of(st.binary(max_size=6), st.just(bytes(data[start:end]) * 2)))
        data[start:end] = with_
    return name, bytes(data)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_good_file_gone_bad_is_read_or_refused(file: tuple[str, bytes]) -> None:
    _reads_or_refuses(*file)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([*GOOD, "a"]),
    st.sampled_from([b"", b"<a>", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"]),
    st.binary(max_size=400),
)
def test_any_bytes_are_read_or_refused(name: str, start: bytes, rest: bytes) -> None:
    _reads_or_refuses(name, start + rest)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["docx", "xlsx"]), st.binary(max_size=60), st.data())
def test_a_package_gone_bad_inside_is_read_or_refused(ending: str, noise: bytes, data: st.DataObject) -> None:
    """Where the parser of its contents works: noise in one of the parts."""
    file = BytesIO()
    with ZipFile(BytesIO(GOOD[f"good.{ending}"])) as old, ZipFile(file, "w") as new:
        noisy = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = old.read(name)
            if name == noisy:
                at = data.draw(st.integers(0, len(part)))
                part = part[:at] + noise + part[at + data.draw(st.integers(0, 30)) :]
            new.writestr(name, part)
    _reads_or_refuses(f"good.{ending}", file.getvalue())


@pytest.fixture(scope="module")
def naughty(real: Callable[[str], bytes]) -> list[str]:
    """The Big List of Naughty Strings, and formulas that a spreadsheet might run."""
    strings = json.loads(real("4_hostile/blns/blns.json"))
    payloads = real("4_hostile/csv_injection/csv-payload_payloadbox.txt").decode().splitlines()
    return [text for text in [*strings, *payloads] if text.strip()]


def _in_xml(text: str) -> bool:
    return all(letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff") for letter in text)


def test_naughty_strings_come_through_a_form_as_they_are(naughty: list[str]) -> None:
    fit = [text for text in naughty if _in_xml(text)]
    inside = "".join(f"<q>{escape(text)}</q>" for text in fit)
    tree = sources.read("a.xml", f"<form>{inside}</form>".encode()).tree
    assert tree is not None
    assert [tree.fields[f"q[{number}]"] for number in range(1, len(fit) + 1)] == fit


def test_naughty_strings_come_through_a_table_of_text_as_they_are(naughty: list[str]) -> None:
    file = StringIO(newline="")
    csv.writer(file).writerows([f"A{number}", text] for number, text in enumerate(naughty))
    reading = sources.read("a.csv", file.getvalue().encode())
    assert not reading.problems
    assert [row.cells[1] for row in reading.tables[0].rows] == [text.replace("\0", "") for text in naughty]


def test_naughty_strings_come_through_a_workbook_as_they_are(naughty: list[str]) -> None:
    fit = [text for text in naughty if _in_xml(text)]
    data = _workbook([f"A{number}" for number in range(len(fit))], fit)
    assert [row.cells[1] for row in sources.read("a.xlsx", data).tables[0].rows] == fit

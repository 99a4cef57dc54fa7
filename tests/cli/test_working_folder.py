"""Nothing that lies in the folder from which fieldwork is started is run, whatever it is called."""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from urllib.request import urlopen

import openpyxl
import pytest

from fieldwork import papers, sources
from fieldwork.errors import PackError

POISONED = (
    "json pathlib icalendar duckdb docx lxml ipykernel ipython_config jupyter_config voila sitecustomize"
)
STARTED = (
    "import sys; from fieldwork.cli import main; sys.argv[0] = 'fieldwork'; main()"  # as its script does
)
CALENDAR = b"""\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:0117
DTSTART:20181106T100000
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
END:VCALENDAR
"""  # a series is read in a process of its own


@pytest.fixture
def poisoned(tmp_path):
    """A folder of modules that leave a mark beside themselves where they are run."""
    folder = tmp_path / "poisoned"
    folder.mkdir()
    for name in POISONED.split():
        (folder / f"{name}.py").write_text("open(__file__ + '.ran', 'w').close()\n")
    yield folder
    assert [path.name for path in folder.rglob("*.ran")] == []


def workbook():
    book, written = openpyxl.Workbook(), BytesIO()
    for row in (("Case", "2.1.1"), ("C1", "yes")):
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def test_no_reader_runs_it(poisoned, monkeypatch):
    monkeypatch.chdir(poisoned)
    for name, data in (("answers.xlsx", workbook()), ("meetings.ics", CALENDAR)):
        assert sources.read(name, data).tables


def test_no_browser_prints_that_lies_there(poisoned, monkeypatch):
    monkeypatch.chdir(poisoned)
    monkeypatch.setenv("PATH", ".")  # Windows looks there by itself
    for named in ("FIELDWORK_CHROMIUM", "ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        monkeypatch.delenv(named, raising=False)
    browser = poisoned / "chromium"
    browser.write_text("#!/bin/sh\n: >chromium.ran\n")
    browser.chmod(0o700)
    with pytest.raises(PackError, match="no browser is found"):
        papers.to_pdf("<html><head></head></html>")


def test_no_kernel_of_a_screen_runs_it(poisoned, opened_in, tmp_path):
    office = opened_in(tmp_path)
    office.clock = datetime(2018, 11, 6, 18, 0, tzinfo=UTC)
    office.drop("answers.csv", "Case,Sample,Status,Recorded at,2.1.1\nC1,d2,complete,2018-11-06 17:00,yes\n")
    office.sync()
    command = [sys.executable, "-P", "-c", STARTED, "serve", office.setup.inspection.path, "--port", "0"]
    with subprocess.Popen(command, cwd=poisoned, stderr=subprocess.PIPE, text=True) as process:
        try:
            url = process.stderr.readline().split()[4]
            with urlopen(f"{url}key_questions", timeout=60) as answer:  # noqa: S310
                assert answer.status == 200
        finally:
            process.terminate()

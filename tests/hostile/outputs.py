"""All that goes out of the house, of one inspection whose people meant no good: `WAYS`, name to function.

Each writes its files into a folder. `texts` are those that reach it without having been received.
"""

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from naughty import TABLES, TITLE, UNITS, file_names, table
from typer.testing import CliRunner

from fieldwork import database, keeping, packs, papers, sync
from fieldwork.cli import app
from fieldwork.inspection import load
from fieldwork.papers import Appointment, Column, Paper, Section, Table

NOW = datetime(2018, 11, 5, 9, tzinfo=UTC)
NAMED = 60  # files that are called by such a text
LONG_LIST = [
    "CRN", "Gender", "Case/sentence type", "RoSH", "Date of sentence or release on licence", "Cluster", "DoB",
    "LDU", "PNC", "Responsible officer", "Family name", "First name(s)",
]  # fmt: skip


def filled(office, texts: Sequence[str]):
    """The inspection with all of these texts in it, received and made into a snapshot."""
    declared = office.setup.inspection.path
    said = {"title": TITLE, "organisation": TITLE, "units": {unit: {} for unit in UNITS}}
    declared.write_text(yaml.safe_dump({**yaml.safe_load(declared.read_text("utf-8")), **said}))
    office.setup = sync.load(str(declared))
    for name, (headings, row) in TABLES.items():
        office.drop(f"{name}.csv", table(headings, row, texts))
    for name in [] if os.name == "nt" else file_names(texts)[:NAMED]:  # Windows refuses such names
        office.drop(name, f"id,Note\n{name},x\nunknown words\n")
    office.sync()
    return office


def opened_screens(office) -> Iterator[tuple[str, Any]]:
    """Each screen of the inspection's programme, by its name."""
    for name in office.setup.programme.screens:
        kind = getattr(import_module(f"fieldwork.screens.{name}"), f"{name.title().replace('_', '')}Screen")
        yield name, kind.open(str(office.setup.inspection.path))


def screens(office, texts: Sequence[str], folder: Path) -> None:
    """What each screen shows, and the key questions of each unit."""
    for name, screen in opened_screens(office):
        for number, unit in enumerate([None, *UNITS] if name == "key_questions" else [None]):
            content = screen.content({"tier1": unit} if unit else {})
            assert content["kind"] == "slice", (name, unit)
            (folder / f"{name} {number}.html").write_text(content["html"], "utf-8")


def week(office, texts: Sequence[str], folder: Path) -> None:
    """The week's page, workbook and tables."""
    packs.write_week(packs.weekly(database.current(office.folders), None, 1, ["tier1"]), folder)


def panel(office, texts: Sequence[str], folder: Path) -> None:
    """Evidence and decisions: page, PDF, Word files, workbook and tables."""
    packs.write_panel(*packs.panel(database.current(office.folders)), folder, None)


def today(office, texts: Sequence[str], folder: Path) -> None:
    """The daily pack."""
    _run(office, "pack", "today", "--no-pdf")  # which may have two pages
    shutil.copytree(office.folders.packs / "daily", folder, dirs_exist_ok=True)
    [page] = folder.iterdir()
    page.with_suffix(".pdf").write_bytes(papers.to_pdf(page.read_text("utf-8")))


def sample(office, texts: Sequence[str], folder: Path) -> None:
    """A sample drawn from a long list of such names."""
    listed = io.StringIO(newline="")
    rows = csv.writer(listed)
    rows.writerow(LONG_LIST)
    for number, text in enumerate(texts):
        known = ["FM"[number % 2], "Licence", "Low", "01/04/2018", UNITS[number % len(UNITS)], "01/02/1980"]
        rows.writerow([f"X{number}", *known, *5 * [text]])
    path = folder.parent / "long list.csv"
    path.write_text(listed.getvalue(), "utf-8")
    _run(office, "sample", "--long-list", str(path), "--sample=d2", "--seed=7", "--on=2018-10-01")
    shutil.copytree(office.folders.packs / "sample-d2", folder, dirs_exist_ok=True)


def timetable(office, texts: Sequence[str], folder: Path) -> None:
    """The timetable as calendar and workbook."""
    files = ("--ics", str(folder / "timetable.ics"), "--workbook", str(folder / "timetable.xlsx"))
    _run(office, "timetable", *files)


def closed(office, texts: Sequence[str], folder: Path) -> None:
    """What is left of a copy of the inspection after it was closed: figures and certificate."""
    copy = folder.parent / "copy"
    shutil.copytree(office.setup.inspection.path.parent, copy)
    about = load(str(copy / office.setup.inspection.path.name))
    keeping.close(about, "lead inspector", about.name, datetime.now(UTC), unsealed=True)
    shutil.copytree(about.folders.closed, folder, dirs_exist_ok=True)


def said(office, texts: Sequence[str], folder: Path) -> None:
    """A paper that says nothing else, in each form that papers have."""
    columns = [Column("said", "What was said"), Column("again", "And again", blank="nothing")]
    rows = [{"said": text, "again": other} for text, other in zip(texts, [*texts[1:], ""], strict=True)]
    listed = Table("said", texts[0], columns, rows, texts[1], texts[2:12])
    some = " ".join(texts[:8])
    section = Section("said", texts[2], texts, [listed])
    paper = Paper("said", some, some, some, some, NOW.replace(tzinfo=None), "0" * 64, True, [section])
    page = papers.page(paper, papers.section_html(section))
    day = date(2018, 11, 5)
    due = [Appointment(f"{number}@x", text, day, day, text) for number, text in enumerate(texts)]
    made = {
        "said.html": page.encode("utf-8"),
        "said.pdf": papers.to_pdf(page),
        "said.docx": papers.word(paper),
        "said.xlsx": papers.workbook(paper),
        "said.csv": papers.csv(listed),
        "said.ics": papers.calendar(some, due, NOW),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)


WAYS: Mapping[str, Callable[..., None]] = {
    way.__name__: way for way in (screens, week, panel, today, sample, timetable, closed, said)
}


def _run(office, *words: str) -> None:
    """A command of fieldwork's, the inspection after its name."""
    at = 2 if words[0] == "pack" else 1
    done = CliRunner().invoke(app, [*words[:at], str(office.setup.inspection.path), *words[at:]])
    if done.exit_code:
        raise done.exception or AssertionError(done.output)

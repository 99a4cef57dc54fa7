"""The timetable of an inspection as a workbook and as a calendar. Neither needs a snapshot."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, time

from fieldwork.papers import Appointment, Column, Paper, Section, Table
from fieldwork.sync import Setup
from fieldwork.timetable import Dated

_NO_DATE = "no date can be given"
COLUMNS = (
    Column("begins", "From", "date", _NO_DATE),
    Column("due", "Due", "date", _NO_DATE),
    Column("at", "Time", blank="any"),
    Column("title", "What"),
    Column("who", "Who"),
    Column("rule", "Rule"),
    Column("remark", "Remark"),
    Column("evidence", "Evidence"),
    Column("name", "Name in the log"),
)


def timetable_paper(setup: Setup, made: datetime) -> Paper:
    """One table, a row a step. `made`: wall clock of the inspection."""
    about = setup.inspection
    table = Table(
        "timetable",
        "Timetable",
        COLUMNS,
        [asdict(step) for step in setup.timetable],
        "none: the programme's rules and the inspection's weeks",
        setup.clashes,
    )
    made_from = f"none; made from the inspection's file ({setup.hashes['inspection'][:12]})"
    return Paper(
        "timetable",
        "Timetable",
        about.title,
        about.organisation,
        setup.programme.title,
        made,
        made_from,
        about.invented,
        [Section("timetable", "Timetable", (), [table])],
    )


def appointments(setup: Setup) -> Iterator[Appointment]:
    """Every step that has a date."""
    for step in setup.timetable:
        if step.begins and step.due:
            at = time.fromisoformat(step.at) if step.at else None
            begins = datetime.combine(step.due, at, setup.time_zone) if at else step.begins
            name = f"{step.name}@{setup.inspection.name}.fieldwork"
            yield Appointment(name, f"{step.title} ({step.who})", begins, step.due, _said(step))


def _said(step: Dated) -> str:
    return "\n".join(filter(None, [step.rule, step.remark]))

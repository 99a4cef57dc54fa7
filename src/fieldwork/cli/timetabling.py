"""fieldwork timetable: what is to happen when."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fieldwork.cli.options import How, Inspection
from fieldwork.cli.printing import Format, print_rows, say
from fieldwork.errors import ProgrammeError

_COLUMNS = ["begins", "due", "at", "step", "title", "who", "rule", "remark", "evidence"]


def timetable(
    inspection: Inspection,
    how: How = Format.table,
    ics: Annotated[Path | None, typer.Option(help="Write a calendar (.ics) there.", dir_okay=False)] = None,
    workbook: Annotated[
        Path | None, typer.Option(help="Write a workbook (.xlsx) there.", dir_okay=False)
    ] = None,
) -> None:
    """Print the programme's timetable in the inspection's own dates, and where bank holidays meet it.

    fieldwork timetable demo-crc

    fieldwork timetable demo-crc --ics timetable.ics --workbook timetable.xlsx
    """
    from fieldwork import packs, papers, sync
    from fieldwork.folders import write_durably

    setup = sync.load(inspection)
    if not setup.timetable:
        raise ProgrammeError(
            str(setup.programme.path), "it has no timetable.", "", "docs/timetable.md says how to write one."
        )
    rows = [{**asdict(step), "step": step.name} for step in setup.timetable]
    print_rows([{column: row[column] for column in _COLUMNS} for row in rows], _COLUMNS, how)
    for clash in setup.clashes:
        say(clash)
    now = datetime.now(setup.time_zone)
    if ics:
        title = f"Timetable: {setup.inspection.title}"
        write_durably(ics, papers.calendar(title, packs.appointments(setup), now))
        say(f"Wrote {ics}")
    if workbook:
        write_durably(workbook, papers.workbook(packs.timetable_paper(setup, now.replace(tzinfo=None))))
        say(f"Wrote {workbook}")

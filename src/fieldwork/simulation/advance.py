"""The evidence in advance: which of the documents wanted have come."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.diary import FRIDAY
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, Sheet, workbook

LATE, NEVER = 3, 3  # documents
HEADINGS = ("Document", "Received on", "Remark")


def drops(brief: Brief, rng: Random) -> Iterator[Drop]:
    """A list before fieldwork, and another on the Wednesday of its second week, when the late ones are in."""
    wanted = [item.title for item in brief.evidence_wanted.values()]
    missing = rng.sample(wanted, min(LATE + NEVER, len(wanted)))
    before = brief.mondays[0] - timedelta(days=3)
    came = {
        title: datetime.combine(before, time()) - timedelta(days=rng.randrange(FRIDAY))
        for title in wanted
        if title not in missing
    }
    yield _list(brief, came, datetime.combine(before, time(14, 10)))
    again = brief.second_week + timedelta(days=2)
    came |= {title: datetime.combine(again, time()) for title in missing[:LATE]}
    yield _list(brief, came, datetime.combine(again, time(11, 25)))


def _list(brief: Brief, came: dict[str, datetime], at: datetime) -> Drop:
    rows: list[list[Cell]] = [
        [item.title, came.get(item.title), None if item.title in came else "Asked for again"]
        for item in brief.evidence_wanted.values()
    ]
    notes = [f"{brief.title}: evidence in advance, as at {at:%d/%m/%Y}", "OFFICIAL. Invented."]
    return Drop(at, "Lead/Evidence in advance.xlsx", workbook(Sheet("Evidence", notes, HEADINGS, rows)))

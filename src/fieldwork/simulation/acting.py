"""The team's actions: who is to do what by when, by role, and what of it is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fieldwork.simulation.brief import LEADING, Brief
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.office import Cell, Sheet, workbook

LEAD, DEPUTY = LEADING
ADMINISTRATOR = "Administrator"
HEADINGS = ("Action id", "Action", "Owner", "Due", "Done at", "Raised at", "Raised by")
BANK = (  # what, who; then days of fieldwork, from 0: raised, due, done; None for never
    ("Ask for the missing documents of the evidence in advance", ADMINISTRATOR, 0, 3, 7),
    ("Book a second room for interviews", ADMINISTRATOR, 1, 2, 2),
    ("Agree the substitute for the excluded case", DEPUTY, 2, 4, 4),
    ("Ask for the workload figures by team", LEAD, 3, 6, 8),
    ("Compare how two inspectors judged the same question", DEPUTY, 4, 7, 6),
    ("Find another time for the meeting that was moved", ADMINISTRATOR, 4, 6, 5),
    ("Ask which services have waiting lists", LEAD, 6, 8, 9),
    ("Check the forms that are still drafts", DEPUTY, 7, 8, 8),
    ("Ask for the newest staff survey and what came of it", LEAD, 8, 10, 12),
    ("Follow up the reports that have not come", ADMINISTRATOR, 10, 12, None),
    ("Prepare the summary of sources for each standard", DEPUTY, 11, 13, 13),
)


@dataclass(frozen=True)
class Action:
    """An action; `done_at` is None for one that is never done."""

    id: str
    says: str
    owner: str
    raised_at: datetime
    due: datetime
    done_at: datetime | None


def actions(brief: Brief) -> list[Action]:
    """All of them, in order of time; of shorter fieldwork the earlier ones, the last days at its end."""
    days, end = brief.days, len(brief.days) - 1
    return [
        Action(
            f"T{number}",
            says,
            owner,
            evening(days[raised], -60),
            evening(days[min(due, end)], 0),
            None if done is None or done > end else evening(days[done], -25),
        )
        for number, (says, owner, raised, due, done) in enumerate(BANK, 1)
        if raised <= end
    ]


def drops(brief: Brief) -> Iterator[Drop]:
    """One workbook, a version on each evening of a day on which something was raised or done."""
    told = actions(brief)
    notes = [f"{brief.title}: actions", "OFFICIAL. Invented. Roles only."]
    for day in brief.days:
        at = evening(day, 38)
        moments = [moment for action in told for moment in (action.raised_at, action.done_at)]
        if any(moment and moment.date() == day for moment in moments):
            rows = [_row(action, at) for action in told if action.raised_at < at]
            yield Drop(at, "Team/Actions.xlsx", workbook(Sheet("Actions", notes, HEADINGS, rows)))


def _row(action: Action, at: datetime) -> list[Cell]:
    done = action.done_at if action.done_at and action.done_at < at else None
    return [action.id, action.says, action.owner, action.due, done, action.raised_at, DEPUTY]

"""What became of the core meetings: who came by number and grade, never by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

from fieldwork.simulation.brief import Brief
from fieldwork.simulation.diary import evening
from fieldwork.simulation.dropping import Drop
from fieldwork.simulation.occasions import Occasion
from fieldwork.simulation.office import Cell, Sheet, workbook

HEADINGS = (
    *("Entry", "Meeting", "Held at", "Minutes", "Location", "Tier 1 unit"),
    *("Attendees", "Grades", "Same grade", "Line manager present", "Led by"),
)


@dataclass(frozen=True)
class Held:
    """A meeting that was held. `same_grade` and `line_manager` are said of focus groups alone."""

    occasion: Occasion
    at: datetime
    minutes: int
    attendees: int
    grades: str
    same_grade: str | None = None
    line_manager: str | None = None


def held(brief: Brief, occasions: Sequence[Occasion], rng: Random) -> list[Held]:
    """Those that were held, in order of time; a few focus groups are outside the programme's optimum."""
    found = [
        _held(brief, occasion, at, rng) for occasion in occasions if (at := occasion.held_at) is not None
    ]
    groups = [place for place, one in enumerate(found) if one.same_grade]
    for place, odd in zip(rng.sample(groups, len(groups)), _outside(brief), strict=False):
        found[place] = replace(found[place], **odd)
    return sorted(found, key=lambda one: (one.at, one.occasion.title))


def drops(brief: Brief, meetings: Sequence[Held]) -> Iterator[Drop]:
    """One workbook that grows: a version at the end of each day on which a meeting was held."""
    notes = [f"{brief.title}: meetings held", "OFFICIAL. Invented. Numbers and grades only, no names."]
    for day in sorted({one.at.date() for one in meetings}):
        rows = [_row(number, one) for number, one in enumerate(meetings, 1) if one.at.date() <= day]
        yield Drop(
            evening(day, 5), "Team/Meetings held.xlsx", workbook(Sheet("Meetings", notes, HEADINGS, rows))
        )


def _held(brief: Brief, occasion: Occasion, at: datetime, rng: Random) -> Held:
    meeting = brief.core_meetings[occasion.core_meeting]
    grades = brief.source_kinds[meeting.source_kind].title
    if not meeting.focus_group:
        return Held(occasion, at, rng.randrange(40, 61, 5), rng.randrange(1, 5), grades)
    return Held(occasion, at, rng.randrange(50, 81, 5), rng.randrange(6, 11), grades, "Yes", "No")


def _outside(brief: Brief) -> list[dict[str, Any]]:
    """One group too small, one too large, one too short with somebody's line manager in it."""
    if not brief.group_optimum:
        return []
    (fewest, most), (shortest, _) = brief.group_optimum.attendees, brief.group_optimum.minutes
    return [
        {"attendees": fewest - 1},
        {"attendees": most + 2},
        {"minutes": shortest - 5, "line_manager": "Yes"},
    ]


def _row(number: int, one: Held) -> list[Cell]:
    told = one.occasion
    return [
        *(f"M{number:02d}", told.title, one.at, one.minutes, told.location, told.tier1),
        *(one.attendees, one.grades, one.same_grade, one.line_manager, told.role),
    ]

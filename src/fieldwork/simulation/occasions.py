"""The core meetings of an inspection: where and when each is, and what goes otherwise with a few.

Source: seed 001, sections 5.2 to 5.4 (who is met, at how many locations, by whom, in which week).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from fieldwork.programme.evidence import CoreMeeting
from fieldwork.simulation.brief import ASSESSING, LEADING, Brief

LEFT_OUT, NOT_HELD, CANCELLED, MOVED = "left out", "not held", "cancelled", "moved"
FATES = (*(4 * [LEFT_OUT]), *(2 * [NOT_HELD]), CANCELLED, MOVED)  # each is planted in one core meeting
EARLIER = timedelta(minutes=30)  # by which a meeting is moved
MEETING_ROLES = (*LEADING, ASSESSING[-1])  # who hold the meetings
TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3


@dataclass(frozen=True)
class Occasion:
    """A core meeting at one location, as first scheduled. `fate`: what was planted in it, '' for none."""

    core_meeting: str
    title: str
    starts_at: datetime
    minutes: int
    location: str
    tier1: str | None
    role: str
    fate: str

    @property
    def held_at(self) -> datetime | None:
        """When it begins in the end; None where it is never held."""
        if self.fate in (NOT_HELD, CANCELLED):
            return None
        return self.starts_at - EARLIER if self.fate == MOVED else self.starts_at


def plant(brief: Brief, rng: Random) -> dict[str, str]:
    """Core meeting -> fate, of those asked once, of everybody, about one subject; few where these are few."""
    single = [
        name
        for name, meeting in brief.core_meetings.items()
        if not (_is_local(meeting) or _is_broad(meeting) or meeting.if_applicable)
    ]
    fates = FATES if len(single) >= 2 * len(FATES) else FATES[len(FATES) - len(single) // 3 :]
    return dict(zip(rng.sample(single, len(single)), fates, strict=False))


def occasions(brief: Brief, planted: Mapping[str, str]) -> list[Occasion]:
    """Focus groups in the weeks of the cases, leaders in the second, subject by subject in the last."""
    asked = {
        name: meeting
        for name, meeting in brief.core_meetings.items()
        if not meeting.if_applicable and planted.get(name) != LEFT_OUT
    }
    local = [name for name, meeting in asked.items() if _is_local(meeting)]
    broad = [name for name, meeting in asked.items() if _is_broad(meeting) and name not in local]
    rest = [name for name in asked if name not in (*local, *broad)]
    ordinary, last = brief.mondays[:-1] or brief.mondays, brief.mondays[-1]
    groups = [(name, nth) for nth in range(2) for name in local if nth < asked[name].locations]
    midweek = (TUESDAY, WEDNESDAY, THURSDAY)
    slots = [
        *_spread(groups, [at for monday in ordinary for at in _hours(monday, midweek, (10, 12))]),
        *_spread([(name, 0) for name in broad], _hours(ordinary[-1], midweek, (14,))),
        *_spread([(name, 0) for name in rest], _hours(last, midweek, (9, 11, 13, 15))),
    ]
    return [
        _occasion(brief, name, nth, at, MEETING_ROLES[number % len(MEETING_ROLES)], planted.get(name, ""))
        for number, (name, nth, at) in enumerate(slots)
    ]


def _is_local(meeting: CoreMeeting) -> bool:
    return meeting.focus_group or meeting.locations > 1


def _is_broad(meeting: CoreMeeting) -> bool:
    return len(meeting.serves.questions) > 1


def _hours(monday: date, days: Sequence[int], hours: Sequence[int]) -> list[datetime]:
    return [datetime.combine(monday + timedelta(days=day), time(hour)) for day in days for hour in hours]


def _spread(
    meetings: Sequence[tuple[str, int]], hours: Sequence[datetime]
) -> list[tuple[str, int, datetime]]:
    """Each at an hour, evenly; where the hours are too few, two inspectors are in two meetings."""
    return [
        (name, nth, hours[number * len(hours) // len(meetings)])
        for number, (name, nth) in enumerate(meetings)
    ]


def _occasion(brief: Brief, name: str, nth: int, at: datetime, role: str, fate: str) -> Occasion:
    """At a tier 1 unit, each time another, or at headquarters."""
    meeting = brief.core_meetings[name]
    if not _is_local(meeting):
        return Occasion(name, meeting.title, at, 60, "Headquarters", None, role, fate)
    units = list(brief.units)
    place = units[(list(brief.core_meetings).index(name) + nth * (len(units) // 2 or 1)) % len(units)]
    return Occasion(name, f"{meeting.title}, {place}", at, 75, place, place, role, fate)

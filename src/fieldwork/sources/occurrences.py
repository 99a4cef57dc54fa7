"""The occurrences of a calendar's event, a row each.

One is named by the time that its series gives it, even when it was moved.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events

from fieldwork.sources.reading import Problem, TableRow

MOST_OCCURRENCES = 1_000  # of one event
FURTHEST = timedelta(days=731)  # a series without end is followed this far from its start, or its last saving
ONCE = "once"  # the occurrence of an event that is no series

HEADINGS = ("uid", "occurrence", "title", "starts_at", "ends_at", "all_day", "location", "status")

_DAY = timedelta(days=1)
_HALF_A_DAY = timedelta(hours=12)


def occurrences(uid: str, events: Sequence[Any], cancelled: bool, problems: list[Problem]) -> list[TableRow]:
    """By time. `events`: the series, and its occurrences that were moved or cancelled. Too many are told."""
    some = list(islice(_unfolded(events), MOST_OCCURRENCES + 1))
    if len(some) > MOST_OCCURRENCES:
        problems.append(
            Problem(
                f"event {uid}",
                f"It occurs more than {MOST_OCCURRENCES:,} times; the later ones are left out.",
                "Save the calendar for the weeks of the inspection only.",
            )
        )
    of = next((event["DTSTART"].dt for event in events if "RECURRENCE-ID" not in event), None)
    # What happens once stays the same thing when it is moved; a series names its occurrences by their time.
    once = of and len(some) == 1 and not any(name in event for event in events for name in ("RRULE", "RDATE"))
    rows = [
        _row(uid, one, ONCE if once else _in_terms_of(of, one["RECURRENCE-ID"].dt).isoformat(), cancelled)
        for one in some[:MOST_OCCURRENCES]
    ]
    return sorted(rows, key=lambda row: (row.cells[3], row.place))


def _unfolded(events: Sequence[Any]) -> Iterator[Any]:
    """The occurrences by time. The look ahead is a day, however dense, and doubles while nothing is new.

    The library's own `after` goes by quarters of an hour as long as an event lasts, which may be years.
    """
    calendar: Any = icalendar.Calendar()
    for event in events:
        calendar.add_component(event)
    query = recurring_ical_events.of(calendar)
    at, last = min(day(event["DTSTART"].dt) for event in events) - _DAY, last_day(events)
    known: set[tuple[str, str]] = set()
    ahead = _DAY
    while at <= last:
        found = {
            (one["DTSTART"].dt.isoformat(), one["RECURRENCE-ID"].dt.isoformat()): one
            for one in query.between(at, at + ahead)
        }
        new = sorted(found.keys() - known)
        yield from (found[name] for name in new)
        known.update(new)
        at += ahead
        ahead = _DAY if new else min(2 * ahead, max(last - at, _DAY))


def _row(uid: str, event: Any, occurrence: str, cancelled: bool) -> TableRow:
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    cells = (
        uid,
        occurrence,
        _words(event, "SUMMARY"),
        start.isoformat(),
        end.isoformat(),
        str(not isinstance(start, datetime)).upper(),
        _words(event, "LOCATION"),
        "cancelled" if cancelled or _words(event, "STATUS").upper() == "CANCELLED" else "scheduled",
    )
    return TableRow(f"event {uid} {occurrence}", cells)


def _in_terms_of(series: date | None, moment: date) -> date:
    """The moment as the series writes it: programs name an occurrence in UTC, in a zone, or as a day."""
    if series is not None and not isinstance(series, datetime):
        return nearest_midnight(moment)
    if series is not None and series.tzinfo and isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(series.tzinfo)
    return moment


def _words(event: Any, name: str) -> str:
    said = event.get(name, "")
    return str(said[0] if isinstance(said, list) else said).strip()


def last_day(events: Sequence[Any]) -> date:
    """Up to where a series is followed."""
    told = [event[name].dt for event in events for name in ("DTSTART", "DTSTAMP") if name in event]
    return max(map(day, told)) + FURTHEST


def day(moment: date) -> date:
    """The day of a date, or of a date and time."""
    return moment.date() if isinstance(moment, datetime) else moment


def nearest_midnight(moment: date) -> date:
    """The day that begins nearest; a date stays as it is."""
    return day(moment + _HALF_A_DAY)

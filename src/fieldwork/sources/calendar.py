"""Calendars (.ics, RFC 5545) as a table of occurrences under headings of our own.

Times carry their UTC offset where the calendar gives a zone (Windows' names too), and are wall-clock times
where it gives none. An event of whole days has dates, and ends on the day after its last, as in the file.
An occurrence is named by the time that its series gives it, even when it was moved.
A broken event loses only itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import icalendar
import recurring_ical_events

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Problem, Reading, Table, TableRow

MOST_BYTES = 16 * 2**20
LIGHT = 2**18  # bytes
MOST_EVENTS = 5_000
MOST_OCCURRENCES = 1_000  # of one event
FURTHEST = timedelta(days=731)  # a series without end is followed this far from its start, or its last saving
LONGEST_SERIES = timedelta(days=50 * 365)  # from its first day to the last that is looked for
ONCE = "once"  # the occurrence of an event that is no series

HEADINGS = ("uid", "occurrence", "title", "starts_at", "ends_at", "all_day", "location", "status")

_EVENT = re.compile(r"^BEGIN:VEVENT\s*$.*?(?:^END:VEVENT\s*$|(?=^BEGIN:VEVENT\s*$)|\Z)", re.M | re.S | re.I)
_FOLD = re.compile(rb"\r?\n[ \t]")
_NEEDED = frozenset({"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_DAY, _HALF_A_DAY = timedelta(days=1), timedelta(hours=12)
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # of a month, at most
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


class _BrokenEvent(Exception):
    """One event cannot be understood; the text says why, for a person."""


def recognises(data: bytes) -> bool:
    """Whether it begins as a calendar does."""
    return data.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")


def is_whole(data: bytes) -> bool:
    """Whether the calendar is ended."""
    return data.rstrip().upper().endswith(b"END:VCALENDAR")


def is_light(data: bytes) -> bool:
    """Whether it is short and nothing in it repeats: a series may take long to follow."""
    return len(data) <= LIGHT and b"RRULE" not in _FOLD.sub(b"", data).upper()


def read(name: str, data: bytes) -> Reading:
    """A heading row, then a row an occurrence. Raises SourceError where it is no calendar, or too large."""
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if not recognises(data):
        raise SourceError(
            name, "This is no calendar.", remedy="Save it from the calendar again and drop it in again."
        )
    text = _text(data)
    events = _EVENT.findall(text)
    if len(events) > MOST_EVENTS:
        raise too_large(name)
    problems: list[Problem] = []
    cancelled = _frame(_EVENT.sub("", text), problems)
    rows = [TableRow("headings", HEADINGS)]
    for uid, its in _series(events, problems).items():
        try:
            rows += _occurrences(uid, its, cancelled, problems)
        except Exception as error:  # whatever the library meets in one event, the others go on
            problems.append(_problem(f"event {uid}", error))
    return Reading("calendar", tables=[Table("calendar", rows)], problems=problems)


def _text(data: bytes) -> str:
    """The unfolded lines: a letter of several bytes may stand across a fold."""
    unfolded = _FOLD.sub(b"", data)
    try:
        return unfolded.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unfolded.decode("cp1252", "replace")


def _frame(text: str, problems: list[Problem]) -> bool:
    """Make the calendar's own time zones known, and no other's; say whether it cancels its events."""
    icalendar.timezone.tzp.use_zoneinfo()  # forgets the zones of the calendar before
    try:
        calendar = icalendar.Calendar.from_ical(f"{text.rstrip()}\r\n")
    except Exception:
        problems.append(
            Problem(
                "calendar", "Its beginning or a time zone is damaged; times are read as far as they can be."
            )
        )
        return False
    return str(calendar.get("METHOD", "")).upper() == "CANCEL"


def _series(texts: Iterable[str], problems: list[Problem]) -> dict[str, list[Any]]:
    """The events by UID, in the file's order: a series, and the occurrences moved or cancelled."""
    series: dict[str, list[Any]] = {}
    for number, text in enumerate(texts, 1):
        try:
            event = _event(text)
        except Exception as error:
            problems.append(_problem(f"event number {number}", error))
        else:
            series.setdefault(str(event["UID"]), []).append(event)
    return series


def _event(text: str) -> Any:
    if not text.rstrip().upper().endswith("END:VEVENT"):
        raise _BrokenEvent("It is cut off.")
    event: Any = icalendar.Event.from_ical(f"{text.rstrip()}\r\n")
    broken = sorted({str(name).upper() for name, _ in event.errors} & _NEEDED)
    missing = [name for name in ("UID", "DTSTART") if not event.get(name)]
    if broken or missing:
        raise _BrokenEvent(f"{', '.join(broken or missing)} cannot be read.")
    for name in {name for name, _ in event.errors if name}:
        event.pop(name, None)
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        given = event.get(name)
        if given and "TZID" in given.params and isinstance(given.dt, datetime) and given.dt.tzinfo is None:
            raise _BrokenEvent(f"{name} names a time zone that the calendar does not describe.")
    if "DTEND" in event and event["DTEND"].dt < event["DTSTART"].dt:
        raise _BrokenEvent("It ends before it begins.")
    rules = event.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        _tame(rule, event)
    return event


def _tame(rule: Any, event: Any) -> None:
    """Refuse what no meeting does, and read the end of a series of whole days as Exchange means it.

    The library looks for a rule's days up to the year 9999, also where none will ever fit (30 February).
    """
    start = event["DTSTART"].dt
    if _TOO_OFTEN & {str(frequency).upper() for frequency in rule.get("FREQ", [])}:
        raise _BrokenEvent("It repeats more often than daily.")
    if "UNTIL" in rule and not isinstance(start, datetime):
        # Exchange says in UTC when the last day begins in its own zone: that midnight is the nearest one.
        rule["UNTIL"] = [_nearest_midnight(until) for until in rule["UNTIL"]]
    last = _last_day([event])
    if last - _day(start) > LONGEST_SERIES:
        raise _BrokenEvent(f"It has been repeating for more than {LONGEST_SERIES.days // 365} years.")
    months, days = rule.get("BYMONTH") or range(1, 13), rule.get("BYMONTHDAY") or [1]
    if min(map(abs, days)) > max(_DAYS[int(month)] for month in months):
        raise _BrokenEvent("It repeats on a day that never comes.")


def _occurrences(
    uid: str, events: Sequence[Any], cancelled: bool, problems: list[Problem]
) -> Iterator[TableRow]:
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
    return iter(sorted(rows, key=lambda row: (row.cells[3], row.place)))


def _unfolded(events: Sequence[Any]) -> Iterator[Any]:
    """The occurrences by time. The look ahead is a day, however dense, and doubles while nothing is new.

    The library's own `after` goes by quarters of an hour as long as an event lasts, which may be years.
    """
    calendar: Any = icalendar.Calendar()
    for event in events:
        calendar.add_component(event)
    query = recurring_ical_events.of(calendar)
    at, last = min(_day(event["DTSTART"].dt) for event in events) - _DAY, _last_day(events)
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
        return _nearest_midnight(moment)
    if series is not None and series.tzinfo and isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(series.tzinfo)
    return moment


def _words(event: Any, name: str) -> str:
    said = event.get(name, "")
    return str(said[0] if isinstance(said, list) else said).strip()


def _last_day(events: Sequence[Any]) -> date:
    """Up to where a series is followed."""
    told = [event[name].dt for event in events for name in ("DTSTART", "DTSTAMP") if name in event]
    return max(map(_day, told)) + FURTHEST


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _nearest_midnight(moment: date) -> date:
    return _day(moment + _HALF_A_DAY)  # a date stays as it is


def _problem(place: str, error: Exception) -> Problem:
    why = str(error) if isinstance(error, _BrokenEvent) else "The event is damaged."
    return Problem(
        place, f"{why} The event is set aside.", "Put it right in the calendar, save and drop in again."
    )


def too_large(name: str) -> SourceError:
    """The refusal of a calendar that takes too much."""
    return SourceError(
        name,
        "The calendar is too large.",
        f"It may have {MOST_BYTES // 2**20} MB and {MOST_EVENTS:,} events.",
        "Save the weeks of the inspection only and drop it in again.",
    )

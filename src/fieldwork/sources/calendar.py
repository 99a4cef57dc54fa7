"""Calendars (.ics, RFC 5545) as a table of occurrences under headings of our own.

Times carry their UTC offset where the calendar gives a zone (Windows' names too), and are wall-clock times
where it gives none. An event of whole days has dates, and ends on the day after its last, as in the file.
A broken event loses only itself.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import icalendar

from fieldwork.errors import SourceError
from fieldwork.sources.occurrences import HEADINGS, day, last_day, nearest_midnight, occurrences
from fieldwork.sources.reading import Problem, Reading, Table, TableRow

MOST_BYTES = 16 * 2**20
LIGHT = 2**18  # bytes
MOST_EVENTS = 5_000
LONGEST_UID = 300  # letters, which stand in the place of every occurrence; Exchange writes up to 250 or so
LONGEST_SERIES = timedelta(days=50 * 365)  # from its first day to the last that is looked for

_EVENT = re.compile(r"^BEGIN:VEVENT\s*$.*?(?:^END:VEVENT\s*$|(?=^BEGIN:VEVENT\s*$)|\Z)", re.M | re.S | re.I)
_FOLD = re.compile(rb"\r?\n[ \t]")
_NEEDED = frozenset({"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
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
            rows += occurrences(uid, its, cancelled, problems)
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
    if len(event["UID"]) > LONGEST_UID:
        raise _BrokenEvent(f"Its UID has more than {LONGEST_UID} letters.")
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
        rule["UNTIL"] = [nearest_midnight(until) for until in rule["UNTIL"]]
    last = last_day([event])
    if last - day(start) > LONGEST_SERIES:
        raise _BrokenEvent(f"It has been repeating for more than {LONGEST_SERIES.days // 365} years.")
    months, days = rule.get("BYMONTH") or range(1, 13), rule.get("BYMONTHDAY") or [1]
    if min(map(abs, days)) > max(_DAYS[int(month)] for month in months):
        raise _BrokenEvent("It repeats on a day that never comes.")


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

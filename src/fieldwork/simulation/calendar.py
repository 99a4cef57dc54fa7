"""A schedule as Outlook saves it: Windows' name of the zone, folded lines, occurrences moved or cancelled."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fieldwork.simulation.dropping import LONDON

ZONE = "GMT Standard Time"  # Windows' name of Europe/London
_HEAD = f"""BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:STANDARD
DTSTART:16011028T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:-0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:-0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE"""
_CALLED_OFF = ["STATUS:CANCELLED"]
FOLD = 75  # octets; the longest line that RFC 5545 allows


@dataclass(frozen=True)
class Event:
    """An interview or meeting; a series repeats on `days` (MO, TU …) to `until`.

    What was moved or cancelled is named by the time that was first said.
    """

    title: str
    starts_at: datetime
    minutes: int = 60
    location: str = ""
    days: Sequence[str] = ()
    until: date | None = None
    cancelled: Sequence[datetime] = ()
    moved: Sequence[tuple[datetime, datetime]] = ()


def schedule(events: Iterable[Event], made_at: datetime) -> bytes:
    """An .ics file; `made_at` is when it was saved."""
    lines = _HEAD.splitlines()
    for event in events:
        lines += _event(event, made_at)
    folded = (part for line in [*lines, "END:VCALENDAR"] for part in _fold(line))
    return "".join(f"{line}\r\n" for line in folded).encode()


def _event(event: Event, made_at: datetime) -> list[str]:
    uid = hashlib.sha256(f"{event.title} {event.starts_at}".encode()).hexdigest()[:40].upper()
    stamp = made_at.replace(tzinfo=LONDON).astimezone(UTC)
    if not event.until:
        now = dict(event.moved).get(event.starts_at, event.starts_at)
        return _occurrence(event, now, uid, stamp, _CALLED_OFF if event.cancelled else [])
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={event.until:%Y%m%d}T235900Z;BYDAY={','.join(event.days)}"
    lines = _occurrence(event, event.starts_at, uid, stamp, [rule])
    for was, now in event.moved:
        lines += _occurrence(event, now, uid, stamp, [_instead_of(was)])
    for was in event.cancelled:
        lines += _occurrence(event, was, uid, stamp, [_instead_of(was), *_CALLED_OFF])
    return lines


def _instead_of(was: datetime) -> str:
    return f'RECURRENCE-ID;TZID="{ZONE}":{was:%Y%m%dT%H%M%S}'


def _occurrence(event: Event, at: datetime, uid: str, stamp: datetime, extra: Iterable[str]) -> list[str]:
    return [
        "BEGIN:VEVENT",
        "CLASS:PUBLIC",
        f'DTEND;TZID="{ZONE}":{at + timedelta(minutes=event.minutes):%Y%m%dT%H%M%S}',
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%S}Z",
        f'DTSTART;TZID="{ZONE}":{at:%Y%m%dT%H%M%S}',
        f"LAST-MODIFIED:{stamp:%Y%m%dT%H%M%S}Z",
        f"LOCATION:{_text(event.location)}",
        "PRIORITY:5",
        *extra,
        "SEQUENCE:0",
        f"SUMMARY;LANGUAGE=en-gb:{_text(event.title)}",
        "TRANSP:OPAQUE",
        f"UID:{uid}",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> Iterable[str]:
    yield line[:FOLD]
    for start in range(FOLD, len(line), FOLD - 1):
        yield "\t" + line[start : start + FOLD - 1]

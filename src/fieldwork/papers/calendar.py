"""Days and hours as a calendar that every program of the office opens (.ics, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Appointment:
    """From `begins` to `ends`, both days included; or, where `begins` is a time with its zone, at that time.

    `name` is the same whenever the appointment is written again: calendars then move it.
    """

    name: str
    title: str
    begins: date | datetime
    ends: date
    says: str = ""


def calendar(title: str, appointments: Iterable[Appointment], made: datetime) -> bytes:
    """The .ics file. `made`, a time with its zone, is when it was written: the same gives the same bytes."""
    import icalendar  # a third of a second, which no other paper needs

    written = icalendar.Calendar()
    written.add("prodid", "-//fieldwork//EN")
    written.add("version", "2.0")
    written.add("x-wr-calname", icalendar.vText(title))  # the library escapes no x- text by itself
    for appointment in appointments:
        event = icalendar.Event()
        event.add("uid", appointment.name)
        event.add("dtstamp", made.astimezone(UTC))
        event.add("summary", appointment.title)
        if isinstance(appointment.begins, datetime):
            event.add("dtstart", appointment.begins.astimezone(UTC))
        else:
            event.add("dtstart", appointment.begins)
            event.add("dtend", appointment.ends + _DAY)  # the day after the last, as the format wants it
        if appointment.says:
            event.add("description", appointment.says)
        event.add("transp", "TRANSPARENT")  # nobody is busy because something is due
        written.add_component(event)
    return bytes(written.to_ical())

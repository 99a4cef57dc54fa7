"""Calendars (.ics) as a table of occurrences under headings of our own; a broken event loses only itself."""

from fieldwork.sources.reading import Reading, Table, TableRow

HEADINGS = ("uid", "occurrence", "title", "starts_at", "ends_at", "all_day", "location", "status")


def recognises(data: bytes) -> bool:
    """Whether it begins as a calendar does."""
    return data.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR")


def is_whole(data: bytes) -> bool:
    """Whether the calendar is ended."""
    return data.rstrip().upper().endswith(b"END:VCALENDAR")


def read(name: str, data: bytes) -> Reading:
    """A heading row, then a row an occurrence."""
    return Reading("calendar", tables=[Table("calendar", [TableRow("headings", HEADINGS)])])

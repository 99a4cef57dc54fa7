"""The calendar that is written is one that the sources read, and a text in it stays a text."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from fieldwork import papers, sources
from fieldwork.papers import Appointment

MADE = datetime(2018, 11, 5, 9, tzinfo=UTC)
HOSTILE = "Draft; a, b\nEND:VCALENDAR\nBEGIN:VEVENT"
NINE_IN_SUMMER = datetime(2018, 7, 2, 9, tzinfo=ZoneInfo("Europe/London"))
SOME = [
    Appointment("draft@x", HOSTILE, date(2018, 11, 12), date(2018, 11, 16), HOSTILE),
    Appointment("out@x", "Ratings out", NINE_IN_SUMMER, date(2018, 7, 2)),
]


def rows(data):
    reading = sources.read("timetable.ics", data)
    assert not reading.problems
    [table] = reading.tables
    headings, *occurrences = (row.cells for row in table.rows)
    return [dict(zip(headings, cells, strict=True)) for cells in occurrences]


def test_days_end_on_the_day_after_and_times_are_the_same_moment():
    draft, out = rows(papers.calendar("Timetable", SOME, MADE))
    assert (draft["starts_at"], draft["ends_at"], draft["all_day"]) == ("2018-11-12", "2018-11-17", "TRUE")
    assert datetime.fromisoformat(out["starts_at"]) == NINE_IN_SUMMER


def test_a_text_that_looks_like_a_calendar_stays_a_text():
    found = rows(papers.calendar(HOSTILE, SOME, MADE))
    assert [row["title"] for row in found] == [HOSTILE, "Ratings out"]


def test_the_same_moment_of_making_gives_the_same_bytes():
    assert papers.calendar("Timetable", SOME, MADE) == papers.calendar("Timetable", SOME, MADE)

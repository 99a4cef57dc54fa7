"""Calendars: what a person sees in them, hand-written."""

from collections.abc import Callable, Sequence

import pytest

from fieldwork import sources
from fieldwork.errors import SourceError
from fieldwork.sources import calendar, occurrences
from fieldwork.sources.reading import Reading

LONDON = """BEGIN:VTIMEZONE
TZID:GMT Standard Time
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
END:VTIMEZONE
"""
ONE = "UID:one\nDTSTART:20181105T090000Z\nDTEND:20181105T100000Z\nSUMMARY:One"


def read(*events: str, frame: str = "") -> Reading:
    inside = frame + "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n"
    return sources.read("a.ics", text.replace("\n", "\r\n").encode())


def seen(reading: Reading, *columns: str) -> list[tuple[str, ...]]:
    heading, *rows = [row.cells for row in reading.tables[0].rows]
    return [tuple(row[list(heading).index(column)] for column in columns) for row in rows]


def starts(reading: Reading) -> Sequence[str]:
    assert not reading.problems
    return [start for (start,) in seen(reading, "starts_at")]


def test_an_event_is_a_row_under_our_headings() -> None:
    event = "UID:a\nDTSTART:20181105T093000\nDTEND:20181105T103000\nSUMMARY:Staff\\, north\nLOCATION:Room 2"
    [heading, row] = read(event).tables[0].rows
    assert tuple(heading.cells) == occurrences.HEADINGS
    assert row.place == "event a once"
    assert tuple(row.cells) == (
        *("a", "once", "Staff, north", "2018-11-05T09:30:00", "2018-11-05T10:30:00"),
        *("FALSE", "Room 2", "scheduled"),
    )


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("DTSTART:20181105T093000Z", "2018-11-05T09:30:00+00:00"),
        ("DTSTART:20181105T093000", "2018-11-05T09:30:00"),
        ("DTSTART;TZID=Europe/London:20180705T093000", "2018-07-05T09:30:00+01:00"),
        ("DTSTART;TZID=GMT Standard Time:20180705T093000", "2018-07-05T09:30:00+01:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20181105T093000', "2018-11-05T09:30:00+01:00"),
        ("DTSTART;VALUE=DATE:20181105", "2018-11-05"),
    ],
)
def test_a_time_has_its_offset_where_the_calendar_gives_a_zone(start: str, text: str) -> None:
    assert starts(read(f"UID:a\n{start}")) == [text]


def test_a_zone_that_the_calendar_describes_itself_is_no_other_calendars_zone() -> None:
    odd = LONDON.replace("GMT Standard Time", "Ours").replace("+0100", "+0500").replace("-0000", "+0400")
    event = "UID:a\nDTSTART;TZID=Ours:20181105T093000"
    assert starts(read(event, frame=odd)) == ["2018-11-05T09:30:00+04:00"]
    [problem] = read(event).problems
    assert "time zone" in problem.wrong


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    event = "UID:a\nDTSTART;TZID=GMT Standard Time:20181025T090000\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert starts(read(event, frame=LONDON)) == ["2018-10-25T09:00:00+01:00", "2018-11-01T09:00:00+00:00"]


def test_what_happens_once_has_the_same_name_wherever_it_is_moved_to() -> None:
    before, after = (read(f"UID:a\nDTSTART:201811{day}T090000\nSUMMARY:Day") for day in ("05", "07"))
    assert seen(before, "uid", "occurrence") == seen(after, "uid", "occurrence") == [("a", "once")]
    assert seen(before, "starts_at") != seen(after, "starts_at")


def test_moved_and_cancelled_occurrences_keep_the_name_that_the_series_gave_them() -> None:
    series = "UID:a\nDTSTART;TZID=Europe/London:20180702T090000\nRRULE:FREQ=DAILY;COUNT=4\nSUMMARY:Day"
    dropped = "EXDATE;TZID=Europe/London:20180705T090000"
    moved = "UID:a\nRECURRENCE-ID:20180703T080000Z\nDTSTART:20180703T140000Z\nSUMMARY:Later"
    cancelled = (
        "UID:a\nRECURRENCE-ID:20180704T080000Z\nDTSTART:20180704T080000Z\nSTATUS:CANCELLED\nSUMMARY:Day"
    )
    reading = read(f"{series}\n{dropped}", moved, cancelled)
    assert seen(reading, "occurrence", "starts_at", "title", "status") == [
        ("2018-07-02T09:00:00+01:00", "2018-07-02T09:00:00+01:00", "Day", "scheduled"),
        ("2018-07-03T09:00:00+01:00", "2018-07-03T14:00:00+00:00", "Later", "scheduled"),
        ("2018-07-04T09:00:00+01:00", "2018-07-04T08:00:00+00:00", "Day", "cancelled"),
    ]


def test_a_calendar_that_cancels_cancels_all_its_events() -> None:
    assert seen(read(ONE, frame="METHOD:CANCEL\n"), "uid", "status") == [("one", "cancelled")]


def test_the_exchange_calendar_shows_the_moved_day(real: Callable[[str], bytes]) -> None:
    reading = sources.read("a.ics", real("3_calendars/node-ical/exchange_whole_day_moved_recurrence.ics"))
    assert not reading.problems
    found = seen(reading, "occurrence", "starts_at", "ends_at", "all_day")
    assert found[:4] == [
        ("2026-02-19", "2026-02-19", "2026-02-20", "TRUE"),
        ("2026-02-24", "2026-02-24", "2026-02-25", "TRUE"),
        ("2026-02-26", "2026-02-27", "2026-02-28", "TRUE"),
        ("2026-03-03", "2026-03-03", "2026-03-04", "TRUE"),
    ]
    # Tuesdays and Thursdays; the end, 22:00 UTC on 17 August, is when 18 August begins in Berlin.
    assert found[-1][0] == "2026-08-18"
    assert len(found) == 52


def test_the_outlook_calendar_leaves_two_days_out(real: Callable[[str], bytes]) -> None:
    reading = sources.read("a.ics", real("3_calendars/outlook14_eas/outlook14_daily_exdate.ics"))
    assert not reading.problems
    assert seen(reading, "title", "starts_at", "ends_at", "status") == [
        (
            "Outlook recur daily with exception",
            f"2011-06-{day}T13:00:00+01:00",
            f"2011-06-{day}T13:30:00+01:00",
            "scheduled",
        )
        for day in (15, 16, 19)
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "UID:x\nDTSTART:yesterday",
        "UID:x\nSUMMARY:no time",
        "DTSTART:20181105T090000Z",
        "UID:x\nDTSTART:20181105T090000Z\nRRULE:FREQ=SOMETIMES",
        "UID:x\nDTSTART:20181105T090000Z\nDTEND:20171105T090000Z",
        "UID:x\nDTSTART;TZID=Nowhere:20181105T090000",
        "UID:x\nDTSTART:20181105T090000Z\nRRULE:FREQ=SECONDLY",
        "UID:x\nDTSTART:20181105T090000Z\nEND:VALARM",
        "no colon at all",
        "UID:x\nDTSTART:20181105T090000Z\nBEGIN:VEVENT\n" + ONE.replace("one", "two"),
    ],
)
def test_a_broken_event_loses_only_itself(broken: str) -> None:
    reading = read(ONE, broken, ONE.replace("one", "three"))
    uids = [uid for (uid,) in seen(reading, "uid")]
    assert (uids[0], uids[-1]) == ("one", "three")
    assert "x" not in uids
    [problem] = reading.problems
    assert problem.place.startswith("event ")
    assert "yesterday" not in problem.wrong


def test_the_longest_name_of_an_event_is_bounded_and_the_others_go_on() -> None:
    reading = read(ONE.replace("UID:one", "UID:" + "u" * 301), ONE)
    [problem] = reading.problems
    assert (problem.place, problem.wrong) == (
        "event number 1",
        "Its UID has more than 300 letters. The event is set aside.",
    )
    assert seen(reading, "uid") == [("one",)]


def test_what_nobody_needs_may_be_broken() -> None:
    assert starts(read(f"{ONE}\nDTSTAMP:never\nPRIORITY:high\nX-ODD;=:1")) == ["2018-11-05T09:00:00+00:00"]


def test_a_series_without_end_is_followed_for_two_years() -> None:
    found = starts(read("UID:a\nDTSTART:20180101T090000Z\nRRULE:FREQ=WEEKLY"))
    assert (len(found), found[-1]) == (105, "2019-12-30T09:00:00+00:00")


def test_an_event_of_many_years_is_one_row() -> None:
    assert starts(read("UID:a\nDTSTART:19180101T090000Z\nDTEND:29180101T090000Z")) == [
        "1918-01-01T09:00:00+00:00"
    ]


def test_a_series_is_followed_from_its_last_saving_where_that_is_later() -> None:
    event = "UID:a\nDTSTART:20150105T090000Z\nDTSTAMP:20181001T000000Z\nRRULE:FREQ=WEEKLY"
    assert starts(read(event))[-1] == "2020-09-28T09:00:00+00:00"


def test_an_event_that_occurs_too_often_is_cut_and_says_so() -> None:
    reading = read("UID:a\nDTSTART:20180101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9,10,11", ONE)
    assert len(seen(reading, "uid")) == occurrences.MOST_OCCURRENCES + 1
    [problem] = reading.problems
    assert "1,000 times" in problem.wrong


def test_folded_lines_are_joined_even_within_a_letter() -> None:
    event = b"BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20181105T090000Z\r\nSUMMARY:caf\xc3\r\n \xa9\r\nEND:VEVENT\r\n"
    reading = sources.read("a.ics", b"BEGIN:VCALENDAR\r\n" + event + b"END:VCALENDAR\r\n")
    assert seen(reading, "title") == [("café",)]


def test_a_calendar_without_a_line_break_opens_no_file() -> None:
    with pytest.raises(SourceError, match="no calendar"):
        sources.read("a.ics", b"/etc/hostname")


@pytest.mark.parametrize(("limit", "value"), [("MOST_BYTES", 10), ("MOST_EVENTS", 1)])
def test_a_calendar_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(calendar, limit, value)
    with pytest.raises(SourceError, match="too large"):
        read(ONE, ONE)

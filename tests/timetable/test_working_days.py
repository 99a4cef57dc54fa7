"""Working days and whole timetables against numpy's business days, every Monday of fourteen years."""

from datetime import date, timedelta

import numpy
import pytest
from dates import LEARNING, WORKING, YOUTH, declared, weeks_of
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.timetable import UnknownYear, clashes, dated

DAY = timedelta(days=1)
HOLIDAYS = numpy.array(sorted(WORKING.holidays), dtype="datetime64[D]")
MONDAYS = [date(2013, 6, 3) + timedelta(weeks=week) for week in range(52 * 14)]  # 14 years, to 2027
SOME_DAY = st.dates(date(2013, 1, 1), date(2027, 12, 31))

# The manual's weeks as days from the first Monday of three weeks of fieldwork: the first day and the last.
PLACES = {
    "preparation": (-77, -73), "background_pack": (-70, -66), "announcement": (-60, -59),
    "telephone_planning": (-56, -52), "provisional_cases": (-35, -31), "on_site_planning": (-35, -31),
    "final_sample": (-28, -24), "schedules": (-14, -14), "background_pack_again": (-7, -3),
    "fieldwork_begins_1": (0, 0), "fieldwork_ends_1": (4, 4), "fieldwork_begins_2": (7, 7),
    "fieldwork_ends_2": (11, 11), "fieldwork_begins_3": (14, 14), "fieldwork_ends_3": (18, 18),
    "verified_data": (18, 18), "ratings_panel": (24, 24), "ratings_out": (28, 28), "first_draft": (39, 39),
    "draft": (63, 63), "published": (105, 109), "action_plan": (119, 123),
}  # fmt: skip


def offset(day, number, roll="forward"):
    return numpy.busday_offset(day, number, roll=roll, holidays=HOLIDAYS).astype(date)


def dates_of(name, starts):
    timetable = declared(name)
    found = dated(timetable, weeks_of(timetable, starts), "England", WORKING)
    return {step.name: (step.begins, step.due) for step in found}


def test_the_probation_timetable_is_right_for_every_monday_of_fourteen_years():
    for monday in MONDAYS:
        found = dates_of("probation-2018-crc", monday)
        expected = {
            name: (monday + begins * DAY, monday + due * DAY) for name, (begins, due) in PLACES.items()
        }
        email = offset(monday - 56 * DAY, 0)
        expected["announcement_email"] = expected["project_plan"] = (email, email)
        draft = monday + 63 * DAY
        comments = offset(draft, 9)  # the first of the ten is the draft's own day, or the next working day
        expected["factual_accuracy"] = (comments, comments)
        published = monday + 105 * DAY
        copy = (
            offset(published, -5)
            if numpy.is_busday(published, holidays=HOLIDAYS)
            else offset(published, -4, "backward")
        )
        expected["embargoed"] = (copy, copy)
        assert found == expected


def test_what_the_other_documents_count_in_working_days_is_right_for_every_monday_of_fourteen_years():
    for monday in MONDAYS:
        youth, friday = dates_of(YOUTH, monday), monday + 18 * DAY
        notice = (
            offset(monday, -11)
            if numpy.is_busday(monday, holidays=HOLIDAYS)
            else offset(monday, -10, "backward")
        )
        assert youth["notice"][1] == notice
        assert youth["draft_at_the_latest"][1] == offset(friday, 16, "backward")
        assert youth["factual_accuracy"][1] == offset(monday + 35 * DAY, 9)
        published = offset(monday + 4 * DAY, 25, "backward")
        learning = dates_of(LEARNING, monday)
        assert [learning[step][1] for step in ("published", "factual_accuracy", "draft")] == [
            published, offset(published, -1), offset(published, -2)
        ]  # fmt: skip


@given(SOME_DAY, st.integers(1, 60))
def test_so_many_working_days_on_there_are_so_many_between(day, number):
    later = WORKING.shifted(day, number)
    assert WORKING.is_one(later)
    assert sum(WORKING.is_one(day + gone * DAY) for gone in range(1, (later - day).days + 1)) == number


@given(SOME_DAY, st.integers(1, 60))
def test_there_and_back_ends_on_the_day_or_the_last_working_day_before_it(day, number):
    back = WORKING.shifted(WORKING.shifted(day, number), -number)
    assert back == (day if WORKING.is_one(day) else WORKING.shifted(day, -1))


@pytest.mark.parametrize("day", [date(2012, 1, 3), date(2028, 12, 27)])
def test_a_count_that_leaves_the_known_years_is_refused(day):
    with pytest.raises(UnknownYear, match="2012 to 2028 only"):
        WORKING.shifted(day, 3 if day.year > 2020 else -3)


def easter(year):
    """Easter Sunday, by Butcher's rule."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(WORKING.first, WORKING.last + 1))
def test_the_bank_holidays_are_working_weekdays_lost_with_easter_where_it_is(year):
    its = [day for day in WORKING.holidays if day.year == year]
    extra = {2012: 1, 2022: 2, 2023: 1}  # two jubilees, the State Funeral, the coronation
    assert len(its) == 8 + extra.get(year, 0)
    assert all(day.weekday() < 5 for day in its)
    assert WORKING.holidays[easter(year) - 2 * DAY] == "Good Friday"
    assert WORKING.holidays[easter(year) + DAY] == "Easter Monday"


def test_a_clash_names_week_day_holiday_and_the_steps_it_touches():
    timetable, monday = declared("probation-2018-crc"), date(2019, 4, 8)
    weeks = weeks_of(timetable, monday)
    assert clashes(dated(timetable, weeks, "England", WORKING), weeks, WORKING) == [
        "Fieldwork week 2: Friday 19 April 2019 is a bank holiday, Good Friday.",
        "Fieldwork week 3: Monday 22 April 2019 is a bank holiday, Easter Monday.",
        "Fieldwork ends (usually 12:00 to 14:00), week 2, Friday 19 April 2019: falls on Good Friday.",
        "Fieldwork begins (afternoon), week 3, Monday 22 April 2019: falls on Easter Monday.",
        "Agreed ratings to the host organisation, and the lead inspector's telephone call, "
        "Monday 6 May 2019: falls on Early May bank holiday.",
    ]


def test_weeks_that_nothing_touches_have_no_clash_and_unknown_years_are_said():
    timetable = declared("probation-2018-crc")
    for monday, said in ((date(2018, 11, 5), []), (date(2031, 3, 3), ["Fieldwork week 1 was not checked"])):
        weeks = weeks_of(timetable, monday)
        found = clashes(dated(timetable, weeks, "England", WORKING), weeks, WORKING)
        assert [one[: len(said[0])] for one in found[:1]] == said if said else found == []

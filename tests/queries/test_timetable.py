"""Where each step of a timetable stands, and how late: counted by hand."""
# ruff: noqa: E501 - drawn tables are as wide as they are

from datetime import datetime

import pytest
from drawn import inspection

from fieldwork import queries

# Figures as at Wednesday 7 November 2018; the Monday before is made a bank holiday.
STEPS = """
timetable
step     | ordinal | title        | who  | rule | begins     | due        | at_time | remark        | awaited | evidence
plan     | 1       | Plan         | Lead | w    | 2018-10-08 | 2018-10-12 | -       | -             | true    | source
sample   | 2       | Sample       | Lead | w    | 2018-11-01 | 2018-11-01 | -       | -             | true    | source
talk     | 3       | Talk         | Lead | w    | 2018-11-02 | 2018-11-02 | -       | -             | false   | source
ratings  | 4       | Ratings      | Lead | w    | 2018-11-07 | 2018-11-07 | 09:00   | -             | true    | source
cases    | 5       | Cases        | Lead | w    | 2018-11-05 | 2018-11-09 | -       | -             | false   | source
ends     | 6       | Ends         | Lead | w    | 2018-11-09 | 2018-11-09 | -       | -             | false   | source
panel    | 7       | Panel        | Lead | w    | 2018-11-12 | 2018-11-12 | -       | -             | true    | source
comments | 8       | Comments     | Host | w    | -          | -          | -       | no date: none | true    | source

bank_holidays
day        | title
2018-11-05 | A day off
"""
RECORDED = """
actions
id   | done_at
plan | 2018-10-11 16:00
"""


def states(told):
    return {row["step"]: row["state"] for row in queries.run(told, "timetable")}


def test_each_step_is_before_on_or_after_its_days(told):
    told.tell(inspection(STEPS))
    assert states(told) == {
        "plan": "past",
        "sample": "past",
        "talk": "past",
        "ratings": "today",
        "cases": "under_way",
        "ends": "this_week",
        "panel": "to_come",
        "comments": "undated",
    }


def test_late_is_what_was_awaited_and_is_not_done_where_somebody_records_steps(told):
    told.tell(inspection(STEPS + RECORDED))
    found = states(told)
    assert [found[step] for step in ("plan", "sample", "talk")] == ["done", "late", "past"]


def test_due_has_the_late_ones_first_with_the_working_days_since(told):
    told.tell(inspection(STEPS + RECORDED))
    rows = [(row["step"], row["state"], row["working_days_late"]) for row in queries.run(told, "due")]
    # After Thursday 1 November: Friday 2, not the weekend, not Monday's holiday, Tuesday 6, Wednesday 7.
    assert rows == [
        ("sample", "late", 3),
        ("ratings", "today", None),
        ("cases", "under_way", None),
        ("ends", "this_week", None),
    ]


@pytest.mark.parametrize(
    ("as_at", "days"),
    [
        (datetime(2018, 11, 4, 9), 1),  # Sunday: only Friday has passed
        (datetime(2018, 11, 5, 9), 1),  # the holiday
        (datetime(2019, 1, 2, 9), None),  # of 2019 no bank holiday is known
    ],
)
def test_a_weekend_and_a_holiday_make_nothing_later_and_an_unknown_year_is_not_counted(told, as_at, days):
    rows = inspection(STEPS + RECORDED)
    rows["snapshot"] = [{**rows["snapshot"][0], "as_at": as_at}]
    told.tell(rows)
    late = {
        row["step"]: row["working_days_late"] for row in queries.run(told, "due") if row["state"] == "late"
    }
    assert late["sample"] == days


def test_without_a_timetable_nothing_is_due(told):
    told.tell(inspection(""))
    assert queries.run(told, "due") == []
    assert queries.run(told, "timetable") == []

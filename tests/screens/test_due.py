"""What the timetable has for these days, in sentences: lateness is said in words."""

from datetime import date

from fieldwork.screens.due import due


def row(title, state, day, at=None, late=None):
    return {
        "title": title, "who": "Administrator", "state": state, "due": date(2018, 11, day), "at_time": at,
        "working_days_late": late,
    }  # fmt: skip


def test_late_steps_say_by_how_much_since_when_and_whose_they_are():
    rows = [row("Final sample", "late", 1, late=3), row("Schedules", "late", 2, late=1)]
    assert due(rows) == [
        "Late by 3 working days: Final sample, which was due Thu 1 Nov (Administrator).",
        "Late by 1 working day: Schedules, which was due Fri 2 Nov (Administrator).",
    ]


def test_a_delay_that_cannot_be_counted_is_still_said():
    assert due([row("Final sample", "late", 2)]) == [
        "Late: Final sample, which was due Fri 2 Nov (Administrator)."
    ]


def test_of_many_late_steps_the_oldest_are_named_and_the_others_counted():
    said = due([row(f"Step {number}", "late", 1, late=2) for number in range(7)])
    assert [line.partition(",")[0] for line in said[3:]] == [
        "Late by 2 working days: Step 3",
        "Late by 2 working days: Step 4",
        "Late too: 2 more steps.",
    ]


def test_what_is_due_is_one_sentence_for_today_and_one_for_the_week():
    rows = [
        row("Ratings out", "today", 7, "09:00"),
        row("Letters", "today", 7),
        row("Sample", "under_way", 9),
        row("Data", "this_week", 9, "16:00"),
    ]
    assert due(rows) == [
        "Due today: Ratings out, 09:00 and Letters.",
        "Under way: Sample (Fri 9 Nov).",
        "Later this week: Data (Fri 9 Nov, 16:00).",
    ]


def test_nothing_is_said_where_nothing_is_due():
    assert due([]) == []

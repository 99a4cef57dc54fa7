"""Meetings, what was heard in them, and what stands behind domain one, counted by hand."""
# ruff: noqa: E501 - drawn tables are as wide as they are

import pytest
from drawn import inspection

from fieldwork import queries

# Two groups of officers: one held at North with five people, one at South still to come; ICT was yesterday, and nobody
# has said that it was held. The team met twice; the second of its meetings was moved by an hour.
SCHEDULE = """
meetings
uid | occurrence | kind         | title                        | core_meeting | starts_at        | ends_at          | all_day | location | status    | planned_at
m1  | 1          | focus_group  | Focus group: officers, North | officers     | 2018-11-06 12:00 | 2018-11-06 13:00 | false   | North    | scheduled | -
m2  | 1          | focus_group  | Focus group: officers, South | officers     | 2018-11-08 12:00 | 2018-11-08 13:00 | false   | South    | scheduled | -
m3  | 1          | meeting      | Meeting: ICT planning        | ict          | 2018-11-06 15:00 | 2018-11-06 16:00 | false   | -        | scheduled | -
m4  | 1          | team_meeting | Team meeting                 | -            | 2018-11-05 17:00 | 2018-11-05 17:45 | false   | -        | scheduled | 2018-11-05 17:00
m4  | 2          | team_meeting | Team meeting                 | -            | 2018-11-06 18:00 | 2018-11-06 18:45 | false   | -        | scheduled | 2018-11-06 17:00
m5  | 1          | interview    | Interview: case C1           | -            | 2018-11-08 09:30 | 2018-11-08 10:30 | false   | -        | scheduled | -
m6  | 1          | interview    | Interview: case C2           | -            | 2018-11-08 09:30 | 2018-11-08 10:30 | false   | -        | scheduled | -
m7  | 1          | interview    | Interview: case C3           | -            | 2018-11-08 11:00 | 2018-11-08 12:00 | false   | -        | cancelled | -

held_meetings
id | title           | core_meeting | held_at          | minutes | location | attendees | same_grade | line_manager | role
h1 | Officers, North | officers     | 2018-11-06 12:10 | 40      | North    | 5         | true       | true         | Lead inspector
"""


def asked(told, text, query, **parameters):
    told.tell(inspection(text))
    return queries.run(told, query, **parameters)


def test_core_meetings_are_held_to_come_without_report_or_missing(told):
    rows = {row["core_meeting"]: row for row in asked(told, SCHEDULE, "core_meetings")}
    counts = {
        name: [row[column] for column in ("asked", "held", "scheduled", "unreported", "missing")]
        for name, row in rows.items()
    }
    assert counts == {
        "officers": [2, 1, 1, 0, 0],
        "ict": [1, 0, 0, 1, 0],
        "operations": [1, 0, 0, 0, 0],  # not every organisation has one, so it is not missing
    }


def test_a_meeting_of_which_nobody_has_heard_is_missing_at_each_place(told):
    rows = asked(told, "", "meeting_coverage")
    assert {(row["core_meeting"], row["missing"]) for row in rows} == {
        ("officers", 2),
        ("ict", 1),
        ("operations", 0),
    }
    assert {row["core_meeting"]: row["key_question"] for row in rows}["ict"] == "1.1.1"


def test_totals_count_every_place_once(told):
    groups, others = asked(told, SCHEDULE, "meeting_totals")
    assert list(groups.values()) == [True, 2, 1, 1, 0, 0]
    assert list(others.values()) == [False, 1, 0, 0, 1, 0]


def test_two_groups_at_one_place_are_one_of_the_two_asked(told):
    text = """
held_meetings
id | title | core_meeting | held_at          | location
h1 | One   | officers     | 2018-11-05 12:00 | North
h2 | Two   | officers     | 2018-11-06 12:00 | north
"""
    [row] = [row for row in asked(told, text, "core_meetings") if row["core_meeting"] == "officers"]
    assert (row["held"], row["missing"]) == (1, 1)


def test_a_group_outside_the_optimum_is_remarked(told):
    north, south = asked(told, SCHEDULE, "focus_groups")
    assert north["remarks"] == ["too_few", "too_short", "line_manager"]
    assert (north["status"], north["attendees"], north["minutes"]) == ("held", 5, 40)
    assert south["remarks"] == []
    assert south["minutes"] == 60


@pytest.mark.parametrize(("people", "remarks"), [(5, ["too_few"]), (6, []), (10, []), (11, ["too_many"])])
def test_the_optimum_includes_its_ends(told, people, remarks):
    text = f"""
held_meetings
id | title | core_meeting | held_at          | minutes | attendees
h1 | One   | officers     | 2018-11-05 12:00 | 45      | {people}
"""
    [row] = asked(told, text, "focus_groups")
    assert row["remarks"] == remarks


def test_a_report_goes_with_the_meeting_of_its_day_and_place(told):
    rows = asked(told, SCHEDULE, "focus_groups")
    assert [row["title"] for row in rows] == ["Focus group: officers, North", "Focus group: officers, South"]


def test_tomorrow_is_the_next_day_with_anything_on_it(told):
    rows = asked(told, SCHEDULE, "tomorrow")
    assert [(row["kind"], row["interviews"], row["title"]) for row in rows] == [
        ("interview", 2, None),
        ("focus_group", None, "Focus group: officers, South"),
    ]


def test_the_last_team_meeting_is_that_of_an_earlier_day_and_ends_when_it_was_moved_to(told):
    [row] = asked(told, SCHEDULE, "last_meeting")  # asked on the 7th at 17:00
    assert f"{row['last_at']:%d %H:%M}" == f"{row['since']:%d %H:%M}" == "06 18:45"
    assert row["next_at"] is None


def test_before_the_first_team_meeting_everything_since_the_first_day_is_new(told):
    [row] = asked(told, "", "last_meeting")
    assert (row["last_at"], f"{row['since']:%Y-%m-%d}") == (None, "2018-11-05")


POINTS = """
points
id | question | line    | source_kind   | says  | heard_at
p1 | 1.1.1a   | above   | managers      | One   | 2018-11-06 12:00
p2 | 1.1.1a   | below   | practitioners | Two   | 2018-11-06 12:00
p3 | 1.1.1b   | above   | managers      | Three | 2018-11-06 12:00
p4 | 1.1.1b   | above   | managers      | Four  | 2018-11-06 12:00
p5 | 1.1.1b   | neutral | practitioners | Five  | 2018-11-06 12:00

withdrawals
withdraws | reason
p5        | Wrong prompt

judgements
question | judgement | recorded_at
1.1.1a   | yes       | 2018-11-06 18:00
1.1.1a   | no        | 2018-11-07 09:00
"""


def test_evidence_behind_each_prompt(told):
    question, first, second = asked(told, POINTS, "evidence_by_prompt")
    columns = ("question", "above", "below", "neutral", "sources", "one_source", "judgement")
    assert [question[column] for column in columns] == ["1.1.1", 0, 0, 0, 0, False, None]
    assert [first[column] for column in columns] == ["1.1.1a", 1, 1, 0, 2, False, "no"]
    assert [second[column] for column in columns] == ["1.1.1b", 2, 0, 0, 1, True, None]
    assert second["source_kinds"] == ["Managers"]


def interviews(yes, no):
    answers = ["yes"] * yes + ["no"] * no
    lines = "\n".join(f"C{number} | workload | {answer}" for number, answer in enumerate(answers))
    return (
        f"interview_answers\ncase_id | interview_question | answer\n{lines}\nCX | workload | not_applicable\n"
    )


@pytest.mark.parametrize(("yes", "no", "caution"), [(13, 7, False), (12, 8, True), (20, 0, False)])
def test_interview_answers_below_the_caution(told, yes, no, caution):
    [row] = asked(told, interviews(yes, no), "interview_answers")
    assert (row["yes"], row["n"], row["percentage"], row["caution"]) == (yes, 20, 5 * yes, caution)


def test_too_few_interviews_have_no_percentage(told):
    told.tell(inspection(interviews(1, 3), count_below=5))
    [row] = queries.run(told, "interview_answers")
    assert (row["yes"], row["n"], row["percentage"], row["caution"]) == (1, 4, None, False)


def test_a_meeting_that_a_later_calendar_moves_is_one_meeting_that_moved(told):
    text = """
meetings
uid | occurrence | kind    | title                 | core_meeting | starts_at        | ends_at          | all_day | status    | recorded_at
m1  | once       | meeting | Meeting: ICT planning | ict          | 2018-11-08 10:00 | 2018-11-08 11:00 | false   | scheduled | 2018-11-01 09:00
m1  | once       | meeting | Meeting: ICT planning | ict          | 2018-11-09 14:00 | 2018-11-09 15:00 | false   | scheduled | 2018-11-06 09:00
"""
    [row] = asked(told, text, "tomorrow")
    assert (f"{row['starts_at']:%d %H:%M}", row["moved"], row["meetings_in_all"]) == ("09 14:00", True, 1)

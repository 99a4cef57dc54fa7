"""How far the cases are, counted by hand."""

from datetime import date

import pytest
from drawn import inspection

from fieldwork import queries

SIX = """
cases
case_id | tier1 | status     | allocated_to | substitute_for | interview_at     | recorded_at
C1      | North | complete   | AB           | -              | 2018-11-05 10:00 | 2018-11-05 17:00
C2      | North | complete   | AB           | -              | 2018-11-06 10:00 | 2018-11-06 17:00
C3      | South | selected   | CD           | -              | 2018-11-02 10:00 | 2018-11-05 09:00
C4      | South | excluded   | CD           | -              | 2018-11-02 10:00 | 2018-11-05 09:00
C5      | South | selected   | -            | C4             | 2018-11-05 10:00 | 2018-11-05 09:00
C6      | North | substitute | -            | -              | -                | 2018-11-05 09:00

fact_statements
case_id | fact | value
C1      | sex  | male
C2      | sex  | male
C3      | sex  | female
C5      | sex  | male
"""


def completion(told, level="organisation"):
    return {
        row["unit"]: row for row in queries.run(told, "completion", level=level) if row["sample"] == "main"
    }


def test_done_required_and_planned(told):
    told.tell(inspection(SIX))
    row = completion(told)["Anywhere"]
    names = (
        "selected",
        "complete",
        "in_progress",
        "waiting",
        "excluded",
        "reserve",
        "required",
        "planned",
        "still_needed",
    )
    assert [row[name] for name in names] == [4, 2, 0, 2, 1, 1, 4, 6, 2]


def test_units_have_no_required_number_and_their_cases_add_up(told):
    told.tell(inspection(SIX))
    units = completion(told, "tier1")
    assert {unit: row["selected"] for unit, row in units.items()} == {"North": 2, "South": 2}
    assert {row["required"] for row in units.values()} == {None}
    inspectors = completion(told, "allocated_to")
    assert {unit: row["selected"] for unit, row in inspectors.items()} == {"AB": 2, "CD": 1, None: 1}


@pytest.mark.parametrize(
    ("n", "eligible", "margin"),
    [
        (0, None, None),
        (20, None, 14.3),
        (40, None, 10.1),
        (60, None, 8.3),
        (100, None, 6.4),
        (20, 20, 0.0),
        (1, 1, 0.0),
    ],
)
def test_the_margin_that_the_complete_cases_give(told, n, eligible, margin):
    """The points at one half, as the known rule of thumb has them; none once every eligible case is seen."""
    drawn = inspection(
        "cases\ncase_id | tier1 | status\n" + "\n".join(f"C{i} | North | complete" for i in range(n))
    )
    drawn["samples"] = [dict(row, eligible=eligible) for row in drawn["samples"]]
    told.tell(drawn)
    found = completion(told)["Anywhere"]["margin"]
    assert (found if found is None else round(found, 1)) == margin


def test_day_by_day_with_the_pace_that_is_needed(told):
    told.tell(inspection(SIX))  # as at Wednesday evening: two working days left this week, five the next
    rows = [row for row in queries.run(told, "completion_by_day") if row["sample"] == "main"]
    assert [row["day"] for row in rows] == [
        date(2018, 11, day) for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)
    ]
    assert [row["complete"] for row in rows] == [1, 2, 2] + [None] * 7
    assert [row["working_days_left"] for row in rows] == list(range(9, -1, -1))
    needed = [row["needed"] for row in rows]
    assert needed[:2] == [None, None]
    assert needed[2:] == pytest.approx([2 + 2 * done / 7 for done in range(8)])


def test_no_pace_is_needed_on_a_bank_holiday(told):
    """A case completed on one counts on its day all the same."""
    off = "\nbank_holidays\nday | title\n2018-11-06 | A day off\n2018-11-12 | Another\n"
    told.tell(inspection(SIX + off))
    rows = [row for row in queries.run(told, "completion_by_day") if row["sample"] == "main"]
    assert [row["day"].day for row in rows] == [5, 6, 7, 8, 9, 13, 14, 15, 16]
    assert [row["complete"] for row in rows] == [1, 2, 2] + [None] * 6
    assert [row["working_days_left"] for row in rows] == [7, 7, 6, 5, 4, 3, 2, 1, 0]
    assert [row["needed"] for row in rows[2:]] == pytest.approx([2 + 2 * done / 6 for done in range(7)])
    assert {row["holidays_known"] for row in rows} == {True}


def test_whether_a_years_bank_holidays_are_known_is_said(told):
    told.tell(inspection(SIX))
    assert {row["holidays_known"] for row in queries.run(told, "completion_by_day")} == {False}


def test_the_pace_before_anything_came_starts_at_nothing(told):
    drawn = inspection("")
    drawn["snapshot"] = [dict(drawn["snapshot"][0], as_at=None)]
    told.tell(drawn)
    rows = [row for row in queries.run(told, "completion_by_day") if row["sample"] == "main"]
    assert [row["complete"] for row in rows] == [None] * 10
    assert [row["needed"] for row in rows] == pytest.approx([0.4 * day for day in range(1, 11)])


def test_the_drift_of_the_complete_cases_from_the_strata(told):
    told.tell(inspection(SIX))
    rows = queries.run(told, "strata_drift")
    assert [(row["stratum"], row["selected"], row["complete"]) for row in rows] == [
        ("Men", 3, 2),
        ("Women", 1, 0),
    ]
    assert [(row["selected_share"], row["complete_share"], row["drift"]) for row in rows] == [
        (75, 100, 25),
        (25, 0, -25),
    ]


def test_a_case_is_late_when_its_interview_is_longer_ago_than_the_inspection_allows(told):
    told.tell(inspection(SIX))  # as at the 7th, two days allowed: the 5th is not late yet
    assert [(row["case_id"], row["days_late"]) for row in queries.run(told, "late_cases")] == [("C3", 3)]


def test_the_cases_and_files_behind_a_figure(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | complete
        C2      | South | complete
        C3      | South | in_progress

        answer_statements
        case_id | question | answer | recorded_at      | sha256 | place
        C2      | 2.1.1    | yes    | 2018-11-06 09:00 | f2     | row 7

        received
        entry | sha256 | name    | bytes | received_at      | records | rejected | attachments | superseded
        1     | f2     | a.xml   | 1     | 2018-11-06 10:00 | 1       | 0        | 0           | false
        2     | f2     | b/a.xml | 1     | 2018-11-06 11:00 | 1       | 0        | 0           | false
    """)
    )
    behind = queries.run(told, "cases_behind", key_question="2.1.1", level="tier1")
    assert [(row["case_id"], row["unit"], row["outcome"]) for row in behind] == [
        ("C1", "North", "incomplete"),
        ("C2", "South", "yes"),
    ]
    [south] = queries.run(told, "cases_behind", key_question="2.1.1", level="tier1", unit="South")
    assert (south["name"], south["sha256"], south["place"]) == ("b/a.xml", "f2", "row 7")


REPLACED = """
samples
sample | ordinal | title      | mode      | substitute_mode | required | planned | evidence
main   | 1       | Main cases | interview | file_read       | 4        | 6       | source

cases
case_id | tier1 | status   | mode      | exclusion_reason | substitute_for | agreed_by   | agreed_at        | recorded_at
C1      | North | selected | -         | moved away       | -              | Deputy lead | 2018-11-06 12:00 | 2018-11-06 17:00
C2      | North | selected | -         | -                | C1             | Deputy lead | 2018-11-06 12:00 | 2018-11-06 17:00
C3      | North | excluded | -         | -                | -              | -           | -                | 2018-11-06 17:00
C4      | North | selected | interview | -                | C3             | -           | -                | 2018-11-06 17:00
"""  # noqa: E501 - a drawn table is as wide as it is


def test_an_excluded_case_and_its_substitute_say_who_agreed_and_when(told):
    told.tell(inspection(REPLACED))
    rows = {(row["matter"], row["case_id"]): row for row in queries.run(told, "follow_up")}
    for matter, case in (("excluded", "C1"), ("substitute", "C2")):
        assert rows[matter, case]["agreed_by"] == "Deputy lead"
        assert f"{rows[matter, case]['agreed_at']:%d/%m %H:%M}" == "06/11 12:00"
    assert rows["excluded", "C3"]["agreed_by"] is None


def test_a_substitute_is_a_file_read_where_the_programme_says_so_and_no_list_says_otherwise(told):
    told.tell(inspection(REPLACED))
    reads = [row["case_id"] for row in queries.run(told, "follow_up") if row["matter"] == "file_read"]
    assert reads == ["C2"]

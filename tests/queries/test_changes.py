"""What changed between two snapshots, counted by hand, and that the parts add up whatever the inspections."""

import chance
import pytest
from drawn import inspection

from fieldwork import queries

# Of 2.1.1: C1 stays yes; C2 yes to no; C3 no to yes; C4 is excluded; C5 is reopened; C6 no longer applies;
# C7 had not applied; C8 is new; C9 was not complete; C10 stands in for C4.
BEFORE = """
cases
case_id | tier1 | status
C1      | North | complete
C2      | North | complete
C3      | North | complete
C4      | North | complete
C5      | North | complete
C6      | North | complete
C7      | North | complete
C9      | North | selected

answers
case_id | 2.1.1
C1      | y
C2      | y
C3      | n
C4      | y
C5      | n
C6      | y
C7      | na
"""
AFTER = """
cases
case_id | tier1 | status      | exclusion_reason | substitute_for
C1      | North | complete    | -                | -
C2      | North | complete    | -                | -
C3      | North | complete    | -                | -
C4      | North | excluded    | Transferred      | -
C5      | North | in_progress | -                | -
C6      | North | complete    | -                | -
C7      | North | complete    | -                | -
C8      | North | complete    | -                | -
C9      | North | complete    | -                | -
C10     | North | selected    | -                | C4

answer_statements
case_id | question | answer         | recorded_at      | sha256
C1      | 2.1.1    | yes            | 2018-11-07 17:00 | f1
C2      | 2.1.1    | no             | 2018-11-08 10:00 | f2
C3      | 2.1.1    | yes            | 2018-11-08 11:00 | f3
C4      | 2.1.1    | yes            | 2018-11-07 17:00 | f1
C5      | 2.1.1    | no             | 2018-11-07 17:00 | f1
C6      | 2.1.1    | not_applicable | 2018-11-08 12:00 | f1
C7      | 2.1.1    | no             | 2018-11-08 12:00 | f1
C8      | 2.1.1    | yes            | 2018-11-08 12:00 | f1
C9      | 2.1.1    | no             | 2018-11-08 12:00 | f1

quality_checks
id | case_id | kind       | checked_at       | outcome
q1 | C2      | dip_sample | 2018-11-08 09:00 | changed
q2 | C3      | dip_sample | 2018-11-07 09:00 | agreed

received
entry | sha256 | name     | received_at      | records | rejected | superseded | bytes | attachments
1     | f2     | C2.xml   | 2018-11-08 10:05 | 1       | 0        | false      | 1     | 0
"""
PARTS = ("new_cases", "new_yes", "changed_to_yes", "changed_to_no", "from_nothing", "from_nothing_yes",
         "to_nothing", "to_nothing_yes", "gone_cases", "gone_yes")  # fmt: skip


@pytest.fixture
def moved(told):
    told.tell(inspection(BEFORE))
    told.remember()
    told.tell(inspection(AFTER))
    return told


def test_a_figure_changes_by_parts_that_are_told_apart(moved):
    row = queries.run(moved, "figure_changes")[0]
    assert (row["before_yes"], row["before_n"], row["before_band"]) == (4, 6, "good")
    assert (row["yes"], row["n"], row["now"], row["band"]) == (3, 6, 50, "requires_improvement")
    assert [row[part] for part in PARTS] == [2, 1, 1, 1, 1, 0, 1, 1, 2, 1]
    assert row["changed_to_or_from_nothing"] == 2


def test_each_answer_that_changed_says_what_the_figure_would_be_without(moved):
    rows = queries.run(moved, "changed_answers")
    assert [(row["case_id"], row["before"], row["after"]) for row in rows] == [
        ("C2", "yes", "no"),
        ("C3", "no", "yes"),
        ("C6", "yes", "not_applicable"),
        ("C7", "not_applicable", "no"),
    ]
    changed = rows[0]
    assert (changed["yes_without"], changed["n_without"], changed["without"]) == (4, 6, 67)
    assert (changed["now"], changed["band_without"], changed["band"]) == (50, "good", "requires_improvement")
    assert (changed["quality_check"], changed["name"], changed["sha256"]) == ("dip_sample", "C2.xml", "f2")
    assert str(changed["recorded_at"]) == "2018-11-08 10:00:00"
    assert rows[1]["quality_check"] is None  # its check was before
    assert [(row["yes_without"], row["n_without"]) for row in rows[2:]] == [(4, 7), (3, 5)]


def test_an_answer_that_counts_otherwise_because_of_a_fact_names_the_file_of_the_fact(told):
    text = """
    cases
    case_id | tier1 | status
    C1      | North | complete

    answers
    case_id | 2.1.2
    C1      | y

    fact_statements
    case_id | fact | value  | recorded_at | sha256
    C1      | rosh | medium | 2018-11-05  | f1
    """
    told.tell(inspection(text))
    told.remember()
    told.tell(inspection(f"{text}    C1      | rosh | low    | 2018-11-08  | f2"))
    [row] = queries.run(told, "changed_answers")
    assert (row["before"], row["after"], row["sha256"]) == ("yes", "not_applicable", "f2")
    assert (str(row["recorded_at"].date()), row["yes_without"], row["n_without"]) == ("2018-11-08", 1, 1)


def test_what_became_of_the_cases(moved):
    rows = queries.run(moved, "case_changes")
    assert {(row["case_id"], row["change"], row["before_state"], row["after_state"]) for row in rows} == {
        ("C4", "excluded", "complete", "excluded"),
        ("C5", "reopened", "complete", "in_progress"),
        ("C8", "new", None, "complete"),
        ("C8", "completed", None, "complete"),
        ("C9", "completed", "selected", "complete"),
        ("C10", "new", None, "selected"),
        ("C10", "substituted", None, "selected"),
    }
    said = {(row["case_id"], row["change"]): row for row in rows}
    assert said["C4", "excluded"]["reason"] == "Transferred"
    assert said["C10", "substituted"]["substitute_for"] == "C4"


def test_a_case_that_no_file_names_any_more_is_gone(told):
    told.tell(inspection(BEFORE))
    told.remember()
    told.tell(inspection(""))
    assert {row["change"] for row in queries.run(told, "case_changes")} == {"gone"}
    row = queries.run(told, "figure_changes")[0]
    assert (row["before_n"], row["n"], row["gone_cases"], row["gone_yes"]) == (6, 0, 6, 4)


def test_nothing_changed_between_a_snapshot_and_itself(told):
    told.tell(inspection(BEFORE))
    told.remember()
    assert queries.run(told, "changed_answers") == []
    assert queries.run(told, "case_changes") == []
    assert not any(row[part] for row in queries.run(told, "figure_changes") for part in PARTS)


@pytest.mark.parametrize("programme", ["crc", "nps"])
def test_the_parts_add_up_to_the_difference_between_any_two_inspections(told, programme):
    tables = chance.programme_rows(told, programme)
    for seed in range(6):
        told.tell(tables | _unmarked(chance.inspection(f"{seed} then", tables)))
        told.remember()
        told.tell(tables | _unmarked(chance.inspection(f"{seed} now", tables)))
        for row in queries.run(told, "figure_changes"):
            turned = row["changed_to_yes"] - row["changed_to_no"]
            said = row["from_nothing_yes"] - row["to_nothing_yes"]
            assert row["yes"] - row["before_yes"] == row["new_yes"] - row["gone_yes"] + turned + said
            counted = row["from_nothing"] - row["to_nothing"]
            assert row["n"] - row["before_n"] == row["new_cases"] - row["gone_cases"] + counted


def _unmarked(tables):
    """Both inspections have the same cases and questions: without the mark of the seed."""
    return {
        table: [
            {
                column: value.partition("@")[0] if isinstance(value, str) else value
                for column, value in row.items()
            }
            for row in rows
        ]
        for table, rows in tables.items()
    }

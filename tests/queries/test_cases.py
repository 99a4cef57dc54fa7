"""Where a case stands, which of several statements of it counts, and which of them conflict."""

import pytest
from drawn import inspection

from fieldwork import queries

LISTED = """
cases
case_id | tier1 | status
C1      | North | {listed}
"""


def state(told, case="C1"):
    [found] = [row["state"] for row in told.rows("from cases") if row["case_id"] == case]
    return found


@pytest.mark.parametrize(
    ("listed", "form", "answers", "expected"),
    [
        # the list | the form's status | answers to 2.1.1 and 2.1.2
        ("-", None, None, "selected"),
        ("selected", None, None, "selected"),
        ("substitute", None, None, "reserve"),
        ("substitute", "-", None, "in_progress"),
        ("in_progress", None, None, "in_progress"),
        ("complete", None, None, "complete"),
        ("complete", "in_progress", "y | y", "in_progress"),  # the form goes before the list
        ("selected", "quality_checked", None, "complete"),
        ("selected", "-", "y | -", "in_progress"),
        ("selected", "-", "y | y", "complete"),  # nobody says, and every key question is answered
        ("in_progress", "-", "y | y", "in_progress"),  # the list says
        ("excluded", "complete", "y | y", "excluded"),
    ],
)
def test_a_case_stands_where_the_form_then_the_list_then_its_answers_say(
    told, listed, form, answers, expected
):
    text = LISTED.format(listed=listed) + "\nfact_statements\ncase_id | fact | value\nC1 | rosh | medium\n"
    if form:
        text += f"\nassessments\ncase_id | status\nC1 | {form}\n"
    if answers:
        text += f"\nanswers\ncase_id | 2.1.1 | 2.1.2\nC1 | {answers}\n"
    told.tell(inspection(text))
    assert state(told) == expected


def test_a_reason_excludes_until_a_newer_list_takes_the_case_back(told):
    listed = """
        cases
        case_id | status   | exclusion_reason | recorded_at
        C1      | selected | Moved away       | 2018-11-05
    """
    told.tell(inspection(listed))
    assert state(told) == "excluded"
    told.tell(inspection(listed + "    C1      | selected | -                | 2018-11-06\n"))
    assert state(told) == "selected"


def test_a_case_known_only_from_its_form_counts_and_is_not_on_the_list(told):
    told.tell(
        inspection("""
        assessments
        case_id | sample | status
        C9      | main   | complete

        answers
        case_id | 2.1.1
        C9      | y
    """)
    )
    [row] = told.rows("from cases")
    assert (row["state"], row["tier1"], row["on_list"]) == ("complete", None, False)
    assert queries.run(told, "audit_unlisted_cases") == [
        {"case_id": "C9", "sample": "main", "state": "complete"}
    ]
    units = queries.run(told, "key_question_results", level="tier1")
    assert [(row["unit"], row["yes"]) for row in units if row["key_question"] == "2.1.1"] == [
        ("North", 0),
        ("South", 0),
        (None, 1),
    ]


TWICE = """
cases
case_id | tier1 | status
C1      | North | complete

answer_statements
case_id | question | answer | recorded_at      | sha256 | place
C1      | 2.1.1    | yes    | 2018-11-06 09:00 | f1     | row 1
C1      | 2.1.1    | {} | {} | {} | row 1
"""


def first(told):
    [row] = [
        r
        for r in queries.run(told, "key_question_results", level="organisation")
        if r["key_question"] == "2.1.1"
    ]
    return row["yes"], row["n"], row["incomplete"]


def test_the_newest_answer_wins(told):
    told.tell(inspection(TWICE.format("no", "2018-11-06 10:00", "f2")))
    assert first(told) == (0, 1, 0)
    assert queries.run(told, "conflicts") == []


def test_a_newer_form_that_leaves_the_answer_blank_withdraws_it(told):
    told.tell(inspection(TWICE.format("-", "2018-11-06 10:00", "f2")))
    assert first(told) == (0, 0, 1)


def test_a_conflict_is_shown_and_counted_once_whatever_the_order(told):
    conflict = inspection(TWICE.format("no", "2018-11-06 09:00", "f2"))
    for _ in range(2):
        told.tell(conflict)
        assert first(told) == (0, 1, 0)
        [row] = queries.run(told, "conflicts")
        assert (row["case_id"], row["about"], row["attribute"]) == ("C1", "answer", "2.1.1")
        assert (row["values_said"], row["counted"], row["files"]) == (["no", "yes"], "no", ["f1", "f2"])
        conflict["answer_statements"].reverse()


def test_an_answer_against_a_blank_of_the_same_time_is_a_conflict(told):
    told.tell(inspection(TWICE.format("-", "2018-11-06 09:00", "f2")))
    assert [len(row["files"]) for row in queries.run(told, "conflicts")] == [2]


def test_the_same_said_twice_and_a_conflict_since_settled_are_no_conflicts(told):
    told.tell(inspection(TWICE.format("yes", "2018-11-06 09:00", "f2")))
    assert queries.run(told, "conflicts") == []
    settled = TWICE.format("no", "2018-11-06 09:00", "f2") + "C1 | 2.1.1 | yes | 2018-11-07 | f3 | row 1\n"
    told.tell(inspection(settled))
    assert queries.run(told, "conflicts") == []


def test_a_list_that_does_not_say_something_withdraws_nothing(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | allocated_to | recorded_at
        C1      | North | AB           | 2018-11-05
        C1      | South | -            | 2018-11-06
    """)
    )
    [row] = told.rows("from cases")
    assert (row["tier1"], row["allocated_to"]) == ("South", "AB")


def test_belonging_to_a_population_of_two_facts_is_decided_by_the_one_that_does_not_fit(told):
    drawn = inspection("""
        cases
        case_id | tier1
        C1      | North
        C2      | North
        C3      | North

        fact_statements
        case_id | fact | value
        C1      | rosh | low
        C2      | rosh | medium
        C3      | rosh | medium
        C3      | sex  | male
    """)
    drawn["population_rules"] = [
        {"population": "not_low", "fact": "rosh", "value": "medium"},
        {"population": "not_low", "fact": "sex", "value": "male"},
    ]
    told.tell(drawn)
    rows = told.rows("from case_populations where population = 'not_low' order by case_id")
    assert [row["belongs"] for row in rows] == [False, None, True]


AUDITED = """
cases
case_id | tier1 | status   | sample | substitute_for
C1      | North | selected | main   | -
C2      | North | selected | main   | C1
C3      | North | excluded | main   | -
C4      | North | selected | main   | C3
C5      | -     | complete | main   | -
C6      | North | selected | -      | -
C7      | North | selected | main   | C0

answer_statements
case_id | question | answer | recorded_at | sha256 | place
C1      | 2.2.1    | yes    | 2018-11-09  | f1     | row 1

received
entry | sha256 | name       | bytes | received_at      | records | rejected | attachments | superseded
1     | f1     | list.xlsx  | 1     | 2018-11-08 09:00 | 1       | 0        | 0           | false
2     | f2     | later.xlsx | 1     | 2018-11-08 08:59 | 0       | 0        | 0           | false
"""


def test_each_audit_finds_what_it_is_for(told):
    told.tell(inspection(AUDITED))
    found = {name: queries.run(told, name) for name in queries.audits()}
    problems = {
        name.removeprefix("audit_"): [next(iter(row.values())) for row in rows]
        for name, rows in found.items()
        if rows
    }
    assert problems == {
        "substitutes": ["C2", "C7"],
        "complete_without_tier1": ["C5"],
        "cases_without_sample": ["C6"],
        "answers_of_another_sample": ["C1"],
        "statements_of_the_future": ["list.xlsx"],
        "clock_went_back": ["later.xlsx"],
    }


def test_audits_of_too_many_cases_and_of_strata_that_overlap(told):
    drawn = inspection("cases\ncase_id | tier1\n" + "\n".join(f"C{n} | North" for n in range(7)))
    drawn["samples"] = [dict(row, eligible=5) for row in drawn["samples"]]
    drawn["strata"] = [
        {"sample": "main", "ordinal": 1, "population": "all"},
        {"sample": "main", "ordinal": 2, "population": "all2"},
    ]
    drawn["populations"] = [
        *drawn["populations"],
        {"population": "all2", "title": "All", "evidence": "source"},
    ]
    told.tell(drawn)
    assert queries.run(told, "audit_over_planned") == [{"sample": "main", "in_play": 7, "planned": 6}]
    assert queries.run(told, "audit_over_eligible") == [{"sample": "main", "in_play": 7, "eligible": 5}]
    assert len(queries.run(told, "audit_overlapping_strata")) == 7

"""Files as sync clients leave them: kept, never counted twice, and said where somebody should look."""

import unicodedata

import pytest

from fieldwork import database, queries

ANSWER = "case_id,question,answer,recorded_at\n0117,2.1.1,{},2018-11-05 {}:00\n"
LIST = "Case,Sample,Tier 1 unit,Status\n0117,d2,North,Complete\n"


def alike(office):
    with database.open_snapshot(database.current(office.folders)) as snapshot:
        return {row["name"]: row["alike"] for row in queries.run(snapshot, "doubles")}


def counted(office):
    return office.rows("select yes, n from key_question_units where rated and key_question = '2.1.1'")


@pytest.mark.parametrize(
    "double",
    [
        "0117 (conflicted copy).csv",
        "0117 (Jo's conflicted copy 2018-11-05).csv",
        "0117 (1).csv",
        "0117.sync-conflict-20181105-101010-ABCDEFG.csv",
        "0117_conf(2).csv",
        "0117-DESKTOP-4711.csv",
        "0117 - Copy.csv",
        "0117.CSV",
    ],
)
def test_a_conflicted_copy_is_kept_the_later_statement_counts_once_and_the_double_is_said(office, double):
    office.drop("cases.csv", LIST)
    office.drop("0117.csv", ANSWER.format("yes", 10))
    office.drop(double, ANSWER.format("no", 11))
    office.sync()
    assert alike(office) == {"0117.csv": [double], double: ["0117.csv"]}
    assert counted(office) == [(0, 1)]


def test_names_that_differ_in_how_an_accent_is_written_are_said(office):
    one, other = (unicodedata.normalize(form, "Café.csv") for form in ("NFC", "NFD"))
    office.drop(one, ANSWER.format("yes", 10))
    office.drop(other, ANSWER.format("yes", 10))
    office.sync()
    assert set(alike(office)) == {one, other}


@pytest.mark.parametrize("other", ["0118.csv", "0117 notes.csv", "Week 2/0117.csv", "0117 (North).csv"])
def test_names_that_are_only_near_are_not_said(office, other):
    office.drop("0117.csv", ANSWER.format("yes", 10))
    office.drop(other, ANSWER.format("yes", 10))
    office.sync()
    assert alike(office) == {}


@pytest.mark.parametrize(
    "name", ["дело 0117.csv", "案件 0117.csv", "‮fdp.csv", f"{'a' * 200}/{'b' * 200}.csv"]
)
def test_a_name_in_any_script_and_length_is_kept_as_it_is(office, name):
    office.drop(name, ANSWER.format("yes", 10))
    office.sync()
    assert office.rows("select name from received") == [(name,)]


POINTS = "Question,Line,Source,Says,Role\n1.1.1,above,Managers,The plan is known,Lead inspector\n"
MORE = POINTS + "1.1.1,below,Managers,Nobody has read it,Lead inspector\n"


def heard(office):
    return office.rows("select says from current_points order by says")


@pytest.mark.parametrize("double", ["points (1).csv", "points (conflicted copy).csv", "POINTS.csv"])
def test_what_a_file_and_its_double_both_say_is_counted_once_and_what_only_one_says_too(office, double):
    office.drop("points.csv", POINTS)
    office.drop(double, MORE)
    office.sync()
    assert heard(office) == [("Nobody has read it",), ("The plan is known",)]


def test_what_two_files_say_that_are_no_doubles_is_counted_twice(office):
    office.drop("North.csv", POINTS)
    office.drop("South.csv", MORE)
    office.sync()
    assert heard(office) == [("Nobody has read it",), ("The plan is known",), ("The plan is known",)]


def test_what_a_file_says_twice_it_has_said_twice_and_its_double_adds_nothing(office):
    twice = POINTS + POINTS.splitlines()[1] + "\n"
    office.drop("points.csv", twice)
    office.drop("points (1).csv", twice + "\n")
    office.sync()
    assert heard(office) == [("The plan is known",)] * 2

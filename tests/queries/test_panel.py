"""The panel's decisions beside what was computed, and the chain to the overall rating, counted by hand."""
# ruff: noqa: E501 - drawn tables are as wide as they are

import chance
import pytest
from drawn import draw, inspection
from test_ratings import answered, rated

from fieldwork import queries

NAMES = ("rating", "score", "basis", "computed_rating", "proposed_rating", "panel_rating")


def decided(told, rows, first=9, second=7, *more):
    """2.1.1 has 90%, 2.1.2 has 70%; the lead proposes Good for 1.1; and these decisions of the panel."""
    tables = answered(first, second, "1.1 | Good | 2018-11-05")
    drawn = inspection(f"panel_decisions\nid | question | rating | reason | recorded_at\n{rows}")
    withdrawn = [{"withdraws": id, "sha256": "w", "place": "p", "recorded_at": "2018-11-07"} for id in more]
    told.tell(tables | {"panel_decisions": drawn["panel_decisions"], "withdrawals": withdrawn})


def test_section_7_2_a_score_is_revised_at_the_key_question_level_and_the_standard_follows(told):
    decided(told, "a | 2.1.2 | Requires improvement | Seldom in practice | 2018-11-06")
    row = rated(told, "2.1")
    assert [row[name] for name in NAMES] == [
        "Requires improvement",
        1,
        "panel",
        "Good",
        None,
        "Requires improvement",
    ]
    assert (row["deciding_key_question"], row["reason"]) == ("2.1.2", "2.1.2: Seldom in practice")
    [overall] = queries.run(told, "overall_rating")
    assert (overall["total"], overall["rating"]) == (3, "Inadequate")  # 1.1 scores 2; Good begins at 4
    assert (overall["computed_total"], overall["computed_rating"], overall["basis"]) == (4, "Good", "panel")


def test_a_decision_that_leaves_the_lowest_band_changes_no_total_and_is_still_the_panels(told):
    decided(told, "a | 2.1.1 | Good | As 2.1.2 | 2018-11-06")
    row = rated(told, "2.1")
    assert (row["rating"], row["basis"], row["deciding_key_question"]) == ("Good", "panel", "2.1.2")
    assert queries.run(told, "overall_rating")[0]["basis"] == "computed"


def test_of_a_standard_that_is_proposed_the_panel_decides_the_rating(told):
    decided(told, "a | 1.1 | Inadequate | Little evidence | 2018-11-06")
    row = rated(told, "1.1")
    assert [row[name] for name in NAMES] == ["Inadequate", 0, "panel", None, "Good", "Inadequate"]
    assert row["reason"] == "Little evidence"


def test_the_newest_decision_that_stands_holds(told):
    rows = """a | 2.1.2 | Outstanding | First | 2018-11-05
    b | 2.1.2 | Inadequate | Second | 2018-11-06"""
    decided(told, rows)
    assert rated(told, "2.1")["rating"] == "Inadequate"
    decided(told, rows, 9, 7, "b")
    assert rated(told, "2.1")["rating"] == "Outstanding"
    decided(told, rows, 9, 7, "a", "b")
    assert (rated(told, "2.1")["rating"], rated(told, "2.1")["basis"]) == ("Good", "computed")


def test_what_was_computed_stands_beside_every_decision(told):
    decided(
        told,
        """a | 2.1.2 | Outstanding | Why | 2018-11-06
        b | 1.1 | Good | As proposed | 2018-11-06""",
    )
    rows = queries.run(told, "panel_decisions")
    assert [(row["question"], row["computed_band"], row["panel_band"], row["changed"]) for row in rows] == [
        ("1.1", None, None, False),
        ("2.1.2", "good", "outstanding", True),
    ]
    close = {row["key_question"]: row for row in queries.run(told, "closeness")}
    assert (close["2.1.2"]["band"], close["2.1.2"]["panel_band"]) == ("good", "outstanding")


def test_what_the_team_sees_is_without_the_panels_decisions(told):
    decided(
        told,
        """a | 2.1.2 | Inadequate | Why | 2018-11-06
        b | 1.1 | Inadequate | Why | 2018-11-06""",
    )
    shown = {row["standard"]: row["rating"] for row in queries.run(told, "indicative_ratings")}
    assert (shown["1.1"], shown["2.1"]) == ("Good", "Good")
    assert {row["standard"]: row["rating"] for row in queries.run(told, "wall/ratings")}["1.1"] == "Good"
    assert queries.run(told, "indicative_overall")[0]["total"] == 4
    [question] = [
        row
        for row in queries.run(told, "key_question_results", level="organisation")
        if row["key_question"] == "2.1.2"
    ]
    assert question["band"] == "good"


def test_closeness_by_hand(told):
    told.tell(answered(8, 7))
    first, second, _ = queries.run(told, "closeness")
    assert (first["boundary_below"], first["points_above_it"], first["near"]) == (80, 0, True)
    assert (first["one_less_band"], first["one_less_changes"]) == ("good", False)  # 2.1.2 holds it at Good
    assert (second["points_above_it"], second["points_below_it"], second["near"]) == (5, 10, True)
    assert (second["one_less_standard_rating"], second["one_less_changes"]) == ("Requires improvement", True)
    assert (second["deciding"], second["others"], second["spread"]) == (True, ["2.1.1 Outstanding 80%"], 10)


# Of these inspections the totals are known here, not the ten ratings behind them: each total is spread evenly.
PUBLISHED = {"London CRC": 15, "NPS South East and Eastern": 15, "Cumbria and Lancashire CRC": 7}


@pytest.mark.parametrize("total", PUBLISHED.values(), ids=PUBLISHED)
@pytest.mark.parametrize("programme", ["crc", "nps"])
def test_a_published_total_gives_the_published_overall_rating(told, programme, total):
    tables = chance.programme_rows(told, programme)
    _decide(told, tables, _spread(total, [row["standard"] for row in tables["standards"]]))
    [overall] = queries.run(told, "overall_rating")
    assert (overall["total"], overall["out_of"], overall["rating"]) == (total, 30, "Requires improvement")


@pytest.mark.parametrize("total", [16, 20, 25])
def test_hampshire_and_isle_of_wight_was_good_with_reviewing_inadequate(told, total):
    """Of its ten ratings only this one is known here: any total in the reach of Good gives Good beside it."""
    tables = chance.programme_rows(told, "crc")
    others = [row["standard"] for row in tables["standards"] if row["title"] != "Reviewing"]
    [reviewing] = {row["standard"] for row in tables["standards"]} - set(others)
    _decide(told, tables, {reviewing: 0, **_spread(total, others)})
    assert rated(told, reviewing)["rating"] == "Inadequate"
    assert queries.run(told, "overall_rating")[0]["rating"] == "Good"


def _spread(total, standards):
    """Standard -> score; together the total, as even as it can be."""
    each, over = divmod(total, len(standards))
    return {name: each + (number < over) for number, name in enumerate(standards)}


def _decide(told, tables, scores):
    """Tell an inspection without a case in which the panel decided all, to these scores by standard."""
    ratings = {row["score"]: row["rating"] for row in tables["bands"]}
    questions = {row["key_question"]: row["standard"] for row in tables["key_questions"] if row["sample"]}
    questions |= {
        row["standard"]: row["standard"] for row in tables["standards"] if row["judged"] == "proposed"
    }
    said = {"reason": "published", "recorded_at": "2019-01-01", "sha256": "f", "place": "p"}
    decisions = [
        {"id": question, "question": question, "rating": ratings[scores[standard]], **said}
        for question, standard in questions.items()
    ]
    told.tell(tables | {"panel_decisions": decisions})


def test_a_note_stands_under_its_theme_and_its_key_question(told):
    told.tell(
        inspection("""
        notes
        id | note   | theme | question | noted_at
        a  | Second | Plans | 1.1.1a   | 2018-11-06
        b  | First  | Plans | 1.1.1    | 2018-11-05
        c  | Alone  | -     | -        | 2018-11-05
    """)
    )
    rows = [tuple(row.values()) for row in queries.run(told, "themes")]
    assert rows == [("Plans", "1.1.1", 2, ["First", "Second"]), (None, None, 1, ["Alone"])]


def test_alerts_and_actions_are_counted(told):
    told.tell(
        inspection("")
        | draw("""
        alerts
        id | raised_at  | closed_at  | recorded_at | sha256 | place
        a  | 2018-11-05 | -          | 2018-11-05  | f      | 1
        b  | 2018-11-05 | 2018-11-06 | 2018-11-06  | f      | 2

        actions
        id | action | due        | done_at    | recorded_at | sha256 | place
        a  | Ask    | 2018-11-06 | -          | 2018-11-05  | f      | 1
        b  | Ring   | 2018-11-07 | -          | 2018-11-05  | f      | 2
        c  | Read   | 2018-11-06 | 2018-11-06 | 2018-11-06  | f      | 3
    """)
    )
    rows = [tuple(row.values()) for row in queries.run(told, "alerts_and_actions")]
    assert rows == [("alerts", 1, 1, None), ("actions", 2, 1, 1)]


def test_the_quality_of_the_data_in_counts(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | quality_checked
        C2      | -     | complete

        answers
        case_id | 2.1.1 | 2.1.2
        C1      | y     | na
        C2      | y     | -
    """)
    )
    found = {row["what"]: (row["count"], row["share"]) for row in queries.run(told, "data_quality")}
    assert found["Complete cases with an answer missing"] == (1, "1 of 2 complete cases")
    assert found["Answers missing in complete cases"] == (1, "1 of 3 answers asked for")
    assert found["Complete cases without a unit"] == (1, "1 of 2 complete cases")
    assert found["Complete cases that were quality-checked"] == (1, "1 of 2 complete cases")

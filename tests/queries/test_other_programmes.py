"""Two programmes that nobody shipped, written as YAML alone, counted by hand."""

import pytest
from programmes import load, tables

from fieldwork import queries

RATINGS = {1: "Not met", 2: "Partly met", 3: "Mostly met", 4: "Met"}


def scored(*scores):
    return {f"S{number}": RATINGS[score] for number, score in enumerate(scores, 1)}


def overall(told, query="indicative_overall"):
    [row] = queries.run(told, query)
    return row["total"], row["out_of"], row["rating"]


@pytest.mark.parametrize(
    ("scores", "total", "rating"),
    [
        ((1,) * 9, 9, "Poor"),
        ((2,) * 8 + (1,), 17, "Poor"),  # 47.2% of 36
        ((2,) * 9, 18, "Fair"),  # exactly 50%
        ((3,) * 5 + (2,) * 4, 23, "Fair"),  # 63.9%
        ((3,) * 6 + (2,) * 3, 24, "Strong"),  # 66.7%
        ((4,) + (3,) * 8, 28, "Strong"),  # 77.8%
        ((4,) * 2 + (3,) * 7, 29, "Excellent"),  # 80.6%
        ((4,) * 9, 36, "Excellent"),
    ],
)
def test_nine_scores_are_added_and_their_share_of_the_maximum_is_banded(told, scores, total, rating):
    told.tell(tables(told, load("nine-statements"), scored(*scores)))
    assert overall(told) == (total, 36, rating)
    assert {row["basis"] for row in queries.run(told, "indicative_ratings")} == {"scored"}


def test_there_is_no_share_before_all_nine_statements_have_a_score(told):
    told.tell(tables(told, load("nine-statements"), scored(*(4,) * 8)))
    assert overall(told) == (None, 36, None)
    assert [row["basis"] for row in queries.run(told, "indicative_ratings")][-1] == "not scored"


def test_an_inspection_without_an_overall_rating_has_scores_and_no_overall_rating(told):
    told.tell(tables(told, load("nine-statements"), scored(*(4,) * 9), without_overall=True))
    assert overall(told)[2] is None
    assert overall(told, "overall_rating")[2] is None
    assert queries.run(told, "snapshot")[0]["overall_how"] == "none"
    assert {row["rating"] for row in queries.run(told, "indicative_ratings")} == {"Met"}


def test_the_moderation_meeting_decides_beside_the_score_that_was_given(told):
    told.tell(tables(told, load("nine-statements"), scored(*(3,) * 9), decided={"S1": "Not met"}))
    assert overall(told) == (27, 36, "Strong")  # 75%
    assert overall(told, "overall_rating") == (25, 36, "Strong")  # 69.4%
    [moved] = [
        row
        for row in queries.run(told, "sensitivity")
        if (row["question"], row["direction"]) == ("S2", "down")
    ]
    assert (moved["total"], moved["rating"], moved["changes"]) == (24, "Strong", False)


def test_what_moves_one_statement_moves_the_share(told):
    told.tell(tables(told, load("nine-statements"), scored(*(3,) * 6 + (2,) * 3)))
    changing = {row["direction"] for row in queries.run(told, "sensitivity") if row["changes"]}
    assert changing == {"down"}  # 24 is the least that is Strong


QUESTIONS = [f"{domain}.{number}.1" for domain in (2, 3) for number in range(1, 5)] + ["4.1.1"]


def twelve_and_one(told, later=(9, 1), led="Good"):
    """Ten cases: Good everywhere, and so many yes and no to the standard that does not count."""
    answers = {question: (7, 3) for question in QUESTIONS} | {"4.1.1": later}
    given = {f"1.{number}": led for number in range(1, 5)}
    told.tell(tables(told, load("twelve-and-one"), given, answers=answers))


def test_of_thirteen_standards_twelve_count(told):
    twelve_and_one(told)
    [whole] = queries.run(told, "indicative_overall")
    assert whole == {
        "total": 24, "out_of": 36, "rating": "Good", "standards_rated": 12, "standards_needed": 12,
    }  # fmt: skip
    [later] = [row for row in queries.run(told, "indicative_ratings") if row["standard"] == "4.1"]
    assert (later["rating"], later["counts"]) == ("Outstanding", False)


def test_the_thirteenth_standard_is_rated_and_moves_nothing(told):
    twelve_and_one(told, later=(0, 10))
    assert overall(told) == (24, 36, "Good")
    assert not any(row["changes"] for row in queries.run(told, "sensitivity") if row["standard"] == "4.1")


@pytest.mark.parametrize(
    ("led", "total", "rating"), [("Inadequate", 16, "Requires improvement"), ("Outstanding", 28, "Good")]
)
def test_its_own_totals_are_banded(told, led, total, rating):
    twelve_and_one(told, led=led)
    assert overall(told) == (total, 36, rating)

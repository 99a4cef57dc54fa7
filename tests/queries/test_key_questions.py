"""The percentages and bands of key questions, counted by hand."""

from itertools import product

import pytest
from drawn import cases, inspection
from scipy.stats import binomtest

from fieldwork import queries


def result(told, key_question="2.1.1", level="organisation", unit="Anywhere", tier1=None):
    rows = queries.run(told, "key_question_results", level=level, tier1=tier1)
    [row] = [row for row in rows if row["key_question"] == key_question and row["unit"] == unit]
    return row


def test_only_complete_cases_count_and_every_one_of_them_has_an_outcome(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | complete
        C2      | North | quality_checked
        C3      | South | complete
        C4      | South | complete
        C5      | South | in_progress
        C6      | South | excluded

        fact_statements
        case_id | fact | value
        C1      | rosh | medium
        C2      | rosh | low
        C3      | rosh | medium

        answers
        case_id | 2.1.1 | 2.1.2
        C1      | y     | n
        C2      | n     | y
        C3      | na    | -
        C4      | -     | y
        C5      | y     | y
        C6      | y     | y
    """)
    )
    names = ("complete", "yes", "n", "not_applicable", "incomplete")
    assert [result(told)[name] for name in names] == [4, 1, 2, 1, 1]
    # C2 is outside the population, C3 has no answer, of C4 it is not known yet.
    assert [result(told, "2.1.2")[name] for name in names] == [4, 0, 1, 1, 2]
    assert [result(told, "2.1.1", "tier1", "North")[name] for name in names] == [2, 1, 2, 0, 0]
    assert [result(told, "2.1.1", "tier1", "South")[name] for name in names] == [2, 0, 0, 1, 1]
    assert result(told, "2.1.1", "week", "1", "North")["n"] == 2


def test_section_7_1_sub_samples_exclude_cases_where_the_inspector_deemed_the_risk_to_be_low(told):
    """7.1: "we exclude those cases where the inspector deemed the risk of serious harm to be low"."""
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | complete
        C2      | North | complete

        fact_statements
        case_id | fact | value
        C1      | rosh | low
        C2      | rosh | medium

        answers
        case_id | 2.1.2
        C1      | n
        C2      | y
    """)
    )
    row = result(told, "2.1.2")
    assert (row["yes"], row["n"], row["not_applicable"], row["sub_sample"]) == (1, 1, 1, True)
    assert (row["population"], row["evidence"]) == ("Not low", "recalled")


@pytest.mark.parametrize(
    ("yes", "no", "band"),
    [
        (49, 51, "inadequate"),  # 7.1: "Minority: <50%"
        (50, 50, "requires_improvement"),  # 7.1: "Too few: 50-64%"
        (64, 36, "requires_improvement"),
        (65, 35, "good"),  # 7.1: "Reasonable majority: 65-79%"
        (79, 21, "good"),
        (80, 20, "outstanding"),  # 7.1: "Large majority: 80%+"
    ],
)
def test_section_7_1_bands(told, yes, no, band):
    told.tell(inspection(cases(yes, no)))
    assert result(told)["band"] == band


@pytest.mark.parametrize(
    ("yes", "n", "rounded", "nearest", "exact"),
    [
        (35, 44, 80, "outstanding", "good"),  # 79.55%
        (20, 31, 65, "good", "requires_improvement"),  # 64.52%
        (97, 150, 65, "good", "requires_improvement"),  # 64.67%
        (129, 200, 65, "good", "requires_improvement"),  # 64.5%: halves go up
    ],
)
def test_a_percentage_is_rounded_before_banding_and_flagged_where_that_matters(
    told, yes, n, rounded, nearest, exact
):
    for rounding, band in (("nearest", nearest), ("none", exact)):
        told.tell(inspection(cases(yes, n - yes), rounding=rounding))
        row = result(told)
        assert (row["rounded"], row["band"], row["rounding_matters"]) == (rounded, band, True)


def test_a_unit_has_a_percentage_and_never_a_band(told):
    told.tell(inspection(cases(3, 1)))
    for unit in (result(told, level="tier1", unit="North"), result(told, unit="North", tier1="North")):
        assert unit["percentage"] == 75
        rated = ("band", "settled", "one_case", "near_boundary", "rounding_matters", "to_come")
        assert [unit[name] for name in rated] == [None] * 6


def test_a_split_that_is_too_small_shows_counts_and_the_organisation_is_never_hidden(told):
    told.tell(inspection(cases(3, 1), count_below=5))
    unit = result(told, level="tier1", unit="North")
    assert (unit["yes"], unit["n"], unit["percentage"], unit["rounded"], unit["low"]) == (
        3,
        4,
        None,
        None,
        None,
    )
    assert result(told)["percentage"] == 75


def test_section_4_2_worked_example_of_47_per_cent(told):
    """4.2: "for a response figure of 47%, ... 80% sure that the true percentage ... between 42% and 52%"."""
    told.tell(
        inspection(cases(77, 87))
    )  # 164 cases: the size that gives five points at 80% without a correction
    row = result(told)
    assert [row["rounded"], round(row["low"]), round(row["high"])] == [47, 42, 52]


@pytest.mark.parametrize(("yes", "n"), [(0, 7), (7, 7), (1, 1), (13, 40), (97, 150)])
def test_the_interval_is_wilsons(told, yes, n):
    told.tell(inspection(cases(yes, n - yes)))
    expected = binomtest(yes, n).proportion_ci(0.8, method="wilson")
    row = result(told)
    assert (row["low"], row["high"]) == pytest.approx((100 * expected.low, 100 * expected.high))
    assert not row["corrected"]


def _eligible(tables, eligible):
    tables["samples"] = [dict(row, eligible=eligible) for row in tables["samples"]]
    return tables


def test_a_known_population_narrows_the_interval_to_the_point_once_all_are_seen(told):
    told.tell(inspection(cases(6, 4)))
    endless = result(told)
    told.tell(_eligible(inspection(cases(6, 4)), 20))
    half = result(told)
    assert endless["low"] < half["low"] < 60 < half["high"] < endless["high"]
    assert half["corrected"]
    told.tell(_eligible(inspection(cases(6, 4)), 10))
    assert (result(told)["low"], result(told)["high"]) == pytest.approx((60, 60))


def test_a_sub_sample_and_a_unit_are_not_corrected_for_a_population_that_is_not_theirs(told):
    told.tell(_eligible(inspection(cases(6, 4)), 20))
    assert not result(told, level="tier1", unit="North")["corrected"]
    assert not result(told, "2.1.2")["corrected"]


@pytest.mark.parametrize(
    ("yes", "n", "inclusive", "near"),
    [
        (11, 20, True, True),
        (11, 20, False, False),
        (57, 100, True, False),
        (14, 20, True, True),
        (0, 20, True, False),
    ],
)
def test_section_7_2_within_five_percentage_points_of_the_boundary(told, yes, n, inclusive, near):
    """7.2: "within five percentage points of the boundary"; the lowest band begins at 0, no boundary."""
    told.tell(inspection(cases(yes, n - yes), near_inclusive=inclusive))
    assert result(told)["near_boundary"] is near


def band(yes, n):
    return sum(lower <= (200 * yes + n) // (2 * n) for lower in (0, 50, 65, 80))


@pytest.mark.parametrize("n", [1, 2, 5, 9])
def test_section_7_2_where_a_different_judgement_in_one_case_would_result_in_a_change(told, n):
    for yes in range(n + 1):
        told.tell(inspection(cases(yes, n - yes)))
        others = [band(other, n) for other in (yes - 1, yes + 1) if 0 <= other <= n]
        assert result(told)["one_case"] is any(other != band(yes, n) for other in others)


@pytest.mark.parametrize(
    ("yes", "no", "waiting"), [(6, 0, 1), (5, 1, 1), (8, 2, 2), (3, 7, 3), (9, 1, 3), (1, 9, 5)]
)
def test_a_band_is_settled_when_no_outcome_of_the_cases_to_come_changes_it(told, yes, no, waiting):
    listed = "\n".join(f"W{number} | North | selected" for number in range(waiting))
    text = cases(yes, no).replace("case_id | tier1 | status\n", f"case_id | tier1 | status\n{listed}\n", 1)
    told.tell(inspection(text))
    outcomes = product(("yes", "no", "not_applicable"), repeat=waiting)
    bands = {
        band(yes + said.count("yes"), yes + no + said.count("yes") + said.count("no")) for said in outcomes
    }
    row = result(told)
    assert row["to_come"] == waiting
    assert row["settled"] is (len(bands) == 1)


def test_an_empty_inspection_has_every_key_question_and_no_figure(told):
    told.tell(inspection(""))
    for row in queries.run(told, "key_question_results", level="organisation"):
        assert (row["n"], row["percentage"], row["band"], row["low"], row["settled"]) == (
            0,
            None,
            None,
            None,
            False,
        )


def test_one_more_yes_never_lowers_a_band(told):
    found = []
    for yes in range(0, 13):
        told.tell(inspection(cases(yes, 12 - yes)))
        found.append(result(told)["band"])
    order = ["inadequate", "requires_improvement", "good", "outstanding"]
    assert found == sorted(found, key=order.index)


def test_the_bands_reached_are_counted_as_the_results_have_them(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | complete
        C2      | South | complete
        C3      | South | selected

        fact_statements
        case_id | fact | value
        C1      | rosh | medium
        C2      | rosh | medium

        answers
        case_id | 2.1.1 | 2.1.2
        C1      | y     | n
        C2      | y     | n
    """)
    )
    results = queries.run(told, "key_question_results", level="organisation")
    reached = queries.run(told, "bands_reached")
    assert {row["band"]: row["key_questions"] for row in reached} == {
        result(told)["band"]: 1,
        result(told, "2.1.2")["band"]: 1,
    }
    assert {(row["of_all"], row["of_all_unsettled"]) for row in reached} == {
        (2, sum(row["settled"] is False for row in results if row["n"]))
    }
    assert queries.run(told, "bands_reached", standard="2.1") == reached

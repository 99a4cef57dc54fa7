"""What is said of a drawn sample, counted by hand."""

import pytest
from drawn import inspection

from fieldwork import queries

# Ten rows: eight eligible, four men's and four women's; four are drawn, and one of them was taken out later.
DRAW = """
draws
sample | wanted | seed | drawn_on   | role          | most_per_officer | buffer
main   | 4      | 7    | 2018-10-01 | administrator | 2                | 20

drawn_strata
stratum | ordinal | wanted | substitutes | forced
men     | 1       | 2      | 1           | -
women   | 2       | 2      | 1           | 1 short

drawn_cases
case_id | place | stratum | tier1 | tier2 | officer | eligible | state      | turn | criterion | role   | decided_on | substitute_for
C1      | r1    | men     | North | A     | 1       | true     | selected   | -    | -         | -      | -          | -
C2      | r2    | men     | North | A     | 1       | true     | excluded   | -    | moved     | deputy | 2018-10-05 | -
C3      | r3    | men     | North | B     | 2       | true     | selected   | 1    | -         | deputy | 2018-10-05 | C2
C4      | r4    | men     | South | -     | 2       | true     | spare      | -    | -         | -      | -          | -
C5      | r5    | women   | South | -     | 2       | true     | selected   | -    | -         | -      | -          | -
C6      | r6    | women   | South | -     | -       | true     | substitute | 1    | -         | -      | -          | -
C7      | r7    | women   | South | -     | 3       | true     | spare      | -    | -         | -      | -          | -
C8      | r8    | women   | South | -     | 3       | true     | spare      | -    | -         | -      | -          | -
C9      | r9    | women   | South | -     | 4       | false    | excluded   | -    | marked    | admin  | 2018-10-01 | -
C2      | r10   | men     | North | A     | 1       | false    | excluded   | -    | marked    | admin  | 2018-10-01 | -

exclusion_criteria
criterion | ordinal | title     | asked | evidence
marked    | 1       | Is marked | false | web
moved     | 2       | Has moved | true  | source
"""  # noqa: E501 - a drawn table is as wide as it is


@pytest.fixture
def drawn(told):
    told.tell(inspection(DRAW))
    return told


def test_the_size_beside_what_the_formula_needs(drawn):
    [size] = queries.run(drawn, "sample_size")
    names = (
        "listed",
        "eligible",
        "required_by_formula",
        "required",
        "planned",
        "wanted",
        "selected",
        "substitutes",
    )
    assert [size[name] for name in names] == [10, 8, 8, 4, 6, 4, 3, 1]


def test_officers_are_counted_and_those_at_the_limit(drawn):
    [size] = queries.run(drawn, "sample_size")
    names = ("officers", "most_per_officer", "officers_at_most", "without_officer")
    assert [size[name] for name in names] == [2, 2, 1, 1]


def test_the_strata_are_compared_with_the_eligible_cases(drawn):
    men, women = queries.run(drawn, "sample_strata")
    names = ("eligible", "wanted", "selected", "substitutes", "excluded", "forced")
    assert [men[name] for name in names] == [4, 2, 2, 0, 1, None]
    assert [women[name] for name in names] == [4, 2, 1, 1, 0, "1 short"]
    assert men["eligible_share"] == 50
    assert men["difference"] == pytest.approx(100 * 2 / 3 - 50)
    assert (men["cases_off"], women["cases_off"]) == (0, -1)


def test_the_units_are_compared_with_the_eligible_cases(drawn):
    rows = queries.run(drawn, "sample_units")
    assert [(r["tier1"], r["tier2"], r["eligible"], r["selected"], r["substitutes"]) for r in rows] == [
        ("North", "A", 2, 1, 0), ("North", "B", 1, 1, 0), ("South", None, 5, 1, 1),
    ]  # fmt: skip
    assert [row["difference"] for row in rows] == pytest.approx(
        [100 / 3 - 25, 100 / 3 - 12.5, 100 / 3 - 62.5]
    )


def test_exclusions_are_counted_by_criterion_and_each_has_a_role_a_day_and_its_substitute(drawn):
    assert [(r["criterion"], r["cases"]) for r in queries.run(drawn, "sample_exclusions")] == [
        ("Is marked", 2), ("Has moved", 1),
    ]  # fmt: skip
    rows = queries.run(drawn, "sample_excluded")
    assert [
        (r["case_id"], r["role"], f"{r['decided_on']}", r["eligible"], r["substitute"]) for r in rows
    ] == [
        ("C2", "deputy", "2018-10-05", True, "C3"),
        ("C2", "admin", "2018-10-01", False, None),
        ("C9", "admin", "2018-10-01", False, None),
    ]


def test_a_snapshot_of_fieldwork_has_no_draw(told):
    told.tell(inspection(""))
    assert queries.run(told, "sample_size") == queries.run(told, "sample_strata") == []


@pytest.mark.parametrize(("eligible", "needed"), [(320, 109), (1217, 145), (1, 1), (0, 0), (100_000, 164)])
def test_the_formula_gives_the_numbers_of_the_method(told, eligible, needed):
    """docs/method.md, 5: z²p(1-p)/e² is 164.24, corrected for the finite population and rounded up."""
    [row] = told.rows(f"select required_cases({eligible}, 1.2815515655446004, 5) as needed")
    assert row["needed"] == needed

"""Standards and the overall rating, counted by hand after section 7.1."""

import pytest
from drawn import inspection

from fieldwork import queries


def answered(first, second, domain_one=None):
    """Ten complete cases; so many "yes" to 2.1.1 and to 2.1.2."""
    names = range(10)
    text = "cases\ncase_id | tier1 | status\n" + "\n".join(f"C{n} | North | complete" for n in names)
    text += "\n\nfact_statements\ncase_id | fact | value\n" + "\n".join(
        f"C{n} | rosh | medium" for n in names
    )
    text += "\n\nanswers\ncase_id | 2.1.1 | 2.1.2\n"
    text += "\n".join(f"C{n} | {'y' if n < first else 'n'} | {'y' if n < second else 'n'}" for n in names)
    if domain_one:
        text += f"\n\nproposals\nstandard | rating | recorded_at\n{domain_one}"
    return inspection(text)


def rated(told, standard):
    [row] = [row for row in queries.run(told, "standard_ratings") if row["standard"] == standard]
    return row


def test_section_7_1_the_rating_is_aligned_to_the_lowest_banding(told):
    """7.1: "if the banding is a 'reasonable majority' (65-79%) for one of the ... key questions, then we rate
    implementation and delivery as good rather than outstanding"."""
    told.tell(answered(9, 7))
    row = rated(told, "2.1")
    names = ("deciding_key_question", "band", "rating", "score", "basis")
    assert [row[name] for name in names] == ["2.1.2", "good", "Good", 2, "computed"]


def test_of_two_key_questions_in_the_lowest_band_the_lower_percentage_then_the_first_decides(told):
    told.tell(answered(10, 8))
    assert rated(told, "2.1")["deciding_key_question"] == "2.1.2"
    told.tell(answered(8, 8))
    assert rated(told, "2.1")["deciding_key_question"] == "2.1.1"


def test_a_standard_awaits_cases_while_one_of_its_key_questions_has_none(told):
    told.tell(
        inspection("""
        cases
        case_id | tier1 | status
        C1      | North | complete

        answers
        case_id | 2.1.1
        C1      | y
    """)
    )
    row = rated(told, "2.1")
    assert (row["rating"], row["deciding_key_question"], row["basis"]) == (None, None, "awaiting cases")


def test_section_7_1_domain_one_is_proposed_by_the_lead_inspector_and_never_computed(told):
    """7.1: "Domain one ratings are proposed by the lead inspector in each case"."""
    told.tell(answered(9, 9))
    assert (rated(told, "1.1")["rating"], rated(told, "1.1")["basis"]) == (None, "not proposed")
    told.tell(answered(9, 9, "1.1 | Good | 2018-11-05\n1.1 | Inadequate | 2018-11-06"))
    row = rated(told, "1.1")
    assert (row["rating"], row["score"], row["basis"], row["band"]) == ("Inadequate", 0, "proposed", None)


@pytest.mark.parametrize(
    ("first", "second", "one_case"),
    [
        (8, 10, True),  # one less and 2.1.1 is Good
        (7, 7, True),  # one less in either; improving one alone would change nothing
        (6, 6, False),  # one less is still Too few, and one more in one of them leaves the other
        (9, 9, False),
        (2, 9, False),
        (4, 9, True),  # one more and 2.1.1 is Too few
        (4, 4, False),  # one more in one of them leaves the other
    ],
)
def test_section_7_2_one_case_matters_where_it_moves_the_lowest_band(told, first, second, one_case):
    told.tell(answered(first, second))
    assert rated(told, "2.1")["one_case"] is one_case


@pytest.mark.parametrize(
    ("proposed", "total", "rating"), [("Requires improvement", 3, "Inadequate"), ("Good", 4, "Good")]
)
def test_section_7_1_adding_these_scores_produces_a_total_which_is_banded(told, proposed, total, rating):
    """7.1: "Adding these scores produces a total score ... which is banded to produce the overall rating"."""
    told.tell(answered(7, 9, f"1.1 | {proposed} | 2018-11-06"))  # 2.1 scores 2; 2.2 does not count
    assert queries.run(told, "indicative_overall") == [
        {"total": total, "out_of": 6, "rating": rating, "standards_rated": 2, "standards_needed": 2}
    ]


def test_there_is_no_overall_rating_until_every_standard_that_counts_is_rated(told):
    told.tell(answered(7, 9))
    assert queries.run(told, "indicative_overall") == [
        {"total": None, "out_of": 6, "rating": None, "standards_rated": 1, "standards_needed": 2}
    ]

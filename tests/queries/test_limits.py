"""Limiting grades: all combinations of the four grades give the warnings that the handbook's text gives.

The tables are written by hand from the handbook of 2009: C3 and C4 (limiting grades), and the illustrative
grade characteristics of overall effectiveness. O, G, S, I: outstanding, good, satisfactory, inadequate.
"""

from itertools import product

import pytest
from programmes import SAID, load, tables

from fieldwork import queries

GRADES = {"O": "Outstanding", "G": "Good", "S": "Satisfactory", "I": "Inadequate"}
ASPECTS = ("CI", "A", "B", "C")
OTHERS = ("A3", "C3", "C4")

# The grade of either judgement on safeguarding, or on equality and diversity -> what is said by overall.
LIMITING = """
grade | O              | G                    | S        | I
O     | -              | -                    | -        | -
G     | -              | -                    | -        | -
S     | satisfactory   | -                    | -        | -
I     | unlikely likely | unlikely likely      | likely   | -
"""

# Grades of outcomes (A), provision (B) and leadership (C) -> the best overall grade that the characteristics
# make likely. Capacity to improve is not inadequate.
LIKELY = """
A | B  | C  | best
O | OG | OG | O
O | OG | SI | G
O | SI | OG | G
O | SI | SI | S
G | OG | OGSI | G
G | SI | OG | G
G | SI | SI | S
S | OGSI | OGSI | S
I | OGSI | OGSI | I
"""


def drawn(text):
    heading, *lines = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return [dict(zip(heading, line, strict=True)) for line in lines]


def said_of(grade, overall, about):
    [row] = [row for row in drawn(LIMITING) if row["grade"] == grade]
    names = {"satisfactory": "satisfactory", "unlikely": "inadequate", "likely": "likely_inadequate"}
    return {f"{about}_{names[word]}" for word in row[overall].split() if word != "-"}


def best(a, b, c):
    [row] = [r for r in drawn(LIKELY) if a in r["A"] and b in r["B"] and c in r["C"]]
    return "I" if "I" in (a, b, c) else row["best"]  # any aspect inadequate: overall is likely to be


def warned(told, combinations, names, others, overall):
    """Combination of grades of `names` -> the rules that warn, the overall grade and `others` being so.

    Each combination has its own copies of the rules and judgements, marked by it: that takes as long as one.
    """
    rows = tables(told, load("learning-skills-2009"), {"OE": GRADES[overall]})
    marked = {"limits": [], "limit_judgements": [], "limit_ratings": [], "standards": [], "key_questions": []}
    own = ("limit_name", "judgement", "standard", "key_question")
    for combination in combinations:
        for table, its in marked.items():
            for row in rows[table]:
                its.append({c: f"{v}@{combination}" if c in own and v else v for c, v in row.items()})
        grades = others | dict(zip(names, combination, strict=True))
        rows["proposals"] += [
            {"standard": f"{name}@{combination}", "rating": GRADES[grade], **SAID}
            for name, grade in grades.items()
        ]
    marked["standards"] += [row for row in rows["standards"] if row["standard"] == "OE"]
    told.tell(rows | marked)
    found = {combination: set() for combination in combinations}
    for row in queries.run(told, "indicative_limits"):
        name, _, combination = row["limit_name"].partition("@")
        if row["exceeded"]:
            found[combination].add(name)
    return found


@pytest.mark.parametrize("overall", GRADES)
def test_contributory_grades_warn_in_all_their_combinations_as_the_text_says(told, overall):
    combinations = ["".join(each) for each in product(GRADES, repeat=len(OTHERS))]
    for grades, found in warned(told, combinations, OTHERS, dict.fromkeys(ASPECTS, "O"), overall).items():
        feeling, safe, equal = grades
        expected = said_of(feeling, overall, "safeguarding") | said_of(safe, overall, "safeguarding")
        expected |= said_of(equal, overall, "equality")
        if "I" in grades and overall != "I":
            expected.add("one_inadequate")
        assert found == expected, grades


@pytest.mark.parametrize("overall", GRADES)
def test_aspects_warn_in_all_their_combinations_as_the_characteristics_say(told, overall):
    combinations = ["".join(each) for each in product(GRADES, repeat=len(ASPECTS))]
    for grades, found in warned(told, combinations, ASPECTS, dict.fromkeys(OTHERS, "O"), overall).items():
        capacity, *aspects = grades
        likely = "I" if capacity == "I" else best(*aspects)
        assert bool(found) is ("OGSI".index(overall) < "OGSI".index(likely)), grades
        assert ("one_inadequate" in found) is ("I" in grades and overall != "I"), grades


def graded(told, **grades):
    """The rules that hold with these grades."""
    told.tell(
        tables(told, load("learning-skills-2009"), {name: GRADES[grade] for name, grade in grades.items()})
    )
    return queries.run(told, "indicative_limits")


def test_a_warning_says_the_texts_own_words_and_the_grades_that_bring_it_about(told):
    first, *_ = graded(told, **dict.fromkeys(ASPECTS, "G"), A3="I", C3="G", C4="G", OE="G")
    assert first["says"].startswith(
        "Where a judgement of inadequate is awarded for either of the two safeguarding"
    )
    assert (first["because"], first["no_better_than"], first["exceeded"]) == (
        ["A3 Inadequate"],
        "Satisfactory",
        True,
    )


def test_a_limit_is_in_force_before_there_is_an_overall_grade_and_prevents_none(told):
    """Para 98: "Any limiting grades are considered before the overall effectiveness judgement is made"."""
    held = graded(told, A3="S")
    assert [(row["limit_name"], row["exceeded"]) for row in held] == [("safeguarding_satisfactory", None)]
    graded(told, A3="I", OE="O")
    assert queries.run(told, "indicative_overall")[0]["rating"] == "Outstanding"


def test_what_the_meeting_decides_limits_the_rating_that_holds(told):
    given = dict.fromkeys((*ASPECTS, *OTHERS, "OE"), "Good")
    told.tell(tables(told, load("learning-skills-2009"), given, decided={"C4": "Inadequate"}))
    assert not any(row["exceeded"] for row in queries.run(told, "indicative_limits"))
    assert [row["limit_name"] for row in queries.run(told, "limits") if row["exceeded"]] == [
        "equality_inadequate",
        "equality_likely_inadequate",
        "one_inadequate",
    ]
    assert queries.run(told, "panel_decisions")[0]["computed_rating"] == "Good"

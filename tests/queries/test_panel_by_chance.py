"""Closeness and sensitivity against a recount by brute force, on two hundred inspections by chance."""

from fractions import Fraction

import pytest
from drawn import inspection
from panels import BANDS, RATINGS, Chance, flipped

from fieldwork import queries

BATCH = 25  # inspections that lie in one database, their names marked: DuckDB takes as long for one
CASES = "\n".join(f"C{number} | North | complete" for number in range(45))


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("rounding", ["nearest", "none"])
@pytest.mark.parametrize("part", [0, 1])
def test_closeness_and_sensitivity_are_what_a_recount_of_every_answer_finds(told, part, rounding, inclusive):
    invented = [Chance(f"{part}{rounding}{inclusive}{n}", rounding, inclusive) for n in range(BATCH)]
    each = [one.tables() for one in invented]
    programme = inspection(
        f"cases\ncase_id | tier1 | status\n{CASES}", rounding=rounding, near_inclusive=inclusive
    )
    told.tell(programme | {table: [row for one in each for row in one[table]] for table in each[0]})
    close = {row["key_question"]: row for row in queries.run(told, "closeness")}
    for one, tables in zip(invented, each, strict=True):
        _check_closeness(one, close)
        overall = [{"rating": f"from {lower}", "ordinal": lower, "lower": lower} for lower in one.overall]
        told.put({"standards": tables["standards"], "overall_bands": overall})
        for table in ("standard_results", "decided_standards", "overall_results"):
            told.work_out(table)
        _check_sensitivity(one, queries.run(told, "sensitivity"))
        _check_overall(one, queries.run(told, "overall_rating"))


def _name(band):
    return None if band is None else RATINGS[band]


def _check_closeness(one, close):
    standards, bands = one.rated(one.bands()), one.bands()
    # Whichever answer of a kind is flipped, it leads to the same: the set would show it were it not so.
    then = {}
    for question, answer, answers in flipped(one):
        standard = next(name for name, asked in answers.items() if question in asked)
        found = (one.bands(answers)[question], one.rated(one.bands(answers))[standard])
        then.setdefault((question, answer), set()).add(found)
    for standard, asked in one.answers.items():
        shares = {q: Fraction(100 * sum(said), len(said)) for q, said in asked.items() if said}
        for question, said in asked.items():
            row = close[question]
            assert (row["yes"], row["n"], row["rating"]) == (sum(said), len(said), _name(bands[question]))
            for way, answer in (("one_less", True), ("one_more", False)):
                [(band, rating)] = then.get((question, answer), {(None, None)})
                moved = band is not None and band != bands[question] and rating != standards[standard]
                words = {"Requires improvement": "requires_improvement"}
                name = _name(band)
                assert row[f"{way}_band"] == (name and words.get(name, name.lower()))
                assert row[f"{way}_standard_rating"] == _name(rating)
                assert row[f"{way}_changes"] is moved
            _check_distance(one, row, shares.get(question), bands[question])
            if shares:
                assert row["spread"] == pytest.approx(float(max(shares.values()) - min(shares.values())))
            assert len(row["others"]) == len(asked) - 1
        deciding = [q for q in asked if close[q]["deciding"]]
        if standards[standard] is None:
            assert deciding == []
        else:
            assert deciding == [min(asked, key=lambda q: (bands[q], shares[q], list(asked).index(q)))]


def _check_distance(one, row, share, band):
    if share is None:
        assert (row["near"], row["points_above_it"], row["points_below_it"]) == (False, None, None)
        return
    below = BANDS[band][0] or None
    above = BANDS[band + 1][0] if band + 1 < len(BANDS) else None
    assert (row["boundary_below"], row["boundary_above"]) == (below, above)
    assert row["points_above_it"] == (pytest.approx(float(share - below)) if below else None)
    assert row["points_below_it"] == (pytest.approx(float(above - share)) if above else None)
    distances = [abs(share - lower) for lower, _ in BANDS if lower]
    assert row["near"] is any(d <= 5 if one.inclusive else d < 5 for d in distances)


def _check_sensitivity(one, rows):
    bands = one.decided()
    ratings = one.held(bands)
    now = one.total(ratings)[1]
    expected = {}
    for direction, step in (("up", 1), ("down", -1)):
        for standard, rating in ratings.items():
            if rating is not None and 0 <= rating + step < len(RATINGS):
                then = {**ratings, standard: rating + step}
                expected["standard", standard, direction] = (
                    rating,
                    rating + step,
                    rating + step,
                    *one.total(then),
                )
        for standard, asked in one.answers.items():
            for question in asked:
                band = bands[question]
                if band is not None and 0 <= band + step < len(RATINGS):
                    then = one.held({**bands, question: band + step})
                    expected["key_question", question, direction] = (
                        band,
                        band + step,
                        then[standard],
                        *one.total(then),
                    )
    found = {(row["kind"], row["question"], row["direction"]): row for row in rows}
    assert len(found) == len(rows)
    assert found.keys() == expected.keys()
    for key, (was, becomes, standard, total, overall) in expected.items():
        row = found[key]
        assert (row["from_rating"], row["to_rating"]) == (RATINGS[was], RATINGS[becomes])
        assert (row["standard_rating"], row["total"], row["rating"]) == (_name(standard), total, overall)
        assert row["changes"] is (overall != now)


def _check_overall(one, rows):
    [row] = rows
    undecided = {**one.rated(one.bands()), **{s: r and RATINGS.index(r) for s, r in one.proposed.items()}}
    held = one.held(one.decided())
    assert (row["total"], row["rating"]) == one.total(held)
    assert (row["computed_total"], row["computed_rating"]) == one.total(undecided)
    moved = any(counts and held[standard] != undecided[standard] for standard, counts in one.counts.items())
    assert row["basis"] == ("panel" if moved else "computed")

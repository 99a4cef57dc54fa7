"""Which cases: never more of an officer than allowed, and no stratum short that need not be."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from longlists import STRATA, case, drawing

from fieldwork.sampling import draw
from fieldwork.sampling.choosing import Choice, Officers, lot


def chosen(groups, wanted, most):
    choice = Choice(groups, Officers(most), 7)
    choice.choose(wanted)
    return {name: [case.case_id for case in cases] for name, cases in choice.chosen.items()}


def test_a_lot_is_the_same_on_every_machine():
    assert lot(1, "C1") == "25fa29e9be5d8b037dcd942a742ce81893c6e9e44b1e891d6d3ad89a7af7a974"


def test_units_and_officers_give_in_proportion():
    north = [case(f"N{n}", "North", "A", f"o{n % 5}") for n in range(30)]
    south = [case(f"S{n}", "South", "B", f"s{n % 5}") for n in range(10)]
    found = chosen({None: [*north, *south]}, {None: 20}, 6)[None]
    assert Counter(name[0] for name in found) == {"N": 15, "S": 5}
    assert set(Counter(f"o{int(name[1:]) % 5}" for name in found if name[0] == "N").values()) == {3}


def test_the_surplus_of_an_officer_goes_to_others_of_the_same_tier_2_unit():
    busy = [case(f"B{n}", "North", "A", "busy") for n in range(20)]
    other = [case(f"O{n}", "North", "A", f"o{n}") for n in range(10)]
    south = [case(f"S{n}", "South", "B", f"s{n}") for n in range(30)]
    found = Counter(name[0] for name in chosen({None: [*busy, *other, *south]}, {None: 20}, 6)[None])
    assert found == {"B": 6, "O": 4, "S": 10}  # two thirds of ten would be seven of the busy one


def test_a_stratum_that_comes_later_gets_the_cases_of_an_officer_whom_only_it_needs():
    shared = [case(f"a{n}", officer="shared", gender="male") for n in range(2)]
    others = [case(f"b{n}", officer=f"o{n}", gender="male") for n in range(2)]
    women = [case(f"w{n}", officer="shared", gender="female") for n in range(2)]
    found = chosen({"men": [*shared, *others], "women": women}, {"men": 2, "women": 2}, 2)
    assert sorted(found["men"]) == ["b0", "b1"]
    assert sorted(found["women"]) == ["w0", "w1"]


def test_cases_whose_officer_is_not_given_know_no_limit():
    assert len(chosen({None: [case(f"C{n}", officer="") for n in range(9)]}, {None: 9}, 2)[None]) == 9


@given(st.data())
def test_as_many_are_found_as_any_choice_could_find(data):
    """Against every way of sharing the officers' cases, two each at most, among three strata."""
    few = st.integers(0, 2)
    counts = [[data.draw(few) for _ in "abc"] for _ in range(3)]  # officer by stratum
    groups = {
        name: [
            case(f"{name}{officer}{n}", officer=f"o{officer}")
            for officer, of in enumerate(counts)
            for n in range(of[place])
        ]
        for place, name in enumerate("abc")
    }
    wanted = {name: data.draw(st.integers(0, 5)) for name in "abc"}
    found = chosen(groups, wanted, 2)
    ways = [[way for way in product(*(range(number + 1) for number in of)) if sum(way) <= 2] for of in counts]
    best = max(sum(map(min, wanted.values(), map(sum, zip(*way, strict=True)))) for way in product(*ways))
    assert sum(map(len, found.values())) == best
    assert max(Counter(name[1] for names in found.values() for name in names).values(), default=0) <= 2


def test_only_the_limit_makes_a_stratum_short_and_the_share_says_so():
    listed = [case(f"M{n}", officer=f"o{n % 9}", gender="male", rosh="low") for n in range(60)]
    listed += [case(f"W{n}", officer="one", gender="female", rosh="low") for n in range(60)]
    drawn = draw(listed, drawing(), STRATA, 40, 1)
    [women] = [share for share in drawn.shares if share.stratum == "women"]
    assert women.wanted == 20
    assert women.forced == "14 short: every officer with another case of it has 6 already"
    assert [share.forced for share in drawn.shares if share.stratum != "women"] == [None, None]

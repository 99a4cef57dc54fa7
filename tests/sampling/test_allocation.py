"""How many of each group: the published vectors, and what holds of any numbers."""

from hypothesis import given
from hypothesis import strategies as st

from fieldwork.sampling.allocation import allot, nearest

PUBLISHED = [454, 138, 327, 129, 169]  # the sampler's "example from doc": five strata, 148 cases wanted


def test_the_published_strata_give_the_published_numbers():
    assert allot(PUBLISHED, 148) == [54, 17, 40, 16, 21]  # the nearest are 55, 17, 40, 16, 21: one too many


def test_with_a_buffer_of_a_fifth_they_give_the_published_shortlist():
    assert allot(PUBLISHED, nearest(148 * 120, 100)) == [66, 20, 48, 19, 25]


def test_cases_are_added_from_the_smallest_group_up():
    assert allot([40, 10, 20], 1) == [1, 0, 0]
    assert allot([13, 14, 13, 13, 14], 2) == [1, 0, 1, 0, 0]  # each 0.4: the first two of the smallest


def test_cases_are_taken_from_the_largest_group_down():
    assert allot([15, 15, 30], 2) == [1, 1, 0]  # 0.5, 0.5 and 1: each rounds to 1


def test_a_group_that_may_give_less_leaves_the_rest_to_the_others():
    assert allot([20, 5, 5], 12, [6, 5, 5]) == [6, 3, 3]


def test_where_there_is_less_than_is_wanted_all_is_given():
    assert allot([2, 3], 9) == [2, 3]
    assert allot([], 3) == []
    assert allot([0, 4], 2) == [0, 2]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.integers(0, 600))
def test_it_adds_up_and_no_group_is_further_than_two_cases_from_its_share(sizes, wanted):
    given_cases = allot(sizes, wanted)
    wanted = min(wanted, sum(sizes))
    assert sum(given_cases) == wanted
    for size, number in zip(sizes, given_cases, strict=True):
        assert 0 <= number <= size
        assert abs(number - size * wanted / max(1, sum(sizes))) < 2


@given(st.data())
def test_no_group_gives_more_than_it_may(data):
    sizes = data.draw(st.lists(st.integers(0, 60), min_size=1, max_size=9))
    most = [data.draw(st.integers(0, size)) for size in sizes]
    wanted = data.draw(st.integers(0, 300))
    given_cases = allot(sizes, wanted, most)
    assert sum(given_cases) == min(wanted, sum(most))
    assert all(0 <= number <= limit for number, limit in zip(given_cases, most, strict=True))

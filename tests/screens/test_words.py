"""Rows as a table: each has a key of its own, by which a page knows it again."""

from datetime import date, datetime

import pytest

from fieldwork.screens.arrivals import not_come, not_understood
from fieldwork.screens.words import table


def keys(shown):
    return [row["key"] for row in shown["rows"]]


@pytest.mark.parametrize(
    ("names", "own"),
    [
        (["b", "a"], ["b", "a"]),
        (["a", "b", "a", "a"], ["a", "b", "a 2", "a 3"]),
        (["a", "a", "a 2", "a"], ["a", "a 2", "a 2 2", "a 3"]),
        ([None, None], ["–", "– 2"]),
    ],
)
def test_rows_of_one_name_are_told_apart(names, own):
    assert keys(table([{"name": name} for name in names], "name", {"Name": "name"})) == own


AWAITED = {"matter": "form", "thing": "C1", "who": None, "since": date(2018, 11, 6)}
REJECT = {
    "sha256": "a" * 64, "name": "x.csv", "place": "row 2", "wrong": "no such word", "allowed": None,
    "remedy": None, "superseded": False, "received_at": datetime(2018, 11, 6),
}  # fmt: skip


@pytest.mark.parametrize(("panel", "row"), [(not_come, AWAITED), (not_understood, REJECT)])
def test_what_is_missing_or_not_understood_twice_stands_there_twice(panel, row):
    shown = panel(lambda query: [row, dict(row)], {})["table"]
    assert len(set(keys(shown))) == 2

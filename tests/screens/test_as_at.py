"""Figures as they stood: any earlier snapshot by its moment, and a notice where the newest is overdue."""

import os
import time
from datetime import timedelta

import pytest

from fieldwork import inspection
from fieldwork.screens import CompletionScreen

COMPLETE = {1: 5, 2: 6, 3: 9}  # snapshot -> complete cases of each sample


@pytest.fixture(scope="module")
def declared(drawn, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("earlier"))
    for number, complete in COMPLETE.items():
        drawn.publish(path, complete, number)
    return path


@pytest.fixture
def moment(drawn):
    """When the newest file of a snapshot came, as tests/screens/drawn.py has it."""
    return lambda number: drawn.STARTS + timedelta(hours=4 * COMPLETE[number])


def complete(answer):
    return answer["panels"][0]["figure"]["data"][0]["x"][0]


@pytest.mark.parametrize(
    ("minutes", "snapshot"), [(0, "000002"), (1, "000002"), (-1, "000001"), (4 * 60 * 3 - 1, "000002")]
)
def test_the_last_snapshot_that_is_not_later_is_shown(declared, moment, minutes, snapshot):
    wanted = (moment(2) + timedelta(minutes=minutes)).isoformat()
    answer = CompletionScreen.open(str(declared)).answer({"as_at": wanted})
    assert answer["snapshot"] == snapshot
    assert complete(answer) == COMPLETE[int(snapshot)]
    assert answer["as_at"] == moment(int(snapshot)).isoformat(timespec="minutes")


def test_a_page_of_earlier_figures_says_so_and_leads_back(declared, moment):
    screen = CompletionScreen.open(str(declared))
    content = screen.content({"as_at": moment(1).isoformat(), "sample": "unpaid_work"})
    assert "Not the newest figures." in content["html"]
    assert "snapshot 000001" in content["html"]
    assert '<a href="?sample=unpaid_work#screen" data-filters>' in content["html"]
    assert "Not the newest figures." not in screen.content({})["html"]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("yesterday", "“yesterday” is not a date and time such as 2018-11-13T17:00."),
        ("1900-01-01", "none that is kept is as old as 01/01/1900 00:00."),
    ],
)
def test_a_moment_without_figures_is_refused(declared, wanted, why):
    answer = CompletionScreen.open(str(declared)).answer({"as_at": wanted})
    assert answer["kind"] == "refused"
    assert why in answer["why"]


@pytest.mark.parametrize("minutes", [0, 1, 60 * 24 * 365])
def test_a_moment_that_is_not_earlier_than_the_newest_figures_is_refused(declared, moment, minutes):
    wanted = moment(3) + timedelta(minutes=minutes)
    answer = CompletionScreen.open(str(declared)).answer({"as_at": wanted.isoformat()})
    assert answer["kind"] == "refused"
    assert f"{wanted:%d/%m/%Y %H:%M} is not earlier than the newest figures" in answer["why"]


def test_earlier_snapshots_stay_as_they_were_when_a_newer_one_comes(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    drawn.publish(path, 5, 1)
    drawn.publish(path, 6, 2)
    screen = CompletionScreen.open(str(path))
    asked = {"as_at": (drawn.STARTS + timedelta(hours=21)).isoformat()}
    assert complete(screen.answer(asked)) == 5
    drawn.publish(path, 7, 3)
    screen.look()
    assert complete(screen.answer(asked)) == 5
    assert complete(screen.answer({})) == 7


def test_figures_that_are_older_than_the_inspection_expects_are_said_to_be_overdue(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    snapshot = drawn.publish(path, 5, 1)
    assert CompletionScreen.open(str(path)).look()["overdue"] == ""
    hours = inspection.load(str(path)).figures_expected_every_hours
    long_ago = time.time() - (hours + 1) * 3600
    os.utime(snapshot, (long_ago, long_ago))
    said = CompletionScreen.open(str(path)).look()["overdue"]
    assert said.startswith("No newer figures since ")
    assert said.endswith(f"this inspection expects some every {hours} hours.")

"""The wall's screen: what it says, and that it opens nothing but the wall's own file."""

import shutil

import pytest

from fieldwork import inspection
from fieldwork.screens import WallScreen


@pytest.fixture
def wall(drawn, tmp_path):
    """The wall of a drawn inspection of which nothing but the wall is there."""
    path = drawn.declare(tmp_path)
    drawn.publish(path, complete=60, number=1)
    folders = inspection.load(str(path)).folders
    for folder in set(folders.parts) - {folders.wall.snapshots}:
        shutil.rmtree(folder)
    return WallScreen.open(str(path))


def tiles(screen):
    answer = screen.answer({})
    assert answer["kind"] == "slice", answer
    assert [panel["failed"] for panel in answer["panels"] if "failed" in panel] == []
    return {panel["id"]: {tile["key"]: tile for tile in panel["tiles"]} for panel in answer["panels"]}


def test_the_wall_says_cases_complete_of_those_required_and_planned(wall):
    assert tiles(wall)["cases"]["d2"] == {
        "key": "d2", "name": "Domain two cases", "value": "59", "note": "required 109, planned 120",
    }  # fmt: skip


def test_the_wall_says_ratings_in_words_and_shape_and_which_are_proposed(wall):
    """Of 59 cases, number 37 being excluded, every third says no to 2.1.2: 39 yes are 66%."""
    shown = tiles(wall)
    assert (shown["key_questions"]["2.1.2"]["value"], shown["key_questions"]["2.1.2"]["symbol"]) == (
        "66%",
        "■",
    )
    assert shown["ratings"]["overall"]["value"] == "Not yet"
    assert shown["ratings"]["1.1"]["value"] == "–"
    sentences = {panel["id"]: panel.get("sentence") for panel in wall.answer({})["panels"]}
    assert sentences["ratings"].startswith("Indicative. Proposed: 1.1, 1.2, 1.3 and 1.4. Computed: 2.1, ")
    assert sentences["key_questions"] == "Answers “yes”. Without a number: of all but fewer than 5 cases."


def test_small_counts_are_fewer_than_five(wall):
    shown = tiles(wall)["counts"]
    assert {tile["value"] for tile in shown.values()} == {"fewer than 5"}
    assert [tile["name"] for tile in shown.values()] == [
        "Focus groups held", "Other core meetings held", "Alerts open", "Alerts closed in the last day",
        "Actions open",
    ]  # fmt: skip


def test_earlier_figures_and_filters_are_refused_on_the_wall(wall):
    assert wall.answer({"as_at": "2018-11-13T17:00"}) == {
        "kind": "refused",
        "why": "The wall shows the newest figures only.",
    }
    assert wall.answer({"tier1": "Fenwick Vale"})["kind"] == "refused"


def test_the_wall_turns_to_the_next_snapshot(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    screen = WallScreen.open(str(path))
    assert screen.answer({})["why"] == "There are no figures yet: nothing is published yet."
    drawn.publish(path, complete=20, number=1)
    assert screen.look()["snapshot"] == "000001"
    assert tiles(screen)["cases"]["d2"]["value"] == "20"
    drawn.publish(path, complete=21, number=2)
    assert screen.look()["snapshot"] == "000002"
    assert tiles(screen)["cases"]["d2"]["value"] == "21"

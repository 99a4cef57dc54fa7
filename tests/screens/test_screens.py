"""Ring 2: a screen without a kernel. Ask a slice, read what it says."""

from datetime import datetime

import pytest

from fieldwork import database, inspection, queries
from fieldwork.screens import (
    ArrivalsScreen,
    CompletionScreen,
    KeyQuestionsScreen,
    MeetingsScreen,
    TodayScreen,
)
from fieldwork.screens.completion import _detail as detail

SCREENS = [KeyQuestionsScreen, CompletionScreen, TodayScreen, MeetingsScreen, ArrivalsScreen]


@pytest.fixture(scope="module")
def declared(drawn, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("drawn"))
    drawn.publish(path, complete=60, number=1)
    return str(path)


@pytest.fixture(scope="module")
def rows(declared):
    """Asks the same snapshot directly."""
    snapshot = database.open_snapshot(database.current(inspection.load(declared).folders))
    yield lambda name, **parameters: queries.run(snapshot, name, **parameters)
    snapshot.close()


def panels(screen, **filters):
    answer = screen.answer(filters)
    assert answer["kind"] == "slice", answer
    return {panel["id"]: panel for panel in answer["panels"]}


def cells(panel, heading):
    place = [column["title"] for column in panel["table"]["columns"]].index(heading)
    return [row["cells"][place] for row in panel["table"]["rows"]]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_panel_is_drawn_for_every_choice_of_every_filter(screen, declared):
    opened = screen.open(declared)
    for choice in opened.answer({})["choices"]:
        for option in choice["options"]:
            shown = panels(opened, **{choice["name"]: option["value"]})
            assert [panel["failed"] for panel in shown.values() if "failed" in panel] == []
            assert all(panel["sentence"] for panel in shown.values())


def test_chart_and_table_have_the_numbers_of_the_query(declared, rows):
    bars = panels(KeyQuestionsScreen.open(declared))["bars"]
    results = rows("key_question_results", level="organisation", tier1=None)
    assert bars["figure"]["data"][0]["x"] == [row["percentage"] for row in results]
    assert cells(bars, "Yes of n") == [f"{row['yes']} of {row['n']}" for row in results]
    assert cells(bars, "Per cent") == [f"{row['rounded']}%" for row in results]


def test_a_unit_is_never_banded_and_says_so(declared, rows):
    unit = rows("units")[0]["unit"]
    bars = panels(KeyQuestionsScreen.open(declared), tier1=unit)["bars"]
    assert set(cells(bars, "Band")) == {"–"}
    assert bars["figure"]["layout"]["shapes"] == []
    assert "no rating" in bars["sentence"]


def test_the_heat_map_has_the_numbers_of_the_query(declared, rows):
    heat = panels(KeyQuestionsScreen.open(declared))["units"]["heat"]
    results = rows("key_question_results", level="tier1", tier1=None)
    drawn = {
        (row["name"], unit): cell
        for row in heat["rows"]
        for unit, cell in zip(heat["columns"], row["cells"], strict=True)
    }
    assert {pair: (cell["yes"], cell["n"], cell["rounded"]) for pair, cell in drawn.items()} == {
        (row["key_question"], row["unit"]): (row["yes"], row["n"], row["rounded"]) for row in results
    }


def test_a_cell_leads_to_its_cases_and_their_files(declared, rows):
    unit = rows("units")[0]["unit"]
    behind = panels(KeyQuestionsScreen.open(declared), tier1=unit, key_question="2.1.2")["cases"]
    expected = rows("cases_behind", key_question="2.1.2", level="tier1", unit=unit, tier1=None)
    assert cells(behind, "Case") == [row["case_id"] for row in expected]
    assert set(cells(behind, "File")) == {"drawn.xlsx"}
    assert set(cells(behind, "Tier 1 unit")) == {unit}


def test_flags_and_uncertain_rules_are_said_in_words(declared, rows):
    bars = panels(KeyQuestionsScreen.open(declared))["bars"]
    close = [
        row["key_question"]
        for row in rows("key_question_results", level="organisation", tier1=None)
        if row["one_case"]
    ]
    said = dict(zip(cells(bars, "Key question"), cells(bars, "To note"), strict=True))
    assert close
    assert all("one answer the other way changes the band" in said[question] for question in close)
    assert any("recalled, not read in a source document" in note for note in bars["notes"])
    assert any("sub-sample" in note for note in bars["notes"])


def test_a_rating_tile_says_its_rating_in_words_and_a_shape(declared, rows):
    tiles = {tile["key"]: tile for tile in panels(KeyQuestionsScreen.open(declared))["ratings"]["tiles"]}
    symbols = {band["rating"]: band["symbol"] for band in rows("bands")}
    for row in rows("indicative_ratings"):
        tile = tiles[row["standard"]]
        assert tile["value"] == (row["rating"] or "Not yet")
        assert tile["symbol"] == symbols.get(row["rating"])
    assert tiles["overall"]["value"] == "Not yet"


def test_completion_has_the_numbers_of_the_query(declared, rows):
    shown = panels(CompletionScreen.open(declared))
    results = rows("completion", level="organisation")
    assert shown["samples"]["figure"]["data"][0]["x"] == [row["complete"] for row in results]
    assert cells(shown["samples"], "Still needed") == [str(row["still_needed"]) for row in results]
    excluded = next(tile for tile in shown["attention"]["tiles"] if tile["key"] == "excluded")
    assert excluded["value"] == str(sum(row["excluded"] for row in results))


def test_completion_says_who_agreed_to_an_exclusion_and_that_nobody_has_said():
    said = {"matter": "excluded", "detail": "moved away", "agreed_by": None, "agreed_at": None}
    assert detail(said) == "moved away; not said who agreed"
    said |= {"agreed_by": "Deputy lead inspector", "agreed_at": datetime(2018, 11, 6, 12)}
    assert detail(said) == "moved away; agreed by the deputy lead inspector on Tue 6 Nov"
    assert detail({**said, "matter": "substitute", "detail": "C1", "agreed_at": None}).startswith(
        "for C1; agreed"
    )
    assert detail({**said, "matter": "file_read", "detail": None}) == "–"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"tier2": "x"}, "There is no filter “tier2” here (did you mean tier1?)."),
        ({"tier1": "Atlantis"}, "Tier 1 unit: “Atlantis” is not one of the choices of this inspection."),
        ({"tier1": ["a"]}, "Tier 1 unit: “['a']” is not one of the choices of this inspection."),
        ("everything", "The page asked in a way this screen does not understand."),
        (None, "The page asked in a way this screen does not understand."),
    ],
)
def test_what_is_not_offered_is_refused_in_plain_english(wanted, why, declared):
    assert KeyQuestionsScreen.open(declared).answer(wanted) == {"kind": "refused", "why": why}


class Faulty:
    """A source, and its only snapshot, in which one query fails."""

    name, missing = "000001", ""

    def __init__(self, rows, fault):
        self.rows, self.fault, self.newest = rows, fault, self

    def ask(self, query, **parameters):
        if query == self.fault:
            raise RuntimeError("/secret/path")
        return self.rows(query, **parameters)


def test_a_panel_that_fails_says_what_is_missing_and_the_others_go_on(rows):
    shown = panels(KeyQuestionsScreen(Faulty(rows, "cases_behind")))
    assert "missing from this snapshot" in shown["cases"]["failed"]
    assert "secret" not in str(shown)
    assert "failed" not in shown["bars"]


@pytest.mark.parametrize("fault", ["cases_behind", "snapshot"])
def test_after_a_source_that_failed_once_the_next_answer_is_whole(rows, fault):
    source = Faulty(rows, fault)
    screen = KeyQuestionsScreen(source)
    assert not screen.content({})["whole"]
    source.fault = ""
    assert screen.content({})["whole"]


def test_without_a_snapshot_the_screen_says_so_and_shows_the_first_when_it_comes(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    screen = CompletionScreen.open(str(path))
    assert screen.answer({}) == {
        "kind": "missing",
        "why": "There are no figures yet: nothing is published yet.",
    }
    drawn.publish(path, complete=5, number=1)
    assert screen.look()["snapshot"] == "000001"
    assert screen.answer({})["kind"] == "slice"


def test_a_publish_changes_the_answer(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    drawn.publish(path, complete=5, number=1)
    screen = CompletionScreen.open(str(path))
    before = screen.content({})
    drawn.publish(path, complete=6, number=2)
    screen.look()
    after = screen.content({})
    assert (before["snapshot"], after["snapshot"]) == ("000001", "000002")
    assert panels(screen)["samples"]["figure"]["data"][0]["x"] == [6, 6, 6]

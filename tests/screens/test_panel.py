"""The panel's screen without a kernel: each step leads to the next, and nothing computed disappears."""

import json

import pytest

from fieldwork import database, inspection, queries
from fieldwork.folders import resources
from fieldwork.screens import KeyQuestionsScreen, PanelScreen, TodayScreen

REASON = "Eighteen answers, and two of them late by a day"
LOG = {
    "proposals": [
        {"standard": f"1.{number}", "rating": rating}
        for number, rating in enumerate(("Good", "Requires improvement", "Good", "Inadequate"), 1)
    ],
    "panel_decisions": [
        {"id": "a", "question": "2.1.1", "rating": "Outstanding", "reason": REASON},
        {"id": "b", "question": "1.1", "rating": "Inadequate", "reason": "It rests on one source"},
    ],
}


@pytest.fixture(scope="module")
def declared(drawn, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("panel"))
    drawn.publish(path, 40, 1, LOG)
    return str(path)


@pytest.fixture(scope="module")
def screen(declared):
    return PanelScreen.open(declared)


@pytest.fixture(scope="module")
def rows(declared):
    with database.open_snapshot(database.current(inspection.load(declared).folders)) as snapshot:
        yield lambda name, **parameters: queries.run(snapshot, name, **parameters)


def panels(screen, **wanted):
    shown = {panel["id"]: panel for panel in screen.answer(wanted)["panels"]}
    assert not [panel for panel in shown.values() if "failed" in panel]
    return shown


def column(panel, title):
    place = [found["title"] for found in panel["table"]["columns"]].index(title)
    return [row["cells"][place] for row in panel["table"]["rows"]]


def test_the_overall_rating_is_said_with_and_without_the_panels_decisions(screen, rows):
    [whole] = rows("overall_rating")
    said = panels(screen)["overall"]["sentence"]
    assert whole["basis"] == "panel"
    assert f"Overall {whole['rating']}: {whole['total']} of 30 points." in said
    assert (
        f"Without the decisions of the panel: {whole['computed_rating']}, {whole['computed_total']}" in said
    )


def test_every_standard_shows_what_was_computed_or_proposed_beside_what_holds(screen, rows):
    shown = panels(screen)["overall"]
    ratings = rows("standard_ratings")
    for title, name in (
        ("Holds", "rating"),
        ("Computed", "computed_rating"),
        ("Proposed", "proposed_rating"),
    ):
        assert column(shown, title) == [row[name] or "–" for row in ratings]
    assert column(shown, "Reason of the panel")[0] == "It rests on one source"


def test_each_step_leads_to_the_next_down_to_file_and_hash(screen, rows):
    every = panels(screen)
    tiles = {tile["key"]: tile for tile in every["overall"]["tiles"]}
    assert (tiles["2.1"]["choose"], tiles["2.1"]["leads_to"]) == ("standard", "key_questions")
    assert tiles["1.1"]["leads_to"] == "proposals"
    table = panels(screen, standard="2.1")["key_questions"]["table"]
    assert {row["key"] for row in table["rows"]} == {"2.1.1", "2.1.2", "2.1.3"}
    assert (table["choose"], table["leads_to"]) == ("key_question", "answers")
    behind = rows("cases_behind", key_question="2.1.2", level="tier1")
    answers = panels(screen, key_question="2.1.2")["answers"]
    assert column(answers, "Case") == [row["case_id"] for row in behind]
    assert column(answers, "SHA-256 of the file") == [row["sha256"] for row in behind]


def test_the_links_of_a_step_stand_in_the_page(screen):
    html = screen.content({"standard": "2.1"})["html"]
    assert 'href="?standard=2.2#key_questions-title"' in html
    assert 'href="?standard=2.1&amp;key_question=2.1.3#answers-title"' in html


def test_the_computed_band_stands_beside_the_panels(screen, rows):
    [question] = [row for row in rows("closeness") if row["key_question"] == "2.1.1"]
    shown = panels(screen, standard="2.1")["key_questions"]
    assert (column(shown, "Computed")[0], column(shown, "Panel")[0]) == (question["rating"], "Outstanding")
    decisions = panels(screen)["decisions"]
    assert column(decisions, "Computed or proposed") == ["Good", question["rating"]]
    assert column(decisions, "Reason") == ["It rests on one source", REASON]


def test_what_one_case_would_change_is_what_the_query_says(screen, rows):
    shown = panels(screen)["closeness"]
    for said, row in zip(column(shown, "One yes fewer"), rows("closeness"), strict=True):
        assert (f"the standard {row['one_less_standard_rating']}" in said) is row["one_less_changes"]


def test_the_domains_stand_side_by_side_each_standard_once(screen, rows):
    shown = panels(screen)["side_by_side"]
    cells = " ".join(cell for row in shown["table"]["rows"] for cell in row["cells"])
    assert all(cells.count(f"{row['standard']} {row['title']}") == 1 for row in rows("standard_ratings"))


def test_a_chosen_standard_that_is_not_computed_or_not_proposed_says_so(screen):
    proposed, computed = panels(screen, standard="1.1"), panels(screen, standard="2.1")
    for panel in ("key_questions", "closeness", "divergence"):
        assert "not computed from cases" in proposed[panel]["sentence"]
    for panel in ("proposals", "prompts"):
        assert "rests on cases alone" in computed[panel]["sentence"]


def test_an_inspection_that_has_only_begun_says_what_is_missing(drawn, tmp_path):
    path = drawn.declare(tmp_path)
    drawn.publish(path, 0, 1)
    shown = panels(PanelScreen.open(str(path)))
    assert "0 of 10 standards have a rating" in shown["overall"]["sentence"]
    assert shown["sensitivity"]["sentence"] == "There is no overall rating yet that could change."
    assert shown["decisions"]["sentence"] == "No decision of the panel is written down yet."


def test_the_screens_of_the_team_say_nothing_of_the_panel(declared):
    for screen in (KeyQuestionsScreen, TodayScreen):
        assert REASON not in json.dumps(screen.open(declared).answer({}))
    shown = panels(KeyQuestionsScreen.open(declared))["ratings"]
    assert column(shown, "Indicative rating")[0] == "Good"  # as it was proposed; the panel decided otherwise


def test_only_the_lead_has_the_page():
    notebook = json.loads((resources() / "dashboards" / "panel.ipynb").read_text("utf-8"))
    assert notebook["metadata"]["fieldwork"]["roles"] == ["lead"]

"""The invented inspection of each older programme lives: every screen and pack that applies is made."""

import importlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldwork import inspection, packs, simulation, sync
from fieldwork.folders import find_parameters
from fieldwork.queries import programme_names

DEMOS = ["demo-adult-offending", "demo-youth-joint", "demo-learning-skills"]


@pytest.fixture(scope="module", params=DEMOS)
def told(request, tmp_path_factory):
    """The whole story of one, synced once: its declaration and its newest snapshot."""
    folder = tmp_path_factory.mktemp("demo") / "parameters" / "inspections"
    folder.mkdir(parents=True)
    declared = folder / f"{request.param}.yml"
    declared.write_bytes(find_parameters("inspections", request.param).read_bytes())
    setup = sync.load(str(declared))
    simulation.write(
        simulation.drops(setup.programme, setup.inspection, 2018), setup.inspection.folders.inbox
    )
    return setup, sync.once(setup, lambda: datetime.now(UTC)).published


def opened(setup, name):
    module = importlib.import_module(f"fieldwork.screens.{name}")
    return getattr(module, "".join(part.title() for part in name.split("_")) + "Screen").open(
        str(setup.inspection.path)
    )


def test_every_screen_that_applies_is_drawn_and_no_panel_fails(told):
    setup, _ = told
    for name in setup.programme.screens:
        answer = opened(setup, name).answer({})
        assert answer["kind"] == "slice", (name, answer)
        assert answer["panels"]
        assert [(name, panel["title"]) for panel in answer["panels"] if "failed" in panel] == []


def test_its_screens_say_its_own_names(told):
    setup, _ = told
    names_of = setup.programme.names
    meetings = {panel["id"]: panel["title"] for panel in opened(setup, "meetings").answer({})["panels"]}
    assert meetings["evidence"] == f"What was heard, by {names_of.key_question.one}"


ANOTHERS = re.compile(r"key question|tier [12] unit|\{(?:key|standard|rating|panel|tier)\w*\}", re.IGNORECASE)


def test_no_screen_or_pack_says_another_programmes_names(told):
    setup, snapshot = told
    papers = [packs.weekly(snapshot, None, 1, ["tier1"]), *packs.panel(snapshot)]
    screens = set(setup.programme.screens) - {"arrivals"}  # which quotes what columns are called
    said = {name: json.dumps(opened(setup, name).answer({})["panels"]) for name in screens}
    said |= {
        f"{paper.name}, {section.name}": section._repr_html_()
        for paper in papers
        for section in paper.sections
    }
    assert {place: found for place, text in said.items() if (found := ANOTHERS.findall(text))} == {}


def test_the_document_of_what_was_settled_has_the_programmes_name_and_parts(told):
    setup, snapshot = told
    _, record = packs.panel(snapshot)
    assert record.title.lower() == setup.programme.names.record.one
    parts = [section.title for section in record.sections if section.name.startswith("part_")]
    assert parts == setup.programme.record_parts


def test_the_theme_of_an_inspections_cases_stands_with_its_sample(told):
    setup, _ = told
    if setup.inspection.theme:
        [done, *_] = opened(setup, "completion").answer({})["panels"]
        assert done["notes"][0] == f"Theme of this inspection's cases: {setup.inspection.theme}."


def test_completion_speaks_of_a_required_size_only_where_there_is_one(told):
    setup, _ = told
    if "completion" not in setup.programme.screens:
        return
    [done, pace, *_] = opened(setup, "completion").answer({})["panels"]
    sizes = setup.programme.sizes_of(setup.inspection.organisation, setup.inspection.sizes)
    required = any(size.required for size in sizes.values())
    assert ("No size is required. Complete: " in done["sentence"]) is not required
    assert ("required" in pace["sentence"]) is required


def test_a_programme_without_ratings_has_no_strip_of_them(told):
    setup, _ = told
    if "key_questions" not in setup.programme.screens:
        return
    shown = [panel["id"] for panel in opened(setup, "key_questions").answer({})["panels"]]
    assert ("ratings" in shown) is bool(setup.programme.banding.bands)


def test_its_packs_are_made_of_the_sections_that_apply(told, tmp_path):
    setup, snapshot = told
    week = packs.weekly(snapshot, None, 1, ["tier1"])
    assert (week.section("key_questions") is not None) is bool(setup.programme.samples)
    packs.write_week(week, tmp_path)
    assert (tmp_path / "week.html").exists()
    evidence, _ = packs.panel(snapshot)
    assert evidence.section("ratings")
    assert (evidence.section("results") is not None) is bool(setup.programme.samples)


def test_each_programme_that_ships_has_an_invented_inspection():
    found = {
        inspection.load(path.stem).programme
        for path in Path(find_parameters("inspections", DEMOS[0])).parent.glob("*.yml")
    }
    assert {"adult-offending-2013", "youth-joint-2012", "learning-skills-2009"} <= found
    assert (
        programme_names(lambda _: [{"thing": "standard", "one": "aspect", "many": "aspects"}])["Standards"]
        == "Aspects"
    )

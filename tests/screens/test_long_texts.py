"""Texts longer than anybody writes: each is told with its place, and no screen grows with them."""

import json

import pytest
import yaml

from fieldwork import sync
from fieldwork.screens import ArrivalsScreen, CompletionScreen
from fieldwork.simulation.infopath import Design, Item, form

LONG = "x" * 130_000
HEADINGS = "Case ID,Sample,Tier 1 unit,Status,Allocated to,Office,Agreed by,Exclusion reason"
D2 = Design("caseAssessment", "urn:schemas-microsoft-com:office:infopath:fieldwork-d2", "1.0.0.7")
MANY = 20


@pytest.fixture(scope="module")
def office(opened_in, tmp_path_factory):
    opened = opened_in(tmp_path_factory.mktemp("long"))
    declared = opened.setup.inspection.path
    told = yaml.safe_load(declared.read_text("utf-8"))
    declared.write_text(yaml.safe_dump({**told, "forms": ["tables", "probation-2018-d2"]}), "utf-8")
    opened.setup = sync.load(str(declared))
    return opened


def case(number, *, allocated="AB", office="Otter Street", agreed="", reason=""):
    return f"{number},d2,North,selected,{allocated},{office},{agreed},{reason}\n"


def assessment(reference, assessor, section="1"):
    header = {"caseRef": reference, "assessor": assessor, "status": "signed off"}
    return form(D2, header, {"inspectorRosh": "low"}, [Item(section, "2.1.1", "1")])


def test_long_texts_are_told_with_their_places_and_make_no_screen_longer(office):
    office.drop("good.csv", "".join([f"{HEADINGS}\n", *(case(f"{at}") for at in range(101, 104))]))
    office.sync()
    before = len(json.dumps(CompletionScreen.open(str(office.setup.inspection.path)).content({})))
    rows = [
        *(case(f"{at}", allocated=LONG) for at in range(201, 201 + MANY)),
        case("301", office=LONG),
        case("302", agreed=LONG),
        case("303", reason=LONG),
        case("304", reason="moved away " * 300),
        case("9" * 130_000),
    ]
    office.drop("long.csv", f"{HEADINGS}\n{''.join(rows)}")
    office.drop("whole.xml", assessment("101", "AB"))
    office.drop("assessor.xml", assessment("102", "x" * 301))
    office.drop("endless.xml", assessment("103", "x" * 9_000_000))
    office.drop(
        "schedule.csv",
        f"Title,Start,Location\nInterview,2018-11-07 10:00,{LONG}\nICT,2018-11-07 11:00,Hall\n",
    )
    office.sync()

    assert office.rows("select count(*) from case_statements") == [(4,)]
    assert office.rows("select case_id, assessor from assessments") == [("0101", "AB")]
    assert office.rows("select title from meetings") == [("ICT",)]
    told = office.rows(
        "select name, place, wrong, allowed from refused join received using (sha256) order by all"
    )
    places = [place for name, place, *_ in told if name == "long.csv"]
    assert len(places) == MANY + 4
    assert {"row 2, column Allocated to", "row 22, column Office", "row 24, column Exclusion reason"} <= set(
        places
    )
    assert ("assessor.xml", "field header/assessor", "it has 301 letters.", "At most 300.") in told
    assert ("schedule.csv", "row 2, column Location", "it has 130,000 letters.", "At most 300.") in told
    [endless] = [wrong for name, _, wrong, _ in told if name == "endless.xml"]
    assert endless == "The form is too large."

    for screen in (CompletionScreen, ArrivalsScreen):
        content = screen.open(str(office.setup.inspection.path)).content({})
        assert content["kind"] == "slice"
        assert len(json.dumps(content)) < before + 100_000 < 1_000_000

"""The long list as a service returns it: read by its headings, and nobody's name comes out."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from fieldwork import inspection, programme, sampling
from fieldwork.errors import SourceError
from fieldwork.sync.setup import vocabulary

HEADINGS = [
    "Family name", "First name(s)", "DoB", "Gender",
    "Case/sentence type [Licence] [Community Order] [Suspended Sentence Order]", "CRN", "PNC",
    "Risk of Serious Harm [RoSH] Classification", "Date of sentence or release on licence",
    "Order or licence terminated [Date/N]",
    "Cluster (as recorded on nDelius)", "LDU (as recorded on nDelius)",
    "Team (as recorded on nDelius)", "Responsible officer", "Manager", "Office",
]  # fmt: skip
DAY = date(2018, 10, 1)
SPEC = {
    "Family name": "Zebedee", "First name(s)": "Quince", "DoB": datetime(1980, 1, 2), "Gender": "M",
    HEADINGS[4]: "ORA Community Order", "CRN": "X1", "PNC": "1999/1A", HEADINGS[7]: "RLRH",
    HEADINGS[8]: datetime(2018, 4, 1), HEADINGS[9]: "N", HEADINGS[10]: "North cluster",
    HEADINGS[11]: "Ottermere LDU", "Team (as recorded on nDelius)": "T", "Responsible officer": "Ophelia Xu",
    "Manager": "M", "Office": "O",
}  # fmt: skip


def workbook(*rows, headings=HEADINGS, sheets=1):
    book = Workbook()
    book.remove(book.active)
    for number in range(sheets):
        sheet = book.create_sheet(f"CRC D2 Case Sample {number}")
        sheet.append(["Please fill in every column"])
        sheet.append(headings)
        for row in rows:
            cells = {**SPEC, **row}
            sheet.append([cells[heading] for heading in headings])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read(data):
    loaded = programme.load("probation-2018-crc")
    about = inspection.load("demo-crc")
    drawing, strata = loaded.samples["d2"].drawing, sampling.strata_of(loaded, "d2")
    facts = sampling.facts_of(loaded, strata)
    listed = sampling.read("list.xlsx", data, drawing, facts, vocabulary(about, loaded), DAY)
    return listed, sampling.excluded(listed, drawing, strata)


def test_a_row_is_understood_by_its_headings_and_the_spellings_of_units_and_facts():
    [[case], out] = read(workbook({}))
    assert (case.case_id, case.tier1, case.tier2) == ("X1", "Marlshire North", "Ottermere")
    assert case.facts == {"gender": "male", "sentence_type": "community", "recorded_rosh": "low"}
    assert case.starts_on == datetime(2018, 4, 1)
    assert case.place.endswith("row 3")
    assert out == {}


def test_no_name_day_of_birth_number_or_officer_leaves_the_list():
    [[case], _] = read(workbook({}))
    said = repr(case)
    for secret in ("Zebedee", "Quince", "1980", "1999", "Ophelia", "Xu"):
        assert secret.casefold() not in said.casefold()


@pytest.mark.parametrize(
    ("row", "criterion"),
    [
        ({"Family name": "Zebedee*"}, "restricted"),
        ({"First name(s)": "*Quince"}, "restricted"),
        ({HEADINGS[8]: datetime(2018, 10, 2)}, "not_started"),
        ({"Gender": "X"}, "gender_not_given"),
        ({"Gender": None}, "gender_not_given"),
        ({HEADINGS[7]: "Not assessed"}, "no_stratum"),
    ],
)
def test_what_the_row_itself_shows_keeps_a_case_out(row, criterion):
    listed, out = read(workbook(row))
    assert out == {listed[0].place: criterion}


def test_a_woman_needs_no_other_fact_for_her_stratum():
    assert read(workbook({"Gender": "F", HEADINGS[7]: "Not assessed"}))[1] == {}


@pytest.mark.parametrize(
    "other",
    [
        {"CRN": "X2", "Family name": "Someone", "PNC": "1999/1a"},  # the PNC, in other letters
        {
            "CRN": "X2",
            "PNC": "2000/2B",
            "DoB": "02/01/1980",
            "Family name": "ZEBEDEE",
        },  # names and day of birth
        {"CRN": " X1", "PNC": None, "Family name": "Someone"},  # the case itself, twice
    ],
)
def test_of_one_persons_cases_the_earliest_stays(other):
    listed, out = read(workbook({HEADINGS[8]: datetime(2018, 5, 1)}, other))
    assert out == {listed[0].place: "duplicate"}


def test_blank_numbers_make_nobody_the_same():
    one, two = {"PNC": None}, {"PNC": None, "CRN": "X2", "Family name": "Someone"}
    assert read(workbook(one, two))[1] == {}


def test_a_row_that_cannot_be_understood_stops_the_draw_with_its_place_and_without_its_value():
    with pytest.raises(SourceError, match=r"row 3, column Cluster") as refused:
        read(workbook({HEADINGS[10]: "Atlantis"}))
    assert "Atlantis" not in str(refused.value)
    with pytest.raises(SourceError, match=r"row 3, column Date of sentence"):
        read(workbook({HEADINGS[8]: "soon"}))


def test_a_list_without_a_column_that_the_draw_needs_is_refused():
    short = [heading for heading in HEADINGS if heading not in ("Responsible officer", HEADINGS[7])]
    with pytest.raises(
        SourceError, match="no column for: Responsible officer, Recorded risk of serious harm"
    ):
        read(workbook({}, headings=short))


@pytest.mark.parametrize("heading", ["Family name", "PNC", "DoB", HEADINGS[8]])
def test_a_list_without_a_column_that_an_exclusion_is_tried_by_is_refused(heading):
    """Else restricted records, or one person's two cases, would go into the sample and nobody would know."""
    with pytest.raises(SourceError, match="no column for"):
        read(workbook({}, headings=[one for one in HEADINGS if one != heading]))


def test_one_sheet_only_is_the_long_list():
    with pytest.raises(SourceError, match="2 of its sheets are long lists"):
        read(workbook({}, sheets=2))
    with pytest.raises(SourceError, match="no sheet is a long list"):
        read(workbook(headings=["Family name", "Gender"]))

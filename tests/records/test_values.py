"""What a text means: moments, words, case references."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.records.forms import load_forms
from fieldwork.records.values import Unclear, case_named_in, case_reference, moment, whole_number, word

LONDON = ZoneInfo("Europe/London")
AFTERNOON = datetime(2018, 11, 5, 14, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2018-11-05T14:30:00",
        "2018-11-05 14:30",
        "05/11/2018 14:30",
        "5/11/2018  14:30",
        "05/11/18 14:30",
        "05.11.2018 14:30",
        "5 November 2018 14:30",
        "Mon 05 Nov 2018 14:30",
        "05/11/2018 02:30 PM",
        "43409.6041666667",  # Excel's day number
        "2018-11-05T14:30:00Z",
        "2018-11-05T15:30:00+01:00",
    ],
)
def test_a_moment_is_understood_in_every_spelling(text: str) -> None:
    assert moment(text, LONDON) == AFTERNOON


def test_a_moment_in_another_zone_becomes_british_summer_time() -> None:
    assert moment("2018-07-05T14:30:00Z", LONDON) == datetime(2018, 7, 5, 15, 30)


@pytest.mark.parametrize("text", ["31/02/2018", "5th of Nov", "117", "99999", "1.5", "0001-01-01"])
def test_what_is_no_date_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Unclear):
        moment(text, LONDON)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(second=0, microsecond=0)
    )
)
def test_a_british_date_comes_back_as_it_was_written(at: datetime) -> None:
    assert moment(f"{at:%d/%m/%Y %H:%M}", LONDON) == at


@given(st.text())
def test_any_text_is_a_moment_nothing_or_unclear(text: str) -> None:
    try:
        found = moment(text, LONDON)
    except Unclear:
        return
    assert found is None or found.tzinfo is None


@pytest.mark.parametrize(
    ("spellings", "answer"),
    [
        ("Yes|YES|y|Y|TRUE|1|Ydy", "yes"),
        ("No|N|false|0|NO ", "no"),
        ("N/A|n/a|NA|n.a.|Not applicable|not_applicable|Does not apply", "not_applicable"),
        ("|   ", None),
    ],
)
def test_yes_no_and_not_applicable_in_every_spelling(spellings: str, answer: str | None) -> None:
    words = load_forms(["tables"]).forms[0].spellings["answer"]
    assert {word(spelling, words, "an answer") for spelling in spellings.split("|")} == {answer}


@pytest.mark.parametrize("text", ["maybe", "2", "yes and no", "Yse"])
def test_what_is_no_answer_is_never_taken_for_one(text: str) -> None:
    words = load_forms(["tables"]).forms[0].spellings["answer"]
    with pytest.raises(Unclear, match="is not an answer"):
        word(text, words, "an answer")


@pytest.mark.parametrize("text", ["", " ", "../../etc/passwd", "a" * 33, "0117\n", "<b>0117</b>", "=1+1"])
def test_what_is_no_case_reference_is_refused(text: str) -> None:
    if text == "0117\n":
        assert case_reference(text) == "0117"  # the blanks around it are nobody's meaning
    else:
        with pytest.raises(Unclear):
            case_reference(text)


@pytest.mark.parametrize(
    ("title", "case_id"),
    [
        ("Interview: case 0117 (AB)", "0117"),
        ("Interview about case no. 117.", "0117"),
        ("Case -117, second reading", "0117"),
        ("case UW/12-3", "UW/12-3"),
        ("Case management, 9 to 5", None),
        ("Showcase 117", None),
        ("case 1" + "0" * 40, None),  # longer than a reference: a title is not refused for it
    ],
)
def test_the_case_that_a_title_names(title: str, case_id: str | None) -> None:
    assert case_named_in(title) == case_id


@given(st.from_regex(r"case [\w./ -]{0,60}"))
def test_no_title_is_refused_for_the_case_that_it_names(title: str) -> None:
    found = case_named_in(title)
    assert found is None or case_reference(found) == found


@given(st.text())
def test_a_count_is_a_whole_number_or_unclear(text: str) -> None:
    try:
        found = whole_number(text)
    except Unclear:
        return
    assert found is None or found >= 0

"""What a text means: moments, words, case references."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.records.forms import load_forms
from fieldwork.records.values import (
    LONGEST_NAME,
    Unclear,
    case_named_in,
    case_reference,
    moment,
    name,
    told,
    whole_number,
    word,
)

LONDON = ZoneInfo("Europe/London")
AFTERNOON = datetime(2018, 11, 5, 14, 30)
NUMBERS = st.from_regex(r"[-+]?[\d.,:/TZeW+ -]{1,60}") | st.integers(3, 6000).map("9".__mul__)
ANYTHING = st.text() | NUMBERS


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


@pytest.mark.parametrize(
    "text",
    [
        *("31/02/2018", "31 April 2018", "29/02/2019", "2018-04-31", "5th of Nov", "00/00/0000"),
        *(
            "0001-01-01",
            "0000-01-01",
            "01/01/0000",
            "99999-01-01",
            "01/01/99999",
            "9999-12-31T23:59:59-23:59",
        ),
        *("05/11/2018 24:00", "2018-11-05T24:00", "05/11/2018 14:60", "05/11/2018 25:00"),
        *("117", "99999", "1.5", "-43409", "4e4", "1e400", "nan", "inf", "9" * 5000, "43409." + "9" * 5000),
        "05/11/2018" + " " * 5000 + "14:30",
    ],
)
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


@given(ANYTHING)
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


@pytest.mark.parametrize(
    "text", ["-1", "8.0", "1e3", "1e400", "nan", "²", "1_0", "0x8", "9" * 5000, "1000000"]
)
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match="is not a number"):
        whole_number(text)


def test_a_name_and_what_somebody_wrote_have_an_end() -> None:
    assert name(f" {'x' * 300}\u00a0") == "x" * LONGEST_NAME
    for understand, letters in ((name, 301), (told, 4001), (case_reference, 301)):
        with pytest.raises(Unclear, match=f"it has {letters:,} letters"):
            understand("x" * letters)


def test_a_word_that_is_none_is_compared_with_no_other_when_it_is_too_long() -> None:
    with pytest.raises(Unclear, match="it has 130,000 letters"):
        word("yes" * 43_333 + "!", {"yes": "yes"}, "an answer")


@pytest.mark.parametrize(
    "text", ["117", "０１１７", "١١٧", "117\u00a0", "\u3000117", "117.", "117 .", "117.0", "117.00", "١١٧.٠"]
)
def test_a_number_written_otherwise_is_no_second_case(text: str) -> None:
    assert case_reference(text) == "0117"


@pytest.mark.parametrize("text", ["ＵＷ／12－3", "UW/12-3.", "UW/12-３"])
def test_letters_of_another_keyboard_make_no_second_case(text: str) -> None:
    assert case_reference(text) == "UW/12-3"


def test_blanks_within_a_reference_are_one_blank() -> None:
    assert case_reference("UW\u00a0 12") == case_reference("UW 12") == "UW 12"


@pytest.mark.parametrize("text", ["117²", "①17", "UW–12", "UW\u201112", "117\u200b", "\u202e7110", "½", "."])
def test_a_look_alike_is_told_and_never_a_case_of_its_own(text: str) -> None:
    with pytest.raises(Unclear, match="is not a case reference"):
        case_reference(text)


@given(ANYTHING | st.text(st.sampled_from("01７²①١.- /–−\u00a0\u200bUÜü_ﬁ"), max_size=40))
def test_a_reference_that_was_understood_is_understood_as_itself(text: str) -> None:
    with suppress(Unclear):
        assert case_reference(case_reference(text)) == case_reference(text)


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


@given(ANYTHING)
def test_a_count_is_a_whole_number_or_unclear(text: str) -> None:
    try:
        found = whole_number(text)
    except Unclear:
        return
    assert found is None or found >= 0

"""What a text may not do to the place where it is shown."""

import pytest

from fieldwork.texts import visible

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("letter", [*TURNING, *"\0\x07\x08\x0b\x1b\x7f\x85\x9b\ud800\udcff\ufffe\uffff"])
def test_a_letter_that_commands_is_shown(letter):
    assert visible(f"{letter}xslx.csv{letter}") == "�xslx.csv�"


@pytest.mark.parametrize(
    "text",
    [
        "تقرير الزيارة ١٢",
        "דו״ח ביקור\u200f (2)",
        "می\u200cروم",
        "👩\u200d👧",
        "Ŵyn Ünit ✓",
        "one\ttwo\r\nthree",
        "�",
    ],
)
def test_scripts_of_either_direction_stay_as_they_are(text):
    assert visible(text) == text

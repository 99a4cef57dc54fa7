"""A timetable that says too little, too much, or counts from nothing is refused with its place."""

import pytest
import yaml
from pydantic import ValidationError

from fieldwork.programme.timetable import Timetable, When, in_words

HEAD = """
working_day: {says: Monday to Friday, calendar: england-and-wales, evidence: setting}
fieldwork: {weeks: [0, 2], evidence: setting}
steps:
  draft: {title: Draft, who: Lead, when: {weeks: 7, after: last, day: Monday}, evidence: setting}
  each: {title: Each, who: Lead, when: {during: each, day: Monday}, evidence: setting}
  wales: {title: Wales, who: Lead, when: {weeks: 17, after: last}, only: Wales, evidence: setting}
"""


def declared(when, fieldwork="[0, 2]"):
    text = HEAD.replace("[0, 2]", fieldwork)
    text += f"  step: {{title: Step, who: Lead, when: {when}, evidence: setting}}\n"
    return Timetable.model_validate(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("when", "wrong"),
    [
        ("{weeks: 7}", "one of before, after and during must be said"),
        ("{weeks: 7, before: first, after: last}", "one of before, after and during must be said"),
        ("{during: first, weeks: 1}", "during takes neither weeks nor working_days"),
        ("{before: first}", "before and after need one of weeks and working_days"),
        ("{weeks: 1, working_days: 1, before: first}", "before and after need one of weeks and working_days"),
        ("{weeks: 1, after: draft}", "weeks are counted from the first or last week of fieldwork"),
        ("{weeks: 1, after: last, day: Friday, until: Monday}", "until must be a later day"),
        ("{weeks: 1, after: last, that_day_included: true}", "that_day_included belongs to working days"),
        ("{working_days: 1, after: draft, day: Monday}", "a count of working days names its day already"),
        ("{working_days: 1, after: darft}", "did you mean draft?"),
        ("{working_days: 1, after: step}", "nor a step above this one"),
        ("{working_days: 1, after: each}", "each has several days"),
        ("{working_days: 1, after: wales}", "wales is of Wales only"),
    ],
)
def test_a_rule_that_cannot_be_dated_is_refused(when, wrong):
    [(location, said)] = declared(when).problems()
    assert location == ("steps", "step", "when")
    assert wrong in said


@pytest.mark.parametrize("weeks", ["[1, 2]", "[0, 0, 1]", "[0, 2, 1]"])
def test_the_weeks_of_fieldwork_start_at_0_and_rise(weeks):
    [(location, _)] = declared("{during: first}", weeks).problems()
    assert location == ("fieldwork", "weeks")


@pytest.mark.parametrize("at", ["9:00", "24:00", "09.00", "noon"])
def test_a_time_is_written_as_on_a_24_hour_clock(at):
    with pytest.raises(ValidationError, match="at"):
        When.model_validate({"during": "first", "at": at})


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{weeks: 9, before: first, day: Thursday, until: Friday}", "week −9, Thursday to Friday"),
        ("{weeks: 2, after: last, day: Monday, at: '09:00'}", "week +2, Monday, 09:00"),
        ("{weeks: 1, after: first}", "1 week after the first week of fieldwork, Monday to Friday"),
        ("{during: each, day: Friday}", "each week of fieldwork, Friday"),
        ("{working_days: 11, before: first}", "11 working days before the first day of fieldwork"),
        (
            "{working_days: 10, after: draft, that_day_included: true}",
            "10 working days after “Draft”, that day included",
        ),
    ],
)
def test_a_rule_is_said_in_words(when, words):
    timetable = declared(when)
    assert list(timetable.problems()) == []
    assert in_words(timetable.steps["step"].when, timetable) == words

"""Dates worked out by hand from the documents and a calendar, in weeks that holidays touch and others."""
# ruff: noqa: E501 - a date and why stand in one line

import pytest
from dates import LEARNING, YOUTH, day, steps

CRC, NPS = "probation-2018-crc", "probation-2018-nps"

# Fieldwork from Monday 19 November 2018, in weeks without bank holidays but for Wales' last step.
AUTUMN_2018 = """
preparation                2018-09-03 2018-09-07
background_pack            2018-09-10 2018-09-14
announcement               2018-09-20 2018-09-21
announcement_email         2018-09-24
project_plan               2018-09-24
telephone_planning         2018-09-24 2018-09-28
assessors_lodged           2018-10-01 2018-10-05
provisional_cases          2018-10-15 2018-10-19
on_site_planning           2018-10-15 2018-10-19
assessors_nominated        2018-10-15 2018-10-19
court_reports_identified   2018-10-22
final_sample               2018-10-22 2018-10-26
court_reports_returned     2018-10-31 16:00
schedules                  2018-11-05
assessors_trained          2018-11-05 2018-11-09
background_pack_again      2018-11-12 2018-11-16
assessors_briefed          2018-11-15
fieldwork_begins_1         2018-11-19
fieldwork_ends_1           2018-11-23
court_report_list_returned_1 2018-11-23
fieldwork_begins_2         2018-11-26
fieldwork_ends_2           2018-11-30
court_report_list_returned_2 2018-11-30
fieldwork_begins_3         2018-12-03
fieldwork_ends_3           2018-12-07
court_report_list_returned_3 2018-12-07
verified_data              2018-12-07
ratings_panel              2018-12-13
ratings_out                2018-12-17 09:00
first_draft                2018-12-28
draft                      2019-01-21
factual_accuracy           2019-02-01
"""
IN_ENGLAND = """
embargoed                  2019-02-25
published                  2019-03-04 2019-03-08
action_plan                2019-03-18 2019-03-22
"""
IN_WALES = """
embargoed_in_wales         2019-03-25
published_in_wales         2019-04-01 2019-04-05
action_plan_in_wales       2019-04-15 2019-04-19
"""

# Fieldwork from Monday 8 October 2012 and again from 22 October: what the guidance calls weeks -3 to 7.
YOUTH_2012 = """
notice                     2012-09-21
planning_documents         2012-09-24
long_list                  2012-09-27 17:00
sample                     2012-10-01 09:00
preparation                2012-10-01 2012-10-05
draft_schedule             2012-10-04
arrival                    2012-10-08 13:30
cases                      2012-10-08 2012-10-12
briefing                   2012-10-08 14:00
first_week_planning        2012-10-08 15:15
second_week_requirements   2012-10-12 11:30
second_week_arranged       2012-10-15 2012-10-18
second_week_schedule       2012-10-19
partners_prepare           2012-10-19
on_site                    2012-10-22 2012-10-25
second_week_planning       2012-10-22 14:00
findings                   2012-10-26 10:00
report_written             2012-11-05 2012-11-09
draft                      2012-11-12
factual_accuracy           2012-11-23
draft_at_the_latest        2012-11-19
factual_accuracy_at_the_latest 2012-11-30
publication                2012-11-26
"""

# The five days from Monday 10 June 2013.
LEARNING_2013 = """
notice                     2013-02-18
planning_event             2013-03-25 2013-03-29
start                      2013-06-10 12:00
team_meetings              2013-06-10 2013-06-14
joint_meeting_tuesday      2013-06-11
joint_meeting_wednesday    2013-06-12
grading_meeting            2013-06-13
published                  2013-07-19
draft                      2013-07-17
factual_accuracy           2013-07-18
"""


def drawn(text):
    """Step -> the first day, the last, the time."""
    rows = {}
    for name, *cells in (line.split() for line in text.splitlines() if line):
        days = [day(cell) for cell in cells if ":" not in cell]
        rows[name] = (days[0], days[-1], next((cell for cell in cells if ":" in cell), None))
    return rows


@pytest.mark.parametrize(
    ("name", "starts", "country", "table"),
    [
        (NPS, "2018-11-19", "England", AUTUMN_2018 + IN_ENGLAND),
        (NPS, "2018-11-19", "Wales", AUTUMN_2018 + IN_WALES),
        (YOUTH, "2012-10-08", "England", YOUTH_2012),
        (LEARNING, "2013-06-10", "England", LEARNING_2013),
    ],
    ids=["probation 2018", "probation 2018 in Wales", "youth joint 2012", "learning and skills 2009"],
)
def test_every_step_of_a_whole_timetable_has_the_date_worked_out_by_hand(name, starts, country, table):
    found = {
        step.name: (step.begins, step.due, step.at) for step in steps(name, day(starts), country).values()
    }
    assert found == drawn(table)


@pytest.mark.parametrize(
    ("name", "starts", "step", "due"),
    [
        (YOUTH, "2012-06-18", "notice", "2012-05-30"),  # Spring bank holiday and the Diamond Jubilee, 4 and 5 June
        (YOUTH, "2012-11-26", "draft_at_the_latest", "2013-01-10"),  # Christmas, Boxing Day, New Year
        (YOUTH, "2012-11-26", "factual_accuracy", "2013-01-14"),  # from 31 December on; New Year's Day between
        (LEARNING, "2013-03-11", "published", "2013-04-23"),  # Good Friday 29 March, Easter Monday 1 April
        (LEARNING, "2013-03-11", "draft", "2013-04-19"),
        (LEARNING, "2013-03-11", "factual_accuracy", "2013-04-22"),
        (YOUTH, "2014-04-28", "notice", "2014-04-09"),  # Good Friday 18 April, Easter Monday 21 April
        (LEARNING, "2015-11-30", "published", "2016-01-13"),  # Boxing Day kept on Monday 28 December
        (LEARNING, "2016-12-05", "published", "2017-01-18"),  # Christmas Day kept on the 27th, New Year on 2 January
        (YOUTH, "2017-06-12", "notice", "2017-05-25"),  # Spring bank holiday, 29 May
        (CRC, "2018-10-22", "announcement_email", "2018-08-28"),  # Summer bank holiday, Monday 27 August
        (CRC, "2018-10-15", "factual_accuracy", "2019-01-02"),  # from 17 December: Christmas and New Year between
        (CRC, "2019-01-07", "embargoed", "2019-04-12"),  # before Easter Monday 22 April; Good Friday between
        (CRC, "2020-02-24", "factual_accuracy", "2020-05-11"),  # the early May holiday on Friday 8 May 2020
        (CRC, "2021-10-18", "factual_accuracy", "2022-01-05"),  # 27 and 28 December, 3 January
        (CRC, "2022-03-21", "factual_accuracy", "2022-06-07"),  # Spring bank holiday 2 June, Platinum Jubilee 3 June
        (CRC, "2022-07-11", "factual_accuracy", "2022-09-26"),  # the State Funeral, 19 September
    ],
)  # fmt: skip
def test_bank_holidays_move_what_is_counted_in_working_days(name, starts, step, due):
    assert steps(name, day(starts))[step].due == day(due)


@pytest.mark.parametrize(
    ("starts", "step", "remark"),
    [
        ("2023-04-10", "fieldwork_begins_1", "falls on Easter Monday"),
        ("2023-04-10", "ratings_out", "falls on Bank holiday for the coronation of King Charles III"),
        ("2018-10-22", "announcement_email", "moved from Monday, Summer bank holiday"),
        ("2018-11-19", "ratings_out", ""),
        ("2019-06-17", "announcement", "ends on Good Friday"),
    ],
)
def test_a_date_that_the_document_fixes_stays_and_says_which_holiday_it_falls_on(starts, step, remark):
    assert steps(CRC, day(starts))[step].remark == remark


def test_where_the_document_names_no_year_that_is_known_no_working_day_is_guessed():
    notice, planning = (steps(YOUTH, day("2010-10-04"))[name] for name in ("notice", "planning_documents"))
    assert (notice.begins, notice.due) == (None, None)
    assert notice.remark.startswith("no date: bank holidays are known for 2012 to 2028 only")
    assert planning.due == day("2010-09-20")
    assert planning.remark == "not checked: bank holidays are known for 2012 to 2028 only"


def test_a_step_counted_from_one_without_a_date_has_none_and_says_of_which():
    found = steps(LEARNING, day("2028-12-04"))
    assert found["published"].due is None
    assert found["draft"].remark.startswith("no date: “Publication of the report, at the latest” has none")

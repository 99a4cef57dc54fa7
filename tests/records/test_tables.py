"""Case lists, answers, schedules and proposals as people keep them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from fieldwork.records import Interpretation
from fieldwork.records.kinds import Answer, Assessment, Case, Fact, Meeting, Proposal

Understood = Callable[[str], Interpretation]


def of(kind: type, said: Interpretation) -> list[Any]:
    return [record for record in said.records if isinstance(record, kind)]


def test_the_heading_row_may_stand_below_notes_and_notes_may_stand_below_the_table(
    understood: Understood,
) -> None:
    drawing = """
        | Sample as agreed with the deputy lead |        |        |    |
        |                                       |        |        |    |
        | Case Ref                              | SAMPLE | tier_1 | Sex column nobody asked for |
        | 0117                                  | d2     | North  | x  |
        | 0118                                  | d2     | North  | x  |
        | Source: the administrator             |        |        |    |
    """
    result = understood(drawing)
    assert [(case.case_id, case.tier1) for case in result.records if isinstance(case, Case)] == [
        ("0117", "Marlshire North"),
        ("0118", "Marlshire North"),
    ]
    assert result.rejects == []


@pytest.mark.parametrize("typed", ["117", "0117", " 0117 "])
def test_a_reference_that_excel_took_for_a_number_is_still_the_forms_reference(
    understood: Understood, typed: str
) -> None:
    [case] = of(Case, understood(f"| Case ID | Sample |\n| {typed} | d2 |"))
    assert case.case_id == "0117"


def test_facts_of_a_case_list_are_kept_as_the_programme_names_them(understood: Understood) -> None:
    facts = of(Fact, understood("| Case ID | Sample | RoSH | Gender |\n| 0117 | d2 | RMRH | f |"))
    assert {fact.fact: fact.value for fact in facts} == {"recorded_rosh": "medium", "gender": "female"}


def test_a_blank_fact_in_a_case_list_says_nothing(understood: Understood) -> None:
    assert of(Fact, understood("| Case ID | Sample | RoSH |\n| 0117 | d2 | |")) == []


def test_a_row_that_cannot_be_understood_is_rejected_and_the_rest_goes_on(understood: Understood) -> None:
    drawing = """
        | Case ID | Sample | Tier 1 unit | RoSH   |
        | 0117    | d2     | North       | Meduim |
        | 0118    | d2     | Nroth       | L      |
        | 0119    | d2     | North       | L      |
        |         | d2     | North       | L      |
    """
    result = understood(drawing)
    assert [case.case_id for case in result.records if isinstance(case, Case)] == ["0119"]
    assert [(reject.place, reject.wrong) for reject in result.rejects] == [
        ("sheet Cases, row 2, column RoSH", "'Meduim' is not a known recorded rosh (did you mean medium?)."),
        ("sheet Cases, row 3, column Tier 1 unit", "'Nroth' is not a unit of this inspection."),
        ("sheet Cases, row 5, column Case ID", "there is no case reference."),
    ]
    assert all(reject.remedy for reject in result.rejects)


def test_a_mislabelled_heading_is_told_and_its_column_left_out(understood: Understood) -> None:
    result = understood("| Case ID | Sample | Tier1 Unt |\n| 0117 | d2 | North |")
    [case] = result.records
    assert isinstance(case, Case)
    assert case.tier1 is None
    [reject] = result.rejects
    assert reject.place == "sheet Cases, heading 'Tier1 Unt'"
    assert "did you mean tier 1 unit?" in reject.wrong


@pytest.mark.parametrize(
    "heading", ["2.1.1", "Q2.1.1", "KQ 2.1.1", "2.1.1 Does assessment focus on engaging?"]
)
def test_a_question_is_known_by_its_number_whatever_is_written_around_it(
    understood: Understood, heading: str
) -> None:
    [answer] = of(Answer, understood(f"| Case | Notes | {heading} |\n| 0117 | read | Yes |"))
    assert (answer.question, answer.answer) == ("2.1.1", "yes")


def test_a_column_of_a_question_that_nobody_asks_is_told(understood: Understood) -> None:
    result = understood("| Case | 2.1.1 | 9.9.9 |\n| 0117 | Yes | Yes |")
    assert [reject.place for reject in result.rejects] == ["sheet Cases, heading '9.9.9'"]


def test_a_misspelt_sample_heading_leaves_what_an_earlier_list_said(understood: Understood) -> None:
    result = understood("| Case ID | Sampel | Tier 1 unit | Status |\n| 0117 | d2 | North | Selected |")
    assert [case.sample for case in of(Case, result)] == [None]
    [reject] = result.rejects
    assert "did you mean sample?" in reject.wrong


def test_a_sheet_whose_headings_are_nearly_right_is_rejected_with_what_they_may_mean(
    understood: Understood,
) -> None:
    [reject] = understood("| Cas ID | Sampel |\n| 0117 | d2 |").rejects
    assert "'Sampel' (did you mean sample?)" in reject.wrong


def test_of_two_columns_with_one_heading_the_first_counts(understood: Understood) -> None:
    [case] = of(
        Case, understood("| Case ID | Sample | Status | Status |\n| 0117 | d2 | Excluded | Selected |")
    )
    assert case.status == "excluded"


def test_a_sheet_without_headings_that_are_known_is_rejected_as_a_whole(understood: Understood) -> None:
    result = understood("| Colour | Weight |\n| red | 4 |")
    assert result.records == []
    [reject] = result.rejects
    assert reject.place == "sheet Cases"


def test_an_empty_sheet_is_no_fault(understood: Understood) -> None:
    result = understood("| |")
    assert (result.records, result.rejects) == ([], [])


def test_answers_long_are_an_answer_a_row(understood: Understood) -> None:
    drawing = """
        | case_id | question | answer | recorded_at      |
        | 0117    | 2.1.1    | Yes    | 06/11/2018 14:30 |
        | 0117    | 2.1.1a   | N/A    |                  |
        | 0117    | 9.9.9    | Yes    |                  |
    """
    answers = of(Answer, understood(drawing))
    assert [(answer.question, answer.answer, answer.recorded_at) for answer in answers] == [
        ("2.1.1", "yes", datetime(2018, 11, 6, 14, 30)),
        ("2.1.1a", "not_applicable", datetime(2018, 11, 5, 18, 0)),
    ]


def test_answers_wide_are_an_assessment_a_row_and_a_blank_withdraws(understood: Understood) -> None:
    drawing = """
        | Case | Status   | Assessor | Inspector's RoSH | 2.1.1 | 2.1.1a | 2.2.3 |
        | 0117 | Complete | AB       | High             | Y     |        | 0     |
    """
    result = understood(drawing)
    [assessment] = [record for record in result.records if isinstance(record, Assessment)]
    assert (assessment.case_id, assessment.status, assessment.assessor) == ("0117", "complete", "AB")
    assert [(record.question, record.answer) for record in result.records if isinstance(record, Answer)] == [
        ("2.1.1", "yes"),
        ("2.1.1a", None),
        ("2.2.3", "no"),
    ]
    assert [record.value for record in result.records if isinstance(record, Fact)] == ["high"]


def test_proposals_name_a_standard_and_a_rating(understood: Understood) -> None:
    drawing = """
        | Standard | Title      | Proposed rating | Role |
        | 1.1      | Leadership | good            | LI   |
        | 1.1      | Leadership |                 | LI   |
    """
    [proposal] = of(Proposal, understood(drawing))
    assert (proposal.standard, proposal.rating, proposal.role) == ("1.1", "Good", "LI")


def test_a_schedule_tells_interviews_focus_groups_and_meetings_apart(understood: Understood) -> None:
    drawing = """
        | Subject                         | Start            | Status    |
        | Interview: case 0117 (AB)       | 06/11/2018 10:00 | Confirmed |
        | Focus group: middle managers    | 06/11/2018 12:00 |           |
        | Meeting: case management system | 06/11/2018 14:00 | Cancelled |
    """
    meetings = of(Meeting, understood(drawing))
    assert [(meeting.kind, meeting.case_id, meeting.status) for meeting in meetings] == [
        ("interview", "0117", "scheduled"),
        ("focus_group", None, "scheduled"),
        ("meeting", None, "cancelled"),
    ]

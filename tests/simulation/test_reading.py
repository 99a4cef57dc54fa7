"""Read as an inspection's own files would be, the files say what was told, and only faults are refused."""

from collections import defaultdict
from typing import Any

from fieldwork.records.kinds import Answer, Assessment, Case, Fact, Meeting, Proposal, Record
from fieldwork.simulation.course import COMPLETE, DRAFT, QUALITY_CHECKED
from fieldwork.simulation.story import Story


def newest(found: list[Record]) -> dict[str, Record]:
    """By case id, the record with the latest time of its own."""
    return {record.case_id: record for record in sorted(found, key=lambda record: record.recorded_at)}


def test_only_the_planted_faults_are_refused(story: Story, read: Any) -> None:
    misspelt = next(course for course in story.courses if course.fault == "misspelt").case
    refused = {file for file, wrongs in read.refused.items() if wrongs}
    assert refused == {
        "Case forms/Notes for the team.docx",
        f"Case forms/{misspelt.sample.title}/{misspelt.case_id}.xml",
        f"Case lists/{story.brief.samples[0].title} v2.xlsx",
    }
    assert all(len(wrongs) < 3 for wrongs in read.refused.values())


def test_case_lists_name_every_case_with_its_unit_and_what_was_recorded_of_it(
    story: Story, read: Any
) -> None:
    first = {record.case_id: record for record in read.records[Case] if " v1" in record.sha256}
    facts = {(fact.case_id, fact.fact): fact.value for fact in read.records[Fact] if " v1" in fact.sha256}
    assert set(first) == {case.case_id for case in story.cases}
    for case in story.cases:
        listed = first[case.case_id]
        assert (listed.sample, listed.tier1, listed.tier2) == (case.sample.name, case.tier1, case.tier2)
        assert {name: facts[case.case_id, name] for name in case.recorded} == case.recorded


def test_the_mislabelled_list_says_no_tier_1_unit(story: Story, read: Any) -> None:
    listed = [record for record in read.records[Case] if " v2" in record.sha256]
    assert listed
    assert {record.tier1 for record in listed} == {None}


def test_the_last_list_shows_who_was_replaced(story: Story, read: Any) -> None:
    excluded = next(course for course in story.courses if course.fault == "excluded").case
    substitute = next(course for course in story.courses if course.fault == "substitute").case
    last = {record.case_id: record for record in read.records[Case] if " v3" in record.sha256}
    assert last[excluded.case_id].status == "excluded"
    assert last[excluded.case_id].exclusion_reason
    assert last[substitute.case_id].substitute_for == excluded.case_id
    assert last[substitute.case_id].mode == "file_read"


def test_every_case_is_in_the_end_as_its_form_was_last_saved(story: Story, read: Any) -> None:
    kept = {DRAFT: "in_progress", COMPLETE: "complete", QUALITY_CHECKED: "quality_checked"}
    status = {case: record.status for case, record in newest(read.records[Assessment]).items()}
    assert status == {
        course.case.case_id: kept[course.saves[-1].status] for course in story.courses if course.saves
    }


def test_the_newest_answers_and_judgements_are_those_that_were_told(story: Story, read: Any) -> None:
    said: dict[tuple[str, str], str | None] = {}
    for record in sorted(read.records[Answer], key=lambda answer: answer.recorded_at):
        if "conflicted copy" not in record.sha256:
            said[record.case_id, record.question] = record.answer
    judged = {
        (fact.case_id, fact.fact): fact.value for fact in read.records[Fact] if ".xlsx" not in fact.sha256
    }
    for course in story.courses:
        if course.completed_at:
            case = course.case
            assert {name: judged[case.case_id, name] for name in case.judged} == case.judged
            for question, answer in story.answers[case.case_id].items():
                assert said[case.case_id, question] == answer


def test_two_files_disagree_at_one_time(story: Story, read: Any) -> None:
    disagreeing = next(course for course in story.courses if course.fault == "disagreeing")
    said = defaultdict(set)
    for record in read.records[Answer]:
        if record.case_id == disagreeing.case.case_id:
            said[record.question, record.recorded_at].add(record.answer)
    assert sum(len(answers) > 1 for answers in said.values()) == 1


def test_the_schedule_holds_an_interview_for_each_interviewed_case_and_a_cancelled_meeting(
    story: Story, read: Any
) -> None:
    meetings = read.records[Meeting]
    interviewed = [
        course
        for course in story.courses
        if course.case.sample.mode == "interview" and course.fault != "substitute"
    ]
    assert sorted(meeting.starts_at for meeting in meetings if meeting.kind == "interview") == sorted(
        course.at for course in interviewed
    )
    assert {meeting.kind for meeting in meetings} == {"interview", "focus_group", "team_meeting", "meeting"}
    assert {meeting.status for meeting in meetings} >= {"scheduled", "cancelled"}


def test_the_lead_proposes_a_rating_of_every_standard_that_no_case_decides(story: Story, read: Any) -> None:
    assert {proposal.standard for proposal in read.records[Proposal]} == set(story.brief.given)

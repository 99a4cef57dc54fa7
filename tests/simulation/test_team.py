"""The files of the team's own log: which come each evening, what they say, and whom they never name."""

import re
from datetime import timedelta
from typing import Any

from fieldwork.records.log import (
    Action,
    Alert,
    HeldMeeting,
    InterviewAnswer,
    Judgement,
    Note,
    Point,
    QualityCheck,
)
from fieldwork.simulation.interviewing import was_interviewed
from fieldwork.simulation.story import Story

LOG = (Action, Alert, HeldMeeting, InterviewAnswer, Judgement, Note, Point, QualityCheck)
UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ](/|$)')  # in a name on Windows


def dropped(story: Story, start: str) -> list[Any]:
    return [drop for drop in story.drops() if drop.name.startswith(start)]


def test_every_evening_has_what_was_heard(story: Story) -> None:
    assert [drop.at.date() for drop in dropped(story, "Team/What we heard")] == story.brief.days


def test_every_evening_after_cases_has_feedback(story: Story) -> None:
    days = {course.at.date() for course in story.courses if course.fault != "excluded"}
    assert {drop.at.date() for drop in dropped(story, "Team/Feedback")} == days


def test_every_evening_after_a_meeting_lists_it(story: Story) -> None:
    days = {one.at.date() for one in story.held}
    assert {drop.at.date() for drop in dropped(story, "Team/Meetings held")} == days


def test_the_day_is_written_up_before_the_team_meets(story: Story) -> None:
    for drop in dropped(story, "Team/"):
        assert drop.at.hour < 17


def test_each_meeting_held_is_told_as_it_was(story: Story, read: Any) -> None:
    told = {record.id: record for record in read.records[HeldMeeting]}
    assert [
        (one.title, one.core_meeting, one.held_at, one.minutes, one.location, one.tier1, one.attendees)
        for _, one in sorted(told.items())
    ] == [
        (
            *(one.occasion.title, one.occasion.core_meeting, one.at, one.minutes),
            *(one.occasion.location, one.occasion.tier1, one.attendees),
        )
        for one in story.held
    ]


def test_three_to_eight_points_a_day_are_told_as_they_were(story: Story, read: Any) -> None:
    assert [(one.question, one.line, one.source_kind, one.says) for one in read.records[Point]] == [
        (point.question, point.line, point.source.kind, point.says) for point in story.points
    ]
    for day in story.brief.days:
        assert 3 <= sum(point.source.at.date() == day for point in story.points) <= 8


def test_a_point_is_about_what_its_meeting_serves(story: Story) -> None:
    for point in story.points:
        assert point.question.startswith(point.source.about)


def test_every_case_discussed_answers_every_interview_question(story: Story, read: Any) -> None:
    cases = {course.case.case_id for course in story.courses if was_interviewed(course)}
    asked = story.brief.interview_questions
    answers = [(one.case_id, one.interview_question) for one in read.records[InterviewAnswer]]
    assert sorted(answers) == sorted((case, question) for case in cases for question in asked)


def test_one_alert_is_open_at_the_end_of_the_second_week(story: Story, read: Any) -> None:
    weekend = story.brief.mondays[1] + timedelta(days=5)
    latest = {one.id: one for one in read.records[Alert] if one.recorded_at.date() < weekend}
    assert [one.id for one in latest.values() if one.closed_at is None] == ["A3"]


def test_alerts_and_checks_are_of_inspected_cases(story: Story, read: Any) -> None:
    inspected = {course.case.case_id: course.at for course in story.courses if course.saves}
    for alert in read.records[Alert]:
        assert inspected[alert.case_id] < alert.raised_at
    for check in read.records[QualityCheck]:
        assert inspected[check.case_id] < check.checked_at


def test_some_actions_are_overdue_on_some_evenings(read: Any) -> None:
    overdue = [one for one in read.records[Action] if one.due < one.recorded_at and one.done_at is None]
    assert 1 < len({one.id for one in overdue}) < len({one.id for one in read.records[Action]})


def test_only_roles_speak_and_no_initials_stand_in_the_log(story: Story, read: Any) -> None:
    roles = {*story.brief.team.values(), "Quality lead"}
    initials = re.compile(rf"\b({'|'.join(story.brief.team)})\b")
    for record in (record for kind in LOG for record in read.records[kind]):
        assert getattr(record, "role", None) in {*roles, None}
        texts = [getattr(record, name, None) for name in ("says", "note", "reason", "action", "grades")]
        assert not any(initials.search(text) for text in texts if text)


def test_every_name_of_a_file_is_safe_on_windows(story: Story) -> None:
    assert not [drop.name for drop in story.drops() if UNSAFE.search(drop.name.replace("~$", ""))]

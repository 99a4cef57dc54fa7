"""What the snapshot makes of the whole story: coverage shows exactly what was left out on purpose."""

from collections import defaultdict

from fieldwork import queries
from fieldwork.database import Snapshot
from fieldwork.simulation.occasions import CANCELLED, FATES, LEFT_OUT, MOVED, NOT_HELD
from fieldwork.simulation.story import Story


def planted(story: Story, *fates: str) -> set[str]:
    return {name for name, fate in story.planted.items() if fate in fates}


def test_every_fate_is_planted_in_a_core_meeting_of_its_own(story: Story) -> None:
    assert sorted(story.planted.values()) == sorted(FATES)


def test_the_meetings_that_are_missing_are_those_left_out_or_cancelled(story: Story, told: Snapshot) -> None:
    missing = {row["core_meeting"] for row in queries.run(told, "meeting_coverage") if row["missing"]}
    assert missing == planted(story, LEFT_OUT, CANCELLED)


def test_the_meetings_that_nobody_reported_are_those_not_held(story: Story, told: Snapshot) -> None:
    unreported = {row["core_meeting"] for row in queries.run(told, "meeting_coverage") if row["unreported"]}
    assert unreported == planted(story, NOT_HELD)


def test_every_other_meeting_was_held_at_as_many_locations_as_asked(story: Story, told: Snapshot) -> None:
    excepted = planted(story, LEFT_OUT, CANCELLED, NOT_HELD)
    for row in queries.run(told, "meeting_coverage"):
        asked = 0 if row["core_meeting"] in excepted or row["if_applicable"] else row["asked"]
        assert (row["held"], row["scheduled"]) == (asked, 0), row["title"]


def test_one_core_meeting_is_shown_as_moved_and_held_once(story: Story, told: Snapshot) -> None:
    moved = told.rows("select core_meeting, status from occasions where moved and core_meeting is not null")
    assert [(row["core_meeting"], row["status"]) for row in moved] == [(*planted(story, MOVED), "held")]


def test_a_few_focus_groups_are_outside_the_optimum_in_each_way_once(told: Snapshot) -> None:
    remarks = [row["remarks"] for row in queries.run(told, "focus_groups") if row["remarks"]]
    assert sorted(remarks) == [["too_few"], ["too_many"], ["too_short", "line_manager"]]


def test_some_prompts_rest_on_one_source_and_some_on_none(told: Snapshot) -> None:
    sources = [row["sources"] for row in queries.run(told, "evidence_by_prompt") if row["prompt"]]
    assert {0, 1, 2} <= set(sources)


def test_every_question_with_evidence_is_judged_and_a_decisive_no_decides(told: Snapshot) -> None:
    key_questions = defaultdict(list)
    for row in queries.run(told, "evidence_by_prompt"):
        key_questions[row["key_question"]].append(row)
    for question, *prompts in key_questions.values():
        assert all((row["judgement"] is not None) == (row["sources"] > 0) for row in prompts)
        assert (question["judgement"] is not None) == any(row["sources"] for row in (question, *prompts))
        if any(row["decisive"] and row["judgement"] == "no" for row in prompts):
            assert question["judgement"] == "no"


def test_one_interview_question_at_least_is_below_its_caution(told: Snapshot) -> None:
    rows = queries.run(told, "interview_answers")
    assert 0 < sum(row["caution"] for row in rows) < len(rows)
    assert len({row["n"] for row in rows}) == 1


def test_what_a_check_changed_has_other_answers_now_and_no_other_check_has(told: Snapshot) -> None:
    checks = queries.run(told, "quality_checks")
    assert {row["outcome"] for row in checks} == {"agreed", "changed"}
    for row in checks:
        assert (row["changed"] > 0) == (row["outcome"] == "changed")


def test_local_assessors_are_checked_where_there_are_any(story: Story, told: Snapshot) -> None:
    kinds = {row["kind"] for row in queries.run(told, "quality_checks")}
    assert ("local_assessor" in kinds) == ("Local assessor" in story.brief.team.values())


def test_every_alert_is_closed_in_the_end_and_one_action_is_left(told: Snapshot) -> None:
    assert queries.run(told, "alerts_open") == []
    assert len(queries.run(told, "actions_open")) == 1


def test_a_few_documents_never_come(told: Snapshot) -> None:
    assert sum(row["received_on"] is None for row in queries.run(told, "evidence_in_advance")) == 3

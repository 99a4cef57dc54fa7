"""What a told inspection holds, before it becomes files."""

from collections import Counter, defaultdict
from datetime import time, timedelta

from fieldwork.simulation.course import FAULTS
from fieldwork.simulation.diary import FRIDAY, MONDAY
from fieldwork.simulation.story import Story


def test_each_sample_has_its_planned_size_beside_its_potential_substitutes(story: Story) -> None:
    planned = {sample.name: sample.size for sample in story.brief.samples}
    assert Counter(case.sample.name for case in story.cases if not case.substitute) == planned
    assert {case.sample.name for case in story.cases if case.substitute} == set(planned)


def test_case_ids_are_four_digits_and_stand_once(story: Story) -> None:
    ids = [case.case_id for case in story.cases]
    assert len(set(ids)) == len(ids)
    assert all(len(name) == 4 and name.isdigit() for name in ids)


def test_every_complete_case_answers_each_key_question_that_applies_to_it(story: Story) -> None:
    for course in story.courses:
        if course.completed_at:
            case = course.case
            asked = {q.number for q in story.brief.questions if q.asks(case.sample.name, case.facts)}
            said = story.answers[case.case_id]
            assert asked == {number for number in said if number[-1].isdigit()}
            assert {said[number] for number in asked} <= {"yes", "no"}


def test_a_few_prompts_are_blank(story: Story) -> None:
    prompts = [
        said for case in story.answers.values() for number, said in case.items() if number[-1].isalpha()
    ]
    assert 0 < prompts.count(None) < len(prompts) / 20


def test_the_inspectors_risk_differs_from_the_recorded_one_in_a_few_cases(story: Story) -> None:
    pairs = [
        (case.recorded[fact.mirrors], case.judged[fact.name])
        for case in story.cases
        for fact in case.sample.judged
        if fact.mirrors
    ]
    assert 0.03 < sum(recorded != judged for recorded, judged in pairs) / len(pairs) < 0.15


def test_one_tier_1_unit_is_visibly_weaker(story: Story) -> None:
    said: dict[bool, list[bool]] = defaultdict(list)
    for course in story.courses:
        for number, answer in story.answers.get(course.case.case_id, {}).items():
            if number[-1].isdigit():
                said[course.case.tier1 == story.brief.weak_unit].append(answer == "yes")
    good = {weak: sum(yes) / len(yes) for weak, yes in said.items()}
    assert good[True] < good[False] - 0.1


def test_one_key_question_is_banded_by_its_rounding(story: Story) -> None:
    straddling = []
    completed = [story.answers[course.case.case_id] for course in story.courses if course.completed_at]
    for question in story.brief.questions:
        said = [answers[question.number] for answers in completed if question.number in answers]
        exact = 100 * said.count("yes") / len(said)
        straddling += [band for band in story.brief.bands if exact < band.lower <= int(exact + 0.5)]
    assert straddling


def test_cases_are_seen_from_monday_afternoon_to_friday_midday(story: Story) -> None:
    for course in story.courses:
        if course.fault == "substitute":
            continue
        assert story.brief.mondays[0] <= course.at.date() <= story.brief.mondays[-1] + timedelta(days=FRIDAY)
        assert course.at.weekday() <= FRIDAY
        if course.at.weekday() == MONDAY:
            assert course.at.time() > time(12)
        if course.at.weekday() == FRIDAY:
            assert course.at.time() < time(12)


def test_nobody_sees_two_cases_in_one_hour(story: Story) -> None:
    hours = [(course.assessor, course.at) for course in story.courses if course.fault != "substitute"]
    assert len(set(hours)) == len(hours)


def test_forms_are_saved_after_the_interview_and_by_the_evening(story: Story) -> None:
    for course in story.courses:
        for save in course.saves:
            assert save.at > course.at
            assert time(8) <= save.at.time() <= time(20)
            assert save.at.date() <= story.brief.mondays[-1] + timedelta(days=FRIDAY)
        assert list(course.saves) == sorted(course.saves)


def test_every_fault_is_planted_in_a_case_of_its_own(story: Story) -> None:
    faults = Counter(course.fault for course in story.courses)
    assert faults.items() >= Counter(FAULTS).items()
    assert faults["substitute"] == 1
    assert faults["tabled"] > 1


def test_the_substitute_stands_for_the_excluded_case_and_is_of_its_unit(story: Story) -> None:
    excluded = next(course for course in story.courses if course.fault == "excluded")
    substitute = next(course for course in story.courses if course.fault == "substitute")
    assert substitute.substitute_for == excluded.case.case_id
    assert substitute.case.substitute
    assert substitute.case.tier1 == excluded.case.tier1
    assert substitute.at > excluded.at

"""The programmes of 2009, 2012 and 2013 say what their documents say, and mark what these do not say."""

import pytest

from fieldwork import programme

SKILLS, YOUTH, ADULT = "learning-skills-2009", "youth-joint-2012", "adult-offending-2013"


@pytest.mark.parametrize("name", [SKILLS, YOUTH, ADULT])
def test_every_rule_read_in_a_document_names_its_place_and_nothing_is_quoted_from_memory(name: str) -> None:
    for rule in programme.load(name).rules():
        if rule.rule.evidence in ("source", "web", "inferred") and not rule.name.startswith("method."):
            assert rule.rule.source, rule.name
    wordings = {one.wording.evidence for one in programme.load(name).standards.values()}
    assert wordings == {"source"}


def test_the_handbook_of_2009_has_questions_a1_to_c7_and_four_grades_without_numbers() -> None:
    """Part 2: A1 to A5, B1 to B4, C1 to C7; para 97: outstanding, good, satisfactory, inadequate."""
    loaded = programme.load(SKILLS)
    asked = [number for _, number, _ in loaded.key_questions()]
    assert asked == [f"A{n}" for n in range(1, 6)] + [f"B{n}" for n in range(1, 5)] + [
        f"C{n}" for n in range(1, 8)
    ]
    scale = [(band.rating, band.score, band.lower) for band in loaded.banding.bands.values()]
    assert scale == [(grade, None, None) for grade in ("Inadequate", "Satisfactory", "Good", "Outstanding")]
    assert (loaded.overall.how, loaded.overall.standard, loaded.samples) == ("graded", "OE", {})


def test_three_questions_apply_only_with_enough_evidence_and_value_for_money_is_usually_told_elsewhere() -> (
    None
):
    """A4, A5: "will only apply if enough relevant evidence is identified"; C2 and C7 have their own words."""
    questions = programme.load(SKILLS).key_questions()
    assert [number for _, number, question in questions if question.applies] == ["A4", "A5", "C2", "C7"]


def test_a_joint_inspection_has_one_to_four_stars_with_the_words_that_the_guidance_gives() -> None:
    """Para 32 describes one star and four; two and three have no words, and no rule adds the stars."""
    loaded = programme.load(YOUTH)
    words = [(band.score, band.words) for band in loaded.banding.bands.values()]
    assert words == [(1, "Immediate and major improvement"), (2, ""), (3, ""), (4, "An outstanding service")]
    assert loaded.overall.how == "none"


def test_additional_modules_belong_to_an_inspection_that_chooses_them() -> None:
    """Para 4: core modules; two additional modules "will be chosen in most inspections"."""
    loaded = programme.load(YOUTH)
    assert sum(standard.additional for standard in loaded.standards.values()) == 7
    chosen = loaded.with_additional(["M5", "M7"])
    assert list(chosen.standards) == ["1", "2", "3", "4", "5", "6", "7", "M5", "M7"]
    assert loaded.misfits("A", {"cases": {}}, ["M5"]) == []  # type: ignore[dict-item]
    [wrong] = loaded.misfits("A", {"cases": {}}, ["M9"])  # type: ignore[dict-item]
    assert wrong.startswith("additional: M9 is not an additional standard of the programme")


def test_what_serves_only_a_module_left_out_goes_with_it() -> None:
    loaded = programme.load(SKILLS)
    additional = loaded.standards["C"].model_copy(update={"additional": True})
    without = loaded.model_copy(update={"standards": {**loaded.standards, "C": additional}}).with_additional(
        []
    )
    assert "coordinating_manager" not in without.core_meetings  # serves C alone
    assert without.core_meetings["senior_managers"].serves.questions == ["CI"]
    assert without.core_meetings["providers"].serves.questions == ["B"]
    assert {item.standard for item in without.evidence_wanted.values()} == {"A", "B", "CI"}


def test_adult_offending_work_reports_on_five_outcomes_without_ratings() -> None:
    """Section 1: "Our reports are based on five outcomes"."""
    loaded = programme.load(ADULT)
    assert [standard.title for standard in loaded.standards.values()] == [
        "Assisting sentencing",
        "Delivering the sentence of the court",
        "Reducing the likelihood of reoffending",
        "Protecting the public",
        "Delivering effective work for victims",
    ]
    assert {standard.rated.judged for standard in loaded.standards.values()} == {"reported"}
    assert (loaded.banding.bands, loaded.overall.how) == ({}, "none")


def test_a_criterion_keeps_its_number_and_its_place_on_the_form() -> None:
    """Contents of the tool: A 1.1, B 3.1 and 4.1, C 2.1 in view 1; F 5.5 and G in view 4."""
    found = {number: question.on_form for _, number, question in programme.load(ADULT).key_questions()}
    assert (found["2.1"], found["3.1"], found["5.5"]) == ("View 1 C", "View 1 B", "View 4 F")
    assert None not in found.values()

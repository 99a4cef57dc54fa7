"""What a reader of the key questions must know beside the figures: closeness, sub-samples, uncertain rules."""

from collections.abc import Sequence

from fieldwork.screens.words import Row, listed, percent, text

CERTAIN = "source"
FLAGS = {
    "rounding_matters": "the band depends on rounding",
    "one_case": "one answer the other way changes the band",
    "near_boundary": "close to a boundary",
}


def to_note(row: Row) -> str:
    """A row's flags in words."""
    return text(listed([says for flag, says in FLAGS.items() if row[flag]]))


def remarks(rows: Sequence[Row], questions: Sequence[Row], programme: Row) -> list[str]:
    """One sentence a kind of remark, each with the key questions that it is about."""
    near = f"within {programme['near_points']:.0f} points of a band's boundary"
    says = {**FLAGS, "near_boundary": near}
    flagged = [_sentence(says[flag], [row["key_question"] for row in rows if row[flag]]) for flag in FLAGS]
    exact = [f"{row['key_question']} is {row['percentage']:.2f}%" for row in rows if row["rounding_matters"]]
    return [
        *filter(None, flagged),
        *([f"Before rounding, {listed(exact)}."] if exact else []),
        *_populations(questions),
        *_uncertain(questions),
        f"The line on a bar is its {percent(programme['confidence'])} interval.",
    ]


def _sentence(says: str, numbers: Sequence[str]) -> str:
    return f"{listed(numbers)}: {says}." if numbers else ""


def _populations(questions: Sequence[Row]) -> list[str]:
    """Which key questions are asked of a part of their sample only."""
    parts: dict[str, list[str]] = {}
    for question in questions:
        if question["narrowed"]:
            parts.setdefault(question["population_title"], []).append(question["key_question"])
    return [f"{listed(numbers)}: asked of {title[0].lower()}{title[1:]} only." for title, numbers in parts.items()]


def _uncertain(questions: Sequence[Row]) -> list[str]:
    """Which key questions rest on a rule that was not read in a source document."""
    parts: dict[str, list[str]] = {}
    for question in questions:
        if question["evidence"] != CERTAIN:
            parts.setdefault(question["evidence"], []).append(question["key_question"])
    return [f"{listed(numbers)}: the rule is {evidence}, not certain." for evidence, numbers in parts.items()]

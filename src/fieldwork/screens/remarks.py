"""What a reader must know beside the figures: closeness, sub-samples, uncertain rules."""

from collections.abc import Callable, Sequence

from fieldwork.screens.words import Row, listed, text

CERTAIN = "source"
FLAGS = {
    "rounding_matters": "the band depends on rounding",
    "one_case": "one answer the other way changes the band",
    "near_boundary": "close to a boundary",
}


def to_note(row: Row) -> str:
    """A row's flags in words."""
    return text(listed([says for flag, says in FLAGS.items() if row[flag]]))


def remarks(rows: Sequence[Row], interval: str) -> list[str]:
    """One sentence a kind of remark, each with the key questions that it is about."""
    exact = [f"{row['key_question']} is {row['percentage']:.2f}%" for row in rows if row["rounding_matters"]]
    flagged = [(says, [row["key_question"] for row in rows if row[flag]]) for flag, says in FLAGS.items()]
    return [
        f"The line on a bar is its {interval}.",
        *(f"{listed(numbers)}: {says}." for says, numbers in flagged if numbers),
        *([f"Before rounding, {listed(exact)}."] if exact else []),
        *_grouped(rows, lambda row: row["sub_sample"], "population", _asked_of),
        *_grouped(rows, lambda row: row["evidence"] != CERTAIN, "evidence", _not_certain),
    ]


def _asked_of(numbers: str, population: str) -> str:
    return f"{numbers}: sub-sample, {population[0].lower()}{population[1:]}."


def _not_certain(numbers: str, evidence: str) -> str:
    return f"{numbers}: which cases answer it is {evidence}, not read in a source document."


def _grouped(
    rows: Sequence[Row], wanted: Callable[[Row], bool], column: str, says: Callable[[str, str], str]
) -> list[str]:
    """The key questions of the wanted rows, together where `column` is the same."""
    parts: dict[str, list[str]] = {}
    for row in rows:
        if wanted(row):
            parts.setdefault(row[column], []).append(row["key_question"])
    return [says(listed(numbers), value) for value, numbers in parts.items()]

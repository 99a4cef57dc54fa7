"""The evidence document on how firm the figures of domains two and three are (manual, 7.1 and 7.2)."""

from collections.abc import Sequence

from fieldwork.packs import figures
from fieldwork.packs.asking import Ask, Row
from fieldwork.packs.figures import NO_ANSWER, NO_RATING, REFERENCE
from fieldwork.papers import Column, Section, Table

_NOT_MOVED = "not possible"


def closeness(ask: Ask) -> Section | None:
    """How far each figure is from the next band, and what one case judged otherwise would change."""
    if ask("snapshot")[0]["near_points"] is None:
        return None
    rows = figures.named(ask("closeness"))
    sentence = "Information for the panel, never a proposal: all of it is of the answers as they stand."
    tables = [_distances(ask, rows), _one_case(ask, rows)]
    return Section("closeness", "How close the figures are", [sentence], tables)


def _distances(ask: Ask, rows: Sequence[Row]) -> Table:
    [about] = ask("snapshot")
    exactly = "counts" if about["near_inclusive"] else "does not count"
    columns = [
        REFERENCE,
        figures.QUESTION,
        figures.COUNTED,
        *figures.percentages(ask),
        Column("boundary_below", "Its band begins at", "count", "lowest band"),
        Column("points_above_it", "Points above that", "number", "lowest band"),
        Column("boundary_above", "The next begins at", "count", "highest band"),
        Column("points_below_it", "Points below that", "number", "highest band"),
        Column("near", "Close", "yes_no"),
    ]
    note = f"Close: within {about['near_points']:g} percentage points; exactly so many {exactly}."
    reached = "Points above are a little below 0 where only rounding reaches the band."
    return Table("distances", "Distance to the boundaries", columns, rows, "closeness", [note, reached])


def _one_case(ask: Ask, rows: Sequence[Row]) -> Table:
    columns = [
        REFERENCE,
        figures.QUESTION,
        Column("rating", "Rating", blank=NO_RATING),
        Column("one_less_band", "With one yes fewer", blank=_NOT_MOVED),
        Column("one_less_standard_rating", "{Standard} then (fewer)", blank=_NOT_MOVED),
        Column("one_less_changes", "Changes both (fewer)", "yes_no"),
        Column("one_more_band", "With one yes more", blank=_NOT_MOVED),
        Column("one_more_standard_rating", "{Standard} then (more)", blank=_NOT_MOVED),
        Column("one_more_changes", "Changes both (more)", "yes_no"),
    ]
    moved = figures.rated(rows, ask, "one_less_band", "one_more_band")
    note = "Changes both: the {key_question}'s band and the {rating} of its {standard}."
    return Table("one_case", "One case judged otherwise", columns, moved, "closeness", [note])


def sub_samples(ask: Ask) -> Section | None:
    """On which cases each figure rests, and how far the key questions of a standard lie apart."""
    if not ask("key_questions"):
        return None
    table = Table(
        "sub_samples",
        "Samples, sub-samples and divergence",
        [
            REFERENCE,
            figures.QUESTION,
            Column("sample_title", "Sample"),
            Column("population", "Asked of"),
            Column("sub_sample", "Sub-sample", "yes_no"),
            figures.COUNTED,
            Column("others", "The others of its {standard}", blank="no other"),
            Column("spread", "Spread, in points", "number", NO_ANSWER),
            Column("evidence", "Evidence for that"),
        ],
        figures.named(ask("closeness")),
        "closeness",
        ["Spread: percentage points between the highest and the lowest {key_question} of the {standard}."],
    )
    return Section("sub_samples", "Sub-samples and divergence", (), [table])


def sensitivity(ask: Ask) -> Section | None:
    """What the overall rating would be, were one standard or key question a band higher or lower."""
    if ask("snapshot")[0]["overall_how"] in ("graded", "none"):
        return None
    rows = ask("sensitivity")
    table = Table(
        "sensitivity",
        "One band up, one band down",
        [
            REFERENCE,
            Column("title", "What moves"),
            Column("direction", "Way"),
            Column("from_rating", "From"),
            Column("to_rating", "To"),
            Column("standard_rating", "{Standard} then", blank=NO_RATING),
            Column("total", "Points then", "count", NO_RATING),
            Column("rating", "Overall then", blank=NO_RATING),
            Column("changes", "Changes the overall rating", "yes_no"),
        ],
        [{**row, "reference": _moving(row)} for row in rows],
        "sensitivity",
    )
    sentence = "From the ratings that hold: what would be, not what should be."
    return Section("sensitivity", "If one rating moved", [sentence], [table])


def _moving(row: Row) -> str:
    name = figures.of_standard if row["kind"] == "standard" else figures.of_key_question
    return name(row["question"])

"""The weekly consolidation's figures: key questions in all and split, and how far the cases are."""

from collections.abc import Sequence

from fieldwork import charts
from fieldwork.packs import figures
from fieldwork.packs.asking import Ask, Row
from fieldwork.packs.figures import NO_RATING, NOT_SAID, REFERENCE
from fieldwork.papers import Chart, Column, Section, Table


def key_questions(ask: Ask) -> Section | None:
    """Each key question over the whole organisation, with what is still open about its band."""
    if not (rows := figures.named(ask("key_question_results", level="organisation"))):
        return None
    banded = any(band["lower"] is not None for band in ask("bands"))
    words = any(row["in_words"] for row in rows)
    columns = [
        REFERENCE,
        figures.QUESTION,
        figures.YES,
        figures.COUNTED,
        Column("not_applicable", "Not applicable", "count"),
        Column("incomplete", "Incomplete", "count"),
        *figures.percentages(ask),
        *([Column("in_words", "In words", blank=figures.NO_ANSWER)] if words else []),
        *(_BANDED if banded else []),
        Column("evidence", "Evidence for its cases"),
    ]
    table = Table(
        "organisation",
        "{Key_questions}, whole organisation",
        columns,
        figures.rated(rows, ask, "band"),
        "key_question_results(level='organisation')",
        ["Indicative: the band of the percentage so far. The {panel} decides {ratings}."] if banded else [],
    )
    return Section("key_questions", "{Key_questions}", (), [table], [figures.bars(rows, ask)])


_BANDED = [
    Column("band", "Indicative {rating}", blank=NO_RATING),
    Column("near_boundary", "Close to a boundary", "yes_no"),
    Column("one_case", "One case could change it", "yes_no"),
]


def split(ask: Ask, splits: Sequence[str]) -> Section | None:
    """The key questions by tier 1 unit, tier 2 unit, stratum or week: a table each."""
    if not ask("key_questions"):
        return None
    [about] = ask("snapshot")
    sentence = (
        f"A unit's percentage is shown from {about['count_below']} answers on, its counts always; "
        f"below {about['caution_below']} answers it is marked."
    )
    tables = [_split(ask, level) for level in splits]
    return Section("splits", "{Key_questions}, split", [sentence], tables)


_SPLITS = {"tier1": "{Tier1}", "tier2": "{Tier2}", "stratum": "Stratum", "week": "Week of fieldwork"}


def _split(ask: Ask, level: str) -> Table:
    [about] = ask("snapshot")
    rows = [
        {**row, "reference": figures.of_key_question(row["key_question"], level, row["unit"] or NOT_SAID)}
        for row in figures.named(ask("key_question_results", level=level))
    ]
    few = f"fewer than {about['count_below']} answers" if about["count_below"] else figures.NO_ANSWER
    columns = [
        REFERENCE,
        Column("unit", _SPLITS[level], blank=NOT_SAID),
        figures.QUESTION,
        figures.YES,
        figures.COUNTED,
        *figures.percentages(ask, few),
        Column("small", "Few answers", "yes_no"),
    ]
    query = f"key_question_results(level='{level}')"
    return Table(f"by_{level}", f"{{Key_questions}} by {_SPLITS[level].lower()}", columns, rows, query)


def completion(ask: Ask) -> Section | None:
    """Cases done against those required and planned, by sample and by tier 1 unit."""
    if not (rows := ask("completion", level="organisation")):
        return None
    said = "; ".join(map(_said, rows))
    drawn = Chart(charts.drawing(charts.done_bars(rows, "sample_title")), f"Cases by sample: {said}.")
    tables = [
        _completion("completion", "Cases by sample", "organisation", rows, [_REQUIRED, *_SIZES]),
        _completion(
            "completion_by_tier1",
            "Cases by {tier1}",
            "tier1",
            ask("completion", level="tier1"),
            [Column("unit", "{Tier1}", blank=NOT_SAID)],
        ),
    ]
    return Section("completion", "Completion", (), tables, [drawn])


_REQUIRED = Column("required", "Required", "count", "no required number")
_SIZES = [
    Column("planned", "Planned", "count", "no planned number"),
    Column("still_needed", "Still needed", "count", "no required number"),
    Column("margin", "Margin at 50%, points either way", "number", "no case yet"),
]


def _completion(name: str, title: str, level: str, rows: Sequence[Row], more: Sequence[Column]) -> Table:
    columns = [
        Column("sample_title", "Sample"),
        *more,
        Column("selected", "In play", "count"),
        Column("complete", "Complete", "count"),
        Column("in_progress", "In progress", "count"),
        Column("waiting", "Not begun", "count"),
        Column("excluded", "Excluded", "count"),
        Column("reserve", "In reserve", "count"),
        Column("quality_checked", "Quality-checked", "count"),
    ]
    return Table(name, title, columns, rows, f"completion(level='{level}')")


def _said(row: Row) -> str:
    sizes = [f"{row[size]} {size}" for size in ("required", "planned") if row[size] is not None]
    return ", ".join([f"{row['sample_title']} {row['complete']} complete of {row['selected']}", *sizes])

"""What moved the figures since the week before: new cases, changed answers, exclusions, substitutions."""

from datetime import datetime
from pathlib import Path

from fieldwork import database
from fieldwork.packs import figures
from fieldwork.packs.asking import Ask, Row, asking
from fieldwork.packs.figures import NO_ANSWER, REFERENCE
from fieldwork.papers import Column, Section, Table

_TITLE = "What changed since the week before"


def as_at(snapshot: Path) -> datetime:
    """As at when another week's figures stood."""
    with database.open_snapshot(snapshot) as opened:
        [about] = asking(opened)("snapshot")
    moment: datetime = about["as_at"]
    return moment


def changes(ask: Ask, then: datetime | None) -> Section:
    """Every figure then and now with what moved it, answer by answer and case by case. No `then`: no week."""
    if then is None:
        return Section("changes", _TITLE, ["There is no earlier week to compare with."])
    rows = figures.rated(figures.named(ask("figure_changes")), ask, "before_band", "band")
    sentence = f"Compared with the figures as at {then:%d/%m/%Y %H:%M}."
    tables = [_figures(rows), _movements(rows), _answers(ask), _cases(ask)]
    return Section("changes", _TITLE, [sentence], tables)


def _figures(rows: list[dict[str, object]]) -> Table:
    columns = [
        REFERENCE,
        figures.QUESTION,
        Column("before_yes", "Yes then", "count"),
        Column("before_n", "n then", "count"),
        Column("before", "Per cent then", "count", NO_ANSWER),
        Column("before_band", "Rating then", blank=NO_ANSWER),
        Column("yes", "Yes now", "count"),
        Column("n", "n now", "count"),
        Column("now", "Per cent now", "count", NO_ANSWER),
        Column("band", "Rating now", blank=NO_ANSWER),
    ]
    note = "Percentages to the nearest whole one, which is what decides the band."
    return Table("figure_changes", "Figures then and now", columns, rows, "figure_changes", [note])


def _movements(rows: list[dict[str, object]]) -> Table:
    columns = [
        REFERENCE,
        figures.QUESTION,
        Column("new_cases", "New cases", "count"),
        Column("new_yes", "of them yes", "count"),
        Column("changed_to_yes", "Changed to yes", "count"),
        Column("changed_to_no", "Changed to no", "count"),
        Column("from_nothing", "Count only now", "count"),
        Column("from_nothing_yes", "of them yes now", "count"),
        Column("to_nothing", "Count no longer", "count"),
        Column("to_nothing_yes", "of them yes then", "count"),
        Column("gone_cases", "Cases gone", "count"),
        Column("gone_yes", "of them yes before", "count"),
    ]
    notes = [
        "New cases: complete now and not then. Gone: complete then and not now.",
        "The parts add up to the difference between the two weeks.",
    ]
    return Table("movements", "What moved each figure", columns, rows, "figure_changes", notes)


def _answers(ask: Ask) -> Table:
    columns = [
        REFERENCE,
        figures.QUESTION,
        Column("case_id", "Case"),
        Column("before", "Counted then", blank="of another sample"),
        Column("after", "Counts now", blank="of another sample"),
        Column("recorded_at", "Recorded", "moment", "not said"),
        Column("quality_check", "Quality check", blank="none since then"),
        Column("yes_without", "Yes without this change", "count"),
        Column("n_without", "n without it", "count"),
        Column("without", "Per cent without it", "count", NO_ANSWER),
        Column("now", "Per cent now", "count", NO_ANSWER),
        Column("band_without", "Rating without it", blank=NO_ANSWER),
        Column("band", "Rating now", blank=NO_ANSWER),
        Column("name", "File", blank="no file"),
        Column("sha256", "Its hash", blank="no file"),
    ]
    changed = figures.rated(figures.named(ask("changed_answers")), ask, "band_without", "band")
    rows = [_worded(row) for row in changed]
    note = "Without this change: the figure as it would be had this one answer stayed as it was."
    return Table("changed_answers", "Changed answers, one by one", columns, rows, "changed_answers", [note])


def _worded(row: Row) -> Row:
    words = ("before", "after", "quality_check")
    return {**row, **{name: row[name] and row[name].replace("_", " ") for name in words}}


def _cases(ask: Ask) -> Table:
    columns = [
        Column("case_id", "Case"),
        Column("sample_title", "Sample", blank="not said"),
        Column("change", "What became of it"),
        Column("reason", "Reason", blank="not excluded"),
        Column("before_state", "Stood then", blank="not known then"),
        Column("after_state", "Stands now", blank="not known now"),
        Column("substitute_for", "Stands in for", blank="no other"),
    ]
    rows = [
        {
            **row,
            **{name: row[name] and row[name].replace("_", " ") for name in ("before_state", "after_state")},
        }
        for row in ask("case_changes")
    ]
    return Table("case_changes", "Cases, one by one", columns, rows, "case_changes")

"""The weekly consolidation: the figures as frozen at a week's end, beside those of the week before."""

from collections.abc import Sequence
from pathlib import Path

from fieldwork import database
from fieldwork.packs import meetings, weekly_changes, weekly_figures
from fieldwork.packs.asking import Ask, asking, headed
from fieldwork.papers import Column, Paper, Section, Table


def weekly(snapshot: Path, earlier: Path | None, week: int, splits: Sequence[str]) -> Paper:
    """The paper of a week. `earlier`: the week before's; `splits`: by what the percentages are split.

    SnapshotError where a file is no snapshot; QueryError where there is no such split.
    """
    then = weekly_changes.as_at(earlier) if earlier else None
    with database.open_snapshot(snapshot, earlier) as opened:
        ask = asking(opened)
        sections = [
            weekly_figures.key_questions(ask),
            weekly_figures.split(ask, splits),
            weekly_figures.completion(ask),
            weekly_changes.changes(ask, then),
            _data_quality(ask),
            meetings.coverage(ask),
            _alerts_and_actions(ask),
            _themes(ask),
        ]
        return headed(ask, "week", f"Consolidation of week {week}", sections)


def _data_quality(ask: Ask) -> Section:
    columns = [
        Column("what", "What"),
        Column("count", "How many", "count"),
        Column("share", "Of how many", blank="no whole"),
    ]
    table = Table("data_quality", "How sound the data are", columns, ask("data_quality"), "data_quality")
    return Section("data_quality", "Data quality", (), [table])


def _alerts_and_actions(ask: Ask) -> Section:
    columns = [
        Column("kind", "Kind"),
        Column("open", "Open", "count"),
        Column("closed", "Closed", "count"),
        Column("overdue", "Overdue", "count", "alerts have no day"),
    ]
    rows = ask("alerts_and_actions")
    sentence = "Counts only; what an alert is about stands in no pack."
    table = Table("alerts_and_actions", "Alerts and actions", columns, rows, "alerts_and_actions")
    return Section("alerts_and_actions", "Alerts and actions", [sentence], [table])


def _themes(ask: Ask) -> Section:
    themes = ask("themes")
    about = [
        Column("theme", "Theme", blank="no theme"),
        Column("key_question", "{Key_question}", blank="none"),
    ]
    counts = Table("themes", "Themes", [*about, Column("notes", "Notes", "count")], themes, "themes")
    notes = [{**theme, "line": line} for theme in themes for line in theme["lines"]]
    columns = [*about, Column("line", "What was noted")]
    said = Table("notes_by_theme", "Notes by theme, in order of time", columns, notes, "themes")
    return Section("themes", "What the team noted", (), [counts, said])

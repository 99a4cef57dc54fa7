"""Which meetings the evidence rests on: core meetings held and missing, and how the focus groups went."""

from fieldwork.packs.asking import Ask
from fieldwork.papers import Column, Section, Table

_COUNTS = [
    Column("asked", "Asked", "count"),
    Column("held", "Held", "count"),
    Column("scheduled", "To come", "count"),
    Column("unreported", "Without a report", "count"),
    Column("missing", "Missing", "count"),
]


def coverage(ask: Ask) -> Section:
    """Core meetings in all and one by one, and the focus groups with remarks."""
    return Section("coverage", "Coverage of meetings", (), [_totals(ask), _core(ask), _groups(ask)])


def _totals(ask: Ask) -> Table:
    kinds = [
        {**row, "kind": "Focus groups" if row["focus_group"] else "Other meetings"}
        for row in ask("meeting_totals")
    ]
    return Table(
        "meeting_totals", "Core meetings", [Column("kind", "Kind"), *_COUNTS], kinds, "meeting_totals"
    )


def _core(ask: Ask) -> Table:
    columns = [
        Column("title", "Core meeting"),
        Column("standards", "Serves", blank="no {standard}"),
        *_COUNTS,
        Column("evidence", "Evidence for the list"),
    ]
    return Table("core_meetings", "Core meetings one by one", columns, ask("core_meetings"), "core_meetings")


def _groups(ask: Ask) -> Table:
    columns = [
        Column("title", "Focus group"),
        Column("starts_at", "When", "moment"),
        Column("location", "Where", blank="not said"),
        Column("status", "Status"),
        Column("attendees", "People", "count", "not said"),
        Column("minutes", "Minutes", "count", "not said"),
        Column("remarks", "Remarks", blank="no remark"),
    ]
    rows = [
        {**row, "remarks": [remark.replace("_", " ") for remark in row["remarks"]]}
        for row in ask("focus_groups")
    ]
    note = "Outside the programme's optimum is a remark, not a failure."
    return Table("focus_groups", "Focus groups", columns, rows, "focus_groups", [note])

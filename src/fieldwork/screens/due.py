"""What the timetable has for these days, in a few sentences."""

from collections.abc import Sequence

from fieldwork.screens.words import FEW, Row, count, day, few

_WHEN = {"today": "Due today", "under_way": "Under way", "this_week": "Later this week"}


def due(rows: Sequence[Row]) -> list[str]:
    """Of the query `due`: a sentence for each late step, but for very many; then one for each other state."""
    late = [_late(row) for row in rows if row["state"] == "late"]
    if len(late) > FEW:
        late = [*late[:FEW], f"Late too: {count(len(late) - FEW, 'more step')}."]
    steps = {state: [_named(row, state) for row in rows if row["state"] == state] for state in _WHEN}
    return late + [f"{_WHEN[state]}: {few(names, 'step')}." for state, names in steps.items() if names]


def _late(row: Row) -> str:
    days = row["working_days_late"]
    by = f" by {count(days, 'working day')}" if days else ""  # no number: due before a weekend, or not known
    return f"Late{by}: {row['title']}, which was due {day(row['due'])} ({row['who']})."


def _named(row: Row, state: str) -> str:
    at = f", {row['at_time']}" if row["at_time"] else ""
    return f"{row['title']}{at}" if state == "today" else f"{row['title']} ({day(row['due'])}{at})"

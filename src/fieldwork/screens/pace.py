"""Cases completed day by day, against the pace that reaches the required size."""

from collections.abc import Sequence

from fieldwork import charts
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import NONE, Row, day, listed, table


def pace(ask: Ask, chosen: Slice) -> Panel:
    """Cases completed day by day, and the pace that reaches the required size by the end of fieldwork."""
    rows = only(ask("completion_by_day"), chosen, "sample")
    return {
        "size": "half",
        "sentence": _pace_sentence(rows),
        "figure": charts.burn_up(rows),
        "notes": [_working_days(rows)],
        "table": table(
            rows,
            "day",
            {
                "Day": lambda row: day(row["day"]),
                "Complete": "complete",
                "Pace needed": _needed,
                "Required": "required",
            },
            numeric=("Complete", "Pace needed", "Required"),
        ),
    }


def _working_days(rows: Sequence[Row]) -> str:
    """Which days are counted, and of which years that cannot be said for certain."""
    unknown = sorted({str(row["day"].year) for row in rows if not row["holidays_known"]})
    doubt = f"; the bank holidays of {listed(unknown)} are not known" if unknown else ""
    return f"Working days are Monday to Friday but for bank holidays{doubt}."


def _needed(row: Row) -> str:
    return NONE if row["needed"] is None else f"{row['needed']:.0f}"


def _pace_sentence(rows: Sequence[Row]) -> str:
    latest = next((row for row in reversed(rows) if row["complete"] is not None), None)
    if latest is None:
        return "No case is complete yet."
    aims = [f" of {latest[aim]} {aim}" for aim in ("required", "planned") if latest[aim] is not None]
    stands = f"{latest['sample_title']}: {latest['complete']}{''.join(aims[:1])} complete"
    ahead = next((row for row in rows if row["complete"] is None and row["needed"] is not None), None)
    return (
        f"{stands}; {_needed(ahead)} are needed by {day(ahead['day'])} to be on pace."
        if ahead
        else f"{stands}."
    )

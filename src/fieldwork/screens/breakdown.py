"""How far one sample is, by unit, stratum and inspector, and whether it keeps its strata."""

from collections.abc import Sequence

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import Row, percent, table, text

COUNTS = ("Complete", "In progress", "Not begun", "Excluded", "In play")


def by_unit(ask: Ask, chosen: Slice) -> Panel:
    """Done by tier 1 unit."""
    return _by(ask, chosen, "tier1", programme_names(ask)["Tier1"])


def by_stratum(ask: Ask, chosen: Slice) -> Panel:
    """Done by stratum."""
    return _by(ask, chosen, "stratum", "Stratum")


def by_inspector(ask: Ask, chosen: Slice) -> Panel:
    """Done by the inspector to whom cases are allocated."""
    return _by(ask, chosen, "allocated_to", "Allocated to")


def _by(ask: Ask, chosen: Slice, level: str, name: str) -> Panel:
    rows = [
        {**row, "unit": text(row["unit"] or "Not said")}
        for row in only(ask("completion", level=level), chosen, "sample")
    ]
    return {
        "size": "half",
        "sentence": _by_sentence(rows),
        "figure": charts.done_bars(rows, "unit"),
        "table": table(
            rows,
            "unit",
            {
                name: "unit",
                "In play": "selected",
                "Complete": "complete",
                "In progress": "in_progress",
                "Not begun": "waiting",
                "Excluded": "excluded",
            },
            numeric=COUNTS,
        ),
    }


def _by_sentence(rows: Sequence[Row]) -> str:
    if not rows:
        return "No case list says this yet."
    most = max(rows, key=lambda row: int(row["waiting"]))
    if not most["waiting"]:
        return "Every case has been begun."
    return f"Most not begun: {most['unit']}, {most['waiting']} of {most['selected']} cases in play."


def drift(ask: Ask, chosen: Slice) -> Panel:
    """Whether the complete cases have the strata of the sample."""
    rows = [
        {**row, "stratum": text(row["stratum"] or "Not known")}
        for row in only(ask("strata_drift"), chosen, "sample")
    ]
    known = [row for row in rows if row["drift"] is not None]
    widest = max(known, key=lambda row: abs(float(row["drift"])), default=None)
    return {
        "size": "half",
        "sentence": (
            f"Furthest from the sample: {widest['stratum']}, "
            f"{percent(widest['complete_share'])} of the complete cases "
            f"against {percent(widest['selected_share'])} of the sample."
            if widest
            else "No case is complete yet."
        ),
        "figure": charts.drift_bars(rows),
        "table": table(
            rows,
            "stratum",
            {
                "Stratum": "stratum",
                "In play": "selected",
                "Complete": "complete",
                "Share of the sample": lambda row: percent(row["selected_share"]),
                "Share of the complete cases": lambda row: percent(row["complete_share"]),
            },
            numeric=("In play", "Complete", "Share of the sample", "Share of the complete cases"),
        ),
    }

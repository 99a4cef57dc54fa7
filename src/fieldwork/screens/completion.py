"""Completion: whether the required sample is on course, in every sample, unit, stratum and allocation."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork import charts
from fieldwork.screens.newest import Ask
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, listed, percent, table, text

ALL = ""
_COUNTS = ("Complete", "In progress", "Not begun", "Excluded", "In play")


def samples(ask: Ask, chosen: Slice) -> Panel:
    """Done against required and planned, sample by sample, with the margin that the complete cases give."""
    rows = _of_sample(ask("completion", level="organisation"), chosen)
    return {
        "size": "half",
        "sentence": _samples_sentence(rows),
        "figure": charts.done_bars(rows, "sample_title"),
        "notes": [
            "Margin: what the complete cases give at p = 0.5, for a question asked of the whole sample. "
            "It does not hold for sub-samples, strata or units."
        ],
        "table": table(
            rows,
            "sample_title",
            {
                "Sample": "sample_title",
                "Complete": "complete",
                "Required": "required",
                "Planned": "planned",
                "Still needed": "still_needed",
                "In progress": "in_progress",
                "Not begun": "waiting",
                "Excluded": "excluded",
                "Margin": _margin,
            },
            numeric=(*_COUNTS, "Required", "Planned", "Still needed", "Margin"),
        ),
    }


def _samples_sentence(rows: Sequence[Row]) -> str:
    short = [row for row in rows if row["still_needed"]]
    if not rows:
        return "No case list has come yet."
    if not short:
        return "Every sample has reached its required size."
    return f"Still needed for the required sizes: {listed([_need(row) for row in short])}."


def _need(row: Row) -> str:
    return f"{row['still_needed']} in {row['sample_title']}"


def _margin(row: Row) -> str:
    return NONE if row["margin"] is None else f"± {row['margin']:.1f}"


def pace(ask: Ask, chosen: Slice) -> Panel:
    """Cases completed day by day, and the pace that reaches the required size by the end of fieldwork."""
    rows = ask("burn_up", sample=chosen["sample"] or None)
    return {
        "size": "half",
        "sentence": _pace_sentence(rows),
        "figure": charts.burn_up(rows),
        "table": table(
            rows,
            "day",
            {"Day": lambda row: day(row["day"]), "Complete": "complete", "Pace needed": _needed, "Required": "required"},
            numeric=("Complete", "Pace needed", "Required"),
        ),
    }


def _needed(row: Row) -> str:
    return NONE if row["needed"] is None else f"{row['needed']:.0f}"


def _pace_sentence(rows: Sequence[Row]) -> str:
    latest = next((row for row in reversed(rows) if row["complete"] is not None), None)
    if latest is None:
        return "No case is complete yet."
    if latest["required"] is None:
        return f"{count(latest['complete'], 'case')} complete."
    if latest["per_day"] is None:
        return f"{latest['complete']} of {latest['required']} required cases are complete."
    return (
        f"{latest['complete']} of {latest['required']} required cases are complete; "
        f"{latest['per_day']:.1f} a working day are needed from here."
    )


def attention(ask: Ask, chosen: Slice) -> Panel:
    """What a deputy lead follows up: late, awaiting quality check, excluded, substituted, file reads."""
    rows = ask("attention", sample=chosen["sample"] or None)
    tiles = [
        {"key": row["matter"], "name": row["title"], "value": str(row["cases"]), "note": row["explanation"]} for row in rows
    ]
    pressing = [f"{row['cases']} {str(row['title']).lower()}" for row in rows if row["pressing"] and row["cases"]]
    return {
        "sentence": f"To follow up: {listed(pressing)}." if pressing else "Nothing is late and nothing awaits its check.",
        "tiles": tiles,
        "table": table(
            rows,
            "matter",
            {"Matter": "title", "Cases": "cases", "Which cases": "references"},
            numeric=("Cases",),
        ),
    }


def by_unit(ask: Ask, chosen: Slice) -> Panel:
    """Done by tier 1 unit."""
    return _by(ask, chosen, "tier1", "Tier 1 unit")


def by_stratum(ask: Ask, chosen: Slice) -> Panel:
    """Done by stratum."""
    return _by(ask, chosen, "stratum", "Stratum")


def by_inspector(ask: Ask, chosen: Slice) -> Panel:
    """Done by the inspector to whom cases are allocated."""
    return _by(ask, chosen, "allocated_to", "Allocated to")


def _by(ask: Ask, chosen: Slice, level: str, name: str) -> Panel:
    rows = _of_sample(ask("completion", level=level), chosen)
    behind = [row for row in rows if not row["complete"]]
    return {
        "size": "half",
        "sentence": _by_sentence(rows, behind),
        "figure": charts.done_bars(rows, "label"),
        "table": table(
            rows,
            "label",
            {
                name: "unit",
                "Sample": "sample_title",
                "In play": "selected",
                "Complete": "complete",
                "In progress": "in_progress",
                "Not begun": "waiting",
                "Excluded": "excluded",
            },
            numeric=_COUNTS,
        ),
    }


def _by_sentence(rows: Sequence[Row], behind: Sequence[Row]) -> str:
    if not rows:
        return "No case list says this yet."
    if behind:
        return f"No case complete yet: {listed([text(row['label']) for row in behind])}."
    return f"All {len(rows)} have complete cases."


def drift(ask: Ask, chosen: Slice) -> Panel:
    """Whether the complete cases have the strata of the sample."""
    rows = [row for row in ask("strata_drift") if not chosen["sample"] or row["sample"] == chosen["sample"]]
    widest = next((row for row in rows if row["widest"]), None)
    return {
        "size": "half",
        "sentence": (
            f"Furthest from the sample: {widest['stratum']}, {percent(widest['complete_share'])} of the complete cases "
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


def _of_sample(rows: Sequence[dict[str, Any]], chosen: Slice) -> list[dict[str, Any]]:
    return [row for row in rows if not chosen["sample"] or row["sample"] == chosen["sample"]]


class CompletionScreen(Screen):
    """Filter: sample."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "Done, required and planned": samples,
        "Pace": pace,
        "To follow up": attention,
        "By tier 1 unit": by_unit,
        "By stratum": by_stratum,
        "By inspector": by_inspector,
        "Does the achieved sample keep its strata?": drift,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        return [
            Choice("sample", "Sample", [(ALL, "All samples"), *((row["sample"], row["title"]) for row in ask("samples"))])
        ]

"""Completion: whether the required sample is on course, in every sample, unit, stratum and allocation."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, listed, percent, table, text

_COUNTS = ("Complete", "In progress", "Not begun", "Excluded", "In play")


def samples(ask: Ask, chosen: Slice) -> Panel:
    """Done against required and planned, sample by sample, with the margin that the complete cases give."""
    rows = ask("completion", level="organisation")
    return {
        "size": "half",
        "sentence": _samples_sentence(rows),
        "figure": charts.done_bars(rows, "sample_title"),
        "notes": [
            *(
                f"Theme of this inspection's cases: {row['theme']}."
                for row in ask("snapshot")
                if row["theme"]
            ),
            "Margin: what the complete cases give at p = 0.5, for a question asked of the whole sample. "
            "It does not hold for sub-samples, strata or units.",
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
    if all(row["required"] is None for row in rows):
        return f"No size is required. Complete: {listed([_of_planned(row) for row in rows])}."
    if not short:
        return "Every sample has reached its required size."
    return f"Still needed for the required sizes: {listed([_need(row) for row in short])}."


def _of_planned(row: Row) -> str:
    planned = "" if row["planned"] is None else f" of {row['planned']} planned"
    return f"{row['complete']}{planned} in {row['sample_title']}"


def _need(row: Row) -> str:
    return f"{row['still_needed']} in {row['sample_title']}"


def _margin(row: Row) -> str:
    return NONE if row["margin"] is None else f"± {row['margin']:.1f}"


def pace(ask: Ask, chosen: Slice) -> Panel:
    """Cases completed day by day, and the pace that reaches the required size by the end of fieldwork."""
    rows = _of_sample(ask("completion_by_day"), chosen)
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


MATTERS = {
    "late": ("Late", "Not complete, though the interview is past"),
    "awaiting_check": ("Awaiting quality check", "Complete, not yet checked"),
    "excluded": ("Excluded", "Taken out of the sample"),
    "substitute": ("Substitutes", "Standing in for an excluded case"),
    "file_read": ("File reads", "Instead of an interview"),
}


def attention(ask: Ask, chosen: Slice) -> Panel:
    """What a deputy lead follows up, in all samples: late, unchecked, excluded, substituted, file reads."""
    rows = ask("follow_up")
    counted = {row["matter"]: row["cases"] for row in ask("follow_up_counts")}
    return {
        "sentence": f"{count(counted['late'], 'case')} late, {counted['awaiting_check']} to be checked.",
        "tiles": [
            {"key": matter, "name": MATTERS[matter][0], "value": str(cases), "note": MATTERS[matter][1]}
            for matter, cases in counted.items()
        ],
        "table": {
            "title": "Which cases",
            **table(
                [{**row, "key": f"{row['matter']} {row['case_id']}"} for row in rows],
                "key",
                {
                    "Case": "case_id",
                    "Matter": lambda row: MATTERS[row["matter"]][0],
                    programme_names(ask)["Tier1"]: "tier1",
                    "Allocated to": "allocated_to",
                    "Detail": _detail,
                },
            ),
        },
    }


def _detail(row: Row) -> str:
    if row["matter"] == "late":
        return f"{count(row['days_late'], 'day')} late"
    if row["matter"] not in ("excluded", "substitute"):
        return text(row["detail"])
    on = f" on {day(row['agreed_at'])}" if row["agreed_at"] else ""
    agreed = f"agreed by the {row['agreed_by'].lower()}{on}" if row["agreed_by"] else "not said who agreed"
    stands_for = "for " if row["matter"] == "substitute" else ""
    return f"{stands_for}{text(row['detail'])}; {agreed}"


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
        for row in _of_sample(ask("completion", level=level), chosen)
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
            numeric=_COUNTS,
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
        for row in _of_sample(ask("strata_drift"), chosen)
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


def _of_sample(rows: Sequence[dict[str, Any]], chosen: Slice) -> list[dict[str, Any]]:
    return [row for row in rows if row["sample"] == chosen["sample"]]


class CompletionScreen(Screen):
    """Filter: sample, which all panels but the first and the third are of."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "Done, required and planned": samples,
        "Pace": pace,
        "To follow up, all samples": attention,
        "By {tier1}": by_unit,
        "By stratum": by_stratum,
        "By inspector": by_inspector,
        "Does the achieved sample keep its strata?": drift,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        rows = ask("completion", level="organisation")
        return [Choice("sample", "Sample in detail", [(row["sample"], row["sample_title"]) for row in rows])]

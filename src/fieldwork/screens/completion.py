"""Completion: whether the required sample is on course, in every sample, unit, stratum and allocation."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.breakdown import COUNTS, by_inspector, by_stratum, by_unit, drift
from fieldwork.screens.figures import Ask
from fieldwork.screens.pace import pace
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, listed, table, text


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
            numeric=(*COUNTS, "Required", "Planned", "Still needed", "Margin"),
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

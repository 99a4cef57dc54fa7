"""Panel: what the lead lays before the ratings panel, each step open down to the file behind an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork.screens.close_calls import ALL, NOT_COMPUTED, closeness, divergence, of_standard, sensitivity
from fieldwork.screens.domains import prompts, proposals, side_by_side
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, listed, moment, percent, share, table, text


def overall(ask: Ask, chosen: Slice) -> Panel:
    """Step one: the sum of the standards' scores, and what was computed or proposed beside what holds."""
    bands = {row["rating"]: row for row in ask("bands")}
    rows = ask("standard_ratings")
    [whole] = ask("overall_rating")
    begins = [f"{row['rating']} from {row['lower']}" for row in ask("overall_bands")]
    return {
        "sentence": _overall_sentence(whole),
        "tiles": [
            {
                "key": "overall",
                "name": "Overall",
                "value": text(whole["rating"] or "Not yet"),
                "note": _points(whole["total"], whole["out_of"]),
                "emphasis": True,
            },
            *(_tile(row, bands) for row in rows),
        ],
        "notes": [
            f"The sum of the scores is banded: {listed(begins)}.",
            "A standard leads to its key questions, and a key question to its answers, cases and files.",
        ],
        "table": table(
            rows,
            "standard",
            {
                "Standard": lambda row: f"{row['standard']} {row['title']}",
                "Holds": "rating",
                "Score": "score",
                "Basis": "basis",
                "Computed": "computed_rating",
                "Proposed": "proposed_rating",
                "Panel": "panel_rating",
                "Reason of the panel": "reason",
                "Decided by": "deciding_key_question",
                "Counts": lambda row: "yes" if row["counts"] else "no",
            },
            numeric=("Score",),
            choose="standard",
            leads_to="key_questions",
        ),
    }


def _overall_sentence(whole: Row) -> str:
    if not whole["rating"]:
        return (
            f"{whole['standards_rated']} of {whole['standards_needed']} standards have a rating; "
            f"there is no overall rating before all {whole['standards_needed']} have one."
        )
    said = f"Overall {whole['rating']}: {_points(whole['total'], whole['out_of'])}."
    if whole["basis"] == "computed":
        return f"{said} No decision of the panel has changed a score."
    without = (
        f"{whole['computed_rating']}, {_points(whole['computed_total'], whole['out_of'])}"
        if whole["computed_rating"]
        else "no overall rating yet"
    )
    return f"{said} Without the decisions of the panel: {without}."


def _points(total: int | None, out_of: int) -> str:
    return NONE if total is None else f"{total} of {out_of} points"


def _tile(row: Row, bands: Mapping[str, Row]) -> dict[str, Any]:
    band = bands.get(row["rating"])
    decided = f", by {row['deciding_key_question']}" if row["deciding_key_question"] else ""
    return {
        "key": row["standard"],
        "name": f"{row['standard']} {row['title']}",
        "value": text(row["rating"] or "Not yet"),
        "symbol": band and band["symbol"],
        "tone": band and band["ordinal"],
        "note": f"Score {text(row['score'])}, {row['basis']}{decided}",
        "choose": "standard",
        "leads_to": "key_questions" if row["judged"] == "computed" else "proposals",
    }


def key_questions(ask: Ask, chosen: Slice) -> Panel:
    """Step two: the key questions whose lowest band is the standard's rating."""
    if not (rows := of_standard(ask("closeness"), chosen)):
        return NOT_COMPUTED
    deciding = [row["key_question"] for row in rows if row["deciding"]]
    ratings = {row["band"]: row["rating"] for row in ask("bands")}
    return {
        "sentence": f"Computed ratings rest on {listed(deciding)}: the lowest band of each standard."
        if deciding
        else "A standard has no computed rating before each of its key questions has an answer.",
        "table": {
            "title": "Key questions",
            "open": True,
            **table(
                rows,
                "key_question",
                {
                    "Key question": lambda row: f"{row['key_question']} {row['short']}",
                    "Yes of n": share,
                    "Per cent": lambda row: percent(row["rounded"]),
                    "Computed": "rating",
                    "Panel": lambda row: text(ratings.get(row["panel_band"])),
                    "Decides the standard": lambda row: "yes" if row["deciding"] else "no",
                    "Asked of": "population",
                    "Evidence for that": "evidence",
                },
                numeric=("Yes of n", "Per cent"),
                choose="key_question",
                leads_to="answers",
            ),
        },
    }


def answers(ask: Ask, chosen: Slice) -> Panel:
    """Steps three to five: the answers to one key question, their cases, and file and hash in the ledger."""
    question = chosen["key_question"]
    rows = ask("cases_behind", key_question=question, level="tier1", unit=None, tier1=None)
    [figure] = [row for row in ask("closeness") if row["key_question"] == question]
    return {
        "sentence": f"{question} {figure['short']}: {share(figure)}, {percent(figure['rounded'])}; "
        f"{count(len(rows), 'complete case')} in the sample.",
        "table": {
            "title": "Cases, files and hashes",
            "open": True,
            **table(
                rows,
                "case_id",
                {
                    "Case": "case_id",
                    "Counts as": lambda row: text(row["outcome"]).replace("_", " "),
                    "Tier 1 unit": "unit",
                    "Recorded": lambda row: day(row["recorded_at"]),
                    "File": "name",
                    "Place": "place",
                    "SHA-256 of the file": "sha256",
                },
            ),
        },
    }


def decisions(ask: Ask, chosen: Slice) -> Panel:
    """What the panel decided, with its reason, beside what was computed or proposed."""
    rows = ask("panel_decisions")
    changed = [row["question"] for row in rows if row["changed"]]
    return {
        "sentence": _decisions_sentence(len(rows), changed),
        "notes": ["What was computed or proposed stays beside every decision and is never replaced."],
        "table": {
            "title": "Decisions",
            "open": True,
            **table(
                rows,
                "question",
                {
                    "Question": lambda row: f"{row['question']} {row['title']}",
                    "Computed or proposed": "computed_rating",
                    "Panel": "panel_rating",
                    "Changed": lambda row: "yes" if row["changed"] else "no",
                    "Reason": "reason",
                    "Decided": lambda row: moment(row["decided_at"]),
                },
            ),
        },
    }


def _decisions_sentence(decided: int, changed: Sequence[str]) -> str:
    if not decided:
        return "No decision of the panel is written down yet."
    if not changed:
        return f"{count(decided, 'decision')} of the panel, as computed or proposed."
    return (
        f"{count(decided, 'decision')} of the panel; otherwise than computed or proposed: {listed(changed)}."
    )


class PanelScreen(Screen):
    """For the lead only. Filters: standard (the middle panels), key_question (whose answers are shown)."""

    captures: ClassVar[Mapping[str, str]] = {
        "leads_to": "panel/capture",
        "says": "Write down what the panel decided",
    }
    panels: ClassVar[Mapping[str, Draw]] = {
        "The overall rating": overall,
        "Key questions behind the standards": key_questions,
        "Answers behind a key question": answers,
        "How close the figures are": closeness,
        "Sub-samples and divergence": divergence,
        "If one rating moved": sensitivity,
        "Domain one: what is proposed": proposals,
        "Domain one: prompts": prompts,
        "The domains side by side": side_by_side,
        "Decisions of the panel": decisions,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        standards = [
            (row["standard"], f"{row['standard']} {row['title']}") for row in ask("standard_ratings")
        ]
        numbers = [
            (row["key_question"], f"{row['key_question']} {row['short']}") for row in ask("key_questions")
        ]
        return [
            Choice("standard", "Standard", [(ALL, "All standards"), *standards]),
            Choice("key_question", "Answers to", numbers),
        ]

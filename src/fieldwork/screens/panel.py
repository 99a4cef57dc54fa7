"""Panel: what the lead lays before the ratings panel, each step open down to the file behind an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork.queries import programme_names
from fieldwork.screens.close_calls import ALL, NOT_COMPUTED, closeness, divergence, of_standard, sensitivity
from fieldwork.screens.domains import prompts, proposals, side_by_side
from fieldwork.screens.figures import Ask, Published
from fieldwork.screens.ratings import limit_notes, overall_tile, ratings_sentence
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, listed, moment, percent, share, table, text


def overall(ask: Ask, chosen: Slice) -> Panel:
    """Step one: the sum of the standards' scores, and what was computed or proposed beside what holds."""
    bands = {row["rating"]: row for row in ask("bands")}
    rows = ask("standard_ratings")
    [whole] = ask("overall_rating")
    called, how = programme_names(ask), ask("snapshot")[0]["overall_how"]
    return {
        "sentence": _overall_sentence(whole, how, rows, called),
        "tiles": [*overall_tile(whole, how), *(_tile(row, bands, bool(whole["out_of"])) for row in rows)],
        "notes": [
            *_begins(ask("overall_bands"), how),
            *limit_notes(ask("limits")),
            f"Each {called['standard']} leads to its {called['key_questions']}, "
            f"and a {called['key_question']} to its answers, cases and files.",
        ],
        "table": table(
            rows,
            "standard",
            {
                called["Standard"]: lambda row: f"{row['standard']} {row['title']}",
                "Holds": "rating",
                **({"Score": "score"} if whole["out_of"] else {}),
                "Basis": "basis",
                **({"Computed": "computed_rating"} if computed(rows) else {}),
                "Proposed": "proposed_rating",
                "Panel": "panel_rating",
                "Reason of the panel": "reason",
                **({"Decided by": "deciding_key_question"} if computed(rows) else {}),
                "Counts": lambda row: "yes" if row["counts"] else "no",
            },
            numeric=("Score",),
            choose="standard",
            leads_to="key_questions",
        ),
    }


def computed(rows: Sequence[Row]) -> bool:
    """Whether any standard is rated by its cases."""
    return any(row["judged"] == "computed" for row in rows)


def _begins(overall: Sequence[Row], how: str) -> list[str]:
    """From where each overall rating begins, where there are such totals."""
    if not overall or how == "none":
        return []
    of = "share of the greatest sum of scores" if how == "share" else "sum of the scores"
    begins = [f"{row['rating']} from {row['lower']}{'%' * (how == 'share')}" for row in overall]
    return [f"The {of} is banded: {listed(begins)}."]


def _overall_sentence(whole: Row, how: str, rows: Sequence[Row], called: Mapping[str, str]) -> str:
    said = ratings_sentence(whole, how, rows, called).replace(" an indicative ", " a ")
    if how == "none" or not whole["rating"]:
        return said
    if whole["basis"] == "computed":
        moved = "score" if whole["out_of"] else called["rating"]
        return f"{said} No decision of the panel has changed a {moved}."
    without = whole["computed_rating"] or "no overall rating yet"
    if whole["computed_total"] is not None:
        without += f", {_points(whole['computed_total'], whole['out_of'])}"
    return f"{said} Without the decisions of the panel: {without}."


def _points(total: int | None, out_of: int) -> str:
    return NONE if total is None else f"{total} of {out_of} points"


def _tile(row: Row, bands: Mapping[str, Row], scored: bool) -> dict[str, Any]:
    band = bands.get(row["rating"])
    decided = f", by {row['deciding_key_question']}" if row["deciding_key_question"] else ""
    score = f"Score {text(row['score'])}, " if scored else ""
    return {
        "key": row["standard"],
        "name": f"{row['standard']} {row['title']}",
        "value": text(row["rating"] or "Not yet"),
        "symbol": band and band["symbol"],
        "tone": band and band["ordinal"],
        "note": f"{score}{row['basis']}{decided}",
        "choose": "standard",
        "leads_to": "key_questions" if row["judged"] == "computed" else "proposals",
    }


def key_questions(ask: Ask, chosen: Slice) -> Panel | None:
    """Step two: the key questions whose lowest band is the standard's rating."""
    if not computed(ask("standard_ratings")):
        return None
    if not (rows := of_standard(ask("closeness"), chosen)):
        return NOT_COMPUTED
    called = programme_names(ask)
    deciding = [row["key_question"] for row in rows if row["deciding"]]
    ratings = {row["band"]: row["rating"] for row in ask("bands")}
    return {
        "sentence": f"Computed {called['ratings']} rest on {listed(deciding)}: "
        f"the lowest band of each {called['standard']}."
        if deciding
        else f"No {called['standard']} has a computed {called['rating']} before each of its "
        f"{called['key_questions']} has an answer.",
        "table": {
            "title": called["Key_questions"],
            "open": True,
            **table(
                rows,
                "key_question",
                {
                    called["Key_question"]: lambda row: f"{row['key_question']} {row['short']}",
                    "Yes of n": share,
                    "Per cent": lambda row: percent(row["rounded"]),
                    "Computed": "rating",
                    "Panel": lambda row: text(ratings.get(row["panel_band"])),
                    f"Decides the {called['standard']}": lambda row: "yes" if row["deciding"] else "no",
                    "Asked of": "population",
                    "Evidence for that": "evidence",
                },
                numeric=("Yes of n", "Per cent"),
                choose="key_question",
                leads_to="answers",
            ),
        },
    }


def answers(ask: Ask, chosen: Slice) -> Panel | None:
    """Steps three to five: the answers to one key question, their cases, and file and hash in the ledger."""
    question = chosen.get("key_question")
    if question is None:
        return None
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
                    programme_names(ask)["Tier1"]: "unit",
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

    published = Published
    captures: ClassVar[Mapping[str, str]] = {
        "leads_to": "panel/capture",
        "says": "Write down what the panel decided",
    }
    panels: ClassVar[Mapping[str, Draw]] = {
        "The {ratings} and the whole": overall,
        "{Key_questions} behind the {standards}": key_questions,
        "Answers behind a {key_question}": answers,
        "How close the figures are": closeness,
        "Sub-samples and divergence": divergence,
        "If one rating moved": sensitivity,
        "What people judge": proposals,
        "Prompts": prompts,
        "The {domains} side by side": side_by_side,
        "Decisions of the {panel}": decisions,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        standards = [
            (row["standard"], f"{row['standard']} {row['title']}") for row in ask("standard_ratings")
        ]
        numbers = [
            (row["key_question"], f"{row['key_question']} {row['short']}") for row in ask("key_questions")
        ]
        called = programme_names(ask)
        chosen = Choice("standard", called["Standard"], [(ALL, f"All {called['standards']}"), *standards])
        return [chosen, *([Choice("key_question", "Answers to", numbers)] if numbers else [])]

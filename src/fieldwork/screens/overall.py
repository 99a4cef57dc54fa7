"""Step one of the panel's way: how the standards add up, and what its decisions changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.ratings import limit_notes, overall_tile, ratings_sentence
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice
from fieldwork.screens.words import NONE, Row, listed, table, text


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

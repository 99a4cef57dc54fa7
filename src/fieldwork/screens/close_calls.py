"""What the ratings panel weighs where a figure is close: information, never a proposal (manual, 7.2)."""

from collections.abc import Mapping, Sequence

from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import NONE, Row, few, interval, percent, share, table, text

NOT_COMPUTED: Panel = {"sentence": "What is chosen is proposed by the lead, not computed from cases."}


def closeness(ask: Ask, chosen: Slice) -> Panel | None:
    """How far each key question is from the next bands, and what one case judged otherwise would change."""
    [about] = ask("snapshot")
    if about["near_points"] is None:
        return None
    if not (rows := only(ask("closeness"), chosen, "standard")):
        return NOT_COMPUTED
    called, ratings = programme_names(ask), {row["band"]: row["rating"] for row in ask("bands")}
    near = [row["key_question"] for row in rows if row["near"]]
    within = f"within {about['near_points']:g} points of a boundary"
    exactly = "counts" if about["near_inclusive"] else "does not count"
    return {
        "sentence": f"{few(near, called['key_question'], called['key_questions'])} {within}; "
        f"{_one_case(rows, called)}."
        if near
        else f"No {called['key_question']} is {within}; {_one_case(rows, called)}.",
        "notes": [
            f"Distances are of the unrounded percentage; exactly {about['near_points']:g} points {exactly}. "
            "Being close proposes nothing.",
            f"One case changes something only where the {called['rating']} of the {called['standard']} "
            f"follows: a {called['key_question']} that is not the lowest cannot raise it alone.",
        ],
        "table": {
            "title": "Distances and one case, both ways",
            "open": True,
            **table(
                rows,
                "key_question",
                {
                    called["Key_question"]: lambda row: f"{row['key_question']} {row['short']}",
                    "Per cent": lambda row: (
                        NONE if row["percentage"] is None else f"{row['percentage']:.1f}%"
                    ),
                    "Computed": "rating",
                    "Close": lambda row: "yes" if row["near"] else "no",
                    "Above the boundary below": lambda row: _points(
                        row["points_above_it"], row["boundary_below"]
                    ),
                    "Below the boundary above": lambda row: _points(
                        row["points_below_it"], row["boundary_above"]
                    ),
                    "One yes fewer": lambda row: _otherwise(row, "one_less", ratings, called["standard"]),
                    "One yes more": lambda row: _otherwise(row, "one_more", ratings, called["standard"]),
                },
                numeric=("Per cent", "Above the boundary below", "Below the boundary above"),
                choose="key_question",
                leads_to="answers",
            ),
        },
    }


def _one_case(rows: Sequence[Row], called: Mapping[str, str]) -> str:
    moved = [row["key_question"] for row in rows if row["one_less_changes"] or row["one_more_changes"]]
    if not moved:
        return f"one case judged otherwise changes no {called['standard']}'s {called['rating']}"
    where = few(moved, called["key_question"], called["key_questions"])
    return f"one case judged otherwise in {where} changes its {called['standard']}'s {called['rating']}"


def _points(points: float | None, boundary: int | None) -> str:
    return NONE if points is None else f"{points:.1f} ({boundary}%)"


def _otherwise(row: Row, way: str, ratings: Mapping[str, str], standard: str) -> str:
    band = row[f"{way}_band"]
    if band is None:
        return NONE
    if row[f"{way}_changes"]:
        return f"{ratings[band]}, and the {standard} {row[f'{way}_standard_rating']}"
    return "no change" if band == row["band"] else f"{ratings[band]}, the {standard} as it is"


def divergence(ask: Ask, chosen: Slice) -> Panel | None:
    """On how many answers each figure rests, and how far the key questions of a standard lie apart."""
    if not ask("key_questions"):
        return None
    if not (rows := only(ask("closeness"), chosen, "standard")):
        return NOT_COMPUTED
    called = programme_names(ask)
    apart = [row for row in rows if row["spread"] is not None]
    widest = max(apart, key=lambda row: float(row["spread"]), default=None)
    part = [row["key_question"] for row in rows if row["sub_sample"]]
    return {
        "sentence": f"Furthest apart: {widest['standard']} {widest['standard_title']}, "
        f"{widest['spread']:.1f} points between its {called['key_questions']}."
        if widest
        else f"No {called['key_question']} has an answer yet.",
        "notes": [f"Asked of a sub-sample: {few(part, called['key_question'], called['key_questions'])}."]
        if part
        else [],
        "table": table(
            rows,
            "key_question",
            {
                called["Key_question"]: lambda row: f"{row['key_question']} {row['short']}",
                "Asked of": "population",
                "Yes of n": share,
                "Per cent": lambda row: percent(row["rounded"]),
                "Interval": interval,
                f"The others of its {called['standard']}": lambda row: text("; ".join(row["others"])),
                "Spread": lambda row: NONE if row["spread"] is None else f"{row['spread']:.1f}",
            },
            numeric=("Yes of n", "Per cent", "Interval", "Spread"),
        ),
    }


def sensitivity(ask: Ask, chosen: Slice) -> Panel | None:
    """What the overall rating would be were one standard, or one key question, a band higher or lower."""
    if ask("snapshot")[0]["overall_how"] in ("graded", "none"):
        return None
    rows = only(ask("sensitivity"), chosen, "standard")
    changing = [f"{row['question']} {row['direction']}" for row in rows if row["changes"]]
    return {
        "sentence": _sensitivity_sentence(rows, changing),
        "notes": ["From the ratings that hold. What would be, not what should be."],
        "table": {
            "title": "One band up, one band down",
            **table(
                [{**row, "key": f"{row['question']} {row['direction']}"} for row in rows],
                "key",
                {
                    "What moves": lambda row: f"{row['question']} {row['title']}, {row['direction']}",
                    "From": "from_rating",
                    "To": "to_rating",
                    f"{programme_names(ask)['Standard']} then": "standard_rating",
                    "Points then": "total",
                    "Overall then": "rating",
                    "Changes the overall rating": lambda row: "yes" if row["changes"] else "no",
                },
                numeric=("Points then",),
            ),
        },
    }


def _sensitivity_sentence(rows: Sequence[Row], changing: Sequence[str]) -> str:
    if all(row["total"] is None for row in rows):
        return "There is no overall rating yet that could change."
    if not changing:
        return "No single move by one band would change the overall rating."
    return f"The overall rating would change with {few(changing, 'move')}."

"""Indicative ratings: a tile a standard, one for the whole, and the words that go with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice
from fieldwork.screens.words import Row, could_change, count, table, text


def ratings(ask: Ask, chosen: Slice) -> Panel | None:
    """A tile a standard and one for the whole: rating in words and shape, and what decides it."""
    bands = {row["rating"]: row for row in ask("bands")}
    if not bands:
        return None
    called = programme_names(ask)
    rows = ask("indicative_ratings")
    [overall] = ask("indicative_overall")
    how = ask("snapshot")[0]["overall_how"]
    computed = any(row["judged"] == "computed" for row in rows)
    return {
        "sentence": ratings_sentence(overall, how, rows, called),
        "tiles": [*overall_tile(overall, how), *(_rating_tile(row, bands) for row in rows)],
        "notes": [
            _INDICATIVE.format(**called) + (_LOWEST.format(**called) if computed else ""),
            *limit_notes(ask("indicative_limits")),
        ],
        "table": table(
            rows,
            "standard",
            {
                called["Standard"]: "standard",
                "Title": "title",
                f"Indicative {called['rating']}": "rating",
                **({"Score": "score"} if overall["out_of"] else {}),
                **({"Decided by": "deciding_key_question"} if computed else {}),
                "Basis": "basis",
                **({"Could the cases still to come change a band?": could_change} if computed else {}),
                "Evidence for its wording": "evidence",
            },
            numeric=("Score",),
        ),
    }


_INDICATIVE = "Indicative: {ratings} belong to the organisation and are settled by the {panel}."
_LOWEST = " The lowest band among the {key_questions} of a {standard} decides its {rating}."


def overall_tile(overall: Row, how: str) -> list[dict[str, Any]]:
    """The tile of the whole; none where there is no overall rating."""
    if how == "none":
        return []
    note = f"{overall['standards_rated']} of {overall['standards_needed']} rated"
    if overall["rating"] and overall["total"] is not None:
        note = f"{overall['total']} of {overall['out_of']} points"
    return [
        {
            "key": "overall",
            "name": "Overall",
            "value": text(overall["rating"] or "Not yet"),
            "note": note,
            "emphasis": True,
        }
    ]


def ratings_sentence(overall: Row, how: str, rows: Sequence[Row], called: Mapping[str, str]) -> str:
    """What the whole is rated, or how far the ratings are."""
    if how == "none":
        rated = sum(row["rating"] is not None for row in rows)
        standards = count(len(rows), called["standard"], called["standards"])
        return f"{rated} of {standards} have a {called['rating']}; there is no overall one."
    if overall["rating"]:
        points = "" if overall["total"] is None else f": {overall['total']} of {overall['out_of']} points"
        return f"Overall {overall['rating']}{points}."
    if how == "graded":
        return f"The overall {called['rating']} is not given yet."
    rated, needed = overall["standards_rated"], overall["standards_needed"]
    return (
        f"{rated} of {needed} {called['standards']} have an indicative {called['rating']}; "
        f"there is no overall {called['rating']} before all {needed} have one."
    )


def limit_notes(rows: Sequence[Row]) -> list[str]:
    """The limiting rules that hold, in the text's words, but for those that an overall rating keeps to."""
    return [
        f"{'⚠ Better than the text says is likely' if row['exceeded'] else 'To bear in mind'}: {row['says']} "
        f"({', '.join(row['because'])})."
        for row in rows
        if row["exceeded"] is not False
    ]


def _rating_tile(row: Row, bands: Mapping[str, Row]) -> dict[str, Any]:
    band = bands.get(row["rating"])
    decided = f"Decided by {row['deciding_key_question']}" if row["deciding_key_question"] else None
    return {
        "key": row["standard"],
        "name": f"{row['standard']} {row['title']}",
        "value": text(row["rating"] or "Not yet"),
        "symbol": band and band["symbol"],
        "tone": band and band["ordinal"],
        "note": decided or str(row["basis"]).capitalize(),
    }

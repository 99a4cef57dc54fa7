"""Which figures moved since the last team meeting, which of them crossed a band, and why."""

from collections.abc import Mapping, Sequence

from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice
from fieldwork.screens.words import NONE, Row, count, few, listed, moment, percent, table


def the_figures(ask: Ask, chosen: Slice) -> Panel | None:
    """Which key questions crossed a band since the last meeting, which only moved, and why."""
    if not ask("key_questions"):
        return None
    rows = ask("since_last_meeting")
    bands = {row["band"]: row for row in ask("bands")}
    moved = [row for row in rows if row["moved"]]
    crossed = [row for row in moved if row["crossed"]]
    return {
        "sentence": _figures_sentence(rows, moved, crossed, programme_names(ask)),
        "tiles": [
            {
                "key": row["key_question"],
                "name": f"{row['key_question']} {row['short']}",
                "value": _from_to(row).replace(" ", "\N{NO-BREAK SPACE}"),
                "symbol": bands[row["band"]]["symbol"],
                "tone": bands[row["band"]]["ordinal"],
                "note": f"{_crossing(row, bands)}: {_why(row)}",
            }
            for row in crossed
        ],
        "notes": [
            *(f"Compared with the figures as at {moment(row['compared_with'])}." for row in rows[:1]),
            *(
                f"{row['key_question']} {row['short']}: {_from_to(row)}, {_why(row)}."
                for row in moved
                if not row["crossed"]
            ),
        ],
        "table": table(
            rows,
            "key_question",
            {
                programme_names(ask)["Key_question"]: lambda row: f"{row['key_question']} {row['short']}",
                "Then": lambda row: _share(row["before_yes"], row["before_n"], row["before"]),
                "Band then": lambda row: _band(row["before_band"], bands),
                "Now": lambda row: _share(row["yes"], row["n"], row["now"]),
                "Band now": lambda row: _band(row["band"], bands),
                "New cases": "new_cases",
                "Changed answers": "changed_answers",
                "No longer counted": "gone",
            },
            numeric=("Then", "Now", "New cases", "Changed answers", "No longer counted"),
        ),
    }


def _figures_sentence(
    rows: Sequence[Row], moved: Sequence[Row], crossed: Sequence[Row], called: Mapping[str, str]
) -> str:
    if not rows:
        return "No earlier meeting's figures are kept: there is nothing to compare with."
    if not moved:
        return "No figure has moved since the last meeting."
    which = few([row["key_question"] for row in crossed], called["key_question"], called["key_questions"])
    return f"{which} crossed a band." if crossed else "Figures moved, and none crossed a band."


def _crossing(row: Row, bands: Mapping[str, Row]) -> str:
    return f"{'Up' if row['risen'] else 'Down'} to {bands[row['band']]['words'].lower()}"


def _why(row: Row) -> str:
    return listed(
        [
            count(row[reason], thing)
            for reason, thing in (
                ("new_cases", "new case"),
                ("changed_answers", "changed answer"),
                ("gone", "lost case"),
            )
            if row[reason]
        ]
    )


def _from_to(row: Row) -> str:
    return f"{percent(row['before'])} → {percent(row['now'])}"


def _share(yes: int, n: int, rounded: int | None) -> str:
    return f"{percent(rounded)} ({yes} of {n})"


def _band(band: str | None, bands: Mapping[str, Row]) -> str:
    return f"{bands[band]['symbol']} {bands[band]['words']}" if band else NONE

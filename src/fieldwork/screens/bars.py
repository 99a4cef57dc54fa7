"""A bar a key question: percentage, interval, band, and what to note."""

from collections.abc import Mapping, Sequence
from typing import Any

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.remarks import remarks, to_note
from fieldwork.screens.screen import Panel
from fieldwork.screens.slices import Slice, only
from fieldwork.screens.words import (
    Row,
    could_change,
    count,
    interval,
    listed,
    percent,
    share,
    table,
    text,
)

NUMERIC = ("Yes of n", "Per cent", "Interval", "Not applicable", "Incomplete")


def bars(ask: Ask, chosen: Slice) -> Panel:
    """A bar a key question, for the organisation or one tier 1 unit."""
    rows = results(ask, chosen, "organisation")
    bands = [band for band in ask("bands") if band["lower"] is not None]
    called = programme_names(ask)
    [about] = ask("snapshot")
    heading = f"{about['confidence']:.0f}% interval"
    return {
        "size": "half",
        "sentence": _bars_sentence(
            ask("bands_reached", standard=chosen["standard"] or None), chosen["tier1"], called
        )
        if bands
        else _words_sentence(rows),
        "figure": charts.key_question_bars(rows, bands),
        "notes": [*([_bounds(bands)] if bands and not chosen["tier1"] else []), *remarks(rows, heading)],
        "table": table(
            rows,
            "key_question",
            {
                called["Key_question"]: "key_question",
                "Title": "title",
                **({"On the form": "on_form"} if any(row["on_form"] for row in rows) else {}),
                "Yes of n": share,
                "Per cent": lambda row: percent(row["rounded"]),
                **({"In words": "in_words"} if any(row["in_words"] for row in rows) else {}),
                heading: interval,
                **(
                    {
                        "Band": lambda row: _band(row, bands),
                        "Could the cases still to come change the band?": could_change,
                    }
                    if bands
                    else {}
                ),
                "To note": to_note,
                "Asked of": "population",
                "Evidence for that": "evidence",
                "Not applicable": "not_applicable",
                "Incomplete": "incomplete",
            },
            numeric=(*NUMERIC, heading),
        ),
    }


def _words_sentence(rows: Sequence[Row]) -> str:
    """The lowest and the highest, where no percentage is banded."""
    known = [row for row in rows if row["percentage"] is not None]
    if not known:
        return "No complete case answers a question yet."
    ends = [min(known, key=lambda row: row["percentage"]), max(known, key=lambda row: row["percentage"])]
    lowest, highest = (
        f"{row['label']}, {percent(row['rounded'])}" + (f" ({row['in_words']})" if row["in_words"] else "")
        for row in ends
    )
    return f"Lowest: {lowest}. Highest: {highest}."


def _bars_sentence(reached: Sequence[Row], tier1: str, called: Mapping[str, str]) -> str:
    if tier1:
        return f"{tier1}: percentages only; a unit has no bands and no {called['rating']}."
    if not reached:
        return f"No complete case answers a {called['key_question']} yet."
    found = [f"{row['key_questions']} {row['symbol']} {str(row['words']).lower()}" for row in reached]
    answered, unsettled = reached[0]["of_all"], reached[0]["of_all_unsettled"]
    return (
        f"Of {count(answered, called['key_question'], called['key_questions'])}: {listed(found)}; "
        f"{unsettled} could still change band."
    )


def _bounds(bands: Sequence[Row]) -> str:
    return f"Bands: {listed([_bound(band) for band in bands])}."


def _bound(band: Row) -> str:
    return f"{band['symbol']} {band['rating']} from {band['lower']}%"


def _band(row: Row, bands: Sequence[Row]) -> str:
    found = next((band for band in bands if band["band"] == row["band"]), None)
    return f"{found['symbol']} {found['words']} ({found['rating']})" if found else text(None)


def results(ask: Ask, chosen: Slice, level: str) -> list[dict[str, Any]]:
    """The results of a level, of the chosen standard and unit, each with the names that are shown."""
    rows = ask("key_question_results", level=level, tier1=chosen["tier1"] or None)
    return [
        {**row, "label": f"{row['key_question']} {row['short']}", "unit": _unit(row)}
        for row in only(rows, chosen, "standard")
    ]


def _unit(row: Row) -> str:
    if row["unit"] is None:
        return "Not said"
    return f"Week {row['unit']}" if row["level"] == "week" else str(row["unit"])

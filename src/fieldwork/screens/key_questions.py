"""Key questions: how the answers stand, what they add up to, and where they are close."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork import charts
from fieldwork.queries import in_its_words, programme_names
from fieldwork.screens.figures import Ask
from fieldwork.screens.ratings import ratings
from fieldwork.screens.remarks import remarks, to_note
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import (
    Row,
    could_change,
    count,
    day,
    interval,
    listed,
    percent,
    share,
    table,
    text,
)

ALL = ""
SPLITS = {"tier1": "{tier1}", "tier2": "{tier2}", "stratum": "stratum", "week": "week"}
_NUMERIC = ("Yes of n", "Per cent", "Interval", "Not applicable", "Incomplete")


def bars(ask: Ask, chosen: Slice) -> Panel:
    """A bar a key question, for the organisation or one tier 1 unit."""
    rows = _results(ask, chosen, "organisation")
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
            numeric=(*_NUMERIC, heading),
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


def units(ask: Ask, chosen: Slice) -> Panel:
    """The heat map of key questions and tier 1 units. A unit has percentages, never a band."""
    rows = _results(ask, {**chosen, "tier1": ALL}, "tier1")
    questions = {row["key_question"]: row for row in rows}
    names = list(dict.fromkeys(row["unit"] for row in rows))
    heat = charts.heat_map(rows, names, list(questions.values()))
    return {
        "size": "half",
        "sentence": _units_sentence(rows),
        "heat": {**heat, "choose": ["key_question", "tier1"], "leads_to": "cases"},
        "notes": [
            "Darker means a higher percentage, in five equal steps that are not bands. Units are not rated.",
            "† rests on a small number of answers. A dash stands where there are too few for a percentage. "
            "Choose a cell to see its cases.",
        ],
    }


def _units_sentence(rows: Sequence[Row]) -> str:
    known = [row for row in rows if row["percentage"] is not None]
    if not known:
        return "No unit has enough complete cases for a percentage yet."
    lowest = min(known, key=lambda row: float(row["percentage"]))
    highest = max(known, key=lambda row: float(row["percentage"]))
    return f"Lowest: {_where(lowest)}. Highest: {_where(highest)}."


def _where(row: Row) -> str:
    return f"{row['key_question']} in {row['unit']}, {percent(row['rounded'])} ({share(row)})"


def split(ask: Ask, chosen: Slice) -> Panel:
    """One key question by whatever splits it, within the tier 1 unit where one is chosen."""
    question, by = chosen["key_question"], in_its_words(SPLITS[chosen["split"]], programme_names(ask))
    rows = [
        row
        for row in _results(ask, {**chosen, "standard": ALL}, chosen["split"])
        if row["key_question"] == question
    ]
    within = f", {chosen['tier1']} only" if chosen["tier1"] else ""
    return {
        "size": "half",
        "sentence": f"{question} by {by}{within}: {rows[0]['title'] if rows else 'no such cases yet'}",
        "figure": charts.split_bars(rows),
        "notes": [f"Asked of: {row['population'].lower()}." for row in rows[:1]]
        + ["Hatched: a small number of answers. Counts alone: too few for a percentage."],
        "table": table(
            rows,
            "unit",
            {
                by.capitalize(): "unit",
                "Yes of n": share,
                "Per cent": lambda row: percent(row["rounded"]),
                "Interval": interval,
                "Not applicable": "not_applicable",
                "Incomplete": "incomplete",
            },
            numeric=_NUMERIC,
        ),
    }


def cases(ask: Ask, chosen: Slice) -> Panel:
    """The cases behind a figure, and the file that each answer came from."""
    question, tier1 = chosen["key_question"], chosen["tier1"]
    rows = ask("cases_behind", key_question=question, level="tier1", unit=tier1 or None, tier1=None)
    where = f" in {tier1}" if tier1 else ""
    return {
        "size": "half",
        "sentence": f"{count(len(rows), 'complete case')}{where} behind {question}.",
        "table": {
            "open": True,
            "title": "Cases and files",
            **table(
                rows,
                "case_id",
                {
                    "Case": "case_id",
                    programme_names(ask)["Tier1"]: "unit",
                    "Counts as": lambda row: text(row["outcome"]).replace("_", " "),
                    "Recorded": lambda row: day(row["recorded_at"]),
                    "File": "name",
                    "Place": "place",
                },
            ),
        },
    }


def doubts(ask: Ask, chosen: Slice) -> Panel:
    """The rules not read in a source document: a person should confirm them before a figure is quoted."""
    rows = ask("rules_in_doubt")
    return {
        "sentence": f"{count(len(rows), 'rule')} behind these figures were not read in a source document.",
        "table": {
            "title": "The rules, and how certain each is",
            **table(
                rows,
                "rule",
                {"Rule": "says", "Certainty": "evidence", "Document": "document", "Section": "section"},
            ),
        },
    }


def _results(ask: Ask, chosen: Slice, level: str) -> list[dict[str, Any]]:
    """The results of a level, of the chosen standard and unit, each with the names that are shown."""
    return [
        {**row, "label": f"{row['key_question']} {row['short']}", "unit": _unit(row)}
        for row in ask("key_question_results", level=level, tier1=chosen["tier1"] or None)
        if chosen["standard"] in (ALL, row["standard"])
    ]


def _unit(row: Row) -> str:
    if row["unit"] is None:
        return "Not said"
    return f"Week {row['unit']}" if row["level"] == "week" else str(row["unit"])


class KeyQuestionsScreen(Screen):
    """Filters: standard; tier1 (what bars, split and cases are of); key_question and split (lower panels)."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "Indicative {ratings}": ratings,
        "{Key_questions}": bars,
        "{Key_questions} by {tier1}": units,
        "One {key_question}, split": split,
        "Cases behind the figure": cases,
        "How certain the rules are": doubts,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        questions = ask("key_questions")
        standards = {row["standard"]: f"{row['standard']} {row['standard_title']}" for row in questions}
        numbers = [(row["key_question"], f"{row['key_question']} {row['short']}") for row in questions]
        named = [(row["unit"], row["unit"]) for row in ask("units")]
        called = programme_names(ask)
        return [
            Choice("standard", called["Standard"], [(ALL, f"All {called['standards']}"), *standards.items()]),
            Choice("tier1", called["Tier1"], [(ALL, f"All {called['tier1s']}"), *named]),
            Choice("key_question", called["Key_question"], numbers),
            Choice(
                "split",
                "Split by",
                [(value, in_its_words(label, called).capitalize()) for value, label in SPLITS.items()],
            ),
        ]

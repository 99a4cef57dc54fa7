"""Key questions: how the answers stand, what they add up to, and where they are close."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from fieldwork import charts
from fieldwork.queries import in_its_words, programme_names
from fieldwork.screens.bars import NUMERIC, bars, results
from fieldwork.screens.figures import Ask
from fieldwork.screens.ratings import ratings
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import ALL, Choice, Slice
from fieldwork.screens.words import (
    Row,
    count,
    day,
    interval,
    percent,
    share,
    table,
    text,
)

SPLITS = {"tier1": "{tier1}", "tier2": "{tier2}", "stratum": "stratum", "week": "week"}


def units(ask: Ask, chosen: Slice) -> Panel:
    """The heat map of key questions and tier 1 units. A unit has percentages, never a band."""
    rows = results(ask, {**chosen, "tier1": ALL}, "tier1")
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
        for row in results(ask, {**chosen, "standard": ALL}, chosen["split"])
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
            numeric=NUMERIC,
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

"""Key questions: how the answers stand, standard by standard and question by question, and where they are close."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork import charts
from fieldwork.screens.newest import Ask
from fieldwork.screens.remarks import remarks, to_note
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import Row, count, day, interval, listed, percent, share, table, text

ALL = ""
SPLITS = {"tier1": "tier 1 unit", "tier2": "tier 2 unit", "stratum": "stratum", "week": "week"}
_NUMERIC = ("Yes of n", "Per cent", "Interval", "Not applicable", "Incomplete")


def ratings(ask: Ask, chosen: Slice) -> Panel:
    """A tile a standard and one for the whole: rating in words and shape, and the key question that decides it."""
    bands = {row["rating"]: row for row in ask("bands")}
    rows = ask("standard_ratings")
    [overall] = ask("overall_rating")
    rated = [row for row in rows if row["rating"]]
    whole = {
        "key": "overall",
        "name": "Overall",
        "value": text(overall["rating"] or "Not yet"),
        "note": _overall_note(overall),
        "emphasis": True,
    }
    return {
        "sentence": _ratings_sentence(rows, rated, overall),
        "tiles": [whole, *(_rating_tile(row, bands) for row in rows)],
        "notes": [
            "Indicative: ratings belong to the organisation and are settled by the ratings panel. "
            "The lowest band among a standard's key questions decides its rating."
        ],
        "table": table(
            rows,
            "standard",
            {
                "Standard": "standard",
                "Title": "title",
                "Indicative rating": "rating",
                "Score": "score",
                "Decided by": "deciding_key_question",
                "Basis": "basis",
            },
            numeric=("Score",),
        ),
    }


def _overall_note(overall: Row) -> str:
    if overall["rating"]:
        return f"{overall['total']} of {overall['out_of']} points"
    return f"{overall['standards_rated']} of {overall['standards_needed']} standards rated"


def _ratings_sentence(rows: Sequence[Row], rated: Sequence[Row], overall: Row) -> str:
    if overall["rating"]:
        return f"Overall {overall['rating']}: {overall['total']} of {overall['out_of']} points, all standards rated."
    if not rated:
        return "No standard has an indicative rating yet."
    return (
        f"{len(rated)} of {len(rows)} standards have an indicative rating; "
        f"there is no overall rating before all {overall['standards_needed']} that count have one."
    )


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


def bars(ask: Ask, chosen: Slice) -> Panel:
    """A bar a key question, for the organisation or one tier 1 unit."""
    tier1 = chosen["tier1"] or None
    rows = _of_standard(
        ask("key_question_results", level="tier1" if tier1 else "organisation", tier1=tier1), chosen
    )
    bands = sorted(ask("bands"), key=lambda band: int(band["ordinal"]))
    questions = {row["key_question"]: row for row in ask("key_questions")}
    [programme] = ask("programme")
    heading = f"{programme['confidence']:.0f}% interval"
    return {
        "size": "half",
        "sentence": _bars_sentence(rows, bands, tier1),
        "figure": charts.key_question_bars(rows, bands),
        "notes": remarks(rows, [questions[row["key_question"]] for row in rows], programme),
        "table": table(
            rows,
            "key_question",
            {
                "Key question": "key_question",
                "Title": "title",
                "Yes of n": share,
                "Per cent": lambda row: percent(row["rounded"]),
                heading: interval,
                "Band": lambda row: _band(row, bands),
                "Could the cases still to come change the band?": _could_change,
                "To note": to_note,
                "Asked of": lambda row: text(questions[row["key_question"]]["population_title"]),
                "Evidence for the rule": lambda row: text(questions[row["key_question"]]["evidence"]),
                "Not applicable": "not_applicable",
                "Incomplete": "incomplete",
            },
            numeric=(*_NUMERIC, heading),
        ),
    }


def _bars_sentence(rows: Sequence[Row], bands: Sequence[Row], tier1: str | None) -> str:
    answered = [row for row in rows if row["n"]]
    if not answered:
        return "No complete case answers a key question yet."
    if tier1:
        return f"{tier1}: percentages only; a unit has no bands and no rating."
    found = [
        f"{sum(row['band'] == band['band'] for row in answered)} {band['symbol']} {str(band['words']).lower()}"
        for band in reversed(bands)
    ]
    open_still = sum(not row["settled"] for row in answered)
    return f"Of {count(len(answered), 'key question')}: {listed(found)}; {open_still} could still change band."


def _band(row: Row, bands: Sequence[Row]) -> str:
    found = next((band for band in bands if band["band"] == row["band"]), None)
    return f"{found['symbol']} {found['words']} ({found['rating']})" if found else text(None)


def _could_change(row: Row) -> str:
    return text(None) if row["settled"] is None else "No" if row["settled"] else "Yes"


def units(ask: Ask, chosen: Slice) -> Panel:
    """The heat map of key questions and tier 1 units. A unit has percentages, never a band."""
    rows = _of_standard(ask("key_question_results", level="tier1", tier1=None), chosen)
    questions = _of_standard(ask("key_question_results", level="organisation", tier1=None), chosen)
    names = list(dict.fromkeys(row["unit"] for row in rows))
    heat = charts.heat_map(rows, names, questions)
    return {
        "size": "half",
        "sentence": _units_sentence(rows, names),
        "heat": {**heat, "choose": ["key_question", "tier1"], "leads_to": "cases"},
        "notes": [
            "Darker means a higher percentage, in five equal steps; the steps are not bands. Units are not rated.",
            "“small” marks a number of answers below the programme's caution; choose a cell to see its cases.",
        ],
    }


def _units_sentence(rows: Sequence[Row], names: Sequence[str]) -> str:
    if not rows:
        return "No unit has a complete case yet."
    small = sum(bool(row["small"]) for row in rows)
    return f"{count(len(names), 'tier 1 unit')}: {small} of {len(rows)} cells rest on a small number of answers."


def split(ask: Ask, chosen: Slice) -> Panel:
    """One key question by whatever splits it."""
    question = chosen["key_question"]
    rows = [
        row
        for row in ask("key_question_results", level=chosen["split"], tier1=None)
        if row["key_question"] == question
    ]
    about = _question(ask, question)
    by = SPLITS[chosen["split"]]
    return {
        "size": "half",
        "sentence": f"{question} by {by}: {about['title']}",
        "figure": charts.split_bars(rows),
        "notes": [f"Asked of: {text(about['population_title'])}. Hatched bars rest on a small number of answers."],
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
    """The cases behind a cell, and the file that each answer came from."""
    question, tier1 = chosen["key_question"], chosen["tier1"]
    rows = ask("key_question_cases", key_question=question, tier1=tier1 or None)
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
                    "Tier 1 unit": "tier1",
                    "Answer": lambda row: text(row["answer"]).replace("_", " "),
                    "Recorded": lambda row: day(row["recorded_at"]),
                    "File": "file",
                    "Place": "place",
                },
            ),
        },
    }


def _of_standard(rows: Sequence[Row], chosen: Slice) -> list[Row]:
    return [row for row in rows if not chosen["standard"] or row["standard"] == chosen["standard"]]


def _question(ask: Ask, number: str) -> Row:
    return next(row for row in ask("key_questions") if row["key_question"] == number)


class KeyQuestionsScreen(Screen):
    """Filters: standard, tier1 (what the bars and cases are of), key_question and split (the lower panels)."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "Indicative ratings": ratings,
        "Key questions": bars,
        "Key questions by tier 1 unit": units,
        "One key question, split": split,
        "Cases behind the figure": cases,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        questions = [row for row in ask("key_questions") if row["population"]]
        standards = {row["standard"]: row["standard_title"] for row in questions}
        return [
            Choice(
                "standard",
                "Standard",
                [(ALL, "All standards"), *((number, f"{number} {title}") for number, title in standards.items())],
            ),
            Choice(
                "tier1",
                "Tier 1 unit",
                [(ALL, "All units"), *((row["tier1"], row["tier1"]) for row in ask("tier1_units"))],
            ),
            Choice(
                "key_question",
                "Key question",
                [(row["key_question"], f"{row['key_question']} {row['short']}") for row in questions],
            ),
            Choice("split", "Split by", [(value, label.capitalize()) for value, label in SPLITS.items()]),
        ]

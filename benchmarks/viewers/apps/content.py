"""What every competitor shows: the rows of fieldwork's own named queries, and the words made from them.

The peers import it and the harness takes from it the texts that it waits for, so all show the same. It stands
for what any of the five applications would have written: it knows no framework and caches nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

ALL = "All units"
Row = dict[str, Any]
_QUERIES = Path(__file__).resolve().parents[3] / "queries"


@dataclass(frozen=True)
class Tile:
    """`note` says what decides `value`."""

    name: str
    value: str
    note: str


@dataclass(frozen=True)
class Slice:
    """One snapshot for one tier 1 unit, or for `ALL`. `heat` is of every unit whatever the filter."""

    units: Sequence[str]
    tiles: Sequence[Tile]
    ratings: str
    bars: Sequence[Row]
    bars_sentence: str
    bands: Sequence[Row]
    heat: Sequence[Row]
    split: Sequence[Row]
    split_sentence: str
    cases: Sequence[Row]
    cases_sentence: str


def newest(snapshots: Path) -> str:
    """The name of the newest snapshot."""
    return (snapshots / "CURRENT").read_text("ascii").strip()


def read(snapshots: Path, name: str, unit: str) -> Slice:
    """The slice of snapshot `name` for `unit`, in some ten queries."""
    with duckdb.connect(str(snapshots / name), read_only=True) as connection:

        def ask(query: str, **parameters: Any) -> list[Row]:
            asked = connection.execute(_sql(query), parameters or None)
            columns = [column[0] for column in asked.description]
            return [dict(zip(columns, row, strict=True)) for row in asked.fetchall()]

        tier1 = None if unit == ALL else unit
        [overall] = ask("overall_rating")
        bands, bars = ask("bands"), ask("key_question_results", level="organisation", tier1=tier1)
        question = ask("key_questions")[0]
        by_unit = ask("key_question_results", level="tier1", tier1=None)
        split = [row for row in by_unit if tier1 in (None, row["unit"])]
        asked = {"key_question": question["key_question"], "level": "tier1", "unit": tier1, "tier1": None}
        cases = ask("cases_behind", **asked)
        return Slice(
            units=[ALL, *(row["unit"] for row in ask("units"))],
            tiles=[_overall(overall), *(_tile(row) for row in ask("standard_ratings"))],
            ratings=_ratings(overall),
            bars=bars,
            bars_sentence=_bars(bars, bands, tier1),
            bands=bands,
            heat=by_unit,
            split=[row for row in split if row["key_question"] == question["key_question"]],
            split_sentence=f"{question['key_question']} by tier 1 unit: {question['title']}",
            cases=[_case(row) for row in cases],
            cases_sentence=_cases(len(cases), tier1, question["key_question"]),
        )


@cache
def _sql(query: str) -> str:
    return (_QUERIES / f"{query}.sql").read_text("utf-8")


def _overall(overall: Row) -> Tile:
    rated = f"{overall['standards_rated']} of {overall['standards_needed']} rated"
    note = f"{overall['total']} of {overall['out_of']} points" if overall["rating"] else rated
    return Tile("Overall", overall["rating"] or "Not yet", note)


def _tile(row: Row) -> Tile:
    decided = row["deciding_key_question"]
    note = f"Decided by {decided}" if decided else str(row["basis"]).capitalize()
    return Tile(f"{row['standard']} {row['title']}", row["rating"] or "Not yet", note)


def _ratings(overall: Row) -> str:
    rated, needed = overall["standards_rated"], overall["standards_needed"]
    if overall["rating"]:
        return f"Overall {overall['rating']}: {overall['total']} of {overall['out_of']} points."
    return (
        f"{rated} of {needed} standards have an indicative rating; "
        f"there is no overall rating before all {needed} have one."
    )


def _bars(rows: Sequence[Row], bands: Sequence[Row], tier1: str | None) -> str:
    if tier1:
        return f"{tier1}: percentages only; a unit has no bands and no rating."
    answered = [row for row in rows if row["n"]]
    found = [(band, sum(row["band"] == band["band"] for row in answered)) for band in reversed(bands)]
    named = [f"{number} {band['symbol']} {band['words'].lower()}" for band, number in found if number]
    listed = " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    could_change = sum(not row["settled"] for row in answered)
    return f"Of {len(answered)} key questions: {listed}; {could_change} could still change band."


def _cases(number: int, tier1: str | None, question: str) -> str:
    cases = "complete case" if number == 1 else "complete cases"
    return f"{number} {cases}{f' in {tier1}' if tier1 else ''} behind {question}."


def _case(row: Row) -> Row:
    return {
        "Case": row["case_id"],
        "Tier 1 unit": row["unit"],
        "Counts as": row["outcome"].replace("_", " "),
        "Recorded": f"{row['recorded_at']:%a} {row['recorded_at'].day} {row['recorded_at']:%b}",
        "File": row["name"],
        "Place": row["place"],
    }

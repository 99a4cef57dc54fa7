"""The drawn sample: how large it is, how well it matches the eligible cases, who is out, what forced it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldwork import database
from fieldwork.packs.asking import Ask, asking, headed
from fieldwork.papers import Column, Paper, Section, Table
from fieldwork.programme.sampling import Drawing

_NOT_SAID = "the list does not say"


def sample(made: Path, drawing: Drawing) -> Paper:
    """The paper of a draw. `made`: the file that holds it (`sampling.tables`), which the queries count."""
    with database.open_snapshot(made) as opened:
        ask = asking(opened)
        [size] = ask("sample_size")
        sections = [
            _size(size),
            _strata(ask),
            _units(ask, drawing),
            _officers(size),
            *_exclusions(ask),
            _method(drawing),
        ]
        return headed(ask, "sample", f"The sample: {size['sample_title']}", sections)


def _size(size: Mapping[str, Any]) -> Section:
    columns = [
        Column("listed", "Cases on the long list", "count"),
        Column("eligible", "Eligible", "count"),
        Column("required_by_formula", "Required, by the formula", "count"),
        Column("required", "Required, as stated", "count", "not stated"),
        Column("planned", "Planned", "count", "not stated"),
        Column("wanted", "Asked for", "count"),
        Column("selected", "Selected", "count"),
        Column("substitutes", "Substitutes", "count"),
        Column("margin", "Margin, points either way", "number"),
        Column("seed", "Seed"),
        Column("drawn_on", "Drawn on", "date"),
        Column("role", "Drawn by"),
    ]
    note = (
        f"The margin is at one half and {size['confidence']:g}% confidence, out of the eligible cases. "
        "The same long list, size and seed draw the same cases."
    )
    return Section(
        "size", "How large", (), [Table("size", "The draw", columns, [size], "sample_size", [note])]
    )


def _strata(ask: Ask) -> Section:
    rows = ask("sample_strata")
    columns = [
        Column("stratum", "Stratum", blank="the sample has no strata"),
        Column("eligible", "Eligible", "count"),
        Column("eligible_share", "Share of the eligible", "percentage"),
        Column("wanted", "To give", "count"),
        Column("selected", "Selected", "count"),
        Column("selected_share", "Share of the selected", "percentage", "none selected"),
        Column("difference", "Difference, points", "number", "none selected"),
        Column("cases_off", "Off its exact share, cases", "number"),
        Column("substitutes", "Substitutes", "count"),
        Column("excluded", "Taken out", "count"),
        Column("forced", "What forced a difference", blank="nothing"),
    ]
    title = "Strata: the sample beside the eligible cases"
    return Section("strata", "Strata", (), [Table("strata", title, columns, rows, "sample_strata")])


def _units(ask: Ask, drawing: Drawing) -> Section:
    columns = [
        Column("tier1", "{Tier1}", blank=_NOT_SAID),
        Column("tier2", "{Tier2}", blank=_NOT_SAID),
        Column("eligible", "Eligible", "count"),
        Column("eligible_share", "Share of the eligible", "percentage"),
        Column("selected", "Selected", "count"),
        Column("selected_share", "Share of the selected", "percentage", "none selected"),
        Column("difference", "Difference, points", "number", "none selected"),
        Column("substitutes", "Substitutes", "count"),
    ]
    limit = ", and the limit for each officer," if drawing.most_per_officer else ""
    note = f"Matching the strata{limit} goes before an even spread over units."
    table = Table(
        "units",
        "Units: the sample beside the eligible cases",
        columns,
        ask("sample_units"),
        "sample_units",
        [note],
    )
    return Section("units", "Units", (), [table])


def _officers(size: Mapping[str, Any]) -> Section:
    most, unknown = size["most_per_officer"], size["without_officer"]
    sentences = [
        f"Selected cases and substitutes are those of {size['officers']} responsible officers; none is named."
    ]
    if most is not None:
        sentences.append(f"With {most} cases, the most that one may have: {size['officers_at_most']}.")
    if unknown:
        sentences.append(
            f"Of {unknown} cases the long list does not say whose they are; no limit was kept for them."
        )
    return Section("officers", "Responsible officers", sentences)


def _exclusions(ask: Ask) -> list[Section]:
    columns = [
        Column("criterion", "Criterion"),
        Column("asked", "Somebody says which cases", "yes_no"),
        Column("cases", "Cases", "count"),
        Column("evidence", "Evidence for the criterion"),
    ]
    by_criterion = Table(
        "exclusions", "Excluded, by criterion", columns, ask("sample_exclusions"), "sample_exclusions"
    )
    columns = [
        Column("case_id", "Case"),
        Column("criterion", "Criterion"),
        Column("role", "By"),
        Column("decided_on", "On", "date"),
        Column("eligible", "After it was drawn", "yes_no"),
        Column("substitute", "Substitute", blank="none"),
    ]
    each = Table("excluded", "Excluded, case by case", columns, ask("sample_excluded"), "sample_excluded")
    return [Section("exclusions", "Exclusions and substitutions", (), [by_criterion, each])]


def _method(drawing: Drawing) -> Section:
    rules = [drawing.spread, drawing.most_per_officer, drawing.buffer, drawing.substitutes]
    return Section("method", "Method", [f"{rule.says} ({rule.evidence})." for rule in rules if rule])

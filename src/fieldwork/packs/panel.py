"""The panel pack's two papers: the evidence laid before the ratings panel, and the document of its decisions.

After the manual, 7.2. Neither holds a name or a text of a case; the decisions hold the panel's own reasons.
"""

from pathlib import Path

from fieldwork import database
from fieldwork.packs import meetings, panel_cases, panel_closeness, panel_domain_one
from fieldwork.packs.asking import Ask, asking, headed
from fieldwork.packs.figures import OVERALL, of_key_question, of_standard
from fieldwork.papers import Column, Paper, Section, Table

_TO_FILL = "to be filled in"
_TO_DECIDE = "to be decided"


def panel(snapshot: Path) -> tuple[Paper, Paper]:
    """The evidence laid before the panel, and the document of its decisions.

    SnapshotError where the file is no snapshot.
    """
    with database.open_snapshot(snapshot) as opened:
        ask = asking(opened)
        return _evidence(ask), _decisions(ask)


def _evidence(ask: Ask) -> Paper:
    """Everything that the panel weighs."""
    sections = [
        panel_cases.ratings(ask),
        panel_cases.results(ask),
        panel_closeness.closeness(ask),
        panel_closeness.sub_samples(ask),
        panel_closeness.sensitivity(ask),
        panel_domain_one.proposals(ask),
        panel_domain_one.side_by_side(ask),
        panel_domain_one.interviews(ask),
        meetings.coverage(ask),
        panel_domain_one.doubts(ask),
    ]
    return headed(ask, "evidence", "Evidence for the {panel}", sections)


def _decisions(ask: Ask) -> Paper:
    """What the panel decided beside what was computed or proposed, and what the chair fills in by hand."""
    to_write = [
        Section(f"part_{row['ordinal']}", row["title"], [f"[{_TO_FILL}]"]) for row in ask("record_parts")
    ]
    sections = [_present(ask), _standards(ask), _key_questions(ask), _overall(ask), *to_write]
    return headed(ask, "decisions", "{Record}", sections)


def _present(ask: Ask) -> Section:
    table = Table(
        "present",
        "Present at the {panel}",
        [
            Column("role", "Role"),
            Column("attends", "Attends as"),
            Column("name", "Name", blank=_TO_FILL),
            Column("present", "Present", blank=_TO_FILL),
        ],
        [{**row, "name": None, "present": None} for row in ask("panel_members")],
        "panel_members",
    )
    sentence = f"Date of the {{panel}}: [{_TO_FILL}]. Who leads it completes this document."
    return Section("present", "The {panel}", [sentence], [table])


def _standards(ask: Ask) -> Section:
    rows = [
        {
            **row,
            "reference": of_standard(row["standard"]),
            "before": row["computed_rating"] or row["proposed_rating"],
        }
        for row in ask("standard_ratings")
    ]
    table = Table(
        "standard_decisions",
        "{Standards}",
        [
            Column("reference", "Reference"),
            Column("title", "{Standard}"),
            Column("before", "Computed or proposed", blank="no rating yet"),
            Column("deciding_key_question", "Decided by", blank="not decided by cases"),
            Column("panel_rating", "Panel's decision", blank=_TO_DECIDE),
            Column("reason", "Reason", blank=_TO_FILL),
            Column("decided_at", "Decided", "moment", _TO_FILL),
        ],
        rows,
        "standard_ratings",
    )
    return Section("standard_decisions", "Decisions by {standard}", (), [table])


def _key_questions(ask: Ask) -> Section:
    decided = ask("panel_decisions")
    proposed = {row["standard"] for row in ask("standard_ratings") if row["judged"] == "proposed"}
    table = Table(
        "panel_decisions",
        "Decisions written down",
        [
            Column("reference", "Reference"),
            Column("title", "{Key_question} or {standard}"),
            Column("computed_rating", "Computed or proposed", blank="no rating yet"),
            Column("panel_rating", "Panel's decision"),
            Column("changed", "Changed", "yes_no"),
            Column("reason", "Reason", blank="no reason given"),
            Column("decided_at", "Decided", "moment", "not said"),
        ],
        [
            {**row, "reference": (of_standard if question in proposed else of_key_question)(question)}
            for row in decided
            for question in [row["question"]]
        ],
        "panel_decisions",
    )
    sentence = (
        "What cases answer is revised at the {key_question} only."
        if decided
        else "No decision of the panel is written down yet."
    )
    return Section("panel_decisions", "Decisions by {key_question}", [sentence], [table])


def _overall(ask: Ask) -> Section:
    [whole] = ask("overall_rating")
    table = Table(
        "overall_decision",
        "Overall rating before and after the panel",
        [
            Column("reference", "Reference"),
            Column("when", "When"),
            Column("rating", "Rating", blank="no rating yet"),
            Column("total", "Points", "count", "no rating yet"),
            Column("out_of", "Of at most", "count"),
        ],
        [
            {
                **whole,
                "reference": OVERALL,
                "when": "Without the panel's decisions",
                "rating": whole["computed_rating"],
                "total": whole["computed_total"],
            },
            {**whole, "reference": OVERALL, "when": "With the panel's decisions"},
        ],
        "overall_rating",
    )
    return Section("overall_decision", "Overall rating", (), [table])

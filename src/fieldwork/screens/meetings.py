"""Meetings: whom inspectors still have to meet, and what stands behind what people judge."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from fieldwork import charts
from fieldwork.queries import programme_names
from fieldwork.screens.evidence import evidence, prompts
from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import ALL, Choice, Slice, only
from fieldwork.screens.words import Row, count, day, few, listed, moment, percent, share, table, text

REMARKS = {
    "too_few": "fewer people than the optimum",
    "too_many": "more people than the optimum",
    "too_short": "shorter than the optimum",
    "too_long": "longer than the optimum",
    "mixed_grades": "not of one grade",
    "line_manager": "a line manager was in the group",
}


def coverage(ask: Ask, chosen: Slice) -> Panel:
    """The core meetings: held, to come, without a report, missing."""
    rows = ask("core_meetings")
    totals = ask("meeting_totals")
    missing = [row["title"] for row in rows if row["missing"]]
    return {
        "sentence": f"Neither held nor scheduled: {few(missing, 'core meeting')}."
        if missing
        else "Every core meeting is held or scheduled.",
        "tiles": [
            {
                "key": str(row["focus_group"]),
                "name": "Focus groups" if row["focus_group"] else "Other core meetings",
                "value": f"{row['held']} of {row['asked']} held",
                "note": f"{row['scheduled']} to come, {row['unreported']} without a report, "
                f"{row['missing']} missing",
            }
            for row in totals
        ],
        "notes": ["A meeting that is asked at two locations counts twice."],
        "table": {
            "title": "Core meetings",
            "open": True,
            **table(
                rows,
                "core_meeting",
                {
                    "Core meeting": "title",
                    "Stands": _stands,
                    "Held": lambda row: f"{row['held']} of {row['asked']}",
                    "To come": "scheduled",
                    "Without a report": "unreported",
                    "Missing": "missing",
                    "Evidence for": lambda row: ", ".join(row["standards"]),
                },
                numeric=("Held", "To come", "Without a report", "Missing"),
            ),
        },
    }


def _stands(row: Row) -> str:
    if row["missing"]:
        return "✗ Missing"
    if row["held"] >= row["asked"]:
        return "✓ Held"
    if row["unreported"]:
        return "? No report yet"
    return "· To come" if row["scheduled"] else "If there are such people"


def focus_groups(ask: Ask, chosen: Slice) -> Panel:
    """Every focus group, with remarks where it was outside the programme's optimum."""
    rows = ask("focus_groups")
    remarked = [row for row in rows if row["remarks"]]
    return {
        "sentence": f"{count(len(remarked), 'focus group')} outside the optimum: a remark, not a failure."
        if remarked
        else "No focus group held was outside the optimum.",
        "table": {
            "title": "Focus groups",
            "open": True,
            **table(
                [{**row, "key": str(number)} for number, row in enumerate(rows)],
                "key",
                {
                    "When": lambda row: moment(row["starts_at"]),
                    "Focus group": "title",
                    "Where": lambda row: text(row["location"]),
                    "Status": lambda row: row["status"] + (", moved" if row["moved"] else ""),
                    "People": lambda row: text(row["attendees"]),
                    "Minutes": lambda row: text(row["minutes"]),
                    "Remarks": lambda row: text(listed([REMARKS[remark] for remark in row["remarks"]])),
                },
                numeric=("People", "Minutes"),
            ),
        },
    }


def interviews(ask: Ask, chosen: Slice) -> Panel | None:
    """What responsible officers answer, against the share below which it may support a negative judgement."""
    if not (rows := ask("interview_answers")):
        return None
    low = [row["title"].lower() for row in rows if row["caution"]]
    return {
        "sentence": f"May support a negative judgement: {listed(low)}."
        if low
        else "No share is below the caution.",
        "figure": charts.caution_bars(rows),
        "notes": [
            "A caution, to be weighed with what others say; the questions' own wording is not in the source."
        ],
        "table": table(
            rows,
            "interview_question",
            {
                "About": "title",
                "Prompt": "prompt",
                "Yes of n": share,
                "Per cent": lambda row: percent(row["rounded"]),
                "Caution below": lambda row: f"{row['caution_below']}%",
                "Below it": lambda row: "yes" if row["caution"] else "no",
            },
            numeric=("Yes of n", "Per cent", "Caution below"),
        ),
    }


def in_advance(ask: Ask, chosen: Slice) -> Panel:
    """The documents suggested as evidence in advance: which came, which did not."""
    rows = only(ask("evidence_in_advance"), chosen, "standard")
    waited = [row["title"] for row in rows if row["received_on"] is None]
    return {
        "sentence": f"Not come: {count(len(waited), 'document')}."
        if waited
        else "Every document suggested has come.",
        "table": {
            "title": "Evidence in advance",
            **table(
                rows,
                "item",
                {
                    "Document": "title",
                    programme_names(ask)["Standard"]: "standard",
                    "Received": lambda row: day(row["received_on"]),
                    "Remark": lambda row: text(row["remark"]),
                },
            ),
        },
    }


class MeetingsScreen(Screen):
    """Filter: a standard that people judge, for the panels on evidence."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "Core meetings": coverage,
        "Focus groups": focus_groups,
        "What was heard, by {key_question}": evidence,
        "Prompts": prompts,
        "Interviews with responsible officers": interviews,
        "Evidence in advance": in_advance,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        heard = {row["standard"] for row in ask("evidence_by_key_question")}
        about = [row for row in ask("indicative_ratings") if row["standard"] in heard]
        standards = [(row["standard"], f"{row['standard']} {row['title']}") for row in about]
        return [Choice("standard", "Evidence for", [(ALL, "All of them"), *standards])]

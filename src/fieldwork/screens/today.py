"""Today: what the team looks at every evening, one idea a page, read from six metres.

Nothing here names a person, tells of a case, or counts what one officer did: the screen is shared.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldwork.screens.due import due
from fieldwork.screens.figures import Ask
from fieldwork.screens.moved import the_figures
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import NONE, Row, count, day, few, listed, moment, table, text

HEARD = 8  # lines of what was heard that a page shows large; the table has all
LINES = {"above": "▲ Above the line", "below": "▼ Below the line", "neutral": "● Neither"}
ALERTS = {
    "harm_to_others": "Harm to others",
    "harm_to_the_person": "Harm to the person",
    "child_safeguarding": "Child safeguarding",
    "offence": "Possible offence",
    "practice": "Organisational practice",
}


def _since(ask: Ask) -> Any:
    return ask("last_meeting")[0]["since"]


def the_day(ask: Ask, chosen: Slice) -> Panel:
    """What was done since the last meeting: cases by sample, meetings, alerts, actions."""
    since = _since(ask)
    counts = ask("today_counts", since=since)
    cases = [row for row in counts if row["matter"] == "cases_complete"]
    others = {row["matter"]: row for row in counts if row["matter"] != "cases_complete"}
    return {
        "sentence": f"Since {moment(since)}: "
        + (
            listed([f"{row['since']} in {row['sample_title']}" for row in cases]) + " completed."
            if cases
            else f"{count(others['meetings_held']['since'], 'meeting')} held."
        ),
        "tiles": [
            *(_case_tile(row) for row in cases),
            _tile("meetings", "Meetings held", others["meetings_held"]),
            _tile("alerts", "Alerts raised", others["alerts_raised"]),
            _tile("assured", "Alerts assured", others["alerts_closed"]),
            _tile("done", "Actions done", others["actions_done"]),
        ],
        "table": table(
            [{**row, "key": f"{row['matter']} {row['sample_title']}"} for row in counts],
            "key",
            {
                "Matter": lambda row: text(
                    row["sample_title"] or row["matter"].replace("_", " ").capitalize()
                ),
                "Since the last meeting": "since",
                "Altogether": "altogether",
                "Required": "required",
            },
            numeric=("Since the last meeting", "Altogether", "Required"),
        ),
    }


def _case_tile(row: Row) -> dict[str, Any]:
    of = f" of {row['required']} required" if row["required"] else ""
    return {
        "key": row["sample_title"],
        "name": row["sample_title"],
        "value": f"+{row['since']}",
        "note": f"{row['altogether']}{of}",
    }


def _tile(key: str, name: str, row: Row) -> dict[str, Any]:
    return {"key": key, "name": name, "value": str(row["since"]), "note": f"{row['altogether']} altogether"}


def what_we_heard(ask: Ask, chosen: Slice) -> Panel:
    """Meetings held, points above and below the line, and the day's notes that are of no single case."""
    happened = ask("today", since=_since(ask))
    held = [row for row in happened if row["matter"] == "meeting_held"]
    points = [row for row in happened if row["matter"] == "point"]
    notes = [row for row in happened if row["matter"] == "note"]
    return {
        "sentence": f"{count(len(held), 'meeting')} held, {count(len(points), 'point')} heard."
        if held or points
        else "Nothing was heard in meetings since the last one.",
        "notes": [
            *(f"{LINES[row['line']]}, {row['question']}: {row['detail']}" for row in points[:HEARD]),
            *(f"{text(row['title'])}: {row['detail']}" for row in notes[:HEARD]),
        ],
        "table": {
            "title": "Everything heard, and the meetings held",
            **table(
                [{**row, "key": str(number)} for number, row in enumerate([*held, *points, *notes])],
                "key",
                {
                    "When": lambda row: moment(row["moment"]),
                    "From": lambda row: text(row["title"]),
                    "Line": lambda row: LINES.get(row["line"] or "", NONE),
                    "Question": lambda row: text(row["question"]),
                    "What": lambda row: text(row["detail"]),
                    "Where": lambda row: text(row["location"]),
                    "People": lambda row: text(row["attendees"]),
                },
                numeric=("People",),
            ),
        },
    }


def alerts_and_actions(ask: Ask, chosen: Slice) -> Panel:
    """What is raised and not assured, what is to do, what is overdue."""
    counts = {row["matter"]: row["altogether"] for row in ask("today_counts", since=_since(ask))}
    alerts, actions = ask("alerts_open"), ask("actions_open")
    return {
        "sentence": f"{count(counts['alerts_open'], 'alert')} without assurance; "
        f"{count(counts['actions_open'], 'action')} open, {counts['actions_overdue']} overdue.",
        "tiles": [
            {
                "key": row["alert"],
                "name": f"{ALERTS.get(row['kind'] or '', 'Alert')}, raised {day(row['raised_at'])}",
                "value": "today" if not row["days_open"] else count(row["days_open"], "day"),
                "note": "Evidence seen" if row["evidence_seen"] else "No evidence seen yet",
            }
            for row in alerts
        ],
        "table": {
            "title": "Actions",
            "open": True,
            **table(
                actions,
                "id",
                {
                    "Action": "action",
                    "Who": lambda row: text(row["owner"]),
                    "Due": lambda row: ("Overdue: " if row["overdue"] else "") + day(row["due"]),
                },
            ),
        },
    }


def tomorrow(ask: Ask, chosen: Slice) -> Panel:
    """The next day's interviews and meetings, what the timetable has, and what has no place yet."""
    rows = ask("tomorrow")
    missing = [row for row in ask("core_meetings") if row["missing"]]
    return {
        "sentence": _tomorrow_sentence(rows),
        "notes": [
            *due(ask("due")),
            *([f"No time yet: {few([row['title'] for row in missing], 'core meeting')}."] if missing else []),
        ],
        "table": {
            "title": "Schedule",
            "open": True,
            **table(
                [{**row, "key": str(number)} for number, row in enumerate(rows)],
                "key",
                {
                    "Time": lambda row: f"{row['starts_at']:%H:%M}",
                    "What": lambda row: text(row["title"] or count(row["interviews"], "interview")),
                    "Where": lambda row: text(row["location"]),
                    "Remark": lambda row: "moved" if row["moved"] else NONE,
                },
            ),
        },
    }


def _tomorrow_sentence(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing more is on the schedule."
    first = rows[0]
    return (
        f"{day(first['day'])}: {count(first['interviews_in_all'], 'interview')} and "
        f"{count(first['meetings_in_all'], 'meeting')}, the first at {first['starts_at']:%H:%M}."
    )


class TodayScreen(Screen):
    """No filters: everybody looks at the same."""

    captures: ClassVar[Mapping[str, str]] = {
        "leads_to": "today/capture",
        "says": "Write it down: a note, an action, an alert, a meeting held",
    }
    rotates: ClassVar[bool] = True
    panels: ClassVar[Mapping[str, Draw]] = {
        "The day": the_day,
        "The figures": the_figures,
        "What we heard": what_we_heard,
        "Alerts and actions": alerts_and_actions,
        "Tomorrow": tomorrow,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        return []

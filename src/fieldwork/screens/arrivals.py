"""Arrivals: what came, what was not understood, and what has not come."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from fieldwork.screens.figures import Ask
from fieldwork.screens.screen import Draw, Panel, Screen
from fieldwork.screens.slices import Choice, Slice
from fieldwork.screens.words import Row, count, day, listed, moment, table, text

NEWEST = 100  # versions of files that the table shows
MATTERS = {
    "case_list": "Case list",
    "form": "Form of a case",
    "meeting_report": "Report of a meeting",
    "evidence": "Evidence in advance",
}


def came(ask: Ask, chosen: Slice) -> Panel:
    """How much came, when last, and the newest files."""
    days, files = ask("arrivals_by_day"), ask("arrivals")
    if not days:
        return {"sentence": "Nothing has come yet."}
    last = days[-1]
    return {
        "sentence": f"The newest file came on {moment(files[0]['received_at'])}.",
        "tiles": [
            {
                "key": "files",
                "name": "Files",
                "value": f"{last['files_in_all']:,}",
                "note": "every version counted",
            },
            {"key": "records", "name": "Statements", "value": f"{last['records_in_all']:,}"},
            {"key": "today", "name": f"On {day(last['day'])}", "value": count(last["files"], "file")},
            {
                "key": "rejects",
                "name": "Not understood",
                "value": text(last["standing_rejects"] or 0),
                "note": "places in the newest versions",
            },
        ],
        "table": {
            "title": f"The newest {min(NEWEST, len(files))} files",
            **table(
                files[:NEWEST],
                "entry",
                {
                    "No": "entry",
                    "File": "name",
                    "Received": lambda row: moment(row["received_at"]),
                    "Read as": lambda row: text(row["form"] or row["format"] or "could not be read"),
                    "Understood": "records",
                    "Not understood": "rejected",
                    "Remark": lambda row: "a later version came" if row["superseded"] else text(None),
                },
                numeric=("No", "Understood", "Not understood"),
            ),
        },
    }


def not_come(ask: Ask, chosen: Slice) -> Panel:
    """What should have come by now."""
    rows = ask("not_come")
    forms = [row for row in rows if row["matter"] == "form"]
    missing = [said for matter in MATTERS if (said := _missing(rows, matter))]
    return {
        "sentence": f"Missing: {listed(missing)}." if rows else "Everything expected by now has come.",
        "notes": ["A form is expected once its interview is past."] if forms else [],
        "table": {
            "title": "What is missing",
            **table(
                [{**row, "key": f"{row['matter']} {row['thing']} {row['since']}"} for row in rows],
                "key",
                {
                    "Kind": lambda row: MATTERS[row["matter"]],
                    "What": "thing",
                    "Expected from": lambda row: text(row["who"]),
                    "Since": lambda row: day(row["since"]),
                },
            ),
        },
    }


def _missing(rows: Sequence[Row], matter: str) -> str:
    number = len([row for row in rows if row["matter"] == matter])
    names = {"case_list": "case list", "form": "form", "meeting_report": "report", "evidence": "document"}
    return count(number, names[matter]) if number else ""


def not_understood(ask: Ask, chosen: Slice) -> Panel:
    """Rejects: place, what is wrong, what is allowed, what to do."""
    rows = [row for row in ask("rejects") if not row["superseded"]]
    return {
        "sentence": f"{count(len(rows), 'place')} to be put right; nothing is lost, the files are kept."
        if rows
        else "Everything that came was understood.",
        "table": {
            "title": "What was not understood",
            "open": True,
            **table(
                [{**row, "key": f"{row['sha256']} {row['place']} {row['wrong']}"} for row in rows],
                "key",
                {
                    "File": "name",
                    "Place": "place",
                    "What is wrong": "wrong",
                    "Allowed": lambda row: text(row["allowed"]),
                    "To do": lambda row: text(row["remedy"]),
                },
            ),
        },
    }


def disagreeing(ask: Ask, chosen: Slice) -> Panel:
    """Versions of one case of the same time that say different things."""
    rows = ask("conflicts")
    values = count(len(rows), "value")
    return {
        "sentence": f"{values} said differently in files of the same time; one counts, always the same."
        if rows
        else "No two files of the same time disagree.",
        "table": {
            "title": "Two versions of one case",
            **table(
                [{**row, "key": f"{row['case_id']} {row['about']} {row['attribute']}"} for row in rows],
                "key",
                {
                    "Case": "case_id",
                    "About": "about",
                    "What": "attribute",
                    "Said": lambda row: listed([text(value) for value in row["values_said"]]),
                    "Counts": lambda row: text(row["counted"]),
                    "Files": lambda row: listed(row["files"]),
                },
            ),
        },
    }


class ArrivalsScreen(Screen):
    """No filters."""

    panels: ClassVar[Mapping[str, Draw]] = {
        "What came": came,
        "What has not come": not_come,
        "What was not understood": not_understood,
        "Two versions of one case": disagreeing,
    }

    def choices(self, ask: Ask) -> Sequence[Choice]:
        return []

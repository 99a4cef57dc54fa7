"""Today tells what was done since the last team meeting, and nothing of a single case."""

# ruff: noqa: E501 - drawn rows are as wide as they are

from datetime import datetime

import pytest

from fieldwork.screens import TodayScreen

MONDAY = datetime(2018, 11, 5, 17)
TUESDAY = datetime(2018, 11, 6, 17)
# Drawn snapshots are as at 4 hours a case after Monday 09:00: two cases Monday 17:00, ten Wednesday 01:00.
LOG = {
    "meetings": [
        {
            "uid": "t", "occurrence": str(day), "kind": "team_meeting", "title": "Team meeting", "starts_at": at,
            "ends_at": at.replace(minute=45), "status": "scheduled",
        }
        for day, at in enumerate((MONDAY, TUESDAY))
    ],
    "held_meetings": [
        {"id": "h", "title": "Focus group: responsible officers", "held_at": datetime(2018, 11, 6, 20), "attendees": 7}
    ],
    "points": [
        {
            "id": "p", "question": "1.2.1c", "line": "below", "source_kind": "practitioners",
            "heard_at": datetime(2018, 11, 6, 20), "says": "Workloads are <b>heavy</b>.",
        }
    ],
    "notes": [{"id": "n", "note": "The secret of one case", "case_id": "d2-001", "noted_at": datetime(2018, 11, 6, 21)}],
    "alerts": [
        {"id": "A1", "case_id": "d2-001", "kind": "offence", "raised_at": datetime(2018, 11, 6, 9), "assurance": "A visit"}
    ],
    "actions": [{"id": "x", "action": "Ask again", "owner": "Deputy lead inspector", "due": datetime(2018, 11, 5)}],
}  # fmt: skip


@pytest.fixture(scope="module")
def panels(drawn, tmp_path_factory):
    declared = drawn.declare(tmp_path_factory.mktemp("today"))
    drawn.publish(declared, complete=2, number=1, log={"meetings": LOG["meetings"]})
    drawn.publish(declared, complete=10, number=2, log=LOG)
    answer = TodayScreen.open(str(declared)).answer({})
    assert [panel["id"] for panel in answer["panels"] if "failed" in panel] == []
    return {panel["id"]: panel for panel in answer["panels"]}


def test_the_day_counts_what_was_completed_since_the_last_meeting(panels):
    assert panels["the_day"]["sentence"].startswith("Since Tue 6 Nov, 17:45: ")
    assert [tile["note"].split()[0] for tile in panels["the_day"]["tiles"][:3]] == ["10", "10", "10"]


def test_the_figures_compare_with_the_snapshot_that_the_last_meeting_saw(panels):
    table = panels["the_figures"]["table"]
    heading = [column["title"] for column in table["columns"]]
    row = dict(zip(heading, table["rows"][0]["cells"], strict=True))
    # 2.1.1 is answered "no" by every second case: 1 of 2 then, 5 of 10 now.
    assert (row["Then"], row["Now"], row["New cases"]) == ("50% (1 of 2)", "50% (5 of 10)", "8")


def test_what_was_heard_is_said_with_its_side_of_the_line(panels):
    assert panels["what_we_heard"]["notes"][0] == "▼ Below the line, 1.2.1c: Workloads are <b>heavy</b>."
    assert panels["what_we_heard"]["sentence"] == "1 meeting held, 1 point heard."


def test_an_overdue_action_says_so_and_an_alert_how_long_it_is_open(panels):
    panel = panels["alerts_and_actions"]
    assert panel["sentence"] == "1 alert without assurance; 1 action open, 1 overdue."
    assert panel["tiles"][0]["note"] == "No evidence seen yet"
    assert panel["table"]["rows"][0]["cells"][-1] == "Overdue: Mon 5 Nov"


def test_nothing_is_told_of_a_single_case(panels):
    assert "d2-001" not in str(panels)
    assert "secret" not in str(panels)
    assert "A visit" not in str(panels)

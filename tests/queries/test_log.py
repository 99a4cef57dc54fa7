"""The team's own log and what moved since the last meeting, counted by hand."""
# ruff: noqa: E501 - drawn tables are as wide as they are

from drawn import inspection

from fieldwork import queries

LOG = """
alerts
id | case_id | kind    | raised_at        | role              | assurance | evidence_seen    | closed_at        | recorded_at
A1 | C1      | offence | 2018-11-05 10:00 | Assistant inspector | Report    | -                | -                | 2018-11-05 10:00
A1 | -       | -       | -                | -                 | -         | 2018-11-06 09:00 | 2018-11-06 10:00 | 2018-11-06 10:00
A2 | C2      | -       | 2018-11-06 11:00 | Deputy            | Visit     | -                | -                | 2018-11-06 11:00
A3 | C3      | -       | 2018-11-06 12:00 | Deputy            | Mistaken  | -                | -                | 2018-11-06 12:00

actions
id | action        | owner  | due        | done_at          | recorded_at
x1 | Ask for it    | Deputy | 2018-11-06 | -                | 2018-11-05 17:00
x2 | Read it       | Lead   | 2018-11-07 | -                | 2018-11-05 17:00
x3 | Ring the hub  | Lead   | 2018-11-06 | -                | 2018-11-05 17:00
x3 | -             | -      | -          | 2018-11-06 16:00 | 2018-11-06 16:00

notes
id | note  | theme    | noted_at         | recorded_at      | sha256
-  | First | Planning | 2018-11-06 16:00 | 2018-11-06 16:00 | old
-  | First | Planning | 2018-11-06 16:00 | 2018-11-06 17:00 | f1

withdrawals
withdraws
A3

received
entry | sha256 | name      | bytes | received_at      | records | rejected | attachments | superseded
1     | old    | notes.csv | 1     | 2018-11-06 16:05 | 1       | 0        | 0           | true
2     | f1     | notes.csv | 1     | 2018-11-06 17:05 | 1       | 0        | 0           | false
"""


def test_an_alert_is_what_its_statements_say_together(told):
    told.tell(inspection(LOG))
    [alert] = queries.run(told, "alerts_open")
    assert (alert["alert"], alert["assurance"], alert["days_open"]) == ("A2", "Visit", 1)


def test_an_action_is_overdue_once_its_day_is_past(told):
    told.tell(inspection(LOG))
    rows = queries.run(told, "actions_open")
    assert [(row["id"], row["overdue"]) for row in rows] == [("x1", True), ("x2", False)]


def test_what_happened_since_a_moment_and_how_much(told):
    told.tell(inspection(LOG))
    since = "2018-11-05 17:30"
    happened = [(row["matter"], row["title"]) for row in queries.run(told, "today", since=since)]
    assert happened == [
        ("action_done", "Ring the hub"),
        ("alert_closed", "offence"),
        ("alert_raised", None),
        ("note", "Planning"),  # once, although two versions of its file say it
    ]
    counts = {
        row["matter"]: (row["since"], row["altogether"])
        for row in queries.run(told, "today_counts", since=since)
    }
    assert counts["alerts_raised"] == (1, 2)
    assert counts["alerts_closed"] == (1, 1)
    assert counts["alerts_open"] == (None, 1)
    assert counts["actions_done"] == (1, 1)
    assert counts["actions_open"] == (None, 2)
    assert counts["actions_overdue"] == (None, 1)


def test_cases_complete_since_a_moment(told):
    text = """
cases
case_id | tier1 | status   | recorded_at
C1      | North | complete | 2018-11-05 12:00
C2      | North | complete | 2018-11-06 12:00
"""
    told.tell(inspection(text))
    rows = queries.run(told, "today_counts", since="2018-11-05 17:00")
    [main] = [row for row in rows if row["sample_title"] == "Main cases"]
    assert (main["since"], main["altogether"], main["required"]) == (1, 2, 4)


CHECKED = """
cases
case_id | tier1 | status
C1      | North | complete

answer_statements
case_id | question | answer | recorded_at      | sha256
C1      | 2.1.1    | yes    | 2018-11-05 12:00 | f1
C1      | 2.1.2    | yes    | 2018-11-05 12:00 | f1
C1      | 2.1.1    | no     | 2018-11-06 16:00 | f2

quality_checks
id | case_id | kind       | checked_at       | outcome | role
q1 | C1      | dip_sample | 2018-11-06 15:00 | changed | Lead inspector
"""


def test_the_answers_that_a_check_changed(told):
    told.tell(inspection(CHECKED))
    [check] = queries.run(told, "quality_checks")
    assert (check["outcome"], check["changed"], check["questions"], check["tier1"]) == (
        "changed",
        1,
        ["2.1.1"],
        "North",
    )


BEFORE = """
cases
case_id | tier1 | status
C1      | North | complete
C2      | North | complete
C3      | North | complete

answers
case_id | 2.1.1
C1      | y
C2      | y
C3      | n
"""
AFTER = """
cases
case_id | tier1 | status
C1      | North | complete
C2      | North | excluded
C3      | North | complete
C4      | North | complete

answers
case_id | 2.1.1
C1      | n
C2      | y
C3      | n
C4      | y
"""


def test_what_moved_between_two_snapshots_and_why(told):
    told.tell(inspection(BEFORE))
    told.remember()
    told.tell(inspection(AFTER))
    [moved] = [row for row in queries.run(told, "since_last_meeting") if row["key_question"] == "2.1.1"]
    assert (moved["before_yes"], moved["before_n"], moved["before_band"]) == (2, 3, "good")  # 67%
    assert (moved["yes"], moved["n"], moved["band"]) == (1, 3, "inadequate")  # 33%
    assert (moved["moved"], moved["crossed"], moved["risen"]) == (True, True, False)
    assert (moved["new_cases"], moved["changed_answers"], moved["gone"]) == (1, 1, 1)


def test_nothing_moved_between_a_snapshot_and_itself(told):
    told.tell(inspection(BEFORE))
    told.remember()
    rows = queries.run(told, "since_last_meeting")
    assert not any(row["moved"] or row["crossed"] for row in rows)
    assert {row["risen"] for row in rows} == {None}

"""The team's own log: what a row of each kind of table means, and why a row means nothing."""

# ruff: noqa: E501 - drawn rows are as wide as they are

from dataclasses import fields
from datetime import datetime

import duckdb
import pytest

from fieldwork import records, sources
from fieldwork.folders import resources
from fieldwork.records import log
from fieldwork.records.kinds import Meeting, Record
from fieldwork.sync import setup

NOW = datetime(2018, 11, 14, 17)


@pytest.fixture(scope="module")
def nps():
    return setup.load("demo-nps")


@pytest.fixture
def said(nps):
    """What a CSV text says: its records and its rejects."""

    def understand(text):
        reading = sources.read("log.csv", text.encode())
        found = records.interpret(
            reading, sha256="s", recorded_at=NOW, forms=nps.forms, vocabulary=nps.vocabulary
        )
        return found.records, found.rejects

    return understand


ROWS = {
    log.HeldMeeting: (
        "Meeting,Held on,Minutes,Location,Attendees,Grades,Same grade,Line manager present,Led by\n"
        '"Focus group: responsible officers, Ashmoor",13/11/2018 12:00,75,Ashmoor,8,Probation officers,yes,no,Lead',
        {
            "core_meeting": "responsible_officers",
            "held_at": datetime(2018, 11, 13, 12),
            "minutes": 75,
            "attendees": 8,
            "same_grade": True,
            "line_manager": False,
        },
    ),
    log.Point: (
        "Question,Above or below,Source,Point,Tier 1 unit\n1.2.1c,Below the line,Practitioners,=Too many cases,Wendle",
        {
            "question": "1.2.1c",
            "line": "below",
            "source_kind": "practitioners",
            "says": "=Too many cases",
            "tier1": "Wendle Valley",
        },
    ),
    log.InterviewAnswer: (
        "case,interview question,answer\n117,Workload is manageable,no",
        {"case_id": "0117", "interview_question": "workload", "answer": "no"},
    ),
    log.Judgement: (
        "prompt,judgement,reason\n1.1.1a,not applicable,There is none",
        {"question": "1.1.1a", "judgement": "not_applicable", "reason": "There is none"},
    ),
    log.EvidenceReceived: (
        "Document,Received on\nRisk register,5/11/2018",
        {"received_on": datetime(2018, 11, 5)},
    ),
    log.Alert: (
        "alert,case ref,kind,raised,raised by,assurance asked for\nA1,117,child safeguarding,14/11/2018 10:00,Deputy,A visit",
        {"id": "A1", "case_id": "0117", "kind": "child_safeguarding", "assurance": "A visit", "closed_at": None},
    ),
    log.QualityCheck: (
        "case,check,checked at,outcome\n117,dip sample,14/11/2018 15:00,agreed",
        {"kind": "dip_sample", "outcome": "agreed"},
    ),
    log.Action: (
        "id,action,owner,due\nx1,Ask for the rate card,Deputy,15/11/2018",
        {"id": "x1", "due": datetime(2018, 11, 15), "done_at": None},
    ),
    log.Note: ("Feedback,Day,Theme\nGood plans,14/11/2018,Planning", {"id": None, "note": "Good plans", "theme": "Planning"}),
    log.PanelDecision: (
        "standard,panel rating,reason\n1.1 Leadership,Good,Strong evidence",
        {"id": None, "question": "1.1", "rating": "Good", "reason": "Strong evidence"},
    ),
    log.Withdrawal: ("undoes,why\nx1,Written twice", {"withdraws": "x1", "reason": "Written twice"}),
}  # fmt: skip


def test_every_kind_is_here():
    assert set(ROWS) == set(log.ENTRIES.values())


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_row_means_what_it_says(said, kind):
    text, expected = ROWS[kind]
    [record], rejects = said(text)
    assert rejects == []
    assert type(record) is kind
    assert {name: getattr(record, name) for name in expected} == expected
    assert (record.recorded_at, record.sha256, record.place) == (NOW, "s", "row 2")


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_a_kind_has_the_columns_of_its_table_in_their_order(kind):
    carried = [field.name for field in fields(Record)]
    own = [field.name for field in fields(kind) if field.name not in carried]
    with duckdb.connect() as connection:
        connection.execute((resources() / "queries" / "schema.sql").read_text("utf-8"))
        columns = [row[0] for row in connection.execute(f"describe {kind.table}").fetchall()]
    assert columns == [*own, *carried]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Question,Above or below,Source,Point\n9.9.9z,below,Managers,Something",
            "'9.9.9z' is not a question",
        ),
        (
            "Question,Above or below,Source,Point\n1.1.1a,sideways,Managers,Something",
            "'sideways' is not a line",
        ),
        ("Question,Above or below,Source,Point\n1.1.1a,below,Managers,", "the says is missing"),
        ("Question,Above or below,Source,Point\n1.1.1a,below,,Something", "the source kind is missing"),
        ("Meeting,Held on\nFocus group: sentencers,some day", "'some day' is not a date"),
        ("Meeting,Held on,Attendees\nICT planning,14/11/2018,several", "'several' is not a number"),
        ("Feedback,Theme\n" + "x" * 4001 + ",Planning", "it has 4,001 letters"),
        ("standard,panel rating,reason\n1.1,Splendid,Because", "'Splendid' is not a rating"),
        (
            "standard,panel rating,reason\n2.1,Good,Because",
            "'2.1' is not a question that is answered on cases",
        ),
        (
            "key question,panel rating,reason\n1.1.1,Good,Because",
            "or a thing that people rate",
        ),
    ],
)
def test_a_row_that_means_nothing_is_set_aside_with_its_reason(said, text, wrong):
    found, [reject] = said(text)
    assert found == []
    assert wrong in reject.wrong
    assert reject.place.startswith("row 2, column ")


def test_a_meeting_of_the_schedule_is_known_by_its_title(said):
    [district, sentencers], _ = said(
        "title,start\nRestricted district matters,14/11/2018 10:00\nMeeting with sentencers at Kelder,14/11/2018 11:00"
    )
    assert isinstance(district, Meeting)
    assert (district.core_meeting, sentencers.core_meeting) == (None, "sentencers")

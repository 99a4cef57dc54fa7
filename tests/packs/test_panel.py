"""The panel pack's two papers and a challenged figure, counted by hand on a small inspection."""

from datetime import UTC, datetime

import pytest

from fieldwork import database, packs
from fieldwork.errors import PackError
from fieldwork.ledger import Ledger

CASES = "Case,Sample,Tier 1 unit\n" + "".join(f"C{number},d2,North\n" for number in range(1, 13))
ANSWERS = "Case,Sample,Status,Recorded at,2.1.1\n" + "".join(
    f"C{number},d2,complete,2018-11-06 17:00,{'yes' if number <= 9 else 'no'}\n" for number in range(1, 13)
)
PROPOSED = "Standard,Proposed rating,Proposed by\n1.1,Good,lead\n"
DECIDED = "id,Standard,Panel rating,Reason,Decided by,By\nd1,1.1,Outstanding,seen more,panel,lead\n"


@pytest.fixture
def office(opened_in, tmp_path):
    """Nine of twelve cases say yes to 2.1.1; of domain one a rating is proposed, and the panel's another."""
    opened = opened_in(tmp_path)
    opened.clock = datetime(2018, 11, 22, 9, 0, tzinfo=UTC)
    files = {"answers": ANSWERS, "cases": CASES, "proposed": PROPOSED, "decided": DECIDED}
    for name, text in files.items():
        opened.drop(f"{name}.csv", text)
    opened.sync()
    return opened


@pytest.fixture
def snapshot(office):
    return database.current(office.folders)


def rows(paper, section, table):
    [found] = [each for each in paper.section(section).tables if each.name == table]
    return [{column.title: column.said(row) for column in found.columns} for row in found.rows]


def test_every_figure_carries_n_interval_reference_and_query(snapshot):
    evidence, _ = packs.panel(snapshot)
    [figure] = [row for row in rows(evidence, "results", "key_questions") if row["Reference"] == "KQ-2.1.1"]
    assert (figure["Yes"], figure["n"], figure["Per cent yes"]) == ("9", "12", "75.0")
    assert (figure["80% interval, from"], figure["80% interval, to"]) == ("56.7", "87.3")
    assert figure["Indicative rating"] == "Good"
    for table in evidence.tables:
        assert table.query
        titles = [column.title for column in table.columns]
        if "Per cent yes" in titles:
            assert "n" in titles
    for name in ("results", "closeness"):
        for table in evidence.section(name).tables:
            assert table.columns[0].title == "Reference"


def test_a_decision_of_the_panel_stands_beside_what_was_proposed(snapshot):
    evidence, decisions = packs.panel(snapshot)
    [standard] = [row for row in rows(evidence, "ratings", "standards") if row["Reference"] == "ST-1.1"]
    assert (standard["Rating that holds"], standard["Basis"], standard["Proposed"]) == (
        "Outstanding",
        "panel",
        "Good",
    )
    [decided] = rows(decisions, "panel_decisions", "panel_decisions")
    assert (decided["Computed or proposed"], decided["Panel's decision"]) == ("Good", "Outstanding")
    assert (decided["Changed"], decided["Reason"]) == ("yes", "seen more")


def test_a_figure_is_retraced_to_every_case_file_and_hash(office, snapshot):
    steps = packs.challenge(snapshot, Ledger(office.folders.ledger), "KQ-2.1.1")
    assert [step.name for step in steps] == ["overall", "standards", "key_questions", "answers"]
    assert [row["reference"] for step in steps[:3] for row in step.rows] == ["OV", "ST-2.1", "KQ-2.1.1"]
    answers = steps[-1].rows
    assert [(row["case_id"], row["outcome"]) for row in answers] == sorted(
        (f"C{number}", "yes" if number <= 9 else "no") for number in range(1, 13)
    )
    assert {(row["name"], row["proof"]) for row in answers} == {("answers.csv", "as received")}
    assert {row["entry"] for row in answers} == {"1, received 22/11/2018 09:00 UTC"}


def test_bytes_that_were_altered_are_named(office, snapshot):
    ledger = Ledger(office.folders.ledger)
    [answered] = [entry for entry in ledger.entries() if entry.name == "answers.csv"]
    kept = office.folders.ledger / "objects" / answered.sha256[:2] / answered.sha256
    kept.write_bytes(kept.read_bytes().replace(b"yes", b"no "))
    answers = packs.challenge(snapshot, ledger, "KQ-2.1.1/tier1/North")[-1].rows
    assert len(answers) == 12
    assert {row["proof"] for row in answers} == {"NOT AS RECEIVED"}


def test_a_proposed_rating_is_retraced_to_the_statements_behind_it(office, snapshot):
    [*_, statements] = packs.challenge(snapshot, Ledger(office.folders.ledger), "ST-1.1")
    assert [(row["kind"], row["says"], row["name"], row["proof"]) for row in statements.rows] == [
        ("proposal", "Good", "proposed.csv", "as received"),
        ("panel decision", "Outstanding", "decided.csv", "as received"),
    ]


@pytest.mark.parametrize("reference", ["KQ-2.1", "kq-2.1.1", "", "../../etc", "KQ-2.1.1/tier1/South"])
def test_a_reference_that_no_figure_has_is_refused(office, snapshot, reference):
    with pytest.raises(PackError, match="no figure has this reference"):
        packs.challenge(snapshot, Ledger(office.folders.ledger), reference)

"""From the inbox to the snapshot: everything is kept, nothing is read twice, what is half-written waits."""

from datetime import UTC, datetime, timedelta

from fieldwork import database
from fieldwork.ledger import Ledger

ANSWERS = "select case_id, question, answer from answer_statements order by all"
RECEIVED = "select name, records, rejected, superseded from received order by entry"


def test_a_dropped_file_becomes_rows_of_a_published_snapshot(office) -> None:
    office.drop_answers("north/a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    outcome = office.sync()
    assert (outcome.files, outcome.records, outcome.rejects, outcome.left) == (1, 1, 0, ())
    assert outcome.published == database.current(office.folders)
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "yes")]
    assert office.rows(RECEIVED) == [("north/a.csv", 1, 0, False)]


def test_a_snapshot_carries_its_receipt(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.sync()
    [receipt] = office.rows(
        "select ledger_head, code_version, programme_hash, files, records, as_at from snapshot"
    )
    hashes = office.setup.hashes
    head = Ledger(office.folders.ledger).head
    assert receipt == (head, hashes["code"], hashes["programme"], 1, 1, datetime(2018, 11, 5, 9, 0))


def test_an_inspection_that_has_received_nothing_has_a_snapshot_all_the_same(office) -> None:
    assert office.sync().published
    assert office.rows("select as_at, ledger_head, files from snapshot") == [(None, "", 0)]
    assert office.rows("select count(*) > 0 from key_questions") == [(True,)]


def test_times_in_a_snapshot_are_wall_clock_times_of_the_inspection(office) -> None:
    office.clock = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    [times] = office.rows("select received_at, modified_at from received")
    assert times == (datetime(2018, 7, 2, 10, 0), datetime(2018, 7, 2, 9, 59))
    assert office.rows("select recorded_at from answer_statements") == [(datetime(2018, 7, 2, 9, 59),)]


def test_the_same_inbox_publishes_nothing_new(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    first = office.sync().published
    again = office.sync()
    assert (again.published, again.files) == (None, 0)
    assert database.current(office.folders) == first


def test_a_touched_file_is_no_new_version(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.sync()
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00", office.clock)
    assert office.sync().files == 0


def test_a_file_changed_within_a_tick_of_the_clock_is_seen(office) -> None:
    moment = office.clock - timedelta(seconds=1)
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00", moment)
    office.sync()
    office.drop_answers("a.csv", "A2 | 2.1.1 | yes | 2018-11-05T08:30:00", moment)  # as long, and as old
    assert office.sync().files == 1


def test_a_later_version_supersedes_the_former_and_both_are_kept(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | perhaps | 2018-11-05T08:30:00")
    office.sync()
    office.drop_answers("a.csv", "A1 | 2.1.1 | no | 2018-11-05T08:45:00")
    office.sync()
    assert office.rows(RECEIVED) == [("a.csv", 0, 1, True), ("a.csv", 1, 0, False)]
    assert office.rows("select count(*) from refused") == [(1,)]


def test_two_files_that_disagree_are_both_kept(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.drop_answers("b.csv", "A1 | 2.1.1 | no | 2018-11-05T08:30:00")
    office.sync()
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "no"), ("A1", "2.1.1", "yes")]


def test_the_same_bytes_under_two_names_are_interpreted_once(office) -> None:
    for name in ("a.csv", "copy of a.csv"):
        office.drop_answers(name, "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.sync()
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "yes")]
    assert office.rows(RECEIVED) == [("a.csv", 1, 0, False), ("copy of a.csv", 1, 0, False)]


def test_a_file_that_vanishes_stays_in_the_evidence(office) -> None:
    path = office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.sync()
    path.unlink()
    assert office.sync().published is None
    office.drop_answers("b.csv", "A2 | 2.1.1 | no | 2018-11-05T08:30:00")
    office.sync()
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "yes"), ("A2", "2.1.1", "no")]


def test_a_file_that_cannot_be_read_is_kept_and_refused_while_the_others_go_on(office) -> None:
    office.drop("holiday.jpg", b"\xff\xd8\xff")
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    outcome = office.sync()
    assert (outcome.files, outcome.records, outcome.rejects) == (2, 1, 1)
    assert office.rows("select name, format, rejected from received order by entry") == [
        ("a.csv", "csv", 0),
        ("holiday.jpg", None, 1),
    ]
    [entry] = [e for e in Ledger(office.folders.ledger).entries() if e.name == "holiday.jpg"]
    assert Ledger(office.folders.ledger).read(entry.sha256) == b"\xff\xd8\xff"


def test_a_file_named_right_at_last_is_read(office) -> None:
    another_day = office.clock - timedelta(days=2)  # no XML, it has no end: sync does not wait for the rest
    path = office.drop_answers("answers.xml", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00", another_day)
    assert office.sync().rejects == 1
    path.rename(path.with_name("zz answers.csv"))
    office.sync()
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "yes")]
    assert office.rows("select count(*) from refused") == [(0,)]


def test_changed_parameters_publish_a_new_snapshot_of_the_same_evidence(office) -> None:
    from fieldwork import sync

    office.drop_answers("a.csv", "A1 | 2.1.1 | yes | 2018-11-05T08:30:00")
    office.sync()
    path = office.setup.inspection.path
    path.write_text(path.read_text().replace("Lead inspector", "Lead inspector (acting)"))
    office.setup = sync.load(str(path))
    assert office.sync().published
    assert office.rows("select role from team") == [("Lead inspector (acting)",)]
    assert office.rows(ANSWERS) == [("A1", "2.1.1", "yes")]

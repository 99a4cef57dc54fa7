"""How snapshots come and go: numbered, named by CURRENT, cleaned of what crashes leave, retired, rebuilt."""

import os
from datetime import datetime, timedelta

import pytest

from fieldwork import database, sync
from fieldwork.errors import LedgerError, SnapshotError
from fieldwork.ledger import Ledger
from fieldwork.sync import shelf

COUNT = "select count(*) as n from answer_statements"


def answers_in(path) -> int:
    with database.open_snapshot(path) as snapshot:
        return snapshot.rows(COUNT)[0]["n"]


def test_a_snapshot_never_changes_and_the_next_has_the_next_number(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    first = office.sync().published
    before = first.read_bytes()
    office.drop_answers("b.csv", "A2 | 2.1.1 | yes |")
    second = office.sync().published
    assert (first.name, second.name) == ("000001.duckdb", "000002.duckdb")
    assert first.read_bytes() == before
    assert (answers_in(first), answers_in(second)) == (1, 2)


def test_what_a_crash_left_half_built_is_removed_by_the_next_sync(office) -> None:
    office.folders.create()
    left = [
        office.folders.snapshots / ".000001.4711.building",
        office.folders.snapshots / ".000001.4711.building.wal",
        office.folders.snapshots / ".CURRENT.4711.tmp",
        office.folders.ledger / "aside" / "ab12.tmp",
    ]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    office.sync()
    assert [path for path in left if path.exists()] == []


@pytest.mark.parametrize("damage", ["lost", "torn", "pointing nowhere"])
def test_a_damaged_newest_snapshot_is_built_again(office, damage: str) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    path = office.sync().published
    if damage == "lost":
        path.unlink()
    elif damage == "torn":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        (office.folders.snapshots / "CURRENT").unlink()
    assert office.sync().published
    assert answers_in(database.current(office.folders)) == 1


def test_a_ledger_that_was_tampered_with_stops_the_sync_and_the_old_figures_stay(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    published = office.sync().published
    journal = office.folders.ledger / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"a.csv", b"b.csv"))
    with pytest.raises(LedgerError, match="does not follow"):
        office.sync()
    assert database.current(office.folders) == published


def test_the_newest_snapshots_and_the_last_of_each_day_are_kept(office, monkeypatch) -> None:
    monkeypatch.setattr(shelf, "KEPT", 2)
    office.folders.create()
    days = {1: 5, 2: 5, 3: 5, 4: 6, 5: 6, 6: 7, 7: 7}  # number -> day of November
    for number, day in days.items():
        path = office.folders.snapshots / f"{number:06}.duckdb"
        path.write_bytes(b"")
        noon = datetime(2018, 11, day, 12, number).timestamp()
        os.utime(path, (noon, noon))
    shelf.retire(office.folders)
    assert sorted(int(path.stem) for path in office.folders.snapshots.iterdir()) == [3, 5, 6, 7]


def test_an_earlier_moment_is_built_again_from_what_had_been_received_by_then(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()  # at nine
    office.drop_answers("b.csv", "A2 | 2.1.1 | yes |")
    office.sync()  # a minute later
    nine = sync.as_at(office.setup, datetime(2018, 11, 5, 9, 0, 30))
    assert answers_in(nine) == 1
    assert sync.as_at(office.setup, datetime(2018, 11, 5, 9, 0, 59)) == nine
    assert sync.as_at(office.setup, datetime(2018, 11, 5, 9, 1)) == database.current(office.folders)
    with database.open_snapshot(nine) as snapshot:
        [about] = snapshot.rows("select as_at, ledger_head from snapshot")
    first = Ledger(office.folders.ledger).entries()[0]
    assert about == {"as_at": datetime(2018, 11, 5, 9, 0), "ledger_head": first.chain}


def test_before_anything_was_received_there_is_nothing_to_see(office) -> None:
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    with pytest.raises(SnapshotError, match=r"nothing had been received by 05/11/2018 08:59"):
        sync.as_at(office.setup, office.clock.replace(tzinfo=None) - timedelta(minutes=2))

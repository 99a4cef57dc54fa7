"""What happens to an inbox, a disk, a clock or a ledger ends no sync, and takes no file from the figures."""

import os
import resource
import signal
import subprocess
import sys
import threading
from datetime import datetime, timedelta

import pytest

from fieldwork import database, queries, sync
from fieldwork.errors import LedgerError, SnapshotError
from fieldwork.sync import inbox, publish
from fieldwork.sync.looking import Look

ANSWER = "A1 | 2.1.1 | yes | 2018-11-05 08:00"
RECEIVED = "select name from received order by name"


def watched_until(office, enough):
    """What a watch tells until `enough(outcome)`."""
    stop, told = threading.Event(), []

    def tell(outcome):
        told.append(outcome)
        if enough(outcome):
            stop.set()

    sync.watch(office.setup, office.now, stop, 0.01, tell)
    return told


@pytest.fixture
def limited():
    """Sets a limit of this process until the test ends, or until it is called with None."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, before if size is None else (size, before[1]))

    yield limit
    limit(None)


def test_a_disk_that_is_full_while_a_snapshot_is_built_is_said_and_leaves_nothing(office, limited):
    office.drop_answers("a.csv", ANSWER)
    limited(200_000)

    def told(outcome):
        limited(None)
        return bool(outcome.published)

    trouble, published = watched_until(office, told)
    assert "Make room on the disk" in trouble.trouble
    assert (published.files, published.records) == (1, 1)  # received before, told when it is in the figures
    assert [path.name for path in office.folders.snapshots.glob(".*")] == []


def test_a_snapshot_that_cannot_be_shown_to_all_is_built_once(office, monkeypatch):
    office.drop_answers("a.csv", ANSWER)
    made, tries = publish._make_current, []

    def refusing(path):
        if path.parent.name == "wall" and len(tries) < 4:
            tries.append(path)
            raise PermissionError(13, "Permission denied", str(path))
        made(path)

    monkeypatch.setattr(publish, "_make_current", refusing)
    monkeypatch.setattr(database, "build", counted := Counted(database.build))
    *_, last = watched_until(office, lambda outcome: outcome.published)
    assert (len(tries), counted.calls, last.published.name) == (4, 1, "000001.duckdb")


class Counted:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *given):
        self.calls += 1
        return self.function(*given)


def test_a_trouble_that_names_no_file_names_the_inspections_folder(office, monkeypatch):
    monkeypatch.setattr(
        Look, "receive", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    [outcome] = watched_until(office, lambda _: True)
    assert outcome.trouble == f"{office.folders.root}: No space left on device. Looking again soon."


@pytest.mark.parametrize("kept", [0, 1], ids=["deleted", "cut at a line's end"])
def test_a_ledger_that_the_newest_snapshot_does_not_come_from_is_said(office, kept):
    for name in ("a.csv", "b.csv"):
        office.drop_answers(name, ANSWER)
        office.sync()
    journal = office.folders.ledger / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:kept]))
    with pytest.raises(LedgerError, match="not the ledger that snapshot 000002 was made from"):
        office.sync()
    assert office.rows(RECEIVED) == [("a.csv",), ("b.csv",)]


def test_as_at_is_a_history_even_where_the_clock_went_ahead_and_back(office):
    for name, off in [("a.csv", 0), ("b.csv", 7 * 24), ("c.csv", 1)]:
        office.clock = datetime(2018, 11, 5, 9, tzinfo=office.clock.tzinfo) + timedelta(hours=off)
        office.drop_answers(name, ANSWER)
        office.sync()
    assert office.rows("select as_at from snapshot") == [(datetime(2018, 11, 5, 10),)]
    for moment, files in [((2018, 11, 5, 23), 3), ((2018, 11, 5, 9, 30), 1)]:
        with database.open_snapshot(sync.as_at(office.setup, datetime(*moment))) as then:
            [(said, _)] = [
                tuple(row.values()) for row in then.rows("select files, ledger_head from snapshot")
            ]
            assert (said, then.rows("select count(*) as n from received")[0]["n"]) == (files, files)
    with database.open_snapshot(database.current(office.folders)) as newest:
        [row] = queries.run(newest, "audit_clock_went_back")
        assert row["name"] == "c.csv"


def test_a_file_too_large_is_named_and_the_others_go_on(office):
    office.folders.create()
    with (office.folders.inbox / "video.mp4").open("wb") as file:
        file.truncate(2 * 2**30)
    office.drop_answers("a.csv", ANSWER)
    code = (
        "import resource, sys; from datetime import UTC, datetime; from fieldwork import sync\n"
        "setup = sync.load(sys.argv[1]); resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))\n"
        "print(sync.once(setup, lambda: datetime.now(UTC)).left)"
    )
    said = subprocess.check_output([sys.executable, "-c", code, office.setup.inspection.path], text=True)
    assert "video.mp4: it has more than 256 MB" in said
    assert office.rows(RECEIVED) == [("a.csv",)]


def test_no_folder_path_or_date_keeps_other_files_from_being_seen(office, tmp_path):
    office.drop_answers("a.csv", ANSWER)
    office.drop("/".join(["d"] * 600) + "/deep.csv", "x\n")
    os.utime(office.drop("late.csv", "x\n"), (10**10, 2**40))
    inner = office.folders.inbox
    for _ in range(18):  # longer than any path may be
        os.mkdir("n" * 250, dir_fd=(handle := os.open(inner, os.O_RDONLY)))
        os.close(handle)
        inner = inner / ("n" * 250)
        if len(str(inner)) > 3800:
            break
    handle = os.open(inner, os.O_RDONLY)
    os.mkdir("m" * 250, dir_fd=handle)
    deeper = os.open("m" * 250, os.O_RDONLY, dir_fd=handle)
    os.mkdir("o" * 250, dir_fd=deeper)
    found = inbox.scan(office.folders.inbox)
    seen = {one.name for one in found if not one.shut}
    assert {"a.csv", "late.csv", "/".join(["d"] * 600) + "/deep.csv"} <= seen
    assert [one.shut for one in found if one.shut] == ["it cannot be read (File name too long)."]
    outcome = office.sync()
    assert (outcome.files, len(outcome.left)) == (3, 1)


def test_a_pointer_with_a_flipped_bit_is_set_right_by_the_next_sync(office):
    office.drop_answers("a.csv", ANSWER)
    office.sync()
    pointer = office.folders.snapshots / "CURRENT"
    pointer.write_bytes(b"\xb0" + pointer.read_bytes()[1:])
    with pytest.raises(SnapshotError, match="is not there"):
        database.current(office.folders)
    assert office.sync().published == database.current(office.folders)


def test_a_newest_snapshot_with_a_bad_block_is_made_again_by_the_next_sync(office):
    office.drop_answers("a.csv", ANSWER)
    path = office.sync().published
    whole = path.read_bytes()
    for place in range(12288 + 5000, len(whole), 16384):
        path.unlink()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            with database.open_snapshot(path) as snapshot:
                snapshot.rows("select content from snapshot")
        except SnapshotError as error:
            if "the snapshot cannot be read" in error.wrong:
                break
    else:
        pytest.fail("no block of its table was hit")
    assert office.sync().published.name == "000002.duckdb"
    assert office.rows(RECEIVED) == [("a.csv",)]

"""kill -9 at random moments: what was received stays, the newest snapshot opens, the next sync completes.

A child process syncs again and again while files keep coming. The moment of its death is drawn at random,
counted from when it said that it had begun: the moment is what is tested, nothing is waited for.
`FIELDWORK_KILLS=200` makes it the bar of issue 2.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from fieldwork import database
from fieldwork.errors import SnapshotError
from fieldwork.ledger import Ledger

KILLS = int(os.environ.get("FIELDWORK_KILLS", "20"))
LIFE = 0.8  # seconds; the longest that a child lives after it began
CHILD = """
import sys
from datetime import UTC, datetime
from fieldwork import sync
setup = sync.load(sys.argv[1])
print("begun", flush=True)
while True:
    outcome = sync.once(setup, lambda: datetime.now(UTC))
    if outcome.published:
        print(outcome.published.name, flush=True)
"""


@contextmanager
def files_coming(office, kill: int) -> Iterator[None]:
    """Until the end of the block, a new file and a new version of an old one every few milliseconds."""
    stop = threading.Event()

    def come() -> None:
        for number in range(1000):
            office.drop_answers(f"new/{kill}-{number}.csv", f"K{kill}N{number} | 2.1.1 | yes |")
            office.drop_answers("cases.csv", f"K{kill} | 2.1.1 | {('yes', 'no')[number % 2]} |")
            if stop.wait(0.02):
                return

    thread = threading.Thread(target=come)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def killed_at_a_random_moment(office, kill: int, moment: float) -> list[str]:
    """The names of the snapshots that the child said it had published before it died."""
    command = [sys.executable, "-c", CHILD, str(office.setup.inspection.path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "begun\n"
    with files_coming(office, kill):
        timer = threading.Timer(moment, child.send_signal, [signal.SIGKILL])
        timer.start()
        said, wrong = child.communicate()
        timer.join()
    assert (child.returncode, wrong) == (-signal.SIGKILL, "")
    return said.split()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_sync_killed_at_any_moment_loses_nothing_that_was_received(office) -> None:
    chance = random.Random(20181105)
    received: list[str] = []  # the journal, as each kill left it
    office.drop_answers("first.csv", "A1 | 2.1.1 | yes |")
    for kill in range(KILLS):
        published = killed_at_a_random_moment(office, kill, chance.uniform(0, LIFE))
        try:
            newest = database.current(office.folders)
        except SnapshotError:
            assert not published
        else:
            with database.open_snapshot(newest) as snapshot:
                assert snapshot.rows("select count(*) as n from snapshot") == [{"n": 1}]
            assert newest.name >= max(published, default="")
        ledger = Ledger(office.folders.ledger)
        ledger.verify()
        chain = [entry.chain for entry in ledger.entries()]
        assert chain[: len(received)] == received
        received = chain
        if kill % 5 == 4:
            assert_that_the_next_sync_completes(office)
            received = [entry.chain for entry in Ledger(office.folders.ledger).entries()]
    assert_that_the_next_sync_completes(office)


def assert_that_the_next_sync_completes(office) -> None:
    """Everything in the inbox is in the newest snapshot, nothing half-made lies about."""
    office.sync()
    there = {
        path.relative_to(office.folders.inbox).as_posix() for path in office.folders.inbox.rglob("*.csv")
    }
    assert there <= {name for (name,) in office.rows("select name from received")}
    entries = Ledger(office.folders.ledger).entries()
    assert office.rows("select files from snapshot") == [(len(entries),)]
    assert list(office.folders.snapshots.glob(".*")) == []
    assert list((office.folders.ledger / "aside").glob("*.tmp")) == []

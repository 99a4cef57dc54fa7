"""The watch follows the inbox until it is told to stop, and only one sync works on an inspection."""

import json
import os
import shutil
import subprocess
import sys
import threading
from queue import Queue

import pytest

from fieldwork import database, sync
from fieldwork.errors import LedgerError
from fieldwork.sync.lock import held, holder

PATIENCE = 60  # seconds until a test gives up


@pytest.fixture(params=[0.01])
def watched(office, request):
    """The office, and the outcomes that its watch tells."""
    stop, told = threading.Event(), Queue()
    arguments = (office.setup, office.now, stop, request.param, told.put)
    thread = threading.Thread(target=sync.watch, args=arguments)
    thread.start()
    yield office, told
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_each_file_that_comes_is_published(watched) -> None:
    office, told = watched
    assert told.get(timeout=PATIENCE).files == 0
    for number in (1, 2, 3):
        office.drop_answers(f"{number}.csv", f"A{number} | 2.1.1 | yes |")
        outcome = told.get(timeout=PATIENCE)
        assert (outcome.files, outcome.records) == (1, 1)
        assert outcome.published == database.current(office.folders)
    assert office.rows("select count(*) from answer_statements") == [(3,)]


@pytest.mark.parametrize("watched", [3600], indirect=True)
def test_what_is_captured_does_not_wait_for_the_next_look(watched) -> None:
    office, told = watched
    told.get(timeout=PATIENCE)
    for number in (1, 2):
        office.drop_answers(f"captured/{number}.csv", f"A{number} | 2.1.1 | yes |")
        assert told.get(timeout=PATIENCE).files == 1


def test_an_inbox_that_cannot_be_reached_is_told_and_does_not_end_the_watch(watched) -> None:
    office, told = watched
    told.get(timeout=PATIENCE)
    shutil.rmtree(office.folders.inbox)
    assert "Looking again soon." in told.get(timeout=PATIENCE).trouble
    office.drop_answers("a.csv", "A1 | 2.1.1 | yes |")
    while not (outcome := told.get(timeout=PATIENCE)).files:
        pass
    assert outcome.records == 1


def test_a_second_sync_is_refused_and_told_who_holds_the_first(watched) -> None:
    office, told = watched
    told.get(timeout=PATIENCE)
    with pytest.raises(LedgerError, match=rf"another sync holds it: process {os.getpid()} on "):
        sync.once(office.setup, office.now)
    assert holder(office.folders).startswith(f"process {os.getpid()} on ")


def test_nobody_holds_the_lock_when_nobody_is_syncing(office) -> None:
    assert holder(office.folders) is None
    office.folders.create()
    with held(office.folders):
        assert holder(office.folders)
    assert holder(office.folders) is None


def test_the_lock_of_a_killed_process_is_free(office) -> None:
    office.folders.create()
    code = (
        "import sys; from pathlib import Path; from fieldwork.folders import Folders; "
        "from fieldwork.sync.lock import held\n"
        "with held(Folders(Path(sys.argv[1]))): print('held', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, office.folders.root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "held\n"
    assert holder(office.folders).startswith(f"process {child.pid} on ")
    child.kill()
    child.communicate()
    assert json.loads((office.folders.ledger / "sync.holder").read_text())["pid"] == child.pid
    assert holder(office.folders) is None
    assert office.sync().published

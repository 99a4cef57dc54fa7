"""One sync at a time: two would write one journal. The lock ends with its process, however that ends.

A lock does not reach through a sync client to another machine. There the note `sync.holder` stands in for it:
who syncs writes it anew every minute, and whoever finds a fresh one of another machine leaves it alone.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from fieldwork.errors import LedgerError
from fieldwork.folders import Folders, make_folder, write_durably

_PATIENCE = 1.0  # seconds: whoever only asks who holds the lock has let it go by then
_RENEWED_EVERY = timedelta(minutes=1)
_FRESH = timedelta(minutes=5)  # a sync client may be minutes late, and so may the other machine's clock


class Holding:
    """This process's hold on an inspection, as its note says."""

    def __init__(self, folders: Folders) -> None:
        self._folders, self._since = folders, datetime.now(UTC)
        self._written_at, self._said = datetime.min.replace(tzinfo=UTC), b""
        self.renew()

    def renew(self) -> None:
        """Once a minute: say that this machine still syncs. LedgerError where another does too."""
        now = datetime.now(UTC)
        if abs(now - self._written_at) < _RENEWED_EVERY:
            return
        _refuse_another_machine(self._folders, now, begun=bool(self._said))
        said = {"pid": os.getpid(), "host": socket.gethostname(), "since": self._since, "seen": now}
        text = json.dumps(said, default=lambda moment: moment.isoformat(timespec="seconds"))
        self._written_at, self._said = now, text.encode("utf-8")
        write_durably(_note(self._folders), self._said)

    def end(self) -> None:
        """Take the note away, unless it is another machine's by now: that one is still to be seen."""
        note = _note(self._folders)
        with suppress(OSError):  # it is gone, or the share is
            if note.read_bytes() == self._said:
                note.unlink()


@contextmanager
def held(folders: Folders) -> Iterator[Holding]:
    """Hold the inspection's lock. LedgerError, saying who has it, where another process or machine does."""
    _refuse_closed(folders)
    folders.make_root()
    make_folder(folders.ledger)
    lock = _lock(folders)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise LedgerError(
            str(folders.root),
            f"another sync holds it: {_said(folders)}.",
            "One sync at a time.",
            "Wait for it, or end that process.",
        ) from None
    try:
        _refuse_closed(folders)  # it may have been closed while this waited
        holding = Holding(folders)
        try:
            yield holding
        finally:
            holding.end()
    finally:
        lock.release()


def holder(folders: Folders) -> str | None:
    """Who is syncing, e.g. 'process 4711 on teamroom since 2018-11-05T09:00:00+00:00'; None: nobody is."""
    if not folders.ledger.is_dir():
        return None
    lock = _lock(folders)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _said(folders)
    lock.release()
    return None


def _refuse_closed(folders: Folders) -> None:
    """LedgerError where the inspection's evidence is being erased, or is."""
    if folders.is_closed:
        raise LedgerError(
            str(folders.closed), "this inspection is closed.", "", "Its certificate says what was erased."
        )


def _refuse_another_machine(folders: Folders, now: datetime, begun: bool) -> None:
    """LedgerError where another machine syncs too: it says so, or a sync client has kept its journal.

    `begun`: our own note was there, so that another's is newer, whatever its clock says.
    """
    try:
        note = json.loads(_note(folders).read_bytes())
        fresh = abs(now - datetime.fromisoformat(note["seen"])) < _FRESH
        other = note["host"] != socket.gethostname()
    except (OSError, ValueError, KeyError, TypeError):
        fresh = other = False
    if other and (fresh or begun):
        raise LedgerError(
            str(folders.root),
            f"another machine syncs it: {_said(folders)}, last seen {note['seen']}.",
            "One machine at a time: two would write two histories.",
            "End the sync there. Where that machine was switched off, try again in five minutes.",
        )
    for journal in sorted(folders.ledger.glob("journal*")):
        if journal.name != "journal.jsonl":
            raise LedgerError(
                str(journal),
                "a sync client has laid a second journal here: two machines have synced this inspection.",
                "One machine at a time.",
                "Move it out of the ledger and keep it; drop what only that machine had received in again.",
            )


def _note(folders: Folders) -> Path:
    return folders.ledger / "sync.holder"


def _lock(folders: Folders) -> FileLock:
    """A file of its own: Windows lets nobody read a locked one, so who holds it stands beside it."""
    return FileLock(folders.ledger / "sync.lock")


def _said(folders: Folders) -> str:
    try:
        note = json.loads(_note(folders).read_text("utf-8"))
        return f"process {note['pid']} on {note['host']} since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has not said who it is"

"""One sync at a time: two would write one journal. The lock ends with its process, however that ends."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from filelock import FileLock, Timeout

from fieldwork.errors import LedgerError
from fieldwork.folders import Folders

_PATIENCE = 1.0  # seconds: whoever only asks who holds the lock has let it go by then


@contextmanager
def held(folders: Folders) -> Iterator[None]:
    """Hold the inspection's lock. LedgerError, saying who has it, where another process does."""
    _refuse_closed(folders)
    folders.ledger.mkdir(parents=True, exist_ok=True)
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
    note = folders.ledger / "sync.holder"
    try:
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        note.write_text(
            json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}), "utf-8"
        )
        yield
    finally:
        note.unlink(missing_ok=True)
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
    if any(folders.closed.glob("*.json")):
        raise LedgerError(
            str(folders.closed), "this inspection is closed.", "", "Its certificate says what was erased."
        )


def _lock(folders: Folders) -> FileLock:
    """A file of its own: Windows lets nobody read a locked one, so who holds it stands beside it."""
    return FileLock(folders.ledger / "sync.lock")


def _said(folders: Folders) -> str:
    try:
        note = json.loads((folders.ledger / "sync.holder").read_text("utf-8"))
        return f"process {note['pid']} on {note['host']} since {note['since']}"
    except (OSError, ValueError, KeyError):
        return "a process that has not said who it is"

"""The figures as they stood at an earlier moment: found, or built again from what the ledger held by then."""

from datetime import datetime
from pathlib import Path

from fieldwork.errors import SnapshotError
from fieldwork.ledger import Ledger
from fieldwork.sync import build, publish
from fieldwork.sync.setup import Setup


def as_at(setup: Setup, moment: datetime) -> Path:
    """A snapshot of what had been received by `moment` (wall clock of the inspection where it says no zone).

    That is the history up to the last file received by then, whatever the clock said in between.
    The parameters and the code are today's: it says what today's rules make of that day's evidence.
    SnapshotError where nothing had been received by then.
    """
    by = moment if moment.tzinfo else moment.replace(tzinfo=setup.time_zone)
    folders = setup.inspection.folders
    ledger = Ledger(folders.ledger)
    last = max((entry.number for entry in ledger.entries() if entry.received_at <= by), default=0)
    entries = ledger.entries()[:last]
    if not entries:
        raise SnapshotError(str(folders.ledger), f"nothing had been received by {moment:%d/%m/%Y %H:%M}.")
    content = build.content(setup, entries)
    newest = publish.newest(folders)
    if newest and newest.content == content:
        return newest.path
    path = folders.snapshots / "as_at" / f"{content[:16]}.duckdb"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        understood = build.understand(setup, entries, ledger.read)
        publish.build(path, build.tables(setup, entries, understood))
    return path

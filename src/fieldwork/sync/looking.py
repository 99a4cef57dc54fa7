"""One look at the inbox: what is new is received, and a new snapshot published where that changes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from fieldwork import sources
from fieldwork.errors import LedgerError
from fieldwork.folders import Folders
from fieldwork.ledger import Arrival, Entry, Ledger
from fieldwork.sync import build, inbox, publish, shelf
from fieldwork.sync.settling import Settling
from fieldwork.sync.setup import Setup

Progress = Callable[[int, int], None]  # files understood so far, of how many

_RACY = timedelta(seconds=3)  # clocks of file systems are coarse (FAT: 2 s), as git's index knows
_NOT_YET = "not whole yet, or held by another program. The next look tries again."
_BATCH = 32 * 2**20  # bytes held in memory before they are written into the ledger


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one look did."""

    published: Path | None = None  # None: the newest snapshot says it all already
    files: int = 0  # new versions received
    records: int = 0  # that these files state
    rejects: int = 0  # in these files
    left: Sequence[str] = ()  # for each file or folder that was left in the inbox: its name, why
    refused: Sequence[str] = ()  # for each file that could not be read at all: its name, why, what to do
    trouble: str = ""  # why there was no look at all

    def __str__(self) -> str:
        if self.trouble:
            return self.trouble
        received = f"{self.files} files received: {self.records} records, {self.rejects} rejects."
        waiting = f" {len(self.left)} left in the inbox." if self.left else ""
        published = f" Published {self.published.name}." if self.published else " Nothing to publish."
        return received + waiting + published


@dataclass(frozen=True, slots=True)
class _Seen:
    """The state of a file when its bytes were last compared with the ledger."""

    bytes: int
    modified_at: datetime
    sha256: str
    at: datetime

    def still(self, found: inbox.Found) -> bool:
        """Surely the same bytes: changed again within a tick of the clock, a file looks the same."""
        same = (found.bytes, found.modified_at) == (self.bytes, self.modified_at)
        return same and found.modified_at + _RACY < self.at


class Look:
    """Looks again and again, remembering what it has seen. Only while the lock is held."""

    def __init__(self, setup: Setup) -> None:
        """LedgerError where the ledger is not the one that the newest snapshot was made from."""
        self._setup, self._folders = setup, setup.inspection.folders
        self._ledger = Ledger(self._folders.ledger)
        self._ledger.clean()
        shelf.clean(self._folders)
        self._seen = {entry.name: _seen(entry) for entry in self._ledger.entries()}
        self._settling, self.is_waiting = Settling(), False
        newest = publish.newest(self._folders)
        self._shown = _shown(self._folders, self._ledger.entries(), newest)
        self._content = publish.content_shown(self._folders, newest)

    def __call__(self, now: datetime, on_progress: Progress | None = None) -> Outcome:
        """Receive what is new and whole, then publish. `now` is aware."""
        return self.publish(self.receive(now), on_progress)

    def publish(self, left: Sequence[str], on_progress: Progress | None = None) -> Outcome:
        """Publish what was received and is in no snapshot yet. `left`: what `receive` left in the inbox."""
        entries = self._ledger.entries()
        content = build.content(self._setup, entries)
        if content == self._content:
            return Outcome(left=left)
        understood = build.understand(self._setup, entries, self._ledger.read, on_progress)
        path = publish.publish(self._folders, build.tables(self._setup, entries, understood))
        shelf.retire(self._folders)
        new = [(entry.name, understood[entry.sha256]) for entry in entries[self._shown :]]
        self._shown, self._content = len(entries), content
        return Outcome(
            path,
            files=len(new),
            records=sum(one.records for _, one in new),
            rejects=sum(len(one.rejects) for _, one in new),
            left=left,
            refused=[f"{name}: {reason}" for name, one in new for reason in one.refusals],
        )

    def receive(self, now: datetime) -> tuple[str, ...]:
        """Put every new version into the ledger; return what is left in the inbox: each name, and why.

        `is_waiting` then says whether any of it may only have to settle.
        """
        left: list[str] = []
        self.is_waiting = False
        batch: list[Arrival] = []
        for found in inbox.scan(self._folders.inbox):
            seen = self._seen.get(found.name)
            if seen and seen.still(found):
                continue
            data = inbox.take(found)
            if data is None:
                left.append(f"{found.name}: {found.shut or _NOT_YET}")
            elif seen and seen.sha256 == sha256(data).hexdigest():
                self._seen[found.name] = replace(seen, modified_at=found.modified_at, at=now)
            elif not sources.looks_whole(found.name, data) and not self._settling.has_settled(found, now):
                left.append(f"{found.name}: {_NOT_YET}")
                self.is_waiting = True
            else:
                batch.append(Arrival(found.name, data, found.modified_at))
            if sum(len(arrival.data) for arrival in batch) > _BATCH:
                self._keep(batch, now)
                batch = []
        self._keep(batch, now)
        return tuple(left)

    def _keep(self, batch: Sequence[Arrival], now: datetime) -> None:
        for entry in self._ledger.receive(batch, now):
            self._seen[entry.name] = _seen(entry)


def _shown(folders: Folders, entries: Sequence[Entry], newest: publish.Receipt | None) -> int:
    """How many of the entries the newest snapshot was made from. LedgerError where it was from others."""
    if newest is None:
        return len(entries) if shelf.published(folders) else 0
    places = {"": 0, **{entry.chain: entry.number for entry in entries}}
    if newest.head not in places:
        raise LedgerError(
            str(folders.ledger),
            f"this is not the ledger that snapshot {newest.path.stem} was made from, or not all of it.",
            "Nothing is received: files would go from the figures.",
            "Reconnect the share that it lies on, or bring back its newest backup. Where that is older, move "
            "snapshots, team and wall out of the inspection's folder, and drop in again what came since.",
        )
    return places[newest.head]


def _seen(entry: Entry) -> _Seen:
    return _Seen(entry.bytes, entry.modified_at, entry.sha256, entry.received_at)

"""One look at the inbox: what is new is received, and a new snapshot published where that changes it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import monotonic

from fieldwork.ledger import Arrival, Entry, Ledger
from fieldwork.sync import build, inbox, publish, shelf
from fieldwork.sync.lock import held
from fieldwork.sync.setup import Setup

Progress = Callable[[int, int], None]  # files understood so far, of how many

_RACY = timedelta(seconds=3)  # clocks of file systems are coarse (FAT: 2 s), as git's index knows
_GLANCE = 0.1  # seconds
_BATCH = 32 * 2**20  # bytes held in memory before they are written into the ledger


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one look did."""

    published: Path | None = None  # None: the newest snapshot says it all already
    files: int = 0  # new versions received
    records: int = 0  # that these files state
    rejects: int = 0  # in these files
    left: Sequence[str] = ()  # names of files that are not whole yet
    refused: Sequence[str] = ()  # for each file that could not be read at all: its name, why, what to do
    trouble: str = ""  # why there was no look at all

    def __str__(self) -> str:
        if self.trouble:
            return self.trouble
        received = f"{self.files} files received: {self.records} records, {self.rejects} rejects."
        waiting = f" {len(self.left)} not whole yet." if self.left else ""
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
        self._setup, self._folders = setup, setup.inspection.folders
        self._ledger = Ledger(self._folders.ledger)
        self._seen = {entry.name: _seen(entry) for entry in self._ledger.entries()}
        self._content = publish.current_content(self._folders)
        self._ledger.clean()
        shelf.clean(self._folders)

    def __call__(self, now: datetime, on_progress: Progress | None = None) -> Outcome:
        """Receive what is new and whole, then publish. `now` is aware."""
        before = len(self._ledger.entries())
        left = self._receive(now)
        entries = self._ledger.entries()
        content = build.content(self._setup, entries)
        if content == self._content:
            return Outcome(left=left)
        understood = build.understand(self._setup, entries, self._ledger.read, on_progress)
        path = publish.publish(self._folders, build.tables(self._setup, entries, understood))
        shelf.retire(self._folders)
        self._content = content
        new = [(entry.name, understood[entry.sha256]) for entry in entries[before:]]
        return Outcome(
            path,
            files=len(new),
            records=sum(one.records for _, one in new),
            rejects=sum(len(one.rejects) for _, one in new),
            left=left,
            refused=[f"{name}: {reason}" for name, one in new for reason in one.refusals],
        )

    def _receive(self, now: datetime) -> tuple[str, ...]:
        """Put every new version into the ledger; return the names of the files that are not whole yet."""
        left: list[str] = []
        batch: list[Arrival] = []
        for found in inbox.scan(self._folders.inbox):
            seen = self._seen.get(found.name)
            if seen and seen.still(found):
                continue
            data = inbox.take(found, now)
            if data is None:
                left.append(found.name)
            elif seen and seen.sha256 == sha256(data).hexdigest():
                self._seen[found.name] = replace(seen, modified_at=found.modified_at, at=now)
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


def once(setup: Setup, now: Callable[[], datetime], on_progress: Progress | None = None) -> Outcome:
    """Sync once. LedgerError where another sync is at it, or the ledger does not prove itself."""
    with held(setup.inspection.folders):
        return Look(setup)(now(), on_progress)


def watch(
    setup: Setup,
    now: Callable[[], datetime],
    stop: threading.Event,
    every: float,
    on_outcome: Callable[[Outcome], None],
) -> None:
    """Look every `every` seconds until `stop` is set, and tell every outcome that is news.

    What is captured is looked for at once: a meeting waits for it. A share that cannot be reached or a full
    disk is told too, and does not end the watch. LedgerError where another machine syncs the inspection too.
    """
    with held(setup.inspection.folders) as holding:
        look, told = Look(setup), None
        while not stop.is_set():
            captured = _captured(setup)
            try:
                holding.renew()
                outcome = look(now())
            except OSError as error:
                outcome = Outcome(trouble=f"{error.filename}: {error.strerror}. Looking again soon.")
            if outcome != told and (told is None or outcome != Outcome()):
                on_outcome(outcome)
            told = outcome
            until = monotonic() + every
            while monotonic() < until and _captured(setup) == captured and not stop.wait(min(every, _GLANCE)):
                pass


def _captured(setup: Setup) -> int:
    """When anything was last captured (of its folder, nanoseconds); 0: nothing was."""
    try:
        return setup.inspection.folders.captured.stat().st_mtime_ns
    except OSError:
        return 0


def _seen(entry: Entry) -> _Seen:
    return _Seen(entry.bytes, entry.modified_at, entry.sha256, entry.received_at)

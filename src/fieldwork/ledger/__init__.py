"""Every version of every file that was ever received: kept for ever, and able to prove itself.

    ledger/objects/ab/ab12…   the bytes, under their own SHA-256
    ledger/journal.jsonl      one line a version received; each line carries the hash of the line before it
    ledger/aside/             what is being written, and what a crash left half-written

Objects come first, each written aside, made durable and renamed; then the journal's lines, in one append.
Killed at any moment, the ledger holds a whole prefix of what it was asked to keep. Nothing is overwritten.
Several processes may read; one at a time may receive (`sync` sees to that).
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from fieldwork.errors import LedgerError
from fieldwork.folders import sync_folder, write_durably
from fieldwork.ledger.journal import RESTORE, Arrival, Entry, line_of, next_entry, parse

__all__ = ["Arrival", "Entry", "Ledger"]


class Ledger:
    """The ledger in `folder`, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._journal = folder / "journal.jsonl"
        self._entries: list[Entry] = []
        self._end = 0  # of the last whole line read

    def entries(self) -> Sequence[Entry]:
        """All entries, oldest first. LedgerError where a line is not what was written.

        Only what was appended since the last call is read and checked. A last line without its end is being
        written, or was when the power went: it is not there yet.
        """
        *lines, _ = self._appended().split(b"\n")
        for line in lines:
            self._entries.append(parse(line, self._entries[-1] if self._entries else None))
            self._end += len(line) + 1
        return tuple(self._entries)

    @property
    def head(self) -> str:
        """The chain of the last entry, which stands for the whole history; '' while nothing was received."""
        entries = self.entries()
        return entries[-1].chain if entries else ""

    def receive(self, arrivals: Sequence[Arrival], received_at: datetime) -> list[Entry]:
        """Keep the bytes and write them in the journal. When this returns, a power cut loses none of them."""
        if not arrivals:
            return []
        self._aside.mkdir(parents=True, exist_ok=True)
        self.entries()
        self._set_torn_line_aside()
        self._keep(arrivals)
        entries = list(self.entries())
        known = len(entries)  # before this batch
        for arrival in arrivals:
            entries.append(next_entry(entries[-1] if entries else None, arrival, received_at))
        self._append(b"".join(line_of(entry) for entry in entries[known:]))
        return list(self.entries()[known:])

    def read(self, digest: str) -> bytes:
        """The bytes whose SHA-256 is `digest`. LedgerError where they are missing or changed."""
        path = self._object(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise LedgerError(str(path), "it is missing.", "", RESTORE) from None
        except OSError as error:  # a bad sector
            raise LedgerError(str(path), f"it cannot be read: {error.strerror}.", "", RESTORE) from None
        if sha256(data).hexdigest() != digest:
            raise LedgerError(str(path), "its bytes are not the ones that were received.", "", RESTORE)
        return data

    def named(self, ending: str) -> Entry | None:
        """The newest entry whose name ends so; None where there is none."""
        return next((entry for entry in reversed(self.entries()) if entry.name.endswith(ending)), None)

    def verify(self) -> None:
        """Read everything again: journal, chain, objects. LedgerError at the first that proves false.

        Whoever rewrites a whole journal can make a new chain; the heads kept in published snapshots then
        differ from it.
        """
        for fault in self.faults():
            raise fault

    def faults(self) -> Iterator[LedgerError]:
        """All that proves false: the journal from its first false line on, and each version's bytes.

        Versions that stand after a false line are not looked at: nothing says any more what they were.
        """
        proved = Ledger(self.folder)
        try:
            if list(proved.entries()[: len(self._entries)]) != self._entries:
                yield LedgerError(str(self._journal), "it was rewritten since it was read.", "", RESTORE)
        except LedgerError as fault:
            yield fault
        for entry in proved._entries:
            try:
                self.read(entry.sha256)
            except LedgerError as fault:
                received = f"received {entry.received_at:%d/%m/%Y %H:%M:%S} UTC"
                place = f"{entry.name}, {received}, line {entry.number} of the journal"
                yield LedgerError(place, fault.wrong, f"Its bytes lie in {fault.place}.", RESTORE)

    def clean(self) -> None:
        """Remove what a crash left half-written; make sure of what it left whole before anybody believes it.

        Only for the one that may receive.
        """
        for path in self._aside.glob("*.tmp"):
            path.unlink(missing_ok=True)
        if self._journal.exists():
            with self._journal.open("rb+") as file:
                os.fsync(file.fileno())
            sync_folder(self.folder)

    @property
    def _aside(self) -> Path:
        return self.folder / "aside"

    def _object(self, digest: str) -> Path:
        return self.folder / "objects" / digest[:2] / digest

    def _appended(self) -> bytes:
        """The journal after the last whole line that was read."""
        if not self._end and not self._journal.exists():
            return b""
        with self._journal.open("rb") as file:
            if file.seek(0, os.SEEK_END) < self._end:
                raise LedgerError(str(self._journal), "it is shorter than it was.", "", RESTORE)
            file.seek(self._end)
            return file.read()

    def _keep(self, arrivals: Sequence[Arrival]) -> None:
        """Every arrival's bytes under their hash. What is there is whole: bytes come before name."""
        homes = {self.folder / "objects"}
        for arrival in arrivals:
            path = self._object(sha256(arrival.data).hexdigest())
            path.parent.mkdir(parents=True, exist_ok=True)
            homes.add(path.parent)
            if not path.exists():
                aside = self._aside / f"{path.name}.tmp"
                with aside.open("wb") as file:
                    file.write(arrival.data)
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(path)
        for home in homes:
            sync_folder(home)

    def _append(self, lines: bytes) -> None:
        """To the journal, for good. Where that fails, it is as it was: nobody was told of these lines."""
        try:
            with self._journal.open("ab") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.folder)
        except OSError:
            with suppress(OSError):
                os.truncate(self._journal, self._end)
            raise

    def _set_torn_line_aside(self) -> None:
        """What a crash left after the last whole line is kept to be looked at, and never read as a line."""
        torn = self._appended()
        if torn:
            write_durably(self._aside / f"{sha256(torn).hexdigest()[:16]}.torn", torn)
            with self._journal.open("rb+") as file:
                file.truncate(self._end)
                os.fsync(file.fileno())

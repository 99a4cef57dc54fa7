"""The steps at which evidence could be lost: what each does, what it tells, and what must hold afterwards.

A step works below one folder. `prepare` makes it ready (no fault comes then), `act` does the real thing and
calls `said` with whatever a person has been told, `check` looks at what is left and then lets the next run go
on: it raises AssertionError where something that was told is not there, or half of a thing passes for whole.
"""

import csv
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from fieldwork import consolidation, database, keeping, sync
from fieldwork.capture import Capture
from fieldwork.consolidation import places, receipts
from fieldwork.folders import Folders
from fieldwork.ledger import Arrival, Ledger
from fieldwork.sync import build, inbox, publish

NOW = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)
SAID_BY = "2018-11-05 10:00"
INSPECTION = """
title: Ottermere CRC (invented)
organisation: Ottermere CRC (invented)
programme: probation-2018-crc
invented: true
folder: ottermere
time_zone: Europe/London
late_after_days: 2
figures_expected_every_hours: 24
weeks: [2018-11-05, 2018-11-12, 2018-11-19]
sizes:
  d2: {required: 109, planned: 120}
  unpaid_work: {required: 34, planned: 38}
  through_the_gate: {required: 27, planned: 28}
units: {North: {}}
team: {LI: Lead inspector}
forms: [tables]
"""
Said = Callable[[Any], None]


@cache
def _loaded() -> sync.Setup:
    """The inspection, read once: a process that is forked later has it."""
    with TemporaryDirectory() as folder:
        declared = Path(folder) / "ottermere.yml"
        declared.write_text(INSPECTION)
        return sync.load(str(declared))


class Step(ABC):
    """`seed` decides what lies there. Made anew in each process, from nothing but `root` and `seed`."""

    name: str
    share = 1.0  # of its faults that one round injects, chosen by chance

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.seed = root, seed
        self.chance = Random(seed)

    @property
    def folders(self) -> Folders:
        return Folders(self.root / "ottermere")

    @property
    def setup(self) -> sync.Setup:
        """The inspection as if it had been read from `root`."""
        inspection = _loaded().inspection.model_copy()
        inspection._path = self.root / "ottermere.yml"
        return replace(_loaded(), inspection=inspection)

    def prepare(self) -> None:
        """An inspection with some files received, and others in the inbox."""
        self.root.mkdir(parents=True)
        (self.root / "ottermere.yml").write_text(INSPECTION)
        self.folders.create()
        self.drop("before")
        self.receive(NOW)
        self.drop("after")

    def drop(self, label: str) -> None:
        """One to four files, the first one under a name that may be there already."""
        for number in range(self.chance.randint(1, 4)):
            path = self.folders.inbox / ("0.csv" if not number else f"{label} {number}.csv")
            answer = self.chance.choice(["yes", "no"])
            rows = f"A{number},2.1.1,{answer},{SAID_BY}:{self.chance.randint(0, 59):02}\n"
            path.write_text(f"case_id,question,answer,recorded_at\n{rows * self.chance.randint(1, 40)}")
            moment = (NOW - timedelta(hours=1)).timestamp()
            os.utime(path, (moment, moment))

    def arrivals(self, now: datetime) -> Sequence[Arrival]:
        found = inbox.scan(self.folders.inbox)
        taken = [(one, inbox.take(one)) for one in found]
        return [Arrival(one.name, data, one.modified_at) for one, data in taken if data is not None]

    def receive(self, now: datetime) -> list[str]:
        """What a look does first: what is new goes into the ledger."""
        ledger = Ledger(self.folders.ledger)
        ledger.clean()
        known = {entry.name: entry.sha256 for entry in ledger.entries()}
        new = [one for one in self.arrivals(now) if known.get(one.name) != _hash(one.data)]
        return [entry.chain for entry in ledger.receive(new, now)]

    @abstractmethod
    def act(self, said: Said) -> None: ...

    @abstractmethod
    def check(self, told: Sequence[Any]) -> None: ...


def _hash(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


class Arriving(Step):
    """From the inbox into the ledger."""

    name = "arrival and ledger"

    def act(self, said: Said) -> None:
        for chain in self.receive(NOW):
            said(chain)

    def check(self, told: Sequence[Any]) -> None:
        ledger = Ledger(self.folders.ledger)
        ledger.verify()
        assert set(told) <= {entry.chain for entry in ledger.entries()}, "a version that was received is gone"
        self.receive(NOW)
        ledger.verify()
        newest = {entry.name: entry.sha256 for entry in ledger.entries()}
        assert newest == {one.name: _hash(one.data) for one in self.arrivals(NOW)}, "a file is not received"


class Publishing(Step):
    """From the ledger by way of records to a snapshot, and the wall's. It takes seconds."""

    name = "records, snapshot and publish"
    share = 0.25

    def act(self, said: Said) -> None:
        outcome = sync.once(self.setup, lambda: NOW)
        said(str(outcome.published))

    def check(self, told: Sequence[Any]) -> None:
        heads = {entry.chain for entry in Ledger(self.folders.ledger).entries()}
        for path in told:
            assert Path(path).exists(), "a snapshot that was published is gone"
        for folders in (self.folders, self.folders.team, self.folders.wall):
            if (folders.snapshots / database.CURRENT).exists():
                database.open_snapshot(database.current(folders)).close()
        if (self.folders.snapshots / database.CURRENT).exists():
            assert self._head() in heads, "a snapshot was made from what the ledger does not have"
        sync.once(self.setup, lambda: NOW)
        entries = Ledger(self.folders.ledger).entries()
        assert publish.current_content(self.folders) == build.content(self.setup, entries)

    def _head(self) -> str:
        with database.open_snapshot(database.current(self.folders)) as snapshot:
            [row] = snapshot.rows("select ledger_head from snapshot")
            return str(row["ledger_head"])


class Capturing(Step):
    """A note typed in the meeting."""

    name = "capture"
    ID = str(UUID(int=7, version=4))

    def act(self, said: Said) -> None:
        said(str(self._save().relative_to(self.root)))

    def _save(self) -> Path:
        entry = {"note": f"Note {self.seed}", "theme": "", "question": "", "case_id": ""}
        return Capture(self.setup).save("note", self.ID, "team", entry, NOW)

    def check(self, told: Sequence[Any]) -> None:
        for path in told:
            assert (self.root / path).exists(), "a note that was saved is gone"
        for path in self.folders.captured.glob("*.csv"):
            _, headings, row = csv.reader(path.read_text("utf-8").splitlines())
            assert len(headings) == len(row), "a note is half-written"
        self._save()
        assert len(list(self.folders.captured.glob(f"* {self.ID}.csv"))) == 1, "a note is saved twice"


class Placing(Step):
    """A consolidated pack gets its place, over an earlier one."""

    name = "consolidation"

    def prepare(self) -> None:
        super().prepare()
        self._make("figures of Monday", lambda told: None)

    def _make(self, figures: str, said: Said) -> None:
        with places.held(self.folders, "week-1") as building:
            (building / "week.html").write_text(figures)
            (building / "tables").mkdir()
            (building / "tables" / "organisation.csv").write_text(figures * 9)
            receipts.issue(building, {"week": 1}, 1.0)
            places.publish(building, places.next_version(self.folders, "week-1"))
        said(figures)

    def act(self, said: Said) -> None:
        self._make("figures of Friday", said)

    def check(self, told: Sequence[Any]) -> None:
        with places.held(self.folders, "week-1"):
            [pack] = places.versions(self.folders, "week-1")
            receipts.check(pack)
            if told:
                assert (pack / "week.html").read_text() == "figures of Friday", "a pack that was made is gone"
        self._make("figures of Friday", lambda told: None)
        receipts.check(*places.versions(self.folders, "week-1"))


class Sealing(Placing):
    """A second person confirms a pack."""

    name = "sealing"

    def act(self, said: Said) -> None:
        said(consolidation.verify(str(self.root / "ottermere.yml"), 1, "deputy").at)

    def check(self, told: Sequence[Any]) -> None:
        [pack] = places.versions(self.folders, "week-1")
        receipts.check(pack)
        for at in told:
            assert json.loads((pack / places.SEAL).read_text())["at"] == at, "a seal is gone"
        assert consolidation.verify(str(self.root / "ottermere.yml"), 1, "deputy").folder == pack


class BackingUp(Step):
    """A backup is written, and brought back."""

    name = "backup"
    share = 0.25

    def act(self, said: Said) -> None:
        said(str(keeping.back_up(self.setup, self.root / "stick", NOW).path.relative_to(self.root)))

    def check(self, told: Sequence[Any]) -> None:
        Ledger(self.folders.ledger).verify()
        for path in told:
            assert (self.root / path).exists(), "a backup that was made is gone"
        for number, path in enumerate(sorted((self.root / "stick").glob("*.zip"))):
            keeping.restore(path, self.root / f"desk {number}")
        later = NOW + timedelta(minutes=1)
        assert keeping.back_up(self.setup, self.root / "stick", later).path.exists()


STEPS: Sequence[type[Step]] = (Arriving, Publishing, Capturing, Placing, Sealing, BackingUp)

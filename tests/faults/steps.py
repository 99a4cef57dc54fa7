"""The steps at which evidence could be lost: what each does, what it tells, and what must hold afterwards.

A step works below one folder. `prepare` makes it ready (no fault comes then), `act` does the real thing and
calls `said` with whatever a person has been told, `check` looks at what is left and then lets the next run go
on: it raises AssertionError where something that was told is not there, or half of a thing passes for whole.
"""

import csv
import json
import os
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from faults.injecting import Clock
from fieldwork import consolidation, database, keeping, sync
from fieldwork.capture import Capture
from fieldwork.consolidation import Plan, making, places, receipts
from fieldwork.consolidation.parameters import WeekParameters
from fieldwork.folders import Folders
from fieldwork.ledger import Ledger
from fieldwork.sync import build, inbox, publish
from fieldwork.sync.lock import held
from fieldwork.sync.looking import Look

NOW = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2018, 11, 9, 23, 59, tzinfo=UTC)
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

    @staticmethod
    def warm() -> None:
        """Read and make what every process needs, before any is forked."""
        _loaded()

    @property
    def declared(self) -> Path:
        return self.root / "ottermere.yml"

    @property
    def setup(self) -> sync.Setup:
        """The inspection as if it had been read from `root`."""
        inspection = _loaded().inspection.model_copy()
        inspection._path = self.declared
        return replace(_loaded(), inspection=inspection)

    def prepare(self) -> None:
        """An inspection with some files received, and others in the inbox."""
        self.root.mkdir(parents=True)
        self.declared.write_text(INSPECTION)
        self.folders.create()
        self.drop("before")
        self.receive()
        self.drop("after")

    def drop(self, label: str) -> None:
        """One to four files, the first one under a name that may be there already."""
        for number in range(self.chance.randint(1, 4)):
            path = self.folders.inbox / ("0.csv" if not number else f"{label} {number}.csv")
            answer = self.chance.choice(["yes", "no"])
            rows = f"A{number},2.1.1,{answer},{SAID_BY}:{self.chance.randint(0, 59):02}\n"
            path.write_text(f"case_id,question,answer,recorded_at\n{rows * self.chance.randint(1, 40)}")
            # So long ago that sync does not wait whether half of it grows; each version at a time of its own.
            moment = (NOW - timedelta(days=2, seconds=self.chance.randrange(86_400))).timestamp()
            os.utime(path, (moment, moment))

    def receive(self) -> None:
        """What a look does first: what is new goes into the ledger."""
        with held(self.folders):
            Look(self.setup).receive(now())

    @abstractmethod
    def act(self, said: Said) -> None: ...

    @abstractmethod
    def check(self, told: Sequence[Any]) -> None: ...


def now() -> datetime:
    """The clock of this process, which a fault may set back."""
    return NOW - Clock.back


class Arriving(Step):
    """From the inbox into the ledger, twice: somebody drops more files in meanwhile."""

    name = "arrival and ledger"
    share = 0.4

    def act(self, said: Said) -> None:
        for label in ("before", "meanwhile"):
            self.drop(label)
            self.receive()
            for entry in Ledger(self.folders.ledger).entries():
                said(entry.chain)

    def check(self, told: Sequence[Any]) -> None:
        ledger = Ledger(self.folders.ledger)
        ledger.verify()
        assert set(told) <= {entry.chain for entry in ledger.entries()}, "a version that was received is gone"
        self._settle()
        self.receive()
        ledger.verify()
        newest = {entry.name: entry.sha256 for entry in ledger.entries()}
        taken = {one.name: inbox.take(one) for one in inbox.scan(self.folders.inbox)}
        assert newest.items() >= {(name, _hash(data)) for name, data in taken.items()}, (
            "a file is not received"
        )

    def _settle(self) -> None:
        """A file whose dropping was cut off has lain there long enough: sync waits for the rest no more."""
        for one in inbox.scan(self.folders.inbox):
            if one.modified_at > NOW:
                moment = (NOW - timedelta(days=3)).timestamp()
                os.utime(one.path, (moment, moment))


def _hash(data: bytes | None) -> str:
    return sha256(data or b"").hexdigest()


class Publishing(Step):
    """From the ledger by way of records to a snapshot, and the wall's. It takes seconds."""

    name = "records, snapshot and publish"
    share = 0.12

    def act(self, said: Said) -> None:
        outcome = sync.once(self.setup, now)
        if outcome.published:
            said(outcome.published.name)

    def check(self, told: Sequence[Any]) -> None:
        heads = {entry.chain for entry in Ledger(self.folders.ledger).entries()}
        for name in told:
            assert (self.folders.snapshots / name).exists(), "a snapshot that was published is gone"
        for folders in (self.folders, self.folders.team, self.folders.wall):
            if (folders.snapshots / database.CURRENT).exists():
                database.open_snapshot(database.current(folders)).close()
        if (self.folders.snapshots / database.CURRENT).exists():
            assert self._head() in heads, "a snapshot was made from what the ledger does not have"
        sync.once(self.setup, now)
        entries = Ledger(self.folders.ledger).entries()
        newest = publish.newest(self.folders)
        assert publish.content_shown(self.folders, newest) == build.content(self.setup, entries)

    def _head(self) -> str:
        with database.open_snapshot(database.current(self.folders)) as snapshot:
            [row] = snapshot.rows("select ledger_head from snapshot")
            return str(row["ledger_head"])


class Beginning(Publishing):
    """The first sync of all: nothing is there but what people have dropped in."""

    name = "the first sync"
    share = 0.06

    def prepare(self) -> None:
        self.root.mkdir(parents=True)
        self.declared.write_text(INSPECTION)
        self.folders.inbox.mkdir(parents=True)
        self.drop("before")


class Capturing(Step):
    """A note typed in the meeting."""

    name = "capture"
    ID = str(UUID(int=7, version=4))

    def act(self, said: Said) -> None:
        said(str(self._save().relative_to(self.root)))

    def _save(self) -> Path:
        entry = {"note": f"Note {self.seed}", "theme": "", "question": "", "case_id": ""}
        return Capture(self.setup).save("note", self.ID, "team", entry, now())

    def check(self, told: Sequence[Any]) -> None:
        for path in told:
            assert (self.root / path).exists(), "a note that was saved is gone"
        for path in self.folders.captured.glob("*.csv"):
            _, headings, row = csv.reader(path.read_text("utf-8").splitlines())
            assert len(headings) == len(row), "a note is half-written"
        self._save()
        assert len(list(self.folders.captured.glob(f"* {self.ID}.csv"))) == 1, "a note is saved twice"


@cache
def _by_the_notebook() -> dict[str, bytes]:
    """What the real notebook of a week leaves in its pack, run once in a real kernel."""
    with TemporaryDirectory() as folder:
        made = Consolidating(Path(folder) / "once", seed=1)
        Step.prepare(made)
        command = [sys.executable, "-m", "fieldwork", "consolidate", str(made.declared), "--week", "1"]
        subprocess.run(command, check=True, capture_output=True)
        pack = made.folders.packs / "week-1"
        outputs = json.loads((pack / places.RECEIPT).read_text("utf-8"))["the_same_on_every_run"]["outputs"]
        return {name: (pack / name).read_bytes() for name in outputs}


class Consolidating(Step):
    """A week is frozen, made and put over an earlier one; the notebook's files are those of a real run."""

    name = "consolidation"
    share = 0.5

    @staticmethod
    def warm() -> None:
        Step.warm()
        _by_the_notebook()

    def prepare(self) -> None:
        super().prepare()
        self._make("Monday")

    def _make(self, day: str) -> Path:
        making.running = SimpleNamespace(run=partial(_written_again, day=day))
        parameters = WeekParameters(week=1, earlier=None, splits=["tier1"])
        return consolidation.make(Plan("week", self.setup, 1, FRIDAY, None, None, parameters)).folder

    def act(self, said: Said) -> None:
        said(self._make("Friday").name)

    def check(self, told: Sequence[Any]) -> None:
        with places.held(self.folders, "week-1"):
            [pack] = places.versions(self.folders, "week-1")
            receipts.check(pack)
            page = (pack / "week.html").read_bytes()
        assert page.endswith(b"Friday" if told else (b"Monday", b"Friday")), "a pack that was made is gone"
        receipts.check(self._make("Friday"))


def _written_again(*arguments: Any, day: str) -> None:
    """In the place of Papermill: the files that it made once, told apart by a day."""
    building = arguments[2]
    for name, data in _by_the_notebook().items():
        (building / name).parent.mkdir(exist_ok=True)
        (building / name).write_bytes(data + day.encode())


class Sealing(Consolidating):
    """A second person confirms a pack."""

    name = "sealing"
    share = 1.0

    def act(self, said: Said) -> None:
        said(consolidation.verify(str(self.declared), 1, "deputy").at)

    def check(self, told: Sequence[Any]) -> None:
        [pack] = places.versions(self.folders, "week-1")
        receipts.check(pack)
        for at in told:
            assert json.loads((pack / places.SEAL).read_text())["at"] == at, "a seal is gone"
        assert consolidation.verify(str(self.declared), 1, "deputy").folder == pack


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


class Restoring(Step):
    """A backup is put back into a folder that is not there yet."""

    name = "restore"
    share = 0.5

    def prepare(self) -> None:
        super().prepare()
        keeping.back_up(self.setup, self.root / "stick", NOW)

    def _restore(self) -> keeping.Restored:
        [backup] = (self.root / "stick").iterdir()
        return keeping.restore(backup, self.root / "desks" / "mine")

    def act(self, said: Said) -> None:
        said(self._restore().head)

    def check(self, told: Sequence[Any]) -> None:
        desk = self.root / "desks" / "mine"
        if not told and not desk.exists():
            self._restore()
        ledger = Ledger(desk / "parameters" / "inspections" / "ottermere" / "ledger")
        ledger.verify()
        assert ledger.head == Ledger(self.folders.ledger).head, "what was restored is gone"


STEPS: Sequence[type[Step]] = (
    Beginning,
    Arriving,
    Publishing,
    Capturing,
    Consolidating,
    Sealing,
    BackingUp,
    Restoring,
)

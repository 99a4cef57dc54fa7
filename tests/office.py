"""An invented inspection whose files are small CSV tables, and whose clock stands where a test puts it."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fieldwork import database, sync
from fieldwork.folders import Folders

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
HEADINGS = ["case_id", "question", "answer", "recorded_at"]
NINE = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class Office:
    """The inspection's inbox, its clock, and what its newest snapshot says."""

    setup: sync.Setup
    clock: datetime = NINE

    @property
    def folders(self) -> Folders:
        return self.setup.inspection.folders

    def now(self) -> datetime:
        return self.clock

    def drop(self, name: str, text: str | bytes, at: datetime | None = None) -> Path:
        """Put a file into the inbox, modified at `at` (else a minute ago)."""
        path = self.folders.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        moment = (at or self.clock - MINUTE).timestamp()
        os.utime(path, (moment, moment))
        return path

    def drop_answers(self, name: str, table: str, at: datetime | None = None) -> Path:
        """Put a table of answers into the inbox, drawn as text with '|' between its columns."""
        rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        return self.drop(name, "".join(f"{','.join(row)}\n" for row in [HEADINGS, *rows]), at)

    def sync(self) -> sync.Outcome:
        """Sync, and let a minute pass."""
        outcome = sync.once(self.setup, self.now)
        self.clock += MINUTE
        return outcome

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that the newest snapshot gives."""
        with database.open_snapshot(database.current(self.folders)) as snapshot:
            return [tuple(row.values()) for row in snapshot.rows(sql)]


def opened_in(folder: Path) -> Office:
    """A new inspection, declared in that folder."""
    file = folder / "ottermere.yml"
    file.write_text(INSPECTION)
    return Office(sync.load(str(file)))

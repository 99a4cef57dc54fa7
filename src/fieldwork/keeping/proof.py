"""Does the ledger prove itself, and do the snapshots and packs made from it still belong to it?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldwork import database
from fieldwork.errors import FieldworkError, LedgerError, SnapshotError
from fieldwork.folders import Folders
from fieldwork.ledger import Ledger

_ELSEWHERE = "It was made from another ledger, or the ledger was rewritten. Compare it with its backup."


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what proved false. `head`: the hash that stands for the whole history."""

    versions: int
    head: str
    snapshots: int
    packs: int
    faults: tuple[FieldworkError, ...]


def prove(folders: Folders) -> Proof:
    """Read the whole ledger again, and the head of it that each snapshot and each pack was made from."""
    ledger = Ledger(folders.ledger)
    faults: list[FieldworkError] = list(ledger.faults())
    try:
        entries = ledger.entries()
    except LedgerError:
        return Proof(0, "", 0, 0, tuple(faults))
    heads = {entry.chain for entry in entries} | {""}  # a snapshot of nothing yet
    snapshots = sorted(folders.snapshots.glob("*.duckdb"))
    receipts = sorted(folders.packs.glob("*/receipt.json"))
    faults += [*_strangers(map(_of_snapshot, snapshots), heads), *_strangers(map(_of_pack, receipts), heads)]
    return Proof(len(entries), ledger.head, len(snapshots), len(receipts), tuple(faults))


def _strangers(made: Iterator[tuple[Path, str | None]], heads: set[str]) -> Iterator[FieldworkError]:
    """What was made from no point of this ledger's history, or does not say from which."""
    for path, head in made:
        if head is None:
            yield LedgerError(str(path), "it does not say what it was made from.", "", _ELSEWHERE)
        elif head not in heads:
            yield LedgerError(str(path), "what it was made from is not in the ledger.", "", _ELSEWHERE)


def _of_snapshot(path: Path) -> tuple[Path, str | None]:
    try:
        with database.open_snapshot(path) as snapshot:
            [row] = snapshot.rows("select ledger_head from snapshot")
            return path, row["ledger_head"]
    except (SnapshotError, ValueError):
        return path, None


def _of_pack(receipt: Path) -> tuple[Path, str | None]:
    try:
        said = json.loads(receipt.read_text("utf-8"))["the_same_on_every_run"]
    except (OSError, ValueError, KeyError, TypeError):
        return receipt, None
    made_from = said.get("snapshot", {"ledger_head": ""})  # a sample is drawn before anything is received
    return receipt, str(made_from["ledger_head"])

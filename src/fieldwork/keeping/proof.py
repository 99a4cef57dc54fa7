"""Does the ledger prove itself, and do the snapshots and packs made from it still belong to it?"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldwork import database
from fieldwork.errors import ConsolidationError, FieldworkError, LedgerError, SnapshotError
from fieldwork.folders import Folders
from fieldwork.ledger import Ledger

_ELSEWHERE = "It was made from another ledger, or the ledger was rewritten. Compare it with its backup."
_UNREADABLE = "it cannot be read, and does not say what it was made from."
Head = str | FieldworkError  # of the ledger, when something was made from it; or why that cannot be said


@dataclass(frozen=True)
class Proof:
    """What was looked at, and what proved false. `head`: the hash that stands for the whole history."""

    versions: int
    head: str
    snapshots: int
    packs: int
    faults: tuple[FieldworkError, ...]


def prove(folders: Folders) -> Proof:
    """Read the whole ledger again, and the head of it that each snapshot and each pack was made from.

    They are looked at first: a sync that goes on meanwhile makes newer ones, and only adds to the ledger.
    """
    snapshots = _heads(folders.snapshots.glob("*.duckdb"), _of_snapshot)
    packs = _heads(folders.packs.glob("*/receipt.json"), _of_pack)
    ledger = Ledger(folders.ledger)
    faults: list[FieldworkError] = list(ledger.faults())
    try:
        entries = ledger.entries()
    except LedgerError:
        return Proof(0, "", 0, 0, tuple(faults))
    heads = {entry.chain for entry in entries} | {""}  # a snapshot of nothing yet
    faults += _strangers([*snapshots, *packs], heads)
    return Proof(len(entries), ledger.head, len(snapshots), len(packs), tuple(faults))


def _heads(made: Iterator[Path], head: Callable[[Path], Head]) -> list[tuple[Path, Head]]:
    """Each with the head that it was made from. Old snapshots are removed while a sync goes on: those not."""
    found = [(path, head(path)) for path in sorted(made)]
    return [(path, said) for path, said in found if path.exists()]


def _strangers(made: Sequence[tuple[Path, Head]], heads: set[str]) -> Iterator[FieldworkError]:
    """What was made from no point of this ledger's history, or does not say from which."""
    for path, head in made:
        if isinstance(head, FieldworkError):
            yield head
        elif head not in heads:
            yield LedgerError(str(path), "what it was made from is not in the ledger.", "", _ELSEWHERE)


def _of_snapshot(path: Path) -> Head:
    try:
        with database.open_snapshot(path) as snapshot:
            [row] = snapshot.rows("select ledger_head from snapshot")
            return str(row["ledger_head"])
    except (SnapshotError, ValueError):
        return SnapshotError(str(path), _UNREADABLE, "", "Remove it: --as-at makes an earlier one again.")


def _of_pack(receipt: Path) -> Head:
    try:
        said = json.loads(receipt.read_text("utf-8"))["the_same_on_every_run"]
        made_from = said.get("snapshot", {"ledger_head": ""})  # a sample is drawn before anything is received
        return str(made_from["ledger_head"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ConsolidationError(str(receipt), _UNREADABLE, "", "Restore the pack from its backup.")

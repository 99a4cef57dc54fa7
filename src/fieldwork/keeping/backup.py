"""A backup: one zip file with all that an inspection's figures are made from, each file with its hash."""

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import fieldwork
from fieldwork.errors import KeepingError, LedgerError
from fieldwork.folders import Folders, made_aside, make_folder
from fieldwork.keeping.members import FORMAT, LONGEST_MANIFEST, MANIFEST, inside, members, place_of_data
from fieldwork.keeping.proof import prove
from fieldwork.ledger import Ledger
from fieldwork.sync import Setup, inbox

_MEMBER_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip knows: the manifest has the true one


@dataclass(frozen=True)
class Backup:
    """A backup that was made."""

    path: Path
    versions: int  # of files in the ledger
    waiting: int | None  # files not received yet; None: the inbox cannot be read
    files: int
    bytes: int
    by_hand: bool  # a restore cannot put the data where the inspection's file says that they are


def back_up(setup: Setup, folder: Path, now: datetime) -> Backup:
    """Write the backup as of `now` (aware) into `folder`. A sync may go on meanwhile.

    KeepingError where the ledger does not prove itself (an earlier backup is then the better one), where
    there is nothing to keep, or such a file is there; ConsolidationError while a pack is being made.
    """
    inspection = setup.inspection
    proof = prove(inspection.folders)
    broken = [fault for fault in proof.faults if isinstance(fault, LedgerError)]
    if broken:
        raise KeepingError(
            str(inspection.folders.ledger),
            f"it does not prove itself: {broken[0].place}: {broken[0].wrong}",
            "No backup is made of less than the one before may hold.",
            f"Run: fieldwork verify-ledger {inspection.name}",
        )
    if not proof.versions:
        raise KeepingError(str(inspection.folders.ledger), "nothing was received yet.")
    path = folder / f"{inspection.name} {now:%Y-%m-%dT%H%M%SZ}.fieldwork.zip"
    if path.exists():
        raise KeepingError(str(path), "there is such a file already.", "Nothing is overwritten.")
    waiting, by_hand = _waiting(inspection.folders), place_of_data(inspection) is None
    make_folder(folder)
    with made_aside(path) as aside:
        files = _write(aside, setup, proof.head, now)
    return Backup(path, proof.versions, waiting, files, path.stat().st_size, by_hand)


def _waiting(folders: Folders) -> int | None:
    """How many files of the inbox are not in the ledger, under whatever name, or cannot be read now."""
    kept = {entry.sha256 for entry in Ledger(folders.ledger).entries()}
    try:
        found = inbox.scan(folders.inbox) if folders.inbox.exists() else []
    except OSError:
        return None  # a share that is gone keeps nobody from keeping what came
    return sum(not _is_kept(inbox.take(one), kept) for one in found)


def _is_kept(data: bytes | None, kept: Iterable[str]) -> bool:
    return data is not None and sha256(data).hexdigest() in kept


def _write(aside: Path, setup: Setup, head: str, now: datetime) -> int:
    """The zip file; how many files are in it, the manifest not counted."""
    hashes: dict[str, str] = {}
    aside.touch(0o600, exist_ok=False)  # before there is any evidence in it
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(setup, head):
            inside(name)
            hashes[name] = sha256(data).hexdigest()
            archive.writestr(zipfile.ZipInfo(name, _MEMBER_TIME), data, zipfile.ZIP_DEFLATED)
        manifest = {
            "format": FORMAT,
            "fieldwork": fieldwork.__version__,
            "inspection": setup.inspection.name,
            "made_at": now.isoformat(timespec="seconds"),
            "ledger_head": head,
            "sha256": hashes,
        }
        said = json.dumps(manifest, indent=1).encode("utf-8")
        if len(said) > LONGEST_MANIFEST:
            raise KeepingError(str(aside), f"{len(hashes)} files are more than a backup can list.")
        archive.writestr(zipfile.ZipInfo(MANIFEST, _MEMBER_TIME), said)
    return len(hashes)

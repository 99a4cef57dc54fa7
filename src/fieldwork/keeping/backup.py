"""A backup: one zip file with all that an inspection's figures are made from, each file with its hash.

    manifest.json                         what it is of, when, the ledger's head, and the sha256 of every file
    parameters/inspections/<name>.yml     the inspection's file, and what it names, as they were
    data/ledger/journal.jsonl             whole lines only, and the objects that they name
    data/packs/…                          what was consolidated, with receipts and seals

Snapshots are not in it: they are made again from the ledger, row for row.
"""

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import fieldwork
from fieldwork.errors import FieldworkError, KeepingError, LedgerError
from fieldwork.folders import Folders, sync_folder
from fieldwork.keeping.proof import prove
from fieldwork.ledger import Ledger
from fieldwork.parameters import files_of
from fieldwork.sync import Setup, inbox

MANIFEST = "manifest.json"
FORMAT = 1
_MEMBER_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip knows: the manifest has the true one


@dataclass(frozen=True)
class Backup:
    """A backup that was made. `versions`: of files in the ledger; `waiting`: files not received yet."""

    path: Path
    versions: int
    waiting: int
    files: int
    bytes: int


def back_up(setup: Setup, folder: Path, now: datetime) -> Backup:
    """Write the backup as of `now` (aware) into `folder`. A sync may go on meanwhile.

    KeepingError where the ledger does not prove itself (an earlier backup is then the better one), where
    there is nothing to keep, or such a file is there.
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
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{path.name}.{os.getpid()}.tmp"
    try:
        files = _write(aside, setup, proof.head, now)
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(folder)
    return Backup(path, proof.versions, _waiting(inspection.folders, now), files, path.stat().st_size)


def _waiting(folders: Folders, now: datetime) -> int:
    """How many files of the inbox are not in the ledger, under whatever name, or not whole yet."""
    kept = {entry.sha256 for entry in Ledger(folders.ledger).entries()}
    found = inbox.scan(folders.inbox) if folders.inbox.exists() else []
    taken = (inbox.take(one, now) for one in found)
    return len([data for data in taken if data is None or sha256(data).hexdigest() not in kept])


def _write(aside: Path, setup: Setup, head: str, now: datetime) -> int:
    """The zip file; how many files are in it, the manifest not counted."""
    hashes: dict[str, str] = {}
    aside.touch(0o600, exist_ok=False)  # before there is any evidence in it
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _members(setup, head):
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
        archive.writestr(zipfile.ZipInfo(MANIFEST, _MEMBER_TIME), json.dumps(manifest, indent=1))
    return len(hashes)


def _members(setup: Setup, head: str) -> Iterator[tuple[str, bytes]]:
    """Name in the zip -> bytes."""
    for kind, paths in _parameters(setup).items():
        for path in paths:
            for relative, data in files_of(path, FieldworkError):
                yield f"parameters/{kind}/{relative}", data
    folders = setup.inspection.folders
    yield from _of_ledger(folders, head)
    for path in sorted(folders.packs.rglob("*")):
        place = path.relative_to(folders.packs)
        if path.is_file() and not any(part.startswith(".") for part in place.parts):
            yield f"data/packs/{place.as_posix()}", path.read_bytes()


def _of_ledger(folders: Folders, head: str) -> Iterator[tuple[str, bytes]]:
    """The history up to `head`: a sync that goes on adds behind it."""
    ledger, journal, digests = Ledger(folders.ledger), b"", dict[str, None]()
    lines = (folders.ledger / "journal.jsonl").read_bytes().splitlines(keepends=True)
    for entry, line in zip(ledger.entries(), lines, strict=False):
        journal += line
        digests[entry.sha256] = None
        if entry.chain == head:
            break
    for digest in digests:
        yield f"data/ledger/objects/{digest[:2]}/{digest}", ledger.read(digest)
    yield "data/ledger/journal.jsonl", journal


def _parameters(setup: Setup) -> dict[str, list[Path]]:
    """Folder under parameters/ -> the files that this inspection was read from."""
    found = {
        "inspections": [setup.inspection.path],
        "programmes": [setup.programme.path],
        "forms": [form.path for form in setup.forms.forms],
        "calendars": [setup.calendar.path] if setup.calendar else [],
    }
    return {kind: paths for kind, paths in found.items() if paths}

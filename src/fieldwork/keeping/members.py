"""What a backup holds, and what it may be called: the same for who writes one and who brings it back.

    manifest.json                         what it is of, when, the ledger's head, and the sha256 of every file
    parameters/inspections/<name>.yml     the inspection's file, and what it names, as they were
    data/ledger/journal.jsonl             whole lines only, and the objects that they name
    data/packs/…                          what was consolidated, with receipts and seals

Snapshots are not in it: they are made again from the ledger, row for row.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from fieldwork import sources
from fieldwork.consolidation import places
from fieldwork.errors import FieldworkError, KeepingError
from fieldwork.folders import Folders
from fieldwork.inspection import Inspection
from fieldwork.ledger import Ledger
from fieldwork.parameters import files_of
from fieldwork.sync import Setup

MANIFEST = "manifest.json"
FORMAT = 1
LONGEST_MANIFEST = 2**26  # bytes: some 400,000 versions of files

_DECLARED = Path("parameters", "inspections")  # where a backup has the inspection's file


def members(setup: Setup, head: str) -> Iterator[tuple[str, bytes]]:
    """Name in the zip -> bytes, one after the other. `head`: of the ledger, up to which its history goes.

    ConsolidationError where a pack is being made: half of it and half of the one before is neither.
    """
    for kind, paths in _parameters(setup).items():
        for path in paths:
            for relative, data in files_of(path, FieldworkError):
                yield f"parameters/{kind}/{relative}", data
    yield from _of_ledger(setup.inspection.folders, head)
    yield from _of_packs(setup.inspection.folders)


def inside(name: str) -> Path:
    """The place of a member, on whatever machine. KeepingError where the name could lead elsewhere."""
    parts = name.split("/")
    if parts[0] not in ("parameters", "data") or any(
        part in ("", ".", "..") or ":" in part or "\\" in part or "\0" in part for part in parts
    ):
        raise KeepingError(
            name.removeprefix("data/"),
            "this name cannot be had on every machine.",
            "Names without : and \\.",
            "Rename the file, or move it out of the inspection's folder.",
        )
    return Path(*parts)


def place_of_data(inspection: Inspection) -> Path | None:
    """Where a restore puts the inspection's data, from its own folder, so that its file finds them.

    None where `folder` does not lie below that, or holds the parameters: then somebody has to change it.
    """
    place = Path(os.path.normpath(_DECLARED / inspection.folder))
    outside = place.is_absolute() or ".." in place.parts
    return None if outside or _DECLARED.is_relative_to(place) else place


def _of_ledger(folders: Folders, head: str) -> Iterator[tuple[str, bytes]]:
    """The history up to `head`: a sync that goes on adds behind it."""
    ledger = Ledger(folders.ledger)
    entries = ledger.entries()
    [last] = [entry.number for entry in entries if entry.chain == head]
    for digest in dict.fromkeys(entry.sha256 for entry in entries[:last]):
        yield f"data/ledger/objects/{digest[:2]}/{digest}", ledger.read(digest)
    lines = (folders.ledger / "journal.jsonl").read_bytes().splitlines(keepends=True)
    yield "data/ledger/journal.jsonl", b"".join(lines[:last])


def _of_packs(folders: Folders) -> Iterator[tuple[str, bytes]]:
    """Each pack while nobody can replace it, and under its name, where a crash has left it without."""
    for name in places.names(folders):
        with places.held(folders, name):
            for folder in places.called(folders, name):
                for path in sorted(folder.rglob("*")):
                    place = path.relative_to(folders.packs).as_posix()
                    if path.is_file() and not sources.is_ignored(place):
                        yield f"data/packs/{place}", path.read_bytes()


def _parameters(setup: Setup) -> dict[str, list[Path]]:
    """Folder under parameters/ -> the files that this inspection was read from."""
    found = {
        "inspections": [setup.inspection.path],
        "programmes": [setup.programme.path],
        "forms": [form.path for form in setup.forms.forms],
        "calendars": [setup.calendar.path] if setup.calendar else [],
    }
    return {kind: paths for kind, paths in found.items() if paths}

"""A backup put back, on this machine or another: every byte is proved before anything is in its place."""

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from fieldwork import inspection as inspections
from fieldwork.errors import FieldworkError, KeepingError
from fieldwork.folders import OURS, make_folder, sync_folder, sync_tree
from fieldwork.keeping.members import FORMAT, LONGEST_MANIFEST, MANIFEST, inside, place_of_data
from fieldwork.ledger import Ledger

_BLOCK = 2**20  # bytes held at a time
_OTHER = "Take another copy of the backup."


@dataclass(frozen=True)
class Restored:
    """What was put back. `declared`: the inspection's file."""

    declared: Path
    versions: int
    head: str


def restore(backup: Path, folder: Path) -> Restored:
    """Put the backup into `folder`, which does not exist yet or is empty.

    KeepingError where the file is not a whole backup, or the folder holds something or has no room; OSError
    where that disk fails: then nothing is put anywhere.
    """
    folder = folder.absolute()
    if folder == Path.cwd():
        raise KeepingError(
            str(folder), "it is the folder you are in.", "", "Name a folder below it, e.g. desk."
        )
    if folder.exists() and any(folder.iterdir()):
        raise KeepingError(
            str(folder), "it holds something.", "A folder that is empty or does not exist.", "Name another."
        )
    make_folder(folder.parent)
    aside = folder.parent / f".{folder.name}.restoring"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(OURS)
    try:
        manifest = _unpacked(backup, aside)
        _arrange(aside, manifest)
        versions = _proved(backup, aside, manifest)
        sync_tree(aside)  # once, at the end: until it has its name, nothing relies on any of it
        if folder.exists():
            shutil.copymode(folder, aside)
            folder.rmdir()
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    sync_folder(folder.parent)
    return Restored(_declared(folder, manifest), versions, manifest["ledger_head"])


@contextmanager
def _reading(backup: Path) -> Iterator[None]:
    """Whatever goes wrong in here is the backup's fault: nothing is written meanwhile."""
    try:
        yield
    except Exception:  # of a file that is not what it says, zipfile, zlib and json raise a dozen kinds
        raise KeepingError(str(backup), "this is not a whole backup of fieldwork's.", "", _OTHER) from None


def _unpacked(backup: Path, folder: Path) -> Mapping[str, Any]:
    """Every file of the manifest, as its hash says; no other, and none outside the folder."""
    with _reading(backup):
        archive = zipfile.ZipFile(backup)
    with archive:
        with _reading(backup):
            manifest = _manifest(archive)
            places = {name: inside(name) for name in manifest["sha256"]}
            needed = sum(archive.getinfo(name).file_size for name in places)
        _check_room(folder.parent, needed)
        for name, place in places.items():
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = sha256()
            with target.open("wb") as file:
                for block in _blocks(archive, name, backup):
                    digest.update(block)
                    file.write(block)
            if digest.hexdigest() != manifest["sha256"][name]:
                raise KeepingError(f"{backup}, {name}", "its bytes are not the ones backed up.", "", _OTHER)
    return manifest


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise KeepingError(
            str(folder),
            f"the disk has no room: {needed / 1e6:,.1f} MB are needed, {free / 1e6:,.1f} MB are free.",
            "",
            "Make room, or name a folder on another disk.",
        )


def _blocks(archive: zipfile.ZipFile, name: str, backup: Path) -> Iterator[bytes]:
    """A member's bytes, no more of them than its entry says."""
    with _reading(backup), archive.open(name) as member:
        while block := member.read(_BLOCK):
            yield block


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Any exception where it is none."""
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise ValueError(MANIFEST)
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    name, head = manifest["inspection"], manifest["ledger_head"]
    needed = {_declared(Path(), manifest).as_posix(), "data/ledger/journal.jsonl"}
    fits = manifest["format"] == FORMAT and isinstance(head, str) and PurePosixPath(name).name == name
    if not fits or not needed <= manifest["sha256"].keys():
        raise ValueError(MANIFEST)
    return manifest


def _declared(folder: Path, manifest: Mapping[str, Any]) -> Path:
    return folder / "parameters" / "inspections" / f"{manifest['inspection']}.yml"


def _arrange(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Move the data to where the inspection's own file says that they are."""
    declared = _declared(folder, manifest)
    place = place_of_data(inspections.load(str(declared)))
    if place is None:
        raise KeepingError(
            f"{declared.name}, folder",
            "the inspection's data lay outside the folder that its parameters are in.",
            "A place below it, such as ../../inspections/name.",
            "Unpack the backup by hand, and change `folder`: its data/ is the inspection's folder.",
        )
    root = folder / place
    root.parent.mkdir(parents=True, exist_ok=True)
    (folder / "data").rename(root)
    root.chmod(OURS)


def _proved(backup: Path, folder: Path, manifest: Mapping[str, Any]) -> int:
    """How many versions the restored ledger has. KeepingError where it does not prove itself."""
    ledger = Ledger(inspections.load(str(_declared(folder, manifest))).folders.ledger)
    try:
        ledger.verify()
    except FieldworkError as fault:
        raise KeepingError(f"{backup}, {fault.place}", fault.wrong, "", _OTHER) from None
    if ledger.head != manifest["ledger_head"]:
        raise KeepingError(str(backup), "its ledger is not the one that its manifest names.", "", _OTHER)
    return len(ledger.entries())

"""A backup put back, on this machine or another: every byte is proved before anything is in its place."""

import json
import shutil
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from fieldwork import inspection as inspections
from fieldwork.errors import FieldworkError, KeepingError
from fieldwork.folders import sync_folder, write_durably
from fieldwork.keeping.backup import FORMAT, MANIFEST
from fieldwork.ledger import Ledger

_LARGEST = 2**30  # bytes; no file that sync takes is nearly so large
_OTHER = "Take another copy of the backup."


@dataclass(frozen=True)
class Restored:
    """What was put back. `declared`: the inspection's file."""

    declared: Path
    versions: int
    head: str


def restore(backup: Path, folder: Path) -> Restored:
    """Put the backup into `folder`, which does not exist yet or is empty.

    KeepingError where the file is not a whole backup, or the folder holds something: then nothing is put
    anywhere.
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.parent / f".{folder.name}.restoring"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(0o700)
    try:
        manifest = _unpacked(backup, aside)
        _arrange(aside, manifest)
        versions = _proved(backup, aside, manifest)
        if folder.exists():
            shutil.copymode(folder, aside)
            folder.rmdir()
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    sync_folder(folder.parent)
    return Restored(_declared(folder, manifest), versions, manifest["ledger_head"])


def _unpacked(backup: Path, folder: Path) -> dict[str, Any]:
    """Every file of the manifest, as its hash says; no other, and none outside the folder."""
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = _manifest(archive)
            for name, digest in manifest["sha256"].items():
                if archive.getinfo(name).file_size > _LARGEST:
                    raise ValueError(name)
                data = archive.read(name)
                if sha256(data).hexdigest() != digest:
                    raise KeepingError(
                        f"{backup}, {name}", "its bytes are not the ones backed up.", "", _OTHER
                    )
                target = folder / _inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                write_durably(target, data)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        if isinstance(error, OSError) and error.filename and Path(error.filename) != backup:
            raise  # a full disk, say: that is no fault of the backup's
        raise KeepingError(str(backup), "this is not a whole backup of fieldwork's.", "", _OTHER) from None
    return manifest


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """ValueError, KeyError or TypeError where it is none."""
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    name, head = manifest["inspection"], manifest["ledger_head"]
    if manifest["format"] != FORMAT or not isinstance(head, str) or PurePosixPath(name).name != name:
        raise ValueError(MANIFEST)
    return manifest


def _inside(name: str) -> Path:
    """The place of a member, which cannot be outside. ValueError where it says so."""
    parts = name.split("/")
    if parts[0] not in ("parameters", "data") or any(
        part in ("", ".", "..") or ":" in part or "\\" in part or "\0" in part for part in parts
    ):
        raise ValueError(name)
    return Path(*parts)


def _declared(folder: Path, manifest: dict[str, Any]) -> Path:
    return folder / "parameters" / "inspections" / f"{manifest['inspection']}.yml"


def _arrange(folder: Path, manifest: dict[str, Any]) -> None:
    """Move the data to where the inspection's own file says that they are."""
    declared = _declared(folder, manifest)
    root = inspections.load(str(declared)).folders.root
    if not root.is_relative_to(folder.resolve()):
        raise KeepingError(
            f"{declared.name}, folder",
            "the inspection's data lay outside the folder that its parameters are in.",
            "A place below it, such as ../../inspections/name.",
            "Unpack the backup by hand, and change `folder`: its data/ is the inspection's folder.",
        )
    root.parent.mkdir(parents=True, exist_ok=True)
    (folder / "data").rename(root)
    root.chmod(0o700)


def _proved(backup: Path, folder: Path, manifest: dict[str, Any]) -> int:
    """How many versions the restored ledger has. KeepingError where it does not prove itself."""
    ledger = Ledger(inspections.load(str(_declared(folder, manifest))).folders.ledger)
    try:
        ledger.verify()
    except FieldworkError as fault:
        raise KeepingError(f"{backup}, {fault.place}", fault.wrong, "", _OTHER) from None
    if ledger.head != manifest["ledger_head"]:
        raise KeepingError(str(backup), "its ledger is not the one that its manifest names.", "", _OTHER)
    return len(ledger.entries())

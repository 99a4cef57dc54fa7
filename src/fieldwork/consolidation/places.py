"""Where packs lie: one folder a pack, made aside and renamed; a sealed one is followed by a next version.

packs/week-2/              the pack; with seal.json in it, it never changes again
packs/week-2-version-2/    what came out later, where it differs from the sealed one
packs/failed/week-2/       what a notebook that failed had made
packs/.week-2.building/    being made, or left by a crash
packs/.week-2.replaced/    what stood there, while the new one takes its place
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fieldwork.errors import ConsolidationError
from fieldwork.folders import Folders, sync_folder, sync_tree

RECEIPT, SEAL = "receipt.json", "seal.json"
_FAILED, _REPLACED, _VERSION = "failed", ".replaced", "-version-"


def versions(folders: Folders, name: str) -> list[Path]:
    """The folders of the pack called `name`, the first version first."""
    first = folders.packs / name
    later = sorted((path for path in folders.packs.glob(f"{name}{_VERSION}*") if _number(path)), key=_number)
    return [path for path in [first, *later] if (path / RECEIPT).is_file()]


def called(folders: Folders, name: str) -> list[Path]:
    """All folders called `name`, its later versions too, whether or not there is a receipt in them."""
    return sorted(path for path in folders.packs.iterdir() if path.is_dir() and _split(path.name)[0] == name)


def names(folders: Folders) -> list[str]:
    """Of all packs, also of one that a crash has left without its name."""
    there = folders.packs.iterdir() if folders.packs.exists() else ()
    found = {_split(_without_crash(path))[0] for path in there if path.is_dir()}
    return sorted(name for name in found if name != _FAILED and not name.startswith("."))


def next_version(folders: Folders, name: str) -> Path:
    """Where the next pack called `name` goes: over the newest version, or after it where that is sealed."""
    known = versions(folders, name)
    return known[-1] if known and not sealed(known[-1]) else version_after(folders, name)


def version_after(folders: Folders, name: str) -> Path:
    """Where a pack called `name` goes that takes the place of none."""
    known = versions(folders, name)
    return folders.packs / (f"{name}{_VERSION}{max(_number(known[-1]), 1) + 1}" if known else name)


def sealed(folder: Path) -> bool:
    """Whether somebody has confirmed this pack."""
    return (folder / SEAL).is_file()


@contextmanager
def held(folders: Folders, name: str) -> Iterator[Path]:
    """An empty folder to make the pack in, alone. ConsolidationError where another process makes it."""
    folders.make_root()
    folders.packs.mkdir(exist_ok=True)
    try:
        with FileLock(folders.packs / f".{name}.lock", timeout=0):
            building = folders.packs / f".{name}.building"
            shutil.rmtree(building, ignore_errors=True)
            _finish_replacing(folders, name)
            building.mkdir()
            try:
                yield building
            finally:
                shutil.rmtree(building, ignore_errors=True)
    except Timeout:
        raise ConsolidationError(
            str(folders.packs / name), "another run is making it.", "One at a time.", "Wait for it."
        ) from None


def _finish_replacing(folders: Folders, name: str) -> None:
    """Put back what a crash has left without its name: the pack that stood there is the newest one."""
    for replaced in folders.packs.glob(f".*{_REPLACED}"):
        target = folders.packs / _without_crash(replaced)
        if _split(target.name)[0] != name:
            continue
        if target.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(target)


def publish(building: Path, target: Path) -> None:
    """Give the pack its name, in the place of the one that has it, once all of it is on the disk for good.

    ConsolidationError where a program has one of its files open.
    """
    replaced = target.with_name(f".{target.name}{_REPLACED}")
    sync_tree(building)
    try:
        if target.exists():
            target.rename(replaced)
        building.rename(target)
    except OSError as error:
        if replaced.exists() and not target.exists():
            replaced.rename(target)
        raise ConsolidationError(
            str(target),
            "it cannot be replaced: a program has one of its files open.",
            "",
            "Close it, and run the command again.",
        ) from error
    sync_folder(target.parent)
    shutil.rmtree(replaced, ignore_errors=True)


def set_aside(building: Path, folders: Folders, name: str) -> Path:
    """Keep what a failed notebook had made, to be looked at; it takes the place of an earlier failure's."""
    aside = folders.packs / _FAILED / name
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.mkdir(exist_ok=True)
    building.rename(aside)
    return aside


def _without_crash(folder: Path) -> str:
    """The name of a pack: week-2 of .week-2.replaced too."""
    crashed = folder.name.endswith(_REPLACED)
    return folder.name.removeprefix(".").removesuffix(_REPLACED) if crashed else folder.name


def _split(name: str) -> tuple[str, int]:
    """("week-2", 2) of week-2-version-2, ("week-2", 0) of week-2."""
    bare, _, number = name.rpartition(_VERSION)
    return (bare, int(number)) if bare and number.isdecimal() else (name, 0)


def _number(folder: Path) -> int:
    return _split(folder.name)[1]

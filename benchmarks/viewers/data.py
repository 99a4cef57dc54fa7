"""The inspection that all competitors show: an invented one, fed in parts, each part a snapshot.

Every competitor gets a copy of its own, so that a publish for one does not wake the others.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from apps import content, figures

from fieldwork.folders import Folders, resources

INSPECTION = "demo-crc"
PARTS = (0.6, 0.7, 0.8, 0.9, 1.0)  # of the files; a snapshot after each


def prepare(folder: Path) -> list[Path]:
    """The snapshots after each part, oldest first, made by fieldwork's own commands in `folder`."""
    declared, snapshots = _declare(folder)
    with tempfile.TemporaryDirectory() as simulated:
        _fieldwork("simulate", simulated, INSPECTION)
        files = sorted(
            filter(Path.is_file, Path(simulated).rglob("*")), key=lambda path: path.stat().st_mtime
        )
        dropped = 0
        for part in PARTS:
            for file in files[dropped : (dropped := round(part * len(files)))]:
                target = snapshots.parent / "inbox" / file.relative_to(simulated)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, target)
            _fieldwork("sync", declared)
    made = sorted(snapshots.glob("*.duckdb"))
    for before, after in pairwise(made):
        if expected(before) == expected(after):
            raise RuntimeError(f"{before.name} and {after.name} look the same: a publish could not be seen.")
    return made


def _declare(folder: Path) -> tuple[Path, Path]:
    """The invented inspection's file in `folder`, and its folder of snapshots."""
    source = resources() / "parameters" / "inspections" / f"{INSPECTION}.yml"
    declared = folder / "parameters" / "inspections" / source.name
    declared.parent.mkdir(parents=True)
    shutil.copyfile(source, declared)
    return declared, folder / "inspections" / INSPECTION / "snapshots"


def _fieldwork(*arguments: str | Path) -> None:
    """Run a command. sync's exit code says that files were refused, and the invented inspection has such."""
    command = [sys.executable, "-m", "fieldwork", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode and "Published" not in done.stdout:
        raise RuntimeError(f"fieldwork {arguments[0]} failed:\n{done.stdout}")


class Published:
    """One competitor's copy of the inspection. `publish` takes the prepared snapshots in turn."""

    def __init__(self, folder: Path, prepared: list[Path]) -> None:
        self.declared, self.snapshots = _declare(folder)
        self._folders = (Folders(self.snapshots.parent).team.snapshots, self.snapshots)  # as sync does it
        for shown in self._folders:
            shown.mkdir(parents=True)
        self._prepared, self._numbers = prepared, count(1)
        self.point_to(self.lay_down())

    def lay_down(self) -> str:
        """Put the next snapshot there under a new name, which nobody has been told yet."""
        number = next(self._numbers)
        name = f"{number:06}.duckdb"
        for shown in self._folders:
            shutil.copyfile(self._prepared[-number % len(self._prepared)], shown / name)
        return name

    def point_to(self, name: str) -> None:
        """Publish: CURRENT names `name`, all at once."""
        for shown in self._folders:
            aside = shown / ".CURRENT.next"
            aside.write_text(f"{name}\n", "ascii")
            os.replace(aside, shown / "CURRENT")
        self.name = name

    def expected(self, name: str | None = None, unit: str = content.ALL) -> Mapping[str, Any]:
        return expected(self.snapshots / (name or self.name), unit)


@cache
def expected(snapshot: Path, unit: str = content.ALL) -> Mapping[str, Any]:
    """What is to be painted: `texts` (two tiles, the sentences, a cell of the table) and `bars`."""
    shown = content.read(snapshot.parent, snapshot.name, unit)
    decided = next(tile.note for tile in shown.tiles if tile.note.startswith("Decided"))
    return {
        "texts": [
            shown.tiles[0].note,
            decided,
            shown.ratings,
            shown.bars_sentence,
            shown.cases_sentence,
            shown.cases[0]["File"],
        ],
        "bars": [text for text in figures.bar_texts(shown) if text],
    }


def units(snapshot: Path) -> list[str]:
    """The tier 1 units, without the choice of all."""
    return list(content.read(snapshot.parent, snapshot.name, content.ALL).units[1:])

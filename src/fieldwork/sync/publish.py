"""A snapshot is built aside, made durable, then published under a name that never changes.

snapshots/000123.duckdb    published, in the order of their numbers
snapshots/CURRENT          the name of the newest
snapshots/as_at/           snapshots of earlier moments, built when somebody asked
team/000123.duckdb         what the whole team may see of that snapshot, and a CURRENT of its own
wall/000123.duckdb         what everybody may see of it, likewise
.*.building                being built, or left by a crash
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from fieldwork import database
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders, sync_folder, write_durably
from fieldwork.sync import shelf, team, wall
from fieldwork.sync.understanding import Row


def publish(folders: Folders, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Build the next snapshot and make it the newest: for the lead as soon as it is whole, then for others.

    Killed at any moment, each CURRENT names a whole one; where they do not name the same, the next sync
    publishes once more.
    """
    everywhere = [path for shown in (folders, folders.team, folders.wall) for path in shelf.published(shown)]
    number = max((int(path.stem) for path in everywhere), default=0) + 1
    path = folders.snapshots / f"{number:06}.duckdb"
    build(path, tables)
    _make_current(path)
    show(folders, path, tables)
    return path


def show(folders: Folders, path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Make what others may see of the snapshot at `path`, made of `tables`, their newest."""
    of_team, on_wall = (shown.snapshots / path.name for shown in (folders.team, folders.wall))
    if team.withheld(tables):
        build(of_team, team.known(tables))
    else:
        _build_whole(of_team, partial(_name_again, path))
    _make_current(of_team)
    _build_whole(on_wall, lambda aside: database.build_answers(aside, wall.answers(path)))
    _make_current(on_wall)


def _name_again(path: Path, aside: Path) -> None:
    """The same file under another name; a copy where a file cannot have two."""
    try:
        aside.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, aside)


def build(path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Build a snapshot so that `path` either does not exist or is whole."""
    _build_whole(path, lambda aside: database.build(aside, tables))


def _make_current(path: Path) -> None:
    write_durably(path.with_name(database.CURRENT), f"{path.name}\n".encode("ascii"))


def _build_whole(path: Path, build_at: Callable[[Path], None]) -> None:
    """Have a file built aside, then give it its name."""
    aside = path.with_name(f".{path.stem}.{os.getpid()}.building")
    aside.unlink(missing_ok=True)
    build_at(aside)
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def current_content(folders: Folders) -> str | None:
    """What the newest snapshot says it was made from; None where others see an older one.

    None too where one of them does not open.
    """
    try:
        newest, *others = [database.current(shown) for shown in (folders, folders.team, folders.wall)]
        if any(path.name != newest.name for path in others):
            return None
        for path in others:
            database.open_snapshot(path).close()
        with database.open_snapshot(newest) as snapshot:
            return str(snapshot.rows("select content from snapshot")[0]["content"])
    except (SnapshotError, IndexError):
        return None

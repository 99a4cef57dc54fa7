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
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from fieldwork import database
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders, sync_folder, write_durably
from fieldwork.sync import team, wall
from fieldwork.sync.understanding import Row

# So many of the newest, and of the older ones the last of each day. Any other can be built again (`as_at`).
KEPT = 50


def publish(folders: Folders, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Build the next snapshot and make it the newest, for the team and on the wall too.

    Killed at any moment, each CURRENT names a whole one; that of `snapshots` goes last, for a sync that finds
    it up to date builds nothing.
    """
    everywhere = [path for shown in (folders, folders.team, folders.wall) for path in _published(shown)]
    number = max((int(path.stem) for path in everywhere), default=0) + 1
    path = folders.snapshots / f"{number:06}.duckdb"
    build(path, tables)
    show(folders, path, tables)
    _make_current(path)
    return path


def show(folders: Folders, path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Make what others may see of the snapshot at `path`, made of `tables`, their newest."""
    of_team, on_wall = (shown.snapshots / path.name for shown in (folders.team, folders.wall))
    if team.withheld(tables):
        build(of_team, team.known(tables))
    else:
        _build_whole(of_team, partial(_name_again, path))
    _build_whole(on_wall, lambda aside: database.build_answers(aside, wall.answers(path)))
    _make_current(of_team)
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
    """What the newest snapshot says it was made from; None where it or one that others see does not open."""
    try:
        for shown in (folders.team, folders.wall):
            database.open_snapshot(database.current(shown)).close()
        with database.open_snapshot(database.current(folders)) as snapshot:
            return str(snapshot.rows("select content from snapshot")[0]["content"])
    except (SnapshotError, IndexError):
        return None


def clean(folders: Folders) -> None:
    """Remove what crashes left half-built. Only for the one that may publish: nobody else builds here."""
    for shown in (folders, folders.team, folders.wall):
        for path in shown.snapshots.glob(".*"):
            path.unlink(missing_ok=True)


def retire(folders: Folders) -> None:
    """Remove old snapshots, the team's with them, from the wall all but the newest.

    Windows deletes none that somebody has open: that one waits for next time.
    """
    older = _published(folders)[:-KEPT]
    last_of_day: dict[date, Path] = {datetime.fromtimestamp(_modified(path)).date(): path for path in older}
    asked_for = sorted((folders.snapshots / "as_at").glob("*"), key=_modified)
    _remove([path for path in older if path not in last_of_day.values()] + asked_for[:-KEPT])
    kept = {path.name for path in _published(folders)}
    _remove([path for path in _published(folders.team) if path.name not in kept])
    _remove(_published(folders.wall)[:-1])


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(FileNotFoundError, PermissionError):
            path.unlink()


def _modified(path: Path) -> float:
    return path.stat().st_mtime


def _published(folders: Folders) -> list[Path]:
    """Oldest first."""
    return sorted(path for path in folders.snapshots.glob("*.duckdb") if path.stem.isdecimal())

"""A snapshot is built aside, made durable, then published under a name that never changes.

snapshots/000123.duckdb    published, in the order of their numbers
snapshots/CURRENT          the name of the newest
snapshots/as_at/           snapshots of earlier moments, built when somebody asked
wall/000123.duckdb         what everybody may see of that snapshot, and a CURRENT of its own
.*.building                being built, or left by a crash
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from fieldwork import database
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders, sync_folder, write_durably
from fieldwork.sync import wall
from fieldwork.sync.understanding import Row

# So many of the newest, and of the older ones the last of each day. Any other can be built again (`as_at`).
KEPT = 50


def publish(folders: Folders, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Build the next snapshot and make it the newest, on the wall too.

    Killed at any moment, each CURRENT names a whole one; the wall's goes first, for a sync that finds
    `snapshots` up to date builds nothing.
    """
    numbers = [int(path.stem) for path in _published(folders) + _published(folders.wall)]
    path = folders.snapshots / f"{max(numbers, default=0) + 1:06}.duckdb"
    build(path, tables)
    show_on_wall(folders, path)
    _make_current(path)
    return path


def show_on_wall(folders: Folders, path: Path) -> None:
    """Make what everybody may see of the snapshot at `path` the newest that the wall shows."""
    shown = folders.wall.snapshots / path.name
    _build_whole(shown, lambda aside: database.build_answers(aside, wall.answers(path)))
    _make_current(shown)


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
    """What the newest snapshot says it was made from; None where it, or the wall's, does not open."""
    try:
        database.open_snapshot(database.current(folders.wall)).close()
        with database.open_snapshot(database.current(folders)) as snapshot:
            return str(snapshot.rows("select content from snapshot")[0]["content"])
    except (SnapshotError, IndexError):
        return None


def clean(folders: Folders) -> None:
    """Remove what crashes left half-built. Only for the one that may publish: nobody else builds here."""
    for path in [*folders.snapshots.glob(".*"), *folders.wall.snapshots.glob(".*")]:
        path.unlink(missing_ok=True)


def retire(folders: Folders) -> None:
    """Remove old snapshots, from the wall all but the newest.

    Windows deletes none that somebody has open: that one waits for next time.
    """
    older = _published(folders)[:-KEPT]
    last_of_day: dict[date, Path] = {datetime.fromtimestamp(_modified(path)).date(): path for path in older}
    asked_for = sorted((folders.snapshots / "as_at").glob("*"), key=_modified)
    off_the_wall = _published(folders.wall)[:-1]
    for path in (
        [path for path in older if path not in last_of_day.values()] + asked_for[:-KEPT] + off_the_wall
    ):
        with suppress(FileNotFoundError, PermissionError):
            path.unlink()


def _modified(path: Path) -> float:
    return path.stat().st_mtime


def _published(folders: Folders) -> list[Path]:
    """Oldest first."""
    return sorted(path for path in folders.snapshots.glob("*.duckdb") if path.stem.isdecimal())

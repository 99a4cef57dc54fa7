"""A snapshot is built aside, made durable, then published under a name that never changes.

snapshots/000123.duckdb    published, in the order of their numbers
snapshots/CURRENT          the name of the newest
snapshots/as_at/           snapshots of earlier moments, built when somebody asked
team/000123.duckdb         what the whole team may see of that snapshot, and a CURRENT of its own
wall/000123.duckdb         what everybody may see of it, likewise
.*.tmp                     being built, or left by a crash
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldwork import database
from fieldwork.errors import QueryError, SnapshotError
from fieldwork.folders import Folders, made_aside, write_durably
from fieldwork.sync import shelf, team, wall
from fieldwork.sync.understanding import Row


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the newest snapshot says that it was made from."""

    path: Path
    content: str
    head: str  # of the ledger


def publish(folders: Folders, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Build the next snapshot and make it the newest: for the lead as soon as it is whole, then for others.

    Killed at any moment, each CURRENT names a whole one; where they do not name the same, the next sync shows
    the others what the lead's says already.
    """
    said = newest(folders)
    if said and said.content == _content(tables):
        path = said.path
    else:
        path = _next(folders)
        build(path, tables)
        _make_current(path)
    show(folders, path, tables)
    return path


def _content(tables: Mapping[str, Sequence[Row]]) -> str:
    [receipt] = tables["snapshot"]
    return str(receipt[0])


def _next(folders: Folders) -> Path:
    everywhere = [path for shown in (folders, folders.team, folders.wall) for path in shelf.published(shown)]
    number = max((int(path.stem) for path in everywhere), default=0) + 1
    return folders.snapshots / f"{number:06}.duckdb"


def show(folders: Folders, path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Make what others may see of the snapshot at `path`, made of `tables`, their newest."""
    of_team, on_wall = (shown.snapshots / path.name for shown in (folders.team, folders.wall))
    if team.withheld(tables):
        build(of_team, team.known(tables))
    else:
        with made_aside(of_team) as aside:
            _name_again(path, aside)
    _make_current(of_team)
    with made_aside(on_wall) as aside:
        database.build_answers(aside, wall.answers(path))
    _make_current(on_wall)


def _name_again(path: Path, aside: Path) -> None:
    """The same file under another name; a copy where a file cannot have two."""
    try:
        aside.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, aside)


def build(path: Path, tables: Mapping[str, Sequence[Row]]) -> None:
    """Build a snapshot so that `path` either does not exist or is whole."""
    with made_aside(path) as aside:
        database.build(aside, tables)


def _make_current(path: Path) -> None:
    write_durably(path.with_name(database.CURRENT), f"{path.name}\n".encode("ascii"))


def newest(folders: Folders) -> Receipt | None:
    """The receipt of the newest snapshot; None where there is none that can be read."""
    try:
        path = database.current(folders)
        with database.open_snapshot(path) as snapshot:
            [said] = snapshot.rows("select content, ledger_head from snapshot")
        return Receipt(path, said["content"], said["ledger_head"])
    except (SnapshotError, QueryError, ValueError):
        return None


def content_shown(folders: Folders, said: Receipt | None) -> str | None:
    """What everybody sees the newest snapshot of; None where others do not see it, or one does not open."""
    return said.content if said and _is_shown(folders, said.path.name) else None


def _is_shown(folders: Folders, name: str) -> bool:
    try:
        others = [database.current(shown) for shown in (folders.team, folders.wall)]
        for other in others:
            database.open_snapshot(other).close()
    except SnapshotError:
        return False
    return all(other.name == name for other in others)

"""What is published: listed, and taken off the shelf when it is old."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from fieldwork.folders import Folders

# So many of the newest, and of the older ones the last of each day. Any other can be built again (`as_at`).
KEPT = 50


def published(folders: Folders) -> list[Path]:
    """Oldest first."""
    return sorted(path for path in folders.snapshots.glob("*.duckdb") if path.stem.isdecimal())


def clean(folders: Folders) -> None:
    """Remove what crashes left half-built. Only for the one that may publish: nobody else builds here."""
    for shown in (folders, folders.team, folders.wall):
        for path in shown.snapshots.glob(".*"):
            path.unlink(missing_ok=True)


def retire(folders: Folders) -> None:
    """Remove old snapshots, the team's with them, from the wall all but the newest.

    Windows deletes none that somebody has open: that one waits for next time.
    """
    older = published(folders)[:-KEPT]
    last_of_day: dict[date, Path] = {datetime.fromtimestamp(_modified(path)).date(): path for path in older}
    asked_for = sorted((folders.snapshots / "as_at").glob("*"), key=_modified)
    _remove([path for path in older if path not in last_of_day.values()] + asked_for[:-KEPT])
    kept = {path.name for path in published(folders)}
    _remove([path for path in published(folders.team) if path.name not in kept])
    _remove(published(folders.wall)[:-1])


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(FileNotFoundError, PermissionError):
            path.unlink()


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # an earlier moment, whole since the listing
        return 0

"""What remains of a closed inspection: figures that everybody may see, and of each erased file its hash."""

import csv
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from fieldwork import database, queries
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders, write_durably
from fieldwork.papers import harmless

_BLOCK = 2**20  # bytes read at a time


def keep(folders: Folders, to: Path) -> list[str]:
    """Write the wall's answers (`queries/wall/`) as CSV; the names of the files. None where no figures are.

    They hold no case, name, words or small count: docs/wall.md.
    """
    to.mkdir()
    try:
        path = database.current(folders)
        with database.open_snapshot(path) as snapshot:
            tables = {Path(name).name: queries.run(snapshot, name) for name in queries.of_the_wall()}
    except SnapshotError:
        return []
    for name, rows in tables.items():
        if rows:
            write_durably(to / f"{name}.csv", _table(rows))
    return sorted(f"figures/{name}.csv" for name, rows in tables.items() if rows)


def files(folders: Folders) -> list[dict[str, Any]]:
    """Each file that goes: its folder, size and hash. Not its name, which may be anybody's."""
    return [
        {"folder": _part(folders, path), "bytes": path.stat().st_size, "sha256": _digest(path)}
        for path in _going(folders)
        if path.is_file() and not path.is_symlink()
    ]


def links(folders: Folders) -> set[str]:
    """Which folders have links in them, or are links: these go, and what they lead to stays."""
    return {_part(folders, path) for path in _going(folders) if path.is_symlink()}


def _going(folders: Folders) -> list[Path]:
    return sorted(path for path in folders.root.rglob("*") if folders.closed not in (path, *path.parents))


def _part(folders: Folders, path: Path) -> str:
    """The folder of the inspection that it is or is in; '' of what lies beside them."""
    return next((part.name for part in folders.parts if part in (path, *path.parents)), "")


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _table(rows: list[dict[str, Any]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8")

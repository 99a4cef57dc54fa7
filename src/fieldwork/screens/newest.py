"""The newest snapshot, followed: opened when CURRENT names another one, asked through named queries."""

from collections.abc import Callable
from typing import Any

from fieldwork import database, queries
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]  # ask("completion", level="tier1") -> rows


class Newest:
    """One inspection's newest snapshot. Its rows are kept until a newer one comes: snapshots never change."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._snapshot: database.Snapshot | None = None
        self._kept: dict[tuple[Any, ...], Rows] = {}
        self.missing = ""  # why there is no snapshot, in plain words

    @property
    def name(self) -> str:
        """The snapshot's name, such as 000123; '' where nothing is published yet."""
        return self._snapshot.path.stem if self._snapshot else ""

    def look(self) -> bool:
        """Open what CURRENT names; True where that is another snapshot than before."""
        try:
            path = database.current(self._folders)
            if self._snapshot and self._snapshot.path == path:
                return False
            newer = database.open_snapshot(path)
        except SnapshotError as error:
            self.missing = error.wrong
            return False
        if self._snapshot:
            self._snapshot.close()
        self._snapshot, self.missing = newer, ""
        self._kept.clear()
        return True

    def ask(self, query: str, **parameters: Any) -> Rows:
        """The rows of a query on the newest snapshot; QueryError or SnapshotError where there are none."""
        if self._snapshot is None:
            raise SnapshotError("snapshots", self.missing or "nothing is published yet.")
        key = (query, *sorted(parameters.items()))
        if key not in self._kept:
            self._kept[key] = queries.run(self._snapshot, query, **parameters)
        return self._kept[key]

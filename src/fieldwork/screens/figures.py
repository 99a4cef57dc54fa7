"""Where a screen's rows come from: the newest snapshot, followed, and any earlier one that is still kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from fieldwork import database, queries
from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]  # ask("completion", level="tier1") -> rows
EARLIER = 4  # earlier snapshots that stay open


class Figures:
    """One snapshot, asked through named queries. It never changes, so each answer is worked out once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._snapshot = database.open_snapshot(path)
        self._compared: database.Snapshot | None = None
        self._kept: dict[tuple[Any, ...], Rows] = {}
        self.name = path.stem  # such as 000123
        self.path_by: Callable[[datetime], Path | None] = lambda _: (
            None
        )  # where a snapshot of then is, if kept

    def ask(self, query: str, **parameters: Any) -> Rows:
        """The rows of a query; QueryError or SnapshotError where there are none."""
        key = (query, *sorted(parameters.items()))
        if key not in self._kept:
            snapshot = self._beside_the_last() if queries.compares(query) else self._snapshot
            self._kept[key] = queries.run(snapshot, query, **parameters) if snapshot else []
        return self._kept[key]

    def _beside_the_last(self) -> database.Snapshot | None:
        """This snapshot beside the one that the last team meeting looked at; None where there was none."""
        if self._compared is None:
            [meeting] = self.ask("last_meeting")
            if meeting["last_at"] and (earlier := self.path_by(meeting["last_at"])):
                self._compared = database.open_snapshot(self._path, earlier)
        return self._compared

    def close(self) -> None:
        """Let the files go."""
        self._snapshot.close()
        if self._compared:
            self._compared.close()


class Published:
    """The snapshots of one inspection. `newest` is None until something is published; `missing` says why."""

    opens: ClassVar[type[Figures]] = Figures  # what a snapshot is asked through

    def __init__(self, folders: Folders, expected_every: timedelta) -> None:
        self._folders = folders
        self._expected_every = expected_every
        self._earlier: dict[str, Figures] = {}
        self._moments: dict[str, datetime] = {}  # snapshot -> as at
        self.newest: Figures | None = None
        self.missing = ""

    def look(self) -> bool:
        """Open what CURRENT names; True where that is another snapshot than before, or none any more."""
        if self._folders.is_closed:
            return self._let_go()
        try:
            path = database.current(self._folders)
            if self.newest and self.newest.name == path.stem:
                return False
            newer = self._open(path)
        except SnapshotError as error:
            self.missing = error.wrong
            return False
        if self.newest:
            self.newest.close()
        self.newest, self.missing = newer, ""
        return True

    def _let_go(self) -> bool:
        """Of everything: what is erased is gone only when nobody has it open."""
        were_open = [*self._earlier.values(), *([self.newest] if self.newest else [])]
        for figures in were_open:
            figures.close()
        self._earlier.clear()
        self.newest, self.missing = None, "this inspection is closed."
        return bool(were_open)

    def overdue(self) -> str:
        """In plain words, that no newer figures came for longer than the inspection expects; '' otherwise."""
        if self.newest is None:
            return ""
        try:
            published = datetime.fromtimestamp(database.current(self._folders).stat().st_mtime)
        except (OSError, SnapshotError):
            return ""
        if datetime.now() - published <= self._expected_every:
            return ""
        hours = int(self._expected_every.total_seconds() // 3600)
        return (
            f"No newer figures since {published:%A} {published.day} {published:%B, %H:%M}; "
            f"this inspection expects some every {hours} hours."
        )

    def by(self, moment: datetime) -> Figures:
        """The last snapshot whose data are not later than `moment` (the inspection's own wall clock).

        SnapshotError where none that is kept is as old as that.
        """
        path = self._path_by(moment)
        if path is None:
            raise SnapshotError(
                "snapshots",
                f"none that is kept is as old as {moment:%d/%m/%Y %H:%M}.",
                "",
                "Choose a later moment.",
            )
        if path.stem not in self._earlier:
            while len(self._earlier) >= EARLIER:
                self._earlier.pop(next(iter(self._earlier))).close()
            self._earlier[path.stem] = self._open(path)
        return self._earlier[path.stem]

    def _open(self, path: Path) -> Figures:
        figures = self.opens(path)
        figures.path_by = self._path_by
        return figures

    def _path_by(self, moment: datetime) -> Path | None:
        """The last snapshot that is kept and whose data are not later than `moment`."""
        # From the newest back: where a clock went back, a later snapshot can be as at an earlier moment.
        paths = sorted(path for path in self._folders.snapshots.glob("*.duckdb") if path.stem.isdecimal())
        return next((path for path in reversed(paths) if self._as_at(path) <= moment), None)

    def _as_at(self, path: Path) -> datetime:
        if path.stem not in self._moments:
            with database.open_snapshot(path) as snapshot:
                [about] = queries.run(snapshot, "snapshot")
            self._moments[path.stem] = about["as_at"] or datetime.min
        return self._moments[path.stem]


class OfTheTeam(Published):
    """The same without what only the lead may see: these kernels never open the file that holds it."""

    def __init__(self, folders: Folders, expected_every: timedelta) -> None:
        super().__init__(folders.team, expected_every)

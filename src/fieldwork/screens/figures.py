"""Where a screen's rows come from: the newest snapshot, followed, and any earlier one that is still kept."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

from fieldwork import database, queries
from fieldwork.errors import FieldworkError, SnapshotError
from fieldwork.folders import Folders
from fieldwork.screens.slices import Refused

Rows = list[dict[str, Any]]
Ask = Callable[..., Rows]  # ask("completion", level="tier1") -> rows
EARLIER = 4  # earlier snapshots that stay open
AGAIN = 2.0  # seconds before a snapshot that cannot be opened is tried again


class Figures:
    """One snapshot, asked through named queries. It never changes, so each answer is worked out once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._snapshot = database.open_snapshot(path)
        self._compared: database.Snapshot | None = None
        self._kept: dict[tuple[Any, ...], Rows] = {}
        self.name = path.stem  # such as 000123
        self.published = datetime.fromtimestamp(path.stat().st_mtime)
        # Where a snapshot of then is, if one is kept.
        self.path_by: Callable[[datetime], Path | None] = lambda _: None

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
    """The snapshots of one inspection. `newest` is None until something is published.

    `missing` says why what is published cannot be seen; '' where `newest` is that.
    """

    opens: ClassVar[type[Figures]] = Figures  # what a snapshot is asked through

    def __init__(self, folders: Folders, expected_every: timedelta) -> None:
        self._folders = folders
        self._expected_every = expected_every
        self._earlier: dict[str, Figures] = {}
        self._moments: dict[str, datetime] = {}  # snapshot -> as at
        self.newest: Figures | None = None
        self.missing = ""
        self._unreadable: Path | None = None
        self._again = 0.0  # when to try it again

    def look(self) -> None:
        """Open what CURRENT names, where that is another snapshot than before; nothing of what is closed."""
        if self._folders.is_closed:
            self._let_go()
            return
        try:
            path = database.current(self._folders)
        except SnapshotError as error:
            self.missing = error.wrong
            return
        if self.newest and self.newest.name == path.stem:
            self.missing = ""
        elif path != self._unreadable or monotonic() >= self._again:
            self._turn_to(path)

    def _turn_to(self, path: Path) -> None:
        try:
            newer = self._open(path)
        except (SnapshotError, OSError):
            self.missing = "the newest snapshot cannot be opened."
            self._unreadable, self._again = path, monotonic() + AGAIN
            return
        if self.newest:
            self.newest.close()
        self.newest, self.missing = newer, ""

    def _let_go(self) -> None:
        """Of everything: what is erased is gone only when nobody has it open."""
        for figures in (*self._earlier.values(), *([self.newest] if self.newest else [])):
            figures.close()
        self._earlier.clear()
        self.newest, self.missing = None, "this inspection is closed."

    def overdue(self) -> str:
        """In plain words, that newer figures cannot be read or did not come in time; '' otherwise."""
        if self.newest is None:
            return ""
        at, expected = self.newest.published, self._expected_every
        published = f"{at:%A} {at.day} {at:%B, %H:%M}"
        if self.missing:
            return (
                f"Newer figures cannot be read; these were published on {published}. "
                "Run “fieldwork check” to see why."
            )
        if datetime.now() - at <= expected:
            return ""
        hours = int(expected.total_seconds() // 3600)
        return f"No newer figures since {published}; this inspection expects some every {hours} hours."

    def by(self, moment: datetime) -> Figures:
        """The last snapshot whose data are not later than `moment` (the inspection's own wall clock).

        Refused where none that is kept is as old as that, or it cannot be read.
        """
        try:
            path = self._path_by(moment)
            if path:
                return self._opened(path)
        except (FieldworkError, OSError):
            raise Refused("The figures of that moment cannot be read. Choose another one.") from None
        raise Refused(
            "There are no figures of that moment: none that is kept is as old as "
            f"{moment:%d/%m/%Y %H:%M}. Choose a later moment."
        )

    def _opened(self, path: Path) -> Figures:
        if self.newest and path.stem == self.newest.name:
            return self.newest
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
        """A snapshot that is kept, whose data are not later than `moment`, and the next one's are.

        There is one such, but where a clock went back: then each of them is the figures of that moment.
        """
        paths = sorted(path for path in self._folders.snapshots.glob("*.duckdb") if path.stem.isdecimal())
        place = bisect_right(paths, moment, key=self._as_at)  # few of them need to be opened
        return paths[place - 1] if place else None

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

"""Where things are: what the package carries, what an inspection keeps; how a file is written for good."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OURS = 0o700  # rights of a folder that nobody but this user can enter
_HERE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder that holds dashboards/, queries/ and parameters/: inside a wheel, or the checkout itself."""
    inside = _HERE / "resources"
    return inside if inside.is_dir() else _HERE.parents[1]


@dataclass(frozen=True)
class Folders:
    """The folder of one inspection. `root` need not exist yet."""

    root: Path

    @property
    def inbox(self) -> Path:
        """What people and sync clients drop, at any depth. fieldwork only reads it."""
        return self.root / "inbox"

    @property
    def captured(self) -> Path:
        """The part of the inbox that fieldwork writes: what is typed on its screens, a file an entry."""
        return self.inbox / "captured"

    @property
    def ledger(self) -> Path:
        """Every version ever received, append-only."""
        return self.root / "ledger"

    @property
    def snapshots(self) -> Path:
        """Published databases, and CURRENT, which names the newest."""
        return self.root / "snapshots"

    @property
    def team(self) -> "Folders":
        """The same inspection as the whole team may see it: without what the panel decided."""
        return _Team(self.root)

    @property
    def wall(self) -> "Folders":
        """The same inspection as everybody may see it: its snapshots hold answers only."""
        return _Wall(self.root)

    @property
    def packs(self) -> Path:
        """What Papermill's notebooks made."""
        return self.root / "packs"

    @property
    def closed(self) -> Path:
        """What remains of an inspection that was closed: its certificate, and figures without any case."""
        return self.root / "closed"

    @property
    def is_closed(self) -> bool:
        """Whether its evidence is being erased, or is."""
        return any(self.closed.glob("*.json"))

    @property
    def parts(self) -> tuple[Path, ...]:
        """The folders of an inspection at work."""
        shown = (self.snapshots, self.team.snapshots, self.wall.snapshots)
        return (self.inbox, self.ledger, *shown, self.packs)

    def create(self) -> None:
        """Make the folders that are not there yet, for good."""
        self.make_root()
        for folder in self.parts:
            make_folder(folder)

    def make_root(self) -> None:
        """Make the inspection's own folder, into which only this user can go.

        One that is there keeps the rights that people gave it: they may share its inbox.
        """
        make_folder(self.root, OURS)


class _Team(Folders):
    @property
    def snapshots(self) -> Path:
        """Published databases without what only the lead may see, and CURRENT, which names the newest."""
        return self.root / "team"


class _Wall(Folders):
    @property
    def snapshots(self) -> Path:
        """Published answers, and CURRENT, which names the newest."""
        return self.root / "wall"


def find_parameters(kind: str, name: str) -> Path | None:
    """The YAML file of a programme, inspection or form, by its path or its name.

    A name is looked for under ./parameters/ first, then among those that fieldwork carries. `kind` is the
    folder's name (programmes, inspections, forms). None where there is no such file.
    """
    candidates = [
        Path(name),
        Path("parameters", kind, f"{name}.yml"),
        resources() / "parameters" / kind / f"{name}.yml",
    ]
    return next((path for path in candidates if path.is_file() and path.suffix == ".yml"), None)


def known_parameters(kind: str) -> list[str]:
    """The names that `find_parameters` would find without a path."""
    folders = [Path("parameters", kind), resources() / "parameters" / kind]
    return sorted({path.stem for folder in folders for path in folder.glob("*.yml")})


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make the folder and those above it survive a power cut, made now or by a process that was killed.

    `mode`: who may do what in the folder where it is made now.
    """
    made = [folder, *(above for above in folder.parents if not above.exists())]
    folder.mkdir(mode, parents=True, exist_ok=True)
    for one in made:
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut (Windows does this by itself and cannot be asked)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make all that is in `folder` survive a power cut, bytes and names."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())


@contextmanager
def made_aside(path: Path) -> Iterator[Path]:
    """Where to make the file that gets the name `path` when the block ends; one that fails leaves nothing.

    A reader sees the old file or the whole new one, even after a power cut.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        aside.unlink(missing_ok=True)  # of a process that had the same number
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_durably(path: Path, data: bytes) -> None:
    """Write `data` so that a reader sees the old file or the whole new one, even after a power cut."""
    with made_aside(path) as aside:
        aside.write_bytes(data)

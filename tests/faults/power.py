"""What a disk may show after the power was cut: whatever was not synced may be gone, bytes and names each.

A file's bytes are sure once the file was synced; a name, once its folder was. What was there when watching
began is sure. Three disks are shown: one has lost all that was not sure, one has kept the names and lost the
bytes, and one has kept the bytes and lost the names.
"""

import os
from pathlib import Path
from typing import Any

Inode = int
_open = os.open  # before a fault stands in its way
SHOWN = ("all that was not synced is lost", "names kept, bytes lost", "bytes kept, names lost")


class Power:
    """Watches a folder: begin with it as it is, tell of each call, then show what may be left."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._bytes: dict[Inode, tuple[bytes, int]] = {}  # and when they were modified, in nanoseconds
        self._names: dict[Inode, dict[str, Inode]] = {}  # of folders
        self._held: dict[Inode, int] = {}  # open: the number of what was removed is given to nothing else
        for path in [root, *root.rglob("*")]:
            self._sure(path)

    def _sure(self, path: Path) -> None:
        inode = self._hold(path)
        if path.is_dir():
            self._names[inode] = {one.name: self._hold(one) for one in path.iterdir()}
        elif path.is_file():
            self._bytes[inode] = _now(path)

    def told(self, call: str, arguments: Any) -> None:
        """A call that was done: only syncing makes anything sure."""
        if call == "fsync":
            self._sure(Path(os.readlink(f"/proc/self/fd/{arguments[0]}")))
        elif call == "mkdir":
            self._names.setdefault(self._hold(Path(arguments[0])), {})

    def _hold(self, path: Path) -> Inode:
        inode = path.lstat().st_ino
        if inode not in self._held:
            self._held[inode] = _open(path, os.O_RDONLY)
        return inode

    def show(self, to: Path) -> None:
        """Write the three disks into folders of `to`."""
        now = {path.lstat().st_ino: path for path in [self._root, *self._root.rglob("*")]}
        for number in range(len(SHOWN)):
            self._folder(
                self._root.lstat().st_ino, to / str(number), now, names=number == 1, data=number == 2
            )

    def _folder(self, inode: Inode, to: Path, now: dict[Inode, Path], *, names: bool, data: bool) -> None:
        to.mkdir(parents=True)
        held = self._names.get(inode, {})
        if names and inode in now:
            held = {one.name: one.lstat().st_ino for one in now[inode].iterdir()}
        for name, child in held.items():
            if child in self._names:
                self._folder(child, to / name, now, names=names, data=data)
                continue
            kept, modified = self._bytes.get(child, (b"", 0))
            if data and child in now:
                kept, modified = _now(now[child])
            (to / name).write_bytes(kept)
            os.utime(to / name, ns=(modified, modified))


def _now(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns

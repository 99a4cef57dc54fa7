"""What lies in the inbox, and which of it can be had. fieldwork only ever reads there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fieldwork import sources

MOST_BYTES = 256 * 2**20  # of one file: whatever is done with it, its bytes are held in memory

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Microseconds; no time zone can say one beyond the year 9999.
_LAST = (datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_TOO_LARGE = (
    f"it has more than {MOST_BYTES // 2**20} MB, and is not received. "
    "Keep it elsewhere, and drop in what the inspection needs of it."
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the inbox. `name` is its path below the inbox, with '/' whatever the machine writes."""

    name: str
    path: Path
    bytes: int = 0
    modified_at: datetime = _EPOCH  # aware, UTC
    shut: str = ""  # why it cannot be had


def scan(inbox: Path) -> list[Found]:
    """Every file at any depth, by name. Links are not followed, what `sources` ignores is left out.

    What cannot be looked at stands there as `shut`, a folder with a name that ends in '/'. OSError where the
    inbox itself cannot be listed.
    """
    found: list[Found] = []
    folders = [Found("", Path(reachable(str(inbox))))]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder.path) as listed:
                entries = list(listed)
        except OSError as error:
            if not folder.name:
                raise
            found += _shut(folder.name, folder.path, error)
            continue
        for one in _among(entries, folder.name):
            (folders if one.name.endswith("/") and not one.shut else found).append(one)
    return sorted(found, key=lambda one: one.name)


def reachable(folder: str, windows: bool = os.name == "nt") -> str:
    """The absolute path as Windows needs it to reach what lies deeper than 260 characters below it."""
    if not windows or folder.startswith("\\\\?\\"):
        return folder
    return f"\\\\?\\UNC{folder[1:]}" if folder.startswith("\\\\") else f"\\\\?\\{folder}"


def take(found: Found) -> bytes | None:
    """The bytes that were listed; None where somebody holds them, or they changed or went since."""
    if found.shut:
        return None
    try:
        data = found.path.read_bytes()
        after = found.path.lstat()
    except OSError:
        return None
    changed = (after.st_size, _modified_at(after)) != (found.bytes, found.modified_at)
    return None if changed or len(data) != found.bytes else data


def _among(entries: list[os.DirEntry[str]], prefix: str) -> Iterator[Found]:
    for entry in entries:
        name, path = prefix + _as_text(entry.name), Path(entry.path)
        try:
            if sources.is_ignored(entry.name) or entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                yield Found(f"{name}/", path)
            elif entry.is_file(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                shut = _TOO_LARGE if state.st_size > MOST_BYTES else ""
                yield Found(name, path, state.st_size, _modified_at(state), shut)
        except OSError as error:
            yield from _shut(name, path, error)


def _shut(name: str, path: Path, error: OSError) -> Iterator[Found]:
    if not isinstance(error, FileNotFoundError):  # renamed or removed since the listing
        yield Found(name, path, shut=f"it cannot be read ({error.strerror or type(error).__name__}).")


def _as_text(name: str) -> str:
    """File systems allow names that are no Unicode; the ledger and the snapshot do not."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _modified_at(state: os.stat_result) -> datetime:
    return _EPOCH + timedelta(microseconds=min(max(0, state.st_mtime_ns // 1000), _LAST))

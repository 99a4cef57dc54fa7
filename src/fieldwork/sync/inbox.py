"""What lies in the inbox, and which of it is whole. fieldwork only ever reads there."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fieldwork import sources

SETTLING = timedelta(seconds=10)  # a sync client that pauses longer than this has stopped

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the inbox. `name` is its path below the inbox, with '/' whatever the machine writes."""

    name: str
    path: Path
    bytes: int
    modified_at: datetime  # aware, UTC


def scan(inbox: Path) -> list[Found]:
    """Every file at any depth, by name. Links are not followed, what `sources` ignores is left out.

    A folder that cannot be listed stands for what is in it, its name ending in '/': `take` leaves it for the
    next look. OSError where the inbox itself cannot be listed.
    """
    with os.scandir(reachable(str(inbox))) as entries:
        return sorted(_among(entries, ""), key=lambda found: found.name)


def reachable(folder: str, windows: bool = os.name == "nt") -> str:
    """The absolute path as Windows needs it to reach what lies deeper than 260 characters below it."""
    if not windows or folder.startswith("\\\\?\\"):
        return folder
    return f"\\\\?\\UNC{folder[1:]}" if folder.startswith("\\\\") else f"\\\\?\\{folder}"


def take(found: Found, now: datetime) -> bytes | None:
    """The whole file; None where it is not whole yet, or held by whoever writes it, or gone.

    A file may be on its way when its end is missing (`sources.looks_whole`) and it changed moments ago, or
    when it changed while it was read.
    """
    try:
        data = found.path.read_bytes()
        after = found.path.lstat()
    except OSError:
        return None
    changed = (after.st_size, _modified_at(after)) != (found.bytes, found.modified_at)
    if changed or len(data) != found.bytes:
        return None
    if abs(now - found.modified_at) < SETTLING and not sources.looks_whole(found.name, data):
        return None
    return data


def _among(entries: Iterable[os.DirEntry[str]], prefix: str) -> Iterator[Found]:
    for entry in entries:
        if sources.is_ignored(entry.name) or entry.is_symlink():
            continue
        name = prefix + _as_text(entry.name)
        with suppress(FileNotFoundError):  # renamed or removed since the listing
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                yield Found(name, Path(entry.path), state.st_size, _modified_at(state))


def _below(folder: str, prefix: str) -> Iterator[Found]:
    try:
        entries = os.scandir(folder)
    except PermissionError:
        yield Found(prefix, Path(folder), 0, _EPOCH)
        return
    with entries:
        yield from _among(entries, prefix)


def _as_text(name: str) -> str:
    """File systems allow names that are no Unicode; the ledger and the snapshot do not."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _modified_at(state: os.stat_result) -> datetime:
    return _EPOCH + timedelta(microseconds=state.st_mtime_ns // 1000)

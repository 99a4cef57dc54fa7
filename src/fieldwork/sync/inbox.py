"""What lies in the inbox, and which of it is whole. fieldwork only ever reads there."""

import os
from collections.abc import Iterator
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
    """Every file at any depth, by name. Links are not followed, what `sources` ignores is left out."""
    return sorted(_below(inbox, ""), key=lambda found: found.name)


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


def _below(folder: Path, prefix: str) -> Iterator[Found]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if sources.is_ignored(entry.name) or entry.is_symlink():
                continue
            name = prefix + _as_text(entry.name)
            if entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), f"{name}/")
            elif entry.is_file(follow_symlinks=False):
                try:
                    state = entry.stat(follow_symlinks=False)
                except FileNotFoundError:  # between the listing and this line
                    continue
                yield Found(name, Path(entry.path), state.st_size, _modified_at(state))


def _as_text(name: str) -> str:
    """File systems allow names that are no Unicode; the ledger and the snapshot do not."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _modified_at(state: os.stat_result) -> datetime:
    return _EPOCH + timedelta(microseconds=state.st_mtime_ns // 1000)

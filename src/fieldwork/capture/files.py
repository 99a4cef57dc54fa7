"""The CSV of one entry, and how it is written: whole, for good, never over another file."""

import csv
import os
from collections.abc import Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path

from fieldwork.folders import sync_folder
from fieldwork.records.values import plain

SAVED_AT = "recorded_at"  # the column that differs when the same entry is sent again
_DELIMITER = "sep=,\n"  # Excel's own first line: a note full of semicolons is not taken for the table


def kept(text: str) -> str:
    """The text as the reader of CSV gives it back: without NULs, with line feeds, no blanks around it."""
    return plain(text.replace("\0", "").replace("\r\n", "\n")) or ""


def table(said: Mapping[str, str]) -> bytes:
    """A heading row, and the entry below it."""
    text = StringIO(newline="")
    csv.writer(text).writerows([said.keys(), said.values()])
    return (_DELIMITER + text.getvalue()).encode("utf-8")


def entry(data: bytes) -> dict[str, str]:
    """What a file says by column; nothing where somebody has made something else of it."""
    try:
        text = data.decode("utf-8").removeprefix(_DELIMITER)
        headings, cells = csv.reader(StringIO(text, newline=""))
        return dict(zip(headings, cells, strict=True))
    except (ValueError, csv.Error):
        return {}


def says(path: Path, said: Mapping[str, str]) -> bool:
    """Whether the file says the same, whenever it was saved."""
    return {**entry(path.read_bytes()), SAVED_AT: ""} == {**said, SAVED_AT: ""}


def clean(folder: Path) -> None:
    """Remove what a server that was killed has left aside: nobody was told that it is saved."""
    for left in folder.glob(".*.tmp"):
        left.unlink(missing_ok=True)


def write_once(path: Path, data: bytes) -> None:
    """Write a new file: all of it or nothing, even after a power cut. OSError where nothing is written.

    FileExistsError where there is such a file.
    """
    aside = path.with_name(f".{path.stem}.tmp")  # a name that sync does not read
    if not path.parent.is_dir():
        path.parent.mkdir(exist_ok=True)
        sync_folder(path.parent.parent)
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _name(aside, path)
    finally:
        with suppress(OSError):
            aside.unlink()
    sync_folder(path.parent)


def _name(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # unlike a renaming, it never takes the place of another file
    except FileExistsError:
        raise
    except OSError:  # a share or a stick that knows no links
        aside.rename(path)

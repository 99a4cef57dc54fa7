"""What received files say, before it has any meaning: one module a format, one line a format in `FORMATS`.

`read` gives rows and fields as text with their places, or a `SourceError` in plain words, and nothing else:
no library's own exception leaves this room. Values of records never stand in an error.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from fieldwork.errors import SourceError
from fieldwork.sources import apart
from fieldwork.sources.reading import LONGEST_CELL, Reading

FORMATS: Mapping[str, tuple[tuple[str, ...], str]] = {  # name -> the endings of its files, its module here
    "infopath": ((".xml",), "infopath"),
    "workbook": ((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "workbook"),
    "word": ((".docx", ".docm"), "word"),
    "csv": ((".csv", ".tsv", ".txt"), "delimited"),
    "calendar": ((".ics",), "calendar"),
}

_LEFT_BEHIND = ("desktop.ini", "thumbs.db", "__macosx", "$recycle.bin", "system volume information")
_UNFINISHED = (".tmp", ".temp", ".partial", ".part", ".crdownload", ".download", ".swp", "~")

MOST_BYTES = 64 * 2**20  # of the format that takes the most
MOST_TABLES = 200
MOST_COLUMNS = 16_384  # as Excel


class Format(Protocol):
    """What a module of a format offers. Its library is imported with it, when the first such file comes."""

    __name__: str

    def read(self, name: str, data: bytes) -> Reading:
        """All that the file says. Raises SourceError, its place being `name`."""

    def is_light(self, data: bytes) -> bool:
        """Whether it surely takes little time and memory, whatever it says; else it is read apart."""

    def too_large(self, name: str) -> SourceError:
        """The refusal of a file that takes too much."""

    def is_whole(self, data: bytes) -> bool:
        """Whether the end of the file is there; the middle may still be damaged."""

    def recognises(self, data: bytes) -> bool:
        """Whether the contents are plainly of this format, for a file whose ending says nothing."""


def read(name: str, data: bytes) -> Reading:
    """All that the file says. Raises SourceError: empty, damaged, hostile, too large, of no known format."""
    if not data:
        raise SourceError(name, "The file is empty.", remedy="Drop it in again.")
    form = _format(name, data)
    if form is None:
        endings = ", ".join(ending for endings, _ in FORMATS.values() for ending in endings)
        raise SourceError(
            name,
            "This is no kind of file that fieldwork reads.",
            f"It reads files that end in {endings}.",
            "Save it as one of these and drop it in again.",
        )
    reading = form.read(name, data) if form.is_light(data) else apart.read(form.__name__, name, data)
    if reading is None or not _fits(reading):
        raise form.too_large(name)
    return reading


def looks_whole(name: str, data: bytes) -> bool:
    """Whether no end is missing, as when a sync client is still copying. True where nobody can say."""
    if not data:
        return False
    form = _format(name, data)
    return form is None or form.is_whole(data)


def is_ignored(name: str) -> bool:
    """Whether a file or folder is no evidence, but what editors, sync clients and systems leave beside it."""
    return any(
        part.startswith((".", "~")) or part.endswith(_UNFINISHED) or part in _LEFT_BEHIND
        for part in name.casefold().split("/")
    )


def _fits(reading: Reading) -> bool:
    """Whether every field, and every row, is as short as one that a person could have written."""
    fields = reading.tree.fields.values() if reading.tree else ()
    return (
        len(reading.tables) <= MOST_TABLES
        and max(map(len, filter(None, fields)), default=0) <= LONGEST_CELL
        and all(
            len(row.cells) <= MOST_COLUMNS and max(map(len, row.cells), default=0) <= LONGEST_CELL
            for table in reading.tables
            for row in table.rows
        )
    )


def _format(name: str, data: bytes) -> Format | None:
    ending = PurePosixPath(name).suffix.casefold()
    for endings, module in FORMATS.values():
        if ending in endings:
            return _module(module)
    return next((form for _, module in FORMATS.values() if (form := _module(module)).recognises(data)), None)


def _module(name: str) -> Format:
    return cast(Format, import_module(f"{__name__}.{name}"))

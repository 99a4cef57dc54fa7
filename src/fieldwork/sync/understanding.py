"""What the bytes of one file say, as rows of the statement tables. Each file is interpreted once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from fieldwork import records, sources
from fieldwork.errors import SourceError
from fieldwork.records.forms import Forms
from fieldwork.records.kinds import Record, Reject
from fieldwork.records.vocabulary import Vocabulary

Row = tuple[Any, ...]

_TOO_LARGE = (
    "The file is too large.",
    f"fieldwork reads files of up to {sources.MOST_BYTES // 2**20} MB.",
    "Keep what belongs to this inspection and drop it in again.",
)


@dataclass(frozen=True)
class Understood:
    """Rows by table, in the tables' column order, and what the receipt says of the file."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    rejects: Sequence[Row] = ()
    format: str | None = None  # None: it could not be read at all
    form: str | None = None
    form_version: str | None = None
    attachments: int = 0

    @property
    def refusals(self) -> list[str]:
        """Why the file could not be read at all. These texts hold no value of a record."""
        return [] if self.format else [" ".join(filter(None, texts)) for _, _, *texts in self.rejects]

    @property
    def records(self) -> int:
        return sum(map(len, self.rows.values()))


class Interpreter:
    """Interprets with one set of forms and one vocabulary, and remembers what it has interpreted."""

    def __init__(self, forms: Forms, vocabulary: Vocabulary) -> None:
        self._forms, self._vocabulary = forms, vocabulary
        self._known: dict[tuple[str, tuple[str, ...], datetime], Understood] = {}

    def understand(
        self, sha256: str, size: int, names: Sequence[str], recorded_at: datetime, read: Callable[[], bytes]
    ) -> Understood:
        """What the file of `size` bytes says that came under `names`.

        `recorded_at`, wall clock: for parts that give no time. What no format takes is not even read. A wrong
        ending may have been put right later: any name under which the bytes can be read will do.
        """
        key = sha256, tuple(names), recorded_at
        if size > sources.MOST_BYTES:
            return _refused(sha256, *_TOO_LARGE)
        if key not in self._known:
            data = read()
            for name in reversed(names):
                self._known[key] = self._interpret(name, data, sha256, recorded_at)
                if self._known[key].format:
                    break
        return self._known[key]

    def _interpret(self, name: str, data: bytes, sha256: str, recorded_at: datetime) -> Understood:
        try:
            reading = sources.read(name, data)
            said = records.interpret(
                reading,
                sha256=sha256,
                recorded_at=recorded_at,
                forms=self._forms,
                vocabulary=self._vocabulary,
            )
        except SourceError as error:
            return _refused(sha256, error.wrong, error.allowed, error.remedy)
        except Exception as error:  # one file must not keep all the others from the screen
            wrong = f"fieldwork failed to read it ({type(error).__name__})."
            remedy = "This is a fault of fieldwork: tell whoever maintains it. The file is kept."
            return _refused(sha256, wrong, "", remedy)
        attachments = reading.tree.attachments if reading.tree else 0
        rejects = [_row(reject) for reject in said.rejects]
        return Understood(
            _rows(said.records), rejects, reading.format, said.form, said.form_version, attachments
        )


def _refused(sha256: str, wrong: str, allowed: str, remedy: str) -> Understood:
    return Understood(rejects=[(sha256, "whole file", wrong, allowed, remedy)])


def _rows(found: Sequence[Record]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for record in found:
        rows.setdefault(record.table, []).append(_row(record))
    return rows


def _row(record: Record | Reject) -> Row:
    kind: Any = type(record)
    return _columns(kind)(record)


@cache
def _columns(kind: type[Any]) -> Callable[[object], Row]:
    """The fields in the table's column order: a kind's own, then those that every record carries."""
    common = {one.name for one in fields(Record)} if issubclass(kind, Record) else set()
    names = [one.name for one in fields(kind)]
    ordered = [name for name in names if name not in common] + [name for name in names if name in common]
    return attrgetter(*ordered)

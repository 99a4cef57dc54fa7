"""Errors that a person can mend: where it is, what is wrong, what is allowed, what to do next.

One class a noun, one exit code a class. The command line prints them without a traceback. Their texts may
reach screens and logs, so they hold no value of a case record; only rejects do, and stay in the snapshot.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class FieldworkError(Exception):
    """`place`: `wrong`. `allowed` `remedy` — each a plain sentence, the last two optional."""

    exit_code = 1

    def __init__(self, place: str, wrong: str, allowed: str = "", remedy: str = "") -> None:
        self.place, self.wrong, self.allowed, self.remedy = place, wrong, allowed, remedy
        super().__init__(" ".join(part for part in (f"{place}: {wrong}", allowed, remedy) if part))


class ProgrammeError(FieldworkError):
    """A programme's YAML cannot be used."""

    exit_code = 3


class InspectionError(FieldworkError):
    """An inspection's YAML cannot be used, or does not fit its programme."""

    exit_code = 4


class FormError(FieldworkError):
    """A form mapping's YAML cannot be used."""

    exit_code = 5


class SourceError(FieldworkError):
    """A received file cannot be read at all: damaged, hostile, too large, or of no known format."""

    exit_code = 6


class LedgerError(FieldworkError):
    """The ledger does not prove itself, or another sync holds it."""

    exit_code = 7


class SnapshotError(FieldworkError):
    """There is no snapshot to open, or it cannot be read.

    What is `wrong` may stand on a page: it names no path.
    """

    exit_code = 8


class QueryError(FieldworkError):
    """There is no such query, or its parameters do not fit."""

    exit_code = 9


class ServingError(FieldworkError):
    """The dashboards cannot be served as asked."""

    exit_code = 10


class CheckFailed(FieldworkError):
    """`fieldwork check` found problems in the figures; its rows say which."""

    exit_code = 11


class PackError(FieldworkError):
    """A pack cannot be made."""

    exit_code = 12


class ConsolidationError(FieldworkError):
    """A week or a panel pack cannot be consolidated, or does not prove itself."""

    exit_code = 13


class SampleError(FieldworkError):
    """A sample cannot be drawn as asked."""

    exit_code = 14


class KeepingError(FieldworkError):
    """A backup cannot be made or restored, or an inspection not be closed."""

    exit_code = 15


def nearest(word: str, known: Iterable[str]) -> str:
    """' (did you mean …?)' with the nearest of `known`, or '' where none is near."""
    lowered = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    return f" (did you mean {lowered[close[0]]}?)" if close else ""

"""A problem of a programme's file: where it stands, and what is wrong."""

from collections.abc import Iterable, Iterator

from fieldwork.errors import nearest
from fieldwork.parameters import Location

Problem = tuple[Location, str]


def unknown(names: Iterable[str], declared: Iterable[str], here: Location, what: str) -> Iterator[Problem]:
    """A problem for each of `names` that is not among the `declared`."""
    known = list(declared)
    for name in names:
        if name not in known:
            yield here, f"{name} is not {what}{nearest(name, known) or ': ' + ', '.join(known)}"

"""The one door to YAML: a file is read, joined to what it extends, checked, and comes back frozen.

All that is wrong with a file is said at once, each with its path in the file: `standards[2.2].judgd: …`.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, PositiveInt, PrivateAttr, ValidationError

from fieldwork.errors import FieldworkError, nearest
from fieldwork.folders import find_parameters, known_parameters
from fieldwork.parameters.plain import chain, joined, value
from fieldwork.parameters.problems import Location, together, translated

__all__ = ["Document", "Entry", "Location", "SampleSize", "files_of", "find", "fingerprint", "load", "value"]


class Entry(BaseModel):
    """A part of a document: it cannot be changed, and knows no key but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(Entry):
    """A whole YAML file. A subclass that has more to check than shapes says so in `problems`."""

    _path: Path = PrivateAttr(default=Path())

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return self._path

    @property
    def name(self) -> str:
        """The file's name without its ending: the one name of an inspection or programme."""
        return self._path.stem

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Where the parts do not fit each other, and what is wrong there."""
        yield from ()


class SampleSize(Entry):
    """How many cases of a sample: said by programmes of organisations they know, or by an inspection."""

    required: PositiveInt | None = None  # for the programme's confidence and margin
    planned: PositiveInt | None = None
    revised: PositiveInt | None = None  # replaces planned
    eligible: PositiveInt | None = None  # of the whole population that the sample was drawn from

    def over(self, other: "SampleSize") -> "SampleSize":
        """What this one says, and what it leaves open as the other says it."""
        return other.model_copy(update=self.model_dump(exclude_none=True))

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Sizes that cannot be, each under the name of its field."""
        for name in ("planned", "revised", "eligible"):
            size = getattr(self, name)
            if size and self.required and size < self.required:
                yield (name,), f"{size} is less than the {self.required} that are required"


M = TypeVar("M", bound=Document)


def load(
    path: Path, model: type[M], error: type[FieldworkError], said_anew: Mapping[str, Any] | None = None
) -> M:
    """The document in `path`. Raises `error` with every problem of the file, each with its path in it.

    `said_anew`: keys whose values go before those of the file, such as a command's options.
    """
    content = {**joined(path, error), **(said_anew or {})}
    try:
        document = model.model_validate(content)
    except ValidationError as invalid:
        raise together(path, translated(invalid, model, content), error) from None
    document._path = path
    if found := list(document.problems()):
        raise together(path, found, error)
    return document


def find(kind: str, name: str, error: type[FieldworkError]) -> Path:
    """The file of the programme, inspection or form called `name`, or at that path; else raises `error`."""
    path = find_parameters(kind, name)
    if path is None:
        known = known_parameters(kind)
        wrong = f"there is no such file in parameters/{kind}{nearest(name, known)}."
        allowed = f"Known: {', '.join(known) or 'none'}."
        raise error(name, wrong, allowed, "Give one of these, or the path of a .yml file.")
    return path


def files_of(path: Path, error: type[FieldworkError]) -> Iterator[tuple[str, bytes]]:
    """The file and what it extends: each by its path from the file's own folder, with '/', and its bytes.

    `error` where it extends a file outside that folder.
    """
    for file, _ in chain(path, error):
        relative = Path(os.path.relpath(file, path.parent))
        if ".." in relative.parts:
            raise error(str(path), f"it extends {relative.as_posix()}, outside its own folder.")
        yield relative.as_posix(), file.read_bytes()


def fingerprint(path: Path) -> str:
    """The sha256 of the file and of what it extends, as hexadecimal digits."""
    digest = hashlib.sha256()
    for file, _ in chain(path, FieldworkError):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

"""How the problems of a YAML file are said: all together, each with its path and the nearest known key."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from fieldwork.errors import FieldworkError, nearest

Location = tuple[str | int, ...]


def together(
    path: Path, problems: Sequence[tuple[Location, str]], error: type[FieldworkError]
) -> FieldworkError:
    """One error of the kind `error` that says every problem of the file."""
    lines = [f"{_written(location)}: {wrong}" if location else wrong for location, wrong in problems]
    many = f"{len(lines)} problems:" if len(lines) > 1 else "1 problem:"
    return error(str(path), "\n  ".join([many, *lines]))


def translated(
    invalid: ValidationError, model: type[BaseModel], content: Mapping[str, Any]
) -> list[tuple[Location, str]]:
    """Pydantic's findings about `content`, where they stand in the file and in words."""
    return [(_in_the_file(found["loc"], content), _said(model, found)) for found in invalid.errors()]


def _written(location: Location) -> str:
    """('standards', '2.2', 'key_questions', 1) -> 'standards[2.2].key_questions[1]'"""
    steps = (f".{step}" if str(step).isidentifier() else f"[{step}]" for step in location)
    return "".join(steps).removeprefix(".")


def _in_the_file(location: Location, content: Any) -> Location:
    """Pydantic puts the branch of a union into its paths; only the steps that stand in the file are kept."""
    kept: list[str | int] = []
    for number, step in enumerate(location, start=1):
        if isinstance(content, dict) and (step in content or number == len(location)):
            kept.append(step)
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int):
            kept.append(step)
            content = content[step]
    return tuple(kept)


def _said(model: type[BaseModel], found: Mapping[str, Any]) -> str:
    if found["type"] == "extra_forbidden":
        known = _known(model, found["loc"][:-1])
        hint = nearest(str(found["loc"][-1]), known)
        return f"there is no such key{hint or '; known: ' + ', '.join(sorted(known))}"
    if found["type"] == "missing":
        return "is missing"
    message = str(found["msg"])
    ours = message.removeprefix("Value error, ")
    return ours if ours != message else message[0].lower() + message[1:]


def _known(annotation: Any, location: Location) -> set[str]:
    """The keys of whatever models stand at `location` under a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        if not location:
            return set(fields)
        field = fields.get(str(location[0]))
        return _known(field.annotation if field else annotation, location[1:])  # no field: a union's branch
    transparent = get_origin(annotation) in (Union, UnionType, Annotated)
    below = location if transparent else location[1:]
    return set().union(*(_known(part, below) for part in get_args(annotation)))

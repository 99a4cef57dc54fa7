"""Plain YAML, and files that extend each other.

Plain is the part of YAML 1.2 that nobody trips over: keys are always text (`2.10:` is not a number), `yes`
and `no` are text (an answer is not a truth value), 10:30 is text, and a key stands once in its mapping.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from fieldwork.errors import FieldworkError
from fieldwork.parameters.problems import Location, together

MAY_DIFFER = {"title", "name", "version"}  # what a file may say anew of the file that it extends


class PlainLoader(yaml.CSafeLoader):
    """Safe YAML with the few plain types, text keys, and no key twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (the way PyYAML is told)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        content: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key must be text", problem_mark=key_node.start_mark)
            if key_node.value in content:
                fault = f"the key {key_node.value} stands twice"
                raise yaml.MarkedYAMLError(problem=fault, problem_mark=key_node.start_mark)
            content[key_node.value] = self.construct_object(value_node, deep=deep)
        return content


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("timestamp", r"\d{4}-\d\d-\d\d", "0123456789"),
):
    PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )


def read(path: Path, error: type[FieldworkError]) -> dict[str, Any]:
    """The mapping that one file holds, as it stands; raises `error` with the line of the first fault."""
    try:
        content = yaml.load(path.read_bytes(), Loader=PlainLoader)  # noqa: S506  (a safe loader, made stricter)
    except FileNotFoundError:
        raise error(str(path), "there is no such file.") from None
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise error(f"{path}, line {line}", f"this is not plain YAML: {fault.problem}.") from None
    except (yaml.YAMLError, ValueError) as fault:  # bytes that are not UTF-8; a date such as 2018-02-30
        raise error(str(path), f"this is not YAML: {fault}.", "", "Save the file as UTF-8.") from None
    if not isinstance(content, dict):
        raise error(str(path), "the file should hold keys and values, one a line.")
    return content


def value(text: str, error: type[FieldworkError]) -> Any:
    """One value as it would stand in a file: `[tier1, stratum]` is a list, `3` a number, `3rd` text."""
    try:
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506  (a safe loader, made stricter)
    except (yaml.YAMLError, ValueError):
        raise error(
            repr(text), "this is not plain YAML.", "Such as: 3, some text, [tier1, stratum]."
        ) from None


def chain(path: Path, error: type[FieldworkError]) -> list[tuple[Path, dict[str, Any]]]:
    """The file and what it extends, nearest first, each content without its `extends`."""
    links: list[tuple[Path, dict[str, Any]]] = []
    following: Path | None = path
    while following is not None:
        if following in (file for file, _ in links):
            raise error(str(path), f"it extends itself, through {following.name}.")
        content = read(following, error)
        links.append((following, content))
        extended = content.pop("extends", None)
        following = following.parent / f"{extended}.yml" if extended else None
    return links


def joined(path: Path, error: type[FieldworkError]) -> dict[str, Any]:
    """The file joined to all that it extends; raises `error` where it says anew what is said already."""
    content: dict[str, Any] = {}
    problems: list[tuple[Location, str]] = []
    for _, own in reversed(chain(path, error)):
        content = _join(content, own, (), problems)
    if problems:
        raise together(path, problems, error)
    return content


def _join(base: Any, own: Any, location: Location, problems: list[tuple[Location, str]]) -> Any:
    """Mappings are joined and lists follow each other; anything else is said in one place only."""
    if isinstance(base, dict) and isinstance(own, dict):
        both = dict(base)
        for key, value in own.items():
            both[key] = _join(base[key], value, (*location, key), problems) if key in base else value
        return both
    if isinstance(base, list) and isinstance(own, list):
        return [*base, *own]
    if location[-1] not in MAY_DIFFER:
        problems.append((location, "the file that this one extends says it already; it may not be said anew"))
    return own

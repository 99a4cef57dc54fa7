"""A file read in a process of its own, which may take so much memory and time and no more.

Parsers of what anybody may send can be made to take all of a machine. So what does not surely read lightly
is read apart: `python -m fieldwork.sources.apart` gets the file on its standard input and gives the reading,
or the refusal, as JSON. When it ends in any other way, the file is refused as too large.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from importlib import import_module
from typing import Any

from fieldwork.errors import SourceError
from fieldwork.sources.reading import Problem, Reading, Table, TableRow, Tree

MOST_MEMORY = 512 * 2**20  # bytes of address space
LONGEST = 8  # seconds of processor time, which are as many on a busy machine
_LONGEST_AT_ALL = 60  # seconds by the clock


def read(module: str, name: str, data: bytes) -> Reading | None:
    """What `module.read` says of the file; None where it took too much. SourceError as it raises it."""
    asked = json.dumps([module, name]).encode() + b"\n" + data
    command = [sys.executable, "-P", "-m", __name__]  # no module of the folder that it is started in
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=_LONGEST_AT_ALL, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    said = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    if "place" in said:
        raise SourceError(**said)
    return _reading(said)


def _reading(said: Mapping[str, Any]) -> Reading:
    tables = [
        Table(table["place"], [TableRow(row["place"], row["cells"]) for row in table["rows"]])
        for table in said["tables"]
    ]
    tree = Tree(**said["tree"]) if said["tree"] else None
    return Reading(said["format"], tree, tables, [Problem(**problem) for problem in said["problems"]])


def _as_mapping(part: Any) -> dict[str, Any]:
    """A part of a reading, for JSON; far quicker than `dataclasses.asdict`, which copies every cell."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _apart() -> None:
    with suppress(ImportError):  # Windows has no such limits; there only the clock bounds it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    module, name = json.loads(sys.stdin.buffer.readline())
    try:
        said: Any = import_module(module).read(name, sys.stdin.buffer.read())
    except SourceError as refusal:
        said = {part: getattr(refusal, part) for part in ("place", "wrong", "allowed", "remedy")}
    text = json.dumps(said, default=_as_mapping, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    _apart()

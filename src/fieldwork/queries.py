"""The named questions: one file of queries/ each, whose header says what it answers, takes and gives.

The header is the documentation, and DuckDB itself checks it in the tests. Its shape:

    -- A sentence.
    -- $level: one of organisation, tier1            what is allowed stands in the file
    -- $tier1: a value of units.unit; null: all      what is allowed are the rows of another query
    -- grain: one row for each …
    -- columns:
    --   name type: words
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fieldwork.database import Snapshot
from fieldwork.errors import QueryError, nearest
from fieldwork.folders import resources

_PARAMETER = re.compile(r"\$(\w+): (.+)")
_COLUMN = re.compile(r"  (\w+) (\w+(?:\[\])?): (.+)")
_ONE_OF = re.compile(r"one of ([^;]+)")
_VALUE_OF = re.compile(r"a value of (\w+)\.(\w+)")
_NAME = re.compile(r"\{(\w+)\}")
_MAY_BE_NULL = "null: "  # a parameter whose words say what null means may be left out


@dataclass(frozen=True)
class Query:
    """One question. `parameters`: name -> words; `columns`: name -> (DuckDB type in lower case, words)."""

    name: str
    summary: str
    sql: str
    parameters: Mapping[str, str]
    columns: Mapping[str, tuple[str, str]]
    grain: str


def names() -> list[str]:
    """Every query, in the order of the alphabet."""
    return sorted(path.stem for path in _folder().glob("*.sql") if path.stem != "schema")


def audits() -> list[str]:
    """The queries whose rows are problems."""
    return [name for name in names() if name.startswith("audit_")]


def of_the_wall() -> list[str]:
    """The questions whose answers everybody may see, such as wall/ratings: see `sync.wall`."""
    return sorted(f"wall/{path.stem}" for path in (_folder() / "wall").glob("*.sql"))


@cache
def load(name: str) -> Query:
    """The query called `name`. QueryError where there is none, or a line of its header cannot be read."""
    known = [*names(), *of_the_wall()]
    if name not in known:
        raise QueryError(f"query {name}", f"there is no such query{nearest(name, known)}.", _listed(known))
    sql = (_folder() / f"{name}.sql").read_text("utf-8")
    summary: list[str] = []
    parameters: dict[str, str] = {}
    columns: dict[str, tuple[str, str]] = {}
    grain = ""
    for line in _header(sql):
        if found := _PARAMETER.fullmatch(line):
            parameters[found[1]] = found[2]
        elif found := _COLUMN.fullmatch(line):
            columns[found[1]] = (found[2], found[3])
        elif line.startswith("grain: "):
            grain = line.removeprefix("grain: ")
        elif line != "columns:":
            if parameters or grain or columns:
                raise QueryError(f"queries/{name}.sql", f"this line of its header cannot be read: {line!r}.")
            summary.append(line)
    return Query(name, " ".join(summary), sql, parameters, columns, grain)


def compares(name: str) -> bool:
    """Whether the query asks of an earlier snapshot too, whose tables it calls `earlier.…`."""
    return "earlier." in load(name).sql


def run(snapshot: Snapshot, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a query, in its own order, each a dict of column -> value.

    A parameter whose words say what null means may be left out. QueryError on an unknown query, an unknown or
    missing parameter, and a value that the header does not allow.
    """
    query = load(name)
    for given in parameters:
        if given not in query.parameters:
            hint = nearest(given, query.parameters)
            raise QueryError(f"query {name}", f"it takes no ${given}{hint}.", _listed(query.parameters))
    for parameter, words in query.parameters.items():
        _check(snapshot, query, parameter, words, parameters.get(parameter))
    return snapshot.rows(query.sql, {**dict.fromkeys(query.parameters), **parameters})


def programme_names(ask: Callable[[str], Sequence[Mapping[str, str]]]) -> dict[str, str]:
    """What the programme of a snapshot calls each thing: `standard`, `standards`, `Standard`, `tier1`, …"""
    said: dict[str, str] = {}
    for row in ask("names"):
        said |= {row["thing"]: row["one"], f"{row['thing']}s": row["many"]}
    return said | {thing.capitalize(): name[:1].upper() + name[1:] for thing, name in said.items()}


def in_its_words(template: str, names: Mapping[str, str]) -> str:
    """`Evidence by {key_question}` as this programme says it. `names`: as `programme_names` gives them."""
    return _NAME.sub(lambda found: names.get(found[1], found[0]), template)


def index_markdown() -> str:
    """queries/README.md: every query with its parameters and columns; audits and the wall's last."""
    asked = [name for name in names() if name not in audits()]
    lines = [
        "# Queries",
        "",
        "One file, one question. This page is made from the headers of the files; a test keeps it so.",
        "What they share is defined in [views/](views/), over the tables of [schema.sql](schema.sql).",
    ]
    for title, group in (
        ("Questions", asked),
        ("Audits: every row is a problem", audits()),
        ("The wall: what everybody who passes may know", of_the_wall()),
    ):
        lines += ["", f"## {title}"]
        for name in group:
            lines += _entry(load(name))
    return "\n".join(lines) + "\n"


def _check(snapshot: Snapshot, query: Query, parameter: str, words: str, value: object) -> None:
    place = f"query {query.name}, ${parameter}"
    if value is None:
        if _MAY_BE_NULL not in words:
            raise QueryError(place, "it is missing.", f"${parameter}: {words}.")
        return
    allowed = _allowed(snapshot, words)
    if allowed is not None and value not in allowed:
        hint = nearest(str(value), allowed)
        raise QueryError(place, f"{value} is not one of its values{hint}.", _listed(allowed))


def _allowed(snapshot: Snapshot, words: str) -> list[str] | None:
    """The values that the words allow; None where they do not limit them."""
    if found := _ONE_OF.match(words):
        return found[1].split(", ")
    if found := _VALUE_OF.match(words):
        return [row[found[2]] for row in run(snapshot, found[1])]
    return None


def _entry(query: Query) -> list[str]:
    lines = ["", f"### [{query.name}]({query.name}.sql)", "", query.summary, ""]
    lines += [f"- `${name}`: {words}" for name, words in query.parameters.items()]
    lines += [f"- Grain: {query.grain}", "", "| column | type | what it is |", "|---|---|---|"]
    return lines + [f"| {name} | {kind} | {words} |" for name, (kind, words) in query.columns.items()]


def _header(sql: str) -> list[str]:
    """The lines of the comment at the top, without their `-- `."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("-- "):
            break
        lines.append(line.removeprefix("-- "))
    return lines


def _listed(allowed: Any) -> str:
    return f"Allowed: {', '.join(allowed)}." if allowed else "It takes none."


def _folder() -> Path:
    return resources() / "queries"

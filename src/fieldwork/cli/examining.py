"""fieldwork query, check and doctor: the figures, the audits of the figures, and the state of the machine."""

import platform
import shutil
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from fieldwork.cli.options import AsAt, How, Inspection, OfInspection
from fieldwork.cli.printing import Format, print_rows, say
from fieldwork.errors import CheckFailed, QueryError, SnapshotError
from fieldwork.folders import Folders


def query(
    inspection: OfInspection,
    name: Annotated[str, typer.Argument(help="The query's name; leave it out to see them all.")] = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="A parameter of the query, as name=value; may be repeated."),
    ] = None,
    as_at: AsAt = None,
    how: How = Format.table,
) -> None:
    """Print the rows of a query: the same rows that the screens and packs are drawn from.

    fieldwork query key_question_results -i demo-crc --set level=tier1

    fieldwork query completion -i demo-crc --set level=organisation --format csv > completion.csv
    """
    from fieldwork import queries

    if not name:
        print_rows(
            [{"query": known, "answers": queries.load(known).summary} for known in queries.names()],
            ["query", "answers"],
            how,
        )
        return
    parameters = dict(_setting(text) for text in settings or [])
    with closing(_snapshot(inspection, as_at)) as snapshot:
        print_rows(queries.run(snapshot, name, **parameters), list(queries.load(name).columns), how)


def check(inspection: Inspection) -> None:
    """Let the ledger prove itself, and run every audit: each row that one finds is a problem.

    fieldwork check demo-crc
    """
    from fieldwork import queries
    from fieldwork.inspection import load
    from fieldwork.ledger import Ledger

    Ledger(load(inspection).folders.ledger).verify()
    found = 0
    with closing(_snapshot(inspection, None)) as snapshot:
        for name in queries.audits():
            rows = queries.run(snapshot, name)
            found += len(rows)
            if rows:
                say(f"{queries.load(name).summary}")
                print_rows(rows, list(queries.load(name).columns), Format.table)
    if found:
        raise CheckFailed(
            inspection, f"{found} problems found, listed above.", "", "None changes a figure by itself."
        )
    say(f"{inspection}: the ledger proves itself, and every audit passed.")


def doctor(inspection: Inspection) -> None:
    """Say how things are: versions, who is syncing, how old the figures are, what was refused, disk.

    fieldwork doctor demo-crc
    """
    from fieldwork import database, queries
    from fieldwork.inspection import load
    from fieldwork.sync import holder

    loaded = load(inspection)
    folders = loaded.folders
    rows: list[tuple[str, str]] = [("python", platform.python_version())]
    rows += [
        (name, version(name)) for name in ("fieldwork", "duckdb", "voila", "plotly", "papermill", "pandas")
    ]
    rows += [("folder", str(folders.root)), ("sync", holder(folders) or "nobody is syncing")]
    rows.append(("disk", _disk(folders)))
    try:
        path = database.current(folders)
    except SnapshotError as error:
        rows.append(("snapshot", f"none: {error.wrong}"))
    else:
        with closing(database.open_snapshot(path)) as snapshot:
            [about] = queries.run(snapshot, "snapshot")
            rejects = queries.run(snapshot, "rejects")
            doubles = queries.run(snapshot, "doubles")
        made = datetime.fromtimestamp(path.stat().st_mtime)
        rows += [
            ("snapshot", f"{path.name}, made {_age(datetime.now() - made)} ago"),
            ("data as at", str(about["as_at"])),
            ("files", str(about["files"])),
            ("rejects", str(len(rejects))),
            ("doubles", str(len(doubles))),
        ]
    print_rows([{"what": what, "is": value} for what, value in rows], ["what", "is"], Format.table)


def _snapshot(inspection: str, as_at: datetime | None) -> Any:
    from fieldwork import database, sync

    if as_at is None:
        from fieldwork.inspection import load

        return database.open_snapshot(database.current(load(inspection).folders))
    return database.open_snapshot(sync.as_at(sync.load(inspection), as_at))


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise QueryError(f"--set {text}", "this is not name=value.", "", "For example: --set level=tier1")
    return name.strip(), value.strip()


def _disk(folders: Folders) -> str:
    there = next(folder for folder in (folders.root, *folders.root.parents) if folder.exists())
    return f"{shutil.disk_usage(Path(there)).free / 1e9:.1f} GB free"


def _age(delta: Any) -> str:
    minutes = int(delta.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    return f"{days} days" if days else f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"

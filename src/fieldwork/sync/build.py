"""A snapshot's rows: a pure function of the ledger's entries, the parameters and the code.

The order in which files arrived decides nothing but the receipt (`received`, `snapshot.as_at` and head).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from fieldwork import database
from fieldwork.ledger import Entry
from fieldwork.sync.setup import Setup
from fieldwork.sync.understanding import Row, Understood

Tables = dict[str, list[Row]]


def content(setup: Setup, entries: Sequence[Entry]) -> str:
    """What a snapshot of these entries would say, as one hash; the order of arrival does not matter."""
    newest = _newest(entries)
    files = sorted(
        (entry.name, entry.sha256, entry.modified_at.isoformat(), newest[entry.name] != entry.number)
        for entry in entries
    )
    return sha256(json.dumps([files, setup.hashes]).encode()).hexdigest()


def understand(
    setup: Setup,
    entries: Sequence[Entry],
    read: Callable[[str], bytes],
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, Understood]:
    """What the entries' bytes say, by their sha256 and in its order. `read` gives the bytes of a sha256.

    Parts that give no time of their own were recorded when the bytes were last put into the inbox.
    """
    versions: dict[str, list[Entry]] = {}
    for entry in entries:
        versions.setdefault(entry.sha256, []).append(entry)
    understood = {}
    for done, (digest, same) in enumerate(sorted(versions.items()), start=1):
        recorded_at = _wall_clock(max(entry.modified_at for entry in same), setup.time_zone)
        names = sorted({entry.name for entry in same})
        understood[digest] = setup.interpreter.understand(
            digest, same[0].bytes, names, recorded_at, partial(read, digest)
        )
        if on_progress:
            on_progress(done, len(versions))
    return understood


def tables(setup: Setup, entries: Sequence[Entry], understood: Mapping[str, Understood]) -> Tables:
    """All rows of the snapshot, by table, in the column order of `queries/schema.sql`."""
    rows: Tables = setup.tables()
    for said in understood.values():
        for table, some in said.rows.items():
            rows.setdefault(table, []).extend(some)
    rows["refused"] = [reject for said in understood.values() for reject in said.rejects]
    rows["received"] = _received(entries, understood, setup.time_zone)
    rows["snapshot"] = [_snapshot(setup, entries, understood.values())]
    return rows


def _received(entries: Sequence[Entry], understood: Mapping[str, Understood], zone: ZoneInfo) -> list[Row]:
    newest = _newest(entries)
    return [
        (
            entry.number,
            entry.sha256,
            entry.name,
            entry.bytes,
            _wall_clock(entry.received_at, zone),
            _wall_clock(entry.modified_at, zone),
            said.format,
            said.form,
            said.form_version,
            said.records,
            len(said.rejects),
            said.attachments,
            newest[entry.name] != entry.number,
        )
        for entry in entries
        for said in [understood[entry.sha256]]
    ]


def _snapshot(setup: Setup, entries: Sequence[Entry], understood: Iterable[Understood]) -> Row:
    said = list(understood)
    hashes = setup.hashes
    return (
        content(setup, entries),
        _wall_clock(entries[-1].received_at, setup.time_zone) if entries else None,
        entries[-1].chain if entries else "",
        hashes["code"],
        database.VERSION,
        hashes["programme"],
        hashes["inspection"],
        hashes["forms"],
        hashes["queries"],
        len(entries),
        sum(one.records for one in said),
        sum(len(one.rejects) for one in said),
    )


def _newest(entries: Sequence[Entry]) -> dict[str, int]:
    """Name -> the number of its newest version."""
    return {entry.name: entry.number for entry in entries}


def _wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)

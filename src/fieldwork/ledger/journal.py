"""The lines of the ledger's journal: one a version received, each with the hash of the line before it."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from fieldwork.errors import LedgerError

RESTORE = "Restore the ledger's folder from its backup; figures already published are not affected."


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it was found. `name` is its path in the inbox, with '/': data, never opened again."""

    name: str
    data: bytes
    modified_at: datetime  # aware


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal. `chain` is the hash of all the other fields and of the entry before."""

    number: int  # 1, 2, 3 …
    sha256: str
    name: str
    bytes: int
    received_at: datetime  # aware, UTC
    modified_at: datetime  # aware, UTC
    chain: str


def next_entry(before: Entry | None, arrival: Arrival, received_at: datetime) -> Entry:
    """The entry of what arrived, after the one before; None before the first."""
    entry = Entry(
        number=before.number + 1 if before else 1,
        sha256=sha256(arrival.data).hexdigest(),
        name=arrival.name,
        bytes=len(arrival.data),
        received_at=received_at.astimezone(UTC),
        modified_at=arrival.modified_at.astimezone(UTC),
        chain="",
    )
    return replace(entry, chain=_chain(before, entry))


def _fields(entry: Entry) -> dict[str, str | int]:
    """As the journal writes them; the chain stands apart."""
    fields = asdict(entry)
    del fields["chain"]
    times = {name: fields[name].isoformat() for name in ("received_at", "modified_at")}
    return {**fields, **times}


def _chain(before: Entry | None, entry: Entry) -> str:
    return sha256(((before.chain if before else "") + json.dumps(_fields(entry))).encode("ascii")).hexdigest()


def line_of(entry: Entry) -> bytes:
    """As the journal has it, with its end."""
    return json.dumps({**_fields(entry), "chain": entry.chain}).encode("ascii") + b"\n"


def parse(line: bytes, before: Entry | None) -> Entry:
    """The entry of a line without its end. LedgerError where it is not what was written after `before`."""
    number = before.number + 1 if before else 1
    place = f"journal.jsonl, line {number}"
    try:
        fields = json.loads(line)
        times = {name: datetime.fromisoformat(fields[name]) for name in ("received_at", "modified_at")}
        entry = Entry(**{**fields, **times})
    except (ValueError, TypeError, KeyError) as error:
        raise LedgerError(place, "this is not a line that fieldwork wrote.", "", RESTORE) from error
    if entry.number != number or entry.chain != _chain(before, entry):
        raise LedgerError(place, "it does not follow from the line before it.", "", RESTORE)
    if line_of(entry) != line + b"\n":  # the same in other letters, as Python reads T09:00 and U09:00
        raise LedgerError(place, "this is not a line that fieldwork wrote.", "", RESTORE)
    return entry

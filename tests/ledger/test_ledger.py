"""What was received is kept whole, proves itself, and survives a crash at any moment."""

import errno
import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.errors import LedgerError
from fieldwork.ledger import Arrival, Ledger

MORNING = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)
NOON = datetime(2018, 11, 5, 12, 0, tzinfo=UTC)


def form(name: str, text: str) -> Arrival:
    return Arrival(name, text.encode(), MORNING)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger")


def test_an_empty_ledger_has_no_entries_and_no_head(ledger: Ledger) -> None:
    assert list(ledger.entries()) == []
    assert ledger.head == ""
    ledger.verify()


def test_an_entry_says_what_came_when_and_where_from(ledger: Ledger) -> None:
    [entry] = ledger.receive([form("north/0117.xml", "<a/>")], NOON)
    assert (entry.number, entry.name, entry.bytes) == (1, "north/0117.xml", 4)
    assert (entry.received_at, entry.modified_at) == (NOON, MORNING)
    assert entry.sha256 == sha256(b"<a/>").hexdigest()
    assert ledger.read(entry.sha256) == b"<a/>"
    assert ledger.head == entry.chain


def test_another_process_reads_the_same_entries(ledger: Ledger) -> None:
    ledger.receive([form("a.xml", "1"), form("b.xml", "2")], NOON)
    ledger.receive([form("a.xml", "3")], NOON)
    assert Ledger(ledger.folder).entries() == ledger.entries()
    assert [entry.number for entry in ledger.entries()] == [1, 2, 3]


def test_every_version_is_kept_and_the_same_bytes_are_kept_once(ledger: Ledger) -> None:
    ledger.receive([form("a.xml", "old"), form("copy of a.xml", "old")], NOON)
    ledger.receive([form("a.xml", "new")], NOON)
    assert [ledger.read(entry.sha256) for entry in ledger.entries()] == [b"old", b"old", b"new"]
    assert len([path for path in (ledger.folder / "objects").rglob("*") if path.is_file()]) == 2


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.binary()), max_size=8))
def test_whatever_names_and_bytes_come_they_are_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, bytes]]
) -> None:
    ledger = Ledger(tmp_path_factory.mktemp("ledger"))
    ledger.receive([Arrival(name, data, MORNING) for name, data in files], NOON)
    entries = Ledger(ledger.folder).entries()
    assert [(entry.name, ledger.read(entry.sha256)) for entry in entries] == files
    ledger.verify()


def test_a_hostile_name_is_only_data(ledger: Ledger, tmp_path: Path) -> None:
    names = ["../../escaped.xml", "/etc/passwd", "C:\\x.xml", "line\nbreak.xml", "nul\0.xml", ""]
    ledger.receive([form(name, name) for name in names], NOON)
    assert [entry.name for entry in Ledger(ledger.folder).entries()] == names
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


@pytest.mark.parametrize("lost", [1, 20, 100])
def test_a_line_torn_by_a_crash_is_set_aside_and_its_file_can_be_received_again(
    ledger: Ledger, lost: int
) -> None:
    ledger.receive([form("a.xml", "1"), form("b.xml", "2")], NOON)
    journal = ledger.folder / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-lost])

    after_the_crash = Ledger(ledger.folder)
    assert [entry.name for entry in after_the_crash.entries()] == ["a.xml"]
    after_the_crash.receive([form("b.xml", "2")], NOON)
    assert journal.read_bytes() == whole
    [torn] = (ledger.folder / "aside").glob("*.torn")
    assert whole.endswith(torn.read_bytes() + whole[-lost:])
    after_the_crash.verify()


def test_lines_that_the_disk_refused_are_not_received(ledger: Ledger, monkeypatch) -> None:
    ledger.receive([form("a.xml", "1")], NOON)
    journal = ledger.folder / "journal.jsonl"
    before, synced = journal.read_bytes(), os.fsync

    def refusing(handle: int) -> None:
        if os.fstat(handle).st_ino == journal.stat().st_ino:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(handle)

    monkeypatch.setattr(os, "fsync", refusing)
    with pytest.raises(OSError, match="No space"):
        ledger.receive([form("b.xml", "2")], NOON)
    assert journal.read_bytes() == before
    monkeypatch.setattr(os, "fsync", synced)
    assert [entry.number for entry in ledger.receive([form("b.xml", "2")], NOON)] == [2]


def test_a_crash_between_object_and_journal_loses_nothing(ledger: Ledger) -> None:
    ledger.receive([form("a.xml", "1")], NOON)
    (ledger.folder / "journal.jsonl").write_bytes(b"")
    (ledger.folder / "aside" / "half.tmp").write_bytes(b"ha")

    after_the_crash = Ledger(ledger.folder)
    after_the_crash.clean()
    assert list((ledger.folder / "aside").iterdir()) == []
    [entry] = after_the_crash.receive([form("a.xml", "1")], NOON)
    assert after_the_crash.read(entry.sha256) == b"1"


def test_a_changed_object_is_found(ledger: Ledger) -> None:
    [entry] = ledger.receive([form("a.xml", "answer: no")], NOON)
    next((ledger.folder / "objects").glob("*/*")).write_text("answer: yes")
    with pytest.raises(LedgerError, match="not the ones that were received"):
        ledger.read(entry.sha256)
    with pytest.raises(LedgerError, match="not the ones that were received"):
        ledger.verify()


def test_a_missing_object_is_found(ledger: Ledger) -> None:
    ledger.receive([form("a.xml", "1")], NOON)
    next((ledger.folder / "objects").glob("*/*")).unlink()
    with pytest.raises(LedgerError, match="it is missing"):
        ledger.verify()


def without_the_second(lines: list[str]) -> list[str]:
    return lines[:1] + lines[2:]


def exchanged(lines: list[str]) -> list[str]:
    return [lines[1], lines[0], lines[2]]


def with_another_time(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace("2018-11-05T12", "2018-11-04T12"), lines[2]]


def with_an_invented_field(lines: list[str]) -> list[str]:
    return [json.dumps({**json.loads(lines[0]), "by": "nobody"}), *lines[1:]]


def with_a_line_that_is_none(lines: list[str]) -> list[str]:
    return [lines[0], "", *lines[1:]]


@pytest.mark.parametrize(
    "tamper",
    [without_the_second, exchanged, with_another_time, with_an_invented_field, with_a_line_that_is_none],
)
def test_a_journal_that_was_tampered_with_is_found(ledger: Ledger, tamper) -> None:
    ledger.receive([form("a.xml", "1"), form("b.xml", "2"), form("c.xml", "3")], NOON)
    journal = ledger.folder / "journal.jsonl"
    lines = journal.read_text("ascii").splitlines()
    journal.write_text("".join(f"{line}\n" for line in tamper(lines)), "ascii")
    with pytest.raises(LedgerError, match=r"journal\.jsonl, line"):
        Ledger(ledger.folder).verify()


def test_a_journal_cut_short_is_found_by_whoever_had_read_it(ledger: Ledger) -> None:
    ledger.receive([form("a.xml", "1"), form("b.xml", "2")], NOON)
    journal = ledger.folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(LedgerError, match="shorter than it was"):
        ledger.receive([form("c.xml", "3")], NOON)
    with pytest.raises(LedgerError, match="rewritten since it was read"):
        ledger.verify()


def test_a_bad_sector_is_named_and_hides_no_other_fault(ledger: Ledger, monkeypatch) -> None:
    first, second = ledger.receive([form("a.xml", "1"), form("b.xml", "2")], NOON)
    (ledger.folder / "objects" / second.sha256[:2] / second.sha256).unlink()
    whole = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == first.sha256:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert [fault.wrong for fault in ledger.faults()] == [
        "it cannot be read: Input/output error.",
        "it is missing.",
    ]


def test_a_file_is_found_by_the_end_of_its_name_the_newest_first(ledger: Ledger) -> None:
    ledger.receive([form("captured/1 note 47.csv", "old"), form("moved/1 note 47.csv", "new")], NOON)
    found = ledger.named(" 47.csv")
    assert found is not None
    assert ledger.read(found.sha256) == b"new"
    assert ledger.named(" 48.csv") is None

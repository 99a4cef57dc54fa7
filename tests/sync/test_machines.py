"""Two machines that sync one inspection, through a share or a sync client, notice each other and say so."""

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest

from fieldwork.errors import LedgerError
from fieldwork.sync.lock import held


def say(office, host, seen):
    """What another machine's note says."""
    office.folders.ledger.mkdir(parents=True, exist_ok=True)
    note = {"pid": 1, "host": host, "since": "2018-11-05T09:00:00+00:00", "seen": seen.isoformat()}
    (office.folders.ledger / "sync.holder").write_text(json.dumps(note))


def now():
    return datetime.now(UTC)


@pytest.mark.parametrize("off", [-4, 0, 4], ids="its clock {:+} minutes".format)
def test_a_machine_that_was_seen_just_now_is_left_alone(office, off):
    say(office, "team-room", now() + timedelta(minutes=off))
    office.drop_answers("1.csv", "A1 | 2.1.1 | yes |")
    with pytest.raises(LedgerError, match="another machine syncs it: process 1 on team-room since"):
        office.sync()
    assert not (office.folders.ledger / "journal.jsonl").exists()


@pytest.mark.parametrize(
    ("host", "minutes"), [("team-room", 6), (socket.gethostname(), 0)], ids=["switched off", "this one"]
)
def test_a_note_that_a_machine_has_left_behind_stops_nobody(office, host, minutes):
    say(office, host, now() - timedelta(minutes=minutes))
    office.drop_answers("1.csv", "A1 | 2.1.1 | yes |")
    assert office.sync().files == 1
    assert not (office.folders.ledger / "sync.holder").exists()


def test_a_note_that_is_no_note_stops_nobody(office):
    office.folders.ledger.mkdir(parents=True)
    (office.folders.ledger / "sync.holder").write_text("[]")
    assert not office.sync().files


def test_whoever_syncs_says_so_with_machine_and_time(office):
    with held(office.folders):
        note = json.loads((office.folders.ledger / "sync.holder").read_text())
    assert note["host"] == socket.gethostname()
    assert abs(now() - datetime.fromisoformat(note["seen"])) < timedelta(minutes=1)


def test_a_watch_that_finds_another_machine_ends(office, monkeypatch):
    monkeypatch.setattr("fieldwork.sync.lock._RENEWED_EVERY", timedelta(0))
    with held(office.folders) as holding:
        holding.renew()
        say(office, "team-room", now())
        with pytest.raises(LedgerError, match="team-room"):
            holding.renew()
    with pytest.raises(LedgerError, match="team-room"):
        office.sync()  # its note is still there


@pytest.mark.parametrize("minutes", [-6, 6, 600])
def test_a_note_of_another_machine_over_our_own_is_noticed_whatever_its_clock_says(
    office, monkeypatch, minutes
):
    monkeypatch.setattr("fieldwork.sync.lock._RENEWED_EVERY", timedelta(0))
    with held(office.folders) as holding:
        say(office, "team-room", now() + timedelta(minutes=minutes))
        with pytest.raises(LedgerError, match="team-room"):
            holding.renew()


@pytest.mark.parametrize("name", ["journal (conflicted copy).jsonl", "journal-TEAMROOM.jsonl"])
def test_a_second_journal_is_said(office, name):
    office.drop_answers("1.csv", "A1 | 2.1.1 | yes |")
    office.sync()
    (office.folders.ledger / name).write_bytes(b"")
    with pytest.raises(LedgerError, match="two machines have synced this inspection"):
        office.sync()

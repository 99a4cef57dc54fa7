"""A backup and its restore where something stands in the way: disks, foreign files, packs being made."""

import json
import os
import shutil
import signal
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from fieldwork import keeping, sync
from fieldwork.consolidation import places
from fieldwork.errors import ConsolidationError, KeepingError
from fieldwork.keeping import members
from fieldwork.ledger import Ledger

NOW = datetime(2019, 1, 7, 9, 0, tzinfo=UTC)
LARGE = os.urandom(300_000) + b"\n"  # with its end: sync waits for no more of it


@pytest.fixture
def office(opened_in, tmp_path):
    """A file that is larger than the small disk of these tests, and a case list."""
    (tmp_path / "parameters" / "inspections").mkdir(parents=True)
    opened = opened_in(tmp_path / "parameters" / "inspections")
    opened.drop("cases.csv", "Case,Sample,Tier 1 unit\n0117,d2,North\n")
    opened.drop("photographed.txt", LARGE)
    opened.sync()
    return opened


@pytest.fixture
def backup(office, tmp_path):
    return keeping.back_up(office.setup, tmp_path / "stick", NOW).path


@contextmanager
def no_file_longer_than(size):
    """What a full disk is to whoever writes."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1][1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before[1])
        signal.signal(signal.SIGXFSZ, before[0])


def test_a_disk_that_fails_while_a_backup_is_put_back_is_not_called_the_backups_fault(backup, tmp_path):
    with no_file_longer_than(100_000), pytest.raises(OSError, match="too large"):
        keeping.restore(backup, tmp_path / "desk" / "here")
    assert list((tmp_path / "desk").iterdir()) == []
    assert keeping.restore(backup, tmp_path / "desk" / "here").versions == 2


def test_a_disk_without_room_for_the_backup_is_named_before_anything_is_written(
    backup, tmp_path, monkeypatch
):
    used = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: used._replace(free=100_000))
    with pytest.raises(KeepingError, match=r"the disk has no room: .* 0\.1 MB are free"):
        keeping.restore(backup, tmp_path / "desk" / "here")


def damaged_in_the_middle(path):
    with zipfile.ZipFile(path) as archive:
        [kept] = [one for one in archive.infolist() if one.file_size == len(LARGE)]
    data = bytearray(path.read_bytes())
    begin = kept.header_offset + 200
    data[begin : begin + 5000] = b"\xff" * 5000
    path.write_bytes(data)


def with_manifest(manifest):
    def write(path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(members.MANIFEST, manifest)

    return write


@pytest.mark.parametrize(
    "write",
    [
        damaged_in_the_middle,
        with_manifest("[" * 500_000),
        with_manifest(" " * (members.LONGEST_MANIFEST + 1)),
        with_manifest('{"format": 1, "inspection": "x", "ledger_head": "", "sha256": []}'),
        with_manifest('{"format": 1, "inspection": "x", "ledger_head": "", "sha256": 7}'),
        lambda path: path.write_bytes(b"PK\x05\x06" + b"\xff" * 18),
    ],
    ids=["damaged", "nested", "endless", "a list of hashes", "no hashes", "no zip"],
)
def test_whatever_is_wrong_in_a_backup_it_is_refused_in_the_same_words(backup, write, tmp_path):
    write(backup)
    with pytest.raises(KeepingError, match="this is not a whole backup"):
        keeping.restore(backup, tmp_path / "desk" / "here")
    assert list((tmp_path / "desk").iterdir()) == []


def test_a_backup_holds_the_journal_up_to_the_head_that_its_manifest_names(office, backup):
    with zipfile.ZipFile(backup) as archive:
        journal = archive.read("data/ledger/journal.jsonl")
        head = json.loads(archive.read(members.MANIFEST))["ledger_head"]
    assert journal == (office.folders.ledger / "journal.jsonl").read_bytes()
    assert head == Ledger(office.folders.ledger).head


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("ottermere", "parameters/inspections/ottermere"),
        ("../../inspections/ottermere", "inspections/ottermere"),
        ("../../../ottermere", None),
        ("/srv/ottermere", None),
        ("..", None),
        (".", None),
    ],
)
def test_where_a_restore_puts_the_data_is_known_when_the_backup_is_made(office, folder, place):
    file = office.setup.inspection.path
    file.write_text(file.read_text().replace("folder: ottermere", f"folder: {folder}"))
    said = members.place_of_data(sync.load(str(file)).inspection)
    assert (said and said.as_posix()) == place


def test_a_backup_that_only_a_person_can_put_back_says_so(office, tmp_path):
    file = office.setup.inspection.path
    file.write_text(file.read_text().replace("folder: ottermere", f"folder: {office.folders.root}"))
    made = keeping.back_up(sync.load(str(file)), tmp_path / "stick", NOW)
    assert made.by_hand
    with pytest.raises(KeepingError, match="outside the folder that its parameters are in"):
        keeping.restore(made.path, tmp_path / "desk")


def test_an_inbox_that_cannot_be_listed_keeps_nobody_from_a_backup(office, tmp_path, monkeypatch):
    def gone(inbox):
        raise OSError("the share is gone")

    monkeypatch.setattr(sync.inbox, "scan", gone)
    assert keeping.back_up(office.setup, tmp_path / "stick", NOW).waiting is None


def pack(office, name, figures="figures"):
    folder = office.folders.packs / name
    folder.mkdir(parents=True)
    (folder / "week.html").write_text(figures)
    return folder


def in_packs(backup):
    names = zipfile.ZipFile(backup).namelist()
    return [name.removeprefix("data/packs/") for name in names if name.startswith("data/packs/")]


def test_a_pack_that_a_crash_left_without_its_name_is_in_the_backup(office, tmp_path):
    pack(office, ".week-1.replaced")
    pack(office, "week-1-version-2")
    pack(office, ".week-2.building")
    pack(office, "failed/week-3")
    backup = keeping.back_up(office.setup, tmp_path / "stick", NOW).path
    assert in_packs(backup) == ["week-1/week.html", "week-1-version-2/week.html"]


def test_no_backup_is_made_while_a_pack_is(office, tmp_path):
    pack(office, "week-1")
    with (
        places.held(office.folders, "week-1"),
        pytest.raises(ConsolidationError, match="another run is making it"),
    ):
        keeping.back_up(office.setup, tmp_path / "stick", NOW)
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_a_file_whose_name_cannot_be_had_everywhere_is_named_when_the_backup_is_made(office, tmp_path):
    (pack(office, "week-1") / "Friday 17:00.txt").write_text("x")
    with pytest.raises(KeepingError, match=r"packs/week-1/Friday 17:00\.txt: this name"):
        keeping.back_up(office.setup, tmp_path / "stick", NOW)

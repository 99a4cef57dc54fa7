"""Proof, backup, restore and close, on an inspection whose files are drawn by hand."""

import json
import os
import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from filelock import FileLock

from fieldwork import database, keeping, sync
from fieldwork.errors import InspectionError, KeepingError, LedgerError
from fieldwork.ledger import Ledger
from fieldwork.screens.figures import Published

NOW = datetime(2019, 1, 7, 9, 0, tzinfo=UTC)
TABLE = "case_id | question | answer | recorded_at"


@pytest.fixture
def office(opened_in, tmp_path):
    """Two files, one of them in two versions, and a snapshot of each."""
    (tmp_path / "parameters" / "inspections").mkdir(parents=True)
    opened = opened_in(tmp_path / "parameters" / "inspections")
    opened.drop("cases.csv", "Case,Sample,Tier 1 unit\n0117,d2,North\n")
    opened.drop_answers("0117.csv", "0117 | 2.1.1 | yes | 2018-11-05 10:00")
    opened.sync()
    opened.drop_answers("0117.csv", "0117 | 2.1.1 | no | 2018-11-06 10:00")
    opened.sync()
    return opened


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def said(proof):
    return [f"{fault.place}: {fault.wrong}" for fault in proof.faults]


def test_a_ledger_that_is_whole_proves_itself(office):
    proof = keeping.prove(office.folders)
    assert (proof.versions, proof.snapshots, proof.faults) == (3, 2, ())
    assert proof.head == Ledger(office.folders.ledger).head


def test_every_flipped_bit_is_named_with_its_file_and_when_it_came(office):
    first, _, third = Ledger(office.folders.ledger).entries()
    for entry in (first, third):
        flip(office.folders.ledger / "objects" / entry.sha256[:2] / entry.sha256)
    assert [fault.split(", received")[0] for fault in said(keeping.prove(office.folders))] == [
        first.name,
        third.name,
    ]
    assert f"{first.received_at:%d/%m/%Y %H:%M:%S} UTC" in said(keeping.prove(office.folders))[0]


def test_a_changed_line_of_the_journal_is_named(office):
    journal = office.folders.ledger / "journal.jsonl"
    journal.write_text(journal.read_text().replace("0117.csv", "0118.csv", 1))
    assert said(keeping.prove(office.folders)) == [
        "journal.jsonl, line 1: it does not follow from the line before it."
    ]


def test_a_rewritten_history_is_betrayed_by_the_snapshots(office, new_ledger):
    """Somebody makes a journal anew, whose chain is right in itself."""
    folder = office.folders.ledger
    shutil.rmtree(folder)
    new_ledger(folder)
    faults = said(keeping.prove(office.folders))
    assert len(faults) == 2
    assert all(fault.endswith("what it was made from is not in the ledger.") for fault in faults)


@pytest.fixture
def new_ledger():
    from fieldwork.ledger import Arrival

    return lambda folder: Ledger(folder).receive([Arrival("cases.csv", b"x", NOW)], NOW)


def test_a_restore_elsewhere_gives_the_same_snapshot_and_packs(office, tmp_path):
    week = office.folders.packs / "week-1"
    week.mkdir(parents=True)
    (week / "week.html").write_text("figures")
    [before] = office.rows("select content, ledger_head from snapshot")
    made = keeping.back_up(office.setup, tmp_path / "stick", NOW)
    restored = keeping.restore(made.path, tmp_path / "elsewhere" / "desk")
    setup = sync.load(str(restored.declared))
    assert sync.once(setup, lambda: NOW).published
    office.setup = setup
    assert office.rows("select content, ledger_head from snapshot") == [before]
    assert (setup.inspection.folders.packs / "week-1" / "week.html").read_text() == "figures"
    assert made.versions == restored.versions == 3


def test_a_backup_keeps_the_programme_that_the_inspection_was_made_with(office, tmp_path):
    made = keeping.back_up(office.setup, tmp_path, NOW)
    names = zipfile.ZipFile(made.path).namelist()
    assert {name for name in names if name.startswith("parameters/")} >= {
        "parameters/inspections/ottermere.yml",
        "parameters/programmes/probation-2018-crc.yml",
        "parameters/programmes/common/probation-2018.yml",
    }


def test_nothing_is_overwritten_and_a_broken_ledger_is_not_backed_up(office, tmp_path):
    keeping.back_up(office.setup, tmp_path / "stick", NOW)
    with pytest.raises(KeepingError, match="there is such a file already"):
        keeping.back_up(office.setup, tmp_path / "stick", NOW)
    flip(next((office.folders.ledger / "objects").glob("*/*")))
    with pytest.raises(KeepingError, match="does not prove itself"):
        keeping.back_up(office.setup, tmp_path / "other", NOW)
    assert not (tmp_path / "other").exists()


def test_a_backup_says_how_much_of_the_inbox_it_does_not_hold(office, tmp_path):
    office.drop("0117 again.csv", (office.folders.inbox / "0117.csv").read_bytes())
    assert keeping.back_up(office.setup, tmp_path, NOW).waiting == 0
    office.drop("captured/0118.csv", "said when nobody was syncing")
    assert keeping.back_up(office.setup, tmp_path / "again", NOW).waiting == 1


def rewritten(backup, change):
    """The backup with other members: change(name, data) gives the new pair."""
    with zipfile.ZipFile(backup) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(backup, "w") as archive:
        for name, data in members:
            archive.writestr(*change(name, data))


def escaping(name, data):
    if name != "manifest.json":
        return name, data
    manifest = json.loads(data)
    manifest["sha256"]["data/../../outside.txt"] = manifest["sha256"].popitem()[1]
    return name, json.dumps(manifest)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: (name, data + b"x" if name.endswith(".yml") else data),
        escaping,
        lambda name, data: (name, b"[]" if name == "manifest.json" else data),
    ],
    ids=["altered", "outside", "no manifest"],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_put_anywhere(office, tmp_path, change):
    made = keeping.back_up(office.setup, tmp_path / "stick", NOW)
    rewritten(made.path, change)
    with pytest.raises(KeepingError):
        keeping.restore(made.path, tmp_path / "desk" / "here")
    assert list((tmp_path / "desk").iterdir()) == []


def test_a_folder_that_holds_something_is_never_restored_into(office, tmp_path):
    made = keeping.back_up(office.setup, tmp_path / "stick", NOW)
    with pytest.raises(KeepingError, match="it holds something"):
        keeping.restore(made.path, office.folders.root)


def close(office, now=NOW, name="ottermere", by="Lead inspector", unsealed=True):
    return keeping.close(office.setup.inspection, by, name, now, unsealed)


def test_a_closed_inspection_holds_its_certificate_and_figures_and_nothing_else(office):
    closed = close(office)
    assert [path.name for path in office.folders.root.iterdir()] == ["closed"]
    certificate = json.loads((office.folders.closed / "certificate.json").read_text())
    assert certificate["by"] == "Lead inspector"
    assert certificate["ledger"]["versions"] == 3
    assert len(certificate["files"]) == closed.files
    assert {file["folder"] for file in certificate["files"]} >= {"inbox", "ledger", "snapshots", "wall"}
    assert "figures/key_questions.csv" in certificate["kept"]
    everything = "".join(
        path.read_text() for path in sorted(office.folders.closed.rglob("*")) if path.is_file()
    )
    assert "0117" not in everything


def test_a_closed_inspection_is_not_synced_again(office):
    close(office)
    with pytest.raises(LedgerError, match="closed"):
        office.sync()
    with pytest.raises(KeepingError, match="closed already"):
        close(office)


def test_a_screen_that_is_open_lets_the_figures_of_a_closed_inspection_go(office):
    shown = Published(office.folders, timedelta(hours=24))
    shown.look()
    assert shown.newest
    shown.by(datetime(2018, 11, 5, 23, 0))
    close(office)
    shown.look()
    assert (shown.newest, shown.missing) == (None, "this inspection is closed.")
    assert [path for path in open_files() if str(office.folders.root) in path] == []


def open_files():
    numbers = Path("/proc/self/fd")
    return [os.readlink(one) for one in numbers.iterdir() if one.exists()] if numbers.exists() else []


def test_a_sync_that_waited_while_the_inspection_was_closed_is_refused(office, monkeypatch):
    acquire = FileLock.acquire

    def closed_meanwhile(lock, *args, **more):
        monkeypatch.setattr(FileLock, "acquire", acquire)
        close(office)
        office.folders.ledger.mkdir()  # as the one that waits has made it
        return acquire(lock, *args, **more)

    monkeypatch.setattr(FileLock, "acquire", closed_meanwhile)
    with pytest.raises(LedgerError, match="closed"):
        office.sync()


@pytest.mark.parametrize(
    ("asked", "refusal", "words"),
    [
        ({"name": "other"}, KeepingError, "not the name"),
        ({"by": "Jane"}, InspectionError, "no such role"),
        ({"unsealed": False}, KeepingError, "no pack is sealed of week 1, 2, 3"),
    ],
)
def test_what_may_not_be_closed_is_left_as_it_is(office, asked, refusal, words):
    with pytest.raises(refusal, match=words):
        close(office, **asked)
    assert keeping.prove(office.folders).versions == 3


def test_the_seal_of_week_10_is_none_of_week_1(office):
    pack = office.folders.packs / "week-10"
    pack.mkdir(parents=True)
    for name in ("receipt.json", "seal.json"):
        (pack / name).write_text("{}")
    with pytest.raises(KeepingError, match="no pack is sealed of week 1, 2, 3"):
        close(office, unsealed=False)


def test_it_is_kept_until_the_day_that_its_file_says(office):
    office.setup.inspection.__dict__["keep_until"] = date(2019, 1, 7)
    with pytest.raises(KeepingError, match="kept until 07/01/2019"):
        close(office)


def test_an_erasure_that_was_killed_goes_on(office, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", _killed_at("ledger"))
        with pytest.raises(KeyboardInterrupt):
            close(office)
    assert (office.folders.closed / "plan.json").exists()
    assert not (office.folders.closed / "certificate.json").exists()
    with pytest.raises(LedgerError, match="closed"):
        office.sync()
    assert close(office).files > 3
    assert [path.name for path in office.folders.root.iterdir()] == ["closed"]


def _killed_at(name):
    whole = shutil.rmtree

    def remove(path, *args, **more):
        if path.name == name:
            raise KeyboardInterrupt
        whole(path, *args, **more)

    return remove


def test_a_sync_that_publishes_while_a_proof_is_made_is_no_fault(office, monkeypatch):
    listed = Path.glob

    def glob(folder, pattern):
        if folder == office.folders.snapshots:
            monkeypatch.setattr(Path, "glob", listed)
            office.drop_answers("0118.csv", "0118 | 2.1.1 | yes | 2018-11-07 10:00")
            assert office.sync().published
        return listed(folder, pattern)

    monkeypatch.setattr(Path, "glob", glob)
    proof = keeping.prove(office.folders)
    assert (proof.snapshots, proof.faults) == (3, ())


def test_a_snapshot_that_was_removed_meanwhile_is_no_fault(office, monkeypatch):
    opened = database.open_snapshot

    def removed(path):
        path.unlink()
        return opened(path)

    monkeypatch.setattr(database, "open_snapshot", removed)
    assert keeping.prove(office.folders).faults == ()


def test_a_broken_snapshot_or_receipt_is_named_and_keeps_nobody_from_a_backup(office, tmp_path):
    older, _ = sorted(office.folders.snapshots.glob("*.duckdb"))
    older.write_bytes(b"none")
    receipt = office.folders.packs / "week-1" / "receipt.json"
    receipt.parent.mkdir(parents=True)
    receipt.write_text('{"the_same_on_every_run": []}')
    unreadable = "it cannot be read, and does not say what it was made from."
    assert said(keeping.prove(office.folders)) == [f"{older}: {unreadable}", f"{receipt}: {unreadable}"]
    assert keeping.back_up(office.setup, tmp_path / "stick", NOW).versions == 3


def test_a_backup_is_not_put_into_the_folder_that_one_is_in(office, tmp_path, monkeypatch):
    made = keeping.back_up(office.setup, tmp_path / "stick", NOW)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(KeepingError, match="the folder you are in"):
        keeping.restore(made.path, Path())


def test_what_a_sync_client_brought_after_a_killed_erasure_is_erased_and_certified_too(office, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", _killed_at("ledger"))
        with pytest.raises(KeyboardInterrupt):
            close(office)
    office.drop("0119.csv", "brought back")
    close(office)
    certificate = json.loads((office.folders.closed / "certificate.json").read_text())
    assert sha256(b"brought back").hexdigest() in {file["sha256"] for file in certificate["files"]}
    assert [path.name for path in office.folders.root.iterdir()] == ["closed"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_where_the_inbox_is_a_link_the_certificate_says_that_what_it_leads_to_stays(office, tmp_path):
    office.folders.inbox.rename(tmp_path / "OneDrive")
    office.folders.inbox.symlink_to(tmp_path / "OneDrive")
    closed = close(office)
    assert "- What links in inbox led to." in closed.certificate.read_text()
    assert {path.name for path in (tmp_path / "OneDrive").iterdir()} == {"cases.csv", "0117.csv"}
    assert not office.folders.inbox.is_symlink()


def test_a_folder_that_holds_the_inspections_own_file_is_not_erased(opened_in, tmp_path):
    file = opened_in(tmp_path).setup.inspection.path
    file.write_text(file.read_text().replace("folder: ottermere", "folder: ."))
    declared = sync.load(str(file))
    sync.once(declared, lambda: NOW)
    with pytest.raises(KeepingError, match="would be erased whole"):
        keeping.close(declared.inspection, "Lead inspector", "ottermere", NOW, unsealed=True)
    assert file.exists()


def test_a_certificate_names_no_file_and_no_folder_but_fieldworks_own(office):
    (office.folders.root / "Jo Smith").mkdir()
    (office.folders.root / "Jo Smith" / "notes.txt").write_text("x")
    (office.folders.root / "accounts.json").write_text("{}")
    closed = close(office)
    certificate = json.loads((office.folders.closed / "certificate.json").read_text())
    assert [file["folder"] for file in certificate["files"]].count("") == 2
    assert "Jo Smith" not in closed.certificate.read_text() + json.dumps(certificate)

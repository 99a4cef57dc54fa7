"""Who else on the machine can read an inspection's files: nobody, unless people said so."""

import os
import stat
import sys
from datetime import UTC, datetime
from io import StringIO

import pytest

from fieldwork import inspection, keeping, sync
from fieldwork.cli import main
from fieldwork.consolidation import places

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
ABOUT = ("--programme", "probation-2018-crc", "--organisation", "Essex CRC", "--starts", "2018-11-05")


@pytest.fixture(autouse=True)
def _everything_allowed():
    """Whatever the machine would take away by itself."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def office(opened_in, tmp_path):
    return opened_in(tmp_path)


def received(office):
    """Drop a file once fieldwork has made the inbox."""
    office.sync()
    office.drop("cases.csv", "Case,Sample,Tier 1 unit\n0117,d2,North\n")
    office.sync()


def ran(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["fieldwork", *map(str, arguments)])
    main()


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_of_a_new_inspection_is_this_user_s_alone(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        ran(monkeypatch, "new", "essex-2018", *ABOUT)
    assert rights(inspection.load("essex-2018").folders.root) == 0o700


def test_so_it_is_where_a_sync_makes_it(office):
    received(office)
    assert rights(office.folders.root) == 0o700


def test_so_it_is_where_a_pack_makes_it(office):
    with places.held(office.folders, "sample-d2"):
        assert rights(office.folders.root) == 0o700


def test_so_it_is_where_a_password_comes_first(office, monkeypatch):
    monkeypatch.setattr(sys, "stdin", StringIO("four words of a password\n"))
    with pytest.raises(SystemExit):
        ran(monkeypatch, "passwd", office.setup.inspection.path, "lead", "--stdin")
    assert rights(office.folders.root) == 0o700


def test_a_folder_that_people_made_keeps_its_rights(office):
    for folder in (office.folders.root, office.folders.inbox):
        folder.mkdir(0o770)
    received(office)
    assert [rights(folder) for folder in (office.folders.root, office.folders.inbox)] == [0o770, 0o770]


def test_a_backup_and_what_is_restored_from_it_are_this_user_s_alone(office, tmp_path):
    received(office)
    made = keeping.back_up(office.setup, tmp_path / "stick", datetime.now(UTC))
    assert rights(made.path) == 0o600
    ours = tmp_path / "ours"
    ours.mkdir(0o750)
    for desk, allowed in ((tmp_path / "desk", 0o700), (ours, 0o750)):
        restored = keeping.restore(made.path, desk)
        root = sync.load(str(restored.declared)).inspection.folders.root
        assert (rights(desk), rights(root)) == (allowed, 0o700)

"""Which files of the inbox are seen, and when one is whole."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldwork.sync import inbox

NOW = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)


def found(path: Path) -> inbox.Found:
    [one] = [one for one in inbox.scan(path.parent) if one.name == path.name]
    return one


def write(path: Path, data: bytes, age: float = 60) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    moment = NOW.timestamp() - age
    os.utime(path, (moment, moment))
    return path


def test_files_are_seen_at_any_depth_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.csv", "north/week 1/a.csv", "a.csv"):
        write(tmp_path / name, b"x\n")
    assert [one.name for one in inbox.scan(tmp_path)] == ["a.csv", "b.csv", "north/week 1/a.csv"]


@pytest.mark.parametrize("name", ["~$cases.xlsx", ".sync/state.csv", "a.csv.tmp", ".hidden.csv"])
def test_what_editors_and_sync_clients_leave_is_not_seen(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, b"x\n")
    assert inbox.scan(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.csv", b"x\n")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "file.csv").symlink_to(secret)
    (tmp_path / "inbox" / "folder").symlink_to(secret.parent)
    (tmp_path / "inbox" / "loop").symlink_to(tmp_path / "inbox")
    assert inbox.scan(tmp_path / "inbox") == []


@pytest.mark.skipif(os.name != "posix", reason="only POSIX allows such names and such files")
def test_odd_names_and_odd_files_harm_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv")).write_bytes(b"x\n")
    [one] = inbox.scan(tmp_path)
    assert one.name == r"caf\udce9.csv"
    assert inbox.take(one) == b"x\n"


def test_a_whole_file_is_taken_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"case_id\nA1\n", age=0)
    assert inbox.take(found(path)) == b"case_id\nA1\n"


def test_a_file_that_grew_after_the_listing_is_left(tmp_path: Path) -> None:
    seen = found(write(tmp_path / "a.csv", b"x\n"))
    write(tmp_path / "a.csv", b"x\ny\n")
    assert inbox.take(seen) is None


def test_a_file_that_changed_after_the_listing_is_left(tmp_path: Path) -> None:
    seen = found(write(tmp_path / "a.csv", b"x\n"))
    write(tmp_path / "a.csv", b"y\n", age=30)
    assert inbox.take(seen) is None


def test_a_file_that_went_after_the_listing_is_left(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"x\n")
    seen = found(path)
    path.unlink()
    assert inbox.take(seen) is None


def refusing(folder: Path, error: type[OSError]):
    """`os.scandir`, which cannot list that folder."""
    listed = os.scandir

    def scandir(path):
        if Path(path) == folder:
            raise error(str(path))
        return listed(path)

    return scandir


def test_a_folder_that_is_renamed_while_it_is_listed_keeps_no_other_from_being_seen(
    tmp_path: Path, monkeypatch
) -> None:
    write(tmp_path / "a.csv", b"x\n")
    write(tmp_path / "north" / "b.csv", b"x\n")
    monkeypatch.setattr(os, "scandir", refusing(tmp_path / "north", FileNotFoundError))
    assert [one.name for one in inbox.scan(tmp_path)] == ["a.csv"]


def test_a_folder_that_may_not_be_read_is_named_and_left_while_the_others_go_on(
    tmp_path: Path, monkeypatch
) -> None:
    write(tmp_path / "a.csv", b"x\n")
    write(tmp_path / "north" / "b.csv", b"x\n")
    monkeypatch.setattr(os, "scandir", refusing(tmp_path / "north", PermissionError))
    seen, shut = inbox.scan(tmp_path)
    assert (seen.name, shut.name) == ("a.csv", "north/")
    assert inbox.take(shut) is None


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError])
def test_an_inbox_that_cannot_be_listed_is_no_empty_one(tmp_path: Path, monkeypatch, error) -> None:
    monkeypatch.setattr(os, "scandir", refusing(tmp_path, error))
    with pytest.raises(error):
        inbox.scan(tmp_path)


@pytest.mark.parametrize(
    ("folder", "reached"),
    [
        (r"C:\inspections\inbox", r"\\?\C:\inspections\inbox"),
        (r"\\share\team\inbox", r"\\?\UNC\share\team\inbox"),
        (r"\\?\C:\inspections\inbox", r"\\?\C:\inspections\inbox"),
    ],
)
def test_windows_reaches_what_lies_deeper_than_260_characters(folder: str, reached: str) -> None:
    assert inbox.reachable(folder, windows=True) == reached
    assert inbox.reachable(folder, windows=False) == folder


def test_a_file_deeper_than_260_characters_is_taken(tmp_path: Path) -> None:
    deep = "/".join(["Practice and case management, North and South"] * 8) + "/0117.csv"
    write(Path(inbox.reachable(str(tmp_path))) / deep, b"x\n")
    [one] = inbox.scan(tmp_path)
    assert one.name == deep
    assert inbox.take(one) == b"x\n"

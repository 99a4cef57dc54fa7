"""A snapshot is built once, found by its pointer, and shows nothing but itself."""

import threading
from datetime import datetime
from pathlib import Path

import pytest

from fieldwork import database
from fieldwork.errors import QueryError, SnapshotError
from fieldwork.folders import Folders


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("snapshots") / "it's 000001.duckdb"
    answers = [
        ("A1", "2.1.1", "yes", datetime(2018, 11, 5, 9, 30), "ab", "row 1"),
        ("A2", "2.1.1", None, datetime(2018, 11, 5, 9, 31), "ab", "row 2"),
    ]
    database.build(path, {"team": [("AB", "lead inspector")], "answer_statements": answers, "bands": []})
    return path


@pytest.fixture
def snapshot(path: Path):
    with database.open_snapshot(path) as snapshot:
        yield snapshot


def test_rows_come_back_as_they_went_in(snapshot: database.Snapshot) -> None:
    rows = snapshot.rows("select case_id, answer, recorded_at from answer_statements order by case_id")
    assert rows == [
        {"case_id": "A1", "answer": "yes", "recorded_at": datetime(2018, 11, 5, 9, 30)},
        {"case_id": "A2", "answer": None, "recorded_at": datetime(2018, 11, 5, 9, 31)},
    ]


def test_a_snapshot_is_one_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


def test_parameters_and_columns_are_what_duckdb_says(snapshot: database.Snapshot) -> None:
    sql = """-- who; not $this
        select initials, count(*) as people, $day::date as day
        from team where $role is null or role = $role group by all order by all"""
    assert snapshot.parameters(sql) == {"role", "day"}
    assert snapshot.columns(sql) == {"initials": "VARCHAR", "people": "BIGINT", "day": "DATE"}
    assert snapshot.rows(sql, {"role": "nobody", "day": None}) == []


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "copy team to '/tmp/stolen.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '64GB'",
        "insert into team values ('CD', 'inspector')",
        "drop table team",
    ],
)
def test_a_reader_can_neither_change_anything_nor_look_outside(snapshot: database.Snapshot, sql: str) -> None:
    with pytest.raises(QueryError):
        snapshot.rows(sql)


def test_a_value_that_does_not_fit_is_not_quoted(snapshot: database.Snapshot) -> None:
    with pytest.raises(QueryError) as caught:
        snapshot.rows("select case_id::integer from answer_statements")
    assert "A1" not in str(caught.value)


def test_many_threads_may_ask_one_snapshot(snapshot: database.Snapshot) -> None:
    seen: list[int] = []

    def ask() -> None:
        for _ in range(20):
            seen.append(snapshot.rows("select count(*) as n from answer_statements")[0]["n"])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [2] * 160


def test_two_snapshots_are_open_side_by_side(snapshot: database.Snapshot, path: Path, tmp_path: Path) -> None:
    database.build(tmp_path / "000002.duckdb", {})
    with database.open_snapshot(tmp_path / "000002.duckdb") as newer, database.open_snapshot(path) as same:
        assert [s.rows("select count(*) as n from team")[0]["n"] for s in (newer, snapshot, same)] == [
            0,
            1,
            1,
        ]


def test_an_unknown_table_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="did you mean bands"):
        database.build(tmp_path / "x.duckdb", {"band": []})


def test_the_newest_snapshot_is_the_one_that_current_names(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.create()
    with pytest.raises(SnapshotError, match=r"nothing is published yet\. Run: fieldwork sync"):
        database.current(folders)
    (folders.snapshots / "CURRENT").write_text("000007.duckdb\n")
    with pytest.raises(SnapshotError, match=r"'000007\.duckdb': the newest snapshot is not there"):
        database.current(folders)
    (folders.snapshots / "000007.duckdb").write_bytes(b"")
    assert database.current(folders) == folders.snapshots / "000007.duckdb"


@pytest.mark.parametrize("name", ["", "../CURRENT", "CURRENT", "000001.duckdb\n000002.duckdb"])
def test_a_pointer_to_something_else_is_refused(tmp_path: Path, name: str) -> None:
    folders = Folders(tmp_path)
    folders.create()
    (folders.snapshots / "CURRENT").write_text(name)
    with pytest.raises(SnapshotError):
        database.current(folders)


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="no such snapshot"):
        database.open_snapshot(tmp_path / "none.duckdb")
    (tmp_path / "torn.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(SnapshotError, match="cannot be opened"):
        database.open_snapshot(tmp_path / "torn.duckdb")

"""Snapshots open in DuckDB 1.5, which is supported to March 2027: whichever version made them."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from fieldwork import database

OLDER = Path(sys.prefix) / "duckdb-1.5"  # `make test` puts it there
CODE = """
import duckdb, json, sys
assert duckdb.__version__.startswith("1.5"), duckdb.__version__
with duckdb.connect(sys.argv[1], read_only=True) as snapshot:
    answers = snapshot.execute("select case_id, answer from answer_statements order by all")
    print(json.dumps(answers.fetchall()))
    for (name,) in snapshot.execute("select table_name from duckdb_tables()").fetchall():
        snapshot.execute(f"from {name}").fetchall()
"""


@pytest.mark.skipif(not OLDER.is_dir(), reason=f"no DuckDB 1.5 in {OLDER.name}: run make test")
def test_a_snapshot_opens_in_duckdb_1_5(tmp_path: Path) -> None:
    path = tmp_path / "000001.duckdb"
    answers = [(f"A{n}", "2.1.1", "yes", datetime(2018, 11, 5), "ab", "row 1") for n in range(3)]
    database.build(path, {"answer_statements": answers})
    environment = {**os.environ, "PYTHONPATH": str(OLDER)}
    done = subprocess.run(
        [sys.executable, "-c", CODE, path], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [["A0", "yes"], ["A1", "yes"], ["A2", "yes"]]


def test_a_snapshot_says_the_storage_version_that_duckdb_1_5_reads(tmp_path: Path) -> None:
    database.build(tmp_path / "000001.duckdb", {})
    with database.open_snapshot(tmp_path / "000001.duckdb") as snapshot:
        [tags] = snapshot.rows("select tags from duckdb_databases() where path is not null")
    assert tags["tags"]["storage_version"] == "v1.4.0+"

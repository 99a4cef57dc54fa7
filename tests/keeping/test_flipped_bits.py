"""No bit of the ledger can change without being found; and what is found is found again elsewhere."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwork import keeping, sync
from fieldwork.database import current, open_snapshot
from fieldwork.ledger import Ledger

NOW = datetime(2019, 1, 7, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def office(opened_in, tmp_path_factory):
    """Three versions of two files, and two snapshots."""
    opened = opened_in(tmp_path_factory.mktemp("inspection"))
    opened.drop("cases.csv", "Case,Sample,Tier 1 unit\n0117,d2,North\n")
    opened.drop_answers("Café.csv", "0117 | 2.1.1 | yes | 2018-11-05 10:00")
    opened.sync()
    opened.drop_answers("Café.csv", "0117 | 2.1.1 | no | 2018-11-06 10:00")
    opened.sync()
    return opened


def evidence(office):
    kept = sorted((office.folders.ledger / "objects").glob("*/*"))
    return [office.folders.ledger / "journal.jsonl", *kept]


def flip(path, bit):
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


@pytest.fixture(scope="module")
def bits(office):
    """All but those of the journal's last line end: a line without its end is being written."""
    journal, *kept = ((path, 8 * path.stat().st_size) for path in evidence(office))
    return [(path, bit) for path, size in [(journal[0], journal[1] - 8), *kept] for bit in range(size)]


@settings(max_examples=300)
@given(data=st.data())
def test_whichever_bit_of_the_ledger_is_flipped_it_is_found(office, bits, data):
    path, bit = data.draw(st.sampled_from(bits))
    flip(path, bit)
    try:
        assert list(Ledger(office.folders.ledger).faults())
    finally:
        flip(path, bit)


def test_a_last_line_that_lost_its_end_is_betrayed_by_the_snapshot_made_from_it(office):
    journal = office.folders.ledger / "journal.jsonl"
    end = 8 * journal.stat().st_size - 1
    flip(journal, end)
    try:
        [fault] = keeping.prove(office.folders).faults
        assert fault.wrong == "what it was made from is not in the ledger."
    finally:
        flip(journal, end)


def test_a_time_that_says_the_same_in_other_letters_is_found(office):
    """Python reads 2018-11-05U09:00 as it reads 2018-11-05T09:00."""
    journal = office.folders.ledger / "journal.jsonl"
    flip(journal, 8 * journal.read_bytes().index(b"T09:00"))
    try:
        [fault, *_] = keeping.prove(office.folders).faults
        assert fault.place == "journal.jsonl, line 1"
    finally:
        flip(journal, 8 * journal.read_bytes().index(b"U09:00"))


def rows(folders):
    """Every row of every table, as text."""
    with open_snapshot(current(folders)) as snapshot:
        tables = [row["table_name"] for row in snapshot.rows("select table_name from duckdb_tables()")]
        every = "select t::varchar as said from query_table($table) as t order by all"
        return {table: snapshot.rows(every, {"table": table}) for table in tables}


def test_a_restore_under_another_time_zone_and_hash_seed_gives_the_same_rows(office, tmp_path):
    backup = keeping.back_up(office.setup, tmp_path / "stick", NOW).path
    environment = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}
    command = [sys.executable, "-m", "fieldwork", "restore", backup, "desk"]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
    restored = sync.load(str(tmp_path / "desk" / "parameters" / "inspections" / "ottermere.yml"))
    assert rows(restored.inspection.folders) == rows(office.folders)

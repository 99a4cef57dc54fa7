"""The weeks of an inspection consolidated, as they are on three Fridays: real notebooks in real kernels."""

import csv
import json
import shutil
import subprocess
import sys
from datetime import datetime

import pytest

from fieldwork import consolidation, packs
from fieldwork.consolidation import places
from fieldwork.database import open_snapshot
from fieldwork.errors import ConsolidationError
from fieldwork.queries import run


def made(declared, week, **more):
    return consolidation.make(consolidation.plan("week", declared, week=week, **more))


def same(folder):
    return json.loads((folder / "receipt.json").read_text("utf-8"))["the_same_on_every_run"]


def rows(folder, table):
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_week_is_frozen_as_at_its_friday_and_every_output_is_receipted(office, declared):
    outcome = made(declared, 1)
    folder = outcome.folder
    assert folder == office.folders.packs / "week-1"
    assert outcome.differences is None
    [figure] = [row for row in rows(folder, "organisation") if row["Reference"] == "KQ-2.1.1"]
    assert (figure["Yes"], figure["n"], figure["Per cent yes"]) == ("6", "8", "75.0")  # nothing of week 2
    [split] = [row for row in rows(folder, "by_tier1") if row["Reference"] == "KQ-2.1.1/tier1/North"]
    assert (split["Yes"], split["n"]) == ("6", "8")
    assert split["Per cent yes"] == "[fewer than 10 answers]"
    receipt = same(folder)
    assert {"week.ipynb", "week.html", "week.xlsx", "csv/organisation.csv"} <= receipt["outputs"].keys()
    assert receipt["frozen_as_at"].startswith("2018-11-09T23:59:59")
    assert receipt["parameters"] == {
        "snapshot": "snapshot.duckdb", "week": 1, "earlier": None, "splits": ["tier1", "stratum"],
    }  # fmt: skip
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {*receipt["outputs"], "snapshot.duckdb", "receipt.json"}
    page = (folder / "week.html").read_text("utf-8")
    assert "<script" not in page
    assert "packs.weekly" not in page  # no code


def test_another_folder_time_zone_and_order_of_hashes_give_identical_tables_and_hashes(
    office, declared, tmp_path, environment
):
    here = made(declared, 2).folder
    elsewhere = tmp_path / "else{where} & öther"
    shutil.copytree(office.folders.root, elsewhere / "ottermere", ignore=lambda *_: ["packs", "snapshots"])
    shutil.copy(declared, elsewhere)
    command = [
        sys.executable,
        "-m",
        "fieldwork",
        "consolidate",
        str(elsewhere / "ottermere.yml"),
        "--week",
        "2",
    ]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    there = elsewhere / "ottermere" / "packs" / "week-2"
    assert same(there) == same(here)
    for name in same(here)["outputs"]:
        assert (there / name).read_bytes() == (here / name).read_bytes(), name


def test_a_second_run_gives_the_same_and_where_it_does_not_it_says_which_rows(declared):
    made(declared, 2)
    again = made(declared, 2)
    assert again.differences == []
    assert "the same tables and hashes" in str(again)
    other = made(declared, 2, as_at=datetime(2018, 11, 9, 18))
    assert "csv/organisation.csv differs: row 1 (KQ-2.1.1): Yes, n" in " ".join(other.differences)


def test_a_sealed_week_never_changes_and_the_next_says_which_answer_changed_and_its_effect(
    office, declared, change_an_answer
):
    folder = made(declared, 2).folder
    seal = consolidation.verify(declared, 2, "deputy")
    assert (seal.by, seal.new) == ("deputy", True)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    change_an_answer()
    outcome = made(declared, 2)
    assert outcome.sealed
    assert outcome.folder == folder
    third = made(declared, 3).folder
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    [changed] = rows(third, "changed_answers")
    assert (changed["Case"], changed["Reference"]) == ("C1", "KQ-2.1.1")
    assert (changed["Counted then"], changed["Counts now"]) == ("yes", "no")
    assert (changed["Recorded"], changed["Quality check"]) == ("20/11/2018 11:00", "dip sample")
    assert (changed["Yes without this change"], changed["n without it"]) == ("9", "12")
    assert (changed["Per cent without it"], changed["Per cent now"]) == ("75", "67")
    assert changed["File"] == "changed.csv"
    [figure] = [row for row in rows(third, "movements") if row["Reference"] == "KQ-2.1.1"]
    assert (figure["New cases"], figure["Changed to no"]) == ("0", "1")


def test_what_comes_out_otherwise_after_the_seal_is_a_next_version_that_says_what_differs(declared):
    first = made(declared, 2).folder
    consolidation.verify(declared, 2, "lead")
    later = made(declared, 2, as_at=datetime(2018, 11, 9, 18))
    assert later.folder.name == "week-2-version-2"
    assert later.differences
    assert (first / "seal.json").exists()
    assert consolidation.verify(declared, 2, "lead").folder == later.folder  # the newest


@pytest.mark.parametrize("name", ["week.xlsx", "csv/organisation.csv", "snapshot.duckdb"])
def test_an_altered_file_keeps_a_week_from_being_sealed(declared, name):
    folder = made(declared, 1).folder
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(ConsolidationError, match=f"{name} was altered"):
        consolidation.verify(declared, 1, "deputy")
    assert not (folder / "seal.json").exists()


def test_every_section_of_the_paper_is_shown_by_the_notebook_and_the_frozen_snapshot_is_enough(declared):
    folder = made(declared, 2).folder
    paper = packs.weekly(folder / "snapshot.duckdb", folder / "earlier.duckdb", 2, ["tier1", "stratum"])
    shown = json.loads((folder / "week.ipynb").read_text("utf-8"))
    outputs = "".join(
        "".join(output["data"]["text/html"])
        for cell in shown["cells"]
        for output in cell.get("outputs", [])
        if "data" in output
    )
    for section in paper.sections:
        assert f'<h2 id="{section.name}">' in outputs
    with open_snapshot(folder / "snapshot.duckdb") as snapshot:
        [result] = [row for row in run(snapshot, "closeness") if row["key_question"] == "2.1.1"]
    assert (result["yes"], result["n"]) == (9, 12)


def test_what_excel_and_windows_leave_in_a_pack_keeps_nobody_from_sealing_it(declared):
    folder = made(declared, 1).folder
    for name in ("~$week.xlsx", "Thumbs.db", "csv/desktop.ini"):
        (folder / name).write_bytes(b"x")
    assert consolidation.verify(declared, 1, "deputy").new


def test_finishing_a_week_that_a_crash_left_touches_no_other_week(office):
    for week in ("week-1", "week-10"):
        left = office.folders.packs / f".{week}.replaced"
        left.mkdir(parents=True)
        (left / places.RECEIPT).write_text("{}")
    with places.held(office.folders, "week-1"):
        assert [path.name for path in places.versions(office.folders, "week-1")] == ["week-1"]
        assert (office.folders.packs / ".week-10.replaced").exists()

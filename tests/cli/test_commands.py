"""The commands, run as a person runs them: what is printed where, and with which exit code."""

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from fieldwork import simulation, sync
from fieldwork.cli import app, main
from fieldwork.folders import find_parameters
from fieldwork.inspection import load


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and say what it printed and with which code it ended."""

    def command(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["fieldwork", *arguments])
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        else:
            code = 0
        return Said(code, *capsys.readouterr())

    return command


@pytest.fixture(scope="module")
def inspection(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An invented inspection, synced at the ends of its first and second week."""
    declared = tmp_path_factory.mktemp("cli") / "parameters" / "inspections" / "practice.yml"
    declared.parent.mkdir(parents=True)
    found = find_parameters("inspections", "demo-crc")
    assert found
    shutil.copyfile(found, declared)
    setup = sync.load(str(declared))
    drops = simulation.drops(setup.programme, setup.inspection, seed=2018)
    for friday in (datetime(2018, 11, 9, 18), datetime(2018, 11, 16, 18)):
        simulation.write([drop for drop in drops if drop.at <= friday], setup.inspection.folders.inbox)
        sync.once(setup, lambda at=friday: at.replace(tzinfo=UTC))
    return str(declared)


def complete(said: Said) -> int:
    return sum(row["complete"] for row in json.loads(said.out))


def test_query_prints_rows_to_standard_output_and_nothing_else(run: Run, inspection: str) -> None:
    said = run("query", "completion", "-i", inspection, "--set", "level=organisation", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert said.code == 0
    assert said.err == ""
    assert [row["sample"] for row in rows] == ["d2", "unpaid_work", "through_the_gate"]


def test_query_as_at_gives_the_figures_as_they_stood_then(run: Run, inspection: str) -> None:
    completion = ("query", "completion", "-i", inspection, "--set", "level=organisation", "-f", "json")
    now, before = run(*completion), run(*completion, "--as-at", "2018-11-09T18:00")
    assert 0 < complete(before) < complete(now)


def test_query_without_a_name_lists_the_queries_with_what_they_answer(run: Run, inspection: str) -> None:
    said = run("query", "-i", inspection, "--format", "json")
    listed = {row["query"]: row["answers"] for row in json.loads(said.out)}
    assert "key_question_results" in listed
    assert all(listed.values())


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["doctor", "demo-crx"], 4, "did you mean demo-crc?"),
        (["query", "completio", "-i", "{inspection}"], 9, "did you mean completion?"),
        (["query", "completion", "-i", "{inspection}", "--set", "level=team"], 9, "Allowed: organisation"),
        (["query", "completion", "-i", "{inspection}", "--set", "levl=tier1"], 9, "level"),
        (["query", "completion", "-i", "{inspection}", "--set", "name=y"], 9, "it takes no $name"),
        (["query", "completion", "-i", "{inspection}", "--set", "snapshot=y"], 9, "it takes no $snapshot"),
        (["query", "completion", "-i", "{inspection}", "--set", "level"], 9, "--set level=tier1"),
        (["sync", "{empty}"], 4, "programme"),
        (["query", "completion", "-i", "{unsynced}", "--set", "level=tier1"], 8, "fieldwork sync"),
        (["serv"], 2, "serve"),
    ],
)
def test_an_error_names_the_place_and_the_next_step_and_has_its_own_code(
    run: Run, inspection: str, tmp_path: Path, arguments: list[str], code: int, hint: str
) -> None:
    empty, unsynced = tmp_path / "empty.yml", tmp_path / "parameters" / "inspections" / "unsynced.yml"
    empty.write_text("title: nothing else\n")
    unsynced.parent.mkdir(parents=True)
    shutil.copyfile(inspection, unsynced)
    names = {"inspection": inspection, "empty": str(empty), "unsynced": str(unsynced)}
    said = run(*(argument.format(**names) for argument in arguments))
    assert said.code == code
    assert said.out == ""
    assert hint in " ".join(said.err.split())
    assert "Traceback" not in said.err


def test_new_makes_an_inspection_that_syncs_and_goes_on_beside_hostile_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    organisation = "Essex CRC"
    about = ("--programme", "probation-2018-crc", "--organisation", organisation, "--starts", "2018-11-05")
    assert run("new", "essex-2018", *about).code == 0
    (tmp_path / "inspections/essex-2018/inbox/cases.csv").write_text("case id,sample\n0117,d2\n")
    assert "1 records" in run("sync", "essex-2018").err
    said = run("query", "completion", "-i", "essex-2018", "--set", "level=organisation", "-f", "json")
    assert [(row["selected"], row["required"], row["planned"]) for row in json.loads(said.out)] == [
        (1, 98, 100),  # seed 001, Figure 2: Essex CRC
        (0, 37, 38),
        (0, 15, 16),
    ]
    bomb = tmp_path / "inspections/essex-2018/inbox/bomb.xml"
    bomb.write_text('<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;">]><b>&c;</b>')
    os.utime(bomb, (0, 0))  # long ago: what is young and does not look whole is left for later
    (tmp_path / "inspections/essex-2018/inbox/more.csv").write_text("case id,sample\n0118,d2\n0119,d3\n")
    said = run("sync", "essex-2018")
    assert said.code == 6
    assert "bomb.xml" in said.err
    assert "fieldwork query rejects" in said.err
    said = run("query", "completion", "-i", "essex-2018", "--set", "level=organisation", "-f", "json")
    assert json.loads(said.out)[0]["selected"] == 2
    again = run("new", "essex-2018", *about)
    assert (again.code, "there already" in again.err) == (4, True)


@pytest.mark.parametrize("name", ["../outside", "/etc/inspection", "Essex 2018", "", "a" * 80])
def test_new_refuses_names_that_could_be_paths(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    about = ("--programme", "probation-2018-crc", "--organisation", "X", "--starts", "2018-11-05")
    assert run("new", name, *about).code == 4
    assert list(tmp_path.iterdir()) == []


def test_new_leaves_nothing_behind_when_the_week_does_not_start_on_a_monday(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    about = ("--programme", "probation-2018-crc", "--organisation", "Essex CRC", "--starts", "2018-11-06")
    said = run("new", "essex-2018", *about)
    assert (said.code, "Monday" in said.err) == (4, True)
    assert not list(tmp_path.rglob("*.yml"))


def test_check_passes_on_the_invented_inspection(run: Run, inspection: str) -> None:
    said = run("check", inspection)
    assert (said.code, said.out) == (0, "")
    assert "every audit passed" in said.err


def test_doctor_says_versions_holder_age_rejects_and_disk(run: Run, inspection: str) -> None:
    said = run("doctor", inspection)
    assert said.code == 0
    for what in ("duckdb", "nobody is syncing", "snapshot", "data as at", "rejects", "GB free"):
        assert what in said.out
    assert "doubles     4" in said.out  # two forms with a conflicted copy each


def test_simulate_writes_the_same_files_for_the_same_seed(run: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert run("simulate", str(tmp_path / folder), "demo-nps", "--seed", "7").code == 0
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).rglob("*.*")} for f in ("one", "two"))
    assert len(one) > 100
    assert one == two


def test_every_command_shows_an_example_in_its_help() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    packs = {f"pack {name}": command for name, command in commands.pop("pack").commands.items()}
    for name, command in {**commands, **packs}.items():
        assert f"fieldwork {name}" in command.help, name


def test_check_finds_a_file_of_the_ledger_that_was_changed(run: Run, inspection: str, tmp_path: Path) -> None:
    folders = load(inspection).folders
    copy = tmp_path / "parameters" / "inspections" / "practice.yml"
    copy.parent.mkdir(parents=True)
    shutil.copyfile(inspection, copy)
    shutil.copytree(folders.root, load(str(copy)).folders.root)
    kept = next(path for path in (load(str(copy)).folders.ledger / "objects").rglob("*") if path.is_file())
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b" ")
    said = run("check", str(copy))
    assert said.code == 7
    assert kept.name in said.err

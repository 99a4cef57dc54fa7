"""fieldwork verify-ledger, backup, restore and close, as somebody types them."""

import sys

import pytest

from fieldwork.cli import main


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command: its exit code, and its words on one line."""

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["fieldwork", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code or 0, " ".join((said.out + said.err).split())

    return command


@pytest.fixture
def office(opened_in, tmp_path):
    opened = opened_in(tmp_path)
    opened.drop("cases.csv", "Case,Sample,Tier 1 unit\n0117,d2,North\n")
    opened.sync()
    return opened


def test_a_life_from_proof_to_certificate(run, office, tmp_path):
    declared = office.setup.inspection.path
    assert "the ledger proves itself. 1 versions" in run("verify-ledger", declared)[1]
    code, said = run("backup", declared, tmp_path / "stick")
    assert (code, "1 versions of files" in said) == (0, True)
    [backup] = (tmp_path / "stick").iterdir()
    code, said = run("restore", backup, tmp_path / "desk")
    assert (code, "Published 000001.duckdb" in said) == (0, True)
    again = tmp_path / "desk" / "parameters" / "inspections" / "ottermere.yml"
    code, said = run("close", again, "--by", "lead", "--erase", "ottermere", "--unsealed")
    assert (code, "certificate" in said) == (0, True)
    assert "the ledger proves itself" in run("verify-ledger", declared)[1]


def test_a_flipped_bit_is_named_and_ends_with_the_ledgers_exit_code(run, office):
    [kept] = (office.folders.ledger / "objects").glob("*/*")
    kept.write_bytes(b"Case,Sample,Tier 1 unit\n0118,d2,North\n")
    code, said = run("verify-ledger", office.setup.inspection.path)
    assert code == 7
    assert "cases.csv, received 05/11/2018 09:00:00 UTC, line 1 of the journal: its bytes are not" in said


def test_another_name_erases_nothing(run, office):
    code, said = run("close", office.setup.inspection.path, "--by", "lead", "--erase", "otter", "--unsealed")
    assert (code, "this is not the name of the inspection" in said) == (15, True)
    assert (office.folders.inbox / "cases.csv").exists()

"""fieldwork consolidate, verify and pack panel, run as a person runs them."""

import os
import shutil
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from fieldwork.cli import app
from fieldwork.errors import ConsolidationError, PackError

ANSWERS = "Case,Sample,Status,Recorded at,2.1.1\nC1,d2,complete,2018-11-06 17:00,yes\n"

browser = pytest.mark.skipif(
    not (os.environ.get("FIELDWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")),
    reason="no Chromium to print with: install it (Debian: apt-get install chromium)",
)


@pytest.fixture
def office(opened_in, tmp_path):
    opened = opened_in(tmp_path)
    opened.clock = datetime(2018, 11, 6, 18, 0, tzinfo=UTC)
    opened.drop("answers.csv", ANSWERS)
    opened.sync()
    return opened


@pytest.fixture
def declared(office):
    return str(office.setup.inspection.path)


def ran(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_list_says_what_would_run_and_runs_nothing(declared, office):
    done = ran("consolidate", declared, "--week", "1", "--list")
    assert done.exit_code == 0
    assert "09/11/2018 23:59" in done.stdout
    assert "splits=['tier1', 'stratum']" in done.stdout
    assert list(office.folders.packs.iterdir()) == []


def test_a_week_is_made_then_verified_by_a_role(declared, office):
    assert "Made week-1" in ran("consolidate", declared, "--week", "1", "-p", "splits=[tier1]").stderr
    done = ran("verify", declared, "--week", "1", "--by", "Deputy")
    assert "Sealed by the deputy" in done.stderr
    assert (office.folders.packs / "week-1" / "seal.json").exists()


def test_of_several_one_that_fails_does_not_stop_the_others(declared, office, tmp_path):
    (tmp_path / "empty").mkdir()
    empty = tmp_path / "empty" / "empty.yml"
    shutil.copy(declared, empty)
    done = ran("consolidate", declared, str(empty), "--week", "1")
    assert done.exit_code == ConsolidationError.exit_code
    assert "1 of 2 made." in done.stderr
    assert "nothing had been received" in done.stdout
    assert (office.folders.packs / "week-1" / "receipt.json").exists()


def test_without_an_inspection_it_says_what_to_name():
    assert isinstance(ran("consolidate", "--week", "1").exception, ConsolidationError)


@browser
def test_the_panel_pack_holds_its_documents_and_is_the_same_twice(declared, office):
    assert "Made panel" in ran("pack", "panel", declared).stderr
    folder = office.folders.packs / "panel"
    made = {path.name for path in folder.iterdir()}
    assert {"evidence.docx", "decisions.docx", "evidence.html", "evidence.pdf", "panel.xlsx", "csv"} <= made
    assert {"panel.ipynb", "receipt.json", "snapshot.duckdb"} <= made
    again = ran("pack", "panel", declared, "--as-at", "2018-11-06T18:00").stderr
    assert "frozen as at" in again  # another moment, and no other figure
    assert "differs" not in again


def test_a_challenged_figure_is_printed_with_its_chain_and_an_unknown_one_refused(declared):
    done = ran("pack", "panel", declared, "--challenge", "KQ-2.1.1")
    assert done.exit_code == 0
    for word in ("OV", "ST-2.1", "KQ-2.1.1", "C1", "answers.csv", "as received"):
        assert word in done.stdout
    assert isinstance(ran("pack", "panel", declared, "--challenge", "KQ-9").exception, PackError)

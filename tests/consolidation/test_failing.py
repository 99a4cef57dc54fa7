"""A notebook that does not run to its end is a failure in a plain sentence, and nothing is half-written."""

import os
from contextlib import nullcontext

import nbformat
import pytest

from fieldwork import consolidation
from fieldwork.consolidation import making, running
from fieldwork.errors import ConsolidationError

ENDLESS = "while True: pass"
ENDINGS = {
    "import sys; sys.exit(0)": "did not run to its end",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": "ended its kernel",
    ENDLESS: "took longer than 5 seconds",
    "raise ValueError('the word of a case')": r"ended with ValueError\.",
    "from fieldwork.errors import PackError as E; raise E('x', 'no browser.')": "no browser",
}


def patience(code):
    """Little where it is to run out; elsewhere a busy machine has its time."""
    return 5 if code == ENDLESS else running.PATIENCE


def notebook(path, *cells):
    parameters = nbformat.v4.new_code_cell("snapshot = ''", metadata={"tags": ["parameters"]})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = nbformat.v4.new_notebook(
        cells=[parameters, *map(nbformat.v4.new_code_cell, cells)], metadata=kernel
    )
    nbformat.write(book, path)
    return path


@pytest.mark.parametrize("code", ENDINGS, ids=lambda code: ENDINGS[code])
def test_it_is_told_in_a_plain_sentence(code, tmp_path):
    source = notebook(tmp_path / "week.ipynb", code, "open('after.txt', 'w').write('x')")
    folder = tmp_path / "pack"
    folder.mkdir()
    with pytest.raises(ConsolidationError, match=ENDINGS[code]) as told:
        running.run(source, {"snapshot": "snapshot.duckdb"}, folder, patience=patience(code))
    assert "the word of a case" not in str(told.value)
    assert not (folder / "after.txt").exists()


@pytest.mark.parametrize("code", ["import sys; sys.exit(0)", "1 / 0"])
def test_the_pack_that_stood_there_stays_and_what_was_made_lies_aside(
    declared, office, tmp_path, monkeypatch, code
):
    plan = consolidation.plan("week", declared, week=1)
    folder = consolidation.make(plan).folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    source = notebook(tmp_path / "week.ipynb", "open('half.txt', 'w').write('half')", code)
    monkeypatch.setattr(making, "notebook_file", lambda name: source)
    with pytest.raises(ConsolidationError, match="nothing else was changed"):
        consolidation.make(plan)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert (office.folders.packs / "failed" / "week-1" / "half.txt").exists()
    assert sorted(path.name for path in office.folders.packs.iterdir() if path.is_dir()) == [
        "failed",
        "week-1",
    ]


@pytest.mark.parametrize("code", ["1", "1 / 0", "import sys; sys.exit(0)", ENDLESS])
def test_nothing_is_left_of_its_kernel(code, tmp_path, monkeypatch):
    started = []

    class Noted(running._QuietKernel):
        async def start_kernel(self, **settings):
            await super().start_kernel(**settings)
            started.append(self.provisioner.pid)

    monkeypatch.setattr(running, "_QuietKernel", Noted)
    source = notebook(tmp_path / "week.ipynb", code)
    folder = tmp_path / "pack"
    folder.mkdir()
    with nullcontext() if code == "1" else pytest.raises(ConsolidationError):
        running.run(source, {"snapshot": "x"}, folder, patience=patience(code))
    (kernel,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)


def test_progress_is_told_cell_by_cell(tmp_path):
    source = notebook(tmp_path / "week.ipynb", "1", "2")
    told = []
    folder = tmp_path / "pack"
    folder.mkdir()
    running.run(source, {"snapshot": "x"}, folder, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_two_runs_of_one_week_do_not_meet(declared, office):
    from fieldwork.consolidation import places

    with (
        places.held(office.folders, "week-1"),
        pytest.raises(ConsolidationError, match="another run is making it"),
    ):
        consolidation.make(consolidation.plan("week", declared, week=1))

"""Ring 3: each notebook runs in a kernel of its own, which stays light."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from fieldwork.folders import resources

NOTEBOOKS = sorted((resources() / "dashboards").glob("*.ipynb"))
HEAVY = ["pandas", "plotly", "numpy", "scipy"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_title_and_at_most_three_cells_without_outputs(path: Path):
    notebook = json.loads(path.read_text("utf-8"))
    kinds = [cell["cell_type"] for cell in notebook["cells"]]
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert kinds[0] == "markdown"
    assert len(code) <= 3
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert not any("def " in line or "select" in line for cell in code for line in cell["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_its_screen_and_its_kernel_carries_no_data_science_library(
    path: Path, drawn, tmp_path, monkeypatch
):
    declared = drawn.declare(tmp_path)
    drawn.publish(declared, complete=5, number=1)
    monkeypatch.setenv("FIELDWORK_INSPECTION", str(declared))
    notebook = nbformat.read(path, as_version=4)
    asks = (
        f"import sys; print([name for name in {HEAVY} if name in sys.modules], screen.answer({{}})['kind'])"
    )
    notebook.cells.append(nbformat.v4.new_code_cell(asks))
    NotebookClient(notebook, timeout=60).execute()
    shown, said = notebook.cells[-2].outputs, notebook.cells[-1].outputs
    assert "application/vnd.jupyter.widget-view+json" in shown[0]["data"]
    assert said[0]["text"].strip() == "[] slice"

"""The consolidation's notebooks: parameters, one cell a section, one that writes; nothing is computed."""

import json

import pytest

from fieldwork.consolidation.parameters import NOTEBOOKS, notebook_file
from fieldwork.folders import resources


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    return request.param, json.loads(notebook_file(request.param).read_text("utf-8"))


def test_every_notebook_has_a_model_and_every_model_a_notebook():
    found = {path.stem for path in (resources() / "dashboards" / "consolidation").glob("*.ipynb")}
    assert found == set(NOTEBOOKS)


def test_its_parameters_are_the_models(notebook):
    name, content = notebook
    [cell] = [cell for cell in content["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    assigned = [line.split(" = ")[0] for line in cell["source"]]
    assert assigned == list(NOTEBOOKS[name].model_fields)


def test_it_defines_computes_and_stores_nothing(notebook):
    _, content = notebook
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert content["metadata"]["kernelspec"]["name"] == "python3"
    lines = [line for cell in code for line in cell["source"]]
    assert not any(word in line for line in lines for word in ("def ", "select", "for ", "lambda"))

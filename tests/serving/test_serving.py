"""What the server refuses before it starts, and which pages it would serve."""

import json
import socket

import pytest

from fieldwork.errors import InspectionError, ServingError
from fieldwork.folders import resources
from fieldwork.serving import Where, serve
from fieldwork.serving.assets import Assets, plotly, screen_parts
from fieldwork.serving.pages import pages


def test_the_pages_are_the_notebooks_in_their_declared_order():
    found = pages(resources() / "dashboards")
    assert [(page.name, page.title) for page in found] == [
        ("today", "Today"),
        ("key_questions", "Key questions"),
        ("completion", "Completion"),
        ("meetings", "Meetings"),
        ("arrivals", "Arrivals"),
        ("panel", "Panel"),
    ]


def test_a_notebook_without_a_heading_is_refused(tmp_path):
    notebook = {"cells": [], "metadata": {"fieldwork": {"order": 1}}}
    (tmp_path / "x.ipynb").write_text(json.dumps(notebook), "utf-8")
    with pytest.raises(ServingError, match="starts with a heading"):
        pages(tmp_path)


def test_a_port_that_is_taken_is_refused_with_what_to_do(drawn, tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDWORK_INSPECTION", "")
    monkeypatch.setenv("JUPYTER_PATH", "")
    declared = drawn.declare(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServingError, match="choose another port"):
            serve(str(declared), Where(port=taken.getsockname()[1]))


def test_an_unknown_inspection_is_refused_before_anything_starts():
    with pytest.raises(InspectionError):
        serve("nowhere")


@pytest.mark.parametrize("path", ["../page.py", "../../errors.py", "/etc/hosts", "nothing.js"])
def test_only_assets_of_their_own_folder_are_served(path):
    assert screen_parts().find(path) is None


def test_plotly_comes_out_of_the_installed_package():
    file = plotly().find("plotly.min.js")
    assert file is not None
    assert file.stat().st_size > 1_000_000


def test_the_first_folder_that_has_a_file_gives_it(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.js").write_text(name)
    assert Assets((tmp_path / "a", tmp_path / "b"), "1").find("x.js") == tmp_path / "a" / "x.js"

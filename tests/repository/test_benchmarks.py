"""What the benchmark of viewers waits for is what the screen says, and its document what it has found."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from lxml import html

from fieldwork.screens import KeyQuestionsScreen

VIEWERS = Path(__file__).resolve().parents[2] / "benchmarks" / "viewers"


@pytest.fixture
def report(monkeypatch):
    monkeypatch.syspath_prepend(str(VIEWERS))
    return import_module("report")


@pytest.mark.parametrize("unit", ["All units", "Marlshire North"])
@pytest.mark.parametrize("complete", [12, 150])
def test_the_screen_says_every_text_that_is_awaited(drawn, tmp_path, monkeypatch, complete, unit):
    monkeypatch.syspath_prepend(str(VIEWERS))
    data = import_module("data")
    declared = drawn.declare(tmp_path)
    path = drawn.publish(declared, complete, 1)
    chosen = {} if unit == data.content.ALL else {"tier1": unit}
    page = html.fromstring(KeyQuestionsScreen.open(str(declared)).content(chosen)["html"])
    said = {" ".join(text.split()) for text in page.itertext()}
    assert set(data.expected(path, unit)["texts"]) - said == set()


def test_the_document_says_what_the_kept_run_has_found(report):
    [kept] = (VIEWERS / "results").glob("*.json")
    said = report.DOCUMENT.read_text("utf-8").split(report.BEGIN)[1].split(report.END)[0]
    assert said.strip() == report.markdown(json.loads(kept.read_text("utf-8")))


def test_what_a_viewer_needs_is_known_only_where_all_of_them_came(report):
    memory = {"1": 100.0, "10": 110.0, "30": 158.0}
    assert report.per_viewer({"memory": memory, "idle": 0.01}) == 2
    assert report.per_viewer({"memory": memory}) is None

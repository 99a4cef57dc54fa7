"""What the benchmark of viewers waits for is what the screen says: else it would wait for ever."""

from importlib import import_module
from pathlib import Path

import pytest
from lxml import html

from fieldwork.screens import KeyQuestionsScreen

VIEWERS = Path(__file__).resolve().parents[2] / "benchmarks" / "viewers"


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

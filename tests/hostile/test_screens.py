"""What people wrote reaches the screens, their charts and the terminal, and stays text."""

import os
from pathlib import Path
from unicodedata import category

import naughty
import plotly
import pytest
from lxml import html
from outputs import opened_screens
from typer.testing import CliRunner

from fieldwork.cli import app
from fieldwork.errors import FieldworkError

DRAW = """async (figure) => {
  const place = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(place, figure.data, { ...figure.layout, width: 900 });
  const made = [...place.querySelectorAll('text a, text tspan[style], img')].map((one) => one.outerHTML);
  const texts = [...place.querySelectorAll("text")].map((one) => one.textContent);
  place.remove();
  return { made, texts };
}"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names of files")


@pytest.mark.parametrize("shown", ["today", "key_questions", "completion", "arrivals", "panel"])
def test_the_texts_have_come_to_the_screen_as_they_are(office, shown):
    page = html.fragment_fromstring(
        dict(opened_screens(office))[shown].content({})["html"], create_parent="main"
    )
    assert any(text in page.text_content() for text in naughty.SHARP[:4])


def test_the_chart_library_makes_no_link_or_letters_of_a_text(office, chromium):
    [library] = (Path(plotly.__file__).parent / "package_data").glob("plotly.min.js")
    with chromium().new_page() as page:
        page.add_script_tag(path=library)
        for name, screen in opened_screens(office):
            for figure in screen.content({})["figures"].values():
                said = page.evaluate(DRAW, figure)
                assert said["made"] == [], name
                assert set(naughty.UNITS) <= set(said["texts"]) or "North" not in str(figure), name


COMMANDS = "check | doctor | sync | query rejects -i | query themes -i | pack panel --challenge KQ-2.1.1"


@pytest.mark.parametrize("command", COMMANDS.split(" | "))
def test_what_a_command_prints_commands_no_terminal(office, command):
    office.drop(f"\x1b]0;{command}\x07\x1b[2J\u202egpj.csv", "unknown words\n")
    done = CliRunner().invoke(app, [*command.split(), str(office.setup.inspection.path)])
    assert done.exception is None or isinstance(done.exception, FieldworkError)
    assert done.output
    assert {letter for letter in done.output if category(letter) in ("Cc", "Cf", "Cs")} <= {"\n"}

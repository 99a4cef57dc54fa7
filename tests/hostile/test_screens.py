"""What people wrote goes through a sync into every screen and onto the terminal, and stays text."""

import importlib
import os
from pathlib import Path
from unicodedata import category

import naughty
import plotly
import pytest
from lxml import html
from typer.testing import CliRunner

from fieldwork.cli import app

ACTIVE = {"script", "iframe", "object", "embed", "base", "img", "link", "meta", "style"}
OURS = ("?", "#", "today/capture", "panel/capture")
DRAW = """async (figure) => {
  const place = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(place, figure.data, { ...figure.layout, width: 900 });
  const made = [...place.querySelectorAll('text a, text tspan[style], img')].map((one) => one.outerHTML);
  const texts = [...place.querySelectorAll("text")].map((one) => one.textContent);
  place.remove();
  return { made, texts };
}"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names of files")


def screens(office):
    for name in office.setup.programme.screens:
        kind = "".join(part.title() for part in name.split("_")) + "Screen"
        yield (
            name,
            getattr(importlib.import_module(f"fieldwork.screens.{name}"), kind).open(
                str(office.setup.inspection.path)
            ),
        )


def active(page):
    """The elements, handlers and addresses that no text may have made."""
    found = [element.tag for element in page.iter() if element.tag in ACTIVE]
    for element in page.iter():
        found += [name for name in element.attrib if name.lower().startswith("on")]
        addresses = [element.get(name) for name in ("href", "src", "action", "formaction", "xlink:href")]
        found += [address for address in addresses if address and not address.startswith(OURS)]
    return found


def test_no_text_becomes_a_part_of_a_screen(office):
    for name, screen in screens(office):
        for wanted in [{}, *({"tier1": unit} for unit in naughty.UNITS if name == "key_questions")]:
            content = screen.content(wanted)
            assert content["kind"] == "slice", (name, wanted)
            assert active(html.fragment_fromstring(content["html"], create_parent="main")) == [], name


@pytest.mark.parametrize("shown", ["today", "key_questions", "completion", "arrivals", "panel"])
def test_the_texts_have_come_to_the_screen_as_they_are(office, shown):
    page = html.fragment_fromstring(dict(screens(office))[shown].content({})["html"], create_parent="main")
    assert any(text in page.text_content() for text in naughty.SHARP[:4])


def test_the_chart_library_makes_no_link_or_letters_of_a_text(office, chromium):
    [library] = (Path(plotly.__file__).parent / "package_data").glob("plotly.min.js")
    with chromium().new_page() as page:
        page.add_script_tag(path=library)
        for name, screen in screens(office):
            for figure in screen.content({})["figures"].values():
                said = page.evaluate(DRAW, figure)
                assert said["made"] == [], name
                assert set(naughty.UNITS) <= set(said["texts"]) or "North" not in str(figure), name


@pytest.mark.parametrize("command", ["check", "doctor", "sync"])
def test_what_a_command_prints_commands_no_terminal(office, command):
    office.drop(f"\x1b]0;{command}\x07\x1b[2J\u202egpj.csv", "unknown words\n")
    done = CliRunner().invoke(app, [command, str(office.setup.inspection.path)])
    assert done.exit_code in (0, 1)
    assert {letter for letter in done.output if category(letter) in ("Cc", "Cf", "Cs")} <= {"\n"}

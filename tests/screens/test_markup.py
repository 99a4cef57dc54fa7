"""What a page shows of a slice: every value as text, whatever it holds."""

import json
import os
import re
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from lxml import html

from fieldwork import inspection
from fieldwork.screens import CompletionScreen, KeyQuestionsScreen
from fieldwork.screens.figures import Published

INPUTS = Path(os.environ.get("FIELDWORK_INPUTS", Path(__file__).parents[3] / "shared" / "inputs"))
NAMES = ("unit", "tier1", "tier2", "case_id", "name", "place", "title", "short", "label", "detail", "says")
TAGS = {
    *(
        "form",
        "div",
        "label",
        "select",
        "option",
        "input",
        "noscript",
        "button",
        "section",
        "h2",
        "p",
        "ul",
        "li",
    ),
    *("span", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "details", "summary", "strong"),
    *("svg", "line", "text", "rect", "g", "defs", "pattern", "path", "circle"),
}
PLAIN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "{{ 7 * 7 }}",
    "&amp;",
    "‮cba",
]


@pytest.fixture(scope="module")
def naughty():
    file = INPUTS / "4_hostile" / "blns" / "blns.json"
    if not file.exists():
        pytest.skip(
            "the Big List of Naughty Strings is not here: set FIELDWORK_INPUTS to the folder of inputs"
        )
    return [text for text in json.loads(file.read_text("utf-8")) if text]


class Replacing:
    """The snapshots of an inspection with other words in every text of theirs."""

    def __init__(self, source, words):
        self._source, self._words, self.missing = source, cycle(words), ""
        self.newest = self
        self.name = "000001"
        self._said = {}

    def ask(self, query, **parameters):
        rows = self._source.newest.ask(query, **parameters)
        return [{name: self._other(name, value) for name, value in row.items()} for row in rows]

    def _other(self, name, value):
        """The same word for the same value, so that rows still belong together."""
        if name not in NAMES or not isinstance(value, str):
            return value
        if value not in self._said:
            self._said[value] = next(self._words)
        return self._said[value]


@pytest.fixture(scope="module")
def source(drawn, tmp_path_factory):
    path = drawn.declare(tmp_path_factory.mktemp("naughty"))
    drawn.publish(path, complete=30, number=1)
    published = Published(inspection.load(str(path)).folders, timedelta(days=1))
    published.look()
    return published


def shown(screen, source, words):
    content = screen(Replacing(source, words)).content({})
    assert content["kind"] == "slice"
    return html.fragment_fromstring(content["html"], create_parent="main")


def check_plain(page):
    """Nothing but our own elements, no handler, no address but our own, no template left unfilled."""
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} - {"main"} <= TAGS
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        # Only a drawing says how wide it is at least, in a number of its own.
        assert re.fullmatch(
            r"min-width: [\d.]+rem" if element.get("class") == "drawing" else "", element.get("style", "")
        )
        assert element.get("href", "?").startswith("?")
        assert element.get("src") is None


@pytest.mark.parametrize("screen", [KeyQuestionsScreen, CompletionScreen])
def test_markup_in_a_value_stays_text(screen, source):
    page = shown(screen, source, PLAIN)
    check_plain(page)
    texts = page.text_content()
    assert "<script>alert(1)</script>" in texts
    assert "{{ 7 * 7 }}" in texts


@pytest.mark.parametrize("screen", [KeyQuestionsScreen, CompletionScreen])
def test_no_naughty_string_becomes_markup(screen, source, naughty):
    for start in range(0, len(naughty), 100):
        check_plain(shown(screen, source, naughty[start : start + 100] + naughty[:start]))


@pytest.mark.parametrize("screen", [KeyQuestionsScreen, CompletionScreen])
def test_no_text_turns_the_reading_direction_and_scripts_of_either_direction_stay(screen, source):
    content = screen(Replacing(source, ["\u202exslx.csv\u2066\x1b", "דו״ח ביקור"])).content({})
    page = html.fragment_fromstring(content["html"], create_parent="main")
    shown = [page.text_content(), *(one for element in page.iter() for one in element.attrib.values())]
    assert "�xslx.csv��" in shown[0]
    assert "דו״ח ביקור" in shown[0]
    sent = [element.get("value") for element in page.iter("option")]  # which comes back to us as it was
    assert not set("\u202e\u2066\x1b") & set("".join(one for one in shown if one not in sent))
    assert not set("\u202e\u2066\x1b") & set(json.dumps(content["figures"], ensure_ascii=False))


def test_a_name_that_is_shown_otherwise_can_still_be_chosen(source):
    screen = KeyQuestionsScreen(Replacing(source, [f"\u202e{number}" for number in range(1_000)]))
    page = html.fragment_fromstring(screen.content({})["html"], create_parent="main")
    option = next(one for one in page.iter("option") if one.get("value").startswith("\u202e"))
    assert option.text.startswith("�")
    assert screen.content({option.getparent().get("name"): option.get("value")})["kind"] == "slice"


def test_a_cell_of_the_heat_map_keeps_the_filters_that_were_chosen(source):
    content = KeyQuestionsScreen(source).content({"standard": "2.1"})
    page = html.fragment_fromstring(content["html"], create_parent="main")
    addresses = page.xpath("//table[@class='heat']//a/@href")
    assert "?standard=2.1&tier1=Fenwick+Coast&key_question=2.1.1#cases-title" in addresses
    assert all(address.startswith("?standard=2.1&") for address in addresses)


def test_where_there_are_no_figures_the_page_says_why_and_offers_a_way_out(source):
    content = KeyQuestionsScreen(source).content({"tier1": "<b>Atlantis"})
    assert content["kind"] == "refused"
    assert "“&lt;b&gt;Atlantis” is not one of the choices" in content["html"]
    assert '<a href="?#screen" data-filters>Show this screen without filters.</a>' in content["html"]
    assert content["figures"] == {}

"""Ring 4: the pages in a real browser, through Voilà."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fieldwork import database, inspection, queries
from fieldwork.screens import CompletionScreen, KeyQuestionsScreen

pytestmark = pytest.mark.browser
SCREENS = {"key_questions": KeyQuestionsScreen, "completion": CompletionScreen}


def rows(served, name, **parameters):
    with database.open_snapshot(database.current(inspection.load(str(served.declared)).folders)) as snapshot:
        return queries.run(snapshot, name, **parameters)


def opened(page, served, address):
    page.goto(served.url + address)
    expect(page.locator("section.panel").first).to_be_visible()
    charts = page.locator(".chart")
    for place in range(charts.count()):
        expect(charts.nth(place).locator(".main-svg").first).to_be_visible()
    return page


@pytest.mark.parametrize("name", SCREENS)
def test_a_page_draws_what_the_screen_says_and_no_request_leaves_the_machine(name, page, served):
    opened(page, served, name)
    answer = SCREENS[name].open(str(served.declared)).answer({})
    for panel in answer["panels"]:
        section = page.locator(f"section[aria-labelledby='{panel['id']}-title']")
        expect(section.locator(".sentence")).to_have_text(panel["sentence"])
        if "figure" in panel:
            drawn = section.locator(".chart").evaluate(
                "chart => chart.querySelector('.plot').data.map(trace => ({x: trace.x, y: trace.y}))"
            )
            assert drawn == [{"x": trace["x"], "y": trace["y"]} for trace in panel["figure"]["data"]]
        if "table" in panel:
            shown = section.locator("table:not(.heat) tbody tr").evaluate_all(
                "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
            )
            assert shown == [row["cells"] for row in panel["table"]["rows"]]
    assert page.outside == []
    assert page.complaints == []


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_to_complain_about(name, page, served):
    opened(page, served, name)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


def test_a_filter_stands_in_the_address_and_survives_a_reload(page, served):
    unit = rows(served, "units")[0]["unit"]
    opened(page, served, "key_questions")
    page.get_by_label("Tier 1 unit", exact=True).select_option(unit)
    sentence = page.locator("section[aria-labelledby='bars-title'] .sentence")
    expect(sentence).to_contain_text(unit)
    expect(page).to_have_url(re.compile(r"\?tier1="))
    page.reload()
    expect(sentence).to_contain_text(unit)
    expect(page.get_by_label("Tier 1 unit", exact=True)).to_have_value(unit)


def test_a_filter_that_is_not_there_is_refused_and_the_page_goes_on(page, served):
    page.goto(f"{served.url}key_questions?tier1=%3Cb%3EAtlantis")
    expect(page.get_by_role("alert").first).to_contain_text("“<b>Atlantis” is not one of the choices")
    page.get_by_role("link", name="Show this screen without filters.").click()
    expect(page.locator("section.panel").first).to_be_visible()
    assert page.complaints == []


def test_a_cell_leads_to_its_cases_by_keyboard(page, served):
    opened(page, served, "key_questions")
    page.locator(".heat a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("tier1="))
    expect(page.locator("#cases-title")).to_be_focused()


def test_a_publish_shows_without_a_reload_and_marks_what_moved(page, served):
    opened(page, served, "completion")
    page.evaluate("window.sameDocument = true")
    table = page.locator("section[aria-labelledby='samples-title'] table")
    before = table.locator("tbody tr").first.locator("td").first.text_content()
    served.publish(complete=45)
    after = str(rows(served, "completion", level="organisation")[0]["complete"])
    assert before != after
    expect(table.locator("tbody tr").first.locator("td").first).to_have_text(after, timeout=10_000)
    expect(page.locator("#samples-title.moved")).to_be_visible()
    assert page.evaluate("window.sameDocument")


def test_a_page_says_when_it_is_not_live_and_comes_back_by_itself(page, served):
    unit = rows(served, "units")[0]["unit"]
    opened(page, served, f"key_questions?tier1={unit}")
    served.stop()
    expect(page.get_by_role("alert")).to_contain_text("Not live since", timeout=20_000)
    served.start()
    expect(page.locator("#connection")).to_have_text("● Live", timeout=60_000)
    expect(page.locator("section[aria-labelledby='bars-title'] .sentence")).to_contain_text(unit)
    expect(page.get_by_role("alert")).to_be_hidden()

"""Ring 4: the pages in a real browser, through Voilà."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from fieldwork import database, inspection, queries
from fieldwork.screens import (
    ArrivalsScreen,
    CompletionScreen,
    KeyQuestionsScreen,
    MeetingsScreen,
    PanelScreen,
    TodayScreen,
)

pytestmark = pytest.mark.browser
SCREENS = {
    "key_questions": KeyQuestionsScreen,
    "completion": CompletionScreen,
    "today": TodayScreen,
    "meetings": MeetingsScreen,
    "arrivals": ArrivalsScreen,
    "panel": PanelScreen,
}


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


@pytest.mark.parametrize("looks", ["", "theme=dark", "theme=projector&text=largest"])
@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_to_complain_about(name, looks, page, served, axe):
    opened(page, served, f"{name}?{looks}")
    page.locator("#display summary").click()
    assert axe(page) == []


SEEN = """() => {
    const on = document.activeElement;
    if (on === document.body) return null;
    const { left, top, width, height } = on.getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(left + x * width, top + y * height);
    const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
    const hits = shares.flatMap((x) => shares.map((y) => at(x, y)));
    return [hits.some((hit) => on.contains(hit)), on.outerHTML.slice(0, 200)];
}"""


@pytest.mark.parametrize("name", SCREENS)
def test_what_has_the_focus_lies_under_nothing(name, page, served):
    """Of WCAG 2.2, 2.4.11: no bar and no heading that stays in its place hides it, whichever way one tabs."""
    page.set_viewport_size({"width": 640, "height": 512})
    opened(page, served, name)
    for key in ("Tab", "Shift+Tab"):
        page.keyboard.press(key)
        while on := page.evaluate(SEEN):
            seen, which = on
            assert seen, f"{key}: {which}"
            page.keyboard.press(key)


def test_everything_can_be_read_and_filtered_without_any_script(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}key_questions?theme=dark")
    answer = KeyQuestionsScreen.open(str(served.declared)).answer({})
    for panel in answer["panels"]:
        section = page.locator(f"section[aria-labelledby='{panel['id']}-title']")
        expect(section.locator(".sentence")).to_have_text(panel["sentence"])
        if "figure" in panel:
            bars = sum(value is not None for value in panel["figure"]["data"][0]["x"])
            assert section.locator(".drawing > svg > rect").count() >= bars
    unit = rows(served, "units")[0]["unit"]
    page.get_by_label("Tier 1 unit", exact=True).select_option(unit)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("section[aria-labelledby='bars-title'] .sentence")).to_contain_text(unit)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_scripts_take_over_without_moving_anything(page, served):
    """Where every panel lies before the scripts come is where it lies when plotly has drawn."""
    places = "panels => panels.map(panel => [panel.offsetTop, panel.offsetHeight])"
    held = []
    page.route("**/*.js", lambda route: route.continue_() if held is None else held.append(route))
    page.goto(f"{served.url}completion", wait_until="commit")
    expect(page.locator("section.panel").last).to_be_visible()
    before = page.locator("section.panel").evaluate_all(places)
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    expect(page.locator(".chart[data-drawn]")).to_have_count(page.locator(".chart").count())
    assert page.locator("section.panel").evaluate_all(places) == before


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
    page.goto(f"{served.url}key_questions?tier1=%3Cb%3EAtlantis&theme=dark")
    expect(page.get_by_role("alert").first).to_contain_text("“<b>Atlantis” is not one of the choices")
    page.get_by_role("link", name="Show this screen without filters.").click()
    expect(page.locator("section.panel").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"key_questions\?theme=dark$"))
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


@pytest.mark.parametrize("lost", ["screen.js", "morph.js"])
def test_a_page_whose_scripts_came_in_part_says_so_and_comes_back_by_itself(lost, page, served):
    page.clock.install()
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(served.url + "key_questions?split=week")
    expect(page.locator("section.panel").first).to_be_visible()
    expect(page.locator("#not-live")).to_be_hidden()
    page.clock.run_for(18_000)
    expect(page.locator("#not-live")).to_contain_text("Not live since")
    page.unroute(f"**/{lost}")
    page.clock.run_for(3_000)
    expect(page.locator("#connection")).to_have_text("● Live")
    expect(page.get_by_label("Split by", exact=True)).to_have_value("week")


def test_looks_live_in_the_address_and_go_along_to_the_next_screen(page, served):
    opened(page, served, "key_questions?tier1=Fenwick+Vale")
    page.locator("#display summary").click()
    page.get_by_label("Text").select_option("largest")
    page.get_by_label("Colours").select_option("dark")
    expect(page).to_have_url(re.compile(r"\?tier1=Fenwick\+Vale&text=largest&theme=dark$"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 20, 24)"
    page.get_by_role("link", name="Completion").click()
    expect(page.locator("html")).to_have_attribute("data-text", "largest")
    expect(page).to_have_url(re.compile("theme=dark"))
    expect(page).not_to_have_url(re.compile("tier1"))


def test_one_key_fills_the_screen_and_typing_it_does_not(page, served):
    opened(page, served, "completion")
    page.get_by_label("Sample in detail").focus()
    page.keyboard.press("f")
    assert page.evaluate("document.fullscreenElement") is None
    page.locator("main").focus()
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")


def test_two_viewers_with_different_filters_never_see_each_others(browser, page, served):
    context = browser.new_context()
    other = context.new_page()
    units = [row["unit"] for row in rows(served, "units")]
    for viewer, unit in ((page, units[0]), (other, units[1])):
        opened(viewer, served, "key_questions")
        viewer.get_by_label("Tier 1 unit", exact=True).select_option(unit)
    served.publish(complete=50)
    for viewer, unit in ((page, units[0]), (other, units[1])):
        expect(viewer.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")
        expect(viewer.locator("section[aria-labelledby='bars-title'] .sentence")).to_contain_text(unit)
        expect(viewer.get_by_label("Tier 1 unit", exact=True)).to_have_value(unit)
    context.close()


def test_focus_and_what_is_open_stay_when_a_newer_snapshot_comes(page, served):
    opened(page, served, "completion")
    details = page.locator("section[aria-labelledby='samples-title'] details")
    details.locator("summary").click()
    details.locator("summary").focus()
    served.publish(complete=52)
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")
    expect(details).to_have_attribute("open", "")
    expect(details.locator("summary")).to_be_focused()


def test_earlier_figures_are_marked_and_stay_while_newer_ones_come(page, served):
    moment = rows(served, "snapshot")[0]["as_at"].isoformat(timespec="minutes")
    served.publish(complete=53)
    opened(page, served, f"completion?as_at={moment}")
    shown = page.locator("#screen").get_attribute("data-snapshot")
    served.publish(complete=54)
    expect(page.locator("#connection")).to_have_text("● Live")
    expect(page.get_by_text("Not the newest figures.")).to_be_visible()
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", shown)
    page.get_by_role("link", name="Show the newest.").click()
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")
    expect(page.get_by_text("Not the newest figures.")).to_be_hidden()


def test_fifty_reloads_have_one_kernel(page, served):
    opened(page, served, "completion")
    expect(page.locator("#connection")).to_have_text("● Live")
    before = served.kernels()
    for _ in range(50):
        page.reload(wait_until="domcontentloaded")
    expect(page.locator("#connection")).to_have_text("● Live")
    assert served.kernels() <= before  # one of a screen that an earlier test looked at may end meanwhile


def test_a_page_comes_back_when_its_kernel_dies(page, served):
    unit = rows(served, "units")[0]["unit"]
    opened(page, served, f"key_questions?tier1={unit}")
    expect(page.locator("#connection")).to_have_text("● Live")
    for kernel in served.kernels():
        os.kill(kernel, signal.SIGKILL)
    served.publish(complete=56)
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")
    expect(page.locator("section[aria-labelledby='bars-title'] .sentence")).to_contain_text(unit)


def test_a_page_says_within_ten_seconds_that_its_kernel_is_stuck_and_gets_another(page, served):
    opened(page, served, "completion")
    expect(page.locator("#connection")).to_have_text("● Live")
    for kernel in (stuck := served.showing()):
        os.kill(kernel, signal.SIGSTOP)
    expect(page.get_by_role("alert")).to_contain_text("Not live since", timeout=10_000)
    assert page.locator("#content").evaluate("content => getComputedStyle(content).filter") == "grayscale(1)"
    expect(page.locator("#connection")).to_have_text("● Live", timeout=60_000)
    assert served.showing() - stuck


def test_paper_gets_the_drawings_and_neither_filters_nor_navigation(page, served):
    opened(page, served, "completion")
    page.emulate_media(media="print")
    for hidden in (".choices", ".top-pages", ".chart .plot >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".drawing").first).to_be_visible()
    assert (
        page.locator(".drawing").first.evaluate("drawing => getComputedStyle(drawing).visibility")
        == "visible"
    )

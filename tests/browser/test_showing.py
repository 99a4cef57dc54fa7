"""What a page does with the answer that comes: it marks what moved, keeps what was chosen, and draws."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def opened(page, served, address):
    page.goto(served.url + address)
    expect(page.locator("#connection")).to_have_text("● Live")


def shows_the_newest(page, served):
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")


@pytest.fixture(scope="module", autouse=True)
def moments(drawn, served):
    """When the first two snapshots were made; the tests publish later ones."""
    served.publish(complete=36)
    return [drawn.STARTS + timedelta(hours=4 * complete) for complete in (30, 36)]


def test_neither_earlier_figures_nor_the_way_back_are_marked_as_new(page, served, moments):
    opened(page, served, "completion")
    field = page.get_by_label("As at")
    field.fill(moments[0].isoformat(timespec="minutes"))
    field.press("Enter")
    expect(page.get_by_text("Not the newest figures.")).to_be_visible()
    expect(page.locator(".moved")).to_have_count(0)
    page.get_by_role("link", name="Show the newest.").click()
    shows_the_newest(page, served)
    expect(page.locator(".moved")).to_have_count(0)


def test_another_filter_is_not_new_where_it_comes_with_a_newer_snapshot(page, served):
    opened(page, served, "completion")
    held = []
    page.route("**/figures*", lambda route: route.continue_() if held is None else held.append(route))
    with page.expect_request("**/figures*"):
        served.publish(complete=37)
    with page.expect_request("**/figures?sample=unpaid_work"):
        page.get_by_label("Sample in detail").select_option("unpaid_work")
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    shows_the_newest(page, served)
    expect(page.locator("section[aria-labelledby='pace-title'] .sentence")).to_contain_text("Unpaid work")
    expect(page.locator(".moved")).to_have_count(0)


def test_a_row_that_has_come_is_marked_and_those_that_were_there_are_not(page, served):
    opened(page, served, "key_questions?key_question=2.1.1")
    served.publish(complete=38)
    shows_the_newest(page, served)
    cases = page.locator("section[aria-labelledby='cases-title']")
    expect(cases.locator("tr:has(.moved) th")).to_have_text(["d2-038"])
    expect(cases.locator("h2.moved, .sentence.moved")).to_have_count(2)


def test_rows_that_go_by_the_same_name_all_stay(page, served):
    opened(page, served, "completion")
    became = page.evaluate("""async () => {
        const { base, parts } = document.body.dataset;
        const { morph } = await import(`${base}${parts}/morph.js`);
        const list = (rows) => {
            const made = document.createElement("ul");
            made.innerHTML = rows.map(([key, text]) => `<li data-key="${key}">${text}</li>`).join("");
            return made;
        };
        const old = list([["a", 1], ["d", 2], ["d", 3], ["z", 4]]);
        const before = [...old.children];
        const texts = (rows) => {
            morph(old, list(rows));
            return [...old.children].map((row) => row.textContent);
        };
        const changed = texts([["a", 1], ["d", 2], ["d", 5], ["z", 6]]);
        const same = before.every((row, place) => row === old.children[place]);
        return [same, changed, texts([["d", 2], ["d", 5], ["d", 7], ["z", 6]]), texts([["d", 2], ["z", 6]])];
    }""")
    assert became == [True, ["1", "2", "5", "6"], ["2", "5", "7", "6"], ["2", "6"]]


def test_a_moment_is_typed_digit_by_digit_and_counts_with_enter(page, served, moments):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/figures" in request.url else None)
    before, after = (moment.isoformat(timespec="minutes") for moment in moments)
    opened(page, served, f"completion?as_at={before}")
    field = page.get_by_label("As at")
    field.focus()
    page.keyboard.type(f"{moments[1]:%m%d%Y}")
    expect(field).to_have_value(after)
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#as-at")).to_have_text("Sun 11 Nov, 09:00")
    expect(page).to_have_url(re.compile(r"as_at=2018-11-11T09%3A00$"))
    expect(field).to_be_focused()
    assert {url.partition("?")[2] for url in asked} == {"as_at=2018-11-11T09%3A00"}


def test_a_moment_that_is_typed_counts_when_its_field_is_left(page, served, moments):
    opened(page, served, "completion")
    page.get_by_label("As at").fill(moments[0].isoformat(timespec="minutes"))
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_text("Not the newest figures.")).to_be_visible()


def test_what_is_refused_can_be_chosen_otherwise_and_the_clock_stays(page, served, moments):
    opened(page, served, "completion")
    clock, name = page.locator("#as-at").text_content(), page.locator("#inspection").text_content()
    field = page.get_by_label("As at")
    field.fill("0020-01-01T10:00")
    field.press("Enter")
    expect(page.locator(".message")).to_contain_text("There are no figures of that moment")
    expect(page.locator("section.panel")).to_have_count(0)
    expect(page.locator("#as-at")).to_have_text(clock)
    expect(page.locator("#inspection")).to_have_text(name)
    expect(field).to_be_focused()
    field.fill(moments[0].isoformat(timespec="minutes"))
    field.press("Enter")
    expect(page.locator("#as-at")).to_have_text("Sat 10 Nov, 09:00")
    expect(page.locator("section.panel").first).to_be_visible()


def test_charts_whose_library_was_lost_are_drawn_with_the_next_answer(page, served):
    page.route("**/plotly.min.js", lambda route: route.abort())
    charts = page.locator(".chart")
    with page.expect_console_message(lambda line: "the chart library did not come" in line.text):
        opened(page, served, "completion")
    expect(page.locator(".drawing").first).to_be_visible()
    page.unroute("**/plotly.min.js")
    page.get_by_label("Sample in detail").select_option("unpaid_work")
    expect(page.locator(".chart[data-drawn]")).to_have_count(charts.count())

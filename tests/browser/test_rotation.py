"""A shared screen turns its pages by itself, by keys and by buttons, and stops when it is touched."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def today(page, served):
    page.clock.install()
    page.goto(served.url + "today")
    expect(page.locator(".rotation")).to_be_visible()
    return page


def shown(page, title):
    expect(page.locator("section.panel:visible h2")).to_have_text([title])


def test_pages_follow_each_other_until_somebody_touches_the_screen(today):
    shown(today, "The day")
    today.clock.run_for(20_000)
    shown(today, "The figures")
    today.get_by_role("button", name="Stop").click()
    today.clock.run_for(60_000)
    shown(today, "The figures")
    today.get_by_role("button", name="Rotate").click()
    today.clock.run_for(20_000)
    shown(today, "What we heard")


def test_keys_turn_pages_and_the_heading_has_the_focus(today):
    today.keyboard.press("ArrowRight")
    shown(today, "The figures")
    expect(today.locator("#the_figures-title")).to_be_focused()
    today.keyboard.press("ArrowLeft")
    today.keyboard.press("ArrowLeft")
    shown(today, "Tomorrow")
    expect(today.locator(".rotation")).to_contain_text("5 of 5")


def test_a_link_leads_to_a_page_and_stays_there(today, served):
    today.goto(served.url + "today#alerts_and_actions")
    today.reload()
    shown(today, "Alerts and actions")
    today.clock.run_for(60_000)
    shown(today, "Alerts and actions")


def test_without_scripts_every_page_is_there(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + "today")
    expect(page.locator("section.panel:visible")).to_have_count(5)
    context.close()


def test_where_the_script_that_turns_them_is_lost_every_page_is_there(page, served):
    page.route("**/rotation.js", lambda route: route.abort())
    page.goto(served.url + "today")
    expect(page.locator("section.panel:visible h2")).to_have_text(
        ["The day", "The figures", "What we heard", "Alerts and actions", "Tomorrow"]
    )


def test_a_new_snapshot_leaves_the_page_that_is_looked_at(today, served):
    today.keyboard.press("ArrowRight")
    shown(today, "The figures")
    before = today.locator("main").get_attribute("data-snapshot")
    served.publish(70)
    expect(today.locator("main")).not_to_have_attribute("data-snapshot", before)
    shown(today, "The figures")

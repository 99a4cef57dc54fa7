"""A shared screen turns its pages by itself, by keys and by buttons, and stops when it is touched."""

import re

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


def test_a_page_that_turned_by_itself_goes_on_turning_when_it_is_loaded_again(today):
    today.clock.run_for(20_000)
    shown(today, "The figures")
    today.reload()
    expect(today.locator(".rotation")).to_be_visible()
    shown(today, "The day")
    today.clock.run_for(20_000)
    shown(today, "The figures")


def test_the_address_names_the_page_that_a_person_turned_to_until_they_rotate_again(today):
    expect(today).not_to_have_url(re.compile("#"))
    today.keyboard.press("ArrowRight")
    expect(today).to_have_url(re.compile("today#the_figures$"))
    today.get_by_role("button", name="Rotate").click()
    expect(today).to_have_url(re.compile("today$"))


def test_skipping_to_the_figures_turns_no_page(today):
    today.clock.run_for(20_000)
    shown(today, "The figures")
    today.get_by_role("link", name="Skip to the figures").press("Enter")
    expect(today.locator("main")).to_be_focused()
    shown(today, "The figures")


def test_what_has_the_focus_is_never_turned_away_and_gets_the_keys(today):
    today.locator("section.panel:visible summary").click()
    today.get_by_role("button", name="Rotate").click()
    table = today.locator("section.panel:visible .table-frame")
    table.focus()
    today.clock.run_for(60_000)
    shown(today, "The day")
    today.keyboard.press("ArrowRight")
    shown(today, "The day")
    expect(table).to_be_focused()


def test_with_the_keyboard_the_button_stops_and_starts(today):
    today.get_by_role("button", name="Stop").press("Enter")
    today.clock.run_for(60_000)
    shown(today, "The day")
    today.get_by_role("button", name="Rotate").press(" ")
    today.clock.run_for(20_000)
    shown(today, "The figures")
    today.keyboard.press("ArrowRight")
    shown(today, "What we heard")
    expect(today.locator("#what_we_heard-title")).to_be_focused()
    today.keyboard.press(" ")
    expect(today.get_by_role("button", name="Stop")).to_be_focused()
    today.clock.run_for(20_000)
    shown(today, "Alerts and actions")


def test_a_page_that_was_open_before_the_first_snapshot_turns_too(page, server, drawn, tmp_path):
    served = server(drawn, tmp_path, published=False)
    try:
        page.clock.install()
        page.goto(served.url + "today")
        expect(page.locator(".message")).to_contain_text("There are no figures yet")
        expect(page.locator("#as-at")).to_have_text("–")
        served.publish(complete=30)
        shown(page, "The day")
        expect(page.get_by_label("Note", exact=True)).to_be_visible()
        page.get_by_role("button", name="Stop").focus()
        page.keyboard.press("ArrowRight")
        shown(page, "The figures")
    finally:
        served.stop()

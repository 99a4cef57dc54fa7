"""With a Voilà that sharing is not tested with: the ordinary way, said at the start, and the same page."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def ordinary(server, drawn, tmp_path):
    running = server(drawn, tmp_path, tested="0.0.0")
    yield running
    running.stop()


def test_the_ordinary_way_is_said_and_shows_the_same_page(page, ordinary):
    assert "Every page has a kernel of its own" in ordinary.said[0]
    page.goto(f"{ordinary.url}completion")
    expect(page.locator("#connection")).to_have_text("● Live")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    page.get_by_label("Sample in detail").select_option("unpaid_work")
    expect(page.locator("section[aria-labelledby='pace-title'] .sentence")).to_contain_text("Unpaid work")
    ordinary.publish(complete=32)
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", "000002")
    assert page.outside == []
    assert page.complaints == []


def test_the_ordinary_way_turns_the_pages_of_today_and_brings_its_forms(page, ordinary):
    page.goto(f"{ordinary.url}today")
    expect(page.locator("section.panel:visible h2")).to_have_text(["The day"])
    page.get_by_role("button", name="The next page").click()
    expect(page.locator("section.panel:visible h2")).to_have_text(["The figures"])
    page.get_by_label("Note", exact=True).fill("Heard in the ordinary way.")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".capture-said")).to_have_text("Note saved.")
    assert page.outside == []
    assert page.complaints == []

"""A page never shows old figures as new: whatever is lost on the way, it says so and comes back by itself."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def opened(page, served, address="completion"):
    page.goto(served.url + address)
    is_live(page)


def is_live(page):
    expect(page.locator("#connection")).to_have_text("● Live")
    expect(page.locator("#not-live")).to_be_hidden()


def is_not_live(page):
    expect(page.locator("#not-live")).to_contain_text("Not live since")
    expect(page.locator("#connection")).to_have_text("✕ Not live")


def shows_the_newest(page, served):
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{served.number:06}")


LOST = {
    "the server cannot make them": lambda route: route.fulfill(status=500, body="no"),
    "the proxy finds no server": lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"),
    "something else answers": lambda route: route.fulfill(status=200, body="<h1>Welcome to this hotel</h1>"),
    "the line breaks": lambda route: route.abort(),
    "nobody answers": lambda route: None,
}


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
def test_a_page_to_which_newer_figures_do_not_come_is_not_live_until_they_do(lose, page, served):
    opened(page, served)
    before = page.locator("#screen").get_attribute("data-snapshot")
    page.route("**/figures*", lose)
    served.publish(complete=30 + served.number)
    is_not_live(page)
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", before)
    page.unroute("**/figures*")
    is_live(page)
    shows_the_newest(page, served)


def test_a_page_to_which_the_figures_of_a_filter_do_not_come_is_not_live_until_they_do(page, served):
    opened(page, served)
    page.route("**/figures*", LOST["the server cannot make them"])
    page.get_by_label("Sample in detail").select_option("unpaid_work")
    is_not_live(page)
    page.unroute("**/figures*")
    is_live(page)
    expect(page.locator("section[aria-labelledby='pace-title'] .sentence")).to_contain_text("Unpaid work")


def test_a_page_that_cannot_show_what_came_is_not_live_and_complains(page, served):
    opened(page, served)
    page.evaluate(
        "() => { DOMParser.prototype.parseFromString = () => { throw new Error('cannot be shown') } }"
    )
    served.publish(complete=30 + served.number)
    is_not_live(page)
    assert any("cannot be shown" in line for line in page.complaints)


ELSEWHERE = {"Location": "https://sign-in.example.org/"}


@pytest.mark.parametrize("answer", [{"status": 401}, {"status": 403}, {"status": 302, "headers": ELSEWHERE}])
def test_a_page_that_is_signed_out_by_a_proxy_goes_where_the_proxy_leads(answer, page, served):
    opened(page, served, "completion?sample=unpaid_work")
    page.route("**/figures*", lambda route: route.fulfill(**answer))
    with page.expect_event("load"):
        served.publish(complete=30 + served.number)
    page.unroute("**/figures*")
    is_live(page)
    shows_the_newest(page, served)
    expect(page).to_have_url(re.compile("sample=unpaid_work"))

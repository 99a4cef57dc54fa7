"""A page never shows old figures as new: whatever is lost on the way, it says so and comes back by itself."""

import re

import pytest
from playwright.sync_api import expect
from relay import Relay

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


def test_a_line_that_is_cut_and_looks_open_is_replaced(page, served):
    relay = Relay(served.port)
    page.goto(f"http://127.0.0.1:{relay.port}/completion?sample=unpaid_work")
    is_live(page)
    relay.cut()
    served.publish(complete=30 + served.number)
    is_not_live(page)
    relay.mend()
    is_live(page)
    shows_the_newest(page, served)
    expect(page.get_by_label("Sample in detail")).to_have_value("unpaid_work")
    relay.close()


def test_a_page_whose_session_has_ended_asks_to_sign_in_when_its_line_comes_back(page, locked):
    def sign_in():
        page.locator("#role-team").check()
        page.get_by_label("Password").fill(locked.options["passwords"]["team"])
        page.get_by_role("button", name="Sign in").click()

    page.goto(f"{locked.url}completion?sample=unpaid_work")
    sign_in()
    is_live(page)
    locked.options["passwords"]["team"] = "four other plain words"
    locked.stop()
    locked.start()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in()
    is_live(page)
    expect(page.get_by_label("Sample in detail")).to_have_value("unpaid_work")


@pytest.fixture
def small(server, drawn, tmp_path):
    """A server with room for one."""
    running = server(drawn, tmp_path, viewers=1)
    yield running
    running.stop()


@pytest.fixture
def other(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


FULL = "As many pages are open as this server allows."


def test_a_page_for_whose_line_there_is_no_room_says_so_and_comes_in_when_there_is(page, other, small):
    held = []
    page.clock.install()
    page.route("**/screen.js", lambda route: held.append(route))
    page.goto(f"{small.url}completion", wait_until="commit")
    expect(page.locator("section.panel").first).to_be_visible()
    opened(other, small)
    for route in held:
        route.continue_()
    is_not_live(page)
    expect(page.locator("#not-live")).to_contain_text(FULL)
    other.close()
    page.clock.run_for(10_000)
    is_live(page)


def test_a_page_for_which_there_is_no_room_comes_by_itself_when_there_is(page, other, small):
    opened(other, small)
    page.goto(f"{small.url}completion?sample=unpaid_work")
    expect(page.locator("main")).to_contain_text(FULL)
    other.close()
    is_live(page)
    expect(page.get_by_label("Sample in detail")).to_have_value("unpaid_work")


def hurry(page):
    """The style waits fifteen seconds for the page's clocks."""
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")


def says_that_it_does_not_follow(page):
    bar = page.get_by_text("This page does not follow the figures by itself.")
    expect(page.locator("section.panel").first).to_be_visible()
    expect(bar).to_be_hidden()
    hurry(page)
    expect(bar).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Load it again to see the newest.")


@pytest.mark.parametrize("lost", ["shared.js", "clocks.js"])
def test_a_page_that_lost_its_clocks_on_the_way_says_that_it_does_not_follow(lost, page, served):
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(f"{served.url}completion")
    says_that_it_does_not_follow(page)


def test_a_page_without_scripts_says_that_it_does_not_follow(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}completion")
    says_that_it_does_not_follow(page)
    context.close()


def test_a_page_that_watches_never_says_that_it_does_not(page, served):
    opened(page, served)
    hurry(page)
    expect(page.locator(".unwatched")).to_be_hidden()

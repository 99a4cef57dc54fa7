"""Signing in with a real browser: a role's password opens its screens, and its filters are still there."""

import re
from http.client import HTTPConnection

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = pytest.mark.browser
PASSWORDS = {"team": "four plain words here", "wall": "nobody reads the wall"}


@pytest.fixture(scope="module")
def locked(server, drawn, tmp_path_factory):
    running = server(drawn, tmp_path_factory.mktemp("locked"), passwords=PASSWORDS)
    yield running
    running.stop()


def sign_in(page, role, password):
    page.get_by_role("radio", name=role).check()
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_password_of_a_role_leads_to_the_page_that_was_asked_for(page, locked, axe):
    page.goto(f"{locked.url}completion?sample=unpaid_work&theme=dark")
    assert axe(page) == []
    sign_in(page, "Team", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("That is not the password of this role")
    sign_in(page, "Team", PASSWORDS["team"])
    expect(page).to_have_url(re.compile(r"completion\?sample=unpaid_work&theme=dark$"))
    expect(page.get_by_label("Sample in detail")).to_have_value("unpaid_work")
    expect(page.locator("#connection")).to_have_text("● Live")
    page.get_by_role("button", name="Sign out (team)").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(f"{locked.url}completion")
    expect(page).to_have_url(re.compile("sign-in"))
    assert page.outside == []
    assert [line for line in page.complaints if "401" not in line] == []


def test_a_role_without_screens_is_told_so(page, locked):
    page.goto(locked.url)
    sign_in(page, "Wall", PASSWORDS["wall"])
    expect(page.locator("main")).to_contain_text("There is no screen for this role yet.")
    page.goto(f"{locked.url}completion")
    expect(page.locator("main")).to_contain_text("This is not open to you.")


@pytest.mark.parametrize("address", ["completion", "completion/figures", "completion/live", ""])
def test_without_signing_in_there_are_no_figures_by_any_way(locked, address):
    connection = HTTPConnection("127.0.0.1", locked.port, timeout=60)
    connection.request("GET", f"/{address}")
    answer = connection.getresponse()
    assert answer.status == 403
    assert b"Domain two" not in answer.read()
    connection.close()


def test_without_signing_in_no_line_is_opened(locked):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{locked.port}/completion/live")
    assert refused.value.response.status_code == 403

"""The panel's screen in a browser: for the lead alone, open from the overall rating to a file's hash."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PASSWORDS = {role: f"the {role} says four words" for role in ("lead", "deputy", "team")}


@pytest.fixture(scope="module")
def locked(server, drawn, tmp_path_factory):
    running = server(drawn, tmp_path_factory.mktemp("panel"), passwords=PASSWORDS)
    yield running
    running.stop()


def opened(page, locked, role, address):
    page.goto(locked.url + address)
    page.locator(f"#role-{role}").check()
    page.get_by_label("Password").fill(PASSWORDS[role])
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("role", ["team", "deputy"])
def test_nobody_but_the_lead_sees_it_or_a_link_to_it(role, page, locked):
    opened(page, locked, role, "completion")
    expect(page.locator("section.panel").first).to_be_visible()
    expect(page.get_by_role("link", name="Panel")).to_have_count(0)
    for address in ("panel", "panel/figures", "panel/capture"):
        assert page.request.get(locked.url + address).status == 403
    page.goto(f"{locked.url}panel")
    expect(page.locator("main")).to_contain_text("This is not open to you.")


def test_by_keyboard_from_the_overall_rating_to_the_hash_of_a_file(page, locked):
    opened(page, locked, "lead", "panel")
    page.locator(".tile-name a", has_text="2.3 ").press("Enter")
    expect(page).to_have_url(re.compile(r"standard=2\.3"))
    questions = page.locator("section[aria-labelledby='key_questions-title']")
    expect(questions.locator("tbody tr")).to_have_count(3)
    questions.get_by_role("link", name=re.compile(r"^2\.3\.2 ")).press("Enter")
    expect(page).to_have_url(re.compile(r"key_question=2\.3\.2"))
    answers = page.locator("section[aria-labelledby='answers-title']")
    expect(answers.locator(".sentence")).to_contain_text("2.3.2 ")
    expect(answers.locator("tbody tr").first).to_contain_text(re.compile(r"[0-9a-f]{64}"))
    assert page.outside == []


def test_the_panels_decision_is_typed_here_and_can_be_taken_back(page, locked, axe):
    opened(page, locked, "lead", "panel")
    form = page.locator("form[data-kind='panel_decision']")
    form.get_by_label("What is decided of").select_option(value="2.1.2")
    form.get_by_label("Rating").select_option("Good")
    form.get_by_label("Reason").fill("Two cases were late by a day.")
    assert axe(page) == []
    form.get_by_role("button", name="Save panel decision").click()
    expect(page.locator(".capture-said")).to_have_text("Panel decision saved.")
    folder = locked.declared.parent / "data" / "inbox" / "captured"
    [file] = folder.glob("* panel_decision *.csv")
    assert "2.1.2,Good,Two cases were late by a day.,lead" in file.read_text("utf-8")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".capture-said")).to_have_text("Taken back.")
    [undone] = folder.glob("* withdrawal *.csv")
    assert str(UUID(file.stem.rpartition(" ")[2])) in undone.read_text("utf-8")


@pytest.mark.parametrize("looks", ["", "theme=projector&text=largest"])
@pytest.mark.parametrize("width", [683, 1366])
def test_nothing_is_cut_off_or_lies_over_another_at_any_size(looks, width, page, locked):
    """683 points are a laptop's 1366 at 200 %."""
    page.set_viewport_size({"width": width, "height": 768})
    opened(page, locked, "lead", f"panel?{looks}")
    expect(page.locator("section.panel").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".tile").evaluate_all(
        "tiles => tiles.every(one => one.scrollWidth <= one.clientWidth)"
    )

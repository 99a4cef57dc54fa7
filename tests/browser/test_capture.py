"""Typing in the meeting, in a real browser: what is typed outlives the server, and is saved once."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def served(server, drawn, tmp_path):
    """A server of its own: it is killed."""
    running = server(drawn, tmp_path)
    yield running
    running.stop()


@pytest.fixture
def kill(served):
    def kill():
        served.process.kill()
        served.process.communicate()

    return kill


def captured(served, kind=""):
    folder = served.declared.parent / "data" / "inbox" / "captured"
    return sorted(path for path in folder.glob(f"* {kind}*")) if folder.is_dir() else []


def said(page):
    return page.locator(".capture-said")


def open_forms(page, served):
    page.goto(f"{served.url}today/capture")
    expect(page.get_by_label("Note", exact=True)).to_be_visible()


def test_what_was_typed_outlives_the_server_and_a_reload_and_is_saved_once(page, served, kill):
    open_forms(page, served)
    page.get_by_label("Note", exact=True).fill("Two cases late,\nsame office.")
    page.get_by_label("Theme").fill("Courts")
    kill()
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Not saved yet: the server does not answer. Your text is still here.")
    expect(page.get_by_label("Note", exact=True)).to_have_value("Two cases late,\nsame office.")
    assert captured(served) == []
    served.start()
    page.reload()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Two cases late,\nsame office.")
    expect(page.get_by_label("Theme")).to_have_value("Courts")
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Note saved.")
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    [file] = captured(served)
    assert '"Two cases late,\nsame office.",Courts' in file.read_text("utf-8")
    page.reload()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    assert page.outside == []


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_doubled(page, served):
    open_forms(page, served)
    page.get_by_label("Note", exact=True).fill("Heard once.")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/today/capture", lose, times=1)
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_contain_text("Your text is still here.")
    assert len(captured(served)) == 1
    page.get_by_role("button", name="Send again").click()
    expect(said(page)).to_have_text("Note saved.")
    assert len(captured(served)) == 1


def test_a_wording_changed_after_a_lost_answer_is_saved_beside_the_first(page, served):
    open_forms(page, served)
    note = page.get_by_label("Note", exact=True)
    note.fill("First words.")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/today/capture", lose, times=1)
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_contain_text("Your text is still here.")
    note.fill("Second words.")
    page.get_by_role("button", name="Send again").click()
    expect(said(page)).to_contain_text("an earlier wording of this entry is saved already")
    expect(note).to_have_value("Second words.")
    page.get_by_role("button", name="Send again").click()
    expect(said(page)).to_have_text("Note saved.")
    assert [re.search("(First|Second) words", file.read_text("utf-8"))[1] for file in captured(served)].count(
        "Second"
    ) == 1
    assert len(captured(served)) == 2


def test_what_is_typed_while_the_answer_is_on_its_way_stays(page, served):
    open_forms(page, served)
    note = page.get_by_label("Note", exact=True)
    note.fill("Sent.")

    def type_on(route):
        answer = route.fetch()
        note.press_sequentially(" And more.")
        route.fulfill(response=answer)

    page.route("**/today/capture", type_on, times=1)
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_contain_text("What has been typed since is not saved yet.")
    expect(note).to_have_value("Sent. And more.")
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Note saved.")
    assert len(captured(served)) == 2


def test_undo_is_another_record_and_is_sent_once_however_often_it_takes(page, served, kill):
    open_forms(page, served)
    page.get_by_label("Note", exact=True).fill("Not so.")
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Note saved.")
    kill()
    page.get_by_role("button", name="Undo").click()
    expect(said(page)).to_have_text("Not taken back yet: the server does not answer.")
    served.start()
    page.get_by_role("button", name="Undo").click()
    expect(said(page)).to_have_text("Taken back.")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    [note], [withdrawal] = captured(served, "note"), captured(served, "withdrawal")
    assert note.stem.rpartition(" ")[2] in withdrawal.read_text("utf-8")


def test_with_the_keyboard_alone_what_is_wrong_is_found_and_put_right(page, served, axe):
    open_forms(page, served)
    page.locator("summary", has_text="Alert").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("0117")
    page.keyboard.press("Tab")
    page.keyboard.type("Offence")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Not saved: put right what is marked.")
    assurance = page.get_by_label("Assurance asked for")
    expect(assurance).to_be_focused()
    expect(assurance).to_have_accessible_description("Fill this in.")
    assert axe(page) == []
    page.keyboard.type("A visit today")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Alert saved.")
    assert len(captured(served, "alert")) == 1


def test_without_scripts_it_is_an_ordinary_form(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{served.url}today/capture")
        page.get_by_label("Note", exact=True).fill("By hand.")
        page.get_by_role("button", name="Save note").click()
        expect(said(page)).to_have_text("Note saved.")
        page.get_by_role("button", name="Undo").click()
        expect(said(page)).to_have_text("Taken back.")
        page.get_by_role("link", name="Back to the screen").click()
        expect(page).to_have_url(f"{served.url}today")
    finally:
        context.close()
    assert len(captured(served)) == 2


def test_in_a_screen_the_forms_stand_beside_their_link_and_a_newer_snapshot_leaves_what_is_typed(
    page, served, axe
):
    page.goto(f"{served.url}today")
    expect(page.locator("#connection")).to_have_text("● Live")
    note = page.get_by_label("Note", exact=True)
    note.fill("Typed while figures move.")
    assert axe(page) == []
    address = page.url
    served.publish(complete=31)
    expect(page.locator("#screen")).to_have_attribute("data-snapshot", "000002")
    expect(note).to_have_value("Typed while figures move.")
    expect(note).to_be_focused()
    expect(page.locator("a[data-capture]")).to_be_hidden()
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Note saved.")
    assert page.url.partition("#")[0] == address.partition("#")[0]
    assert len(captured(served)) == 1
    assert page.outside == []
    assert page.complaints == []


def test_where_the_browser_forbids_its_storage_entries_are_saved_all_the_same(page, served):
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('forbidden'); } })"
    )
    page.goto(f"{served.url}today")
    page.get_by_label("Note", exact=True).fill("Kept nowhere but here.")
    page.get_by_role("button", name="Save note").click()
    expect(said(page)).to_have_text("Note saved.")
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    assert page.url == f"{served.url}today"
    assert len(captured(served)) == 1
    assert page.complaints == []


def test_the_forms_come_back_with_what_was_typed_after_a_look_at_earlier_figures(page, served, drawn):
    for complete in (60, 70):  # cases; the snapshot is as at four hours for each
        served.publish(complete)
    page.goto(f"{served.url}today")
    note = page.get_by_label("Note", exact=True)
    note.fill("Typed before the look.")
    moment = page.get_by_label("As at")
    moment.fill((drawn.STARTS + timedelta(hours=4 * 65)).isoformat(timespec="minutes"))
    moment.press("Enter")
    expect(page.get_by_text("Not the newest figures.")).to_be_visible()
    expect(note).to_be_hidden()
    page.get_by_role("link", name="Show the newest.").click()
    expect(note).to_have_value("Typed before the look.")


def test_four_browsers_through_three_killed_servers_lose_and_double_nothing(browser, served, kill):
    contexts = [browser.new_context() for _ in range(4)]
    pages = [context.new_page() for context in contexts]
    typed = [[f"Note {round} of person {person}." for round in range(4)] for person in range(4)]
    try:
        for page in pages:
            open_forms(page, served)
        for round in range(4):
            for page, notes in zip(pages, typed, strict=True):
                page.get_by_label("Note", exact=True).fill(notes[round])
            if round:
                kill()
                for page in pages:
                    page.get_by_role("button", name="Save note").click()
                    expect(said(page)).to_contain_text("Your text is still here.")
                served.start()
            for page in pages:
                page.get_by_role("button", name=re.compile("Save note|Send again")).click()
            for page in pages:
                expect(page.get_by_label("Note", exact=True)).to_have_value("")
    finally:
        for context in contexts:
            context.close()
    texts = "".join(file.read_text("utf-8") for file in captured(served))
    assert sorted(re.findall(r"Note \d of person \d\.", texts)) == sorted(
        note for notes in typed for note in notes
    )

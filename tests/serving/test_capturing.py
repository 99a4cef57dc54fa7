"""Entries over HTTP: who may send them, what is refused and how, and that none is lost or doubled."""

import json
import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import pytest
from lxml import html

from fieldwork import database, sync

ENOUGH = 60  # seconds that nothing here should take
SCRIPT, PERSON = {"Accept": "application/json"}, {"Accept": "text/html"}


class Browser:
    """Does over HTTP what the page does."""

    def __init__(self, served, role=None):
        self.served = served
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        if role:
            self.post(
                "sign-in", role=role, password=served.options["passwords"][role], _xsrf=self._token("sign-in")
            )

    def get(self, address, **headers):
        return self._ask(Request(self.served.url + address, headers={**PERSON, **headers}))  # noqa: S310

    def post(self, address, headers=PERSON, **fields):
        data = urlencode(fields).encode()
        return self._ask(Request(self.served.url + address, data, dict(headers)))  # noqa: S310

    def capture(self, entry, id=None, headers=SCRIPT, page="today", **fields):
        """(status, what the server says)"""
        token = self._token("today/capture")  # one token is good for every page
        return self.post(
            f"{page}/capture", headers, **{"_xsrf": token, "entry": entry, "id": id or str(uuid4()), **fields}
        )

    def _token(self, address):
        return html.fromstring(self.get(address)[1]).xpath("//input[@name='_xsrf']/@value")[0]

    def _ask(self, request):
        try:
            with self._opener.open(request, timeout=ENOUGH) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()


def captured(served):
    folder = served.declared.parent / "data" / "inbox" / "captured"
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []


@pytest.fixture
def browser(served):
    return Browser(served)


def test_an_entry_is_on_the_disk_when_the_server_says_saved(browser, served):
    id = str(uuid4())
    status, said = browser.capture("note", id, note="Two cases late.")
    assert (status, json.loads(said)) == (200, {"said": "Note saved.", "wrong": {}})
    [name] = [name for name in captured(served) if id in name]
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\dT\d{{6}} note {id}\.csv", name)


def test_what_is_wrong_is_said_by_field_and_nothing_is_written(browser, served):
    before = captured(served)
    status, said = browser.capture("alert", case_id="<b>", kind="offence")
    assert status == 422
    assert json.loads(said)["wrong"].keys() == {"case_id", "assurance"}
    assert captured(served) == before


def test_sent_twice_it_is_saved_once_and_other_words_are_refused(browser, served):
    id = str(uuid4())
    assert browser.capture("note", id, note="So.")[0] == 200
    assert browser.capture("note", id, note="So.")[0] == 200
    status, said = browser.capture("note", id, note="Not so.")
    assert status == 409
    assert "an earlier wording" in json.loads(said)["said"]
    assert sum(id in name for name in captured(served)) == 1


def test_without_scripts_a_page_says_saved_and_leads_back(browser, served):
    id = str(uuid4())
    status, said = browser.capture("note", id, PERSON, note="By hand.")
    page = html.fromstring(said)
    assert status == 200
    assert page.xpath("string(//*[@role='status'])") == "Note saved."
    assert page.xpath("//a[text()='Back to the screen']/@href") == ["/today"]
    [undo] = page.xpath("//form[@data-kind='withdrawal'][not(@hidden)]")
    status, said = browser.post("today/capture", **dict(undo.form_values()))
    assert (status, html.fromstring(said).xpath("string(//*[@role='status'])")) == (200, "Taken back.")
    assert sum(" withdrawal " in name for name in captured(served)) == 1


def test_without_scripts_what_was_typed_comes_back_beside_what_is_wrong_and_stays_text(browser):
    hostile = "</textarea><script>alert(1)</script>"
    status, said = browser.capture("note", None, PERSON, note=hostile, question="'><img src=x>")
    page = html.fromstring(said)
    assert status == 422
    assert page.xpath("//textarea[@name='note']")[0].text.strip() == hostile
    assert "is not a question" in page.xpath("string(//*[@id='capture-note-question-wrong'])")
    assert not page.xpath("//img | //script[text()]")


@pytest.mark.parametrize(("role", "status"), [("lead", 200), ("deputy", 403), ("team", 403)])
def test_only_the_lead_records_what_the_panel_decided(role, status, locked):
    browser = Browser(locked, role)
    said = {"question": "1.1", "rating": "Good", "reason": "Clear."}
    assert browser.get("panel/capture")[0] == status
    assert browser.capture("panel_decision", page="panel", **said)[0] == status


def test_each_entry_is_typed_on_its_own_page(browser):
    assert "panel_decision" not in browser.get("today/capture")[1]
    assert browser.capture("panel_decision", question="1.1", rating="Good", reason="Clear.")[0] == 400
    assert browser.capture("note", page="panel", note="So.")[0] == 400
    assert browser.get("completion/capture")[0] == 404


def test_the_role_is_the_signed_in_one_whatever_the_page_says(locked):
    browser, id = Browser(locked, "team"), str(uuid4())
    assert browser.capture("note", id, note="So.", role="lead")[0] == 400
    assert browser.capture("note", id, note="So.")[0] == 200
    folder = locked.declared.parent / "data" / "inbox" / "captured"
    [file] = folder.glob(f"* {id}.csv")
    assert file.read_text("utf-8").splitlines()[-1].endswith(",team")


@pytest.mark.parametrize("role", [None, "wall"])
def test_who_may_not_see_the_page_may_not_write(role, locked):
    before = captured(locked)
    browser = Browser(locked, role)
    status, _ = browser.post("today/capture", SCRIPT, entry="note", id=str(uuid4()), note="So.")
    assert status == 403
    assert captured(locked) == before


def test_a_form_that_is_not_ours_is_refused(browser, served):
    before = captured(served)
    browser.get("today/capture")
    fields = {"entry": "note", "id": str(uuid4()), "note": "So."}
    assert browser.post("today/capture", SCRIPT, **fields)[0] == 403
    assert browser.post("today/capture", SCRIPT, **fields, _xsrf="made up")[0] == 403
    foreign = {**SCRIPT, "Origin": "http://evil.example"}
    assert browser.capture(entry="note", headers=foreign, note="So.")[0] == 403
    assert captured(served) == before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"entry": "rumour"}, 400),
        ({"entry": "withdrawal", "withdraws": "A1"}, 422),
        ({"entry": "note", "id": "../../x", "note": "So."}, 400),
        ({"entry": "note", "id": "3f2b8c1e-5d6a-1b7c-9e8f-0a1b2c3d4e5f", "note": "So."}, 400),
        ({"entry": "note", "note": "So.", "recorded_at": "1999-01-01"}, 400),
        ({"entry": "note", "note": b"\xff"}, 400),
        ({"entry": "note", "note": "x" * 4001}, 422),
        ({"entry": "note", "note": "x" * 66_000}, 413),
        ({"entry": "note", "note": "So.", "page": "nowhere"}, 404),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(sent, status, browser, served):
    before = captured(served)
    assert browser.capture(**sent)[0] == status
    assert captured(served) == before


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(server, drawn, tmp_path):
    served = server(drawn, tmp_path)
    try:
        (tmp_path / "data" / "inbox" / "captured").write_text("a file where the folder should be")
        status, said = Browser(served).capture("note", note="So.")
    finally:
        served.stop()
    assert status == 500
    assert "cannot write into the inbox" in json.loads(said)["said"]


def test_in_voilas_ordinary_way_entries_are_captured_too(server, drawn, tmp_path):
    served = server(drawn, tmp_path, tested="0.0.0")
    try:
        status, _ = Browser(served).capture("note", note="So.")
    finally:
        served.stop()
    assert status == 200
    assert len(captured(served)) == 1


def test_the_wall_captures_nothing(drawn, planted, tmp_path):
    declared = drawn.declare(tmp_path)
    drawn.publish(declared, 30, 1)
    with planted.wall_of(declared) as (url, _):
        wall = Browser(SimpleNamespace(url=url))
        answers = [
            wall.post(f"{page}/capture", SCRIPT, entry="note", id=str(uuid4()), note="So.")[0]
            for page in ("wall", "today")
        ]
    assert answers == [404, 404]


class Typing:
    """People who send notes as pages do, each until the server has said saved, with the id that it has."""

    def __init__(self, served):
        self.served = served
        self.saved, self.awake = threading.Semaphore(0), threading.Event()
        self.awake.set()

    def person(self, name, notes):
        browser = Browser(self.served)
        for note in range(notes):
            id = str(uuid4())
            while not self._sent(browser, id, f"Note {note} of {name}"):
                self.awake.wait(ENOUGH)
            self.saved.release()

    def kill(self):
        """End the server in the middle of whatever it does, and start it again."""
        self.awake.clear()
        os.kill(self.served.process.pid, signal.SIGKILL)
        self.served.process.communicate()
        self.served.start()
        self.awake.set()

    def _sent(self, browser, id, note):
        try:
            return browser.capture("note", id, note=note)[0] == 200
        except (OSError, HTTPException):
            return False


def test_200_notes_by_four_people_while_sync_runs_and_the_server_is_killed_five_times(
    server, drawn, tmp_path
):
    typing = Typing(server(drawn, tmp_path))
    setup, stop = sync.load(str(typing.served.declared)), threading.Event()
    for drawn_by_hand in setup.inspection.folders.snapshots.iterdir():
        drawn_by_hand.unlink()
    people = [f"person {number}" for number in range(4)]

    def now():
        return datetime.now(UTC)

    try:
        with ThreadPoolExecutor(5) as threads:
            syncing = threads.submit(sync.watch, setup, now, stop, 0.05, lambda _: None)
            at_work = [threads.submit(typing.person, person, 50) for person in people]
            for _ in range(5):
                for _ in range(30):
                    assert typing.saved.acquire(timeout=ENOUGH)
                typing.kill()
            for person in at_work:
                person.result()
            stop.set()
            syncing.result()
    finally:
        stop.set()
        typing.served.stop()
    sync.once(setup, now)
    with database.open_snapshot(database.current(setup.inspection.folders)) as snapshot:
        notes = [row["note"] for row in snapshot.rows("select note from current_notes")]
        [received] = snapshot.rows("select count(*) as files, sum(rejected) as rejected from received")
    assert sorted(notes) == sorted(f"Note {note} of {person}" for person in people for note in range(50))
    assert received == {"files": 200, "rejected": 0}
    assert len(captured(typing.served)) == 200

"""An attacker with a client of their own tries it all on a real server, which goes on as if nothing was."""

import gzip
import json
import random
import re
import socket
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

import fieldwork
from fieldwork import database, sync
from fieldwork.serving.assets import plotly, screen_parts

ENOUGH = 60  # seconds that nothing here should take
PASSWORDS = {role: f"the {role} says four words" for role in ("lead", "deputy", "team", "wall")}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KERNEL = "0c7d2b3e-1c2d-4f6a-8e9f-000000000000"
JUPYTERS = f"""
    /api /api/kernels /api/kernels/{KERNEL} /api/kernels/{KERNEL}/channels /api/kernels/{KERNEL}/restart
    /api/sessions /api/contents /api/contents/panel.ipynb /api/terminals /api/status /api/me /api/shutdown
    /api/kernelspecs /api/events/subscribe /voila /voila/render/panel.ipynb /voila/files/panel.ipynb
    /voila/static/main.js /voila/templates/lab/static/voila.js /voila/kernels /tree /lab /files/panel.ipynb
    /view/panel.ipynb /nbconvert/html/panel.ipynb /nbextensions/x /terminals/websocket/1 /login /logout
    /metrics /static/ /static/base/js/main.min.js /kernelspecs/python3/logo-64x64.png /custom/custom.css
    /panel.ipynb /dashboards/panel.ipynb
"""  # what Jupyter, Voilà and their extensions answer elsewhere
CODE = Path(fieldwork.__file__).parent
PARTS, PLOTLY = (
    f"/fieldwork/{kind}/{of.version}" for kind, of in (("parts", screen_parts()), ("plotly", plotly()))
)
TEMPLATE = "serving/jupyter/voila/templates/fieldwork/conf.json"  # a file of a kind that is served, elsewhere
ELSEWHERE = f"""
    /../etc/passwd /%2e%2e/%2e%2e/etc/passwd /..%2f..%2fetc%2fpasswd //etc/passwd /./.././etc/passwd
    {PARTS}/../../../../etc/passwd {PARTS}/..%2f..%2fpage.py {PARTS}/ {PARTS} {PARTS}/. {PARTS}/%2e%2e
    {PARTS}/../../{TEMPLATE} {PARTS}/..%2f..%2f{quote(TEMPLATE, "")} {PARTS}/%2e%2e/%2e%2e/{TEMPLATE}
    {PARTS}/{quote(str(CODE / TEMPLATE), "")} {PARTS}/{quote(str(CODE / TEMPLATE))}
    {PARTS}/%00 {PARTS}/%00.js {PARTS}/page.css%00 {PARTS}/page.css%00.js {PARTS}/{300 * "a"}.js
    {PARTS}/{"a/" * 3000}a.js {PARTS}/%ff.js {PARTS}/page.css/x.js {PARTS}/%ed%a0%80.js {PARTS}//etc/passwd
    {PLOTLY}/..%5c..%5cetc {PLOTLY}/%00.js {PLOTLY}/datasets /fieldwork/parts/x/page.css /fieldwork/parts/
    /fieldwork/ /fieldwork/nothing/x/y /accounts.json /data/accounts.json /ledger/ /inbox/ /snapshots/
    /snapshots/CURRENT /.git/config /panel%00 /panel/../panel.ipynb /PANEL /panel/ /panel;x /pa%6eel.ipynb
"""  # files that no address leads to
HEADER, OURS = "a: b\r\n", "Host: 127.0.0.1\r\n"
BROKEN = [  # what is no HTTP, or two things at once
    "GET / HTTP/1.1\r\n\r\n",
    "GET /\r\n\r\n",
    "\0\0\0\0\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "\x16\x03\x01\x02\0\x01\0\x01" + 500 * "\0",
    f"GET / HTTP/1.1\r\n{OURS}Host: evil\r\n\r\n",
    f"GET / HTTP/9.9\r\n{OURS}\r\n",
    f"GET / HTTP/1.1\n{OURS} folded: x\n\n",
    f"GET / HTTP/1.1\r\n{OURS}X: {200_000 * 'a'}\r\n\r\n",
    f"GET /{200_000 * 'a'} HTTP/1.1\r\n{OURS}\r\n",
    f"GET / HTTP/1.1\r\n{OURS}{20_000 * HEADER}\r\n",
    f"POST /sign-in HTTP/1.1\r\n{OURS}Content-Length: -1\r\n\r\n",
    f"POST /sign-in HTTP/1.1\r\n{OURS}Content-Length: 99999999999\r\n\r\n",
    f"POST /sign-in HTTP/1.1\r\n{OURS}Content-Length: 3\r\nContent-Length: 9\r\n\r\nabcGET /",
    f"POST /sign-in HTTP/1.1\r\n{OURS}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /",
    f"POST /sign-in HTTP/1.1\r\n{OURS}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
]
FRAMES = [  # from a page, on a line where nothing is read
    json.dumps({"kind": "pulse", "snapshot": "x"}),
    json.dumps({"header": {"msg_type": "execute_request"}, "content": {"code": "import os; os._exit(1)"}}),
    json.dumps({"header": {"msg_type": "shutdown_request"}, "content": {"restart": True}}),
    json.dumps({"method": "update", "state": {"filters": "x"}}),
    100_000 * b"\0",
    "",
    "\0",
    50_000 * "[",
]


class Client:
    """Sends what it is told to, byte for byte, with the cookies of whom it has signed in as."""

    def __init__(self, served, role=None):
        self.port, self.url, self.cookies = served.port, served.url, {}
        if role:
            self.ask("GET", "/sign-in")
            fields = {
                "role": role,
                "password": served.options["passwords"][role],
                "_xsrf": self.token,
            }
            assert self.ask("POST", "/sign-in", FORM, urlencode(fields).encode())[0] == 303

    @property
    def session(self):
        """(name, value) of the cookie that says who this is."""
        return next((name, value) for name, value in self.cookies.items() if name.startswith("fieldwork-"))

    @property
    def token(self):
        """What our forms carry, '' where none was shown."""
        return self.cookies.get("_xsrf-fieldwork", "")

    def ask(self, method, target, headers=None, body=b""):
        """(status, what came)"""
        given = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": self.cookie,
            "Content-Length": len(body),
            **(headers or {}),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        with closing(socket.create_connection(("127.0.0.1", self.port), ENOUGH)) as line:
            line.sendall(f"{method} {target} HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode() + body)
            answer = HTTPResponse(line, method=method)
            answer.begin()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read()

    def capture(self, entry, page, id=None, **fields):
        sent = {"_xsrf": self.token, "entry": entry, "id": id or str(uuid4()), **fields}
        return self.ask("POST", f"/{page}/capture", FORM, urlencode(sent).encode())

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def figures(self, page):
        status, came = self.ask("GET", f"/{page}/figures")
        assert status == 200, page
        return came

    def send(self, data):
        """All that comes back for these bytes, until the server closes or says no more."""
        with closing(socket.create_connection(("127.0.0.1", self.port), ENOUGH)) as line:
            with suppress(OSError):  # it may close before it has heard all
                line.sendall(data)
                line.shutdown(socket.SHUT_WR)
            came = b""
            with suppress(ConnectionResetError):
                while piece := line.recv(65536):
                    came += piece
            return came

    def live(self, page):
        return connect(
            f"{self.url.replace('http', 'ws')}{page}/live", additional_headers={"Cookie": self.cookie}
        )


@pytest.fixture(scope="module")
def locked(server, drawn, tmp_path_factory):
    """A server where each role signs in, and where no kernel ends because nobody looks for a while."""
    running = server(drawn, tmp_path_factory.mktemp("locked"), passwords=PASSWORDS, alone=3600)
    yield running
    running.stop()


@pytest.fixture
def unmoved(locked):
    """Fails the test where the server, a kernel, or what the lead sees has changed meanwhile."""
    lead, pages = Client(locked, "lead"), ("today", "key_questions", "panel")
    saw = {page: lead.figures(page) for page in pages}
    kernels = locked.kernels()
    with lead.live("key_questions") as line:
        yield
        locked.pulse(line)
    assert locked.process.poll() is None
    assert kernels <= locked.kernels()
    assert {page: lead.figures(page) for page in pages} == saw


@pytest.mark.parametrize("role", ["team", "deputy", "wall", None])
def test_the_lead_s_screen_is_nobody_else_s_by_any_way(locked, unmoved, role):
    client = Client(locked, role)
    for name in ("panel", "panel/figures", "panel/capture"):
        for method in ("GET", "HEAD", "POST"):
            assert client.ask(method, f"/{name}")[0] == 403, (method, name)
    entry = {"_xsrf": client.token, "entry": "panel_decision", "id": str(uuid4())}
    for page in ("panel", "today"):
        assert client.ask("POST", f"/{page}/capture", FORM, urlencode(entry).encode())[0] in (400, 403)
    with pytest.raises(InvalidStatus) as refused:
        client.live("panel")
    assert refused.value.response.status_code == 403


def test_what_is_asked_for_elsewhere_lies_beside_what_is_served(locked):
    """So that a 404 of it proves something."""
    assert (CODE / TEMPLATE).is_file()
    for asset in (f"{PARTS}/page.css", f"{PLOTLY}/plotly.min.js"):
        assert Client(locked).ask("GET", asset)[0] == 200


@pytest.mark.parametrize("role", ["lead", "team", None])
def test_nothing_of_jupyter_s_is_there_for_anybody(locked, unmoved, role):
    client = Client(locked, role)
    for target in f"{JUPYTERS} {ELSEWHERE}".split():
        for method in ("GET", "POST", "DELETE"):
            status, came = client.ask(method, target)
            assert 400 <= status < 500 or (role, status, target) == ("lead", 301, "/panel/"), (
                method,
                target,
                status,
            )
            assert b"root:" not in came


def test_no_cookie_makes_a_lead_of_the_team(locked, unmoved):
    team, lead, chance = Client(locked, "team"), Client(locked, "lead"), random.Random(7)
    (name, mine), (_, theirs) = team.session, lead.session
    forged = [
        "",
        "lead",
        '"lead"',
        mine.replace("team", "lead"),
        theirs[:-1],
        theirs + "0",
        f"{theirs[:-64]}{mine[-64:]}",
    ]
    forged += [theirs.replace("|", "|1:0|", 1), theirs.replace("2|", "1|", 1), quote(theirs) * 2, "2|" * 2000]
    for _ in range(100):
        place = chance.randrange(len(mine))
        forged.append(mine[:place] + chance.choice("0123456789abcdef|:") + mine[place + 1 :])
    for cookie in forged:
        team.cookies[name] = cookie
        assert team.ask("GET", "/panel/figures")[0] == 403, cookie
    assert lead.ask("GET", "/panel/figures")[0] == 200


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(locked, unmoved):
    lead = Client(locked, "lead")
    name, copied = lead.session
    sent = urlencode({"_xsrf": lead.token}).encode()
    assert lead.ask("POST", "/sign-out", FORM, sent)[0] == 303
    lead.cookies[name] = copied
    for target in ("/panel/figures", "/panel/live", "/today/capture"):
        assert lead.ask("GET", target)[0] == 403, target


def test_no_script_and_no_other_site_s_page_gets_at_a_cookie(locked):
    with urlopen(f"{locked.url}sign-in", timeout=ENOUGH) as answer:  # noqa: S310
        [line] = answer.headers.get_all("Set-Cookie")
    name, *about = line.split("; ")
    assert name.startswith("_xsrf-fieldwork=")  # a notebook server on this machine has its own
    assert set(about) == {"HttpOnly", "SameSite=Strict", "Path=/"}


@pytest.mark.parametrize(
    "header", ["Remote-User", "X-Forwarded-User", "X-Remote-User", "X-JupyterHub-User", "Authorization"]
)
def test_no_header_says_who_one_is(locked, header):
    for value in ("lead", "Basic bGVhZDpsZWFk", "token lead"):
        assert Client(locked).ask("GET", "/panel/figures", {header: value})[0] == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FIELDWORK"])
def test_a_page_is_read_and_an_entry_posted_and_nothing_else_is_done(locked, unmoved, method):
    lead = Client(locked, "lead")
    for target in (
        "/",
        "/panel",
        "/panel/figures",
        "/panel/capture",
        "/panel/live",
        "/sign-in",
        "/fieldwork/alive",
    ):
        assert lead.ask(method, target)[0] in (403, 404, 405), target


def test_another_site_s_page_can_do_nothing_with_the_lead_s_cookie(locked, unmoved):
    lead = Client(locked, "lead")
    entry = urlencode({"_xsrf": lead.token, "entry": "note", "id": str(uuid4()), "note": "x"}).encode()
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{locked.port + 1}"):
        assert lead.ask("POST", "/today/capture", {**FORM, "Origin": origin}, entry)[0] == 403
        assert lead.ask("POST", "/sign-out", {**FORM, "Origin": origin}, entry)[0] == 403
    without = urlencode({"entry": "note", "id": str(uuid4()), "note": "x"}).encode()
    assert lead.ask("POST", "/today/capture", FORM, without)[0] == 403
    assert lead.ask("GET", "/panel", {"Host": "evil.example"})[0] == 421


def test_what_is_no_http_ends_its_own_line_only(locked, unmoved):
    for sent in BROKEN:
        came = Client(locked).send(sent.encode("latin-1"))
        assert b" 200 " not in came.partition(b"\r\n")[0]
        assert b"Traceback" not in came


def test_what_a_page_sends_closes_its_own_line_only(locked, unmoved):
    team = Client(locked, "team")
    for frame in FRAMES:
        with team.live("key_questions") as line:
            line.send(frame)
            with pytest.raises(ConnectionClosed):
                await_end(line)


def test_no_word_of_an_address_is_run_or_told_again(locked, unmoved, tmp_path):
    team, mark = Client(locked, "team"), tmp_path / "ran"
    words = [
        f"__import__('pathlib').Path('{mark}').touch()",
        f"$(touch {mark})",
        f"`touch {mark}`",
        f"'; copy (select 1) to '{mark}'; --",
        "'; drop table received; --",
        "{{ 7 * 191 }}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "\u202e%s%n\0",
        1900 * "a",
    ]
    for page in ("today", "key_questions", "completion", "meetings", "arrivals"):
        for word in words:
            for name in ("tier1", "sample", "as_at", "standard", "nothing", word):
                status, came = team.ask("GET", f"/{page}/figures?{quote(name)}={quote(word)}")
                assert status in (200, 400, 414)
                shown = json.loads(gzip.decompress(came))["html"] if status == 200 else came.decode()
                assert not re.search("<script|1337|Traceback|root:", shown)
    assert not mark.exists()


def test_a_form_writes_its_one_file_or_none(locked, unmoved):
    lead, folder = Client(locked, "lead"), locked.declared.parent
    token, before = lead.token, files(folder)
    good = {"_xsrf": token, "entry": "note", "id": str(uuid4()), "note": "x"}
    wrong = [
        *({"id": id} for id in ("../../outside", "/etc/x", "", "\0", f"{good['id']}\n")),
        *({"entry": entry} for entry in ("../note", "undo", "__class__", "")),
        *({"note": note} for note in ("", 4001 * "a", 70_000 * "a")),
        {"path": "/etc/x"},
        {"note__": "x"},
        {"question": "=1+1"},
        {"case_id": "../x"},
    ]
    for change in wrong:
        status, _ = lead.ask("POST", "/today/capture", FORM, urlencode({**good, **change}).encode())
        assert 400 <= status < 500, change
    for body in (
        b"\xff=\xfe",
        b"&" * 50_000,
        b"{}",
        b"--x\r\nContent-Disposition: form-data; name=a; filename=/etc/x\r\n\r\n",
    ):
        for kind in (*FORM.values(), "multipart/form-data; boundary=x", "application/json"):
            status, _ = lead.ask("POST", "/today/capture", {"Content-Type": kind, "X-XSRFToken": token}, body)
            assert 400 <= status < 500, (kind, body)
    assert files(folder) == before
    assert lead.ask("POST", "/today/capture", FORM, urlencode(good).encode())[0] == 200
    [written] = [name for name in files(folder) - before if name.endswith(".csv")]
    assert re.fullmatch(rf"data/inbox/captured/\S+ note {good['id']}\.csv", written)


def test_nobody_takes_back_what_another_role_wrote(server, drawn, tmp_path):
    served = server(drawn, tmp_path, passwords=PASSWORDS)
    lead, setup = Client(served, "lead"), sync.load(str(served.declared))
    decision = {"question": "1.1", "rating": "Good", "reason": "Because of Quicksilver"}

    def is_decided():
        sync.once(setup, lambda: datetime.now(UTC))
        with database.open_snapshot(database.current(setup.inspection.folders)) as snapshot:
            [row] = snapshot.rows("select panel_rating from decided_standards where standard = '1.1'")
        return row["panel_rating"] == "Good"

    try:
        id = str(uuid4())
        assert lead.capture("panel_decision", "panel", id, **decision)[0] == 200
        assert is_decided()
        for role in ("team", "deputy"):
            for page in ("today", "panel"):
                status, said = Client(served, role).capture("withdrawal", page, withdraws=id)
                assert (status, b"another role" in said) == ((422, True) if page == "today" else (403, False))
        assert is_decided()
        assert lead.capture("withdrawal", "panel", withdraws=id)[0] == 200
        assert not is_decided()
    finally:
        served.stop()


def await_end(line):
    while True:
        line.recv(timeout=ENOUGH)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}

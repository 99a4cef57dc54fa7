"""What passes the door and what does not: asked over a socket, as a browser or an attacker would."""

import asyncio
import json
import logging
import threading
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import argon2
import jinja2
import pytest
from jupyter_server.base.handlers import JupyterHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, create_signed_value
from tornado.websocket import WebSocketHandler
from voila.voila_identity_provider import VoilaIdentityProvider

import fieldwork
from fieldwork.errors import ServingError
from fieldwork.serving.door import (
    Accounts,
    Door,
    Guarded,
    MissingHandler,
    Open,
    Proxied,
    Role,
    Signed,
    read_users,
    refuse_address,
    routes,
)
from fieldwork.serving.door import accounts as accounts_module
from fieldwork.serving.door.brake import Brake
from fieldwork.serving.door.signing import path_here

BASE = "/inspections/"
RIGHT = "correct horse battery"
TEMPLATES = Path(fieldwork.__file__).parent / "serving/jupyter/voila/templates/fieldwork"
HEADERS = {"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff"}
PAGE = {"Accept": "text/html"}
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


class Page(Guarded, RequestHandler):
    def get(self) -> None:
        self.write(f"seen by {self.role}")

    post = get


class Socket(Guarded, WebSocketHandler):
    def on_message(self, message: str | bytes) -> None:
        raise NotImplementedError


class JupyterPage(Guarded, JupyterHandler):  # type: ignore[misc]
    def get(self) -> None:
        self.write(f"seen by {self.role}, who is {self.current_user.name} to Jupyter")


class Broken(Guarded, RequestHandler):
    def get(self) -> None:
        raise RuntimeError(f"case {self.get_argument('case', '')} is at fault")


class Clock:
    """Time that passes when it is told to, or when somebody waits."""

    def __init__(self) -> None:
        self.now, self.waited = 1_800_000_000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


class Site:
    """A small server with our routes, in a thread of its own; `get` and `post` ask it."""

    def __init__(self, door: Door, clock: Clock, proxied: bool = False) -> None:
        self.cookies = SimpleCookie()
        settings = {
            "door": door,
            "base_url": BASE,
            "headers": HEADERS,
            "default_handler_class": MissingHandler,
            "voila_jinja2_env": jinja2.Environment(
                loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True
            ),
            "identity_provider": VoilaIdentityProvider(token=""),
            "cookie_secret": "of Jupyter",
            "log_function": lambda handler: None,
        }
        ours = [("page", Page), ("socket", Socket), ("jupyter", JupyterPage), ("broken", Broken)]
        handlers = [(BASE + name, handler) for name, handler in ours]
        self.application = Application([*routes(BASE, Brake(clock, clock.wait)), *handlers], **settings)
        self._proxied, self._ready = proxied, threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._ready.wait()

    async def _serve(self) -> None:
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
        server = HTTPServer(self.application, xheaders=self._proxied)
        server.add_sockets(sockets)
        self._ready.set()
        await self._ended.wait()
        server.stop()
        await server.close_all_connections()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def get(self, name: str, **headers: str) -> "Answer":
        return self._ask("GET", name, None, {**PAGE, **headers})

    def post(self, name: str, fields: dict[str, str], **headers: str) -> "Answer":
        form = {"Content-Type": "application/x-www-form-urlencoded", **PAGE, **headers}
        return self._ask("POST", name, urlencode(fields), form)

    def sign_in(self, role: str = "lead", password: str = RIGHT, **fields: str) -> "Answer":
        """As a browser: open the page, send its form back with its token."""
        self.get("sign-in")
        token = self.cookies["_xsrf"].value
        return self.post("sign-in", {"role": role, "password": password, "_xsrf": token, **fields})

    def session(self) -> str:
        return next(name for name in self.cookies if name.startswith("fieldwork-"))

    def _ask(self, method: str, name: str, body: str | None, headers: dict[str, str]) -> "Answer":
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = "; ".join(f"{name}={morsel.coded_value}" for name, morsel in self.cookies.items())
        given = {key.replace("_", "-"): value for key, value in headers.items()}
        connection.request(method, BASE + name, body, {"Cookie": sent, **given})
        answer = Answer(connection.getresponse())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        return answer


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.body = "" if response.status == 101 else response.read().decode("utf-8")

    @property
    def cookie_line(self) -> str:
        lines = self.headers.get_all("Set-Cookie") or []
        return next(line for line in lines if line.startswith("fieldwork-"))


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        accounts_module, "_HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    kept = Accounts(tmp_path / "accounts.json")
    kept.set(Role.LEAD, RIGHT)
    return kept


@pytest.fixture
def sites():
    """Start sites that end with the test."""
    started: list[Site] = []

    def start(door: Door, clock: Clock, proxied: bool = False) -> Site:
        started.append(Site(door, clock, proxied))
        return started[-1]

    yield start
    for site in started:
        site.stop()


@pytest.fixture
def site(sites, accounts: Accounts, clock: Clock) -> Site:
    return sites(Signed(accounts, clock), clock)


def test_a_page_without_a_role_leads_to_the_sign_in_and_back(site: Site) -> None:
    led = site.get("page?tier1=A%26B")
    assert (led.status, led.headers["Location"]) == (
        302,
        f"{BASE}sign-in?next=%2Finspections%2Fpage%3Ftier1%3DA%2526B",
    )
    assert (
        'value="/inspections/page?tier1=A%26B"'
        in site._ask("GET", led.headers["Location"].removeprefix(BASE), None, PAGE).body
    )
    back = site.sign_in(next="/inspections/page?tier1=A%26B")
    assert (back.status, back.headers["Location"]) == (303, "/inspections/page?tier1=A%26B")
    assert site.get("page").body == "seen by lead"


@pytest.mark.parametrize(
    "headers", [{"Accept": "*/*"}, {"Accept": "text/html", "Sec-Fetch-Mode": "cors"}, UPGRADE]
)
@pytest.mark.parametrize("name", ["page", "socket", "jupyter"])
def test_what_is_no_page_is_told_to_sign_in_again(site: Site, name: str, headers: dict[str, str]) -> None:
    refused = site.get(name, **headers)
    assert (refused.status, refused.body) == (403, "Sign in again.")
    assert refused.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_post_without_a_role_is_not_led_anywhere(site: Site) -> None:
    assert (site.post("page", {}).status, site.post("page", {}, Accept="*/*").body) == (403, "Sign in again.")


def test_a_role_opens_pages_websockets_and_what_is_jupyters(site: Site) -> None:
    site.sign_in()
    assert site.get("page").body == "seen by lead"
    assert site.get("socket", **UPGRADE).status == 101
    assert site.get("jupyter").body.startswith("seen by lead, who is ")


def test_the_cookie_is_kept_from_scripts_other_sites_and_other_paths(
    site: Site, sites, accounts, clock
) -> None:
    line = site.sign_in().cookie_line
    for part in ("HttpOnly", "SameSite=Strict", f"Path={BASE}", "Max-Age=43200"):
        assert part in line
    assert "Secure" not in line
    assert RIGHT not in line


@pytest.mark.parametrize(("behind_a_proxy", "secure"), [(True, True), (False, False)])
def test_the_cookie_is_for_https_only_where_a_known_proxy_says_so(
    sites, accounts: Accounts, clock: Clock, behind_a_proxy: bool, secure: bool
) -> None:
    site = sites(Signed(accounts, clock), clock, proxied=behind_a_proxy)
    site.get("sign-in")
    form = {"role": "lead", "password": RIGHT, "_xsrf": site.cookies["_xsrf"].value}
    assert ("Secure" in site.post("sign-in", form, X_Forwarded_Proto="https").cookie_line) is secure


def test_a_session_ends_after_twelve_hours(site: Site, clock: Clock) -> None:
    site.sign_in()
    clock.now += 12 * 3600 - 1
    assert site.get("page").status == 200
    clock.now += 2
    assert site.get("page").status == 302


def test_a_new_password_ends_the_sessions_of_its_role_only(site: Site, accounts: Accounts) -> None:
    accounts.set(Role.TEAM, "the team's password")
    site.sign_in("team", "the team's password")
    from_outside = Accounts(accounts.path)
    from_outside.set(Role.LEAD, "another one entirely")
    assert site.get("page").body == "seen by team"
    from_outside.set(Role.TEAM, "the team's password")
    assert site.get("page").status == 302


def test_no_session_outlives_the_file(site: Site, accounts: Accounts) -> None:
    site.sign_in()
    accounts.path.unlink()
    assert site.get("page").status == 302


def test_a_file_that_cannot_be_read_lets_nobody_in(site: Site, accounts: Accounts) -> None:
    site.sign_in()
    accounts.path.write_text("{")
    assert site.get("page").status == 500


def test_a_cookie_that_was_altered_or_made_elsewhere_opens_nothing(
    site: Site, accounts: Accounts, clock: Clock, tmp_path: Path
) -> None:
    accounts.set(Role.TEAM, "the team's password")
    site.sign_in("team", "the team's password")
    name, good = site.session(), site.cookies[site.session()].value
    other = Accounts(tmp_path / "other" / "accounts.json")
    other.set(Role.TEAM, "the team's password")
    lead = f"lead {accounts.fingerprint(Role.LEAD)}"
    forged = [
        "",
        "team",
        good[:-1] + ("0" if good[-1] != "0" else "1"),
        good.replace("|", "|x", 1),
        create_signed_value(other.secret, name, lead, version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, "another", lead, version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, name, lead, version=1, clock=clock).decode(),
        create_signed_value(accounts.secret, name, "deputy None", version=2, clock=clock).decode(),
        create_signed_value(accounts.secret, name, "king x", version=2, clock=clock).decode(),
    ]
    for value in forged:
        site.cookies[name] = value
        assert site.get("page").status == 302, value
    site.cookies[name] = good
    assert site.get("page").status == 200


def test_signing_out_ends_the_session_of_this_browser(site: Site) -> None:
    site.sign_in()
    assert site.post("sign-out", {}).status == 403
    left = site.post("sign-out", {"_xsrf": site.cookies["_xsrf"].value})
    assert (left.status, left.headers["Location"]) == (303, f"{BASE}sign-in")
    assert f"Path={BASE}" in left.cookie_line
    assert site.get("page").status == 302
    assert site.get("sign-out").status == 405


def test_a_wrong_password_is_told_in_the_same_words_as_a_role_without_one(site: Site) -> None:
    wrong, nobody = site.sign_in("lead", "not this one, no"), site.sign_in("deputy", RIGHT)
    assert (wrong.status, nobody.status) == (401, 401)
    said = [answer.body.partition('role="alert"')[2].partition("</p>")[0] for answer in (wrong, nobody)]
    assert said[0] == said[1]
    assert "not the password of this role" in said[0]
    assert "not this one" not in wrong.body
    assert 'value="deputy" required checked' in nobody.body
    assert not any(name.startswith("fieldwork-") for name in site.cookies)


@pytest.mark.parametrize("fields", [{"role": "king"}, {"role": ""}])
def test_a_role_that_is_none_is_not_understood(site: Site, fields: dict[str, str]) -> None:
    assert site.sign_in(**fields).status == 400


def test_a_form_that_is_not_ours_signs_nobody_in(site: Site) -> None:
    site.get("sign-in")
    assert site.post("sign-in", {"role": "lead", "password": RIGHT}).status == 403
    assert site.post("sign-in", {"role": "lead", "password": RIGHT, "_xsrf": "2|1|2|3"}).status == 403


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/elsewhere",
        "/inspections/\r\nSet-Cookie: x=y",
        "/inspections/\\..\\..\\\\evil.example",
        "",
    ],
)
def test_after_the_sign_in_the_way_leads_nowhere_else(site: Site, wanted: str) -> None:
    assert path_here(wanted, "/") in ("/", "/elsewhere")
    location = site.sign_in(next=wanted).headers["Location"]
    assert location.startswith(BASE)
    assert "\\" not in location


def test_what_the_address_says_stands_on_the_page_as_text(site: Site) -> None:
    shown = site.get('sign-in?next=/inspections/"><script>alert(1)</script>'.replace(" ", "%20")).body
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost."]
)
@pytest.mark.parametrize("name", ["page", "sign-in", "jupyter", "nothing"])
def test_another_sites_name_gets_no_answer(site: Site, host: str, name: str) -> None:
    site.sign_in()
    refused = site.get(name, Host=host.format(port=site.port))
    assert refused.status == 421
    assert "evil" not in refused.body
    assert "Content-Security-Policy" in refused.headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "[::1]", "[::1]:8866", "127.0.0.1"])
def test_our_own_names_are_answered_by_any_port(site: Site, host: str) -> None:
    assert site.get("sign-in", Host=host).status == 200


def test_a_name_that_the_settings_give_is_answered(site: Site) -> None:
    site.application.settings["hosts"] = {"figures.example"}
    assert site.get("sign-in", Host="figures.example").status == 200
    assert site.get("sign-in").status == 421


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:{port}", 101),
        ("http://evil.example", 403),
        ("http://127.0.0.1:1", 403),
        ("http://127.0.0.1", 403),
        ("null", 403),
        ("http://127.0.0.1:{port}.evil.example", 403),
        ("http://127.0.0.1:{port}@evil.example", 403),
    ],
)
def test_only_our_own_pages_open_a_websocket(site: Site, origin: str, status: int) -> None:
    site.sign_in()
    assert site.get("socket", **UPGRADE, Origin=origin.format(port=site.port)).status == status


def test_another_sites_form_is_refused_even_with_a_role(site: Site) -> None:
    site.sign_in()
    assert site.post("page", {}).status == 200
    assert site.post("page", {}, Origin="http://127.0.0.1:1").status == 403


@pytest.mark.parametrize("name", ["page", "sign-in", "nothing", "broken", "jupyter", "socket"])
def test_every_answer_has_our_headers_and_not_the_servers_name(site: Site, name: str) -> None:
    for _ in ("without", "with"):
        answer = site.get(name)
        assert {key: answer.headers[key] for key in HEADERS} == HEADERS
        assert "Server" not in answer.headers
        site.sign_in()


def test_a_fault_shows_and_logs_nothing_of_what_was_asked(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site.sign_in()
    site.sign_in("lead", "not this one, no")
    broken = site.get("broken?case=0117")
    assert broken.status == 500
    assert "could not be made" in broken.body
    assert "<main>" in broken.body
    for secret in ("Traceback", "0117", "RuntimeError", str(TEMPLATES.parents[5])):
        assert secret not in broken.body
    assert "RuntimeError" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)
    for secret in ("0117", RIGHT, "not this one"):
        assert secret not in ours


def test_what_is_not_there_is_said_in_plain_words(site: Site) -> None:
    assert "There is no such page." in site.get("nothing").body
    assert site.get("nothing", Accept="*/*").body == "There is no such page."


def test_wrong_passwords_wait_longer_and_longer_and_a_right_one_is_free_again(
    site: Site, clock: Clock
) -> None:
    for _ in range(9):
        assert site.sign_in("lead", "not this one, no").status == 401
    assert clock.waited == [1, 2, 4, 8]
    assert site.sign_in().status == 303
    assert clock.waited == [1, 2, 4, 8, 16]
    site.sign_in()
    assert clock.waited == [1, 2, 4, 8, 16]


def test_nobody_signs_in_where_the_door_stands_open(sites, clock: Clock) -> None:
    site = sites(Open(Role.DEPUTY), clock)
    assert site.get("page").body == "seen by deputy"
    assert site.get("sign-in").status == 404


def test_the_proxys_word_counts_for_the_users_that_have_a_role(sites, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text(json.dumps({"li@example.org": "lead", "": "lead"}))
    site = sites(Proxied("X-Forwarded-User", read_users(tmp_path / "users.json")), clock)
    assert site.get("page", X_Forwarded_User="li@example.org").body == "seen by lead"
    for nobody in ("other@example.net", "", "li@example.org,li@example.org", "LEAD"):
        refused = site.get("page", X_Forwarded_User=nobody)
        assert refused.status == 403
        assert "Ask its lead inspector" in refused.body
    assert site.get("page").status == 403


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("{", "cannot be read"),
        ('["lead"]', "cannot be read"),
        ('{"li@example.net": "leed"}', "did you mean lead?"),
    ],
)
def test_a_file_of_users_that_is_unfit_is_refused_and_names_nobody(
    tmp_path: Path, said: str, hint: str
) -> None:
    (tmp_path / "users.json").write_text(said)
    with pytest.raises(ServingError) as refused:
        read_users(tmp_path / "users.json")
    assert hint in str(refused.value)
    assert "example.net" not in str(refused.value)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machines_own_address_needs_no_login(address: str) -> None:
    refuse_address(address, Open(Role.LEAD))
    refuse_address(address, Proxied("X-Forwarded-User", {}))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "", "*", "figures.example"])  # noqa: S104
def test_another_address_needs_a_login_and_the_refusal_says_what_to_do(
    address: str, accounts: Accounts
) -> None:
    with pytest.raises(ServingError, match=r"fieldwork passwd.* TLS"):
        refuse_address(address, Open(Role.LEAD))
    with pytest.raises(ServingError, match="listens on 127"):
        refuse_address(address, Proxied("X-Forwarded-User", {}))
    refuse_address(address, Signed(accounts))


def test_a_door_that_nobody_could_pass_is_not_hung(tmp_path: Path) -> None:
    with pytest.raises(ServingError, match="fieldwork passwd"):
        Signed(Accounts(tmp_path / "accounts.json"))


def test_each_role_sees_what_the_lesser_ones_see() -> None:
    seen = {role: [other for other in Role if role.sees(other)] for role in Role}
    assert seen == {
        Role.WALL: [Role.WALL],
        Role.TEAM: [Role.WALL, Role.TEAM],
        Role.DEPUTY: [Role.WALL, Role.TEAM, Role.DEPUTY],
        Role.LEAD: [Role.WALL, Role.TEAM, Role.DEPUTY, Role.LEAD],
    }

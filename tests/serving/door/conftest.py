"""A small server behind the door, asked over a socket as a browser or an attacker would."""

import asyncio
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
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler
from voila.voila_identity_provider import VoilaIdentityProvider

import fieldwork
from fieldwork.serving.door import (
    Accounts,
    Door,
    Guarded,
    MissingHandler,
    Role,
    Signed,
    routes,
)
from fieldwork.serving.door import accounts as accounts_module
from fieldwork.serving.door.brake import Brake

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

    base, password, headers = BASE, RIGHT, HEADERS

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

    def open_socket(self, **headers: str) -> "Answer":
        return self.get("socket", **UPGRADE, **headers)

    def session(self) -> str:
        return next(name for name in self.cookies if name.startswith("fieldwork-"))

    def _ask(self, method: str, name: str, body: str | None, headers: dict[str, str]) -> "Answer":
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
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


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        accounts_module, "_HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, quick_hashes: None) -> Accounts:
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

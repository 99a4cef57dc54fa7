"""What every request passes before a page is made: a name that is ours, no foreign page behind it, a role."""

import logging
import traceback
from inspect import isawaitable
from types import TracebackType
from typing import Any

from tornado.web import HTTPError, RequestHandler

from fieldwork.serving.door.doors import Door, base_url
from fieldwork.serving.door.roles import Role

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAID = {
    400: "The server does not understand what was sent.",
    403: "This is not open to you.",
    404: "There is no such page.",
    405: "This cannot be done here.",
    421: "The server does not go by this name. Use the address that it printed when it started.",
    429: "Too many tries. Wait a minute, then try again.",
    500: "The page could not be made. Load it again; if that does not help, run fieldwork doctor.",
    503: "The server is busy. Load the page again in a minute.",
}


class Answering(RequestHandler):
    """Put before any handler of ours: it answers to our own names only, with our headers, in plain words.

    Settings: `headers`, on every answer; `hosts`, the names without port that we go by (LOCAL_HOSTS);
    `voila_jinja2_env`, which has error.html.
    """

    async def prepare(self) -> None:
        """421 where the Host header is none of ours: another site's name that was pointed at this machine.

        403 where a page of another origin opens a websocket, or asks for more than to read.
        """
        if self.request.host_name not in self.settings.get("hosts", LOCAL_HOSTS):
            raise HTTPError(421)
        if (self._is_websocket() or self.request.method not in ("GET", "HEAD")) and not self.check_origin():
            raise HTTPError(403)
        await self.enter()

    async def enter(self) -> None:
        """What the handler behind us prepares."""
        prepared: object = super().prepare()
        if isawaitable(prepared):
            await prepared

    def check_origin(self, origin: str | None = None) -> bool:
        """Whether the page behind the request is ours, by its port too: other programs have the others.

        Browsers always name the origin where this is asked; what is no browser can be led astray by no page.
        """
        origin = origin or self.request.headers.get("Origin")
        return origin is None or origin.lower().partition("://")[2] == self.request.host.lower()

    def is_our_form(self) -> bool:
        """Whether what is sent comes from a form that we gave to this browser."""
        try:
            self.check_xsrf_cookie()
        except HTTPError:
            return False
        return True

    def set_cookie(self, name: str, value: str | bytes, *where: Any, **options: Any) -> None:
        """As tornado does; for https only where the browser speaks it, as a proxy that is believed says."""
        super().set_cookie(name, value, *where, **{"secure": self.request.protocol == "https", **options})

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.clear_header("Server")
        for name, value in self.settings.get("headers", {}).items():
            self.set_header(name, value)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """One plain sentence; nothing of the request or the fault is in it."""
        self.say(status_code, _SAID.get(status_code, _SAID[500 if status_code >= 500 else 400]))

    def say(self, status: int, sentence: str) -> None:
        """End with `sentence`: as a page where a person asked for one, else as text."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        environment = self.settings.get("voila_jinja2_env")
        if environment and self.is_page():
            page = environment.get_template("error.html")
            self.finish(page.render(status_code=status, status_message=sentence, base_url=base_url(self)))
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(sentence)

    def is_page(self) -> bool:
        """Whether a person asked, by an address or a form, rather than a script of a page."""
        if self._is_websocket():
            return False
        mode = self.request.headers.get("Sec-Fetch-Mode")  # sent over https and on this machine only
        return mode == "navigate" if mode else "text/html" in self.request.headers.get("Accept", "")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Where it failed and with what kind of error; its words and the address may hold a case's values."""
        if typ and not isinstance(value, HTTPError):
            place = "".join(traceback.format_tb(tb))
            logging.getLogger(__name__).error("%s failed: %s\n%s", type(self).__name__, typ.__name__, place)

    def _is_websocket(self) -> bool:
        return self.request.headers.get("Upgrade", "").lower() == "websocket"


class MissingHandler(Answering):
    """The setting `default_handler_class`: whatever is no route of ours."""

    async def enter(self) -> None:
        raise HTTPError(404)


class Guarded(Answering):
    """Put before a handler that not everybody may use: `role` is set before the handler prepares.

    Settings: `door`, which says who looks. Without a role, a page leads to its way in; all else gets 403.
    """

    role: Role

    async def enter(self) -> None:
        door: Door = self.settings["door"]
        role = await door.role(self)
        if role:
            self.role = role
            await super().enter()
        elif door.signs_in and not (self.is_page() and self.request.method in ("GET", "HEAD")):
            self.say(403, "Sign in again.")
        elif way_in := await door.way_in(self):
            self.set_header("Cache-Control", "no-store")
            self.redirect(way_in)
        else:
            self.say(403, "You have no role in this inspection. Ask its lead inspector for one.")

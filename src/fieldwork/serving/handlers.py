"""What a browser may ask of a screen: its page, the figures of a slice, and the news as they come."""

import html
import json
import mimetypes
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinja2.utils import htmlsafe_json_dumps
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from fieldwork.serving.assets import Assets, compressed, screen_parts
from fieldwork.serving.contents import Content
from fieldwork.serving.door import Answering, Guarded, Signed
from fieldwork.serving.line import Filters
from fieldwork.serving.room import Room
from fieldwork.serving.rooms import Rooms

LOOKS = {"theme": ("light", "dark", "projector"), "text": ("large", "largest"), "keys": ("off",)}
_PLACE = re.compile(r"%%(\w+)%%")  # where the template leaves a place for what differs from viewer to viewer
_LONGEST = 2000  # characters of an address line
_FULL = "As many pages are open as this server allows. When one is closed, this page comes by itself."
NOT_READ, TRY_LATER = 1003, 1013  # why a websocket is closed (RFC 6455)


def _looks(handler: RequestHandler) -> dict[str, str]:
    """How a viewer's pages look, as the address says it: theme, text, or neither."""
    given = {name: handler.get_query_argument(name, "") for name in LOOKS}
    return {name: look for name, look in given.items() if look in LOOKS[name]}


def _address(page: str, looks: Mapping[str, str]) -> str:
    return f"{page}?{urlencode(looks)}" if looks else page


class ScreenHandler(Guarded, RequestHandler):
    """A request about the screen `page`, by a role that may see it."""

    def initialize(self, rooms: Rooms) -> None:
        self.rooms = rooms

    async def enter(self) -> None:
        await super().enter()
        if not self._finished:  # by the door
            self.set_header("Cache-Control", "no-store")
            self.room: Room = self.rooms.enter(self.path_args[0], self.role)

    def filters(self) -> Filters:
        """The filters of the address. The screen refuses what it does not offer."""
        if len(self.request.query) > _LONGEST:
            raise HTTPError(414)
        given = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        return {name: value for name, value in given.items() if value and name not in LOOKS}


class PageHandler(ScreenHandler):
    """GET /<page>: the page, with the figures of the newest snapshot already in it."""

    async def get(self, page: str) -> None:
        if self.rooms.full:
            self.set_header("Refresh", "10")  # it may have met its own line, which closes only now
            self.say(503, _FULL)
            return
        template = await self.room.html()
        content = await self.room.content(self.filters())
        places = self._places(content)
        self.finish(_PLACE.sub(lambda place: places[place[1]], template))

    def _places(self, content: Content) -> dict[str, str]:
        shown = content.data
        rest = {name: value for name, value in shown.items() if name != "html"}
        looks = _looks(self)
        field = '<input type="hidden" form="filters" name="{}" value="{}">'
        return {
            "screen": shown["html"],
            "inspection": html.escape(shown["inspection"]),
            "as_at": html.escape(shown["as_at"] or "–"),
            "shown": str(htmlsafe_json_dumps(rest)),
            "sign_out": self._sign_out(),
            "looks": " ".join(f'data-{name}="{look}"' for name, look in looks.items()),
            "looks_kept": html.escape(_address("", looks)),
            "looks_fields": "".join(field.format(*look) for look in looks.items()),
        }

    def _sign_out(self) -> str:
        if not isinstance(self.settings["door"], Signed):
            return ""
        template = self.settings["voila_jinja2_env"].get_template("signout.html")
        about = {"base_url": self.settings["base_url"], "role": self.role}
        return str(template.render(**about, token=self.xsrf_token.decode("ascii")))


class FiguresHandler(ScreenHandler):
    """GET /<page>/figures: the same slice as JSON, for the page that is open already."""

    async def get(self, page: str) -> None:
        content = await self.room.content(self.filters())
        self.set_header("Content-Type", "application/json")
        self.set_header("Content-Encoding", "gzip")  # there is no browser that does not read it
        self.finish(content.packed)


class LiveHandler(ScreenHandler, WebSocketHandler):
    """GET /<page>/live: signs of life and new snapshots, as they come. What a page sends is not read."""

    def open(self, page: str) -> None:
        if self.rooms.full:
            self.close(TRY_LATER, _FULL)
            return
        self.room.viewers.add(self)
        self.tell(json.dumps({"kind": "version", "version": screen_parts().version}))

    def tell(self, news: str) -> None:
        """Send, unless the page has just gone."""
        try:
            self.write_message(news)
        except WebSocketClosedError:
            self.on_close()

    def on_message(self, message: Any) -> None:
        """A page has nothing to say here."""
        self.close(NOT_READ, "nothing is read here")

    def on_close(self) -> None:
        """The page has gone."""
        self.room.viewers.discard(self)


class AliveHandler(Answering, RequestHandler):
    """GET /fieldwork/alive: the server answers."""

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish("alive")


class HomeHandler(Guarded, RequestHandler):
    """GET /: to the first screen that the role may see, with the same looks."""

    def initialize(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def get(self) -> None:
        pages = self.rooms.of(self.role)
        if not pages:
            self.say(403, "There is no screen for this role yet.")
            return
        self.redirect(_address(pages[0].name, _looks(self)))


class AssetHandler(Answering, RequestHandler):
    """GET /fieldwork/<kind>/<version>/<path>."""

    def initialize(self, kinds: Mapping[str, Assets]) -> None:
        self.kinds = kinds

    def get(self, kind: str, wanted: str, path: str) -> None:
        assets = self.kinds.get(kind)
        file = assets.find(path) if assets and assets.version == wanted else None
        if file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(compressed(file))
        else:
            self.finish(file.read_bytes())

"""Voilà's server, narrowed to our pages: every route there is stands here."""

import asyncio
from collections.abc import Callable, Sequence
from socket import socket
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from voila.app import Voila

from fieldwork.serving import door, ordinary
from fieldwork.serving.assets import compressed, plotly, screen_parts
from fieldwork.serving.capturing import CaptureHandler
from fieldwork.serving.handlers import (
    AliveHandler,
    AssetHandler,
    FiguresHandler,
    HomeHandler,
    LiveHandler,
    PageHandler,
)
from fieldwork.serving.pages import Page
from fieldwork.serving.rooms import Rooms
from fieldwork.serving.shared import Kernels

LARGEST = 1_000_000  # bytes that a browser may send at once


class Dashboards(Voila):
    """Serves `pages` to whom `door` lets in. `shared`: one kernel for each screen and role."""

    pages: Sequence[Page]
    inspection: str  # its path, where entries are captured; '' where none are
    door: door.Door
    hosts: frozenset[str]
    headers: dict[str, str]
    shared: bool
    behind_proxy: bool
    viewers: int
    newest: Callable[[], str]  # the name of the newest snapshot
    sockets: list[socket]
    when_ready: Callable[[], None]

    def init_settings(self) -> dict[str, Any]:  # type: ignore[override]
        """Voilà's, and what our handlers look up."""
        ours = {
            "door": self.door,
            "hosts": self.hosts,
            "headers": self.headers,
            "default_handler_class": door.MissingHandler,
            "compress_response": True,
        }
        return {**super().init_settings(), **ours}  # type: ignore[dict-item]

    def init_handlers(self) -> list[Any]:  # type: ignore[override]
        """Every route there is: what is not here cannot be asked for."""
        self.rooms = Rooms(self.pages, Kernels(self), self.viewers, self.newest)
        rooms = {"rooms": self.rooms}
        kinds = {"parts": screen_parts(), "plotly": plotly()}
        start, page = self.base_url, r"([a-z_]+)"
        routes = [
            (start, HomeHandler, rooms),
            (rf"{start}fieldwork/alive", AliveHandler),
            *door.routes(start),
            *self.door.routes(start),
        ]
        if self.inspection:
            capture = {**rooms, "inspection": self.inspection}
            routes.append((rf"{start}{page}/capture", CaptureHandler, capture))
        if self.shared:
            routes += [
                (rf"{start}{page}", PageHandler, rooms),
                (rf"{start}{page}/figures", FiguresHandler, rooms),
                (rf"{start}{page}/live", LiveHandler, rooms),
            ]
        else:
            routes += ordinary.routes(self, self.pages)
            kinds |= ordinary.assets(self)
        return [*routes, (rf"{start}fieldwork/(\w+)/([\w.]+)/(.+)", AssetHandler, {"kinds": kinds})]

    def listen(self) -> None:
        """Serve the bound sockets until Ctrl-C or SIGTERM; Voilà itself would try other ports."""
        # Behind a proxy, only its headers tell the browser's own protocol and address.
        server = HTTPServer(self.app, xheaders=self.behind_proxy, max_body_size=LARGEST)
        server.add_sockets(self.sockets)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self._open)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()  # type: ignore[no-untyped-call]

    async def _open(self) -> None:
        # The first page would have to wait half a second for it.
        self.ioloop.run_in_executor(None, compressed, plotly().find("plotly.min.js"))
        if self.shared:
            self._care = asyncio.create_task(self.rooms.care())
        self.when_ready()

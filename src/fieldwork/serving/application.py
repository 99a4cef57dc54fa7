"""Voilà's server, narrowed to our pages: no file browser, nothing by the address, nothing from outside."""

import logging
import os
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import RedirectHandler, RequestHandler
from traitlets.config import Config
from voila._version import __version__ as voila_version
from voila.app import Voila, _kernel_id_regex
from voila.request_info_handler import RequestInfoSocketHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from fieldwork import folders
from fieldwork import inspection as inspections
from fieldwork.errors import ServingError
from fieldwork.serving.assets import AssetHandler, Assets, plotly, screen_parts
from fieldwork.serving.kernels import OwnPython, ViewedKernels
from fieldwork.serving.pages import Page, pages

ADDRESS = "127.0.0.1"
_NEEDED_EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
]
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",  # Voilà's bootstrap; anywidget's modules
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def serve(
    inspection: str,
    port: int = 8866,
    open_browser: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the dashboards of `inspection` on 127.0.0.1:`port` until Ctrl-C or SIGTERM, from the main thread.

    `ready` is called once with the address, as soon as a page would draw.
    InspectionError: there is no such inspection. ServingError: the port is taken, or a dashboard is unfit.
    """
    # The kernels inherit it; they run in dashboards/, so a path must hold from there too.
    os.environ["FIELDWORK_INSPECTION"] = str(inspections.load(inspection).path.resolve())
    ours = str(Path(__file__).resolve().parent / "jupyter")
    known = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(dict.fromkeys([ours, *filter(None, known)]))
    dashboards = folders.resources() / "dashboards"
    logging.getLogger("tornado").setLevel(logging.ERROR)  # it remarks on Jupyter's own settings, page by page
    # A shell that starts us in the background has us ignore Ctrl-C; whoever sends it all the same means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    application = Dashboards(config=_config(dashboards, pages(dashboards), port))
    application.sockets = _bind(port)
    application.when_ready = lambda url: _announce(url, open_browser, ready)
    application.initialize([])  # type: ignore[no-untyped-call]
    application.start()  # type: ignore[no-untyped-call]


def _bind(port: int) -> list[socket]:
    """Take the port before anything is started."""
    try:
        return bind_sockets(port, ADDRESS)
    except OSError as error:
        raise ServingError(
            f"{ADDRESS}:{port}",
            "this address is not free.",
            "Another program uses the port, or this user may not.",
            "End the other one, or choose another port with --port.",
        ) from error


def _announce(url: str, open_browser: bool, ready: Callable[[str], None] | None) -> None:
    if ready:
        ready(url)
    if open_browser:
        webbrowser.open(url)


def _config(dashboards: Path, shown: list[Page], port: int) -> Config:
    """Voilà's settings. `resources.fieldwork` is what the template knows about the pages."""
    config = Config()
    config.Voila.update(
        root_dir=str(dashboards),
        ip=ADDRESS,
        port=port,
        port_retries=0,
        open_browser=False,
        log_level="CRITICAL",
    )
    config.Voila.config_file_paths = []  # a stray voila.json must not change what is served
    config.Voila.tornado_settings = {"headers": HEADERS, "log_function": lambda handler: None}
    config.VoilaConfiguration.update(
        template="fieldwork",
        allow_template_override="NO",
        allow_theme_override="NO",
        file_allowlist=[],
        extension_allowlist=_NEEDED_EXTENSIONS,
        multi_kernel_manager_class=ViewedKernels,
        kernel_spec_manager_class=OwnPython,
        preheat_kernel=True,
        default_pool_size=1,
        page_config_hook=_use_cached_addresses,
        resources={
            "fieldwork": {
                "pages": [{"name": page.name, "title": page.title} for page in shown],
                "titles": {page.name: page.title for page in shown},
                "parts": f"fieldwork/parts/{screen_parts().version}",
                "plotly": f"fieldwork/plotly/{plotly().version}/plotly.min.js",
            }
        },
    )
    config.ViewedKernels.update(cull_idle_timeout=45, cull_interval=5, buffer_offline_messages=False)
    return config


def _use_cached_addresses(page_config: dict[str, Any], base_url: str, **_: Any) -> dict[str, Any]:
    """Voilà's own scripts through our assets too: one request each, then from the browser's cache."""
    page_config["fullStaticUrl"] = f"{base_url}fieldwork/voila/{voila_version}"
    page_config["fullLabextensionsUrl"] = f"{base_url}fieldwork/extensions/{voila_version}"
    return page_config


class PageHandler(TornadoVoilaHandler):
    """GET /<page>: the page's notebook, run and rendered with our template."""

    async def get(self, page: str) -> None:
        # Touching the token sets its cookie; without it the page's farewell (end my kernel) is refused.
        _ = self.xsrf_token
        await super().get(f"{page}.ipynb")  # type: ignore[misc]


class AliveHandler(RequestHandler):
    """GET /fieldwork/alive: the server answers. A page that has lost its kernel asks before it reloads."""

    def get(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.finish("alive")


class Dashboards(Voila):
    """Voilà with our routes only, and an error of our own where the port is taken."""

    sockets: list[socket]
    when_ready: Callable[[str], None]

    def init_handlers(self) -> list[Any]:  # type: ignore[override]
        """Every route there is: what is not here cannot be asked for."""
        names = [page["name"] for page in self.voila_configuration.resources["fieldwork"]["pages"]]
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        kinds = {
            "parts": screen_parts(),
            "plotly": plotly(),
            "voila": Assets(tuple(map(Path, self.static_paths)), voila_version),
            "extensions": Assets(tuple(map(Path, self.labextensions_path)), voila_version),
        }
        start = self.base_url
        return [
            (start, RedirectHandler, {"url": start + names[0], "permanent": False}),
            (rf"{start}({'|'.join(names)})", PageHandler, page),
            (rf"{start}fieldwork/alive", AliveHandler),
            (rf"{start}fieldwork/(\w+)/([\w.]+)/(.+)", AssetHandler, {"kinds": kinds}),
            (rf"{start}api/kernels/{_kernel_id_regex}", KernelHandler),
            (rf"{start}api/kernels/{_kernel_id_regex}/channels", VoilaKernelWebsocketHandler),
            (rf"{start}voila/api/shutdown/(.*)", VoilaShutdownKernelHandler),
            (rf"{start}voila/query/{_kernel_id_regex}", RequestInfoSocketHandler),
        ]

    def listen(self) -> None:
        """Serve the bound sockets until Ctrl-C or SIGTERM; Voilà itself would try other ports."""
        server = HTTPServer(self.app)
        server.add_sockets(self.sockets)
        self.port = self.sockets[0].getsockname()[1]
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self.when_ready, self.connection_url)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()  # type: ignore[no-untyped-call]

"""Voilà's ordinary way: a kernel for each page. For a Voilà that `sharing` is not tested with.

The page is the same, without figures in its first HTML; Voilà's own scripts connect it to its kernel.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError
from voila._version import __version__ as voila_version
from voila.app import Voila, _kernel_id_regex
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from fieldwork.serving.assets import Assets
from fieldwork.serving.door import Guarded
from fieldwork.serving.pages import Page


class OrdinaryPageHandler(Guarded, TornadoVoilaHandler):  # type: ignore[misc]
    """GET /<page>: the page's notebook, run for this viewer and rendered with our template."""

    def initialize(self, **settings: Any) -> None:
        self.pages: dict[str, Page] = settings.pop("pages")
        super().initialize(**settings)  # type: ignore[no-untyped-call]

    async def get(self, page: str) -> None:
        if page not in self.pages:
            raise HTTPError(404)
        if self.role not in self.pages[page].roles:
            raise HTTPError(403)
        # Touching the token sets its cookie; without it the page's farewell (end my kernel) is refused.
        _ = self.xsrf_token
        await super().get(f"{page}.ipynb")  # type: ignore[misc]


class OrdinaryKernelHandler(Guarded, KernelHandler):  # type: ignore[misc]
    """GET /api/kernels/<id>: whether it lives. Nothing else may be done to it."""

    SUPPORTED_METHODS = ("GET",)


class OrdinaryChannelsHandler(Guarded, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The page's line to its kernel."""


class OrdinaryFarewellHandler(Guarded, VoilaShutdownKernelHandler):  # type: ignore[misc]
    """POST: the page has been closed."""


def routes(voila: Voila, pages: Sequence[Page]) -> list[Any]:
    """What Voilà's own scripts ask for."""
    start = voila.base_url
    page = {
        "pages": {page.name: page for page in pages},
        "template_paths": voila.template_paths,
        "config": voila.config,
        "voila_configuration": voila.voila_configuration,
    }
    return [
        (rf"{start}([a-z_]+)", OrdinaryPageHandler, page),
        (rf"{start}api/kernels/{_kernel_id_regex}", OrdinaryKernelHandler),
        (rf"{start}api/kernels/{_kernel_id_regex}/channels", OrdinaryChannelsHandler),
        (rf"{start}voila/api/shutdown/(.*)", OrdinaryFarewellHandler),
    ]


def assets(voila: Voila) -> dict[str, Assets]:
    """Voilà's own scripts."""
    return {
        "voila": Assets(tuple(map(Path, voila.static_paths)), voila_version),
        "extensions": Assets(tuple(map(Path, voila.labextensions_path)), voila_version),
    }

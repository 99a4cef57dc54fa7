"""The kernels of screens: one for each screen and role, however many look; ended when nobody does.

One more kernel waits, warm and without a screen, so that the first viewer of a screen waits no longer than
the next one.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.session import Session
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from voila.app import Voila

from fieldwork.errors import ServingError
from fieldwork.serving import sharing
from fieldwork.serving.line import Hear, Line
from fieldwork.serving.pages import Page

STUCK = 15.0  # seconds without a word from a kernel: it is replaced
WARM = "import fieldwork.screens"


class Kernel:
    """A running kernel that shows a screen. `html` is its page without figures."""

    def __init__(self, kernel_id: str, html: str, line: Line) -> None:
        self.id = kernel_id
        self.html = html
        self.line = line

    @property
    def stuck(self) -> bool:
        """It has said nothing for long."""
        return monotonic() - self.line.heard > STUCK


class Kernels:
    """Starts and ends kernels, and keeps a warm one in reserve."""

    def __init__(self, voila: Voila) -> None:
        self._voila = voila
        self._spare: asyncio.Task[tuple[str, AsyncKernelClient]] | None = None

    @property
    def _manager(self) -> MappingKernelManager:
        return cast(MappingKernelManager, self._voila.kernel_manager)

    def prepare(self) -> None:
        """Have a warm kernel in reserve."""
        if self._spare is None:
            self._spare = asyncio.create_task(self._warm())

    async def show(self, page: Page, pages: Sequence[Page], hear: Hear) -> Kernel:
        """A kernel that shows `page`, with `pages` in its navigation. ServingError: its notebook fails."""
        kernel_id, client = await self._take()
        self.prepare()
        try:
            html, model = await sharing.run(self._voila, page, pages, kernel_id)
        except BaseException:
            client.stop_channels()
            await self._shut_down(kernel_id)
            raise
        return Kernel(kernel_id, html, Line(client, model, hear))

    async def _take(self) -> tuple[str, AsyncKernelClient]:
        """The warm kernel, or another where it has died."""
        if self._spare:
            spare, self._spare = self._spare, None
            with suppress(Exception):  # it did not come up: try once more
                kernel_id, client = await spare
                if await self._runs(kernel_id):
                    return kernel_id, client
                client.stop_channels()
                await self._shut_down(kernel_id)
        return await self._warm()

    async def alive(self, kernel: Kernel) -> bool:
        """Its process runs and it speaks."""
        return not kernel.stuck and await self._runs(kernel.id)

    async def end(self, kernel: Kernel) -> None:
        """End a kernel, dead or alive."""
        kernel.line.close()
        await self._shut_down(kernel.id)

    async def _runs(self, kernel_id: str) -> bool:
        if kernel_id not in self._manager:
            return False
        return bool(await ensure_async(self._manager.get_kernel(kernel_id).is_alive()))

    async def _shut_down(self, kernel_id: str) -> None:
        if kernel_id in self._manager:
            with suppress(RuntimeError):  # it is gone already
                await ensure_async(self._manager.shutdown_kernel(kernel_id, now=True))  # type: ignore[no-untyped-call]

    async def _warm(self) -> tuple[str, AsyncKernelClient]:
        kernel_id = await self._manager.start_kernel()
        kernel = self._manager.get_kernel(kernel_id)
        # A session of its own: a kernel speaks to one client of a session, and Voilà's renderer is another.
        client = cast(AsyncKernelClient, kernel.client(session=Session(key=kernel.session.key)))
        client.start_channels(stdin=False, hb=False, control=False)
        await client.wait_for_ready(timeout=60)
        reply = await client.execute(WARM, silent=True, reply=True, timeout=60)
        if reply["content"]["status"] != "ok":
            raise ServingError("screens", "their code cannot be loaded.", remedy="Run: fieldwork doctor")
        return kernel_id, client

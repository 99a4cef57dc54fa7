"""The kernels of screens: one for each screen and role, however many look; ended when nobody does.

One more kernel waits, warm and without a screen, so that the first viewer of a screen waits no longer than
the next one.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple, TypeVar, cast

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
PATIENCE = 60  # seconds for a kernel to come up
GLANCE = 0.5  # seconds between two looks whether a kernel that comes up still runs
WARM = "import fieldwork.screens"

T = TypeVar("T")


class Warm(NamedTuple):
    """A kernel that waits, without a screen."""

    id: str
    client: AsyncKernelClient


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
        self._spare: asyncio.Task[Warm] | None = None

    @property
    def _manager(self) -> MappingKernelManager:
        return cast(MappingKernelManager, self._voila.kernel_manager)

    def prepare(self) -> None:
        """Have a warm kernel in reserve."""
        if self._spare is None:
            self._spare = asyncio.create_task(self._warm())

    async def show(self, page: Page, pages: Sequence[Page], hear: Hear) -> Kernel:
        """A kernel that shows `page`, with `pages` in its navigation. ServingError: its notebook fails."""
        warm = await self._take()
        self.prepare()
        try:
            async with asyncio.timeout(PATIENCE):
                showing = sharing.run(self._voila, page, pages, warm.id)
                html, model = await self._while_it_runs(warm.id, showing)
        except BaseException:
            await self._give_up(warm)
            raise
        return Kernel(warm.id, html, Line(warm.client, model, hear))

    async def _take(self) -> Warm:
        """The warm kernel, or another where it has died or does not answer."""
        spare, self._spare = self._spare, None
        if spare:
            with suppress(Exception):  # it did not come up: try once more
                warm = await spare
                if await self._answers(warm):
                    return warm
                await self._give_up(warm)
        return await self._warm()

    async def alive(self, kernel: Kernel) -> bool:
        """Its process runs and it speaks."""
        return not kernel.stuck and await self._runs(kernel.id)

    async def end(self, kernel: Kernel) -> None:
        """End a kernel, dead or alive."""
        kernel.line.close()
        await self._shut_down(kernel.id)

    async def _answers(self, warm: Warm) -> bool:
        try:
            return await self._runs(warm.id) and bool(await warm.client.kernel_info(reply=True, timeout=2))
        except TimeoutError:
            return False

    async def _give_up(self, warm: Warm) -> None:
        warm.client.stop_channels()
        await self._shut_down(warm.id)

    async def _runs(self, kernel_id: str) -> bool:
        if kernel_id not in self._manager:
            return False
        return bool(await ensure_async(self._manager.get_kernel(kernel_id).is_alive()))

    async def _while_it_runs(self, kernel_id: str, work: Coroutine[Any, Any, T]) -> T:
        """What `work` gives. ServingError as soon as the kernel has died, whose answer would never come."""
        task = asyncio.create_task(work)
        try:
            while not task.done():
                if not await self._runs(kernel_id):
                    raise ServingError("screens", "their kernel died.", remedy="Run: fieldwork doctor")
                await asyncio.wait({task}, timeout=GLANCE)
            return task.result()
        finally:
            task.cancel()

    async def _shut_down(self, kernel_id: str) -> None:
        if kernel_id in self._manager:
            with suppress(RuntimeError):  # it is gone already
                await ensure_async(self._manager.shutdown_kernel(kernel_id, now=True))  # type: ignore[no-untyped-call]

    async def _warm(self) -> Warm:
        kernel_id = await self._manager.start_kernel()
        kernel = self._manager.get_kernel(kernel_id)
        # A session of its own: a kernel speaks to one client of a session, and Voilà's renderer is another.
        client = cast(AsyncKernelClient, kernel.client(session=Session(key=kernel.session.key)))
        client.start_channels(stdin=False, hb=False, control=False)
        try:
            await client.wait_for_ready(timeout=PATIENCE)
            warming = client.execute(WARM, silent=True, reply=True, timeout=PATIENCE)
            reply = await self._while_it_runs(kernel_id, warming)
            if reply["content"]["status"] != "ok":
                raise ServingError("screens", "their code cannot be loaded.", remedy="Run: fieldwork doctor")
        except BaseException:
            await self._give_up(Warm(kernel_id, client))
            raise
        return Warm(kernel_id, client)

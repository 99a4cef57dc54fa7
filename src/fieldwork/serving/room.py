"""A screen as one role sees it: its kernel of the moment, its viewers, and the contents they asked for.

What was worked out for the newest snapshot outlives its kernel: the next viewer reads it before one starts.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, Protocol

from fieldwork.errors import ServingError
from fieldwork.serving.contents import Content, Contents
from fieldwork.serving.line import Filters
from fieldwork.serving.pages import Page
from fieldwork.serving.shared import Kernel, Kernels

ALONE = 30.0  # seconds without a viewer: the kernel ends
READING = 3.0  # seconds for a page that needs no kernel yet: a kernel that comes up takes its processor


class Viewer(Protocol):
    """A page that is open somewhere."""

    def tell(self, news: str) -> None: ...


class Room:
    """All viewers of one screen and role. They share its kernel, and nothing that one of them sends."""

    def __init__(
        self, page: Page, pages: Sequence[Page], kernels: Kernels, newest: Callable[[], str]
    ) -> None:
        self._page = page
        self._pages = pages  # of this role
        self._kernels = kernels
        self._newest = newest  # the name of the newest snapshot
        self._html = ""
        self._kernel: asyncio.Task[Kernel] | None = None
        self._needed = asyncio.Event()  # at once
        self._contents = Contents(self._ask)
        self._used = monotonic()
        self.viewers: set[Viewer] = set()

    async def html(self) -> str:
        """The page without figures."""
        self._wake()
        return self._html or (await self._ready()).html

    async def content(self, filters: Filters) -> Content:
        """The slice for `filters`, worked out once a snapshot. ServingError where no answer comes."""
        self._wake()
        if not self._awake:  # nobody tells us of a newer snapshot
            self._contents.turn_to(self._newest())
        return await self._contents.of(filters)

    async def look_after(self) -> None:
        """End the kernel where nobody looks; replace it where it has died. To be called every second."""
        if self._kernel is None:
            if self.viewers:  # pages that were open before this server started
                await self._ready()
        elif not self._kernel.done():
            return
        elif self._kernel.exception() or not await self._kernels.alive(self._kernel.result()):
            await self.end()
            if self.viewers:
                await self._ready()
        elif self.viewers:
            self._used = monotonic()
        elif monotonic() - self._used > ALONE:
            await self.end()

    async def end(self) -> None:
        """Let the kernel go; the next viewer gets another."""
        kernel, self._kernel = self._kernel, None
        self._needed.clear()
        if kernel:
            with suppress(Exception):  # it may never have come up
                await self._kernels.end(await kernel)

    @property
    def _awake(self) -> bool:
        """There is a kernel that tells of newer snapshots."""
        return self._kernel is not None and self._kernel.done() and not self._kernel.exception()

    def _wake(self) -> asyncio.Task[Kernel]:
        """Have a kernel, or one that comes up."""
        self._used = monotonic()
        if self._kernel is None:
            self._kernel = asyncio.create_task(self._come_up())
        return self._kernel

    async def _come_up(self) -> Kernel:
        if self._html:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._needed.wait(), READING)
        return await self._kernels.show(self._page, self._pages, self._hear)

    async def _ready(self) -> Kernel:
        self._needed.set()
        kernel = await asyncio.shield(self._wake())
        self._html = kernel.html
        return kernel

    async def _ask(self, filters: Filters) -> dict[str, Any]:
        try:
            return await (await self._ready()).line.ask(filters)
        except (TimeoutError, asyncio.CancelledError) as error:
            raise ServingError(self._page.name, "its figures did not come.", remedy="Try again.") from error

    def _hear(self, news: dict[str, Any]) -> None:
        """A sign of life from the kernel."""
        self._contents.turn_to(news["snapshot"])
        text = json.dumps(news)
        for viewer in tuple(self.viewers):
            viewer.tell(text)

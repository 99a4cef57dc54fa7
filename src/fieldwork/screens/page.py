"""The one widget of a screen. It carries questions and answers between the browser's pages and the kernel.

Every page that is connected to the kernel hears every message, so an answer carries its question, and what
belongs to one viewer (the filters) stays in that viewer's page. The same code serves one page or many.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import anywidget

EVERY = 0.5  # seconds between two looks at CURRENT


class Answering(Protocol):
    """What a page needs of a screen."""

    def look(self) -> str: ...
    def answer(self, wanted: object) -> dict[str, Any]: ...


class Page(anywidget.AnyWidget):
    """Asks `screen` for what pages ask, and tells them twice a second which snapshot is the newest."""

    _esm = Path(__file__).parent / "parts" / "widget.js"

    def __init__(self, screen: Answering) -> None:
        super().__init__()
        self._screen = screen
        self._worker = ThreadPoolExecutor(max_workers=1)  # queries run beside the loop, one after the other
        self._tasks: set[asyncio.Task[None]] = set()  # asyncio itself keeps no hold on a task
        self.on_msg(lambda _, question, __: self._start(self._answer(question)))
        self._start(self._pulse())

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, question: object) -> None:
        """`question`: {"ask": {filter: value}}. Whatever else a page sends is not answered."""
        if isinstance(question, dict) and "ask" in question:
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._worker, self._screen.answer, question["ask"])
            self.send({**answer, "asked": question["ask"]})

    async def _pulse(self) -> None:
        """Proof that this kernel lives and looks; a page that misses it says that it is not live."""
        loop = asyncio.get_running_loop()
        while True:
            snapshot = await loop.run_in_executor(self._worker, self._screen.look)
            self.send({"kind": "pulse", "snapshot": snapshot})
            await asyncio.sleep(EVERY)

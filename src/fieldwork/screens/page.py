"""The one widget of a screen: it answers what pages ask, and says which snapshot is the newest.

One kernel may have many pages, and every one hears every answer: an answer carries its question, and what
belongs to one viewer (the filters) stays in that viewer's page.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import anywidget

LOOK = 0.05  # seconds between two looks at CURRENT
PULSE = 2.0  # seconds between two signs of life, where nothing new has come


class Answering(Protocol):
    """What a page needs of a screen."""

    def look(self) -> dict[str, str]: ...
    def content(self, wanted: object) -> dict[str, Any]: ...


class Page(anywidget.AnyWidget):
    """Asks `screen` for what pages ask, and tells them at once of a newer snapshot."""

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
            content = await loop.run_in_executor(self._worker, self._screen.content, question["ask"])
            self.send({**content, "asked": question["ask"]})

    async def _pulse(self) -> None:
        """Proof that this kernel lives and looks; a page that misses it says that it is not live."""
        loop = asyncio.get_running_loop()
        said: dict[str, str] = {}
        due = 0.0
        while True:
            news = await loop.run_in_executor(self._worker, self._screen.look)
            if news != said or monotonic() >= due:
                said, due = news, monotonic() + PULSE
                self.send({"kind": "pulse", **news})
            await asyncio.sleep(LOOK)

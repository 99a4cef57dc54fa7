"""The server as the one front end of a screen's widget: it asks for slices, and hears what the kernel says.

No page reaches a kernel. What they ask for comes through here, and what the kernel says goes to all of them.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

Filters = dict[str, str]
Hear = Callable[[dict[str, Any]], None]
SLOW = 30  # seconds after which a question counts as lost


class Line:
    """A widget of a running kernel. `hear` gets its pulses; `heard` is when the last word came."""

    def __init__(self, client: AsyncKernelClient, model: str, hear: Hear) -> None:
        self._client = client
        self._model = model
        self._hear = hear
        self._asked: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._listening = asyncio.create_task(self._listen())
        self.heard = monotonic()

    async def ask(self, filters: Filters) -> dict[str, Any]:
        """The content of a slice (`fieldwork.screens.markup.content`). TimeoutError where none comes."""
        key = _key(filters)
        if key not in self._asked:
            self._asked[key] = asyncio.get_running_loop().create_future()
            data = {"method": "custom", "content": {"ask": filters}}
            message = self._client.session.msg("comm_msg", {"comm_id": self._model, "data": data})
            self._client.shell_channel.send(message)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asked[key]), SLOW)
        finally:
            self._asked.pop(key, None)

    def close(self) -> None:
        """Stop listening; questions that are still open get no answer."""
        self._listening.cancel()
        for question in self._asked.values():
            question.cancel()
        self._client.stop_channels()

    async def _listen(self) -> None:
        with suppress(asyncio.CancelledError):
            while True:
                message = await self._client.get_iopub_msg()
                content = message["content"]
                if message["msg_type"] != "comm_msg" or content["comm_id"] != self._model:
                    continue
                self.heard = monotonic()
                if content["data"].get("method") == "custom":
                    self._sort(content["data"]["content"])

    def _sort(self, said: dict[str, Any]) -> None:
        """An answer goes to whoever asked, anything else to the pages."""
        if said["kind"] == "pulse":
            self._hear(said)
        elif (question := self._asked.get(_key(said["asked"]))) and not question.done():
            question.set_result(said)


def _key(filters: Filters) -> str:
    return json.dumps(filters, sort_keys=True)

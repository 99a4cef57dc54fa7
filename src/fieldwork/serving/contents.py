"""What a screen says of the newest snapshot: each slice worked out once, however many want it, then kept."""

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fieldwork.serving.line import Filters

KEPT = 64  # contents, each about 150 kB
AT_ONCE = 2  # questions at a kernel: between them it looks for a newer snapshot, and says that it lives


@dataclass(frozen=True)
class Content:
    """What a page shows (`fieldwork.screens.markup.content`)."""

    data: Mapping[str, Any]

    @cached_property
    def packed(self) -> bytes:
        """As JSON, compressed: once, however many ask for it."""
        return gzip.compress(json.dumps(self.data, separators=(",", ":")).encode(), compresslevel=5, mtime=0)


class Contents:
    """The contents of one snapshot, by filters. `ask` works one out."""

    def __init__(self, ask: Callable[[Filters], Awaitable[Mapping[str, Any]]]) -> None:
        self._ask = ask
        self._now = asyncio.Semaphore(AT_ONCE)
        self._earlier = asyncio.Semaphore(1)  # of moments there is no end: whoever asks of them waits apart
        self._asked: dict[str, asyncio.Task[Content]] = {}
        self._kept: dict[str, Content] = {}  # in the order in which they were last wanted
        self._snapshot = ""

    async def of(self, filters: Filters) -> Content:
        """The slice for `filters`. Only what is whole is kept: a panel may fail now and not the next time."""
        key = json.dumps(filters, sort_keys=True)
        if key in self._kept:
            self._kept[key] = self._kept.pop(key)
            return self._kept[key]
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._answer(key, filters))
        return await asyncio.shield(self._asked[key])

    def turn_to(self, snapshot: str) -> None:
        """The newest snapshot is this one. What was worked out for an older one is not kept."""
        if snapshot != self._snapshot:
            self._kept.clear()
            self._snapshot = snapshot

    async def _answer(self, key: str, filters: Filters) -> Content:
        snapshot = self._snapshot
        try:
            async with self._earlier if "as_at" in filters else self._now:
                content = Content(await self._ask(filters))
        finally:
            del self._asked[key]
        if content.data["whole"] and snapshot == self._snapshot:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = content
        return content

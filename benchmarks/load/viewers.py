"""Viewers without a browser: `python viewers.py ADDRESS SCREEN…`, a viewer for each screen named.

A screen is named as in an address, with filters: completion?sample=unpaid_work. Each viewer does what a
page's own script does (src/fieldwork/screens/parts): it opens the page, keeps a line, asks for its slice when
a newer snapshot is told, and comes back by itself every second when the line is lost. One line of JSON on
standard output for each thing seen: {"viewer", "sees", "at": Unix time}; it sees a snapshot's name, "alive",
"lost", or "failed" where its slice or a panel of it could not be shown.
"""

import asyncio
import json
import sys
import time
from contextlib import suppress

from tornado.httpclient import AsyncHTTPClient, HTTPError
from tornado.websocket import websocket_connect

AGAIN = 1.0  # seconds before a lost line is tried again, as in shared.js


class Viewer:
    """One open page."""

    def __init__(self, number: int, address: str, screen: str) -> None:
        name, _, self._filters = screen.partition("?")
        self._number, self._page = number, f"{address}/{name}"
        self._shown = ""

    async def watch(self) -> None:
        """Open the page, then follow it for ever."""
        await self._fetch(f"{self._page}?{self._filters}")
        while True:
            with suppress(OSError, HTTPError):
                await self._follow()
            self._say("lost")
            await asyncio.sleep(AGAIN)

    async def _follow(self) -> None:
        line = await websocket_connect(self._page.replace("http", "ws", 1) + "/live")
        while (news := await line.read_message()) is not None:
            told = json.loads(news)
            if told["kind"] != "pulse":
                continue
            self._say("alive")
            if told["snapshot"] != self._shown:
                answer = json.loads(await self._fetch(f"{self._page}/figures?{self._filters}"))
                self._shown = answer["snapshot"]
                whole = answer["kind"] == "slice" and 'class="panel failed"' not in answer["html"]
                self._say(self._shown if whole else "failed")

    async def _fetch(self, address: str) -> bytes:
        answer = await AsyncHTTPClient().fetch(address, request_timeout=60)
        return answer.body

    def _say(self, sees: str) -> None:
        print(json.dumps({"viewer": self._number, "sees": sees, "at": time.time()}), flush=True)


async def main(address: str, screens: list[str]) -> None:
    AsyncHTTPClient.configure(None, max_clients=len(screens) + 1)
    viewers = [Viewer(number, address, screen) for number, screen in enumerate(screens)]
    await asyncio.gather(*(viewer.watch() for viewer in viewers))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))

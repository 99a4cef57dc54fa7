"""The viewers of a run: protocol viewers in processes of their own, and real pages in Chromium."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Page, Playwright, WebSocket

_QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
)
_CHROMIUM = "/usr/bin/chromium"
# Notes when the page shows another snapshot; `document` is not there yet when this runs.
_PROBE = """
window.seen = [];
new MutationObserver(() => {
  const name = document.getElementById("screen")?.dataset.snapshot;
  if (name && seen.at(-1)?.[0] !== name) seen.push([name, Date.now() / 1000]);
}).observe(document, { subtree: true, childList: true, attributes: true });
"""


class Group:
    """Protocol viewers in one process. `seen`: (viewer, what it sees, when), as they come."""

    def __init__(self, name: str, address: str, screens: Sequence[str], log: Path) -> None:
        self.name, self.viewers = name, len(screens)
        self.seen: list[tuple[str, str, float]] = []
        command = [sys.executable, Path(__file__).with_name("viewers.py"), address, *screens]
        self._log = log.open("ab")
        self.process = psutil.Popen(command, stdout=subprocess.PIPE, stderr=self._log, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            said = json.loads(line)
            self.seen.append((f"{self.name}{said['viewer']}", said["sees"], said["at"]))

    def alive_since(self, moment: float) -> dict[str, float]:
        """Viewer -> when it first saw a sign of life after that moment."""
        first: dict[str, float] = {}
        for viewer, sees, at in self.seen:
            if sees == "alive" and at > moment:
                first.setdefault(viewer, at)
        return first

    def ports(self) -> set[int]:
        """Its own ends of its lines to the server."""
        return {line.laddr.port for line in self.process.net_connections() if line.status == "ESTABLISHED"}

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._log.close()


class Browser:
    """One real page in a Chromium of its own."""

    def __init__(self, playwright: Playwright, address: str, screen: str) -> None:
        self._screen = screen
        before = set(psutil.Process().children(recursive=True))
        self._browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET.split())
        self._processes = set(psutil.Process().children(recursive=True)) - before
        self.page: Page = self._browser.new_page(viewport={"width": 1366, "height": 768})
        self.trouble: list[str] = []
        self._heard = 0.0  # when the server last told it something
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("websocket", self._listen)
        self.page.add_init_script(_PROBE)
        self.page.goto(f"{address}/{screen}")
        self.await_live()

    @property
    def seen(self) -> list[tuple[str, str, float]]:
        found: list[Any] = self.page.evaluate("seen")
        return [(f"page on {self._screen}", name, at) for name, at in found]

    def await_live(self) -> None:
        self.page.wait_for_function(
            "() => document.getElementById('connection').textContent.includes('● Live')", timeout=60_000
        )

    def await_word(self, since: float) -> None:
        """Until the server has told the page something after that moment."""
        until = since + 60
        while self._heard < since and time.time() < until:
            self.page.wait_for_timeout(50)

    def _listen(self, line: WebSocket) -> None:
        line.on("framereceived", self._hear)

    def _hear(self, _: object) -> None:
        self._heard = time.time()

    def kill(self) -> None:
        """As a crash would end it."""
        for process in self._processes:
            if process.is_running():
                process.kill()

    def end(self) -> None:
        self._browser.close()

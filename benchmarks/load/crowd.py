"""The viewers of a run: protocol viewers in a process of their own, and real pages in Chromium."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil
from playwright.sync_api import Page, Playwright

_QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run"
)
_CHROMIUM = "/usr/bin/chromium"
_MINUTE = 60_000  # milliseconds
# Notes when the page shows another snapshot, and when its kernel last spoke; `document` is still empty then.
_PROBE = """
window.seen = [];
window.heard = 0;
new MutationObserver(() => {
  const name = document.getElementById("screen")?.dataset.snapshot;
  if (name && seen.at(-1)?.[0] !== name) seen.push([name, Date.now() / 1000]);
}).observe(document, { subtree: true, childList: true, attributes: true });
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", ({ data }) => {
      if (JSON.parse(data).kind === "pulse") heard = Date.now() / 1000;
    });
  }
};
"""


class Group:
    """Protocol viewers in one process. `seen`: (viewer, what it sees, when), as they come."""

    def __init__(self, name: str, address: str, screens: Sequence[str], log: Path) -> None:
        self.name, self.viewers = name, len(screens)
        self.seen: list[tuple[str, str, float]] = []
        command = [sys.executable, Path(__file__).with_name("viewers.py"), address, *screens]
        with log.open("ab") as output:
            self.process = psutil.Popen(command, stdout=subprocess.PIPE, stderr=output, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            said = json.loads(line)
            self.seen.append((f"{self.name}{said['viewer']}", said["sees"], said["at"]))

    def alive_since(self, moment: float) -> dict[str, float]:
        """Viewer -> when it first saw a sign of life after that moment."""
        first: dict[str, float] = {}
        for viewer, sees, at in tuple(self.seen):
            if sees == "alive" and at > moment:
                first.setdefault(viewer, at)
        return first

    def troubles(self) -> list[str]:
        """What went wrong so far, as a viewer noticed it."""
        return [f"Viewer {who}: {sees}" for who, sees, _ in tuple(self.seen) if sees in ("lost", "failed")]

    def ports(self) -> set[int]:
        """Its own ends of its lines to the server."""
        return {line.laddr.port for line in self.process.net_connections() if line.status == "ESTABLISHED"}

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


class Browser:
    """Real pages in a Chromium of their own, which ends with `playwright`."""

    def __init__(self, playwright: Playwright, address: str, screens: Sequence[str]) -> None:
        before = set(psutil.Process().children(recursive=True))
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET.split())
        self._processes = set(psutil.Process().children(recursive=True)) - before
        self.troubles: list[str] = []
        self._pages = {
            screen: browser.new_page(viewport={"width": 1366, "height": 768}) for screen in screens
        }
        for screen, page in self._pages.items():
            page.on("pageerror", lambda error: self.troubles.append(str(error)))
            page.add_init_script(_PROBE)
            page.goto(f"{address}/{screen}")
            _heard_after(page, 0)

    def seen(self) -> Iterator[tuple[str, str, float]]:
        """The same as of a group."""
        for screen, page in self._pages.items():
            for name, at in page.evaluate("seen"):
                yield f"page on {screen}", name, at

    def alive_after(self, moment: float) -> float:
        """When its last page heard of its kernel after that moment. Error: one did not in a minute."""
        return max(_heard_after(page, moment) for page in self._pages.values())

    def kill(self) -> None:
        """As a crash would end it."""
        for process in self._processes:
            if process.is_running():
                process.kill()


def _heard_after(page: Page, moment: float) -> float:
    heard = page.wait_for_function("moment => heard > moment && heard", arg=moment, timeout=_MINUTE)
    return float(heard.json_value())

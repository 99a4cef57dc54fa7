"""What both ways of deploying are tried with: an inspection, programs, a browser's page, docs/serving.md."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, expect

from fieldwork import database, inspection, queries
from fieldwork.screens import KeyQuestionsScreen

CELLS = "table:not(.heat) tbody tr > *"
DOCUMENT = Path(__file__).parents[2] / "docs" / "serving.md"


class Deployed:
    """An inspection drawn by hand, with the users of docs/serving.md; `publish` makes its next snapshot."""

    def __init__(self, drawn, folder: Path) -> None:
        self._drawn, self.number = drawn, 0
        self.declared = drawn.declare(folder)
        self.folders = inspection.load(str(self.declared)).folders
        self.users = {**json.loads(block("json")), "wall@example.org": "wall"}
        (self.folders.root / "users.json").write_text(json.dumps(self.users), "utf-8")
        self.publish()

    def publish(self) -> None:
        self.number += 1
        self._drawn.publish(self.declared, 25 + 5 * self.number, self.number)

    def unit(self) -> str:
        with database.open_snapshot(database.current(self.folders)) as snapshot:
            return queries.run(snapshot, "units")[0]["unit"]

    def bars(self, **filters: str) -> dict[str, Any]:
        """The panel of bars of the Key questions screen, as the screen makes it from the newest snapshot."""
        panels = KeyQuestionsScreen.open(str(self.declared)).answer(filters)["panels"]
        return next(panel for panel in panels if panel["id"] == "bars")


class Visit:
    """A page that records what it asks for and what it complains of."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.complaints = page, list[str](), list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda line: self.asked.append(line.url))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def follow(self, deployed: Deployed, came: Response, base: str) -> None:
        """Prove that the Key questions screen, which just `came`, is whole and alive under `base`."""
        page, unit = self.page, deployed.unit()
        bars = page.locator("section[aria-labelledby='bars-title']")
        assert deployed.bars()["sentence"] in came.text()
        expect(page.locator("#connection")).to_have_text("● Live")
        expect(page.locator(".chart .main-svg").first).to_be_visible()
        page.get_by_label("Tier 1 unit", exact=True).select_option(unit)
        expect(bars.locator(".sentence")).to_contain_text(unit)
        before = bars.locator(CELLS).all_text_contents()
        page.evaluate("window.sameDocument = true")
        deployed.publish()
        expect(page.locator("#screen")).to_have_attribute("data-snapshot", f"{deployed.number:06}")
        after = bars.locator(CELLS).all_text_contents()
        assert after == [cell for row in deployed.bars(tier1=unit)["table"]["rows"] for cell in row["cells"]]
        assert after != before
        assert page.evaluate("window.sameDocument")
        page.get_by_role("link", name="Completion").click()
        expect(page).to_have_url(re.compile(f"^{re.escape(base)}completion"))
        expect(page.locator("#connection")).to_have_text("● Live")
        lines = [url for url in self.asked if url.startswith("ws")]
        assert lines
        assert all(url.startswith(base.replace("http", "ws", 1)) for url in lines)
        assert {urlsplit(url).netloc for url in self.asked} == {urlsplit(base).netloc}
        assert self.complaints == []


def block(language: str, number: int = 0) -> str:
    """A fenced block of docs/serving.md, by its language and its place among those."""
    fenced = rf"^```{language}\n(.*?)^```$"
    return re.findall(fenced, DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)[number]


def adapted(settings: str, ours: dict[str, str]) -> str:
    """`settings` of the document, with each text that is the reader's to choose replaced."""
    for theirs, here in ours.items():
        assert theirs in settings, theirs
        settings = settings.replace(theirs, here)
    return settings


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody uses, each another."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@contextmanager
def running(command: list[str], until: str, **environment: str) -> Iterator[None]:
    """A program that has said `until`; at the end it gets Ctrl-C's signal."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )
    said, ready = list[str](), Event()

    def listen() -> None:
        for line in process.stdout or ():
            said.append(line)
            if until in line:
                ready.set()
        ready.set()

    listener = Thread(target=listen)
    listener.start()
    try:
        ready.wait(90)
        assert any(until in line for line in said), "".join(said)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        listener.join()
        process.stdout.close()

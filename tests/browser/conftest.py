"""A served inspection and a real browser that lets no request leave the machine."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

SERVE = """
import sys
from fieldwork.serving import serve

serve(sys.argv[1], port=int(sys.argv[2]), ready=lambda url: print(url, flush=True))
"""
expect.set_options(timeout=30_000)  # a shared machine may be busy; nothing waits longer than it must
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)


@pytest.fixture(scope="session")
def browser():
    chromium = (
        os.environ.get("FIELDWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not chromium:
        pytest.skip(
            "no Chromium: install it (Debian: apt-get install chromium) or name it in FIELDWORK_CHROMIUM"
        )
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET.split())
        yield opened
        opened.close()


class Served:
    """An inspection being served; `publish(complete)` makes its next snapshot."""

    def __init__(self, drawn, folder: Path) -> None:
        self.drawn, self.number = drawn, 0
        self.declared = drawn.declare(folder)
        self.publish(complete=30)
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-c", SERVE, str(self.declared), str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)

    def publish(self, complete: int) -> None:
        self.number += 1
        self.drawn.publish(self.declared, complete, self.number)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(browser, drawn, tmp_path_factory):
    running = Served(drawn, tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


@pytest.fixture
def page(browser):
    """A page that records what it should not do: leave the machine, or complain on its console."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.outside, opened.complaints = [], []

    def check(route):
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            opened.outside.append(route.request.url)
            route.abort()

    context.route("**/*", check)
    opened.on("console", lambda line: opened.complaints.append(line.text) if line.type == "error" else None)
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()

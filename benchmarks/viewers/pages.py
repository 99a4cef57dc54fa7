"""The one real browser: opens pages, changes the filter, waits for what a publish paints."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright
from servers import Server

_PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-background-timer-throttling --disable-renderer-backgrounding "
    "--disable-backgrounding-occluded-windows"
)
_NOBODY_OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_HAS_IDLE = hasattr(os, "SCHED_IDLE")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, which reaches nothing outside this machine."""
    with sync_playwright() as playwright, _launched(playwright.chromium) as opened:
        yield opened


@contextmanager
def in_the_background(browser: Browser) -> Iterator[Browser]:
    """Another Chromium, for the crowd: it runs only when no other program wants the processor.

    Thirty people have thirty machines. Here their pages must not compete with the server, nor with the page
    that is measured; what the server does for them is the same. Where there is no such priority they compete.
    """
    before = set(psutil.Process().children(recursive=True))
    with _launched(browser.browser_type) as opened:
        for process in set(psutil.Process().children(recursive=True)) - before if _HAS_IDLE else ():
            for thread in process.threads():  # threads and processes to come inherit it
                os.sched_setscheduler(thread.id, os.SCHED_IDLE, os.sched_param(0))
        yield opened


def _launched(kind: BrowserType) -> Browser:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    return kind.launch(executable_path=executable, args=[*_QUIET.split(), _NOBODY_OUTSIDE])


def fresh(browser: Browser, **settings: Any) -> BrowserContext:
    """A context with an empty cache."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, **settings)
    context.set_default_timeout(60_000)
    return context


def visit(context: BrowserContext, server: Server) -> tuple[Page, dict[str, float]]:
    """Open the page and await that it is interactive: {readable, interactive}, in milliseconds."""
    first = {
        **server.published.expected(),
        "plots": server.competitor.plots,
        "socket": server.competitor.socket,
        "unit": server.units[0],
    }
    page = context.new_page()
    page.add_init_script(f"{_PROBE}\nwindow.bench?.begin({json.dumps(first)});")
    page.goto(server.url, wait_until="commit")
    return page, page.evaluate("bench.opened")


def choose(page: Page, server: Server, unit: str) -> float:
    """Change the filter to `unit`: milliseconds until all that follows it is painted."""
    wanted = server.published.expected(unit=unit)
    return float(page.evaluate("([unit, wanted]) => bench.choose(unit, wanted)", [unit, wanted]))


def publish(page: Page, server: Server, now: Any) -> float:
    """Publish the next snapshot: milliseconds until the page, which shows all units, has painted it."""
    name = server.published.lay_down()
    page.evaluate("wanted => bench.next(wanted)", server.published.expected(name))
    begun = now()
    server.published.point_to(name)
    return float(page.evaluate("bench.following")) - begun * 1000


def cost(browser: Browser, server: Server, wire: Any) -> dict[str, int]:
    """Bytes and requests of a first visit until it is interactive, and how many asked for another machine."""
    context = fresh(browser, proxy={"server": wire.address, "bypass": "<-loopback>"})
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: addresses.append(socket.url)))
    before = wire.received
    visit(context, server)
    received = wire.received - before
    context.close()
    sent = [address for address in addresses if address.startswith(("http", "ws"))]
    outside = [address for address in sent if "//127.0.0.1" not in address]
    return {"bytes": received, "requests": len(sent), "outside": len(outside)}


def onlooker(context: BrowserContext, server: Server) -> Page:
    """One more viewer: a whole page with its live session, which paints nothing once it is open."""
    page, _ = visit(context, server)
    page.evaluate("document.documentElement.style.display = 'none'")
    return page

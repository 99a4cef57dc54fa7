"""A served inspection and a real browser that lets no request leave the machine."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

WITH_TARGETS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture(scope="session")
def axe():
    """What axe complains about on a page as it is: with small targets, which it leaves out by itself."""

    def complaints(page):
        found = Axe().run(page, options=WITH_TARGETS).response["violations"]
        return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]

    return complaints


sys.path.append(str(Path(__file__).parent))  # the tests of this room share relay.py


@pytest.fixture(scope="session")
def browser(chromium):
    opened = chromium()
    yield opened
    opened.close()


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

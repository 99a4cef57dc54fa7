"""A browser to which every name is this machine, and a drawn inspection."""

import importlib.util
import sys
from pathlib import Path

import pytest

# The modules of the tests have no package; this one is shared by two of them.
_spec = importlib.util.spec_from_file_location("deployed", Path(__file__).with_name("deployed.py"))
deployed = importlib.util.module_from_spec(_spec)
sys.modules["deployed"] = deployed
_spec.loader.exec_module(deployed)


@pytest.fixture(scope="session")
def browser(chromium):
    """Chromium; whatever name it looks up is 127.0.0.1, so that no request can leave the machine."""
    opened = chromium("--host-resolver-rules=MAP * 127.0.0.1")
    yield opened
    opened.close()


@pytest.fixture
def visit(browser):
    """Open pages, each in a browser session of its own: `visit(**settings of the session)`."""
    contexts = []

    def open_page(**settings):
        context = browser.new_context(ignore_https_errors=True, **settings)
        context.set_default_timeout(60_000)
        contexts.append(context)
        return deployed.Visit(context.new_page())

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def inspected(drawn, tmp_path_factory):
    """The inspection that is served."""
    return deployed.Deployed(drawn, tmp_path_factory.mktemp("inspected"))

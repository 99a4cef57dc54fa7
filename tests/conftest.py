"""What the tests of several rooms share."""

import asyncio
import importlib.util
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=60_000)  # a shared machine may be busy; nothing waits longer than it must
hypothesis.settings.register_profile("untimed", deadline=None)  # no test asserts how long something takes
hypothesis.settings.load_profile("untimed")
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run():
    """Runs a coroutine in a thread of its own: the browser's tests keep a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda work: thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def drawn() -> ModuleType:
    """`screens/drawn.py`: a small inspection drawn by hand, published without a sync."""
    return _module(Path(__file__).parent / "screens" / "drawn.py")


@pytest.fixture(scope="session")
def planted() -> ModuleType:
    """`planted.py`: an inspection with a secret in every text."""
    return _module(Path(__file__).parent / "planted.py")


@pytest.fixture(scope="session")
def opened_in():
    """`office.opened_in`: an inspection in a folder, whose files are small tables and whose clock is set."""
    return _module(Path(__file__).parent / "office.py").opened_in


@pytest.fixture(scope="session")
def server():
    """`served.Served`: an inspection, drawn by hand, in a server of its own."""
    return _module(Path(__file__).parent / "served.py").Served


@pytest.fixture(scope="module")
def served(server, drawn, tmp_path_factory):
    """One server for the tests of a module."""
    running = server(drawn, tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def locked(server, drawn, tmp_path_factory):
    """The same where each role signs in: `locked.options["passwords"]`."""
    passwords = {role: f"the {role} says four words" for role in ("lead", "deputy", "team", "wall")}
    running = server(drawn, tmp_path_factory.mktemp("locked"), passwords=passwords)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium():
    """Start the system's Chromium: `chromium(*flags)`. A process can have playwright only once."""
    found = os.environ.get("FIELDWORK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip(
            "no Chromium: install it (Debian: apt-get install chromium) or name it in FIELDWORK_CHROMIUM"
        )
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=found, args=[*QUIET.split(), *flags])

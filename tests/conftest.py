"""What the tests of several rooms share."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def drawn() -> ModuleType:
    """`screens/drawn.py`: a small inspection drawn by hand, published without a sync."""
    return _module(Path(__file__).parent / "screens" / "drawn.py")


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

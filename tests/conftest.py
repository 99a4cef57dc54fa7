"""What the tests of several rooms share."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def drawn() -> ModuleType:
    """`screens/drawn.py`: a small inspection drawn by hand, published without a sync."""
    spec = importlib.util.spec_from_file_location("drawn", Path(__file__).parent / "screens" / "drawn.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

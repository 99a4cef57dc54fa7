"""Where the real inputs are, and how a test asks for one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_INPUTS = Path(os.environ.get("FIELDWORK_INPUTS", Path(__file__).parents[3] / "shared" / "inputs"))


@pytest.fixture(scope="session")
def real() -> Callable[[str], bytes]:
    """The bytes of a real file that others made; skips where the folder is absent."""

    def given(name: str) -> bytes:
        path = _INPUTS / name
        if not path.is_file():
            pytest.skip(f"{name} is not among the real inputs: set FIELDWORK_INPUTS to their folder")
        return path.read_bytes()

    return given

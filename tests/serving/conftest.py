"""What the tests of a server ask of the operating system."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def open_files():
    """open_files(process): the files that it and all its children have open."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux tells which files are open")
    return lambda process: {file for one in _family(process) for file in _opened(one)}


def _family(process):
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _opened(process):
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            yield Path(os.readlink(link))
        except FileNotFoundError:
            continue

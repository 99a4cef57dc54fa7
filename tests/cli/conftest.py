"""A command that runs in a test's own process changes no other test's."""

import pytest


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    """What `main` tells the processes that it starts is taken back after the test."""
    monkeypatch.setenv("PYTHONSAFEPATH", "")

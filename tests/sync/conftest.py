"""Inspections that start empty, and the clock by which a sync sees how long a file stays as it is."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from fieldwork.sync import settling


@dataclass
class OwnClock:
    """Stands still until somebody waits; `meanwhile` is what others do while somebody does."""

    seconds: float = 0.0
    meanwhile: list[Callable[[], object]] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        while self.meanwhile:
            self.meanwhile.pop()()


@pytest.fixture(autouse=True)
def own_clock(monkeypatch):
    clock = OwnClock()
    monkeypatch.setattr(settling, "monotonic", clock.monotonic)
    monkeypatch.setattr(settling, "sleep", clock.sleep)
    return clock


@pytest.fixture
def new_office(opened_in, tmp_path_factory):
    """Makes an inspection in a folder of its own."""
    return lambda: opened_in(tmp_path_factory.mktemp("inspection"))


@pytest.fixture
def office(new_office):
    return new_office()

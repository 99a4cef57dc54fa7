"""The invented CRC inspection in a folder of its own, and what its records make of a captured file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from fieldwork import sources, sync
from fieldwork.capture import KINDS, Capture
from fieldwork.records import Interpretation, interpret

NOW = datetime(2018, 11, 6, 17, 0, 5, 250_000, tzinfo=UTC)
Save = Callable[..., Path]


@pytest.fixture
def setup(drawn: ModuleType, tmp_path: Path) -> sync.Setup:
    return sync.load(str(drawn.declare(tmp_path)))


@pytest.fixture
def save(setup: sync.Setup) -> Save:
    """Saves an entry: `save("note", id, note="…")`. What is not said is blank, as a form sends it."""
    capture = Capture(setup)

    def save(kind: str, id: str, role: str = "team", /, now: datetime = NOW, **said: str) -> Path:
        blank = dict.fromkeys((field.name for field in KINDS[kind].fields), "")
        return capture.save(kind, id, role, {**blank, **said}, now)

    return save


@pytest.fixture
def understood(setup: sync.Setup) -> Callable[[Path], Interpretation]:
    """What sync would make of a file, through the same reader and the same records."""

    def understand(path: Path) -> Interpretation:
        data = path.read_bytes()
        assert sources.looks_whole(path.name, data)
        return interpret(
            sources.read(path.name, data),
            sha256="0" * 64,
            recorded_at=datetime(2018, 1, 1),
            forms=setup.forms,
            vocabulary=setup.vocabulary,
        )

    return understand

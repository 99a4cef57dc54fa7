"""Both invented inspections, told once."""

import pytest

from fieldwork import inspection, programme
from fieldwork.simulation.brief import Brief
from fieldwork.simulation.story import Story

SEED = 2018


@pytest.fixture(scope="session", params=["demo-crc", "demo-nps"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def story(name: str) -> Story:
    invented = inspection.load(name)
    return Story(Brief(programme.load(invented.programme), invented), SEED)

"""Both invented inspections, told once."""

import pytest

from fieldwork import inspection, programme
from fieldwork.simulation.brief import Brief
from fieldwork.simulation.story import Story

SEED = 2018


@pytest.fixture(scope="session", params=["demo-crc", "demo-nps"])
def story(request: pytest.FixtureRequest) -> Story:
    invented = inspection.load(request.param)
    return Story(Brief(programme.load(invented.programme), invented), SEED)

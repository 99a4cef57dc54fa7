"""Both invented inspections, told once, read once, and synced once."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

import pytest

from fieldwork import database, inspection, programme, records, sources, sync
from fieldwork.errors import SourceError
from fieldwork.folders import find_parameters
from fieldwork.ledger import Arrival, Ledger
from fieldwork.records.forms import load_forms
from fieldwork.records.kinds import Record
from fieldwork.simulation.brief import Brief
from fieldwork.simulation.dropping import LONDON
from fieldwork.simulation.story import Story
from fieldwork.sync.setup import vocabulary

SEED = 2018


@dataclass
class Read:
    """All that the files of a story say: records by kind, and what was refused, by the name of the file."""

    records: Mapping[type[Record], list[Record]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@pytest.fixture(scope="session", params=["demo-crc", "demo-nps"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def story(name: str) -> Story:
    invented = inspection.load(name)
    return Story(Brief(programme.load(invented.programme), invented), SEED)


@pytest.fixture(scope="session")
def read(story: Story, name: str) -> Read:
    invented = inspection.load(name)
    words = vocabulary(invented, programme.load(invented.programme))
    forms = load_forms(invented.forms)
    found = Read()
    for drop in story.drops():
        if sources.is_ignored(drop.name):
            continue
        try:
            reading = sources.read(drop.name, drop.data)
        except SourceError as error:
            found.refused[drop.name].append(error.wrong)
            continue
        said = records.interpret(
            reading, sha256=drop.name, recorded_at=drop.at, forms=forms, vocabulary=words
        )
        found.refused[drop.name] += [reject.wrong for reject in said.rejects]
        for record in said.records:
            found.records[type(record)].append(record)
    return found


@pytest.fixture(scope="session")
def told_by(
    story: Story, name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[datetime], database.Snapshot]]:
    """What the files say together that were dropped before a moment, every version received on its day."""
    with ExitStack() as opened:

        def told_by(moment: datetime) -> database.Snapshot:
            declared = tmp_path_factory.mktemp("told") / "parameters" / "inspections" / f"{name}.yml"
            declared.parent.mkdir(parents=True)
            found = find_parameters("inspections", name)
            assert found
            declared.write_bytes(found.read_bytes())
            setup = sync.load(str(declared))
            folders = setup.inspection.folders
            dropped = [
                Arrival(drop.name, drop.data, drop.at.replace(tzinfo=LONDON))
                for drop in story.drops()
                if drop.at < moment
            ]
            for _, day in groupby(dropped, key=lambda arrival: arrival.modified_at.date()):
                arrivals = list(day)
                Ledger(folders.ledger).receive(arrivals, arrivals[-1].modified_at)
            sync.once(setup, lambda: datetime.now(UTC))
            return opened.enter_context(database.open_snapshot(database.current(folders)))

        yield told_by


@pytest.fixture(scope="session")
def told(told_by: Callable[[datetime], database.Snapshot]) -> database.Snapshot:
    """What all of them say."""
    return told_by(datetime.max)

"""What `fieldwork sample` does: read, draw, count, write, receipt. Nothing here speaks to a terminal."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from fieldwork import database, packs, papers, queries, sampling
from fieldwork.cli.asking import Asked
from fieldwork.consolidation import places, receipts
from fieldwork.errors import SampleError
from fieldwork.sampling import Draw, Listed

T = TypeVar("T")


@dataclass(frozen=True)
class Made:
    """A draw and where it lies. `new`: it was not there before, hash by hash."""

    draw: Draw
    size: int
    folder: Path
    new: bool


def make(asked: Asked, size: int | None) -> Made:
    """Draw, write and receipt. `size`: cases; None: as planned, or by the formula where none is planned."""
    began = perf_counter()
    listed = _listed(asked)
    drawn = _by_lot(asked, listed, size or _planned(asked) or _by_formula(asked, listed))
    draw, size = _without_excluded(asked, drawn), drawn.wanted
    folders, name = asked.setup.inspection.folders, asked.pack
    with places.held(folders, name) as building:
        paper = _counted(asked, draw, lambda made: packs.sample(made, asked.drawing))
        packs.write_sample(paper, packs.case_list(draw, asked.setup.programme, asked.sample), building)
        receipt = receipts.issue(building, asked.about(size), perf_counter() - began)
        for known in places.versions(folders, name):
            if receipts.read(known)["the_same_on_every_run"] == receipt["the_same_on_every_run"]:
                return Made(draw, size, known, new=False)
        target = places.version_after(folders, name)
        places.publish(building, target)
    return Made(draw, size, target, new=True)


def _listed(asked: Asked) -> list[Listed]:
    path, strata = asked.long_list, sampling.strata_of(asked.setup.programme, asked.sample)
    facts = sampling.facts_of(asked.setup.programme, strata)
    return sampling.read(path.name, path.read_bytes(), asked.drawing, facts, asked.setup.vocabulary, asked.on)


def _by_lot(asked: Asked, listed: Sequence[Listed], size: int) -> Draw:
    strata = sampling.strata_of(asked.setup.programme, asked.sample)
    return sampling.draw(listed, asked.drawing, strata, size, asked.seed)


def _without_excluded(asked: Asked, draw: Draw) -> Draw:
    """The draw without what the organisation took out."""
    back, form = asked.returned, asked.setup.forms.tables
    if back is None:
        return draw
    shortlist = packs.case_list(draw, asked.setup.programme, asked.sample)
    if sha256(papers.csv(shortlist)).hexdigest() != back.shortlist:
        wrong = "it gives other cases now: the programme, the inspection or fieldwork has changed since."
        raise SampleError(
            f"--seed {asked.seed}", wrong, "", "Use those that the receipt.json of the draw names."
        )
    if form is None:
        wrong = "the inspection names no mapping of tables."
        raise SampleError("--exclusions", wrong, "", "Add one to its forms.")
    said = sampling.exclusions(
        back.path.name, back.path.read_bytes(), asked.drawing, form, asked.setup.vocabulary, back.by, back.on
    )
    return sampling.without(draw, said)


def _planned(asked: Asked) -> int | None:
    """What the inspection or the programme says of the sample's size, as revised."""
    inspection = asked.setup.inspection
    size = asked.setup.programme.sizes_of(inspection.organisation, inspection.sizes)[asked.sample]
    return size.revised or size.planned


def _by_formula(asked: Asked, listed: Sequence[Listed]) -> int:
    """What the programme's confidence and margin need, out of the eligible cases."""

    def required(made: Path) -> int:
        with database.open_snapshot(made) as opened:
            [size] = queries.run(opened, "sample_size")
        return int(size["required_by_formula"])

    return _counted(asked, _by_lot(asked, listed, 0), required)


def _counted(asked: Asked, draw: Draw, count: Callable[[Path], T]) -> T:
    """What `count` finds in the file of a draw, which lives no longer than that."""
    hashes = asked.setup.hashes
    content = sha256(json.dumps(asked.about(draw.wanted), sort_keys=True).encode()).hexdigest()
    as_at = datetime.combine(asked.on, time())
    codes = (hashes["code"], database.VERSION)
    parts = (hashes["programme"], hashes["inspection"], hashes["forms"], hashes["queries"])
    tables = {
        **asked.setup.tables(),
        **sampling.tables(draw, asked.sample, asked.drawing, asked.seed, asked.on, asked.by),
        "snapshot": [(content, as_at, "", *codes, *parts, len(asked.files), len(draw.cases), 0)],
    }
    with TemporaryDirectory() as folder:
        made = Path(folder) / "draw.duckdb"
        database.build(made, tables)
        return count(made)

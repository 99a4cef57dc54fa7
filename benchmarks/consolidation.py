"""How long a week's consolidation takes. Prints seconds, and the machine that they were measured on.

    python benchmarks/consolidation.py          one inspection, then 28 organisations at planned sizes
    python benchmarks/consolidation.py one      only the first

The bar of issue 5: a full inspection's week, compared with the week before, in under 30 seconds. Of 28
at once the cores share the work; how much that saves is the last figure.
"""

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from fieldwork import consolidation, programme, simulation, sync
from fieldwork.folders import find_parameters
from sync import PROGRAMMES, machine, prepared, synced

FRIDAYS = (datetime(2018, 11, 9, 18), datetime(2018, 11, 16, 18))


def one_inspection(folder: Path) -> None:
    """The invented inspection at the end of its second week."""
    folder.mkdir()
    declared = folder / "demo.yml"
    copyfile(find_parameters("inspections", "demo-crc"), declared)
    setup = sync.load(str(declared))
    drops = simulation.drops(setup.programme, setup.inspection, seed=2018)
    for friday in FRIDAYS:
        simulation.write([drop for drop in drops if drop.at <= friday], setup.inspection.folders.inbox)
        sync.once(setup, lambda friday=friday: friday.replace(tzinfo=UTC))
    for run in ("first", "second"):
        outcome = consolidation.make(consolidation.plan("week", str(declared), week=2))
        print(f"week 2 of one inspection, {run} run: {outcome.seconds:.1f} s")


def all_organisations(folder: Path) -> None:
    """Every organisation with all its cases, in one week."""
    every = [(of, name) for of in PROGRAMMES for name in programme.load(of).sizing.organisations]
    afresh = multiprocessing.get_context("spawn")  # no thread of this process in it
    with ProcessPoolExecutor(2, mp_context=afresh) as pool:
        made = pool.map(prepared, (folder / str(n) for n in range(len(every))), *zip(*every, strict=True))
        paths = [str(path) for path, _ in made]
        list(pool.map(synced, map(Path, paths)))
    begun = time.perf_counter()
    results = list(consolidation.make_several(paths, 1, datetime.now(UTC), {}))
    seconds = time.perf_counter() - begun
    added = sum(result.outcome.seconds for result in results)
    print(f"week 1 of {len(results)} organisations: {seconds:.1f} s; their times added up: {added:.1f} s")


def main() -> None:
    print(machine())
    with TemporaryDirectory() as folder:
        one_inspection(Path(folder, "one"))
        if sys.argv[1:] != ["one"]:
            all_organisations(Path(folder, "all"))


if __name__ == "__main__":
    main()

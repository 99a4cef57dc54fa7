"""fieldwork demo and simulate: an invented inspection, landing hour by hour."""

import shutil
import tempfile
import threading
from pathlib import Path
from typing import Annotated

import typer

from fieldwork.cli.options import Browser, Folder, Port, Seed
from fieldwork.cli.printing import progress, say
from fieldwork.cli.showing import announcer
from fieldwork.errors import InspectionError, nearest
from fieldwork.folders import known_parameters
from fieldwork.parameters import find

Invented = Annotated[str, typer.Argument(help="Which invented inspection: a file of parameters/inspections.")]


def demo(
    inspection: Invented = "demo-crc",
    programme: Annotated[str, typer.Option(help="Instead: the invented inspection of this programme.")] = "",
    minutes: Annotated[float, typer.Option(help="How long the fieldwork takes.", min=0.1)] = 5,
    port: Port = 8866,
    browser: Browser = True,
    seed: Seed = 2018,
) -> None:
    """Open a living inspection: everything in it is invented, and weeks of fieldwork pass in a few minutes.

    fieldwork demo

    fieldwork demo demo-nps --minutes 10 --no-browser
    """
    from fieldwork.cli.feeding import Feed
    from fieldwork.serving import Where, serve

    with tempfile.TemporaryDirectory(prefix="fieldwork-demo-", ignore_cleanup_errors=True) as folder:
        declared = _copy_of(_invented(programme) if programme else inspection, Path(folder))
        feed = Feed(str(declared), seed)
        say("An invented inspection: no organisation, person or case in it is real.")
        feed.first_days()
        stop = threading.Event()
        living = threading.Thread(target=feed.live, args=(stop, minutes * 60), name="feed")
        living.start()
        try:
            serve(str(declared), Where(port=port), ready=announcer(browser), warn=say)
        finally:
            stop.set()
            living.join()


def simulate(folder: Folder, inspection: Invented = "demo-crc", seed: Seed = 2018) -> None:
    """Write all the files of an invented inspection into a folder, as people would have dropped them.

    fieldwork simulate practice/inbox

    fieldwork simulate practice/inbox demo-nps --seed 7
    """
    from fieldwork import simulation, sync

    setup = sync.load(inspection)
    with progress() as bar:
        drops = list(simulation.drops(setup.programme, setup.inspection, seed))
        for drop in bar.track(drops, description="Writing"):
            simulation.write([drop], folder)
    say(f"{len(drops)} invented files in {folder}")


def _invented(programme: str) -> str:
    """The name of the first invented inspection of that programme. InspectionError where there is none."""
    from fieldwork import inspection as inspections

    names = known_parameters("inspections")
    of = {one.programme: name for name in reversed(names) if (one := inspections.load(name)).invented}
    if programme not in of:
        wrong = f"no invented inspection is of this programme{nearest(programme, of)}."
        raise InspectionError(programme, wrong, f"Known: {', '.join(sorted(of))}.")
    return of[programme]


def _copy_of(inspection: str, folder: Path) -> Path:
    """The same inspection declared in `folder`, so that its data live there too."""
    declared = find("inspections", inspection, InspectionError)
    copy = folder / "parameters" / "inspections" / declared.name
    copy.parent.mkdir(parents=True)
    shutil.copyfile(declared, copy)
    return copy

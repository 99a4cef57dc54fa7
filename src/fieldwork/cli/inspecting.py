"""fieldwork new and sync: an inspection is made, and what its people drop becomes figures."""

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fieldwork.cli.options import Inspection
from fieldwork.cli.printing import progress, say


def new(
    name: Annotated[str, typer.Argument(help="A short name, e.g. marlshire-2018: lower case, digits, hyphens.")],
    programme: Annotated[str, typer.Option(help="The programme, e.g. probation-2018-crc.")],
    organisation: Annotated[str, typer.Option(help="The organisation, as the programme or you call it.")],
    starts: Annotated[
        datetime, typer.Option(help="The Monday of fieldwork week 1, e.g. 2018-11-05.", formats=["%Y-%m-%d"])
    ],
) -> None:
    """Make an inspection: its YAML file under parameters/inspections/ and its folders under inspections/.

    fieldwork new marlshire-2018 --programme probation-2018-crc --organisation "Marlshire CRC" --starts 2018-11-05
    """
    from fieldwork.inspection import create

    made = create(Path.cwd(), name, programme, organisation, starts.date())
    say(f"{made.path}: fill in the units, the team and the sample sizes.")
    say(f"{made.folders.inbox}: drop case lists, forms and calendars here.")
    say(f"Then: fieldwork sync {name} --watch, and in another window: fieldwork serve {name}")


def sync(
    inspection: Inspection,
    watch: Annotated[bool, typer.Option(help="Go on looking until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.2)] = 1.0,
) -> None:
    """Take what is new in the inbox into the ledger, and publish a new snapshot where the figures' sources changed.

    fieldwork sync demo-crc

    fieldwork sync demo-crc --watch
    """
    from fieldwork import sync as syncing

    setup = syncing.load(inspection)
    if not watch:
        with progress() as bar:
            task = bar.add_task("Reading", total=None)
            outcome = syncing.once(
                setup, _now, on_progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
        _tell(outcome)
        return
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    say(f"Watching {setup.inspection.folders.inbox}   (Ctrl-C ends it)")
    try:
        syncing.watch(setup, _now, stop, every, _tell)
    except KeyboardInterrupt:
        say("Ended. Nothing is lost: the next sync goes on from here.")


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(outcome: object) -> None:
    say(str(outcome))

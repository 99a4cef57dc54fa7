"""fieldwork sync: what people drop becomes figures."""

import signal
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from fieldwork.cli.options import Inspection
from fieldwork.cli.printing import progress, say
from fieldwork.errors import SourceError

if TYPE_CHECKING:
    from fieldwork.sync import Outcome


def sync(
    inspection: Inspection,
    watch: Annotated[bool, typer.Option(help="Go on looking until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.2)] = 1.0,
) -> None:
    """Take what is new in the inbox into the ledger, and publish a new snapshot where that changes it.

    A file that cannot be read at all is named and makes the exit code 6. It is kept, and the others go on.

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
        if outcome.refused:
            raise typer.Exit(SourceError.exit_code)
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


def _tell(outcome: "Outcome") -> None:
    say(str(outcome))
    for left in outcome.left:
        say(left)
    for refusal in outcome.refused:
        say(refusal)
    if outcome.rejects > len(outcome.refused):
        say("fieldwork query rejects says what was set aside, where, and what to do.")

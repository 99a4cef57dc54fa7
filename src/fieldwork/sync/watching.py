"""Looking at the inbox once, or again and again until told to stop."""

import threading
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from fieldwork.errors import SnapshotError
from fieldwork.folders import Folders
from fieldwork.sync import settling
from fieldwork.sync.lock import held
from fieldwork.sync.looking import Look, Outcome, Progress
from fieldwork.sync.setup import Setup

_GLANCE = 0.1  # seconds


def once(setup: Setup, now: Callable[[], datetime], on_progress: Progress | None = None) -> Outcome:
    """Sync once. LedgerError where another sync is at it, or the ledger is not what it was.

    A file without its end is watched for as long as it takes to settle: there may be no next look.
    """
    with held(setup.inspection.folders):
        setup.inspection.folders.create()
        look = Look(setup)
        left = look.receive(now())
        if look.is_waiting:
            settling.wait()
            left = look.receive(now())
        return look.publish(left, on_progress)


def watch(
    setup: Setup,
    now: Callable[[], datetime],
    stop: threading.Event,
    every: float,
    on_outcome: Callable[[Outcome], None],
) -> None:
    """Look every `every` seconds until `stop` is set, and tell every outcome that is news.

    What is captured is looked for at once: a meeting waits for it. A share that cannot be reached or a full
    disk is told too, and does not end the watch, which then begins anew. LedgerError where another machine
    syncs the inspection too, or the ledger is not what it was.
    """
    folders, begun = setup.inspection.folders, False
    tell = _Telling(on_outcome)
    while not stop.is_set():
        try:
            if begun:
                folders.inbox.stat()  # where a share is gone, nobody makes another in its place
            with held(folders) as holding:
                if not begun:
                    folders.create()
                begun, look = True, Look(setup)
                while not stop.is_set():
                    captured = _captured(folders)
                    holding.renew()
                    tell(look(now()))
                    _wait(folders, captured, every, stop)
        except (OSError, SnapshotError) as error:
            tell(Outcome(trouble=f"{_trouble(error, folders)} Looking again soon."))
            stop.wait(every)


class _Telling:
    """Tells the first outcome, then each that is news."""

    def __init__(self, on_outcome: Callable[[Outcome], None]) -> None:
        self._on_outcome, self._told = on_outcome, Outcome(trouble="not looked yet")

    def __call__(self, outcome: Outcome) -> None:
        if outcome != self._told and (outcome != Outcome() or self._told.trouble):
            self._on_outcome(outcome)
        self._told = outcome


def _wait(folders: Folders, captured: int, every: float, stop: threading.Event) -> None:
    """Until it is time for the next look, or something was captured since `captured`."""
    until = monotonic() + every
    while monotonic() < until and _captured(folders) == captured and not stop.wait(min(every, _GLANCE)):
        pass


def _captured(folders: Folders) -> int:
    """When anything was last captured (of its folder, nanoseconds); 0: nothing was."""
    try:
        return folders.captured.stat().st_mtime_ns
    except OSError:
        return 0


def _trouble(error: OSError | SnapshotError, folders: Folders) -> str:
    if isinstance(error, SnapshotError):
        return str(error)
    return f"{error.filename or folders.root}: {error.strerror or type(error).__name__}."

"""Thirty viewers for thirty minutes on two cores: `python benchmarks/load/run.py [--minutes 30]`.

A note is published every ten seconds. Then half of the viewers vanish, and then the server is killed. What
was found goes into docs/performance.md between its markers; a trial of fewer minutes is printed only.
Every process that this starts it ends, by its id; servers answer 127.0.0.1 only.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import cycle, islice
from math import inf
from pathlib import Path

from crowd import Browser, Group
from host import Host
from playwright.sync_api import sync_playwright
from report import Found, markdown, write

from inspection import Office, Running

HALF = 15  # viewers
# Real pages first, then as many clients as are missing, on all of them in turn. Meetings and Arrivals are
# only looked at by those who will vanish: their kernels are to go too.
STAYING = ("key_questions", "today", "completion?sample=unpaid_work", "key_questions?tier1=Fenwick+Vale")
VANISHING = ("arrivals", "key_questions", "meetings?standard=1.1", "today", "completion", "meetings")
IN_USE, LEFT = 5, 3  # screens, before and after
REAL = 1  # of each half
EVERY, READING, PATIENCE = 10, 60, 60  # seconds
WHOLE = 30  # minutes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=WHOLE)
    minutes = parser.parse_args().minutes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))
    found = Found(minutes=minutes, viewers=2 * HALF, pages=2 * REAL, screens=IN_USE)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        office = Office(folder / "inspection")
        stack.callback(office.end)
        server, watch = office.serve(), office.watch()
        playwright = stack.enter_context(sync_playwright())
        kept, killed = (Browser(playwright, office.address, some[:REAL]) for some in (STAYING, VANISHING))
        logs = [server.log, watch.log, folder / "viewers.log"]
        staying = Group("A", office.address, _clients(STAYING), logs[-1])
        stack.callback(staying.end)
        vanishing = Group("B", office.address, _clients(VANISHING), logs[-1])
        stack.callback(vanishing.end)
        if max(_alive_after(group, 0) for group in (staying, vanishing)) == inf:
            raise RuntimeError("Not every viewer came to its screen.")
        with Host() as host:
            _live(found, office, server, watch, minutes)
        found.host = str(host)
        found.collect([*staying.seen, *vanishing.seen, *kept.seen(), *killed.seen()])
        found.clean_up = _vanish(server, vanishing, killed)
        found.errors += [*staying.troubles(), *vanishing.troubles(), *kept.troubles, *killed.troubles]
        kernels = server.kernels()
        server.kill()
        at = time.time()
        office.serve()
        found.recovery = max(kept.alive_after(at), _alive_after(staying, at)) - at
        found.errors += [f"Kernel {one.pid} outlived its server." for one in kernels if one.is_running()]
        found.errors += [line for log in logs for line in _complaints(log)]
    for error in found.errors:
        print(error, file=sys.stderr)
    if minutes < WHOLE:
        print(f"A trial of {minutes:g} minutes; a run has {WHOLE}.\n{markdown(found)}")
    else:
        write(found)
    return 0 if found.reached() else 1


def _clients(screens: tuple[str, ...]) -> list[str]:
    return list(islice(cycle(screens), HALF - REAL))


def _live(found: Found, office: Office, server: Running, watch: Running, minutes: float) -> None:
    """A note every ten seconds; memory, kernels and processor time read every minute.

    They are read before a note, at rest, so that each is of the same state: as a note is published, some
    kernels have let the older snapshot go and not yet read all of the newer.
    """
    begun = reading = time.monotonic()
    number = 0
    while time.monotonic() < begun + 60 * minutes:
        number += 1
        due = begun + EVERY * number
        before, _ = office.published()
        office.note(number)
        while office.published()[0] == before and time.monotonic() < due:
            time.sleep(0.02)
        name, at = office.published()
        if name == before:
            found.late += 1
        else:
            found.published[Path(name).stem] = at
        time.sleep(max(0.0, due - time.monotonic()))
        if time.monotonic() >= reading:
            found.read((time.monotonic() - begun) / 60, server, watch)
            reading += READING


def _vanish(server: Running, group: Group, browser: Browser) -> float:
    """Half of them go without a word: seconds until the server has let go of their lines and kernels.

    A process that is stopped answers nothing and closes nothing, like a laptop whose lid is shut.
    """
    ports = group.ports()
    os.kill(group.process.pid, signal.SIGSTOP)
    browser.kill()
    begun = time.monotonic()
    while time.monotonic() < begun + 2 * PATIENCE:
        lines = server.process.net_connections()
        gone = not [line for line in lines if line.status == "ESTABLISHED" and line.raddr.port in ports]
        if gone and len(server.kernels()) <= LEFT + 1:
            break
        time.sleep(0.2)
    return time.monotonic() - begun


def _alive_after(group: Group, moment: float) -> float:
    """When the last of them heard of its kernel after that moment; infinite: one did not in a minute."""
    until = time.monotonic() + PATIENCE
    while len(heard := group.alive_since(moment)) < group.viewers:
        if time.monotonic() > until:
            return inf
        time.sleep(0.1)
    return max(heard.values())


def _complaints(log: Path) -> list[str]:
    """Lines of a log that tell of something gone wrong."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [
        line for line in lines if any(word in line for word in ("Traceback", "Error", "ERROR", "CRITICAL"))
    ]


if __name__ == "__main__":
    sys.exit(main())

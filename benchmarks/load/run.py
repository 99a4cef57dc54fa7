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
from pathlib import Path

from crowd import Browser, Group
from playwright.sync_api import sync_playwright
from report import Found, markdown, write

from inspection import Office, Running

SCREENS = ("today", "key_questions", "completion", "meetings", "arrivals")
GROUP = [SCREENS[number % len(SCREENS)] for number in range(14)]  # twice, and two real pages: thirty
EVERY, READING, PATIENCE = 10, 60, 60  # seconds
WHOLE = 30  # minutes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=WHOLE)
    minutes = parser.parse_args().minutes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))
    found = Found(minutes=minutes, viewers=2 * len(GROUP) + 2, pages=2)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-")))
        office = Office(folder / "inspection")
        server, watch = office.serve(), office.watch()
        stack.callback(watch.end)
        playwright = stack.enter_context(sync_playwright())
        kept = Browser(playwright, office.address, "key_questions")
        stack.callback(kept.end)
        killed = Browser(playwright, office.address, "today")
        staying, vanishing = (Group(name, office.address, GROUP, folder / "viewers.log") for name in "AB")
        stack.callback(staying.end)
        stack.callback(vanishing.end)
        _await_all(staying, vanishing)
        _live(found, office, server, watch, minutes)
        found.collect([*staying.seen, *vanishing.seen, *kept.seen, *killed.seen])
        found.clean_up = _vanish(server, vanishing, killed)
        found.errors = [*_complaints(server.log), *_complaints(watch.log), *kept.trouble]
        server.kill()
        at = time.time()
        server = office.serve()
        stack.callback(server.end)
        kept.await_word(time.time())
        found.recovery = max(time.time(), *_await_alive(staying, at).values()) - at
    if minutes < WHOLE:
        print(f"A trial of {minutes:g} minutes; a run has {WHOLE}.\n{markdown(found)}")
    else:
        write(found)
    return 0 if found.reached() else 1


def _await_all(*groups: Group) -> None:
    """Until every viewer has a line and its slice."""
    until = time.monotonic() + PATIENCE
    while any(
        len({viewer for viewer, sees, _ in group.seen if sees == "alive"}) < group.viewers for group in groups
    ):
        if time.monotonic() > until:
            raise RuntimeError("Not every viewer came to its screen.")
        time.sleep(0.1)


def _live(found: Found, office: Office, server: Running, watch: Running, minutes: float) -> None:
    """A note every ten seconds; memory, kernels and processor time read every minute."""
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
        if name != before:
            found.published[Path(name).stem] = at
        if time.monotonic() >= reading:
            found.read((time.monotonic() - begun) / 60, server, watch)
            reading += READING
        time.sleep(max(0.0, due - time.monotonic()))
    found.read((time.monotonic() - begun) / 60, server, watch)


def _vanish(server: Running, group: Group, browser: Browser) -> float:
    """Half of them go without a word: seconds until the server has let go of their lines.

    A process that is stopped answers nothing and closes nothing, like a laptop whose lid is shut.
    """
    ports = group.ports()
    os.kill(group.process.pid, signal.SIGSTOP)
    browser.kill()
    begun = time.monotonic()
    while time.monotonic() < begun + 2 * PATIENCE:
        lines = server.process.net_connections()
        if not [line for line in lines if line.status == "ESTABLISHED" and line.raddr.port in ports]:
            break
        time.sleep(0.2)
    return time.monotonic() - begun


def _await_alive(group: Group, moment: float) -> dict[str, float]:
    until = time.monotonic() + PATIENCE
    while len(group.alive_since(moment)) < group.viewers and time.monotonic() < until:
        time.sleep(0.1)
    return group.alive_since(moment)


def _complaints(log: Path) -> list[str]:
    """Lines of a log that tell of something gone wrong."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [
        line for line in lines if any(word in line for word in ("Traceback", "Error", "ERROR", "CRITICAL"))
    ]


if __name__ == "__main__":
    sys.exit(main())

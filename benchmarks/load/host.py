"""What the machine itself did meanwhile: a virtual one shares its processors, and stands still at times."""

import threading
import time
from contextlib import AbstractContextManager
from typing import Self

import psutil

_NAP = 0.05  # seconds
_LATE = 0.25  # seconds; a thread that sleeps wakes within a few milliseconds on a machine of its own


class Host(AbstractContextManager["Host"]):
    """Watches for the length of a block.

    `taken`: per cent of all its cores' time that the host gave to others; `stalls`: seconds by which a thread
    that does nothing but sleep woke late.
    """

    def __enter__(self) -> Self:
        self.stalls: list[float] = []
        self._before = psutil.cpu_times()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        after = psutil.cpu_times()
        spent = sum(after[:8]) - sum(self._before[:8])  # guests' times are in the users' already
        self.taken = 100 * (getattr(after, "steal", 0.0) - getattr(self._before, "steal", 0.0)) / spent

    def _watch(self) -> None:
        due = time.monotonic() + _NAP
        while not self._done.wait(max(0.0, due - time.monotonic())):
            if (late := time.monotonic() - due) > _LATE:
                self.stalls.append(late)
            due = time.monotonic() + _NAP

    def __str__(self) -> str:
        worst = f", {max(self.stalls):.1f} s at most" if self.stalls else ""
        return (
            f"Meanwhile the host gave {self.taken:.0f} % of the cores' time to others, and a thread that "
            f"only sleeps woke more than {_LATE:g} s late {len(self.stalls)} times{worst}."
        )

"""What a server and its children cost: memory that is theirs, and processor time."""

import time
from contextlib import suppress

import psutil
from servers import Server

_MB = 2**20
_READINGS, _ALIKE = 10, 0.1  # so many at most; so many megabytes apart


def megabytes(server: Server) -> float:
    """Proportional set size: pages shared by several processes are divided among them."""
    total = 0
    for process in server.tree():
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total / _MB


def settled_megabytes(server: Server) -> float:
    """The same once opening pages has given back what only that needed: two readings alike, or the tenth."""
    reading = megabytes(server)
    for _ in range(_READINGS):
        before = reading
        time.sleep(1)
        reading = megabytes(server)
        if abs(reading - before) < _ALIKE:
            break
    return reading


def busy(server: Server, seconds: float) -> float:
    """Share of one core that is used over so many seconds."""
    before, begun = _processor_seconds(server), time.monotonic()
    time.sleep(seconds)
    return (_processor_seconds(server) - before) / (time.monotonic() - begun)


def _processor_seconds(server: Server) -> float:
    total = 0.0
    for process in server.tree():
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total

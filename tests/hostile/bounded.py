"""One file read as sync reads it, in a process of its own: how it ends, how long it takes, what it takes."""

import os
import resource
import signal
import sys
import traceback
from typing import NamedTuple

from understanding import READ, REJECTED, meaning, understand, unshelter

MOST_SECONDS = 10
MOST_MEGABYTES = 512
CRASHED, TOO_SLOW, TOO_LARGE = "crashed", "too slow", "too large"
_CODES = (READ, REJECTED, CRASHED)


class Ended(NamedTuple):
    """`seconds`: processor time. `megabytes`: the most that any one process held above what was held."""

    how: str
    seconds: float
    megabytes: float


def bounded(name: str, data: bytes) -> Ended:
    """Read it as sync does, in a forked process that counts what it and its own processes take."""
    return _ended(name, data)[0]


def unsheltered(name: str, data: bytes) -> Ended:
    """Read it without the process apart, so that no fault of a reader hides there.

    Where the reader's library itself ends the process, or takes too much, it is read again as sync does.
    """
    ended, code = _ended(name, data, sheltered=False)
    return bounded(name, data) if code < 0 or ended.how not in _CODES else ended


def limit_memory() -> None:
    """From now on, let nobody take much of a machine: what asks for all there is ends at once."""
    limit = 4 * MOST_MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _ended(name: str, data: bytes, sheltered: bool = True) -> tuple[Ended, int]:
    meaning()
    before = _megabytes_now()
    child = os.fork()
    if not child:
        _child(name, data, sheltered)
    _, status, used = os.wait4(child, 0)  # the child's own children are in `used` too
    seconds, megabytes = used.ru_utime + used.ru_stime, max(used.ru_maxrss / 1024 - before, 0)
    code = os.waitstatus_to_exitcode(status)
    how = _CODES[code] if 0 <= code < len(_CODES) else CRASHED
    if code == -signal.SIGXCPU or seconds > MOST_SECONDS:
        how = TOO_SLOW
    elif megabytes > MOST_MEGABYTES:
        how = TOO_LARGE
    return Ended(how, seconds, megabytes), code


def _child(name: str, data: bytes, sheltered: bool) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS + 5, MOST_SECONDS + 6))
    limit_memory()
    if not sheltered:
        unshelter()
    code = _CODES.index(CRASHED)
    try:
        code = _CODES.index(understand(name, data))
    except BaseException:
        traceback.print_exc(limit=-6, file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _megabytes_now() -> float:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20

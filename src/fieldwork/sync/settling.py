"""Whether a file without its end is still being written, by our own clock; the time it bears is another's."""

from datetime import datetime, timedelta
from time import monotonic, sleep

from fieldwork.sync.inbox import Found

SETTLING = 10.0  # seconds: a sync client that pauses longer than this has stopped

_SURELY = timedelta(days=1)  # no two clocks are so far apart


class Settling:
    """Remembers since when each such file has been as it is."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[Found, float]] = {}

    def has_settled(self, found: Found, now: datetime) -> bool:
        """Whether it has not changed for SETTLING under our eyes, or is of another day. `now` is aware."""
        before, since = self._since.get(found.name, (None, 0.0))
        if before != found:
            since = monotonic()
            self._since[found.name] = found, since
        return monotonic() - since >= SETTLING or now - found.modified_at > _SURELY


def wait() -> None:
    """Until what was just seen for the first time has settled, if it does."""
    sleep(SETTLING)

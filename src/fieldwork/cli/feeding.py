"""The life of the demo: an invented inspection's files land in the inbox as its clock runs."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby

from fieldwork import simulation, sync
from fieldwork.cli.printing import say

AFTERWARDS = 1  # seconds between two looks, once all has come: what is written down on a screen still shows
FIRST_DAYS = 3  # of fieldwork, already there when the page opens: an empty dashboard shows nobody anything


class Feed:
    """An inspection's files in the order of their dropping, and a clock that stands where they stand."""

    def __init__(self, inspection: str, seed: int) -> None:
        self.setup = sync.load(inspection)
        drops = simulation.drops(self.setup.programme, self.setup.inspection, seed)
        self.hours = [(hour, list(some)) for hour, some in groupby(drops, key=lambda drop: _hour(drop.at))]
        self.clock = self.hours[0][0]

    def first_days(self) -> None:
        """Drop and sync what had come by the end of the third day."""
        self._drop(*(drop for hour in self._until_third_evening() for drop in hour))

    def live(self, stop: threading.Event, seconds: float) -> None:
        """Let the remaining hours pass within `seconds`, unless told to stop."""
        pause = seconds / max(1, len(self.hours))
        for hour, drops in self.hours:
            if stop.wait(pause):
                return
            if hour.date() != self.clock.date():
                say(f"{hour:%A %d %B %Y}")
            self.clock = hour
            self._drop(*drops)
        say("Fieldwork is over; the dashboards stay until Ctrl-C.")
        while not stop.wait(AFTERWARDS):
            self._drop()

    def _until_third_evening(self) -> Iterator[list[simulation.Drop]]:
        starts = self.setup.inspection.weeks[0]
        while self.hours and self.hours[0][0].date() < starts + timedelta(days=FIRST_DAYS):
            self.clock, drops = self.hours.pop(0)
            yield drops

    def _drop(self, *drops: simulation.Drop) -> None:
        simulation.write(drops, self.setup.inspection.folders.inbox)
        sync.once(self.setup, self._now)

    def _now(self) -> datetime:
        """The demo's own time: files are received when its clock says so."""
        return self.clock.replace(tzinfo=self.setup.time_zone).astimezone(UTC)


def _hour(moment: datetime) -> datetime:
    """The full hour after `moment`: everything of that hour has come by then."""
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

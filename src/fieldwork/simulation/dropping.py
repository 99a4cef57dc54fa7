"""A file that somebody drops into the inbox, and how it gets there."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldwork.errors import SourceError
from fieldwork.folders import write_durably

LONDON = ZoneInfo("Europe/London")  # the clock of every invented inspection


@dataclass(frozen=True, order=True)
class Drop:
    """`data` lands as `name` (below the inbox, '/' between folders) at `at`, by the inspection's clock."""

    at: datetime
    name: str
    data: bytes


def write(drops: Iterable[Drop], folder: Path) -> list[Path]:
    """Write each drop below `folder`, with its time as the file's; raises SourceError for one outside."""
    written = []
    for drop in drops:
        path = folder / drop.name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise SourceError(drop.name, "this name leads out of the inbox.", remedy="Nothing was written.")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, drop.data)
        moment = drop.at.replace(tzinfo=LONDON).timestamp()
        os.utime(path, (moment, moment))
        written.append(path)
    return written

"""The same week of many inspections: a process a core, and one that fails does not stop the others."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldwork.consolidation.making import Outcome, make, plan
from fieldwork.errors import FieldworkError


@dataclass(frozen=True)
class Result:
    """Of one inspection: its outcome, or why there is none."""

    inspection: str
    outcome: Outcome | None
    trouble: str = ""


def make_several(
    inspections: Sequence[str], week: int, as_at: datetime | None, given: Mapping[str, Any]
) -> Iterator[Result]:
    """Consolidate a week of each, as many at a time as there are cores; each result as it comes."""
    afresh = multiprocessing.get_context(
        "spawn"
    )  # as on every system, and with no thread of this process in it
    with ProcessPoolExecutor(os.cpu_count(), mp_context=afresh) as processes:
        running = {processes.submit(_made, name, week, as_at, given): name for name in inspections}
        for done in as_completed(running):
            try:
                yield done.result()
            except Exception as error:  # its process died: the others go on
                yield Result(running[done], None, f"its process ended with {type(error).__name__}.")


def _made(inspection: str, week: int, as_at: datetime | None, given: Mapping[str, Any]) -> Result:
    try:
        return Result(inspection, make(plan("week", inspection, week=week, as_at=as_at, given=given)))
    except FieldworkError as error:
        return Result(inspection, None, str(error))

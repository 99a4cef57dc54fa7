"""Which moments a pack is about, and the snapshots that say how things stood then."""

import shutil
from datetime import datetime, time, timedelta
from pathlib import Path

from fieldwork import database, sync
from fieldwork.consolidation.parameters import EARLIER, SNAPSHOT, TEMPLATE
from fieldwork.consolidation.places import sealed, versions
from fieldwork.errors import ConsolidationError, SnapshotError

_FRIDAY = timedelta(days=4)  # after the Monday on which a week of fieldwork starts


def end_of(setup: sync.Setup, week: int) -> datetime:
    """The last moment of that week's Friday, in the inspection's own time zone.

    ConsolidationError where the inspection has no such week.
    """
    weeks = setup.inspection.weeks
    if not 1 <= week <= len(weeks):
        raise ConsolidationError(
            f"week {week} of {setup.inspection.name}",
            "the inspection has no such week.",
            f"Weeks 1 to {len(weeks)}.",
        )
    return datetime.combine(weeks[week - 1] + _FRIDAY, time.max, setup.time_zone)


def moment_of(setup: sync.Setup, week: int | None, as_at: datetime | None, now: datetime) -> datetime:
    """As at when the figures are frozen: `as_at` where it is said, else the week's end, else now.

    ConsolidationError where that is still to come.
    """
    end = end_of(setup, week) if week else now
    moment = (as_at if as_at.tzinfo else as_at.replace(tzinfo=setup.time_zone)) if as_at else end
    if moment > now:
        raise ConsolidationError(
            f"{setup.inspection.name}, as at {moment:%d/%m/%Y %H:%M}",
            "this moment is still to come.",
            "What has not come yet cannot be frozen.",
            "--as-at may name an earlier one.",
        )
    return moment.astimezone(setup.time_zone)


def snapshot_by(setup: sync.Setup, moment: datetime) -> Path:
    """The snapshot of what had been received by then. SnapshotError, with what to do, where nothing had."""
    try:
        return sync.as_at(setup, moment)
    except SnapshotError as error:
        remedy = "--as-at may name a later moment."
        raise SnapshotError(error.place, error.wrong, error.allowed, error.remedy or remedy) from None


def week_before(setup: sync.Setup, week: int | None) -> Path | None:
    """The snapshot of the week before: as it was sealed, else as its end stood.

    None where there is no week before, or nothing had been received by its end.
    """
    if not week or week == 1:
        return None
    frozen = [folder for folder in versions(setup.inspection.folders, f"week-{week - 1}") if sealed(folder)]
    if frozen:
        return frozen[-1] / SNAPSHOT
    try:
        return sync.as_at(setup, end_of(setup, week - 1))
    except SnapshotError:
        return None


def freeze(snapshot: Path, earlier: Path | None, template: Path | None, folder: Path) -> None:
    """Copy what the notebook asks into its pack's folder, so that it needs nothing else to be run again."""
    for source, name in ((snapshot, SNAPSHOT), (earlier, EARLIER), (template, TEMPLATE)):
        if source:
            shutil.copyfile(source, folder / name)


def made_from(snapshot: Path) -> dict[str, str]:
    """What a snapshot says that it was made from: contents, ledger head, versions of programme and code."""
    with database.open_snapshot(snapshot) as opened:
        [row] = opened.rows(
            "select content, as_at::varchar as as_at, ledger_head, code_version, "
            "programme_hash, inspection_hash, forms_hash, queries_hash from snapshot"
        )
    return row

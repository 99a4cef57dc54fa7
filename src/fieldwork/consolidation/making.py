"""A pack from beginning to end: checked, frozen, run, receipted, and put in its place whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from fieldwork import sync
from fieldwork.consolidation import comparing, freezing, places, receipts, running
from fieldwork.consolidation.parameters import (
    EARLIER,
    SNAPSHOT,
    TEMPLATE,
    Parameters,
    checked,
    notebook_file,
)
from fieldwork.errors import ConsolidationError


@dataclass(frozen=True)
class Plan:
    """What would run: everything is checked, nothing is done yet."""

    notebook: str
    setup: sync.Setup
    week: int | None
    as_at: datetime  # aware, in the inspection's time zone
    earlier: Path | None  # the snapshot of the week before
    template: Path | None  # the Word file whose styles the documents take
    parameters: Parameters

    @property
    def name(self) -> str:
        """Of the pack, e.g. week-2 or panel."""
        return f"{self.notebook}-{self.week}" if self.week else self.notebook

    @property
    def target(self) -> Path:
        """Where the pack would lie, unless it turns out to be the same as a sealed one."""
        return places.next_version(self.setup.inspection.folders, self.name)


@dataclass(frozen=True)
class Outcome:
    """What became of it. `differences`: from the pack that stood there before; None: none did."""

    folder: Path
    seconds: float
    differences: Sequence[str] | None
    sealed: bool = False  # the same as a sealed pack, which stays as it is

    def __str__(self) -> str:
        if self.sealed:
            return f"{self.folder.name} is sealed, and this run gave the same: it stays as it is."
        if self.differences is None:
            return f"Made {self.folder.name} in {self.seconds:.0f} s."
        if not self.differences:
            return f"Made {self.folder.name} again in {self.seconds:.0f} s: the same tables and hashes."
        return f"Made {self.folder.name} in {self.seconds:.0f} s. It is not the one that stood before."


def plan(
    notebook: str,
    inspection: str,
    *,
    week: int | None = None,
    as_at: datetime | None = None,
    template: Path | None = None,
    given: Mapping[str, Any] | None = None,
) -> Plan:
    """What `make` would do, for the inspection of that name or path.

    `as_at`: another moment than the week's end (now, where there is no week), wall clock of the inspection.
    `given`: parameters of the notebook. A FieldworkError says all that would keep it from running.
    """
    notebook_file(notebook)
    setup = sync.load(inspection)
    moment = freezing.moment_of(setup, week, as_at, datetime.now(UTC))
    earlier = freezing.week_before(setup, week)
    frozen: dict[str, Any] = (
        {"week": week, "earlier": earlier and EARLIER} if week else {"template": template and TEMPLATE}
    )
    parameters = checked(notebook, given or {}, frozen)
    return Plan(notebook, setup, week, moment, earlier, template, parameters)


def frozen(planned: Plan) -> Path:
    """The snapshot that the newest pack of that name was made from; as at the plan's moment where none is."""
    known = places.versions(planned.setup.inspection.folders, planned.name)
    return known[-1] / SNAPSHOT if known else freezing.snapshot_by(planned.setup, planned.as_at)


def make(
    planned: Plan,
    on_progress: running.Progress = lambda done, total: None,
    patience: int = running.PATIENCE,
) -> Outcome:
    """Make the pack. ConsolidationError where its notebook fails: the pack that stood there stays."""
    began = perf_counter()
    folders = planned.setup.inspection.folders
    source = notebook_file(planned.notebook)
    with places.held(folders, planned.name) as building:
        snapshot = freezing.snapshot_by(planned.setup, planned.as_at)
        freezing.freeze(snapshot, planned.earlier, planned.template, building)
        try:
            running.run(source, planned.parameters.told(), building, on_progress, patience)
        except ConsolidationError as error:
            aside = places.set_aside(building, folders, planned.name)
            kept = f"What it had made is in {aside}; nothing else was changed."
            raise ConsolidationError(
                f"{planned.setup.inspection.name}, {error.place}", error.wrong, "", kept
            ) from None
        receipt = receipts.issue(building, _about(planned, source, building), perf_counter() - began)
        outcome = _placed(planned, building, receipt)
        return replace(outcome, seconds=perf_counter() - began)


def _about(planned: Plan, source: Path, building: Path) -> dict[str, Any]:
    return {
        "notebook": source.name,
        "notebook_sha256": receipts.digest(source),
        "inspection": planned.setup.inspection.name,
        "frozen_as_at": planned.as_at.isoformat(),
        "parameters": planned.parameters.told(),
        "snapshot": freezing.made_from(building / SNAPSHOT),
        "earlier": freezing.made_from(building / EARLIER) if planned.earlier else None,
    }


def _placed(planned: Plan, building: Path, receipt: receipts.Receipt) -> Outcome:
    """Put the pack in its place, compared with the newest one that is there."""
    known = places.versions(planned.setup.inspection.folders, planned.name)
    if not known:
        places.publish(building, planned.target)
        return Outcome(planned.target, 0, None)
    newest = known[-1]
    found = comparing.differences(newest, building, (receipts.read(newest), receipt))
    if places.sealed(newest) and not found:
        return Outcome(newest, 0, found, sealed=True)
    target = planned.target
    places.publish(building, target)
    return Outcome(target, 0, found)

"""The end of an inspection: its evidence is erased, what may be kept stays, and a certificate says so.

    closed/plan.json           what is being erased; it is there until all of that is gone
    closed/figures/*.csv       the figures that everybody may see, small numbers hidden
    closed/certificate.json    what was erased, when, by whom, under which rule; and the same as a text

Killed at any moment, the next `close` goes on from the plan. The certificate comes last.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldwork.consolidation import places
from fieldwork.errors import KeepingError
from fieldwork.folders import Folders, sync_folder, write_durably
from fieldwork.inspection import Inspection
from fieldwork.keeping import certificate, remains
from fieldwork.keeping.proof import prove
from fieldwork.sync import inbox, lock

PLAN = "plan.json"


@dataclass(frozen=True)
class Closed:
    """The certificate, and how many files were erased."""

    certificate: Path
    files: int


def close(inspection: Inspection, by: str, name: str, now: datetime, unsealed: bool = False) -> Closed:
    """Erase what the inspection's folder holds. `by`: a role; `name`: the inspection's, typed again.

    `now`: aware. KeepingError where it is closed already, still to be kept, not sealed (unless `unsealed`),
    or the name is another; then nothing is erased.
    """
    role, folders = inspection.role(by), inspection.folders
    if name != inspection.name:
        raise KeepingError(f"{name!r}", "this is not the name of the inspection.", f"{inspection.name}.")
    if (folders.closed / certificate.JSON).exists():
        raise KeepingError(str(folders.closed), "the inspection is closed already.")
    plan = folders.closed / PLAN
    if not plan.exists():
        _check(inspection, now, unsealed)
        with lock.held(folders):
            _plan(inspection, role, now)
    everything = Folders(Path(inbox.reachable(str(folders.root))))  # however deep, on Windows too
    erased = _with_all_that_is_there(everything, json.loads(plan.read_bytes()))
    _erase(everything)
    path = certificate.write(folders.closed, erased, now)
    plan.unlink()
    sync_folder(folders.closed)
    return Closed(path, len(erased["files"]))


def _check(inspection: Inspection, now: datetime, unsealed: bool) -> None:
    """KeepingError where it may not be closed yet."""
    until, folders = inspection.keep_until, inspection.folders
    if inspection.path.resolve().is_relative_to(folders.root):
        raise KeepingError(
            str(inspection.path),
            f"it lies in {folders.root}, which would be erased whole.",
            "The folder of an inspection holds nothing but its own data.",
            "Move the data into a folder of their own, and name that under `folder`.",
        )
    if until and now.astimezone(inspection.zone).date() <= until:
        raise KeepingError(
            str(inspection.path),
            f"its data are to be kept until {until:%d/%m/%Y}.",
            "",
            "The day is `keep_until` of the inspection's file.",
        )
    if not (folders.ledger / "journal.jsonl").exists():
        raise KeepingError(str(folders.root), "nothing was received: there is nothing to close.")
    weeks = range(1, len(inspection.weeks) + 1)
    open_weeks = [str(week) for week in weeks if not _is_sealed(folders, f"week-{week}")]
    if open_weeks and not unsealed:
        raise KeepingError(
            str(folders.packs),
            f"no pack is sealed of week {', '.join(open_weeks)}.",
            "Every week's pack is sealed before an inspection is closed.",
            f"Run: fieldwork verify {inspection.name} --week {open_weeks[0]} --by ROLE. Or: --unsealed.",
        )


def _is_sealed(folders: Folders, name: str) -> bool:
    """Any version of the pack: a later one may have come out otherwise after it."""
    return any(places.sealed(folder) for folder in places.versions(folders, name))


def _plan(inspection: Inspection, role: str, now: datetime) -> None:
    """Keep what may be kept, then write down what will go."""
    folders = inspection.folders
    proof = prove(folders)
    shutil.rmtree(folders.closed, ignore_errors=True)
    folders.closed.mkdir(parents=True)
    kept = remains.keep(folders, folders.closed / "figures")
    plan: dict[str, Any] = {
        "inspection": inspection.name,
        "invented": inspection.invented,
        "begun_at": now.isoformat(timespec="seconds"),
        "by": role,
        "rule": _rule(inspection),
        "ledger": {
            "versions": proof.versions,
            "head": proof.head,
            "proved_itself": not proof.faults,
        },
        "kept": kept,
        "files": [],
        "links": [],
    }
    write_durably(folders.closed / PLAN, json.dumps(plan, indent=1).encode("utf-8"))
    sync_folder(folders.root)


def _with_all_that_is_there(folders: Folders, plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with what will go: also what sync clients have brought since a run that was killed."""
    known = {(file["folder"], file["sha256"]) for file in plan["files"]}
    found = remains.files(folders)
    plan["files"] += [file for file in found if (file["folder"], file["sha256"]) not in known]
    plan["links"] = sorted({*plan["links"], *remains.links(folders)})
    write_durably(folders.closed / PLAN, json.dumps(plan, indent=1).encode("utf-8"))
    return plan


def _rule(inspection: Inspection) -> str:
    if inspection.keep_until:
        return f"Kept until {inspection.keep_until:%d/%m/%Y}, as the inspection's own file says (setting)."
    return (
        "The inspection's file names no day until which its data are kept; the role named decided (setting)."
    )


def _erase(folders: Folders) -> None:
    """Everything but what is closed. KeepingError where a program holds a file; then the next run goes on."""
    left: list[str] = []
    for path in _others(folders):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, onerror=lambda _, name, __: left.append(str(name)))
        else:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                left.append(str(path))
    if left:
        raise KeepingError(
            str(folders.root),
            f"{len(left)} files or folders could not be erased, {Path(left[0]).name} the first of them.",
            "",
            "Close the programs that have them open, and run the command again: it goes on.",
        )
    sync_folder(folders.root)


def _others(folders: Folders) -> Sequence[Path]:
    """The ledger last: while it is there, what was erased could be made again."""
    found = [path for path in folders.root.iterdir() if path != folders.closed]
    return sorted(found, key=lambda path: (path == folders.ledger, path.name))

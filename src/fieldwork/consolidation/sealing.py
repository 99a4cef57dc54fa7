"""A second person confirms a pack: its files are as receipted, and from then on it never changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fieldwork import inspection as inspections
from fieldwork.consolidation import places, receipts
from fieldwork.errors import ConsolidationError
from fieldwork.folders import sync_folder, write_durably


@dataclass(frozen=True)
class Seal:
    """seal.json: who confirmed the pack, when, and the hash of the receipt that they confirmed."""

    folder: Path
    by: str
    at: str
    new: bool  # it was not sealed before


def verify(inspection: str, week: int, by: str) -> Seal:
    """Seal the newest version of a week's pack. `by`: a role, never a name.

    ConsolidationError where there is none, or a file is not as its receipt says; InspectionError where the
    role is not known. One that is sealed already is proved again, and keeps its seal.
    """
    declared = inspections.load(inspection)
    role = declared.role(by)
    name = f"week-{week}"
    with places.held(declared.folders, name):
        known = places.versions(declared.folders, name)
        if not known:
            raise ConsolidationError(
                str(declared.folders.packs / name),
                "there is no such pack.",
                "",
                f"Run: fieldwork consolidate {inspection} --week {week}",
            )
        receipts.check(known[-1])
        return _sealed(known[-1], role)


def _sealed(folder: Path, role: str) -> Seal:
    receipt = receipts.digest(folder / places.RECEIPT)
    if places.sealed(folder):
        said = _read(folder / places.SEAL)
        if said["receipt_sha256"] != receipt:
            raise ConsolidationError(
                str(folder / places.RECEIPT),
                "it was altered after the pack was sealed.",
                "",
                "Restore the pack from its backup.",
            )
        return Seal(folder, said["by"], said["at"], new=False)
    seal = {"by": role, "at": datetime.now(UTC).isoformat(timespec="seconds"), "receipt_sha256": receipt}
    write_durably(folder / places.SEAL, json.dumps(seal, indent=1).encode("utf-8"))
    sync_folder(folder.parent)  # whoever made the pack may have been killed before that
    return Seal(folder, seal["by"], seal["at"], new=True)


def _read(seal: Path) -> Mapping[str, str]:
    try:
        said = json.loads(seal.read_text("utf-8"))
        return {key: str(said[key]) for key in ("by", "at", "receipt_sha256")}
    except (ValueError, KeyError, TypeError):
        raise ConsolidationError(
            str(seal), "this is not a seal that fieldwork wrote.", "", "Restore the pack from its backup."
        ) from None

"""receipt.json: what a pack was made from, and the hash of every file in it; and whether both still hold."""

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fieldwork import database, sources
from fieldwork.consolidation.parameters import EARLIER, SNAPSHOT
from fieldwork.consolidation.places import RECEIPT, SEAL
from fieldwork.errors import ConsolidationError
from fieldwork.folders import write_durably

Receipt = Mapping[str, Any]

# DuckDB writes the same rows as other bytes; `content` says whether they are the same.
_BUILT = (SNAPSHOT, EARLIER)
_NOT_RECEIPTED = (RECEIPT, SEAL)
_LIBRARIES = ("papermill", "nbclient", "ipykernel", "gptables", "xlsxwriter", "python-docx", "lxml")


def issue(folder: Path, about: Mapping[str, Any], seconds: float) -> Receipt:
    """Write the receipt of the pack in `folder`. `about`: what it was made from, the same on every run."""
    hashes = _hashes(folder)
    receipt = {
        "the_same_on_every_run": {
            **about,
            "outputs": {name: digest for name, digest in hashes.items() if name not in _BUILT},
        },
        "may_differ_between_runs": {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 1),
            "python": platform.python_version(),
            "duckdb": database.VERSION,
            **{library: version(library) for library in _LIBRARIES},
            "snapshots": {name: digest for name, digest in hashes.items() if name in _BUILT},
        },
    }
    write_durably(folder / RECEIPT, json.dumps(receipt, indent=1, ensure_ascii=False).encode("utf-8"))
    return receipt


def read(folder: Path) -> Receipt:
    """The receipt of the pack in `folder`. ConsolidationError where it is none that fieldwork wrote."""
    try:
        receipt: Receipt = json.loads((folder / RECEIPT).read_text("utf-8"))
        hashes_in(receipt)
    except (OSError, ValueError, KeyError, TypeError):
        raise ConsolidationError(
            str(folder / RECEIPT), "this is not a receipt that fieldwork wrote.", "", _again(folder)
        ) from None
    return receipt


def hashes_in(receipt: Receipt) -> dict[str, str]:
    """File -> its sha256, as the receipt says."""
    same, other = receipt["the_same_on_every_run"], receipt["may_differ_between_runs"]
    return {**same["outputs"], **other["snapshots"]}


def check(folder: Path) -> None:
    """Hash every file of a pack again. ConsolidationError names those that are not as receipted."""
    said, found = hashes_in(read(folder)), _hashes(folder)
    faults = [
        *(f"{name} is missing" for name in sorted(said.keys() - found.keys())),
        *(f"{name} is not in the receipt" for name in sorted(found.keys() - said.keys())),
        *(f"{name} was altered" for name in sorted(said.keys() & found.keys()) if said[name] != found[name]),
    ]
    if faults:
        raise ConsolidationError(
            str(folder),
            f"{'; '.join(faults)}.",
            "Every file has the hash that its receipt says.",
            _again(folder),
        )


def digest(path: Path) -> str:
    """The sha256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    """Of all but what a killed process, Excel or Windows has left there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        name: digest(path)
        for name, path in names.items()
        if name not in _NOT_RECEIPTED and not sources.is_ignored(name)
    }


def _again(folder: Path) -> str:
    return f"Move {folder.name} elsewhere, keep it, and consolidate again."

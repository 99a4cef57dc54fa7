"""The certificate of an erasure: what went, when, by whom and why; and what this erasure cannot reach."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldwork.folders import write_durably

JSON, TEXT = "certificate.json", "certificate.txt"
NOT_REACHED = (
    "Backups, wherever they are kept: erase them too, and note it here by hand.",
    "Copies that sync clients, mail or other machines hold, and their waste baskets and version histories.",
    "Remains on the disk itself: files were removed, not overwritten, which on today's disks would not "
    "reach every copy. The disk's encryption is what protects them.",
    "What was printed, or exported from a screen or a pack.",
)


def write(folder: Path, plan: Mapping[str, Any], now: datetime) -> Path:
    """Write both forms of the certificate; the path of the text."""
    not_reached = [f"What links in {part or 'its folder'} led to." for part in plan["links"]] + [*NOT_REACHED]
    said = {**plan, "completed_at": now.isoformat(timespec="seconds"), "not_reached": not_reached}
    write_durably(folder / TEXT, _text(said).encode("utf-8"))
    write_durably(folder / JSON, json.dumps(said, indent=1).encode("utf-8"))
    return folder / TEXT


def _text(said: Mapping[str, Any]) -> str:
    ledger = said["ledger"]
    proved = "It proved itself" if ledger["proved_itself"] else "IT DID NOT PROVE ITSELF"
    lines = [
        f"Certificate of erasure: {said['inspection']}",
        *(["Invented: nothing in this inspection was real."] if said["invented"] else []),
        "",
        f"Begun {said['begun_at']}, completed {said['completed_at']}, by the role: {said['by']}.",
        said["rule"],
        "",
        f"The ledger held {ledger['versions']} versions of files; its head was {ledger['head']}.",
        f"{proved} when the erasure began.",
        "",
        "Erased:",
        *_counts(said["files"]),
        "The hash of every erased file stands in certificate.json, without its name.",
        "",
        "Kept: "
        + (", ".join(said["kept"]) or "nothing")
        + " (counts and percentages, small numbers hidden).",
        "",
        "Not reached by this erasure:",
        *(f"- {words}" for words in said["not_reached"]),
    ]
    return "\n".join(lines) + "\n"


def _counts(files: list[Mapping[str, Any]]) -> list[str]:
    number = Counter(file["folder"] for file in files)
    size = Counter[str]()
    for file in files:
        size[file["folder"]] += file["bytes"]
    return [
        f"- {folder or 'beside them'}: {number[folder]} files, {size[folder]:,} bytes" for folder in number
    ]

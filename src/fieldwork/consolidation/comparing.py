"""What differs between two packs of one name: said in words, and for a table which rows."""

import csv
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from fieldwork.consolidation.receipts import Receipt

_FEW = 5  # rows of one table that are named


def differences(before: Path, after: Path, receipts: tuple[Receipt, Receipt]) -> list[str]:
    """A sentence for each thing of the pack `after` that is not as in `before`; none: it is the same pack."""
    was, now = (receipt["the_same_on_every_run"] for receipt in receipts)
    said = [
        f"made from another {_words(key)}" for key in sorted(was.keys() | now.keys()) if _other(was, now, key)
    ]
    files, new = was["outputs"], now["outputs"]
    said += [f"{name} is new" for name in sorted(new.keys() - files.keys())]
    said += [f"{name} is gone" for name in sorted(files.keys() - new.keys())]
    for name in sorted(files.keys() & new.keys()):
        if files[name] != new[name]:
            rows = list(_rows(before / name, after / name)) if name.endswith(".csv") else []
            said.append(f"{name} differs{_listed(rows)}")
    return said


def _other(was: Mapping[str, Any], now: Mapping[str, Any], key: str) -> bool:
    return key != "outputs" and was.get(key) != now.get(key)


def _words(key: str) -> str:
    return key.replace("_", " ")


def _rows(before: Path, after: Path) -> Iterator[str]:
    """`row 4 (KQ-2.1.1): percentage, band`: which cells differ, never what stands in them."""
    with (
        before.open(encoding="utf-8-sig", newline="") as old,
        after.open(encoding="utf-8-sig", newline="") as new,
    ):
        lines = zip_longest(csv.reader(old), csv.reader(new))
        headings, _ = next(lines, ([], []))
        for number, (was, now) in enumerate(lines, start=1):
            if was is None or now is None:
                yield f"row {number} ({(was or now)[0]}) is {'new' if was is None else 'gone'}"
            elif was != now:
                cells = zip_longest(headings or [], was, now, fillvalue="")
                yield f"row {number} ({now[0]}): {', '.join(name for name, old, new in cells if old != new)}"


def _listed(rows: list[str]) -> str:
    if not rows:
        return ""
    more = f"; and {len(rows) - _FEW} more rows" if len(rows) > _FEW else ""
    return f": {'; '.join(rows[:_FEW])}{more}"

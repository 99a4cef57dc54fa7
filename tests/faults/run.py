"""All faults: `python tests/faults/run.py [--each 600]`, at every point of every step, every kind.

Each step is done over and over with other files, until it has had so many faults; of those that take
seconds a share is injected, chosen by chance. The table goes into docs/reliability.md between its markers.
The exit code is 1 where anything was lost or could not be read.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from faults.injecting import KINDS
from faults.running import Result, inject, points
from faults.steps import STEPS, Step
from fieldwork import __version__

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=600, help="faults a step, at least")
    each = parser.parse_args().each
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, ProcessPoolExecutor(2) as pool:
        found = [
            result
            for one in pool.map(_all, STEPS, [folder] * len(STEPS), [each] * len(STEPS))
            for result in one
        ]
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table(found)}\n\n{END}{rest.split(END)[1]}", "utf-8")
    for result in found:
        for wrong in result.wrong:
            print(f"{result.step}, {result.kind} at point {result.at}: {wrong}")
    return 1 if any(result.wrong for result in found) else 0


def _all(step: type[Step], folder: str, each: int) -> list[Result]:
    """Every point and kind, or a share of them by chance, with one seed after the other."""
    done: list[Result] = []
    for seed in count(1):
        done += _round(step, Path(folder) / step.__name__, seed)
        if sum(result.faults for result in done) >= each * step.share:
            return done


def _round(step: type[Step], folder: Path, seed: int) -> Iterator[Result]:
    chance = Random(seed)
    for at in range(1, points(step, folder, seed) + 1):
        for kind in KINDS:
            if chance.random() < step.share:
                yield inject(step, folder / f"{KINDS.index(kind)} {at}", seed, kind, at)


def table(found: list[Result]) -> str:
    """Faults by step and kind, and what became of them."""
    injected = Counter[tuple[str, str]]()
    for result in found:
        injected[result.step, result.kind] += result.faults
    lost = Counter(result.step for result in found if result.wrong)
    total = sum(injected.values())
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, fieldwork {__version__}, commit {_commit()}: "
        f"**{total:,} faults, {sum(lost.values())} with anything lost, unreadable, or left for a person to "
        "mend.**",
        "",
        f"| step | {' | '.join(KINDS)} | lost, unreadable or not completed |",
        f"|---{'|---:' * len(KINDS)}|---:|",
    ]
    for step in STEPS:
        counts = " | ".join(str(injected[step.name, kind]) for kind in KINDS)
        lines.append(f"| {step.name} | {counts} | {lost[step.name]} |")
    return "\n".join(lines)


def _commit() -> str:
    """The code that was tried; with a + where files were changed since."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=10", "--exclude=*"],
        cwd=DOCUMENT.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())

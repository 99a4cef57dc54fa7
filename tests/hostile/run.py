"""The long run (`make hostile`): `run.py [HOW_MANY]` writes its table into docs/security.md.

It ends with an error where a file crashed a reader, took longer than ten seconds or more than 512 MB.
"""

import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import bounded
import corpus
import good

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
FROM, TO = "<!-- made by make hostile -->", "<!-- end -->"
HOW_MANY, SEED = 10_000, 2018  # of damaged files; the attacks that have a name come on top
_BATCH = 50


def measured(how: str, batch: list[corpus.Hostile]) -> list[tuple[str, str, bounded.Ended]]:
    """The kind of attack, the reader's ending, and how it ended."""
    return [
        (one.kind, Path(one.name).suffix or "none", getattr(bounded, how)(one.name, one.data))
        for one in batch
    ]


def batches(how_many: int):
    """`how_many` damaged files, then all that is crafted, in batches that a process takes."""
    damaged = corpus.mutated(good.files(), SEED)
    for _ in range(0, how_many, _BATCH):
        yield "unsheltered", list(islice(damaged, _BATCH))
    for one in corpus.crafted():
        yield "bounded", [one]


def table(found: dict[str, list[bounded.Ended]]) -> str:
    """A row a kind of attack, and one of them all."""
    columns = (
        "kind of attack", "files", "read", "rejected", "crashed", "too slow", "too large",
        "slowest, s", "most memory, MB",
    )  # fmt: skip
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    everything = list(chain.from_iterable(found.values()))
    for kind, ended in [*found.items(), ("**all**", everything)]:
        ways = (bounded.READ, bounded.REJECTED, bounded.CRASHED, bounded.TOO_SLOW, bounded.TOO_LARGE)
        counts = " | ".join(f"{sum(one.how == how for one in ended):,}" for how in ways)
        slowest, most = max(one.seconds for one in ended), max(one.megabytes for one in ended)
        lines.append(f"| {kind} | {len(ended):,} | {counts} | {slowest:.1f} | {most:.0f} |")
    return "\n".join(lines)


def main(how_many: int) -> int:
    """Run them all; 1 where any file did harm."""
    found: dict[str, list[bounded.Ended]] = defaultdict(list)
    faults = 0
    with ProcessPoolExecutor(2) as workers:
        waiting = []
        for how, batch in batches(how_many):
            waiting.append(workers.submit(measured, how, batch))
            if len(waiting) > 8:  # no more files in memory than these
                faults += _gather(waiting.pop(0).result(), found)
        for last in waiting:
            faults += _gather(last.result(), found)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    about = f"Run on {datetime.now(UTC):%Y-%m-%d} with the code of {commit.stdout.strip()}."
    page = PAGE.read_text("utf-8")
    before, after = page[: page.index(FROM)], page[page.index(TO) :]
    PAGE.write_text(f"{before}{FROM}\n{about}\n\n{table(found)}\n{after}", "utf-8")
    print(table(found))
    return int(bool(faults))


def _gather(results, found) -> int:
    faults = 0
    for kind, ending, ended in results:
        found[kind].append(ended)
        if ended.how not in (bounded.READ, bounded.REJECTED):
            faults += 1
            print(f"{kind} ({ending}): {ended}", file=sys.stderr, flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY))

"""The long run (`make hostile`): `run.py [HOW_MANY]` writes its tables into docs/security.md.

It ends with an error where a file crashed a reader, took longer than ten seconds or more than 512 MB; where a
text acts in what goes out; or where anything was executed.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))  # office.py

import attacks
import bounded
import corpus
import good
import page
from canary import Canary
from rounds import Sent, rounds

HOW_MANY, SEED = 10_000, 2018  # of damaged files; the attacks that have a name come on top
ROUNDS = 6  # of texts
_BATCH = 50
Endings = dict[str, list[bounded.Ended]]


def measured(how: str, batch: list[corpus.Hostile]) -> list[tuple[str, str, bounded.Ended]]:
    """The kind of attack, the reader's ending, and how it ended."""
    return [
        (one.kind, Path(one.name).suffix or "none", getattr(bounded, how)(one.name, one.data))
        for one in batch
    ]


def batches(how_many: int) -> Iterator[tuple[str, list[corpus.Hostile]]]:
    """`how_many` damaged files, then all that is crafted, in batches that a process takes."""
    damaged = corpus.mutated(good.files(), SEED)
    for _ in range(0, how_many, _BATCH):
        yield "unsheltered", list(islice(damaged, _BATCH))
    for one in corpus.crafted():
        yield "bounded", [one]


def through_readers(how_many: int) -> Endings:
    """How every file ended, by the kind of attack."""
    found: Endings = defaultdict(list)
    with ProcessPoolExecutor(2) as workers:
        waiting = []
        for how, batch in batches(how_many):
            waiting.append(workers.submit(measured, how, batch))
            if len(waiting) > 8:  # no more files in memory than these
                _gather(waiting.pop(0).result(), found)
        for last in waiting:
            _gather(last.result(), found)
    return found


def _gather(results: Iterable[tuple[str, str, bounded.Ended]], found: Endings) -> None:
    for kind, ending, ended in results:
        found[kind].append(ended)
        if not _harmless(ended):
            print(f"{kind} ({ending}): {ended}", file=sys.stderr, flush=True)


def _harmless(ended: bounded.Ended) -> bool:
    return ended.how in (bounded.READ, bounded.REJECTED)


def table_of_files(found: Endings) -> str:
    """A row a kind of attack, and one of them all."""
    columns = (
        "kind of attack", "files", "read", "rejected", "crashed", "too slow", "too large",
        "slowest, s", "most memory, MB",
    )  # fmt: skip
    ways = columns[2:7]
    rows = []
    for kind, ended in [*found.items(), ("**all**", list(chain.from_iterable(found.values())))]:
        counts = (f"{sum(one.how == how for one in ended):,}" for how in ways)
        slowest, most = max(one.seconds for one in ended), max(one.megabytes for one in ended)
        rows.append([kind, f"{len(ended):,}", *counts, f"{slowest:.1f}", f"{most:.0f}"])
    return page.table(columns, rows)


def table_of_texts(sent: list[Sent]) -> str:
    """A row a way in which texts go out, and one of them all."""
    by_way = {one.way: [other for other in sent if other.way == one.way] for one in sent}
    rows = [
        [
            way,
            f"{sum(one.files for one in its):,}",
            f"{sum(one.texts for one in its):,}",
            f"{sum(len(one.harmful) for one in its):,}",
            f"{sum(len(one.executed) for one in its):,}",
        ]
        for way, its in [*by_way.items(), ("**all**", sent)]
    ]
    return page.table(("what goes out", "files", "texts shown", "texts that act", "executed"), rows)


def main(how_many: int) -> int:
    """Run them all; 1 where anything did harm."""
    with TemporaryDirectory() as folder:
        here = Path(folder) / "here"
        here.mkdir()
        os.chdir(here)  # where a path that leads out would begin
        with Canary(Path(folder)) as canary:
            attacks.AIM.address, attacks.AIM.mark = canary.address, canary.mark
            found = through_readers(how_many)
            executed = canary.executed()
            sent = list(rounds(ROUNDS, SEED, canary))
    did = f"Executed: {len(executed)}. The port that the attacks name was listened at, the file looked for."
    page.write("hostile", f"{table_of_files(found)}\n\n{did}\n\n{table_of_texts(sent)}")
    harmed = [one for ended in found.values() for one in ended if not _harmless(one)]
    acted = [what for one in sent for what in (*one.harmful, *one.executed)]
    print(*executed, *acted, sep="\n", file=sys.stderr)
    return int(bool(harmed or executed or acted))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY))

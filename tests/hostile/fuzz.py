"""Every reader fuzzed (`make fuzz`): `fuzz.py [SECONDS]` writes its table into docs/security.md.

Inputs that reach what nothing in kept/ reaches are added there, and so is one that does harm: then it ends
with an error.
"""

import re
import resource
import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import attacks
import bounded
import corpus
import good
import page
from good import KEPT

HERE = Path(__file__).parent
SECONDS = 60  # of processor time a reader, which are as many on a busy machine
LONGEST = 8_192  # bytes of an input
COLUMNS = (
    "reader", "minutes", "executions", "places of the code reached", "kept anew",
    "refused by the limits alone", "crashed",
)  # fmt: skip
LIMITS = ["-timeout=30", "-rss_limit_mb=1024", f"-max_len={LONGEST}"]
WORDS = [
    b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VTIMEZONE", b"RRULE:FREQ=YEARLY", b"BYDAY=", b"COUNT=", b"UNTIL=",
    b"RECURRENCE-ID", b"EXDATE:", b"RDATE;VALUE=PERIOD:", b"DURATION:P", b";VALUE=DATE:", b";TZID=",
    b"METHOD:", b"case_id", b"status", b"question", b"sep=;", b"<w:tbl>", b"<w:tc>", b'<c r="', b' t="s"',
    b"<v>", b'number-columns-repeated="', b'number-rows-repeated="', b' xsi:nil="true"', b"<![CDATA[",
    b"x0lGQ", b"<?a ",
    *(one for one in attacks.POISON if len(one) <= 64),
]  # fmt: skip


class Fuzzed(NamedTuple):
    """`reached`: the places of the code that libFuzzer counts. `limited`: refused by the limits alone."""

    reader: str
    seconds: float
    executions: int
    reached: int
    new: int
    limited: int
    crashed: int


def fuzzed(reader: str, seconds: int, work: Path) -> Fuzzed:
    """Fuzz one for so long. What ends the process is read as sync does: only then is it a fault."""
    kept, seeds, found = KEPT / reader, work / "seeds" / reader, work / "found" / reader
    found.mkdir(parents=True)
    begun, executions, reached = _worked(), 0, 0
    ways: Counter[str] = Counter()
    while (left := seconds - (_worked() - begun)) >= 1 and not ways[bounded.CRASHED]:
        options = [f"-max_total_time={left:.0f}", f"-dict={work}/words", f"-artifact_prefix={work}/ended-"]
        said = _run(reader, *options, "-print_final_stats=1", found, kept, seeds)
        tried = _last(r"number_of_executed_units: (\d+)", said)
        if not tried:
            sys.exit(said)
        executions += tried
        reached = max(reached, _last(r" cov: (\d+)", said))
        ways.update(judged(reader, path) for path in list(work.glob("ended-*")))
    worked, before = _worked() - begun, len(list(kept.iterdir()))
    _run(reader, "-set_cover_merge=1", "-use_counters=0", kept, seeds, found)
    new = len(list(kept.iterdir())) - before
    return Fuzzed(reader, worked, executions, reached, new, ways[bounded.REJECTED], ways[bounded.CRASHED])


def judged(reader: str, path: Path) -> str:
    """How an input ends that has ended the process here; one that does harm is CRASHED, and kept."""
    ended = bounded.unsheltered(f"fuzzed.{reader}", path.read_bytes())
    print(f"{reader}, {path.name}: {ended}", file=sys.stderr, flush=True)
    if ended.how in (bounded.READ, bounded.REJECTED):
        path.unlink()
        return ended.how
    path.replace(KEPT / reader / path.name)
    return bounded.CRASHED


def sow(folder: Path) -> None:
    """The attacks that have a name and the good files, those that are short, each to its reader."""
    attacks = ((one.name, one.data) for one in corpus.crafted(corpus.QUICK))
    files = chain(attacks, good.files().items())
    for number, (name, data) in enumerate(files):
        sown = folder / Path(name).suffix[1:]
        if sown.is_dir() and len(data) <= LONGEST:
            (sown / str(number)).write_bytes(data)


def _run(reader: str, *options: object) -> str:
    command = [sys.executable, HERE / "fuzzed.py", reader, *LIMITS, *map(str, options)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return done.stderr.decode("utf-8", "replace")


def _worked() -> float:
    """Processor time of what has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _last(number: str, said: str) -> int:
    found = re.findall(number, said)
    return int(found[-1]) if found else 0


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def main(seconds: int) -> int:
    """Fuzz them all; 1 where anything did harm."""
    readers = sorted(folder.name for folder in KEPT.iterdir())
    rows = []
    with TemporaryDirectory() as work:
        for reader in readers:
            (Path(work) / "seeds" / reader).mkdir(parents=True)
        sow(Path(work) / "seeds")
        words = "".join(f'"{_escaped(word)}"\n' for word in WORDS)
        (Path(work) / "words").write_text(words, "ascii")
        for reader in readers:
            rows.append(fuzzed(reader, seconds, Path(work)))
            print(rows[-1], file=sys.stderr, flush=True)
    page.write("fuzz", page.table(COLUMNS, map(_said, rows)))
    return int(any(row.crashed for row in rows))


def _said(row: Fuzzed) -> list[str]:
    return [row.reader, f"{row.seconds / 60:.1f}", *(f"{number:,}" for number in row[2:])]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))

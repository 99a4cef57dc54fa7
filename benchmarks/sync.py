"""How long sync takes. Prints seconds, and the machine that they were measured on.

    python benchmarks/sync.py            28 organisations at planned sizes, two processes; then one form more
    python benchmarks/sync.py one-more   only the second

Two bars of issue 2. All 5,886 cases of the programme's organisations, each an InfoPath form with 60 answers,
in one minute on two cores. One form added to a 150-case inspection is published in under one second.
"""

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

from fieldwork import database, programme, sync
from fieldwork.simulation.brief import Brief
from fieldwork.simulation.infopath import Item, form

ANSWERS = 60
PROGRAMMES = {  # and their forms
    "probation-2018-crc": ("d2", "unpaid-work", "through-the-gate"),
    "probation-2018-nps": ("d2-nps", "court-reports", "victim-contact"),
}
INSPECTION = """
title: {organisation} (its size only; the cases are invented)
organisation: "{organisation}"
programme: {programme}
invented: true
folder: data
time_zone: Europe/London
late_after_days: 2
figures_expected_every_hours: 24
weeks: [2018-11-05, 2018-11-12, 2018-11-19]
units: {{North: {{}}, South: {{}}}}
team: {{LI: Lead inspector, AB: Assistant inspector}}
forms: [tables, {forms}]
"""
HEADER = {"assessor": "AB", "status": "signed off", "savedAt": "2018-11-06T16:00:00"}


def forms(setup: sync.Setup) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each case's form, as many as the samples' planned sizes."""
    brief = Brief(setup.programme, setup.inspection)
    numbers = [number for question in brief.questions for number in (question.number, *question.prompts)]
    items = [Item("1", number, "12"[place % 2]) for place, number in enumerate(numbers[:ANSWERS])]
    sizes = setup.programme.sizing.organisations[setup.inspection.organisation].sizes
    for sample in brief.samples:
        judged = {fact.element: next(iter(fact.values)) for fact in sample.judged}
        for case in range(sizes[sample.name].planned):
            reference = f"{sample.name}-{case:04}"
            yield f"{reference}.xml", form(sample.design, {"caseRef": reference, **HEADER}, judged, items)


def prepared(folder: Path, of: str, organisation: str, cases: int | None = None) -> tuple[Path, int]:
    """An inspection's file, with the forms in its inbox, written an hour ago, and how many these are."""
    folder.mkdir(parents=True)
    path = folder / "inspection.yml"
    names = ", ".join(f"probation-2018-{form}" for form in PROGRAMMES[of])
    path.write_text(INSPECTION.format(organisation=organisation, programme=of, forms=names), "utf-8")
    setup = sync.load(str(path))
    setup.inspection.folders.create()
    written = 0
    for name, data in islice(forms(setup), cases):
        drop(setup, name, data)
        written += 1
    return path, written


def drop(setup: sync.Setup, name: str, data: bytes) -> None:
    path = setup.inspection.folders.inbox / name
    path.write_bytes(data)
    os.utime(path, (time.time() - 3600,) * 2)


def synced(path: Path) -> tuple[int, int, int]:
    """Files, answers and rejects of a first sync."""
    setup = sync.load(str(path))
    outcome = sync.once(setup, lambda: datetime.now(UTC))
    with database.open_snapshot(outcome.published) as snapshot:
        [counted] = snapshot.rows("select count(*) as answers from answer_statements")
    return outcome.files, counted["answers"], outcome.rejects


def all_organisations(folder: Path) -> None:
    every = [(of, name) for of in PROGRAMMES for name in programme.load(of).sizing.organisations]
    with ProcessPoolExecutor(2) as pool:
        made = pool.map(prepared, (folder / str(n) for n in range(len(every))), *zip(*every, strict=True))
        paths = [path for path, _ in sorted(made, key=lambda one: -one[1])]
        begun = time.perf_counter()
        files, answers, rejects = (sum(some) for some in zip(*pool.map(synced, paths), strict=True))
        seconds = time.perf_counter() - begun
    print(f"{len(paths)} organisations, {files} forms, {answers} answers, {rejects} rejects: {seconds:.1f} s")


def one_more(folder: Path) -> None:
    path, cases = prepared(folder, "probation-2018-crc", "South Yorkshire CRC", 150)
    setup = sync.load(str(path))
    some = [(f"more {name}", data.replace(b"2018-11-06T16", b"2018-11-06T17")) for name, data in forms(setup)]
    stop, told = threading.Event(), Queue()
    watch = threading.Thread(target=sync.watch, args=(setup, lambda: datetime.now(UTC), stop, 0.05, told.put))
    watch.start()
    told.get()
    for number in (1, 2, 3):
        begun = time.perf_counter()
        drop(setup, *some[number])
        told.get()
        print(f"one form more to {cases} in the watch: {time.perf_counter() - begun:.2f} s until published")
    stop.set()
    watch.join()
    for number in (4, 5):
        drop(setup, *some[number])
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "fieldwork", "sync", path], check=True, capture_output=True)
        print(
            f"one form more in a fresh process: {time.perf_counter() - begun:.2f} s, Python's start included"
        )


def machine() -> str:
    """What the seconds were measured on."""
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, DuckDB {database.VERSION}"
    )


def main() -> None:
    print(machine())
    with TemporaryDirectory() as folder:
        if sys.argv[1:] != ["one-more"]:
            all_organisations(Path(folder, "all"))
        one_more(Path(folder, "one"))


if __name__ == "__main__":
    main()

"""fieldwork's Key questions screen beside its peers, measured in one run: `python benchmarks/viewers/run.py`.

It makes the peers' environments, an invented inspection and the servers, drives one real Chromium, and writes
benchmarks/viewers/results/<date>.json and, with the table and the picture made from it, docs/performance.md.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import environments
import machine
import measuring
import report
from competitors import COMPETITORS, HERE, Competitor
from data import Published, prepare
from pages import chromium
from servers import serving
from wire import counting


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))  # so that the servers end too
    chosen = [one for one in COMPETITORS if one.name in (arguments.only or [one.name])]
    for competitor in chosen:
        environments.ready(competitor)
    plan = measuring.QUICK if arguments.quick else measuring.WHOLE
    if arguments.rounds:
        plan = replace(plan, rounds=arguments.rounds)
    found = _measure(chosen, plan, HERE / "results" / f"{datetime.now(UTC):%Y-%m-%d-%H%M}.json")
    if arguments.only or arguments.quick:
        print(report.markdown(found))
    else:
        report.write(found)
    return 1 if any(one["failures"] for one in found["competitors"].values()) else 0


def _measure(chosen: Sequence[Competitor], plan: measuring.Plan, file: Path) -> measuring.Results:
    """What a report is made from, as plain data. `file` has what was measured so far."""
    results = {one.name: {"version": environments.version(one), **measuring.nothing_yet()} for one in chosen}
    found = {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "rounds": plan.rounds,
        "viewers": ", ".join(map(str, plan.viewers)),
        "competitors": results,
    }
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="viewers-")))
        _say("The invented inspection")
        prepared = prepare(folder / "prepared")
        published = {one: Published(folder / one.name, prepared) for one in chosen}
        browser = stack.enter_context(chromium())
        found["machine"] = machine.described(browser)
        with ExitStack() as together:
            servers = [together.enter_context(serving(one, published[one], _log(one))) for one in chosen]
            _say("Loads, all in turn")
            measuring.loads(browser, servers, plan, results)
            measuring.cost(browser, servers, stack.enter_context(counting()), results)
        _keep(found, file)
        for one in reversed(chosen):  # fieldwork last: what it publishes is measured most
            _say(f"Viewers of {one.name}")
            with serving(one, published[one], _log(one)) as server:
                measuring.viewers(browser, server, plan, results[one.name])
            _keep(found, file)
    return found


def _keep(found: measuring.Results, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _log(competitor: Competitor) -> Path:
    """What the server says, for whoever wonders why it does not answer; ignored by git."""
    logs = HERE / "environments" / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return logs / f"{competitor.name}.log"


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, help="how often every page is loaded")
    parser.add_argument("--only", action="append", choices=[one.name for one in COMPETITORS], metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="a few minutes; the document stays as it is")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

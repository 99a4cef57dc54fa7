"""What is measured of a competitor, as plain data: loads in turn with the others, then its viewers alone."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import memory
import pages
from playwright.sync_api import Browser
from playwright.sync_api import Error as PageError
from servers import Server
from wire import Wire

Results = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How much: rounds of loads, viewers at which memory is read, seconds of idling, publishes."""

    rounds: int
    warm_rounds: int
    viewers: Sequence[int]
    idle_seconds: float
    publishes: int
    peers_publishes: int


QUICK = Plan(rounds=1, warm_rounds=1, viewers=(1, 3), idle_seconds=3, publishes=2, peers_publishes=2)
WHOLE = Plan(rounds=10, warm_rounds=2, viewers=(1, 10, 30), idle_seconds=15, publishes=20, peers_publishes=5)


def loads(chromium: Browser, servers: Sequence[Server], plan: Plan, results: Results) -> None:
    """After one visit unmeasured: rounds in which every competitor is visited once, in changing order."""
    for server in servers:
        with _failing_into(results[server.competitor.name]):
            context = pages.fresh(chromium)
            pages.visit(context, server)
            context.close()
    for number in range(plan.rounds):
        for server in random.sample(servers, len(servers)):
            with _failing_into(results[server.competitor.name]):
                _load(chromium, server, results[server.competitor.name], warm=number < plan.warm_rounds)


def _load(chromium: Browser, server: Server, found: Results, warm: bool) -> None:
    """A first visit, then every unit once: the first change comes at the moment the page is interactive."""
    context = pages.fresh(chromium)
    try:
        page, times = pages.visit(context, server)
        redrawn = [pages.choose(page, server, unit) for unit in server.units]
        found["readable"].append(times["readable"])
        found["interactive"].append(times["interactive"])
        found["filter"].extend(redrawn)
        page.close()
        if warm:
            _, times = pages.visit(context, server)
            found["readable, warm cache"].append(times["readable"])
            found["interactive, warm cache"].append(times["interactive"])
    finally:
        context.close()


def cost(chromium: Browser, servers: Sequence[Server], wire: Wire, results: Results) -> None:
    for server in servers:
        with _failing_into(results[server.competitor.name]):
            results[server.competitor.name].update(pages.cost(chromium, server, wire))


def viewers(chromium: Browser, server: Server, plan: Plan, found: Results) -> None:
    """A server with more and more viewers: memory at each number, then idling, then publishes with all.

    One page paints; the others are `pages.onlooker`s. Publishes with the one alone come last.
    """
    few = plan.publishes if server.competitor.name == "fieldwork" else plan.peers_publishes
    with _failing_into(found), pages.in_the_background(chromium) as background:
        painting, crowd = pages.fresh(chromium), pages.fresh(background)
        try:
            page, _ = pages.visit(painting, server)
            watching = 1
            for number in plan.viewers:
                for _ in range(number - watching):
                    pages.onlooker(crowd, server)
                watching = number
                found["memory"][str(number)] = memory.settled_megabytes(server)
            found["idle"] = memory.busy(server, plan.idle_seconds)
            found["publish, all viewers"] = _publishes(page, server, few)
            crowd.close()
            found["publish, one viewer"] = _publishes(page, server, few)
        finally:
            painting.close()
            crowd.close()


def _publishes(page: Any, server: Server, number: int) -> list[float]:
    times = []
    for _ in range(number):
        time.sleep(random.uniform(0.5, 1.5))  # noqa: S311 - so that no publish falls in step with who looks for it
        times.append(pages.publish(page, server, time.time))
    return times


@contextmanager
def _failing_into(found: Results) -> Iterator[None]:
    """A page that does not do what is awaited is a result too; the others go on."""
    try:
        yield
    except PageError as error:
        found["failures"].append(str(error).splitlines()[0])


def nothing_yet() -> Results:
    lists = (
        "readable",
        "interactive",
        "filter",
        "readable, warm cache",
        "interactive, warm cache",
        "failures",
    )
    return {**{name: [] for name in lists}, "memory": {}}
